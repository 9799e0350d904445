// Kept scores in the store: written with the case they are of, read by change and by page.
import { type Kysely, sql, type Transaction } from "kysely";
import type { Reach } from "../../../access/index.ts";
import { splitPacked } from "../../../scoring/index.ts";
import type { StoreTables } from "../store-tables.ts";
import { withinReach } from "../within-reach.ts";

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
  const seq = String(await advanceHead(transaction, tenant, 1));
  const row = { version, seq, rules, department, signed_on: signedOn, total, grade, packed, ...listedColumns(listed) };
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

/**
 * Packed projects within reach, by case id after that one. A page comes as one value of heads and one of all the packed bytes: a million
 * rows one by one would cost more than scoring them.
 */
export async function packedAfter(db: Kysely<StoreTables>, reach: Reach, after: string, limit: number): Promise<PackedScore[]> {
  const within = withinReach(reach, { path: "units.path", createdBy: "cases.created_by", published: "cases.published" });
  const { rows } = await sql<JoinedPage>`select json_agg(json_build_array(case_id, signed_on, total, grade, packed is not null)
      order by case_id) as heads, string_agg(packed, ''::bytea order by case_id) as packed
    from (select score.case_id, score.signed_on, score.total, score.grade, score.packed
      from case_scores score join cases on cases.tenant = score.tenant and cases.id = score.case_id
      left join units on units.tenant = cases.tenant and units.id = cases.unit_id
      where score.tenant = ${reach.tenant} and score.case_id > ${after} and ${within}
      order by score.case_id limit ${limit}) as page`.execute(db);
  const packed = splitPacked(rows[0]?.packed ?? new Uint8Array())[Symbol.iterator]();
  type Head = [caseId: string, signedOn: string | null, total: number | null, grade: string | null, isPacked: boolean];
  return headsOf<Head>(rows[0]).map(([caseId, signedOn, total, grade, isPacked]) => ({
    ...{ caseId, signedOn, total, grade, packed: isPacked ? (packed.next().value ?? null) : null },
  }));
}

/** Packed projects that were scored under other rules, as columns: one after the other, so that a million are read in seconds. */
export type OutdatedScores = {
  /** The change each was kept by: as long as it is that one, nobody wrote another. */
  readonly seqs: readonly number[];
  /** The case's own pack and the day its rules are of: "PACK DAY". */
  readonly rules: readonly string[];
  /** Hundredths of a point; −1 where there is none. */
  readonly totals: readonly number[];
  /** "" where there is none. */
  readonly grades: readonly string[];
  readonly packed: readonly Uint8Array[];
};

const LINE = "\n";

type OutdatedPage = {
  readonly seqs: string;
  readonly rules: string;
  readonly totals: string;
  readonly grades: string;
  readonly packed: Uint8Array | null;
};

export async function lastChange(db: Kysely<StoreTables>, tenant: string): Promise<number> {
  const head = await db.selectFrom("score_heads").where("tenant", "=", tenant).select("seq").executeTakeFirst();
  return Number(head?.seq ?? 0);
}

/** Those after one change up to another, in the order of changes. */
export async function outdatedScores(
  db: Kysely<StoreTables>,
  { tenant, rules }: { readonly tenant: string; readonly rules: string },
  { after, upTo, most }: { readonly after: number; readonly upTo: number; readonly most: number },
): Promise<OutdatedScores> {
  const { rows } = await sql<OutdatedPage>`
    select string_agg(seq::text, ${LINE}) as seqs, string_agg(rules, ${LINE}) as rules,
      string_agg(total::text, ${LINE}) as totals, string_agg(grade, ${LINE}) as grades, string_agg(packed, ''::bytea) as packed
    from (select score.seq, cases.pack || ' ' || score.signed_on as rules, coalesce(score.total, -1) as total,
        coalesce(score.grade, '') as grade, score.packed
      from case_scores score join cases on cases.tenant = score.tenant and cases.id = score.case_id
      where score.tenant = ${tenant} and score.seq > ${String(after)}::bigint and score.seq <= ${String(upTo)}::bigint
        and score.rules <> ${rules} and score.packed is not null and score.signed_on is not null
      order by score.seq limit ${most}) as page`.execute(db);
  const [page] = rows;
  // Nothing aggregated is null, all of it.
  if (!page?.packed) return { seqs: [], rules: [], totals: [], grades: [], packed: [] };
  return {
    ...{ seqs: page.seqs.split(LINE).map(Number), rules: page.rules.split(LINE), totals: page.totals.split(LINE).map(Number) },
    ...{ grades: page.grades.split(LINE), packed: splitPacked(page.packed) },
  };
}

/** `seq`: the change by which it was kept that this takes the place of. */
export type NewTotal = { readonly seq: number; readonly total: number | null; readonly grade: string | null };

/** Totals and grades in place of those kept by these changes; the rest of what is kept, and the rules it is of, stay. */
export async function keepTotals(transaction: Transaction<StoreTables>, tenant: string, totals: readonly NewTotal[]): Promise<void> {
  if (totals.length === 0) return;
  const last = await advanceHead(transaction, tenant, totals.length);
  const rows = JSON.stringify(totals.map((one, n) => ({ ...one, n })));
  await sql`update case_scores score set total = own.total, grade = own.grade, seq = ${String(last - totals.length + 1)}::bigint + own.n
    from json_to_recordset(${rows}::json) as own (seq bigint, total integer, grade text, n integer)
    where score.tenant = ${tenant} and score.seq = own.seq`.execute(transaction);
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

type JoinedPage = { readonly heads: string | null; readonly packed: Uint8Array | null };

function headsOf<Head>(page: JoinedPage | undefined): readonly Head[] {
  return page?.heads ? (JSON.parse(page.heads) as readonly Head[]) : [];
}
