// Walks a grid from top to bottom: titles and labels, money rows, goals, indicators, totals, and what follows; a title or a
// project's name below a finished form begins the next one.
import { headFieldOf } from "../words/field-labels.ts";
import { fundRowKindOf } from "../words/fund-rows.ts";
import { isLevel1, isLevel2 } from "../words/level-names.ts";
import { fundColumns, halfIndicatorColumns, type IndicatorColumns, indicatorColumns, inferColumns, refinedColumns } from "./column-map.ts";
import { type FormDraft, hasRows, newDraft, noteIndicatorColumns, setSingle } from "./form-draft.ts";
import { type GridRow, ownFilled } from "./grid-rows.ts";
import {
  type FundHeads,
  fundHeads,
  noteFundColumns,
  readFundPairs,
  readFundRow,
  readNamedAmounts,
  readPartPairs,
} from "./read-fund-row.ts";
import {
  type GoalColumns,
  goalColumns,
  isAfterRow,
  isFormTitle,
  moneyUnitIn,
  noteHints,
  readGoalRow,
  readLabels,
  readTotalRow,
  titleOf,
  yearIn,
} from "./read-head-row.ts";
import { readIndicatorRow } from "./read-indicator-row.ts";

type Part = "head" | "funds" | "goals" | "indicators" | "after";

type Walk = {
  draft: FormDraft;
  part: Part;
  funds: FundHeads | null;
  goals: GoalColumns | null;
  /** Heads without the names of levels, waiting for the row below them. */
  half: IndicatorColumns["columns"] | null;
  /** The row before was one of indicator heads. */
  justHeads: boolean;
  readonly finished: FormDraft[];
};

/** The drafts of the forms in the rows; the first is `open` continued where one is given, the last may go on in the next grid. */
export function walkGrid(rows: readonly GridRow[], open: FormDraft | null): readonly FormDraft[] {
  const [first] = rows.flatMap(ownFilled);
  const walk: Walk = {
    draft: open ?? newDraft(first?.cell.address ?? ""),
    part: open ? partOf(open) : "head",
    funds: null,
    goals: null,
    half: null,
    justHeads: false,
    finished: [],
  };
  for (const [at, row] of rows.entries()) step(walk, row, rows, at);
  return [...walk.finished, walk.draft];
}

function partOf(draft: FormDraft): Part {
  if (draft.hasEnd) return "after";
  return draft.columns ? "indicators" : "head";
}

function step(walk: Walk, row: GridRow, rows: readonly GridRow[], at: number): void {
  const own = ownFilled(row);
  if (own.length === 0) return;
  if (beginsForm(walk, row)) {
    walk.finished.push(walk.draft);
    Object.assign(walk, { draft: newDraft(own[0]?.cell.address ?? ""), part: "head", funds: null, goals: null, half: null });
  }
  const { draft } = walk;
  noteWords(walk, row);
  const wasHeads = walk.justHeads;
  walk.justHeads = false;
  if (readHeads(walk, row, wasHeads)) return;
  if (walk.part === "indicators" && readIndicators(walk, row)) return;
  if (walk.part === "funds" && readFunds(walk, row)) return;
  if (walk.part === "goals" && walk.goals && !isOutOfGoals(row) && readGoalRow(draft, row, walk.goals)) return;
  if (walk.part === "after") {
    if (!readTotalRow(draft, row)) readLabels(draft, row);
    return;
  }
  if (startsWithoutHeads(walk, row, rows, at)) return;
  if (readLabels(draft, row)) return;
  if (walk.part === "head" && (readFundPairs(draft, row) || readFunds(walk, row))) walk.part = "funds";
}

function beginsForm({ draft, part }: Walk, row: GridRow): boolean {
  if (!hasRows(draft)) return false;
  const own = ownFilled(row);
  const [first] = own;
  if (first && own.length === 1 && isFormTitle(first.text)) return true;
  const isProject = own.some(({ text }, at) => headFieldOf(text) === "project" && own[at + 1] !== undefined);
  return isProject && (draft.indicators.length > 0 || part === "after");
}

function noteWords({ draft, part }: Walk, row: GridRow): void {
  const own = ownFilled(row);
  const [first] = own;
  if (part !== "indicators") {
    draft.moneyUnit ??= own.map(({ text }) => (text.length < 60 ? moneyUnitIn(text) : null)).find((unit) => unit !== null) ?? null;
    noteHints(draft, row);
  }
  if (!first || own.length > 1 || hasRows(draft)) return;
  draft.year ??= first.text.length < 80 ? yearIn(first.text) : null;
  if (isFormTitle(first.text)) setSingle(draft, "title", titleOf(first.text), first.cell);
}

function readHeads(walk: Walk, row: GridRow, wasHeads: boolean): boolean {
  const { draft } = walk;
  const heads = indicatorColumns(row);
  if (heads) return beginIndicators(walk, walk.half ? (refinedColumns(walk.half, row, false) ?? heads) : heads);
  if (walk.half) {
    const whole = refinedColumns(walk.half, row, false);
    if (whole) return beginIndicators(walk, whole);
    walk.half = null;
  }
  if (wasHeads && draft.columns) {
    const refined = refinedColumns(draft.columns.columns, row, true);
    if (refined) return beginIndicators(walk, refined);
  }
  const half = walk.part === "indicators" ? null : halfIndicatorColumns(row);
  if (half && !fundColumns(row)) {
    walk.half = half;
    return true;
  }
  if (walk.part !== "indicators") {
    const funds = fundColumns(row);
    if (funds) {
      walk.funds = fundHeads(row, funds);
      noteFundColumns(draft, funds);
      walk.part = "funds";
      return true;
    }
  }
  const goals = goalColumns(row);
  if (!goals) return false;
  Object.assign(walk, { goals, part: "goals" });
  return true;
}

function beginIndicators(walk: Walk, columns: IndicatorColumns["columns"]): true {
  noteIndicatorColumns(walk.draft, { columns, inferred: false });
  Object.assign(walk, { part: "indicators", half: null, justHeads: true });
  return true;
}

function readIndicators(walk: Walk, row: GridRow): boolean {
  const { draft } = walk;
  if (draft.indicators.length > 0 && readTotalRow(draft, row)) {
    draft.hasEnd = true;
    walk.part = "after";
    return true;
  }
  if (draft.indicators.length > 0 && isAfterRow(row)) {
    draft.hasEnd = true;
    walk.part = "after";
    return false;
  }
  readIndicatorRow(draft, row);
  return true;
}

function readFunds(walk: Walk, row: GridRow): boolean {
  const { draft, funds } = walk;
  if (isOutOfFunds(row)) return false;
  if (funds) {
    if (readFundRow(draft, row, funds)) return true;
    return readNamedAmounts(draft, row);
  }
  return draft.funds.length > 0 && (readFundPairs(draft, row) || readPartPairs(draft, row) || isEmptyPart(row));
}

// A part of the money that the form names and nobody filled.
function isEmptyPart(row: GridRow): boolean {
  return ownFilled(row).some(({ text }) => fundRowKindOf(text) !== null);
}

function isOutOfFunds(row: GridRow): boolean {
  const own = ownFilled(row);
  return own.some(({ text }) => {
    const field = headFieldOf(text);
    return field === "goal" || field === "goal-achieved" || field === "project";
  });
}

function isOutOfGoals(row: GridRow): boolean {
  return ownFilled(row).some(({ text }) => isLevel1(text) || headFieldOf(text) === "project");
}

// A grid that starts inside a table: names of levels stand in it before any head.
function startsWithoutHeads(walk: Walk, row: GridRow, rows: readonly GridRow[], at: number): boolean {
  const { draft } = walk;
  if (draft.columns || walk.part === "after" || !row.some(({ text }) => isLevel1(text) || isLevel2(text))) {
    if (draft.columns || hasRows(draft) || at > 0) return false;
    // Names of levels may come a few rows later; the rows before them belong to the level that the fragment left out.
    const later = rows.slice(0, ROWS_LOOKED_AHEAD).some((one) => one.some(({ own, text }) => own && isLevel2(text)));
    if (!later || rows.slice(0, ROWS_LOOKED_AHEAD).some((one) => indicatorColumns(one) !== null || fundColumns(one) !== null)) return false;
  }
  const columns = inferColumns(rows.slice(at));
  if (!columns) return false;
  noteIndicatorColumns(draft, { columns, inferred: true });
  walk.part = "indicators";
  return readIndicators(walk, row);
}

const ROWS_LOOKED_AHEAD = 8;
