// Reconciles an export with the ledger, line by line: what both have, what only one of them has, and where they differ.
import type { Day, Money } from "../../kernel/index.ts";
import type { Posting } from "../posting.ts";
import type { ExportRow } from "./read-export-row.ts";

/** A voucher line of the ledger, its amount negative for money that came back. */
export type LedgerLine = { readonly seq: number; readonly day: Day; readonly amount: Money };

export type RowMatch =
  /** The ledger does not have it. */
  | { readonly kind: "missing-here" }
  | { readonly kind: "matched"; readonly seq: number }
  | { readonly kind: "amount-differs"; readonly seq: number; readonly here: Money }
  | { readonly kind: "date-differs"; readonly seq: number; readonly here: Day };

export function matchRow({ day, amount }: Pick<ExportRow, "day" | "amount">, line: LedgerLine | undefined): RowMatch {
  if (line === undefined) return { kind: "missing-here" };
  if (line.amount !== amount) return { kind: "amount-differs", seq: line.seq, here: line.amount };
  if (line.day !== day) return { kind: "date-differs", seq: line.seq, here: line.day };
  return { kind: "matched", seq: line.seq };
}

/** The slices of a ledger by what exports may call them: number, or a name that only one bears. */
export function sliceFinder(
  slices: Iterable<{ readonly id: string; readonly name: string; readonly division: string | null }>,
): (text: string) => string | null {
  const ids = new Map<string, string | null>();
  const add = (text: string, id: string): void => {
    const key = plainName(text);
    const before = ids.get(key);
    ids.set(key, before === undefined || before === id ? id : null);
  };
  const all = [...slices];
  for (const { id, name, division } of all) {
    add(name, id);
    if (division !== null) add(division, id);
  }
  // A number is a number, whatever else is called so.
  for (const { id } of all) ids.set(plainName(id), id);
  return (text) => {
    const key = plainName(text);
    const own = ids.get(key);
    if (own !== undefined) return own;
    // "02 某代表团", "2-某代表团"
    const number = /^0*(\d+)(?=\D)/.exec(key)?.[1];
    return ids.get(key.replace(/^0+(?=\d)/, "")) ?? (number === undefined ? null : (ids.get(number) ?? null));
  };
}

function plainName(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s“”"'‘’]/g, "")
    .toLowerCase();
}

/** The row as a posting of the slice it belongs to: a payment, or a refund where its amount is negative. */
export function postingOfRow(row: ExportRow, slice: string | null, exceptions: readonly string[] = []): Posting {
  const { voucher, day, amount, economicClass, payee, summary, source, commitment } = row;
  const text = { economicClass, payee, summary, indicators: [], evidence: [] };
  if (amount < 0n) return { kind: "refund", day, voucher, amount: -amount as Money, source, slice, of: null, ...text };
  return { kind: "payment", day, voucher, amount, source, slice, commitment, exceptions, ...text };
}
