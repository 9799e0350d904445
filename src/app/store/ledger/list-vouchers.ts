// Voucher lines in force: the newest of them with what they were for, and whether some that are named are there.
import { type Kysely, sql } from "kysely";
import type { CaseKey } from "../case-repository.ts";
import type { StoreTables } from "../store-tables.ts";

export type VoucherLine = {
  readonly voucher: string;
  readonly day: string;
  readonly summary: string | null;
  /** Of the slice it was paid from. */
  readonly division: string | null;
};

/** The last ones posted, in the order they were posted; `all` counts every one. */
export async function newestVouchers(
  db: Kysely<StoreTables>,
  { tenant, id }: CaseKey,
  most: number,
): Promise<{ readonly lines: readonly VoucherLine[]; readonly all: number }> {
  // Each line is looked up by its key, as when rows are reconciled.
  const { rows } = await sql<VoucherLine>`
    select v.voucher, e.day::text as day, e.summary, s.division
    from (select voucher, seq from ledger_vouchers where tenant = ${tenant} and case_id = ${id} order by seq desc limit ${most}) v
    join lateral (select day, summary, slice from ledger_entries
      where tenant = ${tenant} and case_id = ${id} and seq = v.seq limit 1) e on true
    left join lateral (select division from ledger_slices
      where tenant = ${tenant} and case_id = ${id} and slice = e.slice limit 1) s on true
    order by v.seq`.execute(db);
  const counted = await db
    .selectFrom("ledger_vouchers")
    .where("tenant", "=", tenant)
    .where("case_id", "=", id)
    .select(({ fn }) => fn.countAll<string>().as("all"))
    .executeTakeFirstOrThrow();
  return { lines: rows, all: Number(counted.all) };
}
