import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printRounded, ratio } from "../kernel/index.ts";
import { canBe, exactly, exactQuotient, type PrintedNumber, readPrinted } from "./printed-number.ts";

const printed = (text: string) => readPrinted(text) as PrintedNumber;
const percent = (n: bigint, d: bigint) => exactly(ratio(n, d * 100n));

describe("a printed figure stands for what rounds to it", () => {
  it("64.5% allows 64.45 up to but not 64.55, nothing more", () => {
    expect(canBe(printed("64.5%"), percent(6445n, 100n))).toBe(true);
    expect(canBe(printed("64.5%"), percent(64_549n, 1000n))).toBe(true);
    expect(canBe(printed("64.5%"), percent(6455n, 100n))).toBe(false);
    expect(canBe(printed("64.5%"), percent(64_449n, 1000n))).toBe(false);
  });

  it("the founding rate is right: 300.33 ÷ 465.47 prints as 64.5%, and 300.33 ÷ 300.00 as 100.11%", () => {
    const rate = (a: string, b: string) => exactQuotient(printed(a), printed(b)) as PrintedNumber;
    expect(canBe(printed("64.5%"), rate("300.33", "465.47"))).toBe(true);
    expect(canBe(printed("100.11%"), rate("300.33", "300.00"))).toBe(true);
    expect(canBe(printed("64.6%"), rate("300.33", "465.47"))).toBe(false);
  });

  it("is right for every value at the decimals it was rounded to", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.bigInt({ min: 1n, max: 10n ** 6n }),
        fc.integer({ min: 0, max: 4 }),
        (n, d, places) => {
          const text = printRounded(ratio(n, d), { mode: "half-up", places });
          return canBe(printed(text), exactly(ratio(n, d)));
        },
      ),
    );
  });

  it("reads signs, units and full-width digits, and no sentences", () => {
    expect(printed("≥12个")).toMatchObject({ unit: "个", percent: false });
    expect(printed("９６％").percent).toBe(true);
    expect(readPrinted("上半年6个、下半年6个")).toBeNull();
    expect(readPrinted("较好")).toBeNull();
    expect(readPrinted(null)).toBeNull();
  });
});
