// Reads a table of comma-separated values strictly (RFC 4180): UTF-8, or GB18030 as Chinese office programs save it; a
// heading for every column; each row as wide as the headings.
import { type Fault, failure, fault, type Place, type Result, type SourceFile, success } from "../../kernel/index.ts";
import { refusalFault, refuse, refusing } from "./file-refusal.ts";

const LARGEST_FILE = 128 * 2 ** 20;
const MOST_ROWS = 1_000_000;
const MOST_FAULTS = 500;

type Field = { readonly text: string; readonly line: number; readonly column: number };

/**
 * The rows as records keyed by the headings; an empty field is no key. Rows without any text are left out. Places have
 * line and column, 1-based; broken rows are faults all at once.
 */
export function readCsv(name: string, bytes: Uint8Array): Result<SourceFile> {
  const text = refusing(name, "csv-broken", () => decodeText(bytes));
  if (!text.ok) return text;
  const rows: Field[][] = [];
  const parsed = refusing(name, "csv-broken", () => {
    for (const row of readRows(text.value)) {
      if (row.every((field) => field.text.trim() === "")) continue;
      if (rows.length > MOST_ROWS) refuse("too-many-rows", String(rows.length), String(MOST_ROWS));
      rows.push(row);
    }
  });
  if (!parsed.ok) return parsed;
  const [headings, ...records] = rows;
  if (!headings) return failure(refusalFault(name, "csv-broken", { reason: "csv-no-header" }));
  const faults = [...headingFaults(name, headings), ...widthFaults(name, headings, records)];
  if (faults.length > 0) return failure(...faults.slice(0, MOST_FAULTS));
  const keys = headings.map((heading) => heading.text.trim());
  return success({
    name,
    data: records.map((row) => Object.fromEntries(keys.flatMap((key, index) => (row[index]?.text ? [[key, row[index].text]] : [])))),
    locate: (path) => placeOf(name, path, keys, headings, records),
  });
}

function decodeText(bytes: Uint8Array): string {
  if (bytes.length === 0) refuse("empty-file");
  if (bytes.length > LARGEST_FILE) refuse("file-size", String(bytes.length), String(LARGEST_FILE));
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      const control = /[\0-\x08\x0b\x0c\x0e-\x1f]/.exec(text);
      if (control) refuse("csv-control", `U+${control[0].charCodeAt(0).toString(16).padStart(4, "0")}`);
      return text;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return refuse("text-encoding");
}

type Delimited = {
  readonly separator: "," | "\t" | ";";
  /** Takes ="00123" for a quoted field: how exports keep a spreadsheet program from making a number of it. */
  readonly guarded: boolean;
};

/** Rows of fields. Quotes stand around a whole field or nowhere. @throws FileRefusal where they do not. */
export function* readRows(text: string, { separator, guarded }: Delimited = { separator: ",", guarded: false }): Generator<Field[]> {
  const fieldEnd = new RegExp(`[${separator}\r\n]`, "g");
  const behindQuote = `${separator}\r\n`;
  let row: Field[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;
  while (at < text.length || row.length > 0) {
    const place = { line, column: at - lineStart + 1 };
    let value = "";
    if (guarded && text.startsWith('="', at)) at += 1;
    if (text[at] === '"') {
      const end = closingQuote(text, at);
      if (end < 0) refuse("csv-open-quote", text.slice(at, at + 20), "", place);
      const quoted = text.slice(at + 1, end);
      for (let newline = quoted.indexOf("\n"); newline >= 0; newline = quoted.indexOf("\n", newline + 1)) {
        line += 1;
        lineStart = at + 2 + newline;
      }
      value = quoted.replaceAll('""', '"').replace(/\r\n?/g, "\n");
      at = end + 1;
      if (at < text.length && !behindQuote.includes(text.charAt(at)))
        refuse("csv-stray-quote", text.slice(at, at + 20), "", { line, column: at - lineStart + 1 });
    } else {
      fieldEnd.lastIndex = at;
      const end = fieldEnd.exec(text)?.index ?? text.length;
      value = text.slice(at, end);
      if (value.includes('"')) refuse("csv-stray-quote", value, "", { line, column: place.column + value.indexOf('"') });
      at = end;
    }
    row.push({ text: value, ...place });
    if (text[at] === separator) {
      at += 1;
      if (at < text.length) continue;
      row.push({ text: "", line, column: at - lineStart + 1 });
    }
    yield row;
    row = [];
    if (text[at] === "\r") at += 1;
    if (text[at] === "\n") at += 1;
    line += 1;
    lineStart = at;
  }
}

// The quote that closes the field opened at `from`; a doubled quote inside is a quote of the text.
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

function headingFaults(name: string, headings: readonly Field[]): Fault[] {
  const keys = headings.map((heading) => heading.text.trim());
  const only = keys[0] ?? "";
  if (keys.length === 1 && /[;\t，；]/.test(only))
    return [refusalFault(name, "csv-broken", { reason: "csv-separator", found: only, place: headings[0] ?? {} })];
  return headings.flatMap((heading, index) => {
    const place = { file: name, line: heading.line, column: heading.column };
    const key = keys[index] ?? "";
    if (key === "") return [refusalFault(name, "csv-broken", { reason: "csv-no-header", place })];
    return keys.indexOf(key) < index ? [fault("duplicate-key", { found: key }, place)] : [];
  });
}

function widthFaults(name: string, headings: readonly Field[], records: readonly (readonly Field[])[]): Fault[] {
  return records.flatMap((row) => {
    // What is missing at a row's end is told as well as what is too much: either way the columns no longer mean what they say.
    if (row.length === headings.length) return [];
    return [
      refusalFault(name, "csv-broken", {
        reason: "csv-columns",
        found: String(row.length),
        expected: String(headings.length),
        place: { line: row[0]?.line ?? 1 },
      }),
    ];
  });
}

function placeOf(
  name: string,
  path: readonly (string | number)[],
  keys: readonly string[],
  headings: readonly Field[],
  records: readonly (readonly Field[])[],
): Place {
  const [index, key] = path;
  const shown = path.length > 0 ? { path: path.join(".") } : {};
  if (typeof index !== "number") return { file: name, line: headings[0]?.line ?? 1, ...shown };
  const row = records[index];
  const column = typeof key === "string" ? keys.indexOf(key) : -1;
  // A heading that should not be there is wrong once, where it stands, not in every row.
  const field = column >= 0 ? (row?.[column]?.text === "" ? row[column] : row?.[column]) : row?.[0];
  return { file: name, line: field?.line ?? 1, ...(column >= 0 && field ? { column: field.column } : {}), ...shown };
}
