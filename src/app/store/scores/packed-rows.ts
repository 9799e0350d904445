// Packed projects read from their rows: those of the same rules and grade come as one value, one after the other.
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Reach } from "../../../access/index.ts";
import { type ProjectColumns, unpackProjects } from "../../../scoring/index.ts";
import { copyOut } from "../copy-out.ts";
import type { StoreTables } from "../store-tables.ts";
import { withinReach } from "../within-reach.ts";

/** Those of one pack, one day and one grade among some changes. */
export type PackedGroup = {
  /** The case's own pack, and the day whose rules apply. */
  readonly pack: string;
  readonly day: string;
  /** As it is kept. */
  readonly grade: string | null;
  /** Of each, the change it was kept by; GONE for one that was saved since and stands elsewhere. */
  readonly seqs: Float64Array;
  /** Of each, as it is kept: hundredths of a point, or NO_SCORE. */
  readonly totals: Uint16Array;
  readonly projects: ProjectColumns;
};

export const GONE = -1;

/** Which: those scored under other rules than these, all within reach, or all. */
export type PackedChoice = { readonly tenant: string; readonly outdatedFrom?: string } | { readonly reach: Reach };

export const IS_PACKED = sql<boolean>`score.packed is not null and score.pack is not null and score.signed_on is not null`;

/** The groups of the changes from one to before another, but for those that a condition leaves out. */
export async function packedRows(
  db: Kysely<StoreTables>,
  choice: PackedChoice,
  [from, to]: readonly [from: number, to: number],
  and: RawBuilder<boolean> = sql<boolean>`true`,
): Promise<readonly PackedGroup[]> {
  const rows = await copyOut(
    db,
    sql`select score.pack, score.signed_on::text, score.grade,
        string_agg(int8send((score.seq - ${from}) << 16 | coalesce(score.total, 65535)), ''::bytea), string_agg(score.packed, ''::bytea)
      from ${tablesOf(choice)} where ${conditionOf(choice)} and ${IS_PACKED} and score.seq >= ${from} and score.seq < ${to} and ${and}
      group by score.pack, score.signed_on, score.grade`,
  );
  return rows.map(([pack, day, grade, heads, packed]) => {
    if (!pack || !day || !heads || !packed) throw new Error("a group of packed projects without its columns");
    return {
      pack: textOf(pack),
      day: textOf(day),
      grade: grade ? textOf(grade) : null,
      ...headsOf(heads, from),
      projects: unpackProjects(packed),
    };
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

export function tenantOf(choice: PackedChoice): string {
  return "reach" in choice ? choice.reach.tenant : choice.tenant;
}

// Whoever reaches everything needs nobody's unit.
export function tablesOf(choice: PackedChoice): RawBuilder<unknown> {
  return "reach" in choice && !choice.reach.everything
    ? sql`case_scores score join cases on cases.tenant = score.tenant and cases.id = score.case_id
      left join units on units.tenant = cases.tenant and units.id = cases.unit_id`
    : sql`case_scores score`;
}

export function conditionOf(choice: PackedChoice): RawBuilder<boolean> {
  const columns = { path: "units.path", createdBy: "cases.created_by", published: "cases.published" };
  const within = "reach" in choice ? withinReach(choice.reach, columns) : outdated(choice);
  return sql<boolean>`score.tenant = ${tenantOf(choice)} and ${within}`;
}

export function outdated(choice: PackedChoice): RawBuilder<boolean> {
  return "reach" in choice || choice.outdatedFrom === undefined ? sql<boolean>`true` : sql<boolean>`score.rules <> ${choice.outdatedFrom}`;
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}
