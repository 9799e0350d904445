// Copies of packed projects, those of 256 changes as columns: reading rows costs a server ten times as much as sending what is in them.
// A block is copied when its changes have all been made, so that nothing is ever added to it; a case that is saved again leaves it, which
// the number of its rows tells. Nobody waits for a copy and nobody has to undo one: without it, rows are read.
import { type Kysely, sql } from "kysely";
import { columnBytes, columnsFromBytes, columnsToBytes, type ProjectColumns } from "../../../scoring/index.ts";
import { copyOut } from "../copy-out.ts";
import type { StoreTables } from "../store-tables.ts";
import { GONE, type PackedGroup, packedRows, textOf } from "./packed-rows.ts";

/** A group within a copy: so many projects of so many lines. */
type Run = Pick<PackedGroup, "pack" | "day" | "grade"> & Pick<ProjectColumns, "count" | "lines">;

/** Change numbers a copy is for: what a server sends of one is no longer than what is read from it at once. */
export const COPIED = 256;

/** A change's place among them and the total, each two bytes. */
const HEAD_BYTES = 4;

export type CopiedBlock = { readonly block: number; readonly groups: readonly PackedGroup[] };

/** The copies of some blocks, those that there are. */
export async function copiedBlocks(db: Kysely<StoreTables>, tenant: string, first: number, last: number): Promise<readonly CopiedBlock[]> {
  const rows = await copyOut(
    db,
    sql`select copy.block::text, copy.runs, copy.heads, copy.projects, case when counted.live < copy.live
          then coalesce((select string_agg(int2send((score.seq - copy.block * ${COPIED})::int2), ''::bytea) from case_scores score
            where score.tenant = copy.tenant and score.seq >= copy.block * ${COPIED} and score.seq < (copy.block + 1) * ${COPIED}), ''::bytea) end
      from packed_blocks copy, lateral (select count(*) as live from case_scores score
        where score.tenant = copy.tenant and score.seq >= copy.block * ${COPIED} and score.seq < (copy.block + 1) * ${COPIED}) counted
      where copy.tenant = ${tenant} and copy.block >= ${first} and copy.block <= ${last}`,
  );
  return rows.map(([block, runs, heads, projects, still]) => {
    if (!block || !runs || !heads || !projects) throw new Error("a copy of packed projects without its columns");
    const number = Number(textOf(block));
    return {
      block: number,
      groups: groupsOf(number, JSON.parse(textOf(runs)) as readonly Run[], { heads, projects, still: still ?? null }),
    };
  });
}

type Columns = { readonly heads: Uint8Array; readonly projects: Uint8Array; readonly still: Uint8Array | null };

function groupsOf(block: number, runs: readonly Run[], { heads, projects, still }: Columns): PackedGroup[] {
  const view = new DataView(heads.buffer, heads.byteOffset, heads.byteLength);
  const live = still && placesOf(still);
  let [head, at] = [0, 0];
  return runs.map(({ count, lines, ...group }) => {
    const seqs = new Float64Array(count);
    const totals = new Uint16Array(count);
    for (let index = 0; index < count; index++, head += HEAD_BYTES) {
      const place = view.getUint16(head);
      seqs[index] = live === null || live[place] === 1 ? block * COPIED + place : GONE;
      totals[index] = view.getUint16(head + 2);
    }
    const bytes = projects.subarray(at, at + columnBytes(count, lines));
    at += bytes.length;
    return { ...group, seqs, totals, projects: columnsFromBytes(bytes, count, lines) };
  });
}

function placesOf(still: Uint8Array): Uint8Array {
  const places = new Uint8Array(COPIED);
  const view = new DataView(still.buffer, still.byteOffset, still.byteLength);
  for (let at = 0; at < still.length; at += 2) places[view.getUint16(at)] = 1;
  return places;
}

/** Copies full blocks that have no copy, or one of which half is gone; answers with how many. `goOn` is asked before each. */
export async function copyPacked(db: Kysely<StoreTables>, tenant: string, goOn: () => boolean): Promise<number> {
  const { rows } = await sql<{ block: string; live: string | null }>`
    with counted as (select seq / ${COPIED} as block, count(*) as live from case_scores
      where tenant = ${tenant} and seq < (select seq / ${COPIED} * ${COPIED} from score_heads where tenant = ${tenant}) group by 1)
    select coalesce(counted.block, copy.block) as block, counted.live
    from counted full join (select block, live from packed_blocks where tenant = ${tenant}) copy on copy.block = counted.block
    where copy.block is null or counted.block is null or 2 * counted.live < copy.live
    order by 1`.execute(db);
  let copied = 0;
  for (const { block, live } of rows) {
    if (!goOn()) break;
    if (live === null) await db.deleteFrom("packed_blocks").where("tenant", "=", tenant).where("block", "=", block).execute();
    else await copyBlock(db, tenant, Number(block));
    copied++;
  }
  return copied;
}

async function copyBlock(db: Kysely<StoreTables>, tenant: string, block: number): Promise<void> {
  const [from, to] = [block * COPIED, (block + 1) * COPIED];
  // Counted first: a row that leaves in between is missed then, and the copy is told to be incomplete by the number alone.
  const { rows } = await sql<{ live: string }>`select count(*) as live from case_scores
    where tenant = ${tenant} and seq >= ${from} and seq < ${to}`.execute(db);
  const groups = await packedRows(db, { tenant }, [from, to]);
  const heads = new Uint8Array(HEAD_BYTES * groups.reduce((sum, { seqs }) => sum + seqs.length, 0));
  const view = new DataView(heads.buffer);
  let at = 0;
  for (const { seqs, totals } of groups)
    seqs.forEach((seq, index) => {
      view.setUint16(at, seq - from);
      view.setUint16(at + 2, totals[index] as number);
      at += HEAD_BYTES;
    });
  const runs = groups.map(({ pack, day, grade, projects: { count, lines } }): Run => ({ pack, day, grade, count, lines }));
  const projects = Buffer.concat(groups.map((one) => columnsToBytes(one.projects)));
  const copy = { live: Number(rows[0]?.live ?? 0), runs: JSON.stringify(runs), heads, projects };
  await db
    .insertInto("packed_blocks")
    .values({ tenant, block: String(block), ...copy })
    .onConflict((conflict) => conflict.columns(["tenant", "block"]).doUpdateSet(copy))
    .execute();
}
