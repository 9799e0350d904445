// Cases in the store. Each function takes the store or a transaction, so that a verb can put all its writes into one.
import { type Kysely, sql, type Transaction } from "kysely";
import { STAND } from "./kept/stand.ts";
import type { CaseOrigin, StoreTables } from "./store-tables.ts";

export type CaseKey = { readonly tenant: string; readonly id: string };

export type CaseSummary = {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly pack: string;
  readonly origin: CaseOrigin;
  /** ISO instants in UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
  /** The node it belongs to, and that node's path; null for a case from before there were units. */
  readonly unitId: string | null;
  readonly unitPath: string | null;
  readonly createdBy: string | null;
  readonly published: boolean;
};

/** With the dossier as the JSON text that was saved, byte for byte. */
export type StoredCase = CaseSummary & { readonly dossier: string };

export type CaseVersion = {
  readonly version: number;
  readonly name: string;
  readonly year: number;
  readonly pack: string;
  readonly savedAt: string;
  readonly note: string;
};
export type StoredCaseVersion = CaseVersion & { readonly dossier: string };

export type SaveCaseInput = CaseKey & {
  readonly name: string;
  readonly year: number;
  readonly pack: string;
  /** JSON text of an object. */
  readonly dossier: string;
  readonly origin: CaseOrigin;
  /** The version the change was made on; 0 for a case that is not in the store yet. */
  readonly expectedVersion: number;
  readonly note: string;
  /** ISO instant. */
  readonly now: string;
  /** Whose a new case is; what is saved anew stays where it belongs. */
  readonly unitId: string | null;
  readonly createdBy: string | null;
  readonly published: boolean;
};

export type SaveCaseOutcome =
  | { readonly kind: "saved"; readonly version: number }
  /** Somebody else saved in between, and nothing was written. `currentVersion` is 0 where there is no such case. */
  | { readonly kind: "conflict"; readonly currentVersion: number };

export async function findCase(db: Kysely<StoreTables>, { tenant, id }: CaseKey): Promise<StoredCase | undefined> {
  const row = await ownedCases(db)
    .where("cases.tenant", "=", tenant)
    .where("cases.id", "=", id)
    .select([...SUMMARY_COLUMNS, "cases.dossier"])
    .executeTakeFirst();
  return row && { ...summaryOf(row), dossier: row.dossier };
}

/** What a case is known by within its unit. */
export type CaseName = Pick<CaseSummary, "unitId" | "name" | "year">;

export async function listCaseNames(db: Kysely<StoreTables>, tenant: string, unitIds: readonly string[]): Promise<CaseName[]> {
  if (unitIds.length === 0) return [];
  const rows = await db
    .selectFrom("cases")
    .where("tenant", "=", tenant)
    .where("unit_id", "in", unitIds)
    .select(["unit_id", "name", "year"])
    .execute();
  return rows.map(({ unit_id, name, year }) => ({ unitId: unit_id, name, year }));
}

/** Of these cases those there are, each with its tenant and where the store stood when it was read. */
export async function findCaseSummaries(
  db: Kysely<StoreTables>,
  keys: readonly CaseKey[],
): Promise<readonly (CaseSummary & { readonly tenant: string; readonly stand: string })[]> {
  const asked = sql`select tenant, id from json_to_recordset(${JSON.stringify(keys)}::json) as asked (tenant text, id text)`;
  const rows = await ownedCases(db)
    .where(sql<boolean>`(cases.tenant, cases.id) in (${asked})`)
    .select(SUMMARY_COLUMNS)
    .select(["cases.tenant", STAND.as("stand")])
    .execute();
  return rows.map(({ tenant, stand, ...row }) => ({ tenant, stand, ...summaryOf(row) }));
}

export async function countCases(db: Kysely<StoreTables>, tenant: string): Promise<number> {
  const row = await db
    .selectFrom("cases")
    .where("tenant", "=", tenant)
    .select(({ fn }) => fn.countAll<string>().as("cases"))
    .executeTakeFirstOrThrow();
  return Number(row.cases);
}

/** Cases with the nodes they belong to. */
export function ownedCases(db: Kysely<StoreTables>) {
  return db
    .selectFrom("cases")
    .leftJoin("units", (join) => join.onRef("units.tenant", "=", "cases.tenant").onRef("units.id", "=", "cases.unit_id"));
}

/** Saves a case and keeps the version beside the earlier ones. A save on an older version than the store's is refused, not merged. */
export async function saveCase(db: Kysely<StoreTables>, input: SaveCaseInput): Promise<SaveCaseOutcome> {
  if (db.isTransaction) return await writeCase(db as Transaction<StoreTables>, input);
  return await db.transaction().execute((transaction) => writeCase(transaction, input));
}

/** Newest first, without the dossiers. */
export async function listVersions(db: Kysely<StoreTables>, { tenant, id }: CaseKey): Promise<CaseVersion[]> {
  const rows = await db
    .selectFrom("case_versions")
    .where("tenant", "=", tenant)
    .where("case_id", "=", id)
    .select(["version", "name", "year", "pack", "saved_at", "note"])
    .orderBy("version", "desc")
    .execute();
  return rows.map(versionOf);
}

export async function findVersion(
  db: Kysely<StoreTables>,
  { tenant, id, version }: CaseKey & { readonly version: number },
): Promise<StoredCaseVersion | undefined> {
  const row = await db
    .selectFrom("case_versions")
    .where("tenant", "=", tenant)
    .where("case_id", "=", id)
    .where("version", "=", version)
    .selectAll()
    .executeTakeFirst();
  return row && { ...versionOf(row), dossier: row.dossier };
}

async function writeCase(transaction: Transaction<StoreTables>, input: SaveCaseInput): Promise<SaveCaseOutcome> {
  const { tenant, id, name, year, pack, dossier, origin, expectedVersion, note, now, unitId, createdBy, published } = input;
  const version = expectedVersion + 1;
  if (expectedVersion === 0) {
    const created = await transaction
      .insertInto("cases")
      .values({
        ...{ tenant, id, name, year, pack, dossier, origin, created_at: now, updated_at: now, version },
        ...{ unit_id: unitId, created_by: createdBy, published },
      })
      .onConflict((conflict) => conflict.columns(["tenant", "id"]).doNothing())
      .returning("version")
      .executeTakeFirst();
    if (created === undefined) return { kind: "conflict", currentVersion: await lockVersion(transaction, input) };
  } else {
    const currentVersion = await lockVersion(transaction, input);
    if (currentVersion !== expectedVersion) return { kind: "conflict", currentVersion };
    await transaction
      .updateTable("cases")
      .set({ name, year, pack, dossier, origin, updated_at: now, version })
      .where("tenant", "=", tenant)
      .where("id", "=", id)
      .execute();
  }
  await transaction
    .insertInto("case_versions")
    .values({ tenant, case_id: id, version, name, year, pack, dossier, saved_at: now, note })
    .execute();
  return { kind: "saved", version };
}

/** The version in the store, 0 for none. Its row stays locked, so that what a saver is told is what the refusal or the save was decided on. */
async function lockVersion(transaction: Transaction<StoreTables>, { tenant, id }: CaseKey): Promise<number> {
  const row = await transaction
    .selectFrom("cases")
    .where("tenant", "=", tenant)
    .where("id", "=", id)
    .select("version")
    .forUpdate()
    .executeTakeFirst();
  return row?.version ?? 0;
}

export const SUMMARY_COLUMNS = [
  "cases.id",
  "cases.name",
  "cases.year",
  "cases.pack",
  "cases.origin",
  "cases.created_at",
  "cases.updated_at",
  "cases.version",
  "cases.unit_id",
  "cases.created_by",
  "cases.published",
  "units.path as unit_path",
] as const;

type SummaryRow = Omit<StoreTables["cases"], "tenant" | "dossier"> & { readonly unit_path: string | null };

export function summaryOf(row: SummaryRow): CaseSummary {
  const { id, name, year, pack, origin, created_at, updated_at, version, unit_id, unit_path, created_by, published } = row;
  return {
    ...{ id, name, year, pack, origin, createdAt: created_at, updatedAt: updated_at, version },
    ...{ unitId: unit_id, unitPath: unit_path, createdBy: created_by, published },
  };
}

type VersionRow = Omit<StoreTables["case_versions"], "tenant" | "case_id" | "dossier">;

function versionOf({ version, name, year, pack, saved_at, note }: VersionRow): CaseVersion {
  return { version, name, year, pack, savedAt: saved_at, note };
}
