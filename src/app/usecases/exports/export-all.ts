// Everything within somebody's reach, written while it is read: whole as JSON, documents included; as sheets in CSV, Excel and
// OpenDocument without them. Each table is as it was when it was read. Who took what is an event of the audit trail.
import { type Actor, mayAtAll, reachOf } from "../../../access/index.ts";
import type { Deps } from "../../compose.ts";
import type { StreamedSheet } from "../../files/export/export-sheet.ts";
import { streamCsv } from "../../files/export/stream-csv.ts";
import { streamOds } from "../../files/export/stream-ods.ts";
import { streamXlsx } from "../../files/export/stream-xlsx.ts";
import { exportWording } from "../../messages/export.ts";
import type { Language } from "../../messages/language.ts";
import { EXPORT_TABLES, type ExportTableName, exportAction, exportColumns, exportRows } from "../../store/exports/export-tables.ts";
import { recordEvent } from "../../store/trail/record-event.ts";

export const EXPORT_FORMATS = ["json", "csv", "xlsx", "ods"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export async function exportAll(deps: Deps, actor: Actor, format: ExportFormat, language: Language): Promise<AsyncIterable<Uint8Array>> {
  const tables = EXPORT_TABLES.filter((table) => mayAtAll(actor, exportAction(table)));
  await deps.store.db.transaction().execute(async (transaction) => {
    const object = { kind: "export", id: format, unitPath: actor.unitPath };
    await recordEvent(transaction, deps, { actor, action: "export.read", object, after: { tables } });
  });
  const now = deps.now();
  if (format === "json") return jsonOf(deps, actor, tables);
  const wording = exportWording(language);
  const sheets = tables.map((table) => sheetOf(deps, actor, table, wording));
  const made = new Date(`${now.slice(0, 10)}T00:00:00`);
  if (format === "csv") return streamCsv(sheets, made);
  if (format === "ods") return streamOds(sheets, made);
  return streamXlsx(sheets, { title: wording.title, subject: wording.title, author: wording.author, day: now.slice(0, 10) }, made);
}

function sheetOf(deps: Deps, actor: Actor, table: ExportTableName, { tables, columns }: ReturnType<typeof exportWording>): StreamedSheet {
  const all = exportColumns(table);
  const shown = all.flatMap(({ name, kind }, at) => (kind === "document" ? [] : [{ name, kind, at }]));
  return {
    title: tables[table],
    columns: shown.map(({ name, kind }) => ({ heading: columns[name as keyof typeof columns], kind: kind === "text" ? "text" : "number" })),
    rows: rowsOf(
      deps,
      actor,
      table,
      shown.map(({ at }) => at),
    ),
  };
}

async function* rowsOf(deps: Deps, actor: Actor, table: ExportTableName, shown: readonly number[]) {
  for await (const row of exportRows(deps.store.db, reachOf(actor, exportAction(table)), table))
    yield shown.map((at) => (row[at] === null || row[at] === undefined ? null : String(row[at])));
}

/** One object, a list for each table; amounts as decimal text, documents as what they are. */
async function* jsonOf(deps: Deps, actor: Actor, tables: readonly ExportTableName[]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`{"exportedAt":${JSON.stringify(deps.now())},"tables":{`);
  for (const [index, table] of tables.entries()) {
    yield encoder.encode(`${index === 0 ? "" : ","}\n${JSON.stringify(table)}:[`);
    const columns = exportColumns(table);
    let first = true;
    for await (const row of exportRows(deps.store.db, reachOf(actor, exportAction(table)), table)) {
      // A document is JSON already; read and written again, its numbers would no longer be as they were.
      const fields = columns.map(({ name, kind }, at) => {
        const value = row[at] ?? null;
        return `${JSON.stringify(name)}:${kind === "document" && typeof value === "string" ? value : JSON.stringify(value)}`;
      });
      yield encoder.encode(`${first ? "" : ","}\n{${fields.join(",")}}`);
      first = false;
    }
    yield encoder.encode("]");
  }
  yield encoder.encode("}}\n");
}
