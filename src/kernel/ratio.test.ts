import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, compare, divide, equals, multiply, type Ratio, ratio, reduce, subtract, sum } from "./ratio.ts";

const someRatio = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.bigInt({ min: 1n, max: 10n ** 18n }))
  .map(([n, d]): Ratio => ({ n, d }));

describe("ratios are exact", () => {
  it("adds without losing anything: (a + b) − b = a", () => {
    fc.assert(fc.property(someRatio, someRatio, (a, b) => equals(subtract(add(a, b), b), a)));
  });

  it("multiplies and divides back", () => {
    fc.assert(fc.property(someRatio, someRatio, (a, b) => b.n === 0n || equals(divide(multiply(a, b), b), a)));
  });

  it("distributes: a × (b + c) = a × b + a × c", () => {
    fc.assert(
      fc.property(someRatio, someRatio, someRatio, (a, b, c) => equals(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)))),
    );
  });

  it("orders like subtraction", () => {
    fc.assert(
      fc.property(
        someRatio,
        someRatio,
        (a, b) => Math.sign(compare(a, b)) === Math.sign(Number(subtract(a, b).n > 0n) - Number(subtract(a, b).n < 0n)),
      ),
    );
  });

  it("keeps its value in lowest terms", () => {
    fc.assert(fc.property(someRatio, (a) => equals(a, reduce(a))));
  });

  it("stays small over long chains of sums", () => {
    const thirds = Array.from({ length: 5000 }, (_, index) => ratio(1n, BigInt((index % 97) + 1)));
    expect(sum(thirds).d.toString(2).length).toBeLessThan(600);
  });

  it("refuses a divisor of zero", () => {
    expect(() => ratio(1n, 0n)).toThrow("divisor");
    expect(() => divide(ratio(1n), ratio(0n))).toThrow("divisor");
  });
});
