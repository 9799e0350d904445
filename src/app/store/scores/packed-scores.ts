// Packed projects by the thousand, in the order of their changes: those of the same rules and grade come as one value, one after the other,
// so that a million are read in little more time than the bytes take.
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Reach } from "../../../access/index.ts";
import { copyOut } from "../copy-out.ts";
import type { StoreTables } from "../store-tables.ts";
import { withinReach } from "../within-reach.ts";
import { BLOCK } from "./score-blocks.ts";

/** Change numbers a page is for: whole blocks. */
export const PACKED_PAGE = 8 * BLOCK;

/** Those of one pack, one day and one grade on a page. */
export type PackedGroup = {
  /** The case's own pack, and the day whose rules apply. */
  readonly pack: string;
  readonly day: string;
  /** As it is kept. */
  readonly grade: string | null;
  /** Of each, the change it was kept by. */
  readonly seqs: Float64Array;
  /** Of each, as it is kept: hundredths of a point, or NO_SCORE. */
  readonly totals: Uint16Array;
  /** All of them, one after the other. */
  readonly packed: Uint8Array;
};

/** Which: those scored under other rules than these, or all within reach. */
export type PackedChoice = { readonly tenant: string; readonly outdatedFrom: string } | { readonly reach: Reach };

const IS_PACKED = sql<boolean>`score.packed is not null and score.pack is not null and score.signed_on is not null`;

/** The groups of the page that begins with that change. */
export async function packedPage(db: Kysely<StoreTables>, choice: PackedChoice, from: number): Promise<readonly PackedGroup[]> {
  const rows = await copyOut(
    db,
    sql`select score.pack, score.signed_on::text, score.grade,
        string_agg(int8send((score.seq - ${from}) << 16 | coalesce(score.total, 65535)), ''::bytea), string_agg(score.packed, ''::bytea)
      from ${tablesOf(choice)} where ${conditionOf(choice)} and ${IS_PACKED} and score.seq >= ${from} and score.seq < ${from + PACKED_PAGE}
      group by score.pack, score.signed_on, score.grade`,
  );
  return rows.map(([pack, day, grade, heads, packed]) => {
    if (!pack || !day || !heads || !packed) throw new Error("a group of packed projects without its columns");
    return { pack: textOf(pack), day: textOf(day), grade: grade ? textOf(grade) : null, ...headsOf(heads, from), packed };
  });
}

function headsOf(heads: Uint8Array, from: number): Pick<PackedGroup, "seqs" | "totals"> {
  const view = new DataView(heads.buffer, heads.byteOffset, heads.byteLength);
  const count = heads.length / 8;
  const seqs = new Float64Array(count);
  const totals = new Uint16Array(count);
  for (let index = 0; index < count; index++) {
    seqs[index] = from + view.getUint32(8 * index + 2);
    totals[index] = view.getUint16(8 * index + 6);
  }
  return { seqs, totals };
}

/** Where the next page begins at or after that change, or null; where blocks of later totals stand counts too, if they are asked for. */
export async function nextPage(db: Kysely<StoreTables>, choice: PackedChoice, from: number): Promise<number | null> {
  const tenant = tenantOf(choice);
  const { rows } = await sql<{ seq: string | null }>`select least(
      (select min(score.seq) from case_scores score
        where score.tenant = ${tenant} and score.seq >= ${String(from)}::bigint and ${IS_PACKED} and ${outdated(choice)}),
      ${
        "reach" in choice
          ? sql`null`
          : sql`(select ${BLOCK} * min(block) from score_blocks
        where tenant = ${tenant} and block >= ${String(from / BLOCK)}::bigint and scores <> ''::bytea)`
      }) as seq`.execute(db);
  const seq = rows[0]?.seq ?? null;
  return seq === null ? null : Number(seq) - (Number(seq) % BLOCK);
}

/** A kept score that is looked at by itself. */
export type SingleScore = { readonly caseId: string; readonly seq: number; readonly total: number | null; readonly grade: string | null };

/** So many of those within reach that are not packed, and how many there are. */
export async function unpackedWithin(
  db: Kysely<StoreTables>,
  reach: Reach,
  most: number,
): Promise<{ readonly all: number; readonly some: readonly SingleScore[] }> {
  const choice = { reach };
  const within = sql`from ${tablesOf(choice)} where ${conditionOf(choice)} and not (${IS_PACKED})`;
  const counted = await sql<{ all: string }>`select count(*) as all ${within}`.execute(db);
  const some = await sql<SingleRow>`select score.case_id, score.seq, score.total, score.grade ${within}
    order by score.seq limit ${most}`.execute(db);
  return { all: Number(counted.rows[0]?.all ?? 0), some: some.rows.map(singleOf) };
}

/** Those kept by these changes. */
export async function scoresBySeq(db: Kysely<StoreTables>, tenant: string, seqs: readonly number[]): Promise<readonly SingleScore[]> {
  if (seqs.length === 0) return [];
  const rows = await db
    .selectFrom("case_scores")
    .where("tenant", "=", tenant)
    .where("seq", "in", seqs.map(String))
    .select(["case_id", "seq", "total", "grade"])
    .execute();
  return rows.map(singleOf);
}

type SingleRow = { readonly case_id: string; readonly seq: string; readonly total: number | null; readonly grade: string | null };

function singleOf({ case_id, seq, total, grade }: SingleRow): SingleScore {
  return { caseId: case_id, seq: Number(seq), total, grade };
}

function tenantOf(choice: PackedChoice): string {
  return "reach" in choice ? choice.reach.tenant : choice.tenant;
}

// Whoever reaches everything needs nobody's unit.
function tablesOf(choice: PackedChoice): RawBuilder<unknown> {
  return "reach" in choice && !choice.reach.everything
    ? sql`case_scores score join cases on cases.tenant = score.tenant and cases.id = score.case_id
      left join units on units.tenant = cases.tenant and units.id = cases.unit_id`
    : sql`case_scores score`;
}

function conditionOf(choice: PackedChoice): RawBuilder<boolean> {
  const columns = { path: "units.path", createdBy: "cases.created_by", published: "cases.published" };
  const within = "reach" in choice ? withinReach(choice.reach, columns) : outdated(choice);
  return sql<boolean>`score.tenant = ${tenantOf(choice)} and ${within}`;
}

function outdated(choice: PackedChoice): RawBuilder<boolean> {
  return "reach" in choice ? sql<boolean>`true` : sql<boolean>`score.rules <> ${choice.outdatedFrom}`;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}
