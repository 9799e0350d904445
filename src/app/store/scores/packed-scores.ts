// Packed projects by the thousand, in the order of their changes, so that a million are read in little more time than the bytes take.
import { type Kysely, sql } from "kysely";
import type { Reach } from "../../../access/index.ts";
import type { StoreTables } from "../store-tables.ts";
import { COPIED, copiedBlocks } from "./packed-blocks.ts";
import { conditionOf, IS_PACKED, outdated, type PackedChoice, type PackedGroup, packedRows, tablesOf, tenantOf } from "./packed-rows.ts";
import { BLOCK } from "./score-blocks.ts";

/** Change numbers a page is for: whole blocks, of copies as of later totals. */
export const PACKED_PAGE = 8 * BLOCK;
const COPIES = PACKED_PAGE / COPIED;

/** The groups of the page that begins with that change. Of a block that is copied come all, also those that are not outdated. */
export async function packedPage(db: Kysely<StoreTables>, choice: PackedChoice, from: number): Promise<readonly PackedGroup[]> {
  const first = from / COPIED;
  // Whose reach is a part of it is asked of the rows.
  const isWhole = !("reach" in choice) || choice.reach.everything;
  const copied = isWhole ? await copiedBlocks(db, tenantOf(choice), first, first + COPIES - 1) : [];
  const groups = copied.flatMap((one) => one.groups);
  if (copied.length === COPIES) return groups;
  const others = copied.length > 0 ? sql<boolean>`score.seq / ${COPIED} not in (${sql.join(copied.map(({ block }) => block))})` : undefined;
  return [...groups, ...(await packedRows(db, choice, [from, from + PACKED_PAGE], others))];
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
