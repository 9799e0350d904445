// Kept scores in the store: written with the case they are of, read by change.
import { type Kysely, sql, type Transaction } from "kysely";
import type { StoreTables } from "../store-tables.ts";
import { BLOCK, blocksBetween, laterTotal, type ScoreBlock, writeBlocks } from "./score-blocks.ts";

export type KeptScore = {
  readonly tenant: string;
  readonly caseId: string;
  readonly version: number;
  readonly rules: string;
  /** Unknown, like all that follows, for a case that today's packs cannot read. */
  readonly pack: string | null;
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

/** Keeps a case's score in place of an older one's; that of a later version stays. Writers of a tenant follow each other from here to the end of their transaction. */
export async function keepScore(transaction: Transaction<StoreTables>, score: KeptScore): Promise<void> {
  const { tenant, caseId, version, rules, pack, department, signedOn, total, grade, packed, listed } = score;
  const seq = String(await advanceHead(transaction, tenant, 1));
  const row = { version, seq, rules, pack, department, signed_on: signedOn, total, grade, packed, ...listedColumns(listed) };
  await transaction
    .insertInto("case_scores")
    .values({ tenant, case_id: caseId, ...row })
    .onConflict((conflict) => conflict.columns(["tenant", "case_id"]).doUpdateSet(row).where("case_scores.version", "<=", version))
    .execute();
}

/** Scores that were kept after that change, in the order of their changes, each with the total that was made of it since. */
export async function scoresSince(db: Kysely<StoreTables>, tenant: string, seq: number, limit: number): Promise<CountedScore[]> {
  const after = countedScores(db, tenant).where("case_scores.seq", ">", String(seq));
  return await withLaterTotals(db, tenant, await after.limit(limit).execute());
}

/** Those whose later totals stand in that block. */
export async function scoresOfBlock(db: Kysely<StoreTables>, tenant: string, block: number): Promise<CountedScore[]> {
  const within = countedScores(db, tenant)
    .where("case_scores.seq", ">=", String(block * BLOCK))
    .where("case_scores.seq", "<", String((block + 1) * BLOCK));
  return await withLaterTotals(db, tenant, await within.execute());
}

function countedScores(db: Kysely<StoreTables>, tenant: string) {
  return db
    .selectFrom("case_scores")
    .innerJoin("cases", (join) => join.onRef("cases.tenant", "=", "case_scores.tenant").onRef("cases.id", "=", "case_scores.case_id"))
    .where("case_scores.tenant", "=", tenant)
    .select(["case_scores.seq", "case_scores.case_id", "case_scores.department", "case_scores.total", "case_scores.grade"])
    .select(["cases.year", "cases.unit_id", "cases.created_by", "cases.published"])
    .orderBy("case_scores.seq");
}

type CountedRow = Awaited<ReturnType<ReturnType<typeof countedScores>["execute"]>>[number];

async function withLaterTotals(db: Kysely<StoreTables>, tenant: string, rows: readonly CountedRow[]): Promise<CountedScore[]> {
  const [first, last] = [rows[0], rows.at(-1)];
  const blocks = first && last ? await blocksBetween(db, tenant, Number(first.seq), Number(last.seq)) : new Map<number, ScoreBlock>();
  return rows.map((row) => ({
    ...{ seq: Number(row.seq), caseId: row.case_id, year: row.year, department: row.department, total: row.total, grade: row.grade },
    ...laterTotal(blocks, Number(row.seq)),
    ...{ unitId: row.unit_id, createdBy: row.created_by, published: row.published },
  }));
}

/** Later totals, in place of older ones of the same blocks. */
export async function keepLaterTotals(transaction: Transaction<StoreTables>, tenant: string, blocks: readonly ScoreBlock[]): Promise<void> {
  await writeBlocks(transaction, tenant, blocks, await advanceHead(transaction, tenant, blocks.length));
}

/** The number of the last of so many changes of a tenant that are about to be written; nobody else writes any until they are committed. */
async function advanceHead(transaction: Transaction<StoreTables>, tenant: string, changes: number): Promise<number> {
  const head = await transaction
    .insertInto("score_heads")
    .values({ tenant, seq: String(changes) })
    .onConflict((conflict) => conflict.column("tenant").doUpdateSet({ seq: sql<string>`score_heads.seq + ${String(changes)}::bigint` }))
    .returning("seq")
    .executeTakeFirstOrThrow();
  return Number(head.seq);
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
