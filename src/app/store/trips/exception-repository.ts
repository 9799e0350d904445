// The register of exceptions in the store: added to, never changed.
import type { Kysely, Transaction } from "kysely";
import type { Day } from "../../../kernel/index.ts";
import type { PaperKind, TripException } from "../../../trips/index.ts";
import type { CaseKey } from "../case-repository.ts";
import type { StoreTables } from "../store-tables.ts";
import { isTripAt } from "./trip-repository.ts";
import type { TripExceptionsTable } from "./trip-tables.ts";

export type StoredException = TripException & { readonly tripId: string };

/** Those of some trips, each trip's in the order they were allowed. */
export async function listExceptions(
  db: Kysely<StoreTables>,
  tenant: string,
  trips: readonly string[],
): Promise<readonly StoredException[]> {
  if (trips.length === 0) return [];
  const rows = await db
    .selectFrom("trip_exceptions")
    .where("tenant", "=", tenant)
    .where("trip_id", "in", trips)
    .selectAll()
    .orderBy("trip_id")
    .orderBy("n")
    .execute();
  return rows.map(exceptionOf);
}

export type AddException = CaseKey & {
  /** The version that was looked at. */
  readonly version: number;
  readonly exception: Omit<TripException, "n" | "on">;
  readonly now: string;
};

/** Adds one on the version that was looked at; nothing where the trip has moved on since. */
export async function addException(
  transaction: Transaction<StoreTables>,
  { tenant, id, version, exception, now }: AddException,
): Promise<StoredException | null> {
  if (!(await isTripAt(transaction, { tenant, id, version }))) return null;
  const last = await transaction
    .selectFrom("trip_exceptions")
    .where("tenant", "=", tenant)
    .where("trip_id", "=", id)
    .select(({ fn }) => fn.max<number | null>("n").as("n"))
    .executeTakeFirst();
  const { kind, clause, grounds, document, until, papers, hash, byId, byName } = exception;
  const row = await transaction
    .insertInto("trip_exceptions")
    .values({
      ...{ tenant, trip_id: id, n: Number(last?.n ?? 0) + 1, kind, clause, grounds, document, until_day: until },
      ...{ papers: JSON.stringify(papers), trip_version: version, hash, by_id: byId, by_name: byName, done_at: now },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return exceptionOf(row);
}

function exceptionOf(row: TripExceptionsTable): StoredException {
  return {
    ...{ tripId: row.trip_id, n: row.n, kind: row.kind, clause: row.clause, grounds: row.grounds, document: row.document },
    ...{ until: row.until_day as Day | null, papers: JSON.parse(row.papers) as readonly PaperKind[], hash: row.hash },
    ...{ byId: row.by_id, byName: row.by_name, on: row.done_at.slice(0, 10) as Day },
  };
}
