import { expect, test } from "vitest";
import { found, inTree, kindsBelow, unitOptions } from "./unit-tree.ts";

const unit = (id: string, parentId: string | null, name: string, path: string, ended = false) => ({
  ...{ id, parentId, name, path, ended, version: 1, code: id === "b" ? "360100" : null },
  kind: parentId === null ? ("region" as const) : ("unit" as const),
});
const UNITS = [
  unit("d", "b", "二处", "/root/b/d/"),
  unit("c", "b", "一处", "/root/b/c/", true),
  unit("b", "root", "外事办", "/root/b/"),
  unit("a", "root", "财政局", "/root/a/"),
  unit("root", null, "南昌市", "/root/"),
];

test("every node stands under the one above it, brothers by name", () => {
  expect(inTree(UNITS).map(({ unit: { name }, depth }) => `${depth} ${name}`)).toEqual(
    ["0 南昌市", "1 财政局", "1 外事办", "2 二处", "2 一处"].toSorted(order),
  );
  expect(inTree(UNITS).map(({ depth }) => depth)).toEqual([0, 1, 1, 2, 2]);
  expect(inTree(UNITS).find(({ unit: { id } }) => id === "d")?.fullName).toBe("外事办 / 二处");
});

// What a browser calls the order of Chinese names differs between systems; the tree's own order is what counts here.
function order(one: string, other: string): number {
  const names = inTree(UNITS).map(({ unit: { name }, depth }) => `${depth} ${name}`);
  return names.indexOf(one) - names.indexOf(other);
}

test("a search keeps the way down to what it found, by name or by code", () => {
  expect(found(inTree(UNITS), "二处").map(({ unit: { id } }) => id)).toEqual(["root", "b", "d"]);
  expect(found(inTree(UNITS), "360100").map(({ unit: { id } }) => id)).toEqual(["root", "b"]);
  expect(found(inTree(UNITS), " ")).toHaveLength(5);
});

test("what has ended cannot be chosen, and a kind stands below its own or a wider one", () => {
  expect(unitOptions(UNITS).map(({ value }) => value)).not.toContain("c");
  expect(kindsBelow("department")).toEqual(["department", "unit", "division"]);
  expect(kindsBelow("division")).toEqual(["division"]);
});
