// What a document's running text shows by itself: shares, sums and counts within a sentence, figures copied from the sentence
// before, dates after the signature, numbers of instruments, problems and advice. 财预〔2020〕10号 附3, 第二十五条.
import { compare, type Day, divide, ONE, readDay, sum } from "../../kernel/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { duty, found } from "../check.ts";
import { unknownYears, wrongBrackets } from "../document-number.ts";
import type { Finding, FindingPlace } from "../finding.ts";
import { canBe, type PrintedNumber, readPrinted, readRate, sumOf } from "../printed-number.ts";
import { contradictedShares, quoteAround } from "../prose.ts";
import { showAmount, showFigure, showPercent, showSum } from "../show-figure.ts";
import { DENIED, VIOLATIONS } from "../text-words.ts";
import type { Prose } from "./source-lines.ts";

type Context = {
  readonly prose: Prose;
  readonly signedOn: Day | null;
  /** Grade that the document gives itself. */
  readonly grade: string | null;
  readonly rulebook: Rulebook;
};

/** Checks of a report's text. */
export function checkProse(context: Context): Finding[] {
  const sentences = sentencesOf(context.prose);
  return [
    ...sentences.flatMap((one) => [...shares(one), ...parts(one, context), ...dates(one, context)]),
    ...copied(sentences, context),
    ...counts(context),
    ...advice(context),
    ...violations(sentences, context),
  ];
}

/** Numbers of instruments anywhere in the text. */
export function checkReferences({ prose, signedOn, rulebook }: Context): Finding[] {
  const known = rulebook.chain.flatMap((one) => [one.number, ...(one.replaces ?? [])]);
  const said = (printed: string): FindingPlace => placeOf(prose, prose.text.indexOf(printed), quoteAround(prose.text, printed));
  return [
    ...unique(wrongBrackets(prose.text)).map((number) =>
      found("doc-number-brackets", "hint", said(number.printed), { ...number, params: number }),
    ),
    ...unique(unknownYears(prose.text, signedOn ?? LATEST, known)).map((number) =>
      found("doc-number-unknown", "warning", said(number.printed), { ...number, params: number }),
    ),
  ];
}

/** Without a signature no number is too late. */
const LATEST = "9999-12-31" as Day;

function unique<Correction extends { readonly printed: string }>(all: readonly Correction[]): readonly Correction[] {
  return all.filter((one, index) => all.findIndex(({ printed }) => printed === one.printed) === index);
}

type Sentence = { readonly text: string; readonly where: FindingPlace };

function sentencesOf(prose: Prose): readonly Sentence[] {
  return [...prose.text.matchAll(/[^。；;！!]+/gu)].map(({ 0: raw, index }) => {
    // A line's end within a sentence was the page's; a paragraph of its own ends without a stop only as a heading.
    const text = raw.replace(/\s+/gu, "");
    return { text, where: placeOf(prose, index + (/\S/u.exec(raw)?.index ?? 0), text.slice(0, 40)) };
  });
}

function placeOf(prose: Prose, at: number, quote: string): FindingPlace {
  const place = prose.addressAt(Math.max(0, at));
  return { subject: "source", ...(place === "" ? {} : { place }), quote: quote.replace(/\s+/gu, "") };
}

function shares({ text, where }: Sentence): Finding[] {
  return contradictedShares(text).map(({ parts: some, sum: together }) =>
    found("shares-sum", "warning", where, {
      printed: together,
      expected: "100%",
      formula: `${some.join(" + ")} = ${together}`,
      params: { parts: some.join("、"), sum: together },
    }),
  );
}

const AMOUNT = /(\d[\d,]*(?:\.\d+)?)\s*(万元|元|亿元)/gu;
/** More parts than this are not divided in every way. */
const MOST_PARTS = 12;

// "共 A 万元，其中甲 B 万元、乙 C 万元": parts that no choice of makes the whole. Several 其中 say several wholes.
function parts({ text, where }: Sentence, { rulebook }: Context): Finding[] {
  const pieces = text.split(/其中[:：,，]?/u);
  if (pieces.length !== 2) return [];
  const whole = [...(pieces[0] ?? "").matchAll(AMOUNT)].at(-1);
  // What follows may go on to something else: another total, a rate.
  const rest = (pieces[1] ?? "").split(/(?:合计|总计|共计|占|支出|执行|结余|剩余|完成)/u)[0] ?? "";
  const some = [...rest.matchAll(AMOUNT)];
  const unit = whole?.[2];
  const figure = readPrinted(whole?.[1] ?? null);
  if (!figure || some.length < 2 || some.length > MOST_PARTS || some.some((part) => part[2] !== unit)) return [];
  const figures = some.map((part) => readPrinted(part[1] ?? null)).filter((part): part is PrintedNumber => part !== null);
  for (let choice = 1; choice < 2 ** figures.length; choice++)
    if (canBe(figure, sumOf(figures.filter((_, index) => (choice >> index) % 2 === 1)))) return [];
  const added = showAmount(sum(figures.map(({ value }) => value)));
  // Parts that are named as some of many need not be all.
  if (/(?:主要|包括|包含|等)/u.test(pieces[1] ?? "") && compare(sum(figures.map(({ value }) => value)), figure.value) < 0) return [];
  return [
    found("subtotal-wrong", "warning", where, {
      printed: `${whole?.[1]}${unit}`,
      expected: added,
      formula: showSum(
        figures.map(({ value }) => showAmount(value)),
        added,
      ),
      basis: duty(rulebook, "truthful"),
      params: { name: where.quote ?? "", column: unit ?? "", printed: whole?.[1] ?? "", expected: added },
    }),
  ];
}

// What was done in one part of the year is no plan for the next.
const DONE_OF_PLAN =
  /(?<!(?<!计划|目标|应|拟|需)完成了?\s*|[\d.])(\d+(?:\.\d+)?)\s*(公里|千米|米|平方米|亩|公顷|个|户|人|人次|件|台|套|座|项|场|次|吨|处)[^\d]*?(?:[^。；;]*?)完成(?:了)?\s*(\d+(?:\.\d+)?)\s*\2[^。；;]*?(?:完工率|完成率|完成比例)[为达是到]*\s*(\d+(?:\.\d+)?\s*%)/u;

// Plan, result and rate of one work; a result that is another work's was copied.
function copied(sentences: readonly Sentence[], { rulebook }: Context): Finding[] {
  const works = sentences.flatMap(({ text, where }) => {
    const [, planned, unit, done, rate] = DONE_OF_PLAN.exec(text) ?? [];
    const [plan, result, share] = [readPrinted(planned ?? null), readPrinted(done ?? null), readRate(rate ?? null)[0]];
    return plan && result && share && plan.value.n > 0n ? [{ plan, result, share, planned, unit, done, rate, where }] : [];
  });
  return works.flatMap((work, index): Finding[] => {
    const computed = divide(work.result.value, work.plan.value);
    if (canBe(work.share, { low: computed, high: computed, lowIn: true, highIn: true })) return [];
    const twin = works.slice(0, index).find(({ done, unit }) => done === work.done && unit === work.unit);
    const formula = `${work.done} ÷ ${work.planned} = ${showPercent(computed)}`;
    const details = { printed: `${work.done}${work.unit}`, formula, basis: duty(rulebook, "truthful") };
    if (twin)
      return [
        found("actual-copied", "warning", work.where, {
          ...details,
          expected: compare(work.share.value, ONE) === 0 ? `${work.planned}${work.unit}` : null,
          params: {
            kind: "figure",
            share: work.rate ?? "",
            figure: `${work.done}${work.unit}`,
            other: twin.where.quote ?? "",
            working: formula,
          },
        }),
      ];
    const params = {
      name: work.where.quote ?? "",
      printed: work.rate ?? "",
      expected: showPercent(computed),
      executed: showFigure(work.result.value),
      budget: showFigure(work.plan.value),
    };
    return [found("rate-wrong", "warning", work.where, { ...details, printed: work.rate ?? "", expected: showPercent(computed), params })];
  });
}

const NUMERALS = "零一二三四五六七八九十";
const COUNTED =
  /(?:共|包括|包含|分为|分别为|有|以下|如下|下列|主要)(?:以下|如下|下列|了|有|为|包括)*\s*([\d]{1,2}|[一二两三四五六七八九十]{1,2})\s*(?:个|项|类|条|方面)(?:子项目|项目|方面|问题|措施|工程|任务|内容|指标)?(?:工作|内容)?[:：]([^。]*)。/gu;
/** Marks that number the members of a list in a sentence. */
const MARKS = [
  /[（(][一二三四五六七八九十]{1,2}[)）]/gu,
  /[（(]\d{1,2}[)）]/gu,
  /[①②③④⑤⑥⑦⑧⑨⑩]/gu,
  /[一二三四五六七八九十]是/gu,
  /(?<![\d.])\d{1,2}[.、．](?!\d)/gu,
];

// "以下三个项目：1.…2.…": as many as it says.
function counts({ prose, rulebook }: Context): Finding[] {
  return [...prose.text.matchAll(COUNTED)].flatMap((match): Finding[] => {
    const said = countOf(match[1] ?? "");
    const listed = membersOf(match[2] ?? "");
    if (said === null || listed < 2 || listed === said) return [];
    const where = placeOf(prose, match.index, match[0].slice(0, 40));
    return [
      found("project-count-mismatch", "warning", where, {
        printed: match[1] ?? "",
        expected: String(listed),
        basis: duty(rulebook, "truthful"),
        params: { table: where.quote ?? "", listed: String(listed), known: String(said), kind: "list" },
      }),
    ];
  });
}

function membersOf(text: string): number {
  const marked = MARKS.map((mark) => text.match(mark)?.length ?? 0).find((count) => count > 1);
  // Members without numbers are parted by 、 alone, where no other mark could part them.
  return marked ?? (/[，,；;]|和|及/u.test(text) ? 0 : text.split("、").length);
}

function countOf(text: string): number | null {
  if (/^\d+$/u.test(text)) return Number(text);
  const [tens, ones] = text.includes("十") ? text.split("十") : ["0", text];
  const digit = (one: string | undefined, empty: number) =>
    one === undefined || one === "" ? empty : NUMERALS.indexOf(one.replace("两", "二"));
  const value = text.includes("十") ? digit(tens, 1) * 10 + digit(ones, 0) : digit(ones, 0);
  return value > 0 ? value : null;
}

const PROBLEMS = /(?:存在(?:的)?(?:主要)?问题|问题(?:和|及)原因)/u;
const ADVICE = /(?:(?:改进|工作|有关|相关|下一步)[^。\n]{0,8}(?:建议|措施|打算)|意见(?:和|及)?建议|建议)/u;
const HEADING = /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])/u;

// The list under 存在问题 against the list under 建议.
function advice({ prose }: Context): Finding[] {
  const lines = prose.text.split("\n");
  const under = (word: RegExp) => {
    // A heading of its own is meant before one that names several parts.
    const named = lines.flatMap((line, at) => (HEADING.test(line) && line.length < 30 && word.test(line) ? [at] : []));
    const start = named.find((at) => /^[（(]/u.test(lines[at] ?? "")) ?? named[0];
    if (start === undefined) return null;
    const level = /^[（(]/u.test(lines[start] ?? "")
      ? /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])/u
      : /^[一二三四五六七八九十]+、/u;
    const end = lines.findIndex((line, at) => at > start && level.test(line));
    const body = lines.slice(start + 1, end < 0 ? undefined : end).join("\n");
    const count = Math.max(...MARKS.map((mark) => body.match(mark)?.length ?? 0));
    return { heading: lines[start] ?? "", at: prose.text.indexOf(lines[start] ?? ""), count };
  };
  const [problems, advised] = [under(PROBLEMS), under(ADVICE)];
  if (!problems || !advised || problems.heading === advised.heading || advised.count === 0 || advised.count >= problems.count - 1)
    return [];
  const params = { advice: String(advised.count), problems: String(problems.count) };
  return [
    found("advice-fewer-than-problems", "warning", placeOf(prose, advised.at, advised.heading), {
      printed: params.advice,
      expected: `≥ ${problems.count - 1}`,
      params,
    }),
  ];
}

const FULL_DATE = /(今年|本年|(?<!\d)\d{4}\s*年)\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/gu;
const HAS_HAPPENED = /已|完成了|开展了|召开|现场|调研|实地|验收|竣工|发放了|收回|进行了|走访|抽查/u;
const WILL_HAPPEN = /将|拟|计划|预计|力争|之前|日前|截至|截止|到期|有效期|起施行|规划|目标|要求|应/u;

// What is told as done on a day after the signature.
function dates({ text, where }: Sentence, { signedOn, rulebook }: Context): Finding[] {
  if (signedOn === null || !HAS_HAPPENED.test(text) || WILL_HAPPEN.test(text)) return [];
  return [...text.matchAll(FULL_DATE)].flatMap((match) => {
    const [, named = "", month = "", date = ""] = match;
    const year = /^\d/u.test(named) ? named.slice(0, 4) : signedOn.slice(0, 4);
    const day = readDay(`${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`);
    if (!day || day <= signedOn) return [];
    return [
      found("date-after-signature", "error", where, {
        printed: match[0],
        expected: `≤ ${signedOn}`,
        formula: `${match[0]} → ${day} > ${signedOn}`,
        basis: duty(rulebook, "truthful"),
        params: { what: where.quote ?? "", date: day, signed: signedOn },
      }),
    ];
  });
}

function violations(sentences: readonly Sentence[], { grade, rulebook }: Context): Finding[] {
  if (grade !== "优") return [];
  const grave = sentences.filter(({ text }) => {
    const match = VIOLATIONS.exec(text);
    return (
      match !== null &&
      !DENIED.test(text.slice(0, match.index)) &&
      !/(?:规定|制度|办法|严禁|不得|严格|监督|按照|符合|确保|落实|专款专用)/u.test(text)
    );
  });
  return grave.slice(0, 1).map(({ text, where }) =>
    found("grade-despite-violation", "warning", where, {
      printed: grade,
      basis: duty(rulebook, "truthful"),
      params: { problem: text.slice(0, 60), grade },
    }),
  );
}
