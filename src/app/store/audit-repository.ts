// Audit batches and their documents in the store: taken in, handed out for reading one by one, kept with what was read.
// Each function takes the store or a transaction, so that a verb can put all its writes into one.
import { type Kysely, sql, type Transaction } from "kysely";
import type { Fault } from "../../kernel/index.ts";
import { packJson, unpackJson } from "./packed-json.ts";
import { provenBytes } from "./proven-bytes.ts";
import type { AuditStatus, StoreTables } from "./store-tables.ts";

export type AuditKey = { readonly tenant: string; readonly id: string };
export type AuditDocumentKey = AuditKey & { readonly n: number };

/** Finding code → how many of each severity: {"rate-wrong": {"error": 2}}. */
export type CodesFound = Readonly<Record<string, Readonly<Partial<Record<"error" | "warning" | "hint", number>>>>>;

export type AuditDocumentSummary = {
  readonly n: number;
  readonly file: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly status: AuditStatus;
  readonly faults: readonly Fault[];
  readonly kind: string | null;
  readonly project: string | null;
  readonly department: string | null;
  readonly year: number | null;
  readonly total: string | null;
  readonly grade: string | null;
  readonly pack: string | null;
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
  readonly codes: CodesFound;
  readonly amount: string | null;
  readonly corrections: number;
};

/** What a document's list shows of it once it is examined. */
export type AuditOutcome = {
  readonly kind: string;
  readonly project: string | null;
  readonly department: string | null;
  readonly year: number | null;
  readonly total: string | null;
  readonly grade: string | null;
  readonly pack: string;
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
  readonly codes: CodesFound;
  /** Yuan in plain decimal. */
  readonly amount: string | null;
  /** JSON of the findings. */
  readonly findings: unknown;
};

/** A document to be read. */
export type AuditTask = {
  readonly id: string;
  readonly n: number;
  readonly file: string;
  readonly pack: string | null;
  readonly attempts: number;
  readonly bytes: Uint8Array;
};

export type NewBatch = AuditKey & {
  readonly name: string;
  readonly pack: string | null;
  readonly now: string;
  readonly unitId: string | null;
  readonly createdBy: string | null;
};

export async function addBatch(db: Kysely<StoreTables>, { tenant, id, name, pack, now, unitId, createdBy }: NewBatch): Promise<void> {
  await db
    .insertInto("audit_batches")
    .values({ tenant, id, name: storable(name), pack, created_at: now, unit_id: unitId, created_by: createdBy })
    .execute();
}

/** With faults where it could not even be taken out of its archive: it is kept as failed. */
export type NewAuditDocument = {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly faults: readonly Fault[];
};

/** Takes documents in behind those there are, in one transaction. `now` is an ISO instant. */
export async function addDocuments(db: Kysely<StoreTables>, key: AuditKey, files: readonly NewAuditDocument[], now: string): Promise<void> {
  if (files.length === 0) return;
  await within(db, async (transaction) => {
    const last = await transaction
      .selectFrom("audit_documents")
      .where("tenant", "=", key.tenant)
      .where("batch_id", "=", key.id)
      .select((of) => of.fn.max("n").as("n"))
      .executeTakeFirst();
    const from = (last?.n ?? 0) + 1;
    for (const [index, { file, sha256, bytes, faults }] of files.entries()) {
      const failed = faults.length > 0;
      const place = { tenant: key.tenant, batch_id: key.id, n: from + index };
      await transaction
        .insertInto("audit_documents")
        .values({
          ...place,
          file: storable(file),
          sha256,
          size: bytes.byteLength,
          attempts: 0,
          ...NOTHING_READ,
          status: failed ? "failed" : "waiting",
          faults: failed ? JSON.stringify(faults) : null,
          finished_at: failed ? now : null,
        })
        .execute();
      await transaction
        .insertInto("audit_originals")
        .values({ ...place, bytes })
        .execute();
    }
  });
}

const NOTHING_READ = {
  kind: null,
  project: null,
  department: null,
  year: null,
  total: null,
  grade: null,
  pack: null,
  errors: 0,
  warnings: 0,
  hints: 0,
  codes: "{}",
  amount: null,
  corrections: 0,
  findings: null,
} as const;

export const SUMMARY_COLUMNS = [
  "n",
  "file",
  "sha256",
  "size",
  "status",
  "faults",
  "kind",
  "project",
  "department",
  "year",
  "total",
  "grade",
  "pack",
  "errors",
  "warnings",
  "hints",
  "codes",
  "amount",
  "corrections",
] as const;

/** `reading` and `findings` are null until the document is done. */
export type StoredAuditDocument = AuditDocumentSummary & { readonly reading: unknown; readonly findings: unknown };

export async function findDocument(db: Kysely<StoreTables>, { tenant, id, n }: AuditDocumentKey): Promise<StoredAuditDocument | undefined> {
  const row = await db
    .selectFrom("audit_documents as d")
    .leftJoin("audit_readings as r", (join) =>
      join.onRef("r.tenant", "=", "d.tenant").onRef("r.batch_id", "=", "d.batch_id").onRef("r.n", "=", "d.n"),
    )
    .where("d.tenant", "=", tenant)
    .where("d.batch_id", "=", id)
    .where("d.n", "=", n)
    .select([...SUMMARY_COLUMNS.map((name) => `d.${name}` as const), "d.findings", "r.reading"])
    .executeTakeFirst();
  if (!row) return undefined;
  const unpacked = async (packed: Uint8Array | null) => (packed === null ? null : await unpackJson(packed));
  return { ...summaryOf(row), reading: await unpacked(row.reading), findings: await unpacked(row.findings) };
}

/** @throws DatabaseError where the bytes are no longer those that were sent. */
export async function findOriginal(
  db: Kysely<StoreTables>,
  { tenant, id, n }: AuditDocumentKey,
): Promise<{ readonly file: string; readonly bytes: Uint8Array } | undefined> {
  const row = await db
    .selectFrom("audit_originals as o")
    .innerJoin("audit_documents as d", (join) =>
      join.onRef("d.tenant", "=", "o.tenant").onRef("d.batch_id", "=", "o.batch_id").onRef("d.n", "=", "o.n"),
    )
    .where("o.tenant", "=", tenant)
    .where("o.batch_id", "=", id)
    .where("o.n", "=", n)
    .select(["d.file", "d.sha256", "o.bytes"])
    .executeTakeFirst();
  return row && { file: row.file, bytes: provenBytes("audit_originals", row.bytes, row.sha256) };
}

/** Marks the longest waiting document as being read and hands it out; undefined where none waits. */
export async function takeTask(db: Kysely<StoreTables>, tenant: string): Promise<AuditTask | undefined> {
  return await within(db, async (transaction) => {
    const { rows } = await sql<{ id: string; n: number; file: string; attempts: number }>`
      update audit_documents set status = 'running', attempts = attempts + 1
      where (tenant, batch_id, n) = (
        select d.tenant, d.batch_id, d.n
        from audit_documents d join audit_batches b on b.tenant = d.tenant and b.id = d.batch_id
        where d.tenant = ${tenant} and d.status = 'waiting' order by b.created_at, b.id, d.n limit 1 for update of d skip locked)
      returning batch_id as id, n, file, attempts`.execute(transaction);
    const [row] = rows;
    if (!row) return undefined;
    const { pack, bytes } = await transaction
      .selectFrom("audit_originals as o")
      .innerJoin("audit_batches as b", (join) => join.onRef("b.tenant", "=", "o.tenant").onRef("b.id", "=", "o.batch_id"))
      .where("o.tenant", "=", tenant)
      .where("o.batch_id", "=", row.id)
      .where("o.n", "=", row.n)
      .select(["b.pack", "o.bytes"])
      .executeTakeFirstOrThrow();
    return { ...row, pack, bytes };
  });
}

/** Lets documents wait again that were being read when the program ended; answers with how many there were. */
export async function requeueRunning(db: Kysely<StoreTables>, tenant: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("audit_documents")
    .set({ status: "waiting" })
    .where("tenant", "=", tenant)
    .where("status", "=", "running")
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Lets a document wait again as if it had not been handed out: the program ends, and that is not the document's doing. */
export async function giveBackTask(db: Kysely<StoreTables>, { tenant, id, n }: AuditDocumentKey): Promise<void> {
  await db
    .updateTable("audit_documents")
    .set((of) => ({ status: "waiting", attempts: of("attempts", "-", 1) }))
    .where("tenant", "=", tenant)
    .where("batch_id", "=", id)
    .where("n", "=", n)
    .where("status", "=", "running")
    .execute();
}

export async function countUnfinished(db: Kysely<StoreTables>, tenant: string): Promise<number> {
  const { count } = await db
    .selectFrom("audit_documents")
    .where("tenant", "=", tenant)
    .where("status", "in", ["waiting", "running"])
    .select((of) => of.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Keeps what was read and found. A document that is no longer being read stays as it is. */
export async function saveReading(
  db: Kysely<StoreTables>,
  {
    tenant,
    id,
    n,
    reading,
    outcome,
    now,
  }: AuditDocumentKey & { readonly reading: unknown; readonly outcome: AuditOutcome; readonly now: string },
): Promise<void> {
  const packed = await packJson(reading);
  const columns = await outcomeColumns(outcome);
  await within(db, async (transaction) => {
    const updated = await transaction
      .updateTable("audit_documents")
      .set({ ...columns, status: "done", finished_at: now })
      .where("tenant", "=", tenant)
      .where("batch_id", "=", id)
      .where("n", "=", n)
      .where("status", "=", "running")
      .returning("n")
      .executeTakeFirst();
    if (updated) await transaction.insertInto("audit_readings").values({ tenant, batch_id: id, n, reading: packed }).execute();
  });
}

export async function saveFailure(
  db: Kysely<StoreTables>,
  { tenant, id, n, faults, now }: AuditDocumentKey & { readonly faults: readonly Fault[]; readonly now: string },
): Promise<void> {
  await db
    .updateTable("audit_documents")
    .set({ status: "failed", faults: JSON.stringify(faults), finished_at: now })
    .where("tenant", "=", tenant)
    .where("batch_id", "=", id)
    .where("n", "=", n)
    .where("status", "=", "running")
    .execute();
}

/** What a correction changed of the outcome; to be called in the transaction that keeps the correction. */
export async function updateOutcome(
  db: Kysely<StoreTables>,
  { tenant, id, n, outcome, corrections }: AuditDocumentKey & { readonly outcome: AuditOutcome; readonly corrections: number },
): Promise<void> {
  const columns = await outcomeColumns(outcome);
  await db
    .updateTable("audit_documents")
    .set({ ...columns, corrections })
    .where("tenant", "=", tenant)
    .where("batch_id", "=", id)
    .where("n", "=", n)
    .execute();
}

async function outcomeColumns({ findings, codes, ...outcome }: AuditOutcome) {
  return {
    ...outcome,
    project: outcome.project === null ? null : storable(outcome.project),
    department: outcome.department === null ? null : storable(outcome.department),
    total: outcome.total === null ? null : storable(outcome.total),
    grade: outcome.grade === null ? null : storable(outcome.grade),
    codes: JSON.stringify(codes),
    findings: await packJson(findings),
  };
}

type SummaryRow = Pick<StoreTables["audit_documents"], (typeof SUMMARY_COLUMNS)[number]>;

export function summaryOf(row: SummaryRow): AuditDocumentSummary {
  const { n, file, sha256, size, status, kind, project, department, year, total, grade } = row;
  const { pack, errors, warnings, hints, amount, corrections } = row;
  const faults = row.faults === null ? [] : (JSON.parse(row.faults) as readonly Fault[]);
  const codes = JSON.parse(row.codes) as CodesFound;
  return {
    ...{ n, file, sha256, size, status, faults, kind, project, department, year, total, grade },
    ...{ pack, errors, warnings, hints, codes, amount, corrections },
  };
}

/** Text as the database can hold it: no NUL, no halves of characters; by default of a length that a list can show. */
export function storable(text: string, longest = 300): string {
  return Buffer.from(text.slice(0, longest).replaceAll("\0", "\uFFFD"), "utf8").toString("utf8");
}

export async function within<T>(db: Kysely<StoreTables>, work: (transaction: Transaction<StoreTables>) => Promise<T>): Promise<T> {
  return db.isTransaction ? await work(db as Transaction<StoreTables>) : await db.transaction().execute(work);
}
