// Kept scores in the store: written with the case they are of, read by change and by page.
import { type Kysely, sql, type Transaction } from "kysely";
import type { Reach } from "../../../access/index.ts";
import type { StoreTables } from "../store-tables.ts";
import { withinReach } from "../within-reach.ts";
import type { CaseScoresTable } from "./score-tables.ts";

export type KeptScore = {
  readonly tenant: string;
  readonly caseId: string;
  readonly version: number;
  readonly rules: string;
  /** Unknown, like all that follows, for a case that today's packs cannot read. */
  readonly department: string | null;
  /** A day, "2020-04-02": the rules of that day apply. */
  readonly signedOn: string | null;
  /** Hundredths of a point. */
  readonly total: number | null;
  readonly grade: string | null;
  readonly packed: Uint8Array | null;
  readonly listed: ListedFigures | null;
};

/** What the list of cases shows of one beside its score. */
export type ListedFigures = {
  readonly unit: string;
  /** As it is printed, "64.52%"; null where there is none. */
  readonly executionRate: string | null;
  readonly corrections: number;
  readonly findings: { readonly error: number; readonly warning: number; readonly hint: number };
};

/** A kept score as an overview counts it, with whose the case is. */
export type CountedScore = {
  readonly seq: number;
  readonly caseId: string;
  readonly year: number;
  readonly department: string | null;
  readonly total: number | null;
  readonly grade: string | null;
  readonly unitId: string | null;
  readonly createdBy: string | null;
  readonly published: boolean;
};

export type PackedScore = {
  readonly caseId: string;
  readonly signedOn: string | null;
  readonly total: number | null;
  readonly grade: string | null;
  readonly packed: Uint8Array | null;
};

/** Keeps a case's score in place of an older one's; that of a later version stays. Writers of a tenant follow each other from here to the end of their transaction. */
export async function keepScore(transaction: Transaction<StoreTables>, score: KeptScore): Promise<void> {
  const { tenant, caseId, version, rules, department, signedOn, total, grade, packed, listed } = score;
  const head = await transaction
    .insertInto("score_heads")
    .values({ tenant, seq: "1" })
    .onConflict((conflict) => conflict.column("tenant").doUpdateSet({ seq: sql<string>`score_heads.seq + 1` }))
    .returning("seq")
    .executeTakeFirstOrThrow();
  const row = { version, seq: head.seq, rules, department, signed_on: signedOn, total, grade, packed, ...listedColumns(listed) };
  await transaction
    .insertInto("case_scores")
    .values({ tenant, case_id: caseId, ...row })
    .onConflict((conflict) => conflict.columns(["tenant", "case_id"]).doUpdateSet(row).where("case_scores.version", "<=", version))
    .execute();
}

/** Scores that changed after that one, in the order of their changes. */
export async function scoresSince(db: Kysely<StoreTables>, tenant: string, seq: number, limit: number): Promise<CountedScore[]> {
  const rows = await db
    .selectFrom("case_scores")
    .innerJoin("cases", (join) => join.onRef("cases.tenant", "=", "case_scores.tenant").onRef("cases.id", "=", "case_scores.case_id"))
    .where("case_scores.tenant", "=", tenant)
    .where("case_scores.seq", ">", String(seq))
    .select(["case_scores.seq", "case_scores.case_id", "case_scores.department", "case_scores.total", "case_scores.grade"])
    .select(["cases.year", "cases.unit_id", "cases.created_by", "cases.published"])
    .orderBy("case_scores.seq")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...{ seq: Number(row.seq), caseId: row.case_id, year: row.year, department: row.department, total: row.total, grade: row.grade },
    ...{ unitId: row.unit_id, createdBy: row.created_by, published: row.published },
  }));
}

/** Packed projects within reach, by case id after that one. */
export async function packedAfter(db: Kysely<StoreTables>, reach: Reach, after: string, limit: number): Promise<PackedScore[]> {
  const rows = await db
    .selectFrom("case_scores")
    .innerJoin("cases", (join) => join.onRef("cases.tenant", "=", "case_scores.tenant").onRef("cases.id", "=", "case_scores.case_id"))
    .leftJoin("units", (join) => join.onRef("units.tenant", "=", "cases.tenant").onRef("units.id", "=", "cases.unit_id"))
    .where("case_scores.tenant", "=", reach.tenant)
    .where("case_scores.case_id", ">", after)
    .where(withinReach(reach, { path: "units.path", createdBy: "cases.created_by", published: "cases.published" }))
    .select(["case_scores.case_id", "case_scores.signed_on", "case_scores.total", "case_scores.grade", "case_scores.packed"])
    .orderBy("case_scores.case_id")
    .limit(limit)
    .execute();
  return rows.map(packedOf);
}

/** Cases whose kept score is missing, of an older version or of other rules. */
export async function casesToScore(db: Kysely<StoreTables>, tenant: string, rules: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("cases")
    .leftJoin("case_scores", (join) => join.onRef("case_scores.tenant", "=", "cases.tenant").onRef("case_scores.case_id", "=", "cases.id"))
    .where("cases.tenant", "=", tenant)
    .where((where) =>
      where.or([
        where("case_scores.case_id", "is", null),
        where("case_scores.rules", "<>", rules),
        where("case_scores.version", "<>", where.ref("cases.version")),
      ]),
    )
    .select("cases.id")
    .orderBy("cases.id")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

function listedColumns(listed: ListedFigures | null) {
  return {
    ...{ unit: listed?.unit ?? null, execution_rate: listed?.executionRate ?? null, corrections: listed?.corrections ?? null },
    ...{ errors: listed?.findings.error ?? null, warnings: listed?.findings.warning ?? null, hints: listed?.findings.hint ?? null },
  };
}

type PackedRow = Pick<CaseScoresTable, "case_id" | "signed_on" | "total" | "grade" | "packed">;

function packedOf({ case_id, signed_on, total, grade, packed }: PackedRow): PackedScore {
  return { caseId: case_id, signedOn: signed_on, total, grade, packed };
}
