// Cases in the store. Each function takes the store or a transaction, so that a verb can put all its writes into one.
import type { Kysely, Transaction } from "kysely";
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
};

export type SaveCaseOutcome =
  | { readonly kind: "saved"; readonly version: number }
  /** Somebody else saved in between, and nothing was written. `currentVersion` is 0 where there is no such case. */
  | { readonly kind: "conflict"; readonly currentVersion: number };

/** Newest year first. */
export async function listCases(db: Kysely<StoreTables>, tenant: string): Promise<CaseSummary[]> {
  const rows = await db
    .selectFrom("cases")
    .where("tenant", "=", tenant)
    .select(["id", "name", "year", "pack", "origin", "created_at", "updated_at", "version"])
    .orderBy("year", "desc")
    .orderBy("id")
    .execute();
  return rows.map(summaryOf);
}

export async function findCase(db: Kysely<StoreTables>, { tenant, id }: CaseKey): Promise<StoredCase | undefined> {
  const row = await db.selectFrom("cases").where("tenant", "=", tenant).where("id", "=", id).selectAll().executeTakeFirst();
  return row && { ...summaryOf(row), dossier: row.dossier };
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
  const { tenant, id, name, year, pack, dossier, origin, expectedVersion, note, now } = input;
  const version = expectedVersion + 1;
  // Both conditions are the database's own, so that two savers at the same instant cannot both pass.
  const written =
    expectedVersion === 0
      ? await transaction
          .insertInto("cases")
          .values({ tenant, id, name, year, pack, dossier, origin, created_at: now, updated_at: now, version })
          .onConflict((conflict) => conflict.columns(["tenant", "id"]).doNothing())
          .returning("version")
          .executeTakeFirst()
      : await transaction
          .updateTable("cases")
          .set({ name, year, pack, dossier, origin, updated_at: now, version })
          .where("tenant", "=", tenant)
          .where("id", "=", id)
          .where("version", "=", expectedVersion)
          .returning("version")
          .executeTakeFirst();
  if (written === undefined) {
    const current = await transaction
      .selectFrom("cases")
      .where("tenant", "=", tenant)
      .where("id", "=", id)
      .select("version")
      .executeTakeFirst();
    return { kind: "conflict", currentVersion: current?.version ?? 0 };
  }
  await transaction
    .insertInto("case_versions")
    .values({ tenant, case_id: id, version, name, year, pack, dossier, saved_at: now, note })
    .execute();
  return { kind: "saved", version };
}

type SummaryRow = Omit<StoreTables["cases"], "tenant" | "dossier">;

function summaryOf(row: SummaryRow): CaseSummary {
  const { id, name, year, pack, origin, created_at, updated_at, version } = row;
  return { id, name, year, pack, origin, createdAt: created_at, updatedAt: updated_at, version };
}

type VersionRow = Omit<StoreTables["case_versions"], "tenant" | "case_id" | "dossier">;

function versionOf({ version, name, year, pack, saved_at, note }: VersionRow): CaseVersion {
  return { version, name, year, pack, savedAt: saved_at, note };
}
