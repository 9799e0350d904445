// The parking list: what imports could not settle, and how people settled it.
import type { Kysely, Transaction } from "kysely";
import type { CaseKey } from "../case-repository.ts";
import type { StoreTables } from "../store-tables.ts";
import type { LedgerParkedOutcomesTable, ParkedKind } from "./ledger-tables.ts";
import type { MatchedRow } from "./reconcile-import.ts";

export type ParkedItem = {
  readonly n: number;
  readonly importId: string;
  readonly kind: ParkedKind;
  readonly seq: number | null;
  /** JSON text of what was found. */
  readonly details: string | null;
  readonly parkedAt: string;
  /** The row of the file; null where only the ledger has it. */
  readonly row: Omit<MatchedRow, "match" | "seq" | "here_day" | "here_amount"> | null;
  readonly outcome: Pick<LedgerParkedOutcomesTable, "outcome" | "reason" | "seq" | "by_name" | "decided_at"> | null;
};

export type ParkedFilter = { readonly n?: number; readonly importId?: string; readonly open?: boolean };

export async function listParked(
  db: Kysely<StoreTables>,
  { tenant, id }: CaseKey,
  filter: ParkedFilter,
  most: number,
): Promise<ParkedItem[]> {
  let query = db
    .selectFrom("ledger_parked as p")
    .leftJoinLateral(
      (expression) =>
        expression
          .selectFrom("ledger_import_rows as r")
          .whereRef("r.tenant", "=", "p.tenant")
          .whereRef("r.import_id", "=", "p.import_id")
          .whereRef("r.n", "=", "p.import_row")
          .selectAll()
          .limit(1)
          .as("r"),
      (join) => join.onTrue(),
    )
    .leftJoin("ledger_parked_outcomes as o", (join) =>
      join.onRef("o.tenant", "=", "p.tenant").onRef("o.case_id", "=", "p.case_id").onRef("o.n", "=", "p.n"),
    )
    .where("p.tenant", "=", tenant)
    .where("p.case_id", "=", id)
    .select(["p.n", "p.import_id", "p.kind", "p.seq", "p.details", "p.parked_at"])
    .select([
      "r.n as row_n",
      "r.voucher",
      "r.day",
      "r.amount",
      "r.economic_class",
      "r.payee",
      "r.summary",
      "r.slice",
      "r.source",
      "r.commitment",
    ])
    .select(["o.outcome", "o.reason", "o.seq as outcome_seq", "o.by_name", "o.decided_at"])
    .orderBy("p.n")
    .limit(most);
  if (filter.n !== undefined) query = query.where("p.n", "=", filter.n);
  if (filter.importId !== undefined) query = query.where("p.import_id", "=", filter.importId);
  if (filter.open === true) query = query.where("o.n", "is", null);
  return (await query.execute()).map((item) => ({
    n: item.n,
    importId: item.import_id,
    kind: item.kind,
    seq: item.seq,
    details: item.details,
    parkedAt: item.parked_at,
    row:
      item.row_n === null
        ? null
        : {
            n: item.row_n,
            voucher: item.voucher,
            day: item.day,
            amount: item.amount,
            economic_class: item.economic_class,
            payee: item.payee,
            summary: item.summary,
            slice: item.slice,
            source: item.source,
            commitment: item.commitment,
          },
    outcome:
      item.outcome === null || item.reason === null || item.by_name === null || item.decided_at === null
        ? null
        : { outcome: item.outcome, reason: item.reason, seq: item.outcome_seq, by_name: item.by_name, decided_at: item.decided_at },
  }));
}

/** Settles an item, once. @throws DatabaseError where it was settled before. */
export async function settleParked(
  transaction: Transaction<StoreTables>,
  { tenant, id }: CaseKey,
  settled: Pick<LedgerParkedOutcomesTable, "n" | "outcome" | "reason" | "seq" | "by_name" | "decided_at">,
): Promise<void> {
  await transaction
    .insertInto("ledger_parked_outcomes")
    .values({ tenant, case_id: id, ...settled })
    .execute();
}
