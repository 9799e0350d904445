import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Money, moneyOfFen } from "../../kernel/index.ts";
import { rebook, type StandingPayment } from "./settle-again.ts";

const yuan = (amount: number) => moneyOfFen(BigInt(amount) * 100n);
const paid = (...amounts: readonly number[]): readonly StandingPayment[] =>
  amounts.map((amount, index) => ({ seq: index + 1, slice: null, open: yuan(amount) }));
const told = (payable: number, committed: number, payments: readonly StandingPayment[]) => {
  const { pay, approved, refunds } = rebook(yuan(payable), yuan(committed), payments);
  return { pay: pay / 100n, approved: approved / 100n, refunds: refunds.map(({ seq, amount }) => [seq, amount / 100n]) };
};

describe("a claim that is settled once more", () => {
  it("pays all of it the first time, and nothing where nothing changed", () => {
    expect(told(90, 100, [])).toEqual({ pay: 90n, approved: 90n, refunds: [] });
    expect(told(90, 100, paid(90))).toEqual({ pay: 0n, approved: 0n, refunds: [] });
  });

  it("pays what is more, and says what of that was approved", () => {
    expect(told(95, 100, paid(90))).toEqual({ pay: 5n, approved: 5n, refunds: [] });
    expect(told(120, 100, paid(90))).toEqual({ pay: 30n, approved: 10n, refunds: [] });
    expect(told(120, 100, paid(110))).toEqual({ pay: 10n, approved: 0n, refunds: [] });
  });

  it("has what is less come back, of the latest payment first", () => {
    expect(told(70, 100, paid(60, 30))).toEqual({ pay: 0n, approved: 0n, refunds: [[2, 20n]] });
    expect(told(50, 100, paid(60, 30))).toEqual({
      pay: 0n,
      approved: 0n,
      refunds: [
        [2, 30n],
        [1, 10n],
      ],
    });
    expect(told(0, 100, paid(60, 30))).toEqual({
      pay: 0n,
      approved: 0n,
      refunds: [
        [2, 30n],
        [1, 60n],
      ],
    });
  });

  it("comes to what is payable whatever was paid before, to the fen, and never both ways at once", () => {
    const fen = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(fen, fen, fc.array(fen, { maxLength: 6 }), (payable, committed, amounts) => {
        const payments = amounts.map((open, index) => ({ seq: index + 1, slice: null, open: open as Money }));
        const { pay, approved, refunds } = rebook(payable as Money, committed as Money, payments);
        const before = amounts.reduce((sum, one) => sum + one, 0n);
        const back = refunds.reduce((sum, { amount }) => sum + amount, 0n);
        expect(before + pay - back).toBe(payable);
        expect(pay === 0n || back === 0n).toBe(true);
        expect(approved <= pay).toBe(true);
        // Never reserved beyond what was approved.
        expect(approved === 0n || before + approved <= committed).toBe(true);
        for (const { amount, open } of refunds) expect(amount > 0n && amount <= open).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
