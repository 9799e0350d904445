// Writes an audited batch into a folder: one JSON, an audit sheet of the batch and one of each document in Word and Excel.
import { closeSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { basename, join } from "node:path";
import { readDay } from "../../../kernel/index.ts";
import type { ReportDocument } from "../../../report/index.ts";
import { type Pack, packForDocument } from "../../../rules/index.ts";
import { auditedFileJson, failedFileJson } from "../../audit-json.ts";
import { documentToSheets } from "../../files/table-to-sheet.ts";
import { writeDocx } from "../../files/write-docx.ts";
import { writeXlsx } from "../../files/write-xlsx.ts";
import type { Language } from "../../messages/language.ts";
import type { AuditedBatch, AuditedFile } from "./audit-files.ts";
import { composeAuditSheet, composeBatchSheet } from "./compose-audit-sheet.ts";
import { summariseBatch } from "./summarise-batch.ts";

export type AuditFilesInput = {
  readonly folder: string;
  /** What the batch's sheet is headed with. */
  readonly name: string;
  readonly batch: AuditedBatch;
  readonly packs: ReadonlyMap<string, Pack>;
  readonly language: Language;
  /** Told after each document's sheets. */
  readonly progress: (done: number, file: string) => void;
};

const SHEETS = "sheets";
const MOST_OF_NAME = 60;

/** The JSON of a batch line by line, so that it is never one string: documents in order, then failures. */
export function* batchJson({ rows, documents }: AuditedBatch, language: Language): Generator<string> {
  yield '{ "documents": [';
  let held: string | null = null;
  for (const { json, findings } of documents()) {
    if (held !== null) yield `${held},`;
    held = JSON.stringify(auditedFileJson(json, findings, language));
  }
  if (held !== null) yield held;
  const failures = rows.flatMap(({ file, faults }) => failedFileJson(file, faults, language));
  yield `], "failures": ${JSON.stringify(failures)} }`;
}

/** Writes every file and answers with the paths of those of the batch. The same batch gives the same bytes. */
export async function writeAuditFiles({ folder, name, batch, packs, language, progress }: AuditFilesInput): Promise<readonly string[]> {
  mkdirSync(join(folder, SHEETS), { recursive: true });
  let latest = packForDocument(packs, { signedOn: null, year: null }).day;
  let done = 0;
  for (const document of batch.documents()) {
    const { row, json, findings } = document;
    const signedOn = json.signedOn === null ? null : readDay(json.signedOn);
    const { day } = packForDocument(packs, { signedOn, year: row.outcome?.year ?? null });
    if (day > latest) latest = day;
    if (!row.outcome) continue;
    const packNumber = packs.get(json.pack)?.instrument.number ?? null;
    const subject = { file: row.file, ...row.outcome };
    const sheet = composeAuditSheet({ subject, findings, notes: json.notes, corrections: [], packNumber, day, language });
    await writeSheets(join(folder, SHEETS, sheetName(document, batch.rows.length)), sheet);
    progress(++done, row.file);
  }
  const written = await writeSheets(
    join(folder, "summary"),
    composeBatchSheet({ ...summariseBatch(name, batch.rows), day: latest, language }),
  );
  const path = join(folder, "audit.json");
  const file = openSync(`${path}.partial`, "w");
  try {
    for (const line of batchJson(batch, language)) writeSync(file, `${line}\n`);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.partial`, path);
  return [path, ...written];
}

async function writeSheets(path: string, sheet: ReportDocument): Promise<readonly string[]> {
  const made = [
    [`${path}.docx`, await writeDocx(sheet)],
    [`${path}.xlsx`, writeXlsx(documentToSheets(sheet), sheet.meta)],
  ] as const;
  for (const [name, bytes] of made) {
    writeFileSync(`${name}.partial`, bytes);
    renameSync(`${name}.partial`, name);
  }
  return made.map(([name]) => name);
}

/** The document's number in the batch and its own name, without what a file system could stumble over. */
function sheetName({ row }: AuditedFile, documents: number): string {
  const number = String(row.n).padStart(Math.max(4, String(documents).length), "0");
  const plain = [...basename(row.file).replace(/\.[^.]{1,5}$/u, "")].filter((character) => !/[\p{Cc}<>:"/\\|?*]/u.test(character));
  return `${number}-${plain.slice(0, MOST_OF_NAME).join("")}`;
}
