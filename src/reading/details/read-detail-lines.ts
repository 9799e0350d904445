// Detail tables whose cells a plain text no longer parts: the heads tell which figures end a row, the running numbers where a row
// begins, and blank lines or the last blank where the name ends and the division begins.
import type { PrintedDetailTable } from "../../dossier/index.ts";
import type { ReadCell } from "../read-table.ts";
import { foldWord } from "../words/fold-text.ts";
import { unitInHeads } from "./detail-columns.ts";
import type { Found } from "./read-detail-grid.ts";
import { figureLines, type TextLine } from "./text-lines.ts";

type FigureColumn = "budget" | "spent" | "rate";
type Head = { readonly columns: readonly FigureColumn[]; readonly hasDivision: boolean; readonly next: number; readonly words: string };

/** A table found in lines; `end` is the line behind it. */
export type FoundInLines<T> = Found<T> & { readonly start: number; readonly end: number };

const TITLE = /(?:明细|支出|使用|分配|执行|预算)[^。，；]{0,10}表(?:[(（].*[)）])?$/u;
const MOST_HEAD_LINES = 24;

/** The detail table whose title is line `at`; null where none follows it. */
export function readDetailLines(lines: readonly TextLine[], at: number, id: string): FoundInLines<PrintedDetailTable> | null {
  const title = lines[at]?.text ?? "";
  if (title.length > 50 || !TITLE.test(title) || /见下表|如下表/u.test(title)) return null;
  const head = headBelow(lines, at + 1);
  if (!head) return null;
  const cells: ReadCell[] = [];
  const rows: PrintedDetailTable["rows"] = [];
  let next = head.next;
  for (;;) {
    const row = rowAt(lines, next, rows.length + 1, head);
    if (!row) break;
    const path = `rows.${rows.length}`;
    rows.push({ no: String(rows.length + 1), ...row.names, ...figuresOf(row.figures, head.columns) });
    note(cells, path, ["no", "name", "division"], row.first, row.names.division === null);
    note(cells, path, head.columns.slice(0, row.figures.length), row.last, false);
    next = row.end;
  }
  if (rows.length < 2) return null;
  const total = totalAt(lines, next, head.columns);
  if (total) note(cells, "totals", head.columns, total.line, false);
  return {
    table: {
      id,
      title,
      place: lines[at]?.address ?? null,
      moneyUnit: unitInHeads([title, head.words]) ?? "万元",
      rows,
      totals: total ? figuresOf(total.figures, head.columns) : { budget: null, spent: null, rate: null },
    },
    cells,
    start: at,
    end: total ? total.end : next,
  };
}

function figuresOf(figures: readonly string[], columns: readonly FigureColumn[]): Record<FigureColumn, string | null> {
  const at = (column: FigureColumn) => figures[columns.indexOf(column)] ?? null;
  return {
    budget: at("budget"),
    spent: columns.includes("spent") ? at("spent") : null,
    rate: columns.includes("rate") ? at("rate") : null,
  };
}

function note(cells: ReadCell[], path: string, fields: readonly string[], line: TextLine, unsure: boolean): void {
  const confidence = line.doubtful || unsure ? "doubtful" : "likely";
  for (const field of fields) cells.push({ path: `${path}.${field}`, address: line.address, confidence });
}

// The heads may be broken over many lines; the first row begins with its number.
function headBelow(lines: readonly TextLine[], from: number): Head | null {
  let words = "";
  for (let at = from; at < Math.min(lines.length, from + MOST_HEAD_LINES); at++) {
    const text = lines[at]?.text ?? "";
    if (/^1(?:\s|$)/u.test(text)) return headOf(words, at);
    words += foldWord(text);
    if (words.length > 120) return null;
  }
  return null;
}

function headOf(words: string, next: number): Head | null {
  const name = words.search(/名称|内容|事项|子项目/u);
  if (name < 0) return null;
  const places: (readonly [FigureColumn, number])[] = [
    ["budget", words.search(/(?:预算|计划|安排)(?:资金|经费)?(?:金额|数|额)|预算\(/u)],
    ["spent", words.search(/(?:支出|执行|使用)(?:资金|经费)?(?:金额|数|额)|支出\(/u)],
    ["rate", words.search(/(?:执行|支出|使用)率/u)],
  ];
  const columns = places
    .filter(([, at]) => at > name)
    .toSorted((a, b) => a[1] - b[1])
    .map(([column]) => column);
  if (!columns.includes("budget") && !columns.includes("spent")) return null;
  return { columns, hasDivision: /(?:单位|处室|科室|部门)/u.test(words.slice(name)), next, words };
}

type Row = {
  readonly names: Names;
  readonly figures: readonly string[];
  readonly first: TextLine;
  readonly last: TextLine;
  readonly end: number;
};

type Names = { readonly name: string; readonly division: string | null };

const MOST_ROW_LINES = 14;

function rowAt(lines: readonly TextLine[], from: number, number: number, head: Head): Row | null {
  const start = skipBlank(lines, from);
  const first = lines[start];
  if (!first || !new RegExp(`^${number}(?:[\\s.、]|$)`, "u").test(first.text)) return null;
  const words: string[] = [];
  let text = first.text.replace(/^\d+[.、]?\s*/u, "");
  for (let at = start; at < Math.min(lines.length, start + MOST_ROW_LINES); at++) {
    if (at > start) text = lines[at]?.text ?? "";
    // A cell a line: the figures of the row follow each other.
    const below = words.length > 0 ? figureLines(lines, at, head.columns.length) : null;
    if (below && below.figures.length > 1 && below.figures.length === head.columns.length) {
      const names = cellNames(words, head.hasDivision);
      return { names, figures: below.figures, first, last: lines[below.end - 1] ?? first, end: below.end };
    }
    const parted = partFigures(text, head.columns.length);
    if (parted.figures.length > 0) {
      const names = namesOf(words, parted.before, head.hasDivision);
      return names.name === "" ? null : { names, figures: parted.figures, first, last: lines[at] ?? first, end: at + 1 };
    }
    if (text !== "") words.push(text);
  }
  return null;
}

// Figures end the line: as many as the table has columns of them, or one fewer where a rate was left out.
function partFigures(text: string, count: number): { readonly before: string; readonly figures: readonly string[] } {
  const words = text.split(/\s+/u);
  let taken = 0;
  while (taken < count && /^[\d,]+(?:\.\d+)?[%％]?$|^[—–-]+$/u.test(words.at(-1 - taken) ?? "")) taken++;
  if (taken === 0 || taken < count - 1 || (words.length > taken && taken < count && taken < 2)) return { before: text, figures: [] };
  return { before: words.slice(0, -taken).join(" "), figures: words.slice(-taken) };
}

// `beside` stands on the line of the figures: the division, where the name has lines of its own above.
function namesOf(above: readonly string[], beside: string, hasDivision: boolean): Names {
  if (!hasDivision) return { name: joined([...above, beside]), division: null };
  const words = beside.split(/\s+/u).filter((word) => word !== "");
  const last = words.at(-1);
  if (last !== undefined && above.length + words.length > 1) return { name: joined([...above, ...words.slice(0, -1)]), division: last };
  if (last !== undefined || above.length < 2) return { name: joined([...above, ...words]), division: null };
  // A cell's line is broken where it is full: the first short line is the name's last.
  const full = widthOf(above[0] ?? "");
  const short = above.findIndex((line) => widthOf(line) < full - 1);
  const cut = short >= 0 && short < above.length - 1 ? short + 1 : above.findLastIndex((line) => DIVISION.test(line));
  return cut > 0 ? { name: joined(above.slice(0, cut)), division: joined(above.slice(cut)) } : { name: joined(above), division: null };
}

/** Each line is a cell: the last is the division where the heads have one. */
function cellNames(words: readonly string[], hasDivision: boolean): Names {
  const division = hasDivision && words.length > 1 ? (words.at(-1) ?? null) : null;
  return { name: joined(division === null ? words : words.slice(0, -1)), division };
}

const DIVISION = /(?:处|科|室|局|办|股|部|中心|院|所|站|馆|公司)$/u;

function widthOf(line: string): number {
  return [...line].reduce((sum, one) => sum + (one.charCodeAt(0) < 128 ? 0.5 : 1), 0);
}

function joined(parts: readonly string[]): string {
  return parts.join("").replace(/\s+/gu, "");
}

type Total = { readonly figures: readonly string[]; readonly line: TextLine; readonly end: number };

function totalAt(lines: readonly TextLine[], from: number, columns: readonly FigureColumn[]): Total | null {
  const at = skipBlank(lines, from);
  const line = lines[at];
  if (!line || !/^[合总共]\s*计/u.test(line.text)) return null;
  const below = /^[合总共]\s*计[:：]?$/u.test(line.text) ? figureLines(lines, at + 1, columns.length) : null;
  if (below && below.figures.length > 0) return { figures: below.figures, line, end: below.end };
  const rest = line.text.replace(/^[合总共]\s*计[:：]?\s*/u, "");
  const figures = rest.split(/\s+/u).filter((word) => /^[\d,]+(?:\.\d+)?[%％]?$/u.test(word));
  return figures.length > 0 && figures.length <= columns.length ? { figures, line, end: at + 1 } : null;
}

export function skipBlank(lines: readonly TextLine[], from: number): number {
  let at = from;
  while (at < lines.length && lines[at]?.text === "") at++;
  return at;
}
