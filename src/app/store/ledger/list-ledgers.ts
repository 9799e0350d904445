// The ledgers somebody may see, with the figures of their heads and what their parking lists still hold.
import type { Kysely } from "kysely";
import type { Reach } from "../../../access/index.ts";
import type { StoreTables } from "../store-tables.ts";
import { withinReach } from "../within-reach.ts";

/** Amounts are whole fen. */
export type LedgerSummary = {
  readonly caseId: string;
  readonly name: string;
  readonly year: number;
  /** It came with the product. */
  readonly example: boolean;
  readonly version: number;
  readonly closed: boolean;
  readonly revised: string;
  readonly paid: string;
  readonly reserved: string;
  /** Parked items that nobody has settled. */
  readonly parked: number;
};

/** Newest year first. */
export async function listLedgers(db: Kysely<StoreTables>, reach: Reach): Promise<LedgerSummary[]> {
  const rows = await db
    .selectFrom("ledgers")
    .innerJoin("cases", (join) => join.onRef("cases.tenant", "=", "ledgers.tenant").onRef("cases.id", "=", "ledgers.case_id"))
    .leftJoin("units", (join) => join.onRef("units.tenant", "=", "cases.tenant").onRef("units.id", "=", "cases.unit_id"))
    .where("ledgers.tenant", "=", reach.tenant)
    .where(withinReach(reach, { path: "units.path", createdBy: "cases.created_by", published: "cases.published" }))
    .select(["ledgers.case_id", "cases.name", "cases.origin", "ledgers.year", "ledgers.last_seq", "ledgers.closing"])
    .select(["ledgers.revised", "ledgers.paid", "ledgers.reserved"])
    .select((query) => [
      query
        .selectFrom("ledger_parked as p")
        .whereRef("p.tenant", "=", "ledgers.tenant")
        .whereRef("p.case_id", "=", "ledgers.case_id")
        .select((count) => count.fn.countAll<string>().as("n"))
        .as("parked"),
      query
        .selectFrom("ledger_parked_outcomes as o")
        .whereRef("o.tenant", "=", "ledgers.tenant")
        .whereRef("o.case_id", "=", "ledgers.case_id")
        .select((count) => count.fn.countAll<string>().as("n"))
        .as("settled"),
    ])
    .orderBy("ledgers.year", "desc")
    .orderBy("ledgers.case_id")
    .execute();
  return rows.map((row) => ({
    caseId: row.case_id,
    name: row.name,
    year: row.year,
    example: row.origin === "example",
    version: row.last_seq,
    closed: row.closing !== null,
    revised: row.revised,
    paid: row.paid,
    reserved: row.reserved,
    parked: Number(row.parked) - Number(row.settled),
  }));
}
