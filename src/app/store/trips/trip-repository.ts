// Delegations in the store. Each function takes the store or a transaction, so that a verb can put all its writes into one.
import type { Kysely, Transaction } from "kysely";
import type { Reach } from "../../../access/index.ts";
import type { TripAct } from "../../../trips/index.ts";
import type { CaseKey } from "../case-repository.ts";
import type { StoreTables } from "../store-tables.ts";
import { withinReach } from "../within-reach.ts";

export type StoredTripYear = {
  readonly id: string;
  readonly year: number;
  readonly plan: string;
  readonly outcomes: string | null;
  readonly unitId: string | null;
  readonly unitPath: string | null;
  readonly createdBy: string | null;
  readonly published: boolean;
  readonly updatedAt: string;
  readonly version: number;
};

export type StoredTrip = {
  readonly id: string;
  readonly yearId: string;
  readonly itemId: string;
  readonly content: string;
  readonly draftedBy: string | null;
  readonly updatedAt: string;
  readonly version: number;
  readonly acts: readonly TripAct[];
};

/** Somebody saved in between; nothing was written. */
export type TripWrite =
  | { readonly kind: "saved"; readonly version: number }
  | { readonly kind: "conflict"; readonly currentVersion: number };

type Saving = { readonly now: string; readonly byId: string | null; readonly byName: string; readonly note: string };

/** Newest first; only what is within reach. */
export async function listTripYears(db: Kysely<StoreTables>, reach: Reach): Promise<StoredTripYear[]> {
  const rows = await years(db)
    .where("trip_years.tenant", "=", reach.tenant)
    .where(withinReach(reach, { path: "units.path", createdBy: "trip_years.created_by", published: "trip_years.published" }))
    .orderBy("trip_years.year", "desc")
    .orderBy("trip_years.id")
    .execute();
  return rows.map(yearOf);
}

export async function findTripYear(db: Kysely<StoreTables>, { tenant, id }: CaseKey): Promise<StoredTripYear | undefined> {
  const row = await years(db).where("trip_years.tenant", "=", tenant).where("trip_years.id", "=", id).executeTakeFirst();
  return row && yearOf(row);
}

function years(db: Kysely<StoreTables>) {
  return db
    .selectFrom("trip_years")
    .leftJoin("units", (join) => join.onRef("units.tenant", "=", "trip_years.tenant").onRef("units.id", "=", "trip_years.unit_id"))
    .selectAll("trip_years")
    .select("units.path as unit_path");
}

export type AddTripYear = CaseKey & {
  readonly year: number;
  readonly plan: string;
  readonly outcomes: string | null;
  readonly unitId: string | null;
  readonly published: boolean;
} & Saving;

export async function addTripYear(transaction: Transaction<StoreTables>, input: AddTripYear): Promise<void> {
  const { tenant, id, year, plan, outcomes, unitId, published, now, byId, byName, note } = input;
  await transaction
    .insertInto("trip_years")
    .values({
      ...{ tenant, id, year, plan, outcomes, unit_id: unitId, created_by: byId, published },
      ...{ created_at: now, updated_at: now, version: 1 },
    })
    .execute();
  const version = { tenant, year_id: id, version: 1, plan, outcomes, saved_at: now, saved_by: byName, note };
  await transaction.insertInto("trip_year_versions").values(version).execute();
}

export type ReviseTripYear = CaseKey & {
  readonly plan: string;
  readonly outcomes: string | null;
  readonly expectedVersion: number;
} & Saving;

export async function reviseTripYear(transaction: Transaction<StoreTables>, input: ReviseTripYear): Promise<TripWrite> {
  const { tenant, id, plan, outcomes, expectedVersion, now, byName, note } = input;
  const version = expectedVersion + 1;
  // The version stands in the condition of the write, so that two savers at the same instant cannot both pass.
  const written = await transaction
    .updateTable("trip_years")
    .set({ plan, outcomes, updated_at: now, version })
    .where("tenant", "=", tenant)
    .where("id", "=", id)
    .where("version", "=", expectedVersion)
    .returning("version")
    .executeTakeFirst();
  if (!written) return { kind: "conflict", currentVersion: (await findTripYear(transaction, { tenant, id }))?.version ?? 0 };
  await transaction
    .insertInto("trip_year_versions")
    .values({ tenant, year_id: id, version, plan, outcomes, saved_at: now, saved_by: byName, note })
    .execute();
  return { kind: "saved", version };
}

/** The trips of a year, in no order. */
export async function listTrips(db: Kysely<StoreTables>, { tenant, id }: CaseKey): Promise<StoredTrip[]> {
  const rows = await db.selectFrom("trips").where("tenant", "=", tenant).where("year_id", "=", id).selectAll().execute();
  const acts = await db
    .selectFrom("trip_acts")
    .innerJoin("trips", (join) => join.onRef("trips.tenant", "=", "trip_acts.tenant").onRef("trips.id", "=", "trip_acts.trip_id"))
    .where("trip_acts.tenant", "=", tenant)
    .where("trips.year_id", "=", id)
    .select(["trip_acts.trip_id", "trip_acts.act"])
    .orderBy("trip_acts.n")
    .execute();
  return rows.map((row) =>
    tripOf(
      row,
      acts.filter((one) => one.trip_id === row.id),
    ),
  );
}

export async function findStoredTrip(db: Kysely<StoreTables>, { tenant, id }: CaseKey): Promise<StoredTrip | undefined> {
  const row = await db.selectFrom("trips").where("tenant", "=", tenant).where("id", "=", id).selectAll().executeTakeFirst();
  if (!row) return undefined;
  const acts = await db
    .selectFrom("trip_acts")
    .where("tenant", "=", tenant)
    .where("trip_id", "=", id)
    .select(["act"])
    .orderBy("n")
    .execute();
  return tripOf(row, acts);
}

export type SaveTrip = CaseKey & {
  readonly yearId: string;
  readonly itemId: string;
  readonly content: string;
  /** 0 for a new one. */
  readonly expectedVersion: number;
} & Saving;

export async function saveTrip(transaction: Transaction<StoreTables>, input: SaveTrip): Promise<TripWrite> {
  const { tenant, id, yearId, itemId, content, expectedVersion, now, byId, byName, note } = input;
  const version = expectedVersion + 1;
  const written =
    expectedVersion === 0
      ? await transaction
          .insertInto("trips")
          .values({
            ...{ tenant, id, year_id: yearId, item_id: itemId, content, created_by: byId, drafted_by: byId },
            ...{ created_at: now, updated_at: now, version },
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning("version")
          .executeTakeFirst()
      : await transaction
          .updateTable("trips")
          .set({ content, drafted_by: byId, updated_at: now, version })
          .where("tenant", "=", tenant)
          .where("id", "=", id)
          .where("version", "=", expectedVersion)
          .returning("version")
          .executeTakeFirst();
  if (!written) {
    const current = await transaction
      .selectFrom("trips")
      .where("tenant", "=", tenant)
      .where("id", "=", id)
      .select("version")
      .executeTakeFirst();
    return { kind: "conflict", currentVersion: current?.version ?? 0 };
  }
  await transaction
    .insertInto("trip_versions")
    .values({ tenant, trip_id: id, version, content, saved_at: now, saved_by: byName, note })
    .execute();
  return { kind: "saved", version };
}

/** Whether the trip is at that version; it stays there to the end of the transaction, so that those who decide on one trip take turns. */
export async function isTripAt(
  transaction: Transaction<StoreTables>,
  { tenant, id, version }: CaseKey & { readonly version: number },
): Promise<boolean> {
  const trip = await transaction
    .selectFrom("trips")
    .where("tenant", "=", tenant)
    .where("id", "=", id)
    .select("version")
    .forUpdate()
    .executeTakeFirst();
  return trip?.version === version;
}

/** Adds an act on the version that was looked at; nothing where the trip has moved on since. */
export async function addTripAct(
  transaction: Transaction<StoreTables>,
  { tenant, id, version, act, now }: CaseKey & { readonly version: number; readonly act: Omit<TripAct, "n">; readonly now: string },
): Promise<TripAct | null> {
  if (!(await isTripAt(transaction, { tenant, id, version }))) return null;
  const last = await transaction
    .selectFrom("trip_acts")
    .where("tenant", "=", tenant)
    .where("trip_id", "=", id)
    .select(({ fn }) => fn.max<number | null>("n").as("n"))
    .executeTakeFirst();
  const numbered: TripAct = { n: Number(last?.n ?? 0) + 1, ...act };
  const { n, kind, agreed, hash, byId, byName } = numbered;
  await transaction
    .insertInto("trip_acts")
    .values({
      ...{ tenant, trip_id: id, n, kind, agreed, trip_version: version, hash },
      ...{ by_id: byId, by_name: byName, done_at: now, act: JSON.stringify(numbered) },
    })
    .execute();
  return numbered;
}

type YearRow = StoreTables["trip_years"] & { readonly unit_path: string | null };

function yearOf(row: YearRow): StoredTripYear {
  const { id, year, plan, outcomes, unit_id, unit_path, created_by, published, updated_at, version } = row;
  return {
    id,
    year,
    plan,
    outcomes,
    unitId: unit_id,
    unitPath: unit_path,
    createdBy: created_by,
    published,
    updatedAt: updated_at,
    version,
  };
}

function tripOf(row: StoreTables["trips"], acts: readonly { readonly act: string }[]): StoredTrip {
  const { id, year_id, item_id, content, drafted_by, updated_at, version } = row;
  return {
    ...{ id, yearId: year_id, itemId: item_id, content, draftedBy: drafted_by, updatedAt: updated_at, version },
    acts: acts.map(({ act }) => JSON.parse(act) as TripAct),
  };
}
