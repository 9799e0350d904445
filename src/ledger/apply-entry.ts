// What an entry does to the balances, forwards or, for its reversal, backwards: one place for both, so that a reversal restores
// exactly what was.
import { type Money, moneyOfFen, NO_MONEY, subtractMoney } from "../kernel/index.ts";
import { type Commitment, type ExceptionBalance, type LedgerBook, leftForNextYear, type Slice, type SourceBalance } from "./book.ts";
import type { LedgerEntry } from "./posting.ts";
import type { BudgetSource } from "./vocabulary.ts";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

type OwnCopies = "sources" | "slices" | "commitments" | "exceptions" | "vouchers" | "entries" | "reversed" | "refunded";

/** A book under way: its own copies, changed in place by one holder. */
export type WorkingBook = Mutable<Omit<LedgerBook, OwnCopies>> & {
  sources: Record<BudgetSource, SourceBalance>;
  slices: Map<string, Slice>;
  commitments: Map<string, Commitment>;
  exceptions: Map<string, ExceptionBalance>;
  vouchers: Map<string, number>;
  entries: Map<number, LedgerEntry>;
  reversed: Set<number>;
  refunded: Map<number, Money>;
};

export function workingCopy(book: LedgerBook): WorkingBook {
  return {
    ...book,
    sources: { ...book.sources },
    slices: new Map(book.slices),
    commitments: new Map(book.commitments),
    exceptions: new Map(book.exceptions),
    vouchers: new Map(book.vouchers),
    entries: new Map(book.entries),
    reversed: new Set(book.reversed),
    refunded: new Map(book.refunded),
  };
}

/** Writes an entry that was decided on this book. */
export function applyEntry(book: WorkingBook, entry: LedgerEntry): void {
  const { posting } = entry;
  book.last = entry.seq;
  if (posting.kind === "reversal") {
    const original = book.entries.get(posting.of);
    if (!original) throw new Error(`entry ${entry.seq} reverses ${posting.of}, which is not in the book`);
    move(book, original, -1n);
    book.reversed.add(posting.of);
  } else {
    move(book, entry, 1n);
  }
}

function move(book: WorkingBook, { seq, posting, settlement }: LedgerEntry, sign: 1n | -1n): void {
  const signed = (amount: Money): Money => moneyOfFen(amount * sign);
  switch (posting.kind) {
    case "rules":
      book.rules = posting.rules;
      return;
    case "budget":
      book.sources[posting.source] = { ...book.sources[posting.source], opened: sign > 0n };
      addToSource(book, posting.source, "initial", signed(posting.amount));
      return;
    case "adjustment":
      addToSource(book, posting.source, "adjusted", signed(posting.amount));
      return;
    case "slice":
      moveSlice(book, posting.slice, signed(posting.amount), posting);
      return;
    case "commitment":
      if (sign > 0n) {
        const { commitment: id, slice, source, amount } = posting;
        book.commitments.set(id, { id, slice, source, amount, paid: NO_MONEY, released: NO_MONEY });
      } else book.commitments.delete(posting.commitment);
      reserve(book, posting, signed(settlement.amount));
      useExceptions(book, settlement.excesses, sign);
      return;
    case "release":
      moveCommitment(book, posting.commitment, "released", signed(settlement.amount));
      return;
    case "payment":
      if (sign > 0n) book.vouchers.set(posting.voucher, seq);
      else book.vouchers.delete(posting.voucher);
      if (posting.commitment !== null) moveCommitment(book, posting.commitment, "paid", signed(settlement.fromCommitment));
      pay(book, posting.slice, settlement.draws, sign);
      useExceptions(book, settlement.excesses, sign);
      return;
    case "refund":
      if (sign > 0n) book.vouchers.set(posting.voucher, seq);
      else book.vouchers.delete(posting.voucher);
      if (posting.of !== null) book.refunded.set(posting.of, moneyOfFen((book.refunded.get(posting.of) ?? 0n) + posting.amount * sign));
      pay(book, posting.slice, settlement.draws, sign === 1n ? -1n : 1n);
      return;
    case "exception": {
      const { exception: id, limit, slice, amount, day, until } = posting;
      if (sign > 0n) book.exceptions.set(id, { id, limit, slice, amount, used: NO_MONEY, from: day, until });
      else book.exceptions.delete(id);
      return;
    }
    case "closing":
      book.closing = sign > 0n ? { seq, day: posting.day, carried: leftForNextYear(book, posting.lapses) } : null;
      return;
    case "reversal":
      throw new Error(`entry ${seq}: a reversal is not reversed`);
  }
}

function addToSource(book: WorkingBook, source: BudgetSource, measure: "initial" | "adjusted" | "reserved" | "paid", by: Money): void {
  const before = book.sources[source];
  book.sources[source] = { ...before, [measure]: moneyOfFen(before[measure] + by) };
}

function moveSlice(
  book: WorkingBook,
  id: string,
  by: Money,
  { name, within, division }: { readonly name: string; readonly within: string | null; readonly division: string | null },
): void {
  const before = book.slices.get(id) ?? { id, name, within, division, ...EMPTY_POOL };
  const allocated = moneyOfFen(before.allocated + by);
  // A slice whose first posting was taken back is gone, as if it had never been.
  if (allocated === NO_MONEY && by < 0n && isUnused(before)) book.slices.delete(id);
  else book.slices.set(id, { ...before, allocated });
  const around = within === null ? undefined : book.slices.get(within);
  if (within === null) book.sliced = { ...book.sliced, given: moneyOfFen(book.sliced.given + by) };
  else if (around) book.slices.set(within, { ...around, given: moneyOfFen(around.given + by) });
}

const EMPTY_POOL = { allocated: NO_MONEY, given: NO_MONEY, reserved: NO_MONEY, paid: NO_MONEY };

function isUnused({ given, reserved, paid }: Slice): boolean {
  return given === NO_MONEY && reserved === NO_MONEY && paid === NO_MONEY;
}

function reserve(book: WorkingBook, { slice, source }: Pick<Commitment, "slice" | "source">, by: Money): void {
  if (source !== null) addToSource(book, source, "reserved", by);
  const inside = slice === null ? undefined : book.slices.get(slice);
  if (slice === null) book.outside = { ...book.outside, reserved: moneyOfFen(book.outside.reserved + by) };
  else if (inside) {
    book.slices.set(slice, { ...inside, reserved: moneyOfFen(inside.reserved + by) });
    book.sliced = { ...book.sliced, reserved: moneyOfFen(book.sliced.reserved + by) };
  }
}

// What is paid or released of a commitment is reserved no longer.
function moveCommitment(book: WorkingBook, id: string, measure: "paid" | "released", by: Money): void {
  const before = book.commitments.get(id);
  if (!before) throw new Error(`no commitment ${id} in the book`);
  book.commitments.set(id, { ...before, [measure]: moneyOfFen(before[measure] + by) });
  reserve(book, before, subtractMoney(NO_MONEY, by));
}

function pay(book: WorkingBook, slice: string | null, draws: LedgerEntry["settlement"]["draws"], sign: 1n | -1n): void {
  let all = 0n;
  for (const { source, amount } of draws) {
    addToSource(book, source, "paid", moneyOfFen(amount * sign));
    all += amount * sign;
  }
  const inside = slice === null ? undefined : book.slices.get(slice);
  if (slice === null) book.outside = { ...book.outside, paid: moneyOfFen(book.outside.paid + all) };
  else if (inside) book.slices.set(slice, { ...inside, paid: moneyOfFen(inside.paid + all) });
}

function useExceptions(book: WorkingBook, excesses: LedgerEntry["settlement"]["excesses"], sign: 1n | -1n): void {
  for (const { exception, by } of excesses) {
    const before = exception === null ? undefined : book.exceptions.get(exception);
    if (before) book.exceptions.set(before.id, { ...before, used: moneyOfFen(before.used + by * sign) });
  }
}
