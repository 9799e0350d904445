// Guesses which column of an export is what: the heading row among the first rows, a field for each heading it knows, the unit of
// the amounts. A guess is shown and can be changed; what was chosen is kept for the next export of the same system.
import type { MoneyUnit } from "../../kernel/index.ts";
import { EXPORT_FIELDS, type ExportField, HEADING_WORDS, MONTHLY_NUMBERS, ONE_ROW_EACH, plainHeading } from "./export-fields.ts";

export type ColumnMapping = {
  /** Null: the first sheet that is visible. */
  readonly sheet: string | null;
  /** The number of the row with the headings. */
  readonly headingRow: number;
  /** Places of columns from 0. */
  readonly columns: Readonly<Partial<Record<ExportField, number>>>;
  readonly unit: MoneyUnit;
  /** In what time a voucher number is there once. */
  readonly numbering: "year" | "month";
  /** Whether a voucher number may stand on several rows, each a line of its own. */
  readonly severalLines: boolean;
  /** Rows whose project column says otherwise are not ours; null takes all. */
  readonly project: string | null;
};

/** A heading of the file: its text, its place, and the field it was taken for. */
export type GuessedHeading = { readonly column: number; readonly text: string; readonly field: ExportField | null };

export type GuessedColumns = {
  readonly mapping: ColumnMapping;
  readonly headings: readonly GuessedHeading[];
  /** Fields an import cannot do without that no column was found for. */
  readonly missing: readonly ("voucher" | "day" | "amount")[];
};

type HeadRow = { readonly number: number; readonly cells: readonly (string | null)[] };

/** Null where none of the rows looks like a heading row. */
export function guessColumns(rows: readonly HeadRow[]): GuessedColumns | null {
  const guesses = rows.map((row) => ({ row, fields: fieldsOf(row.cells) }));
  const best = guesses.reduce<(typeof guesses)[number] | null>((a, b) => (a === null || b.fields.size > a.fields.size ? b : a), null);
  if (best === null || best.fields.size < 2) return null;
  const columns = Object.fromEntries([...best.fields].map(([field, column]) => [field, column]));
  const above = rows.filter(({ number }) => number <= best.row.number).flatMap(({ cells }) => cells);
  const voucher = best.fields.get("voucher");
  const voucherHeading = voucher === undefined ? "" : plainHeading(best.row.cells[voucher] ?? "");
  const mapping: ColumnMapping = {
    sheet: null,
    headingRow: best.row.number,
    columns,
    unit: above.some((cell) => cell !== null && /万元/.test(cell)) ? "万元" : "元",
    numbering: MONTHLY_NUMBERS.includes(voucherHeading) ? "month" : "year",
    severalLines: !ONE_ROW_EACH.includes(voucherHeading),
    project: null,
  };
  return { mapping, headings: headingsOf(best.row.cells, columns), missing: missingFields(columns) };
}

/** The headings with the fields that a mapping takes them for. */
export function headingsOf(cells: readonly (string | null)[], columns: ColumnMapping["columns"]): readonly GuessedHeading[] {
  const byColumn = new Map(Object.entries(columns).map(([field, column]) => [column, field as ExportField]));
  return cells.flatMap((text, column) => (text === null ? [] : [{ column, text: text.trim(), field: byColumn.get(column) ?? null }]));
}

export function missingFields(columns: ColumnMapping["columns"]): GuessedColumns["missing"] {
  const hasAmount = columns.amount !== undefined || columns.debit !== undefined;
  return [...(["voucher", "day"] as const).filter((field) => columns[field] === undefined), ...(hasAmount ? [] : (["amount"] as const))];
}

// Of several headings for one field the surest word wins, then the column that comes first; a column is one field only.
function fieldsOf(cells: readonly (string | null)[]): ReadonlyMap<ExportField, number> {
  const fields = new Map<ExportField, number>();
  const plain = cells.map((cell) => (cell === null ? "" : plainHeading(cell)));
  for (const field of EXPORT_FIELDS) {
    const taken = new Set(fields.values());
    for (const word of HEADING_WORDS[field]) {
      const column = plain.findIndex((heading, at) => heading === word && !taken.has(at));
      if (column < 0) continue;
      fields.set(field, column);
      break;
    }
  }
  return fields;
}
