// One row of the indicator table: names carried on from the rows above, the target put together, merged scores shared out.
import type { IndicatorColumn } from "../words/column-heads.ts";
import { isLevel1, isLevel2, partPoints } from "../words/level-names.ts";
import { isFigure, isFormHint, printedValue } from "./cell-text.ts";
import { assignSpots, type MappedColumn } from "./column-map.ts";
import { type FormDraft, type LevelSeen, place } from "./form-draft.ts";
import type { GridRow, Spot } from "./grid-rows.ts";
import { indicatorName, isMarkedNone } from "./indicator-name.ts";

type Under = ReadonlyMap<MappedColumn<IndicatorColumn>, readonly Spot[]>;

/** Adds the row's indicator to the draft, if it has one. */
export function readIndicatorRow(draft: FormDraft, row: GridRow): void {
  const columns = draft.columns;
  if (!columns) return;
  const under = assignSpots(row, columns.columns);
  const all = (field: IndicatorColumn): Spot[] =>
    columns.columns.filter((column) => column.field === field).flatMap((column) => under.get(column) ?? []);
  takeLevels(draft, all("level1"), all("level2"));
  const named = nameOf(all, columns.columns);
  const values = valuesOf(under, columns.columns);
  const name = indicatorName(named.text);
  if (name === null) {
    if (continueAbove(draft, named.spots, values)) return;
    // A row that carries figures is an indicator even where its name was left out, or says that there is none.
    if ((named.text !== "" && !isMarkedNone(named.text)) || values.score === null || values.weight === null) return;
    if (values.actual === null && !isMarkedNone(named.text)) return;
  }
  if (named.spots.length > 0 && named.spots.every(({ own }) => !own) && isSameRowGoingOn(values)) {
    addReason(draft, values.reasonSpot);
    return;
  }
  push(draft, name ?? (isMarkedNone(named.text) ? named.text.trim() : ""), named.spots, values, columns.inferred);
}

type Values = {
  readonly target: string | null;
  readonly targetSpots: readonly Spot[];
  readonly actual: string | null;
  readonly actualSpot: Spot | null;
  readonly weight: string | null;
  readonly weightSpot: Spot | null;
  readonly score: string | null;
  readonly scoreSpot: Spot | null;
  readonly reason: string | null;
  readonly reasonSpot: Spot | null;
};

function takeLevels(draft: FormDraft, first: readonly Spot[], second: readonly Spot[]): void {
  const [one] = first.filter(({ text }) => text !== "");
  const [two] = second.filter(({ text }) => text !== "");
  // A cell over both columns names the level that its words belong to.
  const both = one !== undefined && one === two;
  const bothSecond = both && isLevel2(one.text) && !isLevel1(one.text);
  if (one && !bothSecond && one.own && !isFigure(one.text)) {
    draft.level1 = levelSeen(one);
    draft.level2 = null;
  }
  if (two?.own && (!both || bothSecond) && !isFigure(two.text)) draft.level2 = levelSeen(two);
}

function levelSeen({ text, cell }: Spot): LevelSeen {
  const { name, points } = partPoints(text.replace(/\n/gu, ""));
  return { name, points, cell };
}

type Fields = (field: IndicatorColumn) => Spot[];

// The deepest level that is filled names the indicator; without a column of its own the second level does.
function nameOf(
  all: Fields,
  columns: readonly MappedColumn<IndicatorColumn>[],
): { readonly text: string; readonly spots: readonly Spot[] } {
  if (!columns.some(({ field }) => field === "level3")) {
    const [second] = all("level2").filter(({ text, own }) => own && text !== "");
    return { text: second?.text ?? "", spots: second ? [second] : [] };
  }
  const levels = all("level2");
  const spots = all("level3").filter((spot) => spot.text !== "" && !(levels.includes(spot) && isLevel2(spot.text)));
  const spot = spots.at(-1);
  return { text: spot ? spot.text.replace(/\n/gu, "") : "", spots: spot ? [spot] : [] };
}

function valuesOf(under: Under, columns: readonly MappedColumn<IndicatorColumn>[]): Values {
  const last = (field: IndicatorColumn, prefer?: RegExp): Spot | null => {
    const filled = columns
      .filter((column) => column.field === field)
      .map((column) => ({ column, spot: (under.get(column) ?? []).find(({ text }) => text !== "") }));
    const wanted = prefer ? filled.find(({ column, spot }) => spot && prefer.test(column.word)) : undefined;
    const spots = filled.flatMap(({ spot }) => (spot ? [spot] : []));
    return wanted?.spot ?? (field === "target" ? spots.findLast(({ text }) => printedValue(text) !== null) : spots[0]) ?? null;
  };
  const first = (field: IndicatorColumn): readonly Spot[] =>
    columns.filter((column) => column.field === field).flatMap((column) => (under.get(column) ?? []).filter(({ text }) => text !== ""));
  const weightSpot = last("weight");
  const scoreSpot = last("score", /^折算/u);
  const actualSpot = last("actual");
  const reasonSpot = last("reason");
  const targetColumn = columns.filter(({ field }) => field === "target");
  const main = last("target");
  // One head over several columns: sign, value and unit stand side by side below it.
  const beside = targetColumn.length === 1 && targetColumn[0] ? (under.get(targetColumn[0]) ?? []).filter(({ text }) => text !== "") : [];
  const target = joinTarget(first("symbol"), beside.length > 1 ? beside : main ? [main] : [], first("unit"));
  return {
    target: target.text,
    targetSpots: target.spots,
    actual: actualSpot ? printedValue(actualSpot.text) : null,
    actualSpot,
    weight: pointsOf(weightSpot),
    weightSpot,
    score: pointsOf(scoreSpot),
    scoreSpot,
    reason: reasonSpot ? printedValue(reasonSpot.text) : null,
    reasonSpot,
  };
}

// A long text under a head of points is no figure that could be read there.
function pointsOf(spot: Spot | null): string | null {
  const value = spot ? printedValue(spot.text) : null;
  return value === null || value.length > 20 ? null : value.replace(/\s+/gu, "");
}

// 定量 and the direction say what kind of indicator it is; they are no part of the target.
const KIND_OF_INDICATOR = /^(?:定量(?:指标)?|定性指标|正向(?:指标)?|反向(?:指标)?|逆向(?:指标)?)$/u;

function joinTarget(
  symbols: readonly Spot[],
  values: readonly Spot[],
  units: readonly Spot[],
): { readonly text: string | null; readonly spots: readonly Spot[] } {
  const value = values.map(({ text }) => text).join("");
  if (printedValue(value) === null) return { text: null, spots: [] };
  const symbol = symbols
    .filter(({ word, text }) => !KIND_OF_INDICATOR.test(word) && printedValue(text) !== null)
    .map(({ text }) => text)
    .join("");
  const unit = units.map(({ text }) => text).join("");
  const before = symbol !== "" && !value.startsWith(symbol) ? symbol : "";
  const after = printedValue(unit) !== null && !value.endsWith(unit) && /\d$/u.test(value) ? unit : "";
  const spots = [...values, ...(before ? symbols : []), ...(after ? units : [])];
  return { text: `${before}${value}${after}`, spots };
}

function isSameRowGoingOn({ targetSpots, actualSpot, weightSpot, scoreSpot }: Values): boolean {
  return ![...targetSpots, actualSpot, weightSpot, scoreSpot].some((spot) => spot?.own && printedValue(spot.text) !== null);
}

// The name's cell was split: below it only more of the reason stands.
function continueAbove(draft: FormDraft, name: readonly Spot[], values: Values): boolean {
  if (name.length > 0 || !values.reasonSpot?.own || values.target !== null || values.actual !== null) return false;
  if (values.weight !== null || values.score !== null) return false;
  return addReason(draft, values.reasonSpot);
}

function addReason(draft: FormDraft, spot: Spot | null): boolean {
  const above = draft.indicators.at(-1);
  if (!above || !spot?.own || printedValue(spot.text) === null || isFormHint(spot.text)) return false;
  above.reason = above.reason === null ? spot.text : `${above.reason}${spot.text}`;
  return true;
}

function push(draft: FormDraft, name: string, nameSpots: readonly Spot[], values: Values, inferred: boolean): void {
  const index = draft.indicators.length;
  const { level1, level2 } = draft;
  // One cell over both columns is the indicator's name, unless the form has no third level.
  const noSecondOfItsOwn = draft.indicatorColumns.has("level3") && level2 !== null && nameSpots.some(({ cell }) => cell === level2.cell);
  const score = shared(draft, values.scoreSpot, index);
  const weight = shared(draft, values.weightSpot, index);
  const above = score.rowAbove === null ? null : draft.indicators[score.rowAbove];
  if (above) above.scoreRows++;
  const reason = values.reason !== null && isFormHint(values.reason) ? null : values.reason;
  if (values.reason !== null && reason === null) draft.formHints.add(values.reason);
  draft.indicators.push({
    level1: level1?.name ?? "",
    level2: level2 && !noSecondOfItsOwn ? level2.name : "",
    level3: name,
    target: values.target,
    actual: values.actual,
    weight: weight.rowAbove === null ? values.weight : null,
    score: score.rowAbove === null ? values.score : null,
    reason,
    level1Points: level1?.points ?? null,
    level2Points: level2 && !noSecondOfItsOwn ? level2.points : null,
    scoreRows: score.rowAbove === null ? 1 : 0,
  });
  const surely = inferred ? "likely" : "certain";
  const at = (field: string, spots: readonly (Spot | null | undefined)[], there: string | null) => {
    if (there === null || there === "") return;
    // What is no figure where points belong was misread or mistyped: a person should look.
    const isOdd = (field === "weight" || field === "score") && !isFigure(there);
    const cells = spots.flatMap((spot) => (spot ? [spot.cell] : []));
    place(draft, `indicators.${index}.${field}`, cells, isOdd ? "doubtful" : surely);
  };
  const row = draft.indicators[index];
  if (!row) return;
  if (level1) place(draft, `indicators.${index}.level1`, [level1.cell], surely);
  if (level2 && row.level2 !== "") place(draft, `indicators.${index}.level2`, [level2.cell], surely);
  at("level3", nameSpots, row.level3);
  at("target", values.targetSpots, row.target);
  at("actual", [values.actualSpot], row.actual);
  at("weight", [values.weightSpot], row.weight);
  at("score", [values.scoreSpot], row.score);
  at("reason", [values.reasonSpot], row.reason);
}

// The first row that a merged cell reaches over holds its value; the others hold none.
function shared(draft: FormDraft, spot: Spot | null, index: number): { readonly rowAbove: number | null } {
  if (!spot || spot.cell.rowSpan < 2) return { rowAbove: null };
  const above = draft.coveredBy.get(spot.cell);
  if (above === undefined) draft.coveredBy.set(spot.cell, index);
  return { rowAbove: above ?? null };
}
