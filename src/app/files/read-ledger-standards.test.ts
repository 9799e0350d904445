// The standards of ledgers that ship, and what a broken one is answered with.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { productPath } from "../product-folder.ts";
import { readLedgerStandards } from "./read-ledger-standards.ts";

const folder = mkdtempSync(join(tmpdir(), "hengxiao-ledger-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shipped = await readLedgerStandards([productPath("regulations")]);
if (!shipped.ok) throw new Error(JSON.stringify(shipped.faults));
const { classes, rules } = shipped.value;

describe("the economic classes", () => {
  it("are there by code, class and item", () => {
    expect(classes.find("30212")).toEqual({ code: "30212", name: "因公出国（境）费用" });
    expect(classes.find("302")?.name).toBe("商品和服务支出");
    expect(classes.all.filter(({ code }) => code.length === 3)).toHaveLength(10);
    expect(classes.has("30204") && !classes.has("30210") && !classes.has("50201")).toBe(true);
  });
  it("are read as exports print them", () => {
    const read = (text: string) => classes.read(text)?.code ?? null;
    expect(
      ["30212", "30212 因公出国（境）费用", "[30212]因公出国", "３０２１２-因公出国(境)费用", "差旅费", "因公出国(境)费用"].map(read),
    ).toEqual(["30212", "30212", "30212", "30212", "30211", "30212"]);
    // 房屋建筑物购建 stands in two classes; a code of six digits is another system's.
    expect(["房屋建筑物购建", "302120", "出国费", ""].map(read)).toEqual([null, null, null, null]);
  });
});

it("the spending rules are declared defaults, carry-over first", () => {
  expect(rules.order.value).toEqual(["carry-over", "current", "other"]);
  expect([rules.limits.slice.value, rules.limits.commitment.value]).toEqual(["reason", "reason"]);
  expect([rules.order.basis.kind, rules.limits.slice.basis.kind]).toEqual(["default", "default"]);
});

it("a local instrument replaces them, and a broken one names every fault at its place", async () => {
  const local = join(folder, "shili-2021-9");
  mkdirSync(local);
  const instrument =
    "id: shili-2021-9\ntitle: 示例\nnumber: 示例〔2021〕9号\nissuer: 示例\njurisdiction: 示例\ninForce: { from: 2021-01-01 }\nsource: 示例\n";
  writeFileSync(join(local, "instrument.yaml"), instrument);
  const write = (order: string) =>
    writeFileSync(
      join(local, "ledger.yaml"),
      `order: ${order}\nslice: { cite: 第三条, value: stop }\ncommitment: { cite: 第三条, value: hint }\n`,
    );
  write("{ cite: 第二条, value: [current, carry-over, other] }");
  const read = await readLedgerStandards([productPath("regulations"), folder]);
  expect(read.ok && read.value.rules.order).toMatchObject({
    value: ["current", "carry-over", "other"],
    basis: { kind: "law", article: "第二条" },
  });
  write("{ value: [current, carry-over] }");
  const broken = await readLedgerStandards([folder]);
  expect(broken.ok ? [] : broken.faults.map(({ code, place }) => `${code} ${place?.path}`)).toEqual(["wrong-shape order.value"]);
  write("{ value: [current, carry-over, other] }");
  const uncited = await readLedgerStandards([folder]);
  expect(uncited.ok ? [] : uncited.faults.map(({ code, place }) => `${code} ${place?.line}`)).toEqual(["pack-uncited 1"]);
});
