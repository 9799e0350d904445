import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printPercent } from "./decimal-text.ts";
import { addMoney, type Money, moneyOfFen, printMoney, printMoneyColumn, readMoney, shareOf, sumMoney } from "./money.ts";
import { splitByWeight } from "./split.ts";

const wan = (text: string) => readMoney(text, "万元") as Money;

describe("public money", () => {
  it("is the same amount in 元 and in 万元", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 16n }).map(moneyOfFen),
        (amount) => readMoney(printMoney(amount, "元"), "元") === amount && readMoney(printMoney(amount, "万元"), "万元") === amount,
      ),
    );
  });

  it("adds the founding case to the cent", () => {
    expect(addMoney(wan("134.86"), wan("165.47"))).toBe(wan("300.33"));
    const share = shareOf(wan("300.33"), wan("465.47"));
    expect(share && printPercent(share)).toBe("64.52%");
  });

  it("refuses what is finer than one fen, percentages and exponents", () => {
    expect(readMoney("1.0000001", "万元")).toBeNull();
    expect(readMoney("0.001", "元")).toBeNull();
    expect(readMoney("5%", "元")).toBeNull();
    expect(readMoney("1e30", "万元")).toBeNull();
  });

  it("prints columns with at least two decimals", () => {
    expect(printMoneyColumn(wan("300"), "万元")).toBe("300.00");
    expect(printMoneyColumn(wan("9.1"), "万元")).toBe("9.10");
    expect(printMoneyColumn(wan("9.1425"), "万元")).toBe("9.1425");
  });

  it("has no share of nothing", () => {
    expect(shareOf(wan("1"), wan("0"))).toBeNull();
  });
});

describe("splitting by the largest remainder", () => {
  it("gives parts that sum to the whole, each within one unit of its exact share", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 6n }), { minLength: 1, maxLength: 12 }),
        (whole, weights) => {
          const all = weights.reduce((sum, weight) => sum + weight, 0n);
          if (all === 0n) return true;
          const parts = splitByWeight(whole, weights);
          const sums = parts.reduce((sum, part) => sum + part, 0n) === whole;
          const near = parts.every((part, index) => {
            const gap = part * all - whole * (weights[index] ?? 0n);
            return (gap < 0n ? -gap : gap) < all;
          });
          return sums && near;
        },
      ),
    );
  });

  it("gives what is left to the largest remainders first", () => {
    expect(splitByWeight(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(splitByWeight(10n, [15n, 10n, 5n])).toEqual([5n, 3n, 2n]);
  });

  it("sums nothing to nothing", () => {
    expect(sumMoney([])).toBe(0n);
    expect(() => splitByWeight(5n, [0n])).toThrow("weights");
  });
});
