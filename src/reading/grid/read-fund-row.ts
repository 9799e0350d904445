// The money rows of a form: under a row of heads, or as labels with their values beside them.

import type { ReadFundRow } from "../read-table.ts";
import { type FundColumn, fundColumnOf } from "../words/column-heads.ts";
import { fundRowKindOf } from "../words/fund-rows.ts";
import { figureOf, isFormHint, isNothing, printedValue } from "./cell-text.ts";
import { assignSpots, type ColumnMap, type MappedColumn } from "./column-map.ts";
import { type FormDraft, place } from "./form-draft.ts";
import { type GridRow, ownFilled, type Spot } from "./grid-rows.ts";

type FundField = Exclude<keyof ReadFundRow, "row">;
const FIELDS: readonly FundField[] = ["initial", "revised", "executed", "weight", "rate", "score"];

const BLANK_ROW: Omit<ReadFundRow, "row"> = { initial: null, revised: null, executed: null, weight: null, rate: null, score: null };

/** The money heads in force, with the points that the form prints in the label or the head instead of a column. */
export type FundHeads = { readonly columns: ColumnMap<FundColumn>; readonly points: string | null; readonly label: Spot | null };

export function fundHeads(row: GridRow, columns: ColumnMap<FundColumn>): FundHeads {
  const left = row.filter((spot) => columns.every(({ start }) => spot.end <= start) && spot.text !== "");
  const words = [...left.map(({ word }) => word), ...columns.map(({ word }) => word)];
  const points = words.map((word) => /\((\d{1,3})分/u.exec(word)?.[1]).find((one) => one !== undefined) ?? null;
  return { columns, points: columns.some(({ field }) => field === "weight") ? null : points, label: left.at(-1) ?? null };
}

/** Reads the row below the heads; false where it is no money row. */
export function readFundRow(draft: FormDraft, row: GridRow, heads: FundHeads): boolean {
  const under = assignSpots(row, heads.columns);
  const values = valuesUnder(under, heads.columns);
  const firstColumn = Math.min(...heads.columns.filter(({ field }) => field !== "row").map(({ start }) => start));
  const names = row.filter((spot) => spot.start < firstColumn && spot.text !== "" && spot.end <= firstColumn + 1);
  const own = names.filter((spot) => spot.own);
  const nameSpot = own.at(-1) ?? names.at(-1) ?? null;
  const figures = FIELDS.some((field) => values.get(field));
  const isNamed = own.some(({ text }) => fundRowKindOf(text) !== null);
  if (!nameSpot || (!figures && !isNamed)) return false;
  if (!isNamed && !isMoneyRow(values, own.length > 0)) return false;
  const name = own.length > 0 ? rowName(nameSpot.text) : formName(nameSpot.word);
  if (name === "") return false;
  const index = addRow(draft, name, nameSpot);
  const first = index === 0;
  for (const field of FIELDS) {
    const spot = values.get(field);
    if (spot) setValue(draft, index, field, spot);
  }
  if (first && heads.points !== null && draft.funds[0]) {
    draft.funds[0].weight = heads.points;
    draft.fundColumns.add("weight");
    const place0 = heads.label?.cell;
    if (place0) place(draft, "funds.0.weight", [place0]);
  }
  return true;
}

export function noteFundColumns(draft: FormDraft, columns: ColumnMap<FundColumn>): void {
  for (const { field } of columns) if ((FIELDS as readonly string[]).includes(field)) draft.fundColumns.add(field);
}

function isMoneyRow(values: ReadonlyMap<FundField, Spot>, hasName: boolean): boolean {
  const money = (["initial", "revised", "executed"] as const).flatMap((field) => {
    const spot = values.get(field);
    return spot ? [spot.text] : [];
  });
  return money.length > 0 && money.every((text) => figureOf(text) !== null) && (hasName || values.size > 1);
}

// A cell that reaches over several money rows belongs to the first of them.
function valuesUnder(
  under: ReadonlyMap<MappedColumn<FundColumn>, readonly Spot[]>,
  columns: ColumnMap<FundColumn>,
): ReadonlyMap<FundField, Spot> {
  const values = new Map<FundField, Spot>();
  for (const column of columns) {
    if (!(FIELDS as readonly string[]).includes(column.field)) continue;
    const field = column.field as FundField;
    const spot = (under.get(column) ?? []).find(({ own, text }) => own && !isNothing(text));
    if (spot && !values.has(field) && spot.text.length <= 30 && ![...values.values()].includes(spot)) values.set(field, spot);
  }
  return values;
}

function rowName(printed: string): string {
  return printed
    .replace(/\n/gu, "")
    .replace(/\s+/gu, "")
    .replace(/[:：]+$/u, "");
}

// 预算执行情况（万元）（20分） above a row without a name of its own.
function formName(word: string): string {
  return word.replace(/\([^)]*\)/gu, "").replace(/[:：]+$/u, "");
}

function addRow(draft: FormDraft, name: string, spot: Spot): number {
  const index = draft.funds.length;
  draft.funds.push({ row: name, ...BLANK_ROW });
  place(draft, `funds.${index}.row`, [spot.cell]);
  return index;
}

function setValue(draft: FormDraft, index: number, field: FundField, spot: Spot): void {
  const row = draft.funds[index];
  const value = printedValue(spot.text)?.replace(/\s+/gu, "") ?? null;
  if (!row || value === null) return;
  if (isFormHint(value)) {
    draft.formHints.add(value);
    return;
  }
  const parted = figureOf(value);
  const isMoney = field === "initial" || field === "revised" || field === "executed";
  row[field] = isMoney && parted ? parted.figure : value;
  if (isMoney && parted && draft.moneyUnit === null) draft.moneyUnit = moneyUnitOf(parted.unit);
  draft.fundColumns.add(field);
  // What is no figure where an amount belongs was misread or mistyped: a person should look.
  place(draft, `funds.${index}.${field}`, [spot.cell], parted ? "certain" : "doubtful");
}

function moneyUnitOf(unit: string): "元" | "万元" | null {
  if (unit === "万" || unit === "万元") return "万元";
  return unit === "元" ? "元" : null;
}

/** Reads a row in which money heads have their values beside them (预算数： 2.38 执行数： 2.38); false where it is none. */
export function readFundPairs(draft: FormDraft, row: GridRow): boolean {
  const spots = row.filter(({ own, text }, index) => own && (text !== "" || index > 0));
  let done = false;
  for (const [at, spot] of spots.entries()) {
    const field = fundColumnOf(spot.word.replace(/[:：]+$/u, ""));
    // Markdown has no merged cells: what they would cover is empty.
    const value = spots.slice(at + 1).find(({ text }) => text !== "");
    if (field === null || field === "row" || field === "reason" || !value || figureOf(value.text) === null) continue;
    if (!done && (draft.funds.length === 0 || draft.funds[0]?.[field] !== null)) {
      if (draft.funds.length > 0) return false;
      const label = row.find(({ text, word, end }) => end <= spot.start && text !== "" && fundColumnOf(word) === null);
      addRow(draft, spot.word.startsWith("转移支付") ? "转移支付" : label ? formName(label.word) : "预算执行", label ?? spot);
    }
    setValue(draft, 0, field, value);
    done = true;
  }
  if (done) setTrailingScore(draft, spots);
  return done;
}

// Points that stand at the end of the row, after the labelled values.
function setTrailingScore(draft: FormDraft, spots: readonly Spot[]): void {
  const last = ownFilled(spots).at(-1);
  const before = ownFilled(spots).at(-2);
  if (last && before && figureOf(before.text) && figureOf(last.text) && draft.funds[0]?.score === null) setValue(draft, 0, "score", last);
}

/** Reads a part of the sum printed as label and value side by side, once for the budget and once for the spending. */
export function readPartPairs(draft: FormDraft, row: GridRow): boolean {
  const spots = ownFilled(row);
  const labels = spots.flatMap((spot, at) => (fundRowKindOf(spot.text) !== null ? [{ spot, value: spots[at + 1] }] : []));
  const [first, second] = labels;
  if (!first || !second || rowName(first.spot.text) !== rowName(second.spot.text)) return false;
  const index = addRow(draft, rowName(first.spot.text), first.spot);
  if (first.value && figureOf(first.value.text)) setValue(draft, index, "revised", first.value);
  if (second.value && figureOf(second.value.text)) setValue(draft, index, "executed", second.value);
  return true;
}

const NAME_AND_AMOUNT = /^(.{2,30}?)[:：]\s*([\d,，.]+\s*(?:万元|元)?)?$/u;

/** Reads cells that hold name and amount in one (项目支出:1025.20); false where the row has none. */
export function readNamedAmounts(draft: FormDraft, row: GridRow): boolean {
  let done = false;
  for (const spot of ownFilled(row)) {
    const [, name = "", amount] = NAME_AND_AMOUNT.exec(spot.text.replace(/^其中\s*[:：]\s*/u, "")) ?? [];
    if (name === "" || fundRowKindOf(name) === null) continue;
    done = true;
    const index = addRow(draft, rowName(name), spot);
    const parted = amount === undefined ? null : figureOf(amount);
    if (!parted || !draft.funds[index]) continue;
    draft.funds[index].executed = parted.figure;
    place(draft, `funds.${index}.executed`, [spot.cell]);
  }
  return done;
}
