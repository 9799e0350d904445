// Whether a ledger's kept balances are what its entries come to: every entry replayed from nothing and compared.
import type { Kysely } from "kysely";
import { emptyBook, type LedgerBook, openReplay, wholeTotals } from "../../../ledger/index.ts";
import type { CaseKey } from "../case-repository.ts";
import type { StoreTables } from "../store-tables.ts";
import { allEntries } from "./list-entries.ts";
import { findLedger, loadBook } from "./load-book.ts";

export type LedgerVerdict = {
  readonly entries: number;
  /** Balances that differ, by name, as kept and as replayed. */
  readonly differences: readonly { readonly what: string; readonly kept: string; readonly replayed: string }[];
};

/** Null where the case has no ledger. Reads the store; changes nothing. */
export async function verifyLedger(db: Kysely<StoreTables>, key: CaseKey): Promise<LedgerVerdict | null> {
  const head = await findLedger(db, key);
  if (!head) return null;
  const kept = await loadBook(db, key, head);
  const replay = openReplay(emptyBook(head.year));
  let entries = 0;
  let expected = 1;
  const differences: { what: string; kept: string; replayed: string }[] = [];
  for await (const entry of allEntries(db, key)) {
    if (entry.seq !== expected) differences.push({ what: "seq", kept: String(entry.seq), replayed: String(expected) });
    expected = entry.seq + 1;
    entries += 1;
    replay.add(entry);
  }
  const rows = await db
    .selectFrom("ledger_vouchers")
    .where("tenant", "=", key.tenant)
    .where("case_id", "=", key.id)
    .select(["voucher", "seq"])
    .execute();
  const withVouchers: LedgerBook = { ...kept, vouchers: new Map(rows.map(({ voucher, seq }) => [voucher, seq])) };
  const whole = wholeTotals(kept);
  for (const measure of ["revised", "paid", "reserved"] as const) {
    if (head[measure] !== whole[measure].toString())
      differences.push({ what: measure, kept: head[measure], replayed: whole[measure].toString() });
  }
  const [one, other] = [balancesOf(withVouchers), balancesOf(replay.book())];
  for (const what of new Set([...one.keys(), ...other.keys()])) {
    const [was, is] = [one.get(what) ?? "", other.get(what) ?? ""];
    if (was !== is) differences.push({ what, kept: was, replayed: is });
  }
  return { entries, differences };
}

/** Every balance by name, as text. */
function balancesOf(book: LedgerBook): ReadonlyMap<string, string> {
  const parts: Record<string, unknown> = {
    last: book.last,
    rules: book.rules,
    closing: book.closing,
    outside: book.outside,
    sliced: book.sliced,
    ...named("source", Object.entries(book.sources)),
    ...named("slice", book.slices),
    ...named("commitment", book.commitments),
    ...named("exception", book.exceptions),
    ...named("voucher", book.vouchers),
  };
  return new Map(Object.entries(parts).map(([name, value]) => [name, textOf(value)]));
}

function named(kind: string, parts: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  return Object.fromEntries([...parts].map(([key, value]) => [`${kind} ${key}`, value]));
}

function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${key}:${textOf(part)}`).join(",")}}`;
}
