// Printed figures of a form are right for what rounds half up to them at their decimals, and for nothing else.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divide, least, multiply, ONE, printScaled, type Ratio, ratio, roundScaled } from "../../kernel/index.ts";
import { aFormFile, findingsIn } from "./document.builder.ts";

const HUNDRED = ratio(100n);
const shown = (scaled: bigint, places: number) => printScaled(scaled, places);
const rounded = (value: Ratio, places: number) => roundScaled(value, { mode: "half-up", places });
/** Codes about the total's rate and its points; every other row is left out. */
function codesOf(budget: bigint, spent: bigint, rate: string, score: string): readonly string[] {
  const line = `年度资金总额|${shown(budget, 2)}|${shown(budget, 2)}|${shown(spent, 2)}|10|${rate}|${score}`;
  return findingsIn(aFormFile({ funds: [line] }))
    .map(({ code }) => code)
    .filter((code) => code === "rate-wrong" || code === "rate-score-wrong");
}
const money = fc
  .tuple(fc.bigInt({ min: 1_000_001n, max: 99_999_999n }), fc.bigInt({ min: 10n, max: 100n }))
  .map(([budget, percent]) => ({ budget, spent: (budget * percent) / 100n + 1n }))
  .filter(({ budget, spent }) => spent <= budget && budget % 10n !== 0n && spent % 10n !== 0n);

describe("a rate printed at some decimals", () => {
  it("is right where it is the quotient rounded half up, and its points are right by either", () => {
    fc.assert(
      fc.property(money, fc.integer({ min: 0, max: 3 }), ({ budget, spent }, places) => {
        const share = divide(ratio(spent), ratio(budget));
        const rate = rounded(multiply(share, HUNDRED), places);
        const printed = divide(ratio(rate), ratio(100n * 10n ** BigInt(places)));
        for (const base of [share, printed]) {
          const score = shown(rounded(multiply(ratio(10n), least(base, ONE)), 2), 2);
          expect(codesOf(budget, spent, `${shown(rate, places)}%`, score)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is wrong two units of its last decimal away, whichever way", () => {
    fc.assert(
      fc.property(money, fc.integer({ min: 0, max: 2 }), fc.constantFrom(2n, -2n), ({ budget, spent }, places, away) => {
        const share = divide(ratio(spent), ratio(budget));
        const rate = rounded(multiply(share, HUNDRED), places) + away;
        fc.pre(rate > 0n);
        const score = shown(rounded(multiply(ratio(10n), share), 2), 2);
        expect(codesOf(budget, spent, `${shown(rate, places)}%`, score)).toContain("rate-wrong");
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["64.45", true],
    ["64.46", true],
    ["64.54", true],
    ["64.55", false],
    ["64.44", false],
  ])("64.5%% for %s of 100 is right: %s", (spent, right) => {
    const [whole = "", part = ""] = spent.split(".");
    // A column that drops no zeros and one that does: 100 stands for itself beside 64.45.
    const line = `年度资金总额|100|100|${whole}.${part}|10|64.5%|6.45`;
    const codes = findingsIn(aFormFile({ funds: [line] })).map(({ code }) => code);
    expect(codes.includes("rate-wrong")).toBe(!right);
  });
});
