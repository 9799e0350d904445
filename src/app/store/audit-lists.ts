// What the pages show of audit batches: each with its numbers, its codes and departments counted, its documents page by page.
import { type Kysely, sql } from "kysely";
import type { Reach } from "../../access/index.ts";
import { type AuditDocumentSummary, type AuditKey, SUMMARY_COLUMNS, storable, summaryOf } from "./audit-repository.ts";
import type { AuditStatus, StoreTables } from "./store-tables.ts";
import { withinReach } from "./within-reach.ts";

export type AuditBatch = {
  readonly id: string;
  readonly name: string;
  readonly pack: string | null;
  readonly createdAt: string;
  readonly documents: number;
  readonly waiting: number;
  readonly running: number;
  readonly done: number;
  readonly failed: number;
  /** Done without an error. */
  readonly passed: number;
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
  /** Yuan: the money of all documents read, and of those with an error. Null where none states any. */
  readonly amount: string | null;
  readonly amountWithErrors: string | null;
  /** The node it belongs to by its path; null for one from before there were units. */
  readonly unitPath: string | null;
  readonly createdBy: string | null;
};

/** Newest first; only what is within reach. */
export async function listBatches(db: Kysely<StoreTables>, reach: Reach): Promise<AuditBatch[]> {
  const within = withinReach(reach, { path: "u.path", createdBy: "b.created_by", published: null });
  return await batches(db, sql`b.tenant = ${reach.tenant} and ${within}`);
}

export async function findBatch(db: Kysely<StoreTables>, { tenant, id }: AuditKey): Promise<AuditBatch | undefined> {
  return (await batches(db, sql`b.tenant = ${tenant} and b.id = ${id}`))[0];
}

type BatchRow = Omit<AuditBatch, "createdAt" | "amountWithErrors" | "unitPath" | "createdBy"> & {
  created_at: string;
  amount_with_errors: string | null;
  unit_path: string | null;
  created_by: string | null;
};

async function batches(db: Kysely<StoreTables>, which: ReturnType<typeof sql>): Promise<AuditBatch[]> {
  const { rows } = await sql<BatchRow>`
    select b.id, b.name, b.pack, b.created_at, u.path as unit_path, b.created_by, count(d.n)::int as documents,
      count(*) filter (where d.status = 'waiting')::int as waiting,
      count(*) filter (where d.status = 'running')::int as running,
      count(*) filter (where d.status = 'done')::int as done,
      count(*) filter (where d.status = 'failed')::int as failed,
      count(*) filter (where d.status = 'done' and d.errors = 0)::int as passed,
      coalesce(sum(d.errors), 0)::int as errors, coalesce(sum(d.warnings), 0)::int as warnings, coalesce(sum(d.hints), 0)::int as hints,
      sum(d.amount) as amount, sum(d.amount) filter (where d.errors > 0) as amount_with_errors
    from audit_batches b left join audit_documents d on d.tenant = b.tenant and d.batch_id = b.id
      left join units u on u.tenant = b.tenant and u.id = b.unit_id
    where ${which} group by b.tenant, b.id, u.path order by b.created_at desc, b.id`.execute(db);
  return rows.map(({ created_at, amount_with_errors, unit_path, created_by, ...row }) => ({
    ...row,
    createdAt: created_at,
    amountWithErrors: amount_with_errors,
    unitPath: unit_path,
    createdBy: created_by,
  }));
}

export type CodeCount = {
  readonly code: string;
  /** Findings of each severity, and the documents that have any. */
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
  readonly documents: number;
};
export type DepartmentCount = {
  readonly department: string | null;
  readonly documents: number;
  readonly withErrors: number;
  readonly errors: number;
  readonly amountWithErrors: string | null;
};

/** The codes found in a batch, those with most errors first. */
export async function countCodes(db: Kysely<StoreTables>, { tenant, id }: AuditKey): Promise<CodeCount[]> {
  const { rows } = await sql<CodeCount>`
    select code.key as code, coalesce(sum((code.value->>'error')::int), 0)::int as errors,
      coalesce(sum((code.value->>'warning')::int), 0)::int as warnings, coalesce(sum((code.value->>'hint')::int), 0)::int as hints,
      count(*)::int as documents
    from audit_documents d, jsonb_each(d.codes) code
    where d.tenant = ${tenant} and d.batch_id = ${id}
    group by code.key order by 2 desc, 3 desc, 4 desc, 1`.execute(db);
  return [...rows];
}

/** The departments of the documents read, those with most errors first. */
export async function countDepartments(db: Kysely<StoreTables>, { tenant, id }: AuditKey): Promise<DepartmentCount[]> {
  const { rows } = await sql<Omit<DepartmentCount, "withErrors" | "amountWithErrors"> & { with_errors: number; amount: string | null }>`
    select d.department, count(*)::int as documents, count(*) filter (where d.errors > 0)::int as with_errors,
      sum(d.errors)::int as errors, sum(d.amount) filter (where d.errors > 0) as amount
    from audit_documents d where d.tenant = ${tenant} and d.batch_id = ${id} and d.status = 'done'
    group by d.department order by 4 desc, 2 desc, 1`.execute(db);
  return rows.map(({ with_errors, amount, ...row }) => ({ ...row, withErrors: with_errors, amountWithErrors: amount }));
}

export const AUDIT_SORTS = ["n", "file", "project", "department", "total", "errors", "amount"] as const;
export type AuditSort = (typeof AUDIT_SORTS)[number];

export type DocumentsQuestion = AuditKey & {
  readonly offset: number;
  readonly limit: number;
  readonly code?: string | undefined;
  /** "" asks for those without one. */
  readonly department?: string | undefined;
  readonly status?: AuditStatus | undefined;
  /** Done, with or without an error. */
  readonly verdict?: "passed" | "errors" | undefined;
  readonly search?: string | undefined;
  readonly sort: AuditSort;
  readonly descending: boolean;
};

// Printed totals are text: those that are numbers are ordered as numbers, whatever else was printed comes last.
const SORT_BY: Readonly<Record<AuditSort, ReturnType<typeof sql>>> = {
  n: sql`d.n`,
  file: sql`d.file`,
  project: sql`d.project`,
  department: sql`d.department`,
  total: sql`case when d.total ~ '^[0-9]{1,6}(\\.[0-9]{1,6})?$' then d.total::numeric end`,
  errors: sql`d.errors`,
  amount: sql`d.amount`,
};

export async function listDocuments(
  db: Kysely<StoreTables>,
  { tenant, id, offset, limit, sort, descending, ...filters }: DocumentsQuestion,
): Promise<{ readonly total: number; readonly documents: readonly AuditDocumentSummary[] }> {
  let chosen = db.selectFrom("audit_documents as d").where("d.tenant", "=", tenant).where("d.batch_id", "=", id);
  if (filters.status !== undefined) chosen = chosen.where("d.status", "=", filters.status);
  if (filters.verdict !== undefined)
    chosen = chosen.where("d.status", "=", "done").where("d.errors", filters.verdict === "passed" ? "=" : ">", 0);
  if (filters.department !== undefined)
    chosen = filters.department === "" ? chosen.where("d.department", "is", null) : chosen.where("d.department", "=", filters.department);
  if (filters.code !== undefined) chosen = chosen.where(sql<boolean>`jsonb_exists(d.codes, ${filters.code})`);
  if (filters.search !== undefined && filters.search !== "") {
    const wanted = storable(filters.search);
    chosen = chosen.where(sql<boolean>`position(lower(${wanted}) in lower(concat_ws(' ', d.file, d.project, d.department))) > 0`);
  }
  const counted = await chosen.select((of) => of.fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
  const rows = await chosen
    .select(SUMMARY_COLUMNS.map((name) => `d.${name}` as const))
    .orderBy(sql`${SORT_BY[sort]} ${sql.raw(descending ? "desc" : "asc")} nulls last`)
    .orderBy("d.n")
    .offset(offset)
    .limit(limit)
    .execute();
  return { total: Number(counted.total), documents: rows.map(summaryOf) };
}
