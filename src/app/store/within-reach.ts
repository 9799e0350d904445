// What somebody may see, as a condition of the query itself: lists, counts and searches never hold a foreign row.
import { type RawBuilder, sql } from "kysely";
import type { Reach } from "../../access/index.ts";

/** The columns of the query that say whose a row is: the row's own, and the path of its unit (null where it belongs to the tenant). */
export type OwnershipColumns = { readonly path: string; readonly createdBy: string; readonly published: string | null };

export function withinReach(reach: Reach, columns: OwnershipColumns): RawBuilder<boolean> {
  if (reach.everything) return sql<boolean>`true`;
  const ways: RawBuilder<boolean>[] = reach.paths.map((path) => sql<boolean>`starts_with(${sql.ref(columns.path)}, ${path})`);
  if (reach.createdBy !== null) ways.push(sql<boolean>`${sql.ref(columns.createdBy)} = ${reach.createdBy}`);
  if (reach.published && columns.published !== null) ways.push(sql<boolean>`${sql.ref(columns.published)}`);
  return ways.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(ways, sql` or `)})`;
}
