// Reads the rows of an export by its mapping: exact amounts, real days, known classes; or what is wrong, field by field, with what
// was found. Rows that add up others are told apart, and their sums compared.
import { type Day, type Money, moneyOfFen, NO_MONEY, readDay, readMoney, toNarrow } from "../../kernel/index.ts";
import { type VoucherKey, voucherKey } from "../posting.ts";
import type { EconomicClasses } from "../standards.ts";
import { BUDGET_SOURCES, type BudgetSource } from "../vocabulary.ts";
import { type ExportField, SOURCE_WORDS, TOTAL_WORDS } from "./export-fields.ts";
import type { ColumnMapping } from "./guess-columns.ts";

/** A row as it came: its number in the file, its cells by place, and which of them compute their value. */
export type RawRow = { readonly number: number; readonly cells: readonly (string | null)[]; readonly formulas: readonly number[] };

/** A voucher line of an export. `amount` is negative for money that came back. */
export type ExportRow = {
  readonly number: number;
  readonly voucher: VoucherKey;
  readonly day: Day;
  readonly amount: Money;
  readonly economicClass: string | null;
  readonly payee: string | null;
  readonly summary: string | null;
  /** The slice as the file names it. */
  readonly slice: string | null;
  readonly source: BudgetSource | null;
  readonly commitment: string | null;
};

export type RowFaultCode =
  | "empty"
  | "formula"
  | "not-an-amount"
  | "finer-than-fen"
  | "amount-zero"
  | "amount-both-sides"
  | "not-a-day"
  | "class-unknown"
  | "source-unknown"
  | "voucher-repeated";

export type RowFault = { readonly field: ExportField; readonly code: RowFaultCode; readonly found: string };

export type ReadRow =
  | { readonly kind: "row"; readonly row: ExportRow }
  | { readonly kind: "refused"; readonly number: number; readonly faults: readonly RowFault[] }
  /** A row that adds up others; the amount as printed, null where it prints none. */
  | { readonly kind: "total"; readonly number: number; readonly label: string; readonly amount: Money | null }
  /** A row of another project. */
  | { readonly kind: "other-project"; readonly number: number }
  | { readonly kind: "blank" };

type RowContext = { readonly mapping: ColumnMapping; readonly classes: EconomicClasses };

/** A reader of one file's rows in their order: lines of a voucher are counted as they come. */
export function exportRowReader({ mapping, classes }: RowContext): (raw: RawRow) => ReadRow {
  const lines = new Map<string, number>();
  const seen = new Set<string>();
  return (raw) => {
    if (raw.number <= mapping.headingRow) return { kind: "blank" };
    const read = readCells(raw, mapping, classes);
    if (read.kind !== "cells") return read;
    const { cells } = read;
    const { numbering } = mapping;
    const base = voucherKey({ day: cells.day, number: cells.number, line: "", numbering });
    const line = cells.line ?? String((lines.get(base) ?? 0) + 1);
    lines.set(base, (lines.get(base) ?? 0) + 1);
    const voucher = voucherKey({ day: cells.day, number: cells.number, line, numbering });
    if (seen.has(voucher) || (!mapping.severalLines && (lines.get(base) ?? 0) > 1))
      return { kind: "refused", number: raw.number, faults: [{ field: "voucher", code: "voucher-repeated", found: cells.number }] };
    seen.add(voucher);
    const { day, amount, economicClass, payee, summary, slice, source, commitment } = cells;
    return { kind: "row", row: { number: raw.number, voucher, day, amount, economicClass, payee, summary, slice, source, commitment } };
  };
}

type Cells = Omit<ExportRow, "number" | "voucher"> & { readonly number: string; readonly line: string | null };

function readCells(
  raw: RawRow,
  mapping: ColumnMapping,
  classes: EconomicClasses,
): { readonly kind: "cells"; readonly cells: Cells } | ReadRow {
  const faults: RowFault[] = [];
  const textOf = (field: ExportField): string | null => {
    const column = mapping.columns[field];
    const text = column === undefined ? null : (raw.cells[column] ?? null);
    const trimmed = text === null ? "" : text.trim();
    return trimmed === "" ? null : trimmed;
  };
  const isFormula = (field: ExportField): boolean => {
    const column = mapping.columns[field];
    return column !== undefined && raw.formulas.includes(column);
  };
  const fail = (field: ExportField, code: RowFaultCode, found = ""): null => {
    faults.push({ field, code, found: found.slice(0, 120) });
    return null;
  };
  const number = textOf("voucher");
  const dayText = textOf("day");
  const first = raw.cells.find((cell) => cell !== null && cell.trim() !== "")?.trim();
  if (first === undefined) return { kind: "blank" };
  const money = (field: "amount" | "debit" | "credit"): Money | null => {
    const text = textOf(field);
    if (text === null) return null;
    if (isFormula(field)) return fail(field, "formula", text);
    return readAmount(text, mapping.unit) ?? fail(field, isFine(text, mapping.unit) ? "finer-than-fen" : "not-an-amount", text);
  };
  if (isTotal(first) && (number === null || dayText === null || isTotal(number))) {
    const text = textOf("amount") ?? textOf("debit");
    return { kind: "total", number: raw.number, label: first, amount: text === null ? null : readAmount(text, mapping.unit) };
  }
  if (mapping.project !== null && textOf("project") !== mapping.project) return { kind: "other-project", number: raw.number };

  if (number === null) fail("voucher", "empty");
  const day = dayText === null ? fail("day", "empty") : (readExportDay(dayText) ?? fail("day", "not-a-day", dayText));
  const amount = readSides(money, textOf, fail);
  const classText = textOf("economicClass");
  const economicClass = classText === null ? null : (classes.read(classText)?.code ?? fail("economicClass", "class-unknown", classText));
  const sourceText = textOf("source");
  const source = sourceText === null ? null : (readBudgetSource(sourceText) ?? fail("source", "source-unknown", sourceText));
  if (faults.length > 0 || number === null || day === null || amount === null) return { kind: "refused", number: raw.number, faults };
  return {
    kind: "cells",
    cells: {
      number,
      line: textOf("line"),
      day,
      amount,
      economicClass,
      payee: textOf("payee"),
      summary: textOf("summary"),
      slice: textOf("slice"),
      source,
      commitment: textOf("commitment"),
    },
  };
}

type Fail = (field: ExportField, code: RowFaultCode, found?: string) => null;

/** One amount column, or a debit and a credit side: what is credited came back. */
function readSides(
  money: (field: "amount" | "debit" | "credit") => Money | null,
  textOf: (field: ExportField) => string | null,
  fail: Fail,
): Money | null {
  if (textOf("amount") !== null) {
    const amount = money("amount");
    return amount === NO_MONEY ? fail("amount", "amount-zero", "0") : amount;
  }
  const [debitText, creditText] = [textOf("debit"), textOf("credit")];
  if (debitText === null && creditText === null) return fail("amount", "empty");
  const debit = debitText === null ? NO_MONEY : money("debit");
  const credit = creditText === null ? NO_MONEY : money("credit");
  if (debit === null || credit === null) return null;
  if (debit !== NO_MONEY && credit !== NO_MONEY) return fail("debit", "amount-both-sides", `${debitText} / ${creditText}`);
  if (debit === NO_MONEY && credit === NO_MONEY) return fail("debit", "amount-zero", "0");
  return moneyOfFen(debit - credit);
}

/** "1,234.50", "¥1,234.50", "(1,234.50)" and "-1,234.50"; exact, or null. */
function readAmount(text: string, unit: ColumnMapping["unit"]): Money | null {
  const narrow = toNarrow(text).replace(/^[¥￥]\s*/, "");
  const bracketed = /^[(（](.+)[)）]$/.exec(narrow)?.[1];
  const amount = readMoney((bracketed ?? narrow).replace(/^(-?)[¥￥]\s*/, "$1"), unit);
  if (amount === null || bracketed === undefined) return amount;
  return amount < 0n ? null : moneyOfFen(-amount);
}

function isFine(text: string, unit: ColumnMapping["unit"]): boolean {
  const places = unit === "元" ? 2 : 6;
  return new RegExp(`^[-(（]?[¥￥]?[\\d,]+\\.\\d{${places + 1},}[)）]?$`).test(toNarrow(text));
}

const DAY_SHAPES = [
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];

/** A day as exports write it; null where the calendar has none such, or where it is a serial number that no format explains. */
function readExportDay(text: string): Day | null {
  const narrow = toNarrow(text).trim();
  for (const shape of DAY_SHAPES) {
    const [, year, month = "", day = ""] = shape.exec(narrow) ?? [];
    if (year !== undefined) return readDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  }
  return null;
}

function readBudgetSource(text: string): BudgetSource | null {
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  return (
    BUDGET_SOURCES.find((source) => source === plain.toLowerCase()) ??
    (["carry-over", "current", "other"] as const).find((source) => SOURCE_WORDS[source].some((word) => plain.includes(word))) ??
    null
  );
}

function isTotal(text: string): boolean {
  return TOTAL_WORDS.test(text.replace(/\s/g, ""));
}
