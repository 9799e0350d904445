// Writes decided entries with the balances they lead to, in the writer's transaction: head, sources, slices, commitments,
// exceptions, voucher lines. Only what changed is written.
import { sql, type Transaction } from "kysely";
import { BUDGET_SOURCES, type LedgerBook, type LedgerEntry, wholeTotals } from "../../../ledger/index.ts";
import type { CaseKey } from "../case-repository.ts";
import type { StoreTables } from "../store-tables.ts";
import { rowOf } from "./entry-row.ts";

export type EntryToWrite = {
  readonly entry: LedgerEntry;
  readonly postingKey: string;
  readonly importId: string | null;
  readonly importRow: number | null;
};

export type WriteInput = CaseKey & {
  /** The book the first entry was decided on, and the one after the last. */
  readonly before: LedgerBook;
  readonly after: LedgerBook;
  readonly entries: readonly EntryToWrite[];
  readonly byAccount: string | null;
  readonly byName: string;
  /** ISO instant. */
  readonly now: string;
};

/** @throws DatabaseError when a balance would break a rule of the tables, which is a defect of the decision. */
export async function writeEntries(transaction: Transaction<StoreTables>, input: WriteInput): Promise<void> {
  await insertEntries(transaction, input);
  await writeVouchers(transaction, input);
  await writeBalances(transaction, input);
}

export type BalancesInput = Pick<WriteInput, "tenant" | "id" | "before" | "after">;

/** What changed between two books. */
export async function writeBalances(transaction: Transaction<StoreTables>, input: BalancesInput): Promise<void> {
  await writeSources(transaction, input);
  await writeSlices(transaction, input);
  await writeCommitments(transaction, input);
  await writeExceptions(transaction, input);
  await writeHead(transaction, input);
}

/** Entries alone, in one statement: a large import writes them piece by piece and the balances once at its end. */
export async function insertEntries(transaction: Transaction<StoreTables>, input: Omit<WriteInput, "before" | "after">): Promise<void> {
  const { tenant, id, entries, byAccount, byName, now } = input;
  if (entries.length === 0) return;
  const rows = entries.map(({ entry, postingKey, importId, importRow }) => ({
    ...rowOf(entry),
    posting_key: postingKey,
    import_id: importId,
    import_row: importRow,
  }));
  await sql`insert into ledger_entries (tenant, case_id, seq, kind, day, amount, source, slice, commitment, voucher, economic_class, payee,
      summary, document, of_seq, drawn_current, drawn_carry_over, drawn_other, from_commitment, details, posting_key, import_id, import_row,
      by_account, by_name, posted_at)
    select ${tenant}, ${id}, seq, kind, day, amount, source, slice, commitment, voucher, economic_class, payee, summary, document, of_seq,
      drawn_current, drawn_carry_over, drawn_other, from_commitment, details::json, posting_key, import_id, import_row, ${byAccount}::text,
      ${byName}, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as row (seq integer, kind text, day date, amount numeric, source text, slice text,
      commitment text, voucher text, economic_class text, payee text, summary text, document text, of_seq integer, drawn_current numeric,
      drawn_carry_over numeric, drawn_other numeric, from_commitment numeric, details text, posting_key text, import_id text, import_row integer)`.execute(
    transaction,
  );
}

/** Voucher lines that entries put in force or set free. */
export async function writeVouchers(
  transaction: Transaction<StoreTables>,
  { tenant, id, entries, before }: Pick<WriteInput, "tenant" | "id" | "entries"> & { readonly before: LedgerBook },
): Promise<void> {
  const freed = entries.flatMap(({ entry: { posting } }) => {
    const original = posting.kind === "reversal" ? before.entries.get(posting.of)?.posting : undefined;
    return original && "voucher" in original ? [original.voucher] : [];
  });
  if (freed.length > 0)
    await transaction
      .deleteFrom("ledger_vouchers")
      .where("tenant", "=", tenant)
      .where("case_id", "=", id)
      .where("voucher", "in", freed)
      .execute();
  const taken = entries.flatMap(({ entry: { seq, posting } }) => ("voucher" in posting ? [{ voucher: posting.voucher, seq }] : []));
  if (taken.length > 0)
    await sql`insert into ledger_vouchers (tenant, case_id, voucher, seq)
      select ${tenant}, ${id}, voucher, seq from json_to_recordset(${JSON.stringify(taken)}::json) as row (voucher text, seq integer)`.execute(
      transaction,
    );
}

async function writeSources(transaction: Transaction<StoreTables>, { tenant, id, before, after }: BalancesInput): Promise<void> {
  for (const source of BUDGET_SOURCES.filter((one) => after.sources[one] !== before.sources[one])) {
    const { opened, initial, adjusted, reserved, paid } = after.sources[source];
    const balance = {
      opened,
      initial: initial.toString(),
      adjusted: adjusted.toString(),
      reserved: reserved.toString(),
      paid: paid.toString(),
    };
    await transaction
      .insertInto("ledger_sources")
      .values({ tenant, case_id: id, source, ...balance })
      .onConflict((conflict) => conflict.columns(["tenant", "case_id", "source"]).doUpdateSet(balance))
      .execute();
  }
}

async function writeSlices(transaction: Transaction<StoreTables>, { tenant, id, before, after }: BalancesInput): Promise<void> {
  for (const gone of gonePart(before.slices, after.slices))
    await transaction
      .deleteFrom("ledger_slices")
      .where("tenant", "=", tenant)
      .where("case_id", "=", id)
      .where("slice", "=", gone)
      .execute();
  // A place in the order is kept from when the slice is first written.
  const changed = changedPart(before.slices, after.slices).map(({ id: slice, name, within, division, ...pool }, index) => ({
    slice,
    position: after.last * 1000 + index,
    name,
    within,
    division,
    ...textOf(pool),
  }));
  if (changed.length === 0) return;
  await sql`insert into ledger_slices (tenant, case_id, slice, position, name, within, division, allocated, given, reserved, paid)
    select ${tenant}, ${id}, slice, position, name, within, division, allocated, given, reserved, paid
    from json_to_recordset(${JSON.stringify(changed)}::json) as row (slice text, position integer, name text, within text, division text,
      allocated numeric, given numeric, reserved numeric, paid numeric)
    on conflict (tenant, case_id, slice) do update set allocated = excluded.allocated, given = excluded.given,
      reserved = excluded.reserved, paid = excluded.paid`.execute(transaction);
}

async function writeCommitments(transaction: Transaction<StoreTables>, { tenant, id, before, after }: BalancesInput): Promise<void> {
  for (const gone of gonePart(before.commitments, after.commitments))
    await transaction
      .deleteFrom("ledger_commitments")
      .where("tenant", "=", tenant)
      .where("case_id", "=", id)
      .where("commitment", "=", gone)
      .execute();
  const changed = changedPart(before.commitments, after.commitments).map(({ id: commitment, slice, source, ...amounts }) => ({
    commitment,
    slice,
    source,
    ...textOf(amounts),
  }));
  if (changed.length === 0) return;
  await sql`insert into ledger_commitments (tenant, case_id, commitment, slice, source, amount, paid, released)
    select ${tenant}, ${id}, commitment, slice, source, amount, paid, released
    from json_to_recordset(${JSON.stringify(changed)}::json) as row (commitment text, slice text, source text, amount numeric,
      paid numeric, released numeric)
    on conflict (tenant, case_id, commitment) do update set paid = excluded.paid, released = excluded.released`.execute(transaction);
}

async function writeExceptions(transaction: Transaction<StoreTables>, { tenant, id, before, after }: BalancesInput): Promise<void> {
  for (const gone of gonePart(before.exceptions, after.exceptions))
    await transaction
      .deleteFrom("ledger_exceptions")
      .where("tenant", "=", tenant)
      .where("case_id", "=", id)
      .where("exception", "=", gone)
      .execute();
  for (const { id: exception, limit, slice, amount, used, from, until } of changedPart(before.exceptions, after.exceptions))
    await transaction
      .insertInto("ledger_exceptions")
      .values({
        tenant,
        case_id: id,
        exception,
        exceeds: limit,
        slice,
        amount: amount.toString(),
        used: used.toString(),
        from_day: from,
        until_day: until,
      })
      .onConflict((conflict) => conflict.columns(["tenant", "case_id", "exception"]).doUpdateSet({ used: used.toString() }))
      .execute();
}

async function writeHead(transaction: Transaction<StoreTables>, { tenant, id, after }: BalancesInput): Promise<void> {
  const whole = wholeTotals(after);
  const { closing } = after;
  await transaction
    .updateTable("ledgers")
    .set({
      last_seq: after.last,
      rules: after.rules === null ? null : JSON.stringify(after.rules),
      closing: closing === null ? null : JSON.stringify({ ...closing, carried: textOf(closing.carried) }),
      revised: whole.revised.toString(),
      paid: whole.paid.toString(),
      reserved: whole.reserved.toString(),
      sliced: after.sliced.given.toString(),
      sliced_reserved: after.sliced.reserved.toString(),
      outside_paid: after.outside.paid.toString(),
      outside_reserved: after.outside.reserved.toString(),
    })
    .where("tenant", "=", tenant)
    .where("case_id", "=", id)
    .execute();
}

function changedPart<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): T[] {
  return [...after].filter(([key, value]) => before.get(key) !== value).map(([, value]) => value);
}

function gonePart(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] {
  return [...before.keys()].filter((key) => !after.has(key));
}

function textOf<Key extends string>(amounts: Readonly<Record<Key, bigint>>): Record<Key, string> {
  return Object.fromEntries(Object.entries<bigint>(amounts).map(([key, amount]) => [key, amount.toString()])) as Record<Key, string>;
}
