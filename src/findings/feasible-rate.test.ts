import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printPercent, ratio } from "../kernel/index.ts";
import { feasibleRate } from "./feasible-rate.ts";
import { type PrintedNumber, readPrinted } from "./printed-number.ts";

const rate = (text: string) => readPrinted(text) as PrintedNumber;

describe("a share of n answers", () => {
  it("96% is no share of 36, and its neighbours are named", () => {
    expect(feasibleRate(rate("96%"), 36)).toEqual({ possible: false, neighbours: ["34/36 = 94.4%", "35/36 = 97.2%"] });
  });

  it("96% is a share of 50, 97.2% and 97% of 36", () => {
    expect(
      [feasibleRate(rate("96%"), 50), feasibleRate(rate("97.2%"), 36), feasibleRate(rate("97%"), 36)].map((one) => one.possible),
    ).toEqual([true, true, true]);
  });

  it("all and none are shares of any number", () => {
    expect([feasibleRate(rate("100%"), 7), feasibleRate(rate("0%"), 7)].map((one) => one.possible)).toEqual([true, true]);
    expect(feasibleRate(rate("99.9%"), 7).neighbours).toEqual(["6/7 = 85.7%", "7/7 = 100.0%"]);
  });

  it("every count's share, printed at any decimals, is possible", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 3 }),
        (answers, part, places) => {
          const count = Math.floor(answers * part);
          return feasibleRate(rate(printPercent(ratio(count, answers), places)), answers).possible;
        },
      ),
    );
  });
});
