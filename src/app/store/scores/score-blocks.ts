// Totals made after a change of the rules, by the thousand, beside the rows they are of: a block for every 4096 change numbers, so that a
// million are written as some hundred rows. A case is found in them by the change it was kept by; saved or scored in full it has another,
// and what stands in its old place is nobody's any more. So that neither two servers at once nor a case saved meanwhile needs a lock.
import { type Kysely, sql, type Transaction } from "kysely";
import { NO_SCORE } from "../../../scoring/index.ts";
import type { StoreTables } from "../store-tables.ts";

/** Change numbers a block is for. */
export const BLOCK = 4096;

export type ScoreBlock = {
  readonly block: number;
  /** By the place of the change in the block: hundredths of a point, NO_SCORE, or AS_KEPT. */
  readonly totals: Uint16Array;
  /** Numbers of names. */
  readonly grades: Uint8Array;
  readonly names: string[];
};

/** Where nothing was made: what the row itself says holds. */
export const AS_KEPT = 0xfffe;

/** Of no grade. */
const NO_NAME = 0xff;

export function emptyBlock(block: number, names: readonly string[] = []): ScoreBlock {
  return { block, totals: new Uint16Array(BLOCK).fill(AS_KEPT), grades: new Uint8Array(BLOCK), names: [...names] };
}

export function blockOf(seq: number): number {
  return Math.floor(seq / BLOCK);
}

/** The number of a name in that block, a new one where it is new there. */
export function nameNumber({ names }: ScoreBlock, name: string | null | undefined): number {
  if (name === null || name === undefined) return NO_NAME;
  const known = names.indexOf(name);
  return known < 0 ? names.push(name) - 1 : known;
}

/** Whether they say the same; the names of one begin with those of the other. */
export function isSameBlock(one: ScoreBlock, other: ScoreBlock): boolean {
  return one.totals.every((total, slot) => total === other.totals[slot] && one.grades[slot] === other.grades[slot]);
}

/** What was made later in place of the total kept by that change, or null. */
export function laterTotal(
  blocks: ReadonlyMap<number, ScoreBlock>,
  seq: number,
): { readonly total: number | null; readonly grade: string | null } | null {
  const block = blocks.get(blockOf(seq));
  const total = block?.totals[seq % BLOCK] ?? AS_KEPT;
  if (block === undefined || total === AS_KEPT) return null;
  return { total: total === NO_SCORE ? null : total, grade: block.names[block.grades[seq % BLOCK] as number] ?? null };
}

/** By number: those of all changes from one to another. */
export async function blocksBetween(
  db: Kysely<StoreTables>,
  tenant: string,
  first: number,
  last: number,
): Promise<ReadonlyMap<number, ScoreBlock>> {
  const rows = await db
    .selectFrom("score_blocks")
    .where("tenant", "=", tenant)
    .where("block", ">=", String(blockOf(first)))
    .where("block", "<=", String(blockOf(last)))
    .select(["block", "grades", "scores"])
    .execute();
  return new Map(rows.map(({ block, grades, scores }) => [Number(block), unpacked(Number(block), JSON.parse(grades) as string[], scores)]));
}

/** Written after that change, each with the change it was written by. */
export async function blocksSince(
  db: Kysely<StoreTables>,
  tenant: string,
  seq: number,
): Promise<readonly { readonly block: number; readonly seq: number }[]> {
  const rows = await db
    .selectFrom("score_blocks")
    .where("tenant", "=", tenant)
    .where("seq", ">", String(seq))
    .select(["block", "seq"])
    .execute();
  return rows.map((row) => ({ block: Number(row.block), seq: Number(row.seq) }));
}

/** In place of the older ones of these numbers; `last` is the change that the last of them is written by. */
export async function writeBlocks(
  transaction: Transaction<StoreTables>,
  tenant: string,
  blocks: readonly ScoreBlock[],
  last: number,
): Promise<void> {
  const rows = blocks.map((one, index) => ({
    ...{ tenant, block: String(one.block), seq: String(last - blocks.length + 1 + index) },
    ...{ grades: JSON.stringify(one.names), scores: packed(one) },
  }));
  await transaction
    .insertInto("score_blocks")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["tenant", "block"]).doUpdateSet({
        seq: sql<string>`excluded.seq`,
        grades: sql<string>`excluded.grades`,
        scores: sql<Uint8Array>`excluded.scores`,
      }),
    )
    .execute();
}

/** Nothing of an empty one: it is passed over. */
function packed({ totals, grades }: ScoreBlock): Uint8Array {
  if (totals.every((total) => total === AS_KEPT)) return new Uint8Array();
  const bytes = new Uint8Array(3 * BLOCK);
  const view = new DataView(bytes.buffer);
  totals.forEach((total, slot) => {
    view.setUint16(2 * slot, total, true);
  });
  bytes.set(grades, 2 * BLOCK);
  return bytes;
}

function unpacked(block: number, names: readonly string[], bytes: Uint8Array): ScoreBlock {
  const one = emptyBlock(block, names);
  if (bytes.length === 0) return one;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let slot = 0; slot < BLOCK; slot++) one.totals[slot] = view.getUint16(2 * slot, true);
  one.grades.set(bytes.subarray(2 * BLOCK, 3 * BLOCK));
  return one;
}
