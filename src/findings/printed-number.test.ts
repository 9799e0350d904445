import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printRounded, ratio, roundScaled } from "../kernel/index.ts";
import {
  canBe,
  exactly,
  type PrintedNumber,
  productOf,
  quotientOf,
  type Range,
  readColumn,
  readPoints,
  readPrinted,
  readRate,
  sumOf,
} from "./printed-number.ts";

const printed = (text: string) => readPrinted(text) as PrintedNumber;
const percent = (n: bigint, d: bigint) => exactly(ratio(n, d * 100n));
const quotient = (a: string, b: string) => quotientOf(printed(a), printed(b)) as Range;
const column = (...texts: readonly string[]) => readColumn(texts) as PrintedNumber[];

describe("a printed figure stands for what rounds to it", () => {
  it("64.5% allows 64.45 up to but not 64.55, nothing more", () => {
    expect(canBe(printed("64.5%"), percent(6445n, 100n))).toBe(true);
    expect(canBe(printed("64.5%"), percent(64_549n, 1000n))).toBe(true);
    expect(canBe(printed("64.5%"), percent(6455n, 100n))).toBe(false);
    expect(canBe(printed("64.5%"), percent(64_449n, 1000n))).toBe(false);
  });

  it("takes a half away from zero below it too", () => {
    expect(canBe(printed("-0.5"), exactly(ratio(-55n, 100n)))).toBe(false);
    expect(canBe(printed("-0.5"), exactly(ratio(-54n, 100n)))).toBe(true);
    expect(canBe(printed("-0.5"), exactly(ratio(-45n, 100n)))).toBe(true);
  });

  it("finds the founding rates right: 300.33 ÷ 465.47 prints as 64.5%, and 300.33 ÷ 300.00 as 100.11%", () => {
    expect(canBe(printed("64.5%"), quotient("300.33", "465.47"))).toBe(true);
    expect(canBe(printed("100.11%"), quotient("300.33", "300.00"))).toBe(true);
    expect(canBe(printed("64.6%"), quotient("300.33", "465.47"))).toBe(false);
  });

  it("finds 6.45 right for 10 points at a printed 64.5%, and 6.3 and 6.46 wrong", () => {
    const points = productOf(exactly(ratio(10n)), printed("64.5%"));
    expect(["6.45", "6.3", "6.46"].map((text) => canBe(printed(text), points))).toEqual([true, false, false]);
  });

  it("is right for every value at the decimals it was rounded to", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.bigInt({ min: 1n, max: 10n ** 6n }),
        fc.integer({ min: 0, max: 4 }),
        (n, d, places) => canBe(printed(printRounded(ratio(n, d), { mode: "half-up", places })), exactly(ratio(n, d))),
      ),
    );
  });

  it("is right for exactly the values that round to it, edges and zero included", () => {
    const figure = fc.record({
      units: fc.bigInt({ min: -1000n, max: 1000n }),
      places: fc.integer({ min: 0, max: 3 }),
      // In twentieths of the last decimal: ten is the half.
      offset: fc.bigInt({ min: -12n, max: 12n }),
    });
    fc.assert(
      fc.property(figure, ({ units, places, offset }) => {
        const rounding = { mode: "half-up", places } as const;
        const scale = 10n ** BigInt(places);
        const value = ratio(units * 20n + offset, 20n * scale);
        const text = printRounded(ratio(units, scale), rounding);
        return canBe(printed(text), exactly(value)) === (roundScaled(value, rounding) === units);
      }),
      { numRuns: 2000 },
    );
  });

  it("never finds fault with a sum, a product or a quotient of figures that were rounded", () => {
    const value = fc.record({ n: fc.bigInt({ min: 1n, max: 10n ** 9n }), d: fc.bigInt({ min: 1n, max: 10n ** 4n }) });
    const places = fc.integer({ min: 2, max: 4 });
    const text = (x: { n: bigint; d: bigint }, decimals: number) => printRounded(x, { mode: "half-up", places: decimals });
    fc.assert(
      fc.property(value, value, places, (a, b, decimals) => {
        const [one, two] = [printed(text(a, decimals)), printed(text(b, decimals))];
        const sum = { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
        const product = { n: a.n * b.n, d: a.d * b.d };
        const share = quotientOf(one, two);
        return (
          canBe(printed(text(sum, decimals)), sumOf([one, two])) &&
          canBe(printed(text(product, decimals)), productOf(one, two)) &&
          (share === null || canBe(exactly({ n: a.n * b.d, d: a.d * b.n }), share))
        );
      }),
    );
  });

  it("reads signs, words, units and full-width digits, and no sentences or dates", () => {
    expect(printed("≥12个")).toMatchObject({ unit: "个", percent: false, relation: "at-least" });
    expect(printed("不超过５次")).toMatchObject({ unit: "次", relation: "at-most" });
    expect(printed("9.5万元以内")).toMatchObject({ unit: "万元", relation: "at-most" });
    expect(printed("﹦100％")).toMatchObject({ percent: true, relation: "equal" });
    expect(printed("1,234.50").places).toBe(2);
    for (const text of ["上半年6个、下半年6个", "较好", "2019年", "12月底前", "43.2万元±10%", "", "1e30"])
      expect(readPrinted(text)).toBeNull();
    expect(readPrinted(null)).toBeNull();
  });
});

describe("figures of one column", () => {
  it("stand as entered where zeros were dropped", () => {
    expect(
      column("23.92", "1").map(
        (figure) =>
          canBe(figure, exactly(figure.value)) &&
          canBe(figure, exactly(ratio(figure.value.n * 1000n + figure.value.d, figure.value.d * 1000n))),
      ),
    ).toEqual([false, false]);
  });

  it("may have been rounded where all have the same decimals", () => {
    const [first, second, total] = column("12.34", "56.78", "69.13");
    expect(first && second && total && canBe(total, sumOf([first, second]))).toBe(true);
    const wrong = column("12.34", "56.78", "69.14");
    expect(canBe(wrong[2] as PrintedNumber, sumOf(wrong.slice(0, 2)))).toBe(false);
  });

  it("of points: whole points were awarded, only the finest were computed", () => {
    const points = readPoints(["6.45", "20", "15"]) as PrintedNumber[];
    expect(canBe(printed("41.45"), sumOf(points))).toBe(true);
    expect(canBe(printed("41.46"), sumOf(points))).toBe(false);
    expect(canBe(printed("98"), sumOf(readPoints(["20", "15", "62.9"]) as PrintedNumber[]))).toBe(true);
    expect(canBe(printed("98"), sumOf(readPoints(["20", "15", "62"]) as PrintedNumber[]))).toBe(false);
  });
});

describe("a rate without its sign", () => {
  const means = (text: string, n: bigint, d: bigint) => readRate(text).some((one) => canBe(one, exactly(ratio(n, d))));

  it("may be a share or a percentage", () => {
    expect([means("0.958", 958n, 1000n), means("95.8", 958n, 1000n), means("20", 1n, 5n), means("1", 1n, 1n)]).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it("is wrong where neither reading holds: 0.958 for 27.8 ÷ 29", () => {
    expect(means("0.958", 278n, 290n)).toBe(false);
    expect(means("0.959", 278n, 290n)).toBe(true);
  });
});
