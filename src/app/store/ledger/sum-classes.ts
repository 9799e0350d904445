// What a ledger spent by class of expenditure: payments less what came back, without what was taken back by a reversal.
import { type Kysely, sql } from "kysely";
import type { CaseKey } from "../case-repository.ts";
import type { StoreTables } from "../store-tables.ts";

/** `code` null: vouchers that name no class. The amount is in whole fen. */
export type ClassSum = { readonly code: string | null; readonly vouchers: number; readonly amount: string };

export async function sumClasses(db: Kysely<StoreTables>, { tenant, id }: CaseKey): Promise<ClassSum[]> {
  const { rows } = await sql<ClassSum>`
    select economic_class as code, count(*)::integer as vouchers,
      sum(case kind when 'refund' then -amount else amount end)::numeric(20,0) as amount
    from ledger_entries
    where tenant = ${tenant} and case_id = ${id} and kind in ('payment', 'refund')
      and seq not in (select of_seq from ledger_entries where tenant = ${tenant} and case_id = ${id} and kind = 'reversal')
    group by economic_class order by economic_class nulls last`.execute(db);
  return rows;
}
