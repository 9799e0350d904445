import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printRounded } from "./decimal-text.ts";
import { ratio } from "./ratio.ts";
import { type RoundingMode, roundScaled } from "./rounding.ts";

const round = (n: bigint, d: bigint, mode: RoundingMode) => printRounded(ratio(n, d), { mode, places: 2 });

describe("rounding by name", () => {
  it.each([
    [5n, 1000n, "half-up", "0.01"],
    [-5n, 1000n, "half-up", "-0.01"],
    [79_995n, 1000n, "half-up", "80.00"],
    [5n, 1000n, "half-even", "0.00"],
    [15n, 1000n, "half-even", "0.02"],
    [9n, 1000n, "down", "0.00"],
    [1n, 1000n, "up", "0.01"],
    [-1n, 1000n, "up", "-0.01"],
    [30_033n, 46_547n, "half-up", "0.65"],
  ] as const)("%s/%s %s is %s", (n, d, mode, expected) => {
    expect(round(n, d, mode)).toBe(expected);
  });

  it("is the same in whole numbers and in large ones, ties included", () => {
    const large = 2n ** 70n;
    const places = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 50n }), fc.bigInt({ min: 1n, max: 2n ** 40n }), places, (n, d, to) => {
        const rounding = { mode: "half-up", places: to } as const;
        return roundScaled({ n, d }, rounding) === roundScaled({ n: n * large, d: d * large }, rounding);
      }),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 40n }), fc.integer({ min: 0, max: 4 }), (whole, to) => {
        const tie = { n: 2n * whole + 1n, d: 2n * 10n ** BigInt(to) };
        return roundScaled(tie, { mode: "half-up", places: to }) === whole + 1n;
      }),
    );
  });

  it("is never further than half a step from the value, half up", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 9n }), (n, d) => {
        const scaled = roundScaled({ n, d }, { mode: "half-up", places: 2 });
        const gap = 2n * (scaled * d - n * 100n);
        return (gap < 0n ? -gap : gap) <= d;
      }),
    );
  });
});
