// The money rows of a form on a tape: heads, then rows by their names, each row's figures given to the columns.
import type { Confidence } from "../read-table.ts";
import { GAP } from "./gap.ts";
import { FUND_WORDS, type FundHead, type Landmark, landmarksIn } from "./landmarks.ts";
import { isWithin } from "./misread.ts";
import type { Span } from "./read-head.ts";
import { AMOUNTS, reconcileRows } from "./reconcile-rows.ts";
import { type RowReading, splitFigures } from "./split-figures.ts";
import type { Tape } from "./tape.ts";

export type TapeFundRow = {
  readonly row: Span;
  readonly cells: ReadonlyMap<FundHead, Span>;
  readonly confidence: Confidence;
  /** Columns that are likely although the row as a whole is doubtful. */
  readonly likely?: ReadonlySet<FundHead>;
};

export type TapeFunds = { readonly columns: readonly FundHead[]; readonly rows: readonly TapeFundRow[] };

const GOVERNMENTS = "中央|省级?|市级?|县级?|区级?|市县|县区|省市|地方|自治区|上级|本级";
const SOURCES = [
  "年度财政资金总额",
  "年度资金总额",
  "年度预算总额",
  "项目资金总额",
  "资金总额",
  "总额",
  "合计",
  "(?:当年|本年|年初|上级)?财政拨款",
  "财政专户管理资金",
  "财政资金",
  "上年结转(?:结余)?(?:资金)?",
  `(?:${GOVERNMENTS})(?:财政)?(?:专项|补助|配套)?(?:资金(?:/其他)?|拨款|补助)`,
  "一般(?:公共)?预算(?:内)?(?:拨款)?",
  "预算内拨款",
  "政府性基金(?:预算)?(?:拨款)?",
  "国有资本经营预算(?:拨款)?",
  "纳入专户管理的非税收入拨款",
  "(?:单位)?(?:自筹|自有)资金",
  "社会资金",
  "单位资金",
  "事业收入",
  "专项资金",
  "基本支出",
  "项目支出",
  "其他资金",
] as const;

const ROW = new RegExp(`(?:按[收支][入出]性质分|(?:其中[:：]?)?(?:${SOURCES.join("|")}))[:：]?`, "gu");
const TOTAL = /总额|合计/u;

/** Reads the money rows between `start` and `end`; `after` is where a figure cut off from its row may still stand. */
export function readFundRows(tape: Tape, start: number, end: number, after: number): TapeFunds {
  const named = rowLabels(tape, start, end);
  // A row may be named before the heads, its figures standing behind them.
  const [firstHead] = landmarksIn(tape.text, FUND_WORDS, start, end);
  const early = named.filter((label) => firstHead !== undefined && label.end <= firstHead.start);
  const labels = named.filter((label) => !early.includes(label));
  const heads = landmarksIn(tape.text, FUND_WORDS, start, labels[0]?.start ?? end);
  const paired = readPairedFunds(tape, heads, labels, end);
  if (paired) return paired;
  const columns = columnsOf(heads, tape.text.slice(start, labels[0]?.start ?? end));
  const headEnd = heads.at(-1)?.end ?? start;
  const before =
    labels.length === 0 || /^[\d.,%O]/u.test(tape.text.slice(headEnd))
      ? rowsWithoutLabel(tape, headEnd, labels[0]?.start ?? end, columns)
      : [];
  const rows = [
    ...early.map((label): TapeFundRow => ({ row: label, cells: new Map(), confidence: "certain" })),
    ...readRows(tape, labels, columns, end),
  ];
  const whole = before.length === 0 ? rows : nameRows(tape, before, rows, { start, end }, after);
  return { columns, rows: columns.includes("weight") ? whole : withHeadPoints(tape, whole, start, end) };
}

const HEAD_POINTS = /\((\d{1,3})分(?:\*执行率)?\)/u;

/** Points that the head states, as in 预算执行情况（20分）, are the weight of the first row. */
function withHeadPoints(tape: Tape, rows: readonly TapeFundRow[], start: number, end: number): readonly TapeFundRow[] {
  const [first, ...others] = rows;
  const points = HEAD_POINTS.exec(tape.text.slice(Math.max(0, start - 2), end));
  if (!first || points?.[1] === undefined || first.cells.size === 0) return rows;
  const at = Math.max(0, start - 2) + points.index + 1;
  return [{ ...first, cells: new Map([...first.cells, ["weight" as const, { start: at, end: at + points[1].length }]]) }, ...others];
}

type RowLabel = Span & { readonly total: boolean };

function rowLabels(tape: Tape, start: number, end: number): readonly RowLabel[] {
  const found: RowLabel[] = [];
  for (const match of tape.text.slice(start, end).matchAll(ROW)) {
    const [from, to] = [start + match.index, start + match.index + match[0].length];
    if (standsAlone(tape, from, to, end)) found.push({ start: from, end: to, total: TOTAL.test(match[0]) });
  }
  return found;
}

// A row's name is followed by figures, dashes, an edge or the next name; in a sentence it is followed by words.
function standsAlone(tape: Tape, start: number, end: number, stop: number): boolean {
  const next = tape.text.charAt(end);
  const before = tape.text.charAt(start - 1);
  if (/[一-鿿]/u.test(before) && (tape.gaps[start] ?? 0) === GAP.none && !/[金款助额它他分元万]/u.test(before)) return false;
  if (end >= stop || (tape.gaps[end] ?? 0) >= GAP.blank || /[\d.\-—/*%]/u.test(next)) return true;
  ROW.lastIndex = 0;
  const following = new RegExp(ROW.source, "uy");
  following.lastIndex = end;
  return following.test(tape.text) || /^(?:年度|年初|全年|总体|绩效|项目|一级|B年)/u.test(tape.text.slice(end));
}

const DEFAULT_COLUMNS: readonly FundHead[] = ["initial", "revised", "executed", "weight", "rate", "score"];

function columnsOf(heads: readonly Landmark<FundHead>[], text: string): readonly FundHead[] {
  const columns = [...new Set(heads.map(({ name }) => name))];
  // Two heads of the same name: 年初预算 worded as 年度预算数 beside 调整后预算数.
  if (!columns.includes("executed")) return DEFAULT_COLUMNS;
  return /执行率/u.test(text) || columns.includes("rate") ? columns : columns.filter((column) => column !== "rate");
}

function splitRow(tape: Tape, label: RowLabel, until: number, columns: readonly FundHead[], labels: readonly RowLabel[]) {
  const byNature = labels.some(({ start }) => tape.text.startsWith("按", start));
  // Broken down by nature, a lone figure behind a part's name is what was spent.
  const lone = byNature && /[:：]$/u.test(tape.text.slice(label.start, label.end));
  return splitFigures(tape, label.end, until, lone && !label.total ? ["executed"] : columns);
}

function readRows(tape: Tape, labels: readonly RowLabel[], columns: readonly FundHead[], end: number): readonly TapeFundRow[] {
  const rows = labels.map((label, index) => ({
    total: label.total,
    readings: splitRow(tape, label, labels[index + 1]?.start ?? end, columns, labels),
  }));
  const misread = labels.map((label, index) => isMisread(tape, label.end, labels[index + 1]?.start ?? end));
  // Sums that a misread row takes part in prove nothing of the others.
  const chosen = reconcileRows(tape, rows).map((one) => one && { ...one, summed: one.summed && !misread.includes(true) });
  return labels.map((label, index): TapeFundRow => {
    const one = chosen[index] ?? null;
    const readings = rows[index]?.readings ?? [];
    // One figure misread may have moved all behind it.
    if (one && misread[index] === true)
      return { row: { start: label.start, end: label.end }, cells: one.reading.cells, confidence: "doubtful" };
    return {
      row: { start: label.start, end: label.end },
      cells: one?.reading.cells ?? new Map(),
      confidence: one === null ? "certain" : confidenceOf(tape, one, readings),
      ...(one ? { likely: new Set([...agreedOf(columns, one.reading, readings), ...(one.summed ? AMOUNTS : [])]) } : {}),
    };
  });
}

function isMisread({ misread }: Tape, start: number, end: number): boolean {
  return isWithin(misread.letters, start, end - 1) || isWithin(misread.breaks, start + 1, end - 1);
}

/** How much less likely a reading may be that is still thought of. */
const THOUGHT_OF = 1.2;

/** Columns whose cell all readings that are thought of have, the next best among them. */
function agreedOf(columns: readonly FundHead[], reading: RowReading, readings: readonly RowReading[]): ReadonlySet<FundHead> {
  const others = readings.filter((one) => one !== reading);
  const near = others.filter((one, index) => index === 0 || reading.fit - one.fit < THOUGHT_OF);
  const same = (column: FundHead, other: RowReading) =>
    reading.cells.get(column)?.start === other.cells.get(column)?.start && reading.cells.get(column)?.end === other.cells.get(column)?.end;
  return new Set(columns.filter((column) => near.length > 0 && near.every((other) => same(column, other))));
}

/** How much likelier a reading must be than the next, to be taken for the one: more where digits touch digits. */
const CLEAR_LEAD = { apart: 0.6, touching: 1.2 } as const;

type Chosen = { readonly reading: RowReading; readonly summed: boolean };

function confidenceOf(tape: Tape, one: Chosen, readings: readonly RowReading[]): Confidence {
  const { reading } = one;
  if (areParted(tape, reading)) return "certain";
  if (!isProven(tape, one)) return "doubtful";
  const lead = isTouching(tape, reading) ? CLEAR_LEAD.touching : CLEAR_LEAD.apart;
  const near = readings.filter((one) => one !== reading && reading.fit - one.fit < lead);
  return near.length === 0 || (reading.borneOut && !near.some(({ borneOut }) => borneOut)) ? "likely" : "doubtful";
}

/** Digits that touch digits are parted by the arithmetic alone. */
function isProven(tape: Tape, { reading, summed }: Chosen): boolean {
  return summed || reading.borneOut || !isTouching(tape, reading);
}

function isTouching(tape: Tape, { cells }: RowReading): boolean {
  return [...cells.values()].some(({ end }) => tape.gaps[end] === GAP.none && /\d\d/u.test(tape.text.slice(end - 1, end + 1)));
}

function areParted(tape: Tape, { cells }: RowReading): boolean {
  return [...cells.values()].every(({ start, end }) => (tape.gaps[start] ?? 0) >= GAP.blank && (tape.gaps[end] ?? 0) >= GAP.blank);
}

/** Rows whose names stand elsewhere: a new one begins where an amount follows points. */
function rowsWithoutLabel(tape: Tape, start: number, end: number, columns: readonly FundHead[]): readonly Omit<TapeFundRow, "row">[] {
  const pieces: Span[] = [];
  const stop = start + (/^[\d.,%O—-]+/u.exec(tape.text.slice(start, end))?.[0].length ?? 0);
  for (let at = start; at < stop; ) {
    let to = at + 1;
    while (to < stop && (tape.gaps[to] ?? 0) < GAP.blank) to++;
    if (!/[\d—\-O]/u.test(tape.text.charAt(at))) break;
    pieces.push({ start: at, end: to });
    at = to;
  }
  const first = pieces[0];
  const last = pieces.at(-1);
  if (!first || !last) return [];
  const again = pieces.findIndex(
    (piece, index) => index >= 3 && tape.text.slice(piece.start, piece.end) === tape.text.slice(first.start, first.end) && index > 3,
  );
  const ranges =
    again > 0
      ? [
          { start: first.start, end: pieces[again]?.start ?? last.end },
          { start: pieces[again]?.start ?? last.end, end: last.end },
        ]
      : [{ start: first.start, end: last.end }];
  return ranges.flatMap((range) => {
    const readings = splitFigures(tape, range.start, range.end, columns);
    const [split] = readings;
    return split
      ? [
          {
            cells: split.cells,
            confidence: split.borneOut || areParted(tape, split) ? ("likely" as const) : ("doubtful" as const),
            likely: agreedOf(columns, split, readings),
          },
        ]
      : [];
  });
}

/** Gives rows found without a name the names found without figures, the total first. */
function nameRows(
  tape: Tape,
  nameless: readonly Omit<TapeFundRow, "row">[],
  rows: readonly TapeFundRow[],
  section: Span,
  after: number,
): readonly TapeFundRow[] {
  const empty = rows
    .filter(({ cells }) => cells.size === 0)
    .toSorted(
      (a, b) => Number(TOTAL.test(tape.text.slice(b.row.start, b.row.end))) - Number(TOTAL.test(tape.text.slice(a.row.start, a.row.end))),
    );
  const named = nameless.map((one, index): TapeFundRow => {
    const row = empty[index]?.row ?? sectionName(tape, section);
    const rate = index === 0 && !one.cells.has("rate") ? /(?<![\d.])\d{1,3}(?:\.\d+)?%/u.exec(tape.text.slice(section.start, after)) : null;
    if (!rate) return { ...one, row };
    const start = section.start + rate.index;
    return { row, confidence: one.confidence, cells: new Map([...one.cells, ["rate" as const, { start, end: start + rate[0].length }]]) };
  });
  const taken = new Set(empty.slice(0, nameless.length));
  // Where names and figures stand apart, figures behind another name may not be its own.
  const others = rows
    .filter((row) => !taken.has(row))
    .map((row): TapeFundRow => ({ row: row.row, cells: row.cells, confidence: "doubtful" }));
  return [...named, ...others];
}

function sectionName(tape: Tape, { start, end }: Span): Span {
  const name = /部门预算执行情况|预算执行情况|项目资金/u.exec(tape.text.slice(Math.max(0, start - 20), end));
  return name
    ? { start: Math.max(0, start - 20) + name.index, end: Math.max(0, start - 20) + name.index + name[0].length }
    : { start, end: start };
}

/** Forms that put each figure right behind its head: 预算数：2.38 执行数：2.38. */
function readPairedFunds(tape: Tape, heads: readonly Landmark<FundHead>[], labels: readonly RowLabel[], end: number): TapeFunds | null {
  const pairs = heads.flatMap((head, index) => {
    const until = heads[index + 1]?.start ?? labels[0]?.start ?? end;
    const figure = /^\d[\d,]*(?:\.\d+)?(?:%|万元|万|元)?/u.exec(tape.text.slice(head.end, endOfCell(tape, head.end, until)));
    return figure ? [{ head, cell: { start: head.end, end: head.end + figure[0].length } }] : [];
  });
  if (!["revised", "executed"].every((name) => pairs.some(({ head }) => head.name === name))) return null;
  const cells = new Map(pairs.map(({ head, cell }) => [head.name, cell] as const));
  const last = pairs.at(-1);
  const loose = last ? /^\d{1,3}(?:\.\d+)?(?!\d|%|\.)/u.exec(tape.text.slice(last.cell.end, labels[0]?.start ?? end)) : null;
  if (last && loose && (tape.gaps[last.cell.end] ?? 0) >= GAP.blank && !cells.has("score"))
    cells.set("score", { start: last.cell.end, end: last.cell.end + loose[0].length });
  const revised = pairs.find(({ head }) => head.name === "revised")?.head;
  const named = revised ? nameOfPaired(tape, revised) : { start: 0, end: 0 };
  return { columns: [...cells.keys()], rows: [{ row: named, cells, confidence: "likely" }, ...pairedParts(tape, labels, end)] };
}

function endOfCell(tape: Tape, start: number, end: number): number {
  let to = start + 1;
  while (to < end && (tape.gaps[to] ?? 0) < GAP.line) to++;
  return to;
}

function nameOfPaired(tape: Tape, head: Landmark<FundHead>): Span {
  const name = /^转移支付/u.exec(tape.text.slice(head.start));
  return name ? { start: head.start, end: head.start + name[0].length } : sectionName(tape, { start: head.start, end: head.start });
}

/** Each part is named twice, before its budget and before its spending. */
function pairedParts(tape: Tape, labels: readonly RowLabel[], end: number): readonly TapeFundRow[] {
  const rows = new Map<string, { readonly row: Span; readonly cells: Map<FundHead, Span> }>();
  for (const [index, label] of labels.entries()) {
    const name = tape.text.slice(label.start, label.end).replace(/[:：]/gu, "");
    const until = labels[index + 1]?.start ?? end;
    const figure = /\d[\d,]*(?:\.\d+)?/u.exec(tape.text.slice(label.end, until));
    const row = rows.get(name) ?? { row: label, cells: new Map<FundHead, Span>() };
    const column = rows.has(name) ? "executed" : "revised";
    if (figure) row.cells.set(column, { start: label.end + figure.index, end: label.end + figure.index + figure[0].length });
    rows.set(name, row);
  }
  return [...rows.values()].filter(({ cells }) => cells.size > 0).map((row) => ({ ...row, confidence: "likely" as const }));
}
