// What sentences say of single indicators: plan and result, by period where they give periods; the points taken and why;
// satisfaction; benefits with their amounts and dates.
import { type Claim, clausesAround, FIGURE, type StatementOf, shortQuote } from "./claim.ts";
import { type Paragraph, sentencesOf } from "./paragraphs.ts";

/** Words that name the kind of an indicator, by which a sentence finds its row in the table. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ["数量指标", /数量/u],
  ["质量指标", /质量/u],
  ["时效指标", /时效/u],
  ["成本指标", /成本/u],
  ["经济效益指标", /经济效益/u],
  ["社会效益指标", /社会效益/u],
  ["生态效益指标", /生态效益|环境效益/u],
  ["可持续影响指标", /可持续/u],
  ["满意度指标", /满意/u],
  ["产出指标", /产出/u],
  ["效益指标", /效益|效果/u],
];

/** The kind of indicator that the paragraph is about, by its nearest heading that names one, or by its own first words. */
function kindOfIndicator({ under, text }: Paragraph): string | null {
  const start = text.slice(0, 16);
  for (const words of [...under, start].toReversed()) {
    const kind = KINDS.find(([, pattern]) => pattern.test(words));
    if (kind) return kind[0];
  }
  return null;
}

export function indicatorClaims(paragraph: Paragraph): Claim[] {
  const kind = kindOfIndicator(paragraph);
  if (kind === null) return [];
  const { text, place } = paragraph;
  if (kind === "满意度指标") return satisfactionClaims(text, kind, place);
  const isBenefit = /效益|可持续/u.test(kind);
  return [...completionClaims(text, kind, place), ...(isBenefit ? benefitClaims(text, kind, place) : [])];
}

const UNIT = String.raw`(?!年|月|日|分|％|%|号)[\u4e00-\u9fffA-Za-z㎡]{1,3}?`;
const PLANNED = new RegExp(
  `(?:计划|目标|预算|任务)(?:[^。；实]|实(?!际))*?(?<![\\d.])(${FIGURE})(${UNIT})(?=[，。；（(、\\s]|以|上|$)`,
  "u",
);
const AMOUNT = new RegExp(`(?<![\\d.年月])(${FIGURE})(${UNIT})(?=[，。；（(、]|以|$)`, "gu");
const HALVES_EACH = new RegExp(`上[、和]?下半年各[^\\d，。；]{0,6}(${FIGURE})`, "u");
const HALVES = new RegExp(`上半年[^\\d。；]{0,8}(${FIGURE})[^。；]*?下半年[^\\d。；]{0,8}(${FIGURE})`, "gu");
const COMPLETION_RATE = new RegExp(`[\\u4e00-\\u9fff]{0,6}(?:完成|结算|实现|达成)(?:率|比例)(?:为|达到?|是)?(${FIGURE}[%％])`, "u");
const DEVIATION = new RegExp(`(?:浮动|偏差|偏离|变动)(?:率|度)(?:为|达|是)(-?${FIGURE}[%％])`, "u");
const DEDUCTED = new RegExp(`扣(?:减|除|掉)?(${FIGURE})分`, "u");
const REASON = /(?:主要原因是|原因是|原因为|由于|因为|主要是因)([^。；]+?)(?=，?(?:所以|导致|致使|造成|使得|因此|故(?!障)|扣\d)|[。；]|$)/u;

// A paragraph may tell of several indicators one after the other; each ends with its points.
function segmentsOf(text: string): { readonly text: string; readonly start: number }[] {
  const segments: { text: string; start: number }[] = [];
  let start = 0;
  for (const part of text.split(/(?<=[^总]得\d{1,3}(?:\.\d{1,2})?分[，。；]?)/u)) {
    if (part !== "") segments.push({ text: part, start });
    start += part.length;
  }
  return segments;
}

function completionClaims(text: string, kind: string, place: string | null): Claim[] {
  return segmentsOf(text).flatMap((segment): Claim[] => {
    const figures = planAndResult(segment.text);
    const rate = COMPLETION_RATE.exec(segment.text);
    const deviation = DEVIATION.exec(segment.text);
    const deducted = DEDUCTED.exec(segment.text);
    if (!figures && !deviation && !deducted) return [];
    // A sentence that gives neither plan nor points is no account of an indicator.
    if (!figures && !deducted) return [];
    const main = deducted ?? deviation ?? rate;
    const from = deviation ?? rate ?? main;
    const start = segment.start + Math.min(from?.index ?? figures?.at ?? 0, main?.index ?? figures?.at ?? 0);
    const end = main ? segment.start + main.index + main[0].length : start + 1;
    const { quote, at } = withClauseBefore(text, start, end);
    const statement: StatementOf<"completion"> = {
      ...{ claims: "completion", quote, place, indicator: kind },
      ...(figures ? { planned: [...figures.planned], done: [...figures.done] } : {}),
      rate: figures ? (rate?.[1] ?? null) : null,
      deviation: figures ? (deviation?.[1] ?? null) : null,
      deducted: deducted?.[1] ?? null,
      reason: REASON.exec(segment.text)?.[1] ?? null,
    };
    return [{ statement, at }];
  });
}

const LONGEST_WITH_CLAUSE = 60;

// The result stands in the clause before the rate.
function withClauseBefore(text: string, start: number, end: number): { readonly quote: string; readonly at: number } {
  const own = clausesAround(text, start, end);
  if (own.quote.length >= LONGEST_WITH_CLAUSE || own.at < 2 || text.charAt(own.at - 1) !== "，") return shortQuote(text, start, end);
  const before = clausesAround(text, own.at - 2, own.at - 1);
  const quote = text.slice(before.at, own.at + own.quote.length);
  return quote.length <= LONGEST_WITH_CLAUSE ? { quote, at: before.at } : own;
}

type PlanAndResult = { readonly planned: readonly string[]; readonly done: readonly string[]; readonly at: number };

/** Figures that surely belong together: same periods, or one plan and one result in one unit. */
function planAndResult(text: string): PlanAndResult | null {
  return byHalves(text) ?? single(text);
}

function byHalves(text: string): PlanAndResult | null {
  const each = HALVES_EACH.exec(text);
  const halves = [...text.matchAll(HALVES)];
  const pair = (match: RegExpMatchArray | undefined) => (match?.[1] && match[2] ? [match[1], match[2]] : null);
  const planned = each?.[1] ? [each[1], each[1]] : pair(halves[0]);
  const result = each ? halves[0] : halves[1];
  const done = pair(result);
  return planned && done && result?.index !== undefined ? { planned, done, at: result.index } : null;
}

function single(text: string): PlanAndResult | null {
  const planned = PLANNED.exec(text);
  const [, plan, unit] = planned ?? [];
  if (!planned || plan === undefined || unit === undefined) return null;
  const rest = text.slice(planned.index + planned[0].length);
  const shift = text.length - rest.length;
  const results = [...rest.matchAll(AMOUNT)].filter(
    (match) => match[2] === unit && /(?:实际|共计?|已|累计|完成)[^。；\d]*$/u.test(rest.slice(Math.max(0, match.index - 40), match.index)),
  );
  const [done] = results;
  if (!done?.[1] || new Set(results.map((match) => match[1])).size > 1) return null;
  return { planned: [plan.replace(/,/gu, "")], done: [done[1].replace(/,/gu, "")], at: shift + done.index };
}

const SATISFACTION = new RegExp(`满意(?:度|率)(?:综合)?(?:得分|评分)?(?:为|达到?了?|是|：)?(${FIGURE})(分|[%％])`, "u");

// What was asked for is no result.
const WISHED = /目标|指标值|不低于|以上|≥|要求达到/u;

const ANSWERS = /(?:回收|收回|有效)[^。；\d]{0,10}?(\d{1,6})(?:份|张|人次?)/gu;

/** Of the answers counted in a text, the valid ones; else those that came back. */
function answersIn(text: string): string | null {
  const counts = [...text.matchAll(ANSWERS)];
  return (counts.find(([words]) => words.includes("有效")) ?? counts[0])?.[1] ?? null;
}

function satisfactionClaims(text: string, kind: string, place: string | null): Claim[] {
  return sentencesOf(text).flatMap((sentence): Claim[] => {
    const match = SATISFACTION.exec(sentence.text);
    if (!match?.[1] || !/问卷|调查|统计|测评|访谈|结果/u.test(sentence.text)) return [];
    const { quote, at } = clausesAround(text, sentence.start + match.index, sentence.start + match.index + match[0].length);
    if (WISHED.test(quote)) return [];
    const isScore = match[2] === "分";
    return [
      {
        statement: {
          ...{ claims: "satisfaction", quote, place, indicator: kind },
          ...{ rate: isScore ? null : `${match[1]}%`, score: isScore ? match[1] : null, answers: answersIn(text) },
        },
        at,
      },
    ];
  });
}

const GAIN = new RegExp(
  `(?:投资|增资|引资|融资|签约|注资|捐赠|新增产值|增收|创汇)(?:总?额|金额)?(?:达|为|约)?(${FIGURE}(?:万|亿)?(?:美元|欧元|元|英镑|日元))`,
  "gu",
);
const DAY = /(?:今年|本年|去年|\d{4}年)\d{1,2}月\d{1,2}日/u;
const DEAL = /(?:促成|签订|签署|落户|投产|达成)[^。；]{2,60}?(?:合作|协议|项目|合同)/u;

function benefitClaims(text: string, kind: string, place: string | null): Claim[] {
  return sentencesOf(text).flatMap((sentence): Claim[] => {
    const gains = [...sentence.text.matchAll(GAIN)].map((match, index, all): Claim => {
      const start = sentence.start + match.index;
      const previous = all[index - 1];
      const between = sentence.text.slice(previous ? previous.index + previous[0].length : 0, match.index);
      const date = DAY.exec(between);
      const dateAt = date ? start - between.length + date.index : start;
      const { quote, at } = gainQuote(text, dateAt, start, start + match[0].length);
      const statement: StatementOf<"benefit"> = {
        ...{ claims: "benefit", quote, place, indicator: kind, date: date?.[0] ?? null, amount: match[1] ?? null },
        ...{ baseline: null, linkedTo: null },
      };
      return { statement, at };
    });
    const deal = gains.length === 0 ? DEAL.exec(sentence.text) : null;
    if (!deal) return gains;
    const { quote, at } = shortQuote(text, sentence.start + deal.index, sentence.start + deal.index + deal[0].length);
    const statement: StatementOf<"benefit"> = {
      ...{ claims: "benefit", quote, place, indicator: kind, date: DAY.exec(sentence.text)?.[0] ?? null, amount: null },
      ...{ baseline: null, linkedTo: null },
    };
    return [{ statement, at }];
  });
}

// Who invests stands right before the amount, the date may stand a clause earlier.
function gainQuote(text: string, dateAt: number, start: number, end: number): { readonly quote: string; readonly at: number } {
  let at = Math.min(dateAt, start);
  if (dateAt === start) while (at > 0 && start - at < 16 && !/[，。；：、！？]/u.test(text.charAt(at - 1))) at--;
  return { quote: text.slice(at, end), at };
}
