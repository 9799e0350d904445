// Which columns of a grid hold what: told by the row of heads, or, where a grid starts inside a table, by what stands in them.
import { type FundColumn, fundColumnOf, type IndicatorColumn, indicatorColumnOf } from "../words/column-heads.ts";
import { isLevel1, isLevel2 } from "../words/level-names.ts";
import { isFigure } from "./cell-text.ts";
import { type GridRow, overlap, ownFilled, type Spot } from "./grid-rows.ts";

export type MappedColumn<Field> = { readonly field: Field; readonly start: number; readonly end: number; readonly word: string };
export type ColumnMap<Field> = readonly MappedColumn<Field>[];

export type IndicatorColumns = {
  readonly columns: ColumnMap<IndicatorColumn>;
  /** True where no row of heads said so. */
  readonly inferred: boolean;
};

function mapped<Field>(row: GridRow, fieldOf: (text: string) => Field | null): MappedColumn<Field>[] {
  return row.flatMap(({ text, word, start, end }) => {
    const field = text === "" ? null : fieldOf(text);
    return field === null ? [] : [{ field, start, end, word }];
  });
}

/** The columns under a row of indicator heads; null where the row is none. */
export function indicatorColumns(row: GridRow): ColumnMap<IndicatorColumn> | null {
  const found = mapped(row, indicatorColumnOf);
  const fields = new Set(found.map(({ field }) => field));
  const named = fields.has("level3") || (fields.has("level1") && fields.has("level2"));
  const judged = ["target", "actual", "score", "weight"].filter((field) => fields.has(field as IndicatorColumn)).length;
  if (!named || judged === 0 || fields.size < 3) return null;
  // 一级指标 二级指标 权重 得分 alone is the score sheet of a report.
  if (!(["level3", "target", "actual", "standard"] as const).some((field) => fields.has(field))) return null;
  return withFigureHead(row, found);
}

/** Heads of targets and results without the names of levels, which a second row of heads gives. */
export function halfIndicatorColumns(row: GridRow): ColumnMap<IndicatorColumn> | null {
  const found = mapped(row, indicatorColumnOf);
  const fields = new Set(found.map(({ field }) => field));
  const judged = ["target", "actual", "score", "weight"].filter((field) => fields.has(field as IndicatorColumn)).length;
  return judged >= 2 && fields.has("actual") && !fields.has("level3") ? found : null;
}

/** A second row of heads below the first: its own heads replace what stands above them. */
export function refinedColumns(above: ColumnMap<IndicatorColumn>, row: GridRow, hasLevels: boolean): ColumnMap<IndicatorColumn> | null {
  const own = ownFilled(row);
  const below = mapped(own, indicatorColumnOf);
  if (below.length === 0 || (hasLevels && below.length < own.length)) return null;
  if (!hasLevels && !below.some(({ field }) => field === "level3")) return null;
  const free = above.filter((column) => !below.some((one) => Math.min(one.end, column.end) > Math.max(one.start, column.start)));
  return [...free, ...below].toSorted((a, b) => a.start - b.start);
}

// Some forms print the points of all indicators where the head of the scores belongs.
function withFigureHead(row: GridRow, found: MappedColumn<IndicatorColumn>[]): ColumnMap<IndicatorColumn> {
  if (found.some(({ field }) => field === "score" || field === "weight")) return found;
  const last = row.at(-1);
  return last?.own && isFigure(last.text) ? [...found, { field: "score", start: last.start, end: last.end, word: last.word }] : found;
}

const ITEM_HEAD = /^(?:序号|子?项目名称|名称|支出内容|明细|具体项目|项目内容|资金使用单位)$/u;

/** The columns under a row of money heads; null where the row is none, or heads a list of items. */
export function fundColumns(row: GridRow): ColumnMap<FundColumn> | null {
  const filled = row.filter(({ text }) => text !== "");
  // A list of items has a number or a name as its first head; a form's label (项目名称) has no money head beside it.
  if (filled.some(({ word }) => ITEM_HEAD.test(word))) return null;
  const found = mapped(filled, fundColumnOf);
  const money = found.filter(({ field }) => field === "initial" || field === "revised" || field === "executed");
  if (money.length === 0 || !found.some(({ field }) => field === "executed" || field === "rate")) return null;
  if (found.length < 2 || !found.some(({ field }) => field !== "row" && field !== "revised" && field !== "reason")) return null;
  // 年度预算数 before 年初预算 is the label of the rows, not a column of its own.
  const extra = found.filter(({ field }) => field === "revised");
  const initial = found.find(({ field }) => field === "initial");
  const label = extra.length > 1 ? extra[0] : extra.find(({ start }) => initial !== undefined && start < initial.start);
  return found.filter((column) => column !== label && column.field !== "row");
}

/** Each cell of the row under the head it stands below the most of; one that lies below several heads belongs to all of them. */
export function assignSpots<Field>(row: GridRow, columns: ColumnMap<Field>): ReadonlyMap<MappedColumn<Field>, readonly Spot[]> {
  const under = new Map<MappedColumn<Field>, Spot[]>();
  const put = (column: MappedColumn<Field>, spot: Spot) => {
    const list = under.get(column);
    if (list) list.push(spot);
    else under.set(column, [spot]);
  };
  for (const spot of row) {
    let best: MappedColumn<Field> | null = null;
    let most = 0;
    for (const column of columns) {
      const shared = overlap(spot, column.start, column.end);
      if (shared > most) [best, most] = [column, shared];
      if (shared > 0 && spot.start <= column.start && spot.end >= column.end && spot.end - spot.start > column.end - column.start)
        put(column, spot);
    }
    if (best && !under.get(best)?.includes(spot)) put(best, spot);
  }
  return under;
}

const SIGN = /^(?:[≥≤=＝><＞＜≧≦﹦]|>=|<=|定性|正向|反向|等于|大于等于|小于等于)$/u;
const MOST_ROWS = 60;

type Seen = { filled: number; level1: number; level2: number; figures: number; signs: number; short: number };

/** Columns of a grid that starts inside a table, from the names and figures in them; null where it does not look like one. */
export function inferColumns(rows: readonly GridRow[]): ColumnMap<IndicatorColumn> | null {
  const seen = new Map<number, Seen>();
  for (const row of rows.slice(0, MOST_ROWS)) for (const spot of ownFilled(row)) note(seen, spot);
  const starts = [...seen.keys()].toSorted((a, b) => a - b);
  const best = (key: "level1" | "level2", not: number) =>
    starts
      .filter((start) => start !== not)
      .reduce((top, start) => ((seen.get(start)?.[key] ?? 0) > (seen.get(top)?.[key] ?? 0) ? start : top), -1);
  const level2 = best("level2", -1);
  const level1 = starts.filter((start) => start < level2).findLast((start) => (seen.get(start)?.level1 ?? 0) > 0) ?? -1;
  if (level2 < 0) return null;
  const right = starts.filter((start) => start > level2);
  const level3 = right[0];
  if (level3 === undefined || right.length < 3) return null;
  const fields = valueFields(right.slice(1).map((start) => seen.get(start) as Seen));
  if (!fields) return null;
  const heads: (readonly [number, IndicatorColumn])[] = [
    ...(level1 >= 0 ? [[level1, "level1"] as const] : []),
    [level2, "level2"],
    [level3, "level3"],
    ...fields.flatMap((field, index) => (field === null ? [] : [[right[index + 1] as number, field] as const])),
  ];
  return heads.map(([start, field]) => {
    const next = starts.find((one) => one > start) ?? start + 1;
    return { field, start, end: next, word: "" };
  });
}

function note(seen: Map<number, Seen>, { start, text, word }: Spot): void {
  const column = seen.get(start) ?? { filled: 0, level1: 0, level2: 0, figures: 0, signs: 0, short: 0 };
  column.filled++;
  if (isLevel1(text)) column.level1++;
  if (isLevel2(text)) column.level2++;
  if (isFigure(text) && !text.includes("%")) column.figures++;
  if (SIGN.test(word)) column.signs++;
  if (word.length <= 4 && !/\d/u.test(word)) column.short++;
  seen.set(start, column);
}

// Left to right: sign, target, unit, result, weight, score, reason; the last two columns of plain figures are weight and score.
function valueFields(columns: readonly Seen[]): (IndicatorColumn | null)[] | null {
  const fields: (IndicatorColumn | null)[] = columns.map(() => null);
  const figures = columns.flatMap((column, index) => (column.figures > 0 && column.figures >= column.filled * 0.6 ? [index] : []));
  const sign = columns.findIndex((column) => column.signs > 0 && column.signs >= column.filled * 0.6);
  if (sign >= 0) fields[sign] = "symbol";
  const unit =
    sign < 0 ? -1 : columns.findIndex((column, index) => index > sign + 1 && column.short >= column.filled * 0.6 && column.figures === 0);
  if (unit >= 0) fields[unit] = "unit";
  const spare = figures.filter((index) => index > unit && (sign < 0 || index > sign + 1));
  const score = spare.at(-1);
  const weight = spare.length > 1 && spare.at(-2) === (score ?? 0) - 1 ? spare.at(-2) : undefined;
  if (score !== undefined && score > 0) fields[score] = "score";
  if (weight !== undefined && weight > 0 && (weight > 1 || spare.length > 2)) fields[weight] = "weight";
  const open = columns.flatMap((_, index) => (fields[index] === null && (score === undefined || index < score) ? [index] : []));
  const [target, actual] = open;
  if (target === undefined) return null;
  fields[target] = "target";
  if (actual !== undefined) fields[actual] = "actual";
  if (score !== undefined && score + 1 < columns.length) fields[score + 1] = "reason";
  return fields;
}
