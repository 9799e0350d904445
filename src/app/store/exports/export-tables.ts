// What can be taken out as a whole: tables with their columns, page by page in the order of their keys, only what is within reach.
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Action, Reach } from "../../../access/index.ts";
import type { StoreTables } from "../store-tables.ts";
import { type OwnershipColumns, withinReach } from "../within-reach.ts";

/** `count`: whole numbers; `amount`: exact decimals in yuan; `document`: JSON text, which no spreadsheet's cell would hold. */
export type ExportKind = "text" | "count" | "amount" | "document";
export type ExportColumn = { readonly name: string; readonly kind: ExportKind };
export type ExportCell = string | number | boolean | null;
export type ExportRow = readonly ExportCell[];

/** `source` and `value` are parts of a query, written here and nowhere else. */
type TableSource = {
  readonly action: Action;
  readonly source: string;
  readonly own: OwnershipColumns;
  readonly key: readonly string[];
  readonly columns: readonly (readonly [name: string, value: string, kind?: ExportKind])[];
};

const OF_UNIT = "left join units u on u.tenant = t.tenant and u.id = t.unit_id";
const OF_CASE = "join cases c on c.tenant = t.tenant and c.id = t.case_id left join units u on u.tenant = c.tenant and u.id = c.unit_id";
const CASE_OWNER: OwnershipColumns = { path: "u.path", createdBy: "c.created_by", published: "c.published" };
const yuan = (column: string): string => `round(t.${column} / 100, 2)`;

const SOURCES = {
  units: {
    action: "unit.read",
    source: "units t",
    own: { path: "t.path", createdBy: "t.id", published: null },
    key: ["t.id"],
    columns: [
      ["id", "t.id"],
      ["parent", "t.parent_id"],
      ["kind", "t.kind"],
      ["name", "t.name"],
      ["code", "t.code"],
      ["endedAt", "t.ended_at"],
      ["version", "t.version", "count"],
    ],
  },
  cases: {
    action: "case.read",
    source: `cases t ${OF_UNIT}`,
    own: { path: "u.path", createdBy: "t.created_by", published: "t.published" },
    key: ["t.id"],
    columns: [
      ["id", "t.id"],
      ["name", "t.name"],
      ["year", "t.year", "count"],
      ["pack", "t.pack"],
      ["unit", "t.unit_id"],
      ["createdAt", "t.created_at"],
      ["updatedAt", "t.updated_at"],
      ["version", "t.version", "count"],
      ["dossier", "t.dossier", "document"],
    ],
  },
  caseVersions: {
    action: "case.read",
    source: `case_versions t ${OF_CASE}`,
    own: CASE_OWNER,
    key: ["t.case_id", "t.version"],
    columns: [
      ["case", "t.case_id"],
      ["version", "t.version", "count"],
      ["name", "t.name"],
      ["pack", "t.pack"],
      ["savedAt", "t.saved_at"],
      ["note", "t.note"],
      ["dossier", "t.dossier", "document"],
    ],
  },
  entries: {
    action: "ledger.read",
    source: `ledger_entries t ${OF_CASE}`,
    own: CASE_OWNER,
    key: ["t.case_id", "t.seq"],
    columns: [
      ["case", "t.case_id"],
      ["seq", "t.seq", "count"],
      ["kind", "t.kind"],
      ["day", "t.day::text"],
      ["amount", yuan("amount"), "amount"],
      ["source", "t.source"],
      ["slice", "t.slice"],
      ["commitment", "t.commitment"],
      ["voucher", "t.voucher"],
      ["economicClass", "t.economic_class"],
      ["payee", "t.payee"],
      ["summary", "t.summary"],
      ["document", "t.document"],
      ["ofSeq", "t.of_seq", "count"],
      ["drawnCurrent", yuan("drawn_current"), "amount"],
      ["drawnCarryOver", yuan("drawn_carry_over"), "amount"],
      ["drawnOther", yuan("drawn_other"), "amount"],
      ["by", "t.by_name"],
      ["postedAt", "t.posted_at"],
    ],
  },
  evidence: {
    action: "evidence.read",
    source: `evidence_pieces t ${OF_CASE}`,
    own: CASE_OWNER,
    key: ["t.id"],
    columns: [
      ["id", "t.id"],
      ["case", "t.case_id"],
      ["title", "t.title"],
      ["kind", "t.kind"],
      ["file", "t.file_name"],
      ["sha256", "t.sha256"],
      ["division", "t.division"],
      ["day", "t.on_day::text"],
      ["keptUntil", "t.kept_until::text"],
      ["by", "t.uploaded_by_name"],
      ["uploadedAt", "t.uploaded_at"],
      ["voidAt", "t.void_at"],
      ["voidReason", "t.void_reason"],
    ],
  },
  flows: {
    action: "flow.read",
    source: `flows t ${OF_UNIT}`,
    own: { path: "u.path", createdBy: "t.started_by", published: null },
    key: ["t.id"],
    columns: [
      ["id", "t.id"],
      ["process", "t.process"],
      ["subjectKind", "t.subject_kind"],
      ["subject", "t.subject_id"],
      ["title", "t.title"],
      ["unit", "t.unit_id"],
      ["startedAt", "t.started_at"],
      ["node", "t.node"],
      ["due", "t.due::text"],
      ["outcome", "t.outcome"],
      ["version", "t.version", "count"],
      ["state", "t.state::text", "document"],
    ],
  },
  tripYears: {
    action: "trip.read",
    source: `trip_years t ${OF_UNIT}`,
    own: { path: "u.path", createdBy: "t.created_by", published: "t.published" },
    key: ["t.id"],
    columns: [
      ["id", "t.id"],
      ["year", "t.year", "count"],
      ["unit", "t.unit_id"],
      ["updatedAt", "t.updated_at"],
      ["version", "t.version", "count"],
      ["plan", "t.plan", "document"],
      ["outcomes", "t.outcomes", "document"],
    ],
  },
  trips: {
    action: "trip.read",
    source:
      "trips t join trip_years y on y.tenant = t.tenant and y.id = t.year_id left join units u on u.tenant = y.tenant and u.id = y.unit_id",
    own: { path: "u.path", createdBy: "y.created_by", published: "y.published" },
    key: ["t.id"],
    columns: [
      ["id", "t.id"],
      ["year", "t.year_id"],
      ["item", "t.item_id"],
      ["createdAt", "t.created_at"],
      ["updatedAt", "t.updated_at"],
      ["version", "t.version", "count"],
      ["content", "t.content", "document"],
    ],
  },
  audits: {
    action: "audit.read",
    source:
      "audit_documents t join audit_batches b on b.tenant = t.tenant and b.id = t.batch_id left join units u on u.tenant = b.tenant and u.id = b.unit_id",
    own: { path: "u.path", createdBy: "b.created_by", published: null },
    key: ["t.batch_id", "t.n"],
    columns: [
      ["batch", "t.batch_id"],
      ["batchName", "b.name"],
      ["n", "t.n", "count"],
      ["file", "t.file"],
      ["sha256", "t.sha256"],
      ["status", "t.status"],
      ["project", "t.project"],
      ["department", "t.department"],
      ["year", "t.year", "count"],
      ["total", "t.total"],
      ["grade", "t.grade"],
      ["pack", "t.pack"],
      ["errors", "t.errors", "count"],
      ["warnings", "t.warnings", "count"],
      ["hints", "t.hints", "count"],
      ["finishedAt", "t.finished_at"],
    ],
  },
} as const satisfies Readonly<Record<string, TableSource>>;

export type ExportTableName = keyof typeof SOURCES;
export const EXPORT_TABLES = Object.keys(SOURCES) as readonly ExportTableName[];
/** The names of all columns of all tables. */
export type ExportColumnName = (typeof SOURCES)[ExportTableName]["columns"][number][0];

export function exportAction(table: ExportTableName): Action {
  return SOURCES[table].action;
}

export function exportColumns(table: ExportTableName): readonly ExportColumn[] {
  const { columns }: TableSource = SOURCES[table];
  return columns.map(([name, , kind = "text"]) => ({ name, kind }));
}

const PAGE = 500;
type PageRow = Readonly<Record<string, ExportCell>>;

/** The rows within reach in the order of their keys; never more than a page of them is held. */
export async function* exportRows(db: Kysely<StoreTables>, reach: Reach, table: ExportTableName): AsyncGenerator<ExportRow> {
  const { source, own, key, columns }: TableSource = SOURCES[table];
  const keys = sql.raw(key.join(", "));
  const chosen = sql.raw([...columns.map(([, value], at) => `${value} as c${at}`), ...key.map((one, at) => `${one} as k${at}`)].join(", "));
  let last: readonly ExportCell[] | null = null;
  for (;;) {
    const behind: RawBuilder<unknown> = last === null ? sql`true` : sql`(${keys}) > (${sql.join(last)})`;
    const { rows }: { readonly rows: readonly PageRow[] } = await sql<PageRow>`select ${chosen} from ${sql.raw(source)}
      where t.tenant = ${reach.tenant} and ${withinReach(reach, own)} and ${behind} order by ${keys} limit ${sql.lit(PAGE)}`.execute(db);
    for (const row of rows) yield columns.map((_, at) => row[`c${at}`] ?? null);
    const end: PageRow | undefined = rows.at(-1);
    if (rows.length < PAGE || end === undefined) return;
    last = key.map((_, at): ExportCell => end[`k${at}`] ?? null);
  }
}
