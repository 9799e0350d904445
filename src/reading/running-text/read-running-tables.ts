// Tables of a plain text, whose cells and rows are no longer marked or only half: found by the forms' own words, read by a search
// over all ways to cut them.
import type { Confidence, ReadCell, ReadFundRow, ReadIndicatorRow, ReadTable } from "../read-table.ts";
import type { SourceDocument, SourceNote } from "../source-document.ts";
import { partPoints } from "../words/level-names.ts";
import type { RowColumn } from "./cell-likelihood.ts";
import { GAP, type Gap } from "./gap.ts";
import {
  FUND_STARTS,
  GOAL_STARTS,
  GRADE_BEHIND,
  INDICATOR_STARTS,
  INDICATOR_WORDS,
  type IndicatorHead,
  type Landmark,
  landmarksIn,
  TABLE_ENDS,
} from "./landmarks.ts";
import { isWithin } from "./misread.ts";
import { isInPageOrder } from "./page-order.ts";
import { readFundRows, type TapeFunds } from "./read-fund-rows.ts";
import { moneyUnitOf, readHead, type Span } from "./read-head.ts";
import { asDigits, type KnownSums, NO_SUMS, readIndicatorRows, type TapeRow, type TapeRows } from "./read-indicator-rows.ts";
import { readPageRows } from "./read-page-rows.ts";
import { readScatteredRows } from "./read-scattered-rows.ts";
import { edgeConfidence, type Tape, tapeOf } from "./tape.ts";

/** Tables read from the document's text blocks; blocks already in use are left alone. */
export function readRunningTables(
  source: SourceDocument,
  used: ReadonlySet<number>,
): { readonly tables: readonly ReadTable[]; readonly used: ReadonlySet<number>; readonly notes: readonly SourceNote[] } {
  const tape = tapeOf(source, used);
  const taken = new Set<number>();
  const notes: SourceNote[] = [];
  const tables = regionsOf(tape).flatMap((region) => {
    const table = readRegion(tape.styledAs(region.start, region.end), region);
    if (!table) return [];
    for (let index = region.start; index < table.end; index++) taken.add(tape.blockOf(index));
    if (table.cut) notes.push({ code: "row-cut-off", ...table.cut });
    return [table.table];
  });
  return { tables, used: taken, notes };
}

/** A title begins behind the last gap of its line; in running text, behind the total of the table before it. */
function titleStart(tape: Tape, from: number, end: number): number {
  const strong = tape.style === "run-on" ? GAP.blank : GAP.line;
  for (let at = end; at > from; at--) if ((tape.gaps[at] ?? 0) >= strong) return at;
  const text = tape.text.slice(from, end);
  const total = /(?:总分|合计|总计|总得分)[:：]?(?=\d)/u.exec(text);
  const behind = total ? total.index + total[0].length : 0;
  return from + behind + (/^\d*?(?=20\d\d年|\D)/u.exec(text.slice(behind))?.[0].length ?? 0);
}

/** A stretch that holds one table: from its title, over its head, to the next table's. */
type Region = {
  readonly start: number;
  readonly head: number;
  readonly end: number;
  /** The page begins inside this table: it has rows, but no head. */
  readonly fragment?: true;
};

const HEAD_LABEL = /(?<![子分])(?:项目|专项|政策|转移支付)(?:\((?:项目|政策|资金)\))?名称(?!和|、|及|"|”)|预算部门、单位名称/gu;
const TITLE = /[一-鿿\d()〔〕年度"“”、·-]{0,60}?(?:自评表|评价表|评分表|自评价表|评价指标表)(?:\(\d{4}年度?\))?/gu;
const TITLE_REACH = 160;
/** A project may be called after its form: what stands right behind the label is its name. */
const LABEL_REACH = 8;

function regionsOf(tape: Tape): readonly Region[] {
  const heads = [...tape.text.matchAll(HEAD_LABEL)]
    .map(({ index }) => index)
    .filter((index) => tape.gaps[index] !== GAP.none || tape.style === "run-on");
  const titles = [...tape.text.matchAll(TITLE)].map((match) => ({
    start: titleStart(tape, match.index, match.index + match[0].search(/(?:自评价?|评价|评分|评价指标)表/u)),
    end: match.index + match[0].length,
  }));
  // A title without a project's name below it, as of a department's or a bureau's form.
  const isName = (start: number, end: number) => heads.some((head) => head < end && (head >= start || start - head <= LABEL_REACH));
  const bare = titles
    .filter(({ start, end }) => !isName(start, end) && !heads.some((head) => head >= end && head - end < TITLE_REACH))
    .map(({ end }) => end);
  const starts = [...heads, ...bare.filter((at) => beginsTable(tape, at))].toSorted((a, b) => a - b);
  const regions = starts.map((head, index): Region => {
    const title = titles.findLast(({ end }) => end <= head && head - end < TITLE_REACH && end > (starts[index - 1] ?? -1));
    return { start: title?.start ?? head, head, end: starts[index + 1] ?? tape.text.length };
  });
  const closed = regions.map((region, index) => ({ ...region, end: Math.max(region.head, regions[index + 1]?.start ?? region.end) }));
  const first = closed[0]?.start ?? tape.text.length;
  // The page may begin inside a table.
  return hasRows(tape.text.slice(0, first)) && !/报告/u.test(tape.text.slice(0, Math.min(first, 400)))
    ? [{ ...fragmentOf(tape, first), fragment: true }, ...closed]
    : closed;
}

/** From the first line that is parted into cells, or the first level's name. */
function fragmentOf(tape: Tape, end: number): { readonly start: number; readonly head: number; readonly end: number } {
  const level =
    /(?:产出|(?:经济|社会|生态|环境)?效益|可持续影响|(?:服务对象)?满意度|成本|数量|质量|时效)指标/u.exec(tape.text.slice(0, end))?.index ??
    0;
  let row = 0;
  if (tape.style === "bars") while (row < level && !((tape.gaps[row] ?? 0) === GAP.row && row > 0)) row++;
  const start = tape.style === "bars" ? row : level;
  return { start, head: start, end };
}

const FORM_REACH = 900;

function beginsTable(tape: Tape, at: number): boolean {
  const apart = tape.style === "run-on" ? !tape.text.startsWith(".", at) : (tape.gaps[at] ?? 0) >= GAP.line;
  return apart && /三级指标|指标名称(?:计量单位|指标性质|分值|权重|年初|年度|预期|目标|指标值)/u.test(tape.text.slice(at, at + FORM_REACH));
}

function hasRows(text: string): boolean {
  return /(?:数量|质量|时效|社会效益|经济效益|可持续影响|满意度)指标|产出数量|指标名称(?:计量单位|年初|年度)/u.test(text);
}

type Sections = { readonly funds: Span; readonly goals: Span; readonly heads: Span; readonly rows: Span; readonly ended: boolean };

/** Where the parts of the region's table are; an absent part is empty. */
function sectionsOf(tape: Tape, { head, end, fragment }: Region): Sections {
  const find = (pattern: RegExp, from: number, to: number) => {
    const match = pattern.exec(tape.text.slice(from, to));
    return match ? from + match.index : null;
  };
  const indicators = find(INDICATOR_STARTS, head, end);
  // Without heads of indicators there are no rows of them, unless the page begins among these.
  const headsStart = indicators ?? (fragment ? head : end);
  const headsEnd = indicators === null ? headsStart : endOfHeads(tape, indicators, end);
  const fundsStart = (fragment ? null : find(FUND_STARTS, head, headsStart)) ?? headsStart;
  const goals = find(GOAL_STARTS, fundsStart, headsStart) ?? headsStart;
  const rowsEnd = find(TABLE_ENDS, headsEnd, end);
  return {
    funds: { start: fundsStart, end: goals },
    goals: { start: goals, end: headsStart },
    heads: { start: headsStart, end: headsEnd },
    rows: { start: headsEnd, end: rowsEnd ?? end },
    ended: rowsEnd !== null,
  };
}

const HEAD_STRETCH = 26;
/** Where the rows have begun: what follows is no head, whatever it is called. */
const FIRST_LEVEL = /(?:产出|效益|满意度|成本|数量|质量|时效|决策|过程|投入)指标|项目(?:决策|产出|效益|管理|过程)|产出数量/u;

/** The last head that stands close behind the ones before it. */
function endOfHeads(tape: Tape, start: number, end: number): number {
  let last = start;
  for (const { start: at, end: to } of landmarksIn(tape.text, INDICATOR_WORDS, start, Math.min(end, start + 260))) {
    if (at - last > HEAD_STRETCH || FIRST_LEVEL.test(tape.text.slice(last, at))) break;
    last = to;
  }
  const rest = /^(?:[^\d一-鿿]*(?:分析|及|和|拟采取的?|改进)*(?:改进)?措施|值|完成值|指标值|\([^()]*\))+/u.exec(tape.text.slice(last, end));
  return last + (rest?.[0].length ?? 0);
}

const SCATTERED: readonly RowColumn[] = ["level3", "target", "actual", "weight", "score", "reason"];
const ABOVE = 60;

/** Heads of the upper row, where the form's heads stand in two: they are the columns behind those of the lower one. */
function headsAbove(tape: Tape, { goals, heads }: Sections): readonly Landmark<IndicatorHead>[] {
  const from = Math.max(goals.start, heads.start - ABOVE);
  const above = landmarksIn(tape.text, INDICATOR_WORDS, from, heads.start);
  return above.some(({ name }) => name === "score") && above.some(({ name }) => name === "weight") ? above : [];
}

/** Heads on all lines that the heads of the form are broken over. */
function namesNear(tape: Tape, { goals, heads, rows }: Sections): readonly IndicatorHead[] {
  return landmarksIn(tape.text, INDICATOR_WORDS, Math.max(goals.start, heads.start - ABOVE), Math.min(rows.end, rows.start + ABOVE)).map(
    ({ name }) => name,
  );
}

const SCHEMES: readonly (readonly RowColumn[])[] = [
  ["level3", "target", "actual", "weight", "score", "reason"],
  ["level3", "symbol", "target", "unit", "actual", "weight", "score", "reason"],
  ["level3", "weight", "target", "actual", "score", "reason"],
  ["level3", "target", "weight", "score"],
];

/** Heads in two rows: sign, value and unit below 指标值 stand in its place. */
function inOneRow(names: readonly IndicatorHead[]): readonly IndicatorHead[] {
  const [first, second] = [names.indexOf("target"), names.lastIndexOf("target")];
  const below = names
    .slice(Math.max(0, second - 1), second + 2)
    .filter((name): boolean => name === "symbol" || name === "target" || name === "unit");
  if (first < 0 || second === first || below.length < 2 || !names.slice(first, second).includes("score")) return names;
  return [...names.slice(0, first), ...below, ...names.slice(first + 1).filter((name) => !below.includes(name))];
}

function columnsOf(heads: readonly Landmark<IndicatorHead>[]): readonly RowColumn[] | null {
  const names = [...new Set(inOneRow(heads.map(({ name }) => name)))].filter(
    (name): name is RowColumn => name !== "level1" && name !== "level2",
  );
  const first = names.indexOf("level3");
  const columns = first < 0 ? (["level3", ...names] as const) : names.slice(first);
  return columns.includes("target") || columns.includes("actual") || columns.includes("score") ? columns : null;
}

type RegionTable = { readonly table: ReadTable; readonly end: number; readonly cut: Omit<SourceNote, "code"> | null };

function readRegion(tape: Tape, region: Region): RegionTable | null {
  const sections = sectionsOf(tape, region);
  const headEnd = Math.min(sections.funds.start, sections.heads.start, sections.rows.start);
  const head = readHead(tape, region.start, region.head, Math.max(headEnd, region.head));
  const funds = readFundRows(tape, sections.funds.start, sections.funds.end, sections.heads.start);
  const heads = [...landmarksIn(tape.text, INDICATOR_WORDS, sections.heads.start, sections.heads.end), ...headsAbove(tape, sections)];
  const found = columnsOf(heads);
  const total = readTotal(tape, sections.rows.end, region.end, head.selfScore, found?.includes("weight") ?? true);
  // Rows that the text breaks off within add up to nothing that is printed.
  const known = sections.ended || head.selfScore ? knownSums(tape, funds, total) : { weights: [], scores: [] };
  const scattered = readScatteredRows(tape, sections.heads.start, region.end);
  const inPageOrder = scattered === null && isInPageOrder(tape, sections.rows);
  const byPlace = inPageOrder ? readPageRows(tape, sections.rows, namesNear(tape, sections)) : null;
  const best = scattered
    ? { columns: SCATTERED, read: { rows: scattered.rows, fit: 0, borneOut: NO_SUMS } }
    : byPlace
      ? { columns: byPlace.columns, read: { ...byPlace, borneOut: NO_SUMS } }
      : bestRows(tape, sections.rows, found ? withPoints(found) : SCHEMES, known);
  const { columns } = best;
  const cut = sections.ended || scattered ? null : rowCutOff(tape, best.read.rows);
  const read = cut ? { ...best.read, rows: best.read.rows.slice(0, -1) } : best.read;
  if (read.rows.length === 0 && funds.rows.every(({ cells }) => cells.size === 0)) return null;
  const sums = scattered?.total ? { ...total, ...scattered.total } : total;
  const table = tableOf(tape, region, {
    sections,
    head,
    funds,
    columns,
    read,
    total: sums,
    scattered: scattered !== null,
    guessed: inPageOrder && byPlace === null,
    found: found !== null,
  });
  const named = cut?.cells.get("level3") ?? (sections.ended || scattered ? null : nameCutOff(tape, sections.rows, read.rows));
  return {
    table,
    end: total.end,
    cut: named && { address: tape.addressOf(named.start, named.end), found: tape.printed(named.start, named.end) },
  };
}

/** The last row, where the text breaks off within it: what all rows above it have is not there any more. */
function rowCutOff(tape: Tape, rows: readonly TapeRow[]): TapeRow | null {
  const [last, above] = [rows.at(-1), rows.slice(0, -1)];
  if (!last || above.length < 2 || Math.max(...[...last.cells.values()].map(({ end }) => end)) < tape.text.length - 1) return null;
  const has = (row: TapeRow, ...columns: readonly RowColumn[]) => columns.some((column) => row.cells.has(column));
  const most = (...columns: readonly RowColumn[]) => above.filter((row) => has(row, ...columns)).length * 2 > above.length;
  const lacksValues = (most("target") && !has(last, "target")) || (most("actual") && !has(last, "actual"));
  const text = (column: RowColumn) => tape.text.slice(last.cells.get(column)?.start ?? 0, last.cells.get(column)?.end ?? 0);
  const breaksOff =
    !has(last, "weight", "score") && text("target").length > text("actual").length && text("target").startsWith(text("actual"));
  return lacksValues || (above.every((row) => has(row, "weight", "score")) && breaksOff) ? last : null;
}

const SHORT_REST = 40;

/** What stands behind the last row and names a level: a row of which the text has no value any more. */
function nameCutOff(tape: Tape, { end }: Span, rows: readonly TapeRow[]): Span | null {
  const start = Math.max(0, ...[...(rows.at(-1)?.cells.values() ?? [])].map((cell) => cell.end));
  const rest = tape.text.slice(start, end);
  const isCut = start > 0 && end === tape.text.length && rest.length <= SHORT_REST && /^[一-鿿]{2,8}指标[一-鿿]/u.test(rest);
  return isCut ? { start, end } : null;
}

/** A form whose heads name no points may print them all the same, behind the values. */
function withPoints(columns: readonly RowColumn[]): readonly (readonly RowColumn[])[] {
  if (columns.includes("weight") || columns.includes("score")) return [columns];
  const behind = Math.max(columns.indexOf("actual"), columns.indexOf("target")) + 1;
  return [columns, [...columns.slice(0, behind), "score", ...columns.slice(behind)]];
}

function bestRows(
  tape: Tape,
  rows: Span,
  schemes: readonly (readonly RowColumn[])[],
  known: KnownSums,
): { readonly columns: readonly RowColumn[]; readonly read: TapeRows } {
  const read = schemes.map((columns) => ({ columns, read: readIndicatorRows(tape, rows.start, rows.end, columns, known) }));
  return read.toSorted((a, b) => b.read.fit - a.read.fit)[0] ?? { columns: [], read: { rows: [], fit: 0, borneOut: NO_SUMS } };
}

type Total = { readonly weight: Span | null; readonly score: Span | null; readonly end: number };

// A letter that recognition took for a digit is one of the figure.
const FIGURE = String.raw`[\dIlOS]{1,3}(?:\.[\dIlOS]{1,4})?`;

const GRADE_REACH = 40;

/** A grade that stands right behind the total, with its label. */
function gradeBehind(tape: Tape, start: number, end: number): Span | null {
  const match = GRADE_BEHIND.exec(tape.text.slice(start, Math.min(end, start + GRADE_REACH)));
  if (match?.[1] === undefined) return null;
  const at = start + match.index + match[0].length - match[1].length;
  return { start: at, end: at + match[1].length };
}

/** The total row behind the last indicator; run together, 10098 is 100 and 98. */
function readTotal(tape: Tape, start: number, end: number, selfScore: Span | null, weighted: boolean): Total {
  const name = /^(?:合计|总分|总计|总得分)[:：]?/u.exec(tape.text.slice(start, end));
  if (!name) return { weight: null, score: selfScore, end: start };
  const from = start + name[0].length;
  const figures = new RegExp(`^([1Il][0O]{2}(?:\\.0+)?)(${FIGURE})?(?![\\dIlOS.])|^(${FIGURE})(?![\\dIlOS.])`, "u").exec(
    tape.text.slice(from, Math.min(end, from + 14)),
  );
  if (!figures) return { weight: null, score: selfScore, end: from };
  const [, hundred, behind, alone] = figures;
  const span = (at: number, text: string): Span => ({ start: at, end: at + text.length });
  if (hundred === undefined)
    return { weight: null, score: alone === undefined ? selfScore : span(from, alone), end: from + figures[0].length };
  // Without a column of weights, what stands in the total row is the score.
  if (!weighted && behind === undefined) return { weight: null, score: span(from, hundred), end: from + figures[0].length };
  const score = behind === undefined ? selfScore : span(from + hundred.length, behind);
  return { weight: span(from, hundred), score, end: from + figures[0].length };
}

function knownSums(tape: Tape, funds: TapeFunds, total: Total): KnownSums {
  const number = (span: Span | null | undefined) => {
    const text = span ? asDigits(tape.text.slice(span.start, span.end)).replace(/,/gu, "") : "";
    return /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) : null;
  };
  const execution = funds.rows[0]?.cells;
  const [weight, score] = [number(execution?.get("weight")) ?? 0, number(execution?.get("score")) ?? 0];
  const [whole, reached] = [number(total.weight) ?? 100, number(total.score)];
  return { weights: [whole, whole - weight], scores: reached === null ? [] : [reached, reached - score] };
}

type Parts = {
  readonly sections: Sections;
  readonly head: ReturnType<typeof readHead>;
  readonly funds: TapeFunds;
  readonly columns: readonly RowColumn[];
  readonly read: TapeRows;
  readonly total: Total;
  /** Whether names and figures stand apart, in the order of drawing. */
  readonly scattered: boolean;
  /** Whether the rows stand in the order of the page's lines, so that they can only be guessed. */
  readonly guessed: boolean;
  /** Whether the form's heads were seen, or its columns guessed. */
  readonly found: boolean;
};

function tableOf(tape: Tape, region: Region, parts: Parts): ReadTable {
  const { sections, head, funds, columns, read, total } = parts;
  const cells: ReadCell[] = [];
  // A page's mark within words stays where it was printed; figures are read without it.
  const value = (path: string, span: Span | null | undefined, confidence: Confidence = "likely"): string | null => {
    if (!span || span.end <= span.start) return null;
    const words = /\.(?:level3|target|actual|reason)$/u.test(path);
    const text = tape.printed(span.start, span.end, words ? "kept" : undefined);
    if (/^(?:[-—/*]+|无)?$/u.test(text)) return null;
    cells.push({
      path,
      address: tape.addressOf(span.start, span.end),
      confidence:
        (parts.guessed && path.startsWith("indicators.")) || tape.doubted(span.start, span.end) || tape.overPage(span.start, span.end)
          ? "doubtful"
          : confidence,
    });
    return text;
  };
  const points = (path: string, span: Span | null): string | null => {
    if (!span) return null;
    const { letters, breaks } = tape.misread;
    const isMisread = isWithin(letters, span.start, span.end - 1) || isWithin(breaks, span.start, span.end);
    const printed = value(path, span, isMisread ? "doubtful" : edgeConfidence(tape, span.start, span.end));
    return printed === null ? null : asDigits(printed);
  };
  const project = value("project", head.project);
  const moneyUnit = moneyUnitOf(tape, region.start, sections.goals.end);
  const title =
    /[一-鿿].*(?:自评表|评价表|评分表)/u.exec(tape.printed(region.start, Math.min(region.head, region.start + TITLE_REACH)))?.[0] ?? null;
  const goals = goalsOf(tape, sections.goals);
  const indicators = read.rows.flatMap((row) => indicatorOf(row) ?? []);
  return {
    title,
    address: tape.addressOf(region.start, region.start + 1),
    project,
    department: value("department", head.department),
    unit: value("unit", head.unit ?? (parts.scattered ? unitBeforeLabel(tape, sections.funds.start, sections.rows.end) : null)),
    year: head.year?.value ?? yearOfDates(tape, sections.rows) ?? yearOfDates(tape, sections.goals),
    moneyUnit,
    funds: funds.rows.map((row, index) => fundRowOf(row, index)),
    goal: value("goal", goals.goal),
    goalAchieved: value("goalAchieved", goals.achieved),
    indicators: indicators.map((row, index) => indicatorRowOf(row, index)),
    total: { weight: points("total.weight", total.weight), score: points("total.score", total.score) },
    grade: value("grade", head.grade ?? gradeBehind(tape, total.end, region.end)),
    columns: { funds: funds.columns, indicators: [...columns] },
    hasHead: project !== null || funds.rows.length > 0,
    // Scores that make the total stated in the head show that no row is missing.
    hasEnd: sections.ended || read.borneOut.scores,
    formHints: [],
    cells,
  };

  function fundRowOf(row: TapeFunds["rows"][number], index: number): ReadFundRow {
    const cell = (name: "initial" | "revised" | "executed" | "weight" | "rate" | "score") =>
      value(
        `funds.${index}.${name}`,
        row.cells.get(name),
        row.confidence === "doubtful" && row.likely?.has(name) ? "likely" : row.confidence,
      );
    // The table's own unit behind an amount is no part of it.
    const amount = (name: "initial" | "revised" | "executed") => {
      const printed = cell(name);
      const unit = /(?<=\d)(万元?|元)$/u.exec(printed ?? "")?.[1];
      return printed !== null && unit !== undefined && (unit === "元") === (moneyUnit === "元") ? printed.slice(0, -unit.length) : printed;
    };
    const name = tape.printed(row.row.start, row.row.end).replace(/[:：]$/u, "");
    return {
      row: name,
      initial: amount("initial"),
      revised: amount("revised"),
      executed: amount("executed"),
      weight: cell("weight"),
      rate: cell("rate"),
      score: cell("score"),
    };
  }

  function indicatorOf(row: TapeRow): TapeRow | null {
    const name = row.cells.get("level3");
    // A row marked 无 is no indicator; one of no figures at all is a form's own word.
    if (!name || /^(?:无|指标[\dL]{0,2}[:：]?)$/u.test(tape.text.slice(name.start, name.end))) return null;
    return row;
  }

  function indicatorRowOf(row: TapeRow, index: number): ReadIndicatorRow {
    const at = `indicators.${index}`;
    const cell = (name: RowColumn) => row.cells.get(name);
    const [level1, level2] = (["level1", "level2"] as const).map((level) => {
      const span = row[level];
      if (span) value(`${at}.${level}`, span, span.name === undefined ? "likely" : "doubtful");
      return span ? partPoints(span.name ?? tape.printed(span.start, span.end)) : null;
    });
    const whole = (column: RowColumn): string | null => {
      const printed = value(`${at}.${column}`, cell(column), cell(column)?.confidence);
      return printed === null ? null : [printed, ...(cell(column)?.more ?? []).map(({ start, end }) => tape.printed(start, end))].join("");
    };
    const level3 = whole("level3") ?? "";
    const target = joinedTarget();
    return {
      level1: level1?.name ?? "",
      level2: level2?.name ?? "",
      level3: level3.replace(/^指标[\dL]{1,2}[:：.．、]?\s*/u, "").replace(/^\d{1,2}[、.．](?=[一-鿿])/u, ""),
      target,
      actual: whole("actual"),
      weight: pointsIn("weight"),
      score: pointsIn("score"),
      reason: whole("reason"),
      level1Points: level1?.points ?? null,
      level2Points: level2?.points ?? null,
      scoreRows: 1,
    };

    function pointsIn(column: "weight" | "score"): string | null {
      const printed = value(`${at}.${column}`, cell(column), cell(column)?.confidence);
      return printed === null ? null : asDigits(printed);
    }

    // Sign, value and unit of cells of their own are one target; a word for the indicator's kind, or a unit said twice, is not of it.
    function joinedTarget(): string | null {
      const span = cell("target");
      if (!span) return null;
      const [symbol, unit] = [cell("symbol"), cell("unit")];
      const printed = [span, ...(span.more ?? [])].map(({ start, end }) => tape.printed(start, end, "kept")).join("");
      const sign = symbol && !/指标$/u.test(tape.text.slice(symbol.start, symbol.end)) ? tape.printed(symbol.start, symbol.end) : "";
      const behind =
        unit && !printed.endsWith(tape.printed(unit.start, unit.end)) && !printed.endsWith("%") ? tape.printed(unit.start, unit.end) : "";
      const actual = cell("actual");
      const misread = actual !== undefined && isSignMisread(printed, tape.text.slice(actual.start, actual.end));
      return value(`${at}.target`, span, misread ? "doubtful" : span.confidence) === null ? null : `${sign}${printed}${behind}`;
    }
  }
}

/** Recognition takes ≥ for 2: a target of one digit more than what was reached, which it would else have missed by far. */
function isSignMisread(target: string, actual: string): boolean {
  const [, asked = "", unit = ""] = /^(2\d+(?:\.\d+)?)(.*)$/u.exec(target) ?? [];
  const [, done = "", doneUnit = ""] = /^(\d+(?:\.\d+)?)(.*)$/u.exec(actual) ?? [];
  const rest = Number(asked.slice(1));
  return (
    asked !== "" &&
    done !== "" &&
    unit === doneUnit &&
    Number(done) < Number(asked) &&
    rest > 0 &&
    Number(done) <= rest * 4 &&
    Number(done) * 4 >= rest
  );
}

const UNIT_LABEL = /(?<=\(万?元\))([一-鿿]{4,40})(?:实施单位|项目单位)(?=其中|上年|其他|当年)/u;

/** In the order of drawing a name may stand before its label: between the money's unit and 实施单位. */
function unitBeforeLabel(tape: Tape, start: number, end: number): Span | null {
  const match = UNIT_LABEL.exec(tape.text.slice(start, end));
  return match?.[1] === undefined ? null : { start: start + match.index, end: start + match.index + match[1].length };
}

/** The two labels side by side, each with what the form asks for behind it in brackets. */
const GOAL_LABELS =
  /(?:预期目标|年初设定目标|项目年度目标|总体目标|年初绩效目标)(?:目标)?(?:\([^()]{1,40}\))?(?:实际完成情况|年度总体目标完成情况(?:综述)?|年度目标完成情况|全年实际完成情况)(?:\([^()]{1,40}\))?/u;

/** The heading beside the rows of indicators stands before their heads: it is no part of what was achieved. */
function beforeSideHeading(tape: Tape, start: number, end: number): number {
  const name = /(?:年度)?绩效(?:指标|目标)(?:\(\d{1,3}分\))?$/u.exec(tape.text.slice(start, end));
  return name && (tape.gaps[start + name.index] ?? 0) >= GAP.line ? start + name.index : end;
}

function goalsOf(tape: Tape, { start, end: until }: Span): { readonly goal: Span | null; readonly achieved: Span | null } {
  const labels = GOAL_LABELS.exec(tape.text.slice(start, until));
  if (!labels) return { goal: null, achieved: null };
  const from = start + labels.index + labels[0].length;
  const end = beforeSideHeading(tape, from, until);
  const gapsFrom = (gap: Gap) =>
    Array.from({ length: Math.max(0, end - from - 1) }, (_, index) => from + 1 + index).filter((at) => (tape.gaps[at] ?? 0) >= gap);
  // Where the text marks no cells, a blank that stands alone parts the two.
  const [marked, blanks] = [gapsFrom(GAP.cell), gapsFrom(GAP.blank)];
  const edges = marked.length > 0 ? marked : blanks;
  const half = from + (end - from) / 2;
  const isTwice = edges.length === 0 && end - from > 8 && tape.text.slice(from, half) === tape.text.slice(half, end);
  const middle = edges.length === 1 ? edges[0] : isTwice ? half : undefined;
  return middle === undefined
    ? { goal: from < end ? { start: from, end } : null, achieved: null }
    : { goal: { start: from, end: middle }, achieved: { start: middle, end } };
}

/** Where no title says it, the year that the dates among the targets agree on. */
function yearOfDates(tape: Tape, { start, end }: Span): number | null {
  const years = new Set([...tape.text.slice(start, end).matchAll(/(20\d\d)年/gu)].map((match) => Number(match[1])));
  const [year] = years;
  return years.size === 1 && year !== undefined ? year : null;
}
