// A table spelled out in sentences: levels in headings or before a colon, points in brackets behind them, indicators with their
// figures in the sentences below. Nothing in it is certain.
import type { ReadCell, ReadFundRow, ReadIndicatorRow, ReadTable } from "../read-table.ts";
import { foldText } from "../words/fold-text.ts";
import { LEVEL1_NAMES, LEVEL2_NAMES } from "../words/level-names.ts";
import { lineAt, type Paragraph } from "./paragraphs.ts";
import { plannedInvestment, proseFunds } from "./prose-funds.ts";
import { labelledItems, type ProseItem, plainItems, worksCarriedOut } from "./prose-items.ts";

const NUMBERING = /^(?:\d{1,2}[.、．]|[（(][一二三四五六七八九十\d]{1,3}[)）][、.]?|[一二三四五六七八九十]{1,3}、)/u;
const POINTS = /[（(](?:满分|分值)?(?:自评)?(得分)?(\d+(?:\.\d+)?)分(?:[,，、](?:实得|自评得分|得分|得)(\d+(?:\.\d+)?)分)?[)）]/u;
const LEVEL_NAMES = [...LEVEL2_NAMES, ...LEVEL1_NAMES].filter(
  (name) => name.endsWith("指标") || /^(?:投入|过程|产出|效果|效益|决策|项目..)$/u.test(name),
);
/** Without 指标 a kind is named where nothing else follows it: 产出数量。计划…, 满意度：…. */
const BARE_LEVELS = "产出(?:数量|质量|时效|成本)|(?:经济|社会|生态|环境)效益|可持续影响|(?:服务对象|社会公众)?满意度";
const LEVEL = new RegExp(
  `^(?:完成)?(?:绩效)?((?:${BARE_LEVELS})(?=(?:方面|情况|分析|完成)*[。:：.])|${LEVEL_NAMES.join("|")})(?:完成)?(?:情况|方面|分析)?`,
  "u",
);

type Points = { readonly weight: string | null; readonly score: string | null };
type Walk = { level1: string; level1Points: string | null; level1Full: boolean; level2: string; points: Points };
type Row = { readonly row: ReadIndicatorRow; readonly paragraph: Paragraph };
const NO_POINTS: Points = { weight: null, score: null };

export function readProseTable(
  paragraphs: readonly Paragraph[],
  { title, year }: { readonly title: string | null; readonly year: number | null },
): ReadTable | null {
  const walk: Walk = { level1: "", level1Points: null, level1Full: false, level2: "", points: NO_POINTS };
  const rows = paragraphs.flatMap((paragraph) => rowsOf(paragraph, walk));
  const works = rows.length > 0 ? [] : paragraphs.flatMap((paragraph) => worksIn(paragraph));
  const found = rows.length > 0 ? rows : works;
  const funds = fundsOf(paragraphs);
  const total = totalOf(paragraphs);
  const begins = found[0]?.paragraph ?? funds.paragraph;
  if (!begins) return null;
  const indicators = found.map(({ row }) => row);
  const filled = (field: keyof ReadIndicatorRow) => indicators.some((row) => row[field] !== null && row[field] !== "");
  return {
    title,
    address: lineAt(begins, 0)?.address ?? "",
    ...{ project: projectIn(title) ?? projectSaid(paragraphs), department: null, unit: unitIn(title) ?? unitSaid(paragraphs), year },
    moneyUnit: funds.rows.length > 0 ? "万元" : null,
    funds: funds.rows,
    ...{ goal: null, goalAchieved: null },
    indicators,
    total: { weight: total.weight, score: total.score },
    grade: null,
    columns: {
      funds: (["initial", "revised", "executed", "weight", "rate", "score"] as const).filter((field) =>
        funds.rows.some((row) => row[field] !== null),
      ),
      indicators: (["level1", "level2", "level3", "target", "actual", "weight", "score"] as const).filter(filled),
    },
    ...{ hasHead: false, hasEnd: false, formHints: [] },
    cells: [...indicatorCells(found), ...funds.cells, ...total.cells],
  };
}

function rowsOf(paragraph: Paragraph, walk: Walk): Row[] {
  const { text, at } = foldText(paragraph.text);
  const numbering = NUMBERING.exec(text)?.[0] ?? "";
  const body = text.slice(numbering.length);
  const points = pointsIn(body);
  const scored = scoredHeading(paragraph, body, points, walk);
  if (scored) return [scored];
  const level = LEVEL.exec(body);
  if (level?.[1] !== undefined) {
    takeLevel(walk, level[1], points);
    const rest = body
      .slice(level[0].length)
      .replace(/^[（(][^（）()]*[)）]/u, "")
      .replace(/^[:：。、.]/u, "");
    const start = text.length - rest.length;
    return labelledItems(rest, walk.points.score !== null).map((item, index) => rowOf(paragraph, walk, item, at, text, start, index));
  }
  if (paragraph.heading !== null && paragraph.heading < 3) {
    Object.assign(walk, {
      level2: "",
      points: NO_POINTS,
      ...(paragraph.heading === 1 ? { level1: "", level1Points: null, level1Full: false } : {}),
    });
    return [];
  }
  if (walk.level1 === "" && walk.level2 === "") return [];
  return plainItems(body).map((item, index) => rowOf(paragraph, { ...walk, points: NO_POINTS }, item, at, text, numbering.length, index));
}

function pointsIn(text: string): Points & { readonly full: boolean } {
  const [, isScore, first, second] = POINTS.exec(text) ?? [];
  if (first === undefined) return { ...NO_POINTS, full: false };
  if (second !== undefined) return { weight: first, score: second, full: true };
  return isScore === undefined ? { weight: first, score: null, full: false } : { weight: null, score: first, full: false };
}

// 1.项目申报（满分5分，实得5分） below a level that gives both as well.
function scoredHeading(paragraph: Paragraph, body: string, points: Points & { readonly full: boolean }, walk: Walk): Row | null {
  if (!walk.level1Full || !points.full || paragraph.heading !== 3) return null;
  const name = body.slice(0, body.search(/[（(]/u));
  if (name.length < 2) return null;
  const row = blankRow({ ...walk, level2: "" }, name, null, null);
  return { row: { ...row, weight: points.weight, score: points.score }, paragraph };
}

function takeLevel(walk: Walk, name: string, points: Points & { readonly full: boolean }): void {
  const first =
    LEVEL1_NAMES.includes(name) &&
    !(LEVEL2_NAMES.includes(name) && name !== "满意度指标" && (walk.level1 === "产出指标" || (walk.level1 === "" && walk.level2 !== "")));
  if (first) Object.assign(walk, { level1: name, level1Points: points.weight, level1Full: points.full, level2: "", points: NO_POINTS });
  else Object.assign(walk, { level2: name, points });
}

function blankRow(walk: Walk, name: string, target: string | null, actual: string | null): ReadIndicatorRow {
  const { level1, level2, level1Points } = walk;
  return {
    ...{ level1, level2, level3: name, target, actual, weight: null, score: null, reason: null },
    ...{ level1Points, level2Points: null, scoreRows: 1 },
  };
}

// Points stand beside the level: they are the points of its first indicator, and of those after it.
function rowOf(paragraph: Paragraph, walk: Walk, item: ProseItem, at: readonly number[], text: string, from: number, index: number): Row {
  const printed = (words: string | null) => (words === null ? null : asPrinted(paragraph.text, text, at, from, words));
  const row = blankRow(walk, printed(item.name) ?? "", printed(item.target), printed(item.actual));
  const own = { weight: item.weight ?? null, score: item.score ?? null };
  const points = index === 0 ? { weight: own.weight ?? walk.points.weight, score: own.score ?? walk.points.score } : own;
  return { row: { ...row, ...points }, paragraph };
}

function asPrinted(printed: string, folded: string, at: readonly number[], from: number, words: string): string {
  const start = folded.indexOf(words, from);
  return start < 0 ? words : printed.slice(at[start] ?? 0, at[start + words.length] ?? printed.length);
}

function worksIn(paragraph: Paragraph): Row[] {
  const { text, at } = foldText(paragraph.text);
  const nowhere: Walk = { level1: "", level1Points: null, level1Full: false, level2: "", points: NO_POINTS };
  return worksCarriedOut(text).map((item, index) => rowOf(paragraph, nowhere, item, at, text, 0, index));
}

type ProseFunds = { readonly rows: readonly ReadFundRow[]; readonly cells: readonly ReadCell[]; readonly paragraph: Paragraph | null };

function fundsOf(paragraphs: readonly Paragraph[]): ProseFunds {
  for (const paragraph of paragraphs) {
    const heading = paragraph.under.findLast((one) => /执行|资金|投入/u.test(one));
    const score = heading === undefined ? null : pointsIn(foldText(heading).text).score;
    const rows = proseFunds(foldText(paragraph.text).text, score);
    if (rows.length > 0) return { rows, cells: fundCells(rows, paragraph), paragraph };
  }
  for (const paragraph of paragraphs) {
    const row = plannedInvestment(foldText(paragraph.text).text);
    if (row) return { rows: [row], cells: fundCells([row], paragraph), paragraph };
  }
  return { rows: [], cells: [], paragraph: null };
}

function fundCells(rows: readonly ReadFundRow[], paragraph: Paragraph): ReadCell[] {
  return rows.flatMap((row, index) =>
    Object.entries(row).flatMap(([field, value]) => (value === null ? [] : cellsAt(`funds.${index}.${field}`, paragraph))),
  );
}

function indicatorCells(rows: readonly Row[]): ReadCell[] {
  const fields = ["level1", "level2", "level3", "target", "actual", "weight", "score"] as const;
  return rows.flatMap(({ row, paragraph }, index) =>
    fields.flatMap((field) => (row[field] === null || row[field] === "" ? [] : cellsAt(`indicators.${index}.${field}`, paragraph))),
  );
}

function cellsAt(path: string, paragraph: Paragraph): ReadCell[] {
  const line = lineAt(paragraph, 0);
  return line ? [{ path, address: line.address, confidence: line.doubtful ? "doubtful" : "likely" }] : [];
}

type Total = Points & { readonly cells: readonly ReadCell[] };

const TOTAL_SAID =
  /(?:自评|综合|评价|最终|项目|绩效|总)(?:评价|评定|自评)?(?:总|最终|综合)?(?:得分|评分|得|分|打分)(?:情况|结果)?(?:为|是|达到|[:：])?(\d{2,3}(?:\.\d+)?)分/u;

// 自评结论（满分100分，实得98分）; a heading 自评得分 with the points below it; a first heading whose points are those of all others.
function totalOf(paragraphs: readonly Paragraph[]): Total {
  for (const [index, paragraph] of paragraphs.entries()) {
    const { text } = foldText(paragraph.text);
    const points = pointsIn(text);
    if (points.full && paragraph.heading !== null && /自评|结论|总分|得分情况/u.test(text.slice(0, text.search(/[（(]/u))))
      return totalAt(points, paragraph);
    const next = paragraphs[index + 1];
    const below = /(?:自评|评价)(?:总)?得分$/u.test(text) && next ? /^(\d+(?:\.\d+)?)分/u.exec(foldText(next.text).text)?.[1] : undefined;
    if (below !== undefined && next) return totalAt({ weight: null, score: below }, next);
    const plain = text.replace(/[（(][^（）()]*[)）]/gu, "");
    const said = paragraph.heading === null ? TOTAL_SAID.exec(plain)?.[1] : undefined;
    if (said !== undefined) return totalAt({ weight: null, score: said }, paragraph);
  }
  const headings = paragraphs
    .filter(({ heading }) => heading === 1)
    .flatMap((paragraph) => {
      const { score } = pointsIn(foldText(paragraph.text).text);
      return score === null ? [] : [{ paragraph, score }];
    });
  const [first, ...others] = headings;
  const sum = others.reduce((all, { score }) => all + hundredths(score), 0);
  return first && others.length > 1 && hundredths(first.score) === sum
    ? totalAt({ weight: null, score: first.score }, first.paragraph)
    : { ...NO_POINTS, cells: [] };
}

function hundredths(points: string): number {
  const [whole = "0", part = ""] = points.split(".");
  return Number(whole) * 100 + Number(part.padEnd(2, "0").slice(0, 2));
}

function totalAt({ weight, score }: Points, paragraph: Paragraph): Total {
  const cells = [
    ...(weight === null ? [] : cellsAt("total.weight", paragraph)),
    ...(score === null ? [] : cellsAt("total.score", paragraph)),
  ];
  return { weight, score, cells };
}

const BODY_BEFORE_YEAR =
  /^([\u4e00-\u9fff]{2,20}?(?:局|办|办公室|委|委员会|院|馆|中心|政府|厅|处|站|公司|会|学校|学院|所))(?=(?:关于)?(?:19|20)\d{2}年)/u;

function unitIn(title: string | null): string | null {
  return title === null ? null : (BODY_BEFORE_YEAR.exec(title)?.[1] ?? null);
}

const BODY_NAME = "[\\u4e00-\\u9fff]{2,20}?(?:局|办|办公室|委|委员会|院|馆|中心|政府|厅|处)";
const EVALUATED = "(?:做|作|进行|开展|实施)了?(?:全面|认真)?(?:的)?(?:绩效)?(?:自评|自查|自我评价)";
const SAID_PROJECT = new RegExp(`对(?:(?:19|20)[\\dx]{2}年度?)([\\u4e00-\\u9fff]{4,30}?)${EVALUATED}`, "u");
const SAID_UNIT = new RegExp(`(?:^|[，,。；;])(${BODY_NAME})对(?:19|20)[\\dx]{2}年[^，,。；;]{0,30}?${EVALUATED}`, "u");
const OPENING = 6;

/** Opening sentences say who evaluated what: 某局对2021年某项目作了自评. */
function projectSaid(paragraphs: readonly Paragraph[]): string | null {
  const name = said(paragraphs, SAID_PROJECT);
  return name !== null && !/情况$/u.test(foldText(name).text) ? name : null;
}

function unitSaid(paragraphs: readonly Paragraph[]): string | null {
  return said(paragraphs, SAID_UNIT);
}

function said(paragraphs: readonly Paragraph[], pattern: RegExp): string | null {
  for (const paragraph of paragraphs.slice(0, OPENING)) {
    const { text, at } = foldText(paragraph.text);
    const match = pattern.exec(text);
    if (match?.[1] !== undefined) return asPrinted(paragraph.text, text, at, match.index, match[1]);
  }
  return null;
}

/** The title without who reports, the year and what kind of report it is; what stands in brackets behind it names the project. */
export function projectIn(title: string | null): string | null {
  if (title === null) return null;
  const inBrackets = /[（(](.{4,60}(?:经费|资金|项目|补助|工程).*)[)）]$/u.exec(title)?.[1];
  if (inBrackets !== undefined) return inBrackets;
  const rest = title
    .replace(BODY_BEFORE_YEAR, "")
    .replace(/^(?:关于)?(?:19|20)\d{2}年度?/u, "")
    .replace(
      /(?:(?:经费)?转移支付)?(?:(?:19|20)\d{2}年度?)?(?:项目支出|支出)?(?:绩效)?(?:自我|自)?(?:评价|评)?(?:工作)?(?:情况)?(?:的)?(?:报告|总结|说明)\d*$/u,
      "",
    )
    .replace(/绩效$/u, "");
  return rest.length >= 4 ? rest : null;
}
