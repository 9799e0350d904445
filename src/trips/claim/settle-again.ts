// A claim that is settled once more, after its matter was unlocked: what was paid stays paid, only the difference moves.
import { lesserMoney, type Money, moneyOfFen, NO_MONEY, subtractMoney, sumMoney } from "../../kernel/index.ts";

/** A payment of the trip as the ledger has it: its number there, its slice, and what of it has not come back. */
export type StandingPayment = { readonly seq: number; readonly slice: string | null; readonly open: Money };

export type Rebooking = {
  /** Still to be paid. */
  readonly pay: Money;
  /** Of that, what the approval covers: reserved again where it was released before. */
  readonly approved: Money;
  /** To come back, of each payment, the latest first. */
  readonly refunds: readonly (StandingPayment & { readonly amount: Money })[];
};

/** What brings the payments to `payable`, where `committed` was approved. Either something is paid, or something comes back, or neither. */
export function rebook(payable: Money, committed: Money, payments: readonly StandingPayment[]): Rebooking {
  const paid = sumMoney(payments.map(({ open }) => open));
  const within = lesserMoney(payable, committed);
  const pay = payable > paid ? subtractMoney(payable, paid) : NO_MONEY;
  const approved = within > paid ? subtractMoney(within, paid) : NO_MONEY;
  let left: bigint = paid > payable ? paid - payable : 0n;
  const refunds = payments
    .toSorted((a, b) => b.seq - a.seq)
    .map((payment) => {
      const amount = lesserMoney(payment.open, moneyOfFen(left));
      left -= amount;
      return { ...payment, amount };
    })
    .filter(({ amount }) => amount > 0n);
  return { pay, approved, refunds };
}
