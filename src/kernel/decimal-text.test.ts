import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printExact, printPercent, printScaled, readDecimal } from "./decimal-text.ts";
import { equals, ratio } from "./ratio.ts";

describe("decimal text", () => {
  it("reads what was printed, exactly", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 6 }), (scaled, places) => {
        const read = readDecimal(printScaled(scaled, places));
        return read !== null && equals(read.value, ratio(scaled, 10n ** BigInt(places)));
      }),
    );
  });

  it("reads full-width digits exactly and says so", () => {
    const read = readDecimal("４６５．４７");
    expect(read && printExact(read.value)).toBe("465.47");
    expect(read?.fullWidth).toBe(true);
    expect(readDecimal("465.47")?.fullWidth).toBe(false);
  });

  it("reads thousands and percent", () => {
    expect(readDecimal("1,234,567.5")?.value).toEqual(ratio(12_345_675n, 10n));
    const rate = readDecimal("64.5%");
    expect(rate?.percent).toBe(true);
    expect(rate && printExact(rate.value)).toBe("0.645");
  });

  it.each(["1e30", "", "abc", "1.2.3", "12,34", "0x10", "Infinity", "--5", "1".repeat(80), "٣", "1 2"])("refuses %j", (text) => {
    expect(readDecimal(text)).toBeNull();
  });

  it("prints what it reads, whatever the size of the fraction", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }),
        fc.integer({ min: 0, max: 9 }),
        fc.bigInt({ min: 1n, max: 10n ** 6n }),
        (n, places, factor) => {
          const value = ratio(n * factor, 10n ** BigInt(places) * factor);
          const read = readDecimal(printExact(value));
          return read !== null && equals(read.value, value);
        },
      ),
    );
  });

  it("prints the same of small figures and of the same fraction in large ones", () => {
    const large = 2n ** 70n;
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n }), fc.bigInt({ min: 1n, max: 2n ** 24n }), (n, d) => {
        const inLarge = ratio(n * large, d * large);
        expect(printExact(ratio(n, d))).toBe(printExact(inLarge));
        expect(printPercent(ratio(n, d))).toBe(printPercent(inLarge));
      }),
    );
    fc.assert(
      fc.property(fc.nat(2 ** 30), fc.constantFrom(1n, 10n, 100n, 1000n, 10_000n, 100_000n, 1_000_000n), (n, d) => {
        expect(printExact(ratio(n, d))).toBe(printExact(ratio(BigInt(n) * large, d * large)));
      }),
    );
  });

  it("prints the shortest exact decimal, and marks what never ends", () => {
    expect(printExact(ratio(360n, 100n))).toBe("3.6");
    expect(printExact(ratio(1n, 3n))).toBe("0.333333…");
    expect(printPercent(ratio(30_033n, 46_547n))).toBe("64.52%");
  });
});
