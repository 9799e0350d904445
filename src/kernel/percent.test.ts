import { describe, expect, it } from "vitest";
import { percentDifference, percentOf, printPercentagePoints, readPercent, shiftPercent } from "./percent.ts";
import { equals, ratio } from "./ratio.ts";

describe("percent and percentage points are two kinds", () => {
  it("70% less 60% is 10 percentage points", () => {
    const gap = percentDifference(percentOf(ratio(7n, 10n)), percentOf(ratio(6n, 10n)));
    expect(printPercentagePoints(gap)).toBe("10.00");
    expect(equals(shiftPercent(percentOf(ratio(6n, 10n)), gap), ratio(7n, 10n))).toBe(true);
  });

  it("reads 90% and 0.9, and no bare 90", () => {
    expect(readPercent("90%")).toEqual(ratio(90n, 100n));
    expect(readPercent("0.9")).toEqual(ratio(9n, 10n));
    expect(readPercent("90")).toBeNull();
  });
});
