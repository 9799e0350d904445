// Content as rows: both sides' fields, nested ones by their path, what is absent told apart from what is null.
import { expect, test } from "vitest";
import { beforeAndAfter } from "./before-and-after.ts";

test("every field of either side has its row", () => {
  const content = JSON.stringify({ before: { a: 1, b: { c: ["x"] } }, after: { a: 2, b: { c: ["x", null] }, d: [] } });
  expect(beforeAndAfter(content)).toEqual([
    { field: "a", before: "1", after: "2" },
    { field: "b.c.0", before: "x", after: "x" },
    { field: "b.c.1", before: null, after: "null" },
    { field: "d", before: null, after: "[]" },
  ]);
});

test("a side that is not there, and a side that is a plain value", () => {
  expect(beforeAndAfter('{"before":null,"after":{"n":3}}')).toEqual([{ field: "n", before: null, after: "3" }]);
  expect(beforeAndAfter('{"before":"x","after":null}')).toEqual([{ field: "", before: "x", after: null }]);
});
