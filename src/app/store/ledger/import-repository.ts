// Imports of exports: the file as it came, its rows as they were read, batch by batch so that a staging that was cut off goes on
// where it stopped; and the mappings kept for each system.
import { type Kysely, sql, type Transaction } from "kysely";
import type { Fault } from "../../../kernel/index.ts";
import type { ColumnMapping, ReadRow } from "../../../ledger/index.ts";
import type { StoreTables } from "../store-tables.ts";
import type { ImportStatus, LedgerImportsTable } from "./ledger-tables.ts";

export type ImportKey = { readonly tenant: string; readonly importId: string };

export type StoredImport = {
  readonly id: string;
  readonly caseId: string;
  readonly sourceName: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
  readonly status: ImportStatus;
  readonly mapping: ColumnMapping | null;
  readonly stagedRow: number;
  readonly rows: number;
  readonly refused: number;
  readonly otherProjects: number;
  /** Fen. */
  readonly amount: string;
  readonly faults: readonly Fault[];
  readonly outcome: ImportOutcome | null;
  readonly byName: string;
  readonly createdAt: string;
  readonly postedAt: string | null;
  /** How often people changed it, and who did last; null where it is as it came. */
  readonly version: number;
  readonly changed: { readonly by: string; readonly at: string } | null;
};

/** What posting an import came to: entries, rows the ledger had, rows and entries that were parked. */
export type ImportOutcome = {
  readonly posted: number;
  readonly matched: number;
  readonly parked: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
};

export type NewImport = ImportKey & {
  readonly caseId: string;
  readonly sourceName: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly byName: string;
  readonly now: string;
};

/** Keeps an uploaded file. The same file of the same case is there once: the one that was there is answered. */
export async function createImport(
  transaction: Transaction<StoreTables>,
  { tenant, importId, caseId, sourceName, fileName, sha256, bytes, byName, now }: NewImport,
): Promise<{ readonly kind: "created" } | { readonly kind: "known"; readonly importId: string }> {
  const made = await transaction
    .insertInto("ledger_imports")
    .values({
      tenant,
      id: importId,
      case_id: caseId,
      source_name: sourceName,
      file_name: fileName,
      sha256,
      size: bytes.length,
      status: "uploaded",
      mapping: null,
      staged_row: 0,
      rows: 0,
      refused: 0,
      other_projects: 0,
      amount: "0",
      faults: null,
      outcome: null,
      by_name: byName,
      created_at: now,
      posted_at: null,
      version: 0,
      changed_by: null,
      changed_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (made === undefined) {
    const known = await transaction
      .selectFrom("ledger_imports")
      .where("tenant", "=", tenant)
      .where("case_id", "=", caseId)
      .where("sha256", "=", sha256)
      .where("status", "not in", ["failed", "discarded"])
      .select("id")
      .executeTakeFirstOrThrow();
    return { kind: "known", importId: known.id };
  }
  await transaction.insertInto("ledger_import_files").values({ tenant, import_id: importId, bytes }).execute();
  return { kind: "created" };
}

export async function findImport(
  db: Kysely<StoreTables>,
  { tenant, importId }: ImportKey,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<StoredImport | undefined> {
  const query = db.selectFrom("ledger_imports").where("tenant", "=", tenant).where("id", "=", importId).selectAll();
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && importOf(row);
}

/** Newest first. */
export async function listImports(db: Kysely<StoreTables>, tenant: string, caseId: string): Promise<StoredImport[]> {
  const rows = await db
    .selectFrom("ledger_imports")
    .where("tenant", "=", tenant)
    .where("case_id", "=", caseId)
    .selectAll()
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map(importOf);
}

export async function importBytes(db: Kysely<StoreTables>, { tenant, importId }: ImportKey): Promise<Uint8Array> {
  const { bytes } = await db
    .selectFrom("ledger_import_files")
    .where("tenant", "=", tenant)
    .where("import_id", "=", importId)
    .select("bytes")
    .executeTakeFirstOrThrow();
  return bytes;
}

/** Begins to stage under a mapping, from the first row; what was staged under another is taken away. */
export async function beginStaging(
  transaction: Transaction<StoreTables>,
  { tenant, importId }: ImportKey,
  mapping: ColumnMapping,
): Promise<void> {
  await transaction.deleteFrom("ledger_import_rows").where("tenant", "=", tenant).where("import_id", "=", importId).execute();
  await transaction
    .updateTable("ledger_imports")
    .set({ status: "staging", mapping: JSON.stringify(mapping), staged_row: 0, rows: 0, refused: 0, other_projects: 0, amount: "0" })
    .where("tenant", "=", tenant)
    .where("id", "=", importId)
    .execute();
}

/** Stages rows and moves the mark behind them, both or neither. `upTo` is the number of the last row of the file that was looked at. */
export async function stageRows(
  transaction: Transaction<StoreTables>,
  { tenant, importId }: ImportKey,
  rows: readonly ReadRow[],
  upTo: number,
): Promise<void> {
  const staged = rows.flatMap(stagedOf);
  if (staged.length > 0)
    await sql`insert into ledger_import_rows (tenant, import_id, n, kind, voucher, day, amount, economic_class, payee, summary, slice, source,
        commitment, faults)
      select ${tenant}, ${importId}, n, kind, voucher, day, amount, economic_class, payee, summary, slice, source, commitment, faults::json
      from json_to_recordset(${JSON.stringify(staged)}::json) as row (n integer, kind text, voucher text, day date, amount numeric,
        economic_class text, payee text, summary text, slice text, source text, commitment text, faults text)`.execute(transaction);
  const read = rows.flatMap((row) => (row.kind === "row" ? [row.row.amount] : []));
  const amount = read.reduce<bigint>((sum, one) => sum + one, 0n);
  const count = (kind: ReadRow["kind"]) => rows.filter((row) => row.kind === kind).length;
  await sql`update ledger_imports set staged_row = ${upTo}, rows = rows + ${read.length}, refused = refused + ${count("refused")},
      other_projects = other_projects + ${count("other-project")}, amount = amount + ${amount.toString()}::numeric
    where tenant = ${tenant} and id = ${importId}`.execute(transaction);
}

type StagedRow = {
  readonly n: number;
  readonly kind: "row" | "refused" | "total";
  readonly [column: string]: string | number | null;
};

function stagedOf(row: ReadRow): StagedRow[] {
  switch (row.kind) {
    case "row": {
      const { number, voucher, day, amount, economicClass, payee, summary, slice, source, commitment } = row.row;
      return [
        {
          n: number,
          kind: "row",
          voucher: speakable(voucher),
          day,
          amount: amount.toString(),
          economic_class: economicClass,
          payee: payee && speakable(payee),
          summary: summary && speakable(summary),
          slice: slice && speakable(slice),
          source,
          commitment: commitment && speakable(commitment),
        },
      ];
    }
    case "refused":
      return [{ n: row.number, kind: "refused", faults: speakable(JSON.stringify(row.faults)) }];
    case "total":
      return [{ n: row.number, kind: "total", summary: speakable(row.label), amount: row.amount === null ? null : row.amount.toString() }];
    default:
      return [];
  }
}

// No database text holds it.
function speakable(text: string): string {
  return text.replaceAll("\0", "\ufffd").replaceAll("\\u0000", "\\ufffd");
}

/** Imports whose staging was begun, of every tenant. */
export async function unfinishedImports(db: Kysely<StoreTables>): Promise<ImportKey[]> {
  const rows = await db
    .selectFrom("ledger_imports")
    .where("status", "=", "staging")
    .select(["tenant", "id"])
    .orderBy("created_at")
    .execute();
  return rows.map(({ tenant, id }) => ({ tenant, importId: id }));
}

/** Sets where an import stands. */
export async function setImportStatus(
  db: Kysely<StoreTables>,
  { tenant, importId }: ImportKey,
  change: Partial<Pick<LedgerImportsTable, "status" | "faults" | "outcome" | "posted_at">>,
): Promise<void> {
  await db.updateTable("ledger_imports").set(change).where("tenant", "=", tenant).where("id", "=", importId).execute();
}

/** Counts a change that somebody made. */
export async function countImportChange(
  transaction: Transaction<StoreTables>,
  { tenant, importId }: ImportKey,
  { byName, now }: { readonly byName: string; readonly now: string },
): Promise<void> {
  await transaction
    .updateTable("ledger_imports")
    .set(({ eb }) => ({ version: eb("version", "+", 1), changed_by: byName, changed_at: now }))
    .where("tenant", "=", tenant)
    .where("id", "=", importId)
    .execute();
}

/** The mapping last kept for a system's exports. */
export async function findMapping(db: Kysely<StoreTables>, tenant: string, sourceName: string): Promise<ColumnMapping | null> {
  const row = await db
    .selectFrom("ledger_mappings")
    .where("tenant", "=", tenant)
    .where("source_name", "=", sourceName)
    .select("mapping")
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? (JSON.parse(row.mapping) as ColumnMapping) : null;
}

/** Keeps a mapping as the system's newest, where it differs from the one before. */
export async function keepMapping(
  transaction: Transaction<StoreTables>,
  {
    tenant,
    sourceName,
    mapping,
    byName,
    now,
  }: {
    readonly tenant: string;
    readonly sourceName: string;
    readonly mapping: ColumnMapping;
    readonly byName: string;
    readonly now: string;
  },
): Promise<void> {
  const text = JSON.stringify(mapping);
  const last = await transaction
    .selectFrom("ledger_mappings")
    .where("tenant", "=", tenant)
    .where("source_name", "=", sourceName)
    .select(["version", "mapping"])
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (last?.mapping === text) return;
  await transaction
    .insertInto("ledger_mappings")
    .values({ tenant, source_name: sourceName, version: (last?.version ?? 0) + 1, mapping: text, by_name: byName, saved_at: now })
    .execute();
}

/** The systems whose mapping is kept, by name. */
export async function listMappings(db: Kysely<StoreTables>, tenant: string): Promise<string[]> {
  const rows = await db
    .selectFrom("ledger_mappings")
    .where("tenant", "=", tenant)
    .select("source_name")
    .distinct()
    .orderBy("source_name")
    .execute();
  return rows.map(({ source_name }) => source_name);
}

function importOf(row: LedgerImportsTable): StoredImport {
  return {
    id: row.id,
    caseId: row.case_id,
    sourceName: row.source_name,
    fileName: row.file_name,
    sha256: row.sha256,
    size: row.size,
    status: row.status,
    mapping: row.mapping === null ? null : (JSON.parse(row.mapping) as ColumnMapping),
    stagedRow: row.staged_row,
    rows: row.rows,
    refused: row.refused,
    otherProjects: row.other_projects,
    amount: row.amount,
    faults: row.faults === null ? [] : (JSON.parse(row.faults) as readonly Fault[]),
    outcome: row.outcome === null ? null : (JSON.parse(row.outcome) as ImportOutcome),
    byName: row.by_name,
    createdAt: row.created_at,
    postedAt: row.posted_at,
    version: row.version,
    changed: row.changed_at === null ? null : { by: row.changed_by ?? "", at: row.changed_at },
  };
}
