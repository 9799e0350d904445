// The founding case's money: three denominators, each named, and the way down from a rate to its vouchers and back.
import { describe, expect, it } from "vitest";
import { printMoneyColumn } from "../kernel/index.ts";
import { countsIn, entriesOfRate, rateKey } from "./counts-in.ts";
import { executionRates, type RateId } from "./execution-rates.ts";
import { aReversal, aSlice, bookOf, fen, foundingPostings, wan } from "./ledger.builder.ts";
import { overspendings } from "./overspending.ts";

const book = bookOf(foundingPostings());
const rates = new Map(executionRates(book, "万元").map((rate) => [rateKey(rate.id), rate]));

describe("the founding case", () => {
  it.each([
    ["revised", "300.33 ÷ 465.47", "64.52%"],
    ["initial", "300.33 ÷ 465.47", "64.52%"],
    ["committed", "300.33 ÷ 465.47", "64.52%"],
    ["slices", "300.33 ÷ 300.00", "100.11%"],
    ["source:current", "134.86 ÷ 300.00", "44.95%"],
    ["source:carry-over", "165.47 ÷ 165.47", "100.00%"],
    ["slice:2", "33.92 ÷ 33.59", "100.98%"],
    ["division:出国（境）管理处", "137.24 ÷ 136.91", "100.24%"],
  ])("%s is %s = %s", (key, expression, result) => {
    const trace = rates.get(key)?.trace;
    expect(trace?.steps).toEqual([{ code: "divide", expression, result }]);
    expect([trace?.result, trace?.rounding?.places]).toEqual([result, 2]);
  });
  it("has no rate of a source that it has no budget of", () => {
    expect(rates.has("source:other")).toBe(false);
    expect([...rates.keys()].filter((key) => key.startsWith("slice:"))).toHaveLength(12);
  });
  it("draws 165.47 of the carry-over, then 134.86 of this year's grant", () => {
    expect(rates.get("revised")?.trace.inputs.map(({ name, value }) => `${name} ${value}`)).toEqual([
      "paid-current 134.86",
      "paid-carry-over 165.47",
      "revised-current 300.00",
      "revised-carry-over 165.47",
    ]);
  });
  it("has one sub-project beyond its budget, with no exception for it", () => {
    const [one, ...others] = overspendings(book);
    expect(others).toEqual([]);
    expect(one && [one.slice, one.allocated, one.paid, one.by, one.excepted]).toEqual(["2", wan("33.59"), wan("33.92"), wan("0.33"), 0n]);
  });
});

it("the entries of every rate add up to what stands above and below its line", () => {
  const undone = bookOf([aSlice({ slice: "13", amount: fen(700) })], book);
  const after = bookOf([aReversal(undone.last)], undone);
  for (const rate of executionRates(after, "万元")) {
    const made = entriesOfRate(after, after.entries.values(), rate.id);
    const total = (side: "numerator" | "denominator") =>
      made.filter((one) => one.side === side).reduce((sum, { entry }) => sum + partOf(rate.id, entry), 0n);
    expect(printMoneyColumn(rate.numerator, "万元"), rateKey(rate.id)).toBe(printMoneyColumn(total("numerator") as never, "万元"));
    expect(rate.denominator, rateKey(rate.id)).toBe(total("denominator"));
    for (const { entry } of made) expect(countsIn(after, entry).map(({ id }) => rateKey(id))).toContain(rateKey(rate.id));
  }
});

type Entry = Parameters<typeof countsIn>[1];

function partOf(id: RateId, { posting, settlement }: Entry): bigint {
  if (posting.kind === "payment" && id.kind === "source")
    return settlement.draws.filter(({ source }) => source === id.key).reduce((sum, { amount }) => sum + amount, 0n);
  return settlement.amount;
}
