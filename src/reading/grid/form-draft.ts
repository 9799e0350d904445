// A form while it is read: what has been found so far, and every value's place. Finished, it is a table.
import type { Confidence, ReadCell, ReadFundRow, ReadIndicatorRow, ReadTable } from "../read-table.ts";
import type { SourceAddress, SourceCell } from "../source-document.ts";
import type { IndicatorColumn } from "../words/column-heads.ts";
import type { IndicatorColumns } from "./column-map.ts";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Names of single values of a table. */
export type SingleField = "title" | "project" | "department" | "unit" | "goal" | "goalAchieved" | "grade";

export type FormDraft = {
  readonly address: SourceAddress;
  readonly single: Partial<Record<SingleField, string>>;
  /** 单位名称: stands in for the implementing unit where none is named. */
  unitName: { readonly text: string; readonly cell: SourceCell | null } | null;
  year: number | null;
  moneyUnit: "元" | "万元" | null;
  readonly funds: Mutable<ReadFundRow>[];
  readonly indicators: Mutable<ReadIndicatorRow>[];
  readonly total: { weight: string | null; score: string | null };
  /** 自评得分 in the head: the total where no row of totals gives one. */
  selfScore: { readonly text: string; readonly cell: SourceCell } | null;
  readonly fundColumns: Set<string>;
  readonly indicatorColumns: Set<string>;
  /** Of the indicator rows being read; kept from grid to grid where a table runs on. */
  columns: IndicatorColumns | null;
  hasEnd: boolean;
  readonly formHints: Set<string>;
  readonly cells: Map<string, ReadCell>;
  /** The names that rows below a level's cell carry on. */
  level1: LevelSeen | null;
  level2: LevelSeen | null;
  /** The row whose score or weight cell reaches over rows below it. */
  readonly coveredBy: Map<SourceCell, number>;
};

export type LevelSeen = { readonly name: string; readonly points: string | null; readonly cell: SourceCell };

export function newDraft(address: SourceAddress): FormDraft {
  return {
    address,
    single: {},
    unitName: null,
    year: null,
    moneyUnit: null,
    funds: [],
    indicators: [],
    total: { weight: null, score: null },
    selfScore: null,
    fundColumns: new Set(),
    indicatorColumns: new Set(),
    columns: null,
    hasEnd: false,
    formHints: new Set(),
    cells: new Map(),
    level1: null,
    level2: null,
    coveredBy: new Map(),
  };
}

/** Notes where the value at `path` stands. A value put together of several cells is as sure as the least sure of them. */
export function place(draft: FormDraft, path: string, cells: readonly SourceCell[], surely: Confidence = "certain"): void {
  const first = cells[0];
  if (!first) return;
  const confidence: Confidence = cells.some(({ doubtful }) => doubtful) ? "doubtful" : surely;
  draft.cells.set(path, { path, address: first.address, confidence });
}

export function setSingle(draft: FormDraft, field: SingleField, text: string | null, cell: SourceCell | null): void {
  if (text === null || text === "" || draft.single[field] !== undefined) return;
  draft.single[field] = text;
  if (cell) place(draft, field, [cell]);
}

/** Whether rows have been read that only one form has: another head begins another form. */
export function hasRows(draft: FormDraft): boolean {
  return draft.funds.length > 0 || draft.indicators.length > 0;
}

const ROW_FIELDS: readonly IndicatorColumn[] = ["level1", "level2", "level3", "target", "actual", "weight", "score", "reason"];

export function noteIndicatorColumns(draft: FormDraft, columns: IndicatorColumns): void {
  draft.columns = columns;
  for (const { field } of columns.columns) {
    if (ROW_FIELDS.includes(field)) draft.indicatorColumns.add(field);
    if (field === "symbol" || field === "unit") draft.indicatorColumns.add("target");
  }
}

export function finishDraft(draft: FormDraft): ReadTable {
  const { single, unitName, selfScore, total } = draft;
  if (single.unit === undefined && unitName) setSingle(draft, "unit", unitName.text, unitName.cell);
  if (total.score === null && selfScore) {
    total.score = selfScore.text;
    place(draft, "total.score", [selfScore.cell]);
  }
  return {
    title: single.title ?? null,
    address: draft.address,
    project: single.project ?? null,
    department: single.department ?? null,
    unit: single.unit ?? null,
    year: draft.year,
    moneyUnit: draft.moneyUnit,
    funds: draft.funds,
    goal: single.goal ?? null,
    goalAchieved: single.goalAchieved ?? null,
    indicators: draft.indicators,
    total: { ...total },
    grade: single.grade ?? null,
    columns: { funds: [...draft.fundColumns], indicators: [...draft.indicatorColumns] },
    hasHead: single.project !== undefined || draft.funds.length > 0,
    hasEnd: draft.hasEnd,
    formHints: [...draft.formHints],
    cells: [...draft.cells.values()],
  };
}
