// What stands around the rows of a form: titles, labels with their values beside them, goals, the row of totals, the unit of money.
import type { SourceAddress, SourceCell } from "../source-document.ts";
import { fundColumnOf, indicatorColumnOf } from "../words/column-heads.ts";
import { type HeadField, headFieldOf } from "../words/field-labels.ts";
import { foldWord } from "../words/fold-text.ts";
import { figureOf, isFormHint, isNothing, printedValue } from "./cell-text.ts";
import { assignSpots } from "./column-map.ts";
import { type FormDraft, place, setSingle } from "./form-draft.ts";
import { type GridRow, ownFilled, type Spot } from "./grid-rows.ts";

const TITLE = /(?:自评|评价|评分|绩效|考评|复核).{0,16}(?:表|情况|一览)(?:\d{0,2})(?:[(（].*[)）])?$/u;
const DAY = /月\s*\d{1,2}\s*日\s*$/u;
const YEAR = /(?<!\d)((?:19|20)\d{2})\s*年/u;

/** Whether a line or a cell alone in its row is a form's title. */
export function isFormTitle(text: string): boolean {
  const word = foldWord(text).replace(/[(（]?(?:19|20)\d{2}年度?[)）]?$/u, "");
  return (
    word.length >= 3 && word.length <= 60 && TITLE.test(word) && !/[。；;，,]/u.test(word) && !/^(?:附件?|见|详见)[^:：]{0,3}$/u.test(word)
  );
}

export function yearIn(text: string): number | null {
  const year = YEAR.exec(foldWord(text))?.[1];
  return year === undefined ? null : Number(year);
}

/** The title as printed, without what stands before it on the line ("附件："). */
export function titleOf(text: string): string {
  return text
    .replace(/\n/gu, "")
    .replace(/^(?:附\s*[件表]?\s*[\d一二三四五六七八九十]*\s*[-–—]?\s*\d*\s*[:：]?)\s*(?=\S{4})/u, "")
    .trim();
}

const MONEY_UNIT =
  /[(（](?:单位[:：]?|金额[:：]?)?(万元|元)[)）]|单位[:：](?:人民币)?(万元|元)|(?:情况|资金|金额|预算数?)[^()（）]{0,6}[(（][^()（）]*?(万元|元)[^()（）]*[)）]/u;

export function moneyUnitIn(text: string): "元" | "万元" | null {
  const match = MONEY_UNIT.exec(foldWord(text));
  const unit = match?.[1] ?? match?.[2] ?? match?.[3];
  return unit === "元" || unit === "万元" ? unit : null;
}

/** Reads the labels of a row with the values beside them; true where it found one. */
export function readLabels(draft: FormDraft, row: GridRow): boolean {
  const spots = row.filter(({ own }) => own);
  let found = false;
  for (const [at, spot] of spots.entries()) {
    if (spot.text === "") continue;
    const whole = headFieldOf(spot.text);
    if (whole !== null) {
      // Cells that a wider one should cover may stand empty between.
      const value = spots.slice(at + 1).find(({ text }) => text !== "") ?? spots[at + 1];
      const isLabel = !value || isLabelOrHead(value.text);
      found = true;
      if (!isLabel) takeField(draft, whole, value.text, value.cell);
    } else if (takeGlued(draft, spot.text, spot.cell)) found = true;
  }
  return found;
}

function isLabelOrHead(text: string): boolean {
  return text !== "" && (headFieldOf(text) !== null || fundColumnOf(text) !== null || indicatorColumnOf(text) !== null);
}

/** Labels and values in one text: "单位名称：某局  填报日期：2023.6.28". */
function takeGlued(draft: FormDraft, text: string, cell: SourceCell | null): boolean {
  let found = false;
  for (const part of text.split(/\s{2,}|\t|\n|(?<=\S)\s+(?=\S{2,8}[:：])/u)) {
    const colon = /[:：]/u.exec(part);
    if (!colon) continue;
    const field = headFieldOf(part.slice(0, colon.index));
    if (field === null) continue;
    takeField(draft, field, part.slice(colon.index + 1), cell);
    found = true;
  }
  return found;
}

function takeField(draft: FormDraft, field: HeadField, printed: string, cell: SourceCell | null): void {
  const text = printedValue(printed.replace(/\n/gu, ""));
  if (text === null) return;
  switch (field) {
    case "project":
    case "department":
    case "unit":
      setSingle(draft, field, text, cell);
      return;
    case "unit-name":
      draft.unitName ??= { text, cell };
      return;
    case "grade":
      if (text.length <= 12) setSingle(draft, "grade", gradeOf(text), cell);
      return;
    case "self-score":
      if (cell && figureOf(text)) draft.selfScore ??= { text: figureOf(text)?.figure ?? text, cell };
      return;
    case "goal":
    case "goal-achieved":
      takeGoal(draft, field, printed, cell);
      return;
    case "higher-department":
    case "contact":
    case "phone":
    case "filled-on":
    case "project-class":
    case "project-nature":
    case "project-type":
    case "other":
      return;
  }
}

// "优■ 良□ 中□ 差□": the marked one.
function gradeOf(text: string): string | null {
  const marked = /([优良中差]|合格|不合格)\s*[■☑√✓]|[■☑√✓]\s*([优良中差]|合格|不合格)/u.exec(text);
  return marked ? (marked[1] ?? marked[2] ?? null) : text.replace(/[“”"]/gu, "");
}

/** Columns of the goals' heads, where both stand side by side. */
export type GoalColumns = { readonly goal: Spot; readonly achieved: Spot };

export function goalColumns(row: GridRow): GoalColumns | null {
  const spots = ownFilled(row);
  const achieved = spots.findLast(({ text }) => headFieldOf(text) === "goal-achieved");
  const goal = achieved && spots.findLast((spot) => spot.end <= achieved.start && headFieldOf(spot.text) === "goal");
  return achieved && goal ? { goal, achieved } : null;
}

/** The goals below their heads; a form may give each goal a row. False where the row has neither. */
export function readGoalRow(draft: FormDraft, row: GridRow, { goal, achieved }: GoalColumns): boolean {
  const columns = [
    { field: "goal" as const, start: goal.start, end: goal.end, word: goal.word },
    { field: "goal-achieved" as const, start: achieved.start, end: achieved.end, word: achieved.word },
  ];
  const under = assignSpots(ownFilled(row), columns);
  let found = false;
  for (const column of columns)
    for (const spot of under.get(column) ?? []) {
      takeGoal(draft, column.field, spot.text, spot.cell);
      found = true;
    }
  return found;
}

function takeGoal(draft: FormDraft, field: "goal" | "goal-achieved", printed: string, cell: SourceCell | null): void {
  const text = printedValue(printed);
  if (text === null) return;
  if (isFormHint(text)) {
    draft.formHints.add(text);
    return;
  }
  const key = field === "goal" ? "goal" : "goalAchieved";
  const before = draft.single[key];
  if (before === undefined) setSingle(draft, key, text, cell);
  else draft.single[key] = `${before}\n${text}`;
}

const TOTAL =
  /^(?:自评)?(?:总分|合计|总计|总得分|总分值|得分合计|总分数|综合得分|合计得分|评价总分|指标合计|绩效指标合计)(?:值)?(?:\(.*\))?[:：]?$/u;
const TOTAL_AND_SCORE = /^(?:自评)?总(?:得)?分[:：]\s*(\d+(?:\.\d+)?)分?$/u;

/** Reads the row of totals; false where the row is none. */
export function readTotalRow(draft: FormDraft, row: GridRow): boolean {
  const spots = ownFilled(row);
  const glued = spots.map((spot) => ({ spot, score: TOTAL_AND_SCORE.exec(spot.word)?.[1] })).find(({ score }) => score !== undefined);
  const label = spots.find(({ word }) => TOTAL.test(word));
  if (glued && !label) {
    setTotal(draft, "score", glued.score ?? null, glued.spot);
    return true;
  }
  if (!label) return false;
  const under = draft.columns
    ? assignSpots(
        spots.filter((spot) => spot !== label),
        draft.columns.columns,
      )
    : new Map();
  const figureUnder = (field: "weight" | "score"): Spot | null =>
    draft.columns?.columns
      .filter((column) => column.field === field)
      .flatMap((column) => under.get(column) ?? [])
      .find((spot: Spot) => figureOf(spot.text) !== null && spot !== label) ?? null;
  const [weight, score] = [figureUnder("weight"), figureUnder("score")];
  const figures = spots.filter((spot) => spot !== label && spot.start >= label.start && figureOf(spot.text) !== null);
  if (weight && score && weight !== score) {
    setTotal(draft, "weight", weight.text, weight);
    setTotal(draft, "score", score.text, score);
  } else if (figures.length >= 2) {
    const [first, second] = figures;
    if (first) setTotal(draft, "weight", first.text, first);
    if (second) setTotal(draft, "score", second.text, second);
  } else if (figures[0]) setTotal(draft, weight && weight !== score ? "weight" : "score", figures[0].text, figures[0]);
  return true;
}

function setTotal(draft: FormDraft, field: "weight" | "score", text: string | null, spot: Spot): void {
  const figure = text === null ? null : figureOf(text);
  if (!figure || draft.total[field] !== null) return;
  draft.total[field] = figure.figure;
  place(draft, `total.${field}`, [spot.cell]);
}

const AFTER =
  /^(?:自评结论|评价结论|结论|存在(?:的)?问题.*|改进措施.*|有关建议.*|其他需要说明.*|备注[:：]?.*|说明[:：]?.*|注[:：]?\d?.*|(?:项目|财务|单位)?负责人.*|填表人.*|填报人.*|联系人.*|联系电话.*|自评等级.*|评价等级.*|偏差大或目标未完成原因分析.*|改进措施及结果应用方案.*|指标未完成.*|财政部门.*意见.*|审核意见.*)$/u;

/** Whether the row stands below the indicators: conclusions, notes, signatures. */
export function isAfterRow(row: GridRow): boolean {
  const [first] = ownFilled(row);
  return first !== undefined && AFTER.test(first.word);
}

/** Hints of the form left anywhere in the row. */
export function noteHints(draft: FormDraft, row: GridRow): void {
  for (const { text } of ownFilled(row)) if (isFormHint(text) && !isNothing(text)) draft.formHints.add(text.slice(0, 200));
}

/** A line of text above a grid that belongs to its form. */
export function readLineAbove(draft: FormDraft, text: string, address: SourceAddress, doubtful: boolean): void {
  const cell: SourceCell = {
    row: 0,
    column: 0,
    rowSpan: 1,
    columnSpan: 1,
    text,
    address,
    ...(doubtful ? { doubtful: true as const } : {}),
  };
  draft.moneyUnit ??= moneyUnitIn(text);
  // The day that a report above was signed on is not the form's year.
  draft.year ??= DAY.test(text) ? null : yearIn(text);
  if (isFormTitle(text)) setSingle(draft, "title", titleOf(text), cell);
  else takeGlued(draft, text, cell);
}
