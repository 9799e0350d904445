// Everything within somebody's reach at one moment: whole as JSON, documents included; as sheets in CSV, Excel and OpenDocument without
// them. It is written to disk within one snapshot of the store, so that a slow reader holds no transaction open. Who took what is an
// event of the audit trail.
import type { Transaction } from "kysely";
import { type Actor, mayAtAll, reachOf } from "../../../access/index.ts";
import type { Deps } from "../../compose.ts";
import type { StreamedSheet } from "../../files/export/export-sheet.ts";
import { streamCsv } from "../../files/export/stream-csv.ts";
import { streamOds } from "../../files/export/stream-ods.ts";
import { streamXlsx } from "../../files/export/stream-xlsx.ts";
import { keepPassing, type PassingFile } from "../../files/passing-file.ts";
import { exportWording } from "../../messages/export.ts";
import type { Language } from "../../messages/language.ts";
import { EXPORT_TABLES, type ExportTableName, exportAction, exportColumns, exportRows } from "../../store/exports/export-tables.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { recordEvent } from "../../store/trail/record-event.ts";

export const EXPORT_FORMATS = ["json", "csv", "xlsx", "ods"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What is read from, as the store was when it began. */
type Snapshot = { readonly db: Transaction<StoreTables>; readonly actor: Actor; readonly now: string };

export async function exportAll(deps: Deps, actor: Actor, format: ExportFormat, language: Language): Promise<PassingFile> {
  const tables = EXPORT_TABLES.filter((table) => mayAtAll(actor, exportAction(table)));
  await deps.store.db.transaction().execute(async (transaction) => {
    const object = { kind: "export", id: format, unitPath: actor.unitPath };
    await recordEvent(transaction, deps, { actor, action: "export.read", object, after: { tables } });
  });
  return await deps.store.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (db) => await keepPassing(piecesOf({ db, actor, now: deps.now() }, tables, format, language)));
}

function piecesOf(from: Snapshot, tables: readonly ExportTableName[], format: ExportFormat, language: Language): AsyncIterable<Uint8Array> {
  const { now } = from;
  if (format === "json") return jsonOf(from, tables);
  const wording = exportWording(language);
  const sheets = tables.map((table) => sheetOf(from, table, wording));
  const made = new Date(`${now.slice(0, 10)}T00:00:00`);
  if (format === "csv") return streamCsv(sheets, made);
  if (format === "ods") return streamOds(sheets, made);
  return streamXlsx(sheets, { title: wording.title, subject: wording.title, author: wording.author, day: now.slice(0, 10) }, made);
}

function sheetOf(from: Snapshot, table: ExportTableName, { tables, columns }: ReturnType<typeof exportWording>): StreamedSheet {
  const all = exportColumns(table);
  const shown = all.flatMap(({ name, kind }, at) => (kind === "document" ? [] : [{ name, kind, at }]));
  return {
    title: tables[table],
    columns: shown.map(({ name, kind }) => ({ heading: columns[name as keyof typeof columns], kind: kind === "text" ? "text" : "number" })),
    rows: rowsOf(
      from,
      table,
      shown.map(({ at }) => at),
    ),
  };
}

async function* rowsOf({ db, actor }: Snapshot, table: ExportTableName, shown: readonly number[]) {
  for await (const row of exportRows(db, reachOf(actor, exportAction(table)), table))
    yield shown.map((at) => (row[at] === null || row[at] === undefined ? null : String(row[at])));
}

/** One object, a list for each table; amounts as decimal text, documents as what they are. */
async function* jsonOf({ db, actor, now }: Snapshot, tables: readonly ExportTableName[]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`{"exportedAt":${JSON.stringify(now)},"tables":{`);
  for (const [index, table] of tables.entries()) {
    yield encoder.encode(`${index === 0 ? "" : ","}\n${JSON.stringify(table)}:[`);
    const columns = exportColumns(table);
    let first = true;
    for await (const row of exportRows(db, reachOf(actor, exportAction(table)), table)) {
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
