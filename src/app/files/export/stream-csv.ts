// CSV (RFC 4180) of each sheet, in one zip. Text that a spreadsheet would take for a formula has an apostrophe before it (OWASP, CSV
// injection); numbers stay numbers.
import type { StreamedSheet } from "./export-sheet.ts";
import { streamZip } from "./stream-zip.ts";

const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;
const BOM = "\ufeff";

export function streamCsv(sheets: readonly StreamedSheet[], made: Date): AsyncGenerator<Uint8Array> {
  return streamZip(
    sheets.map((sheet) => ({ name: `${sheet.title}.csv`, text: linesOf(sheet) })),
    made,
  );
}

async function* linesOf({ columns, rows }: StreamedSheet): AsyncGenerator<string> {
  yield `${BOM}${columns.map(({ heading }) => quoted(heading)).join(",")}\r\n`;
  for await (const row of rows) yield `${row.map((value, at) => cell(value, columns[at]?.kind === "number")).join(",")}\r\n`;
}

function cell(value: string | null, isNumber: boolean): string {
  if (value === null) return "";
  return isNumber ? value : quoted(FORMULA.test(value) ? `'${value}` : value);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
