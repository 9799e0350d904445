// What the case says in words: goals, sections, advice, references and figures typed without a source.

import { compare, readDecimal, toNarrow } from "../../kernel/index.ts";
import type { OutlineSection } from "../../rules/index.ts";
import { type BoundFact, factTable, readNarrative } from "../../scoring/index.ts";
import { type CaseUnderReview, type Check, found } from "../check.ts";
import type { Finding } from "../finding.ts";

const SLOGANS = ["全方位", "高水平", "作出新贡献", "优异的成绩", "再上新台阶", "大力", "做大做强", "主动服务", "新动力", "新局面"];
const VIOLATIONS = /违规|截留|挪用|虚列|套取|挤占/;
/** Sections the system fills itself, so that no narrative is asked of them. */
const COMPUTED = new Set([
  "conclusion",
  "overview.use",
  "analysis.output",
  "analysis.benefit",
  "analysis.satisfaction",
  "experience",
  "problems",
  "causes",
  "advice",
  "other",
]);

export const checkText: Check = (review) => [
  ...goals(review),
  ...sections(review),
  ...adviceGiven(review),
  ...violations(review),
  ...typedFigures(review),
  ...fullWidth(review),
];

function goals({ dossier }: CaseUnderReview): Finding[] {
  const overall = dossier.goals?.overall ?? "";
  const achieved = dossier.goals?.achieved ?? "";
  const findings: Finding[] = [];
  const slogans = SLOGANS.filter((word) => overall.includes(word));
  if (slogans.length >= 2 && !/[\d０-９]/.test(overall))
    findings.push(
      found(
        "goal-is-slogan",
        "warning",
        { subject: "goals", table: "年度总体目标", column: "预期目标", quote: overall.slice(0, 30) },
        { params: { words: slogans.join("、") } },
      ),
    );
  if (overall.length > 20 && likeness(overall, achieved) > 0.9)
    findings.push(found("actual-copied", "warning", { subject: "goals", table: "年度总体目标", column: "实际完成情况" }, { params: {} }));
  return findings;
}

function sections({ dossier, rulebook }: CaseUnderReview): Finding[] {
  // A bare self-evaluation table carries no report; only a dossier with narrative is held against the outline.
  if (Object.keys(dossier.narrative).length === 0) return [];
  const leaves = (section: OutlineSection): OutlineSection[] =>
    section.sections.length === 0 ? [section] : section.sections.flatMap(leaves);
  return rulebook.outline.rule
    .flatMap(leaves)
    .filter((section) => section.required && !COMPUTED.has(section.id) && !dossier.narrative[section.id])
    .map((section) =>
      found(
        "section-missing",
        "warning",
        { subject: `narrative.${section.id}`, row: section.title },
        { basis: [rulebook.outline.basis], params: { title: section.title } },
      ),
    );
}

function adviceGiven({ dossier }: CaseUnderReview): Finding[] {
  if (dossier.advice.length >= dossier.problems.length - 1) return [];
  return [
    found(
      "advice-fewer-than-problems",
      "warning",
      { subject: "advice" },
      {
        printed: String(dossier.advice.length),
        expected: `≥ ${dossier.problems.length - 1}`,
        params: { advice: String(dossier.advice.length), problems: String(dossier.problems.length) },
      },
    ),
  ];
}

function violations({ dossier, scorecard }: CaseUnderReview): Finding[] {
  if (scorecard.grade !== "优") return [];
  return dossier.problems
    .filter((problem) => VIOLATIONS.test(problem.text))
    .map((problem) =>
      found(
        "grade-despite-violation",
        "warning",
        { subject: "problems", quote: problem.text.slice(0, 40) },
        { printed: scorecard.grade, params: { problem: problem.text } },
      ),
    );
}

// Document numbers, dates, years, ordinals and names of meetings are no figures of the case.
const EXEMPT =
  /〔\d{4}〕\s*\d+\s*号|\[\d{4}\]\s*\d+\s*号|\d{4}\s*年(?:度)?(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?|\d{1,2}\s*月\s*\d{1,2}\s*日|第\s*\d+|[（(]\d+[）)]|^\s*\d+[.、．]/g;
const NUMBER = /\d[\d,]*(?:\.\d+)?\s*[%％]?/g;

function typedFigures(review: CaseUnderReview): Finding[] {
  const { dossier, scorecard } = review;
  const facts = [...factTable(dossier, scorecard).values()];
  const texts: (readonly [string, string])[] = [
    ...Object.entries(dossier.narrative).flatMap(([section, paragraphs]) =>
      paragraphs.map((text) => [`narrative.${section}`, text] as const),
    ),
    ...dossier.indicators.flatMap((indicator) => (indicator.analysis ? [[indicator.id, indicator.analysis] as const] : [])),
    ...dossier.experience.map((text) => ["experience", text] as const),
    ...dossier.problems.flatMap((problem) => [
      ["problems", problem.text] as const,
      ...(problem.cause ? [["problems", problem.cause] as const] : []),
    ]),
    ...dossier.advice.map((piece) => ["advice", piece.text] as const),
  ];
  return texts.flatMap(([subject, text]) =>
    typedIn(text).flatMap((figure) =>
      facts.some((fact) => stands(fact, figure))
        ? []
        : [found("unbound-figure", "warning", { subject, quote: excerpt(text, figure) }, { printed: figure, params: { figure } })],
    ),
  );
}

function typedIn(paragraph: string): string[] {
  return readNarrative(paragraph).flatMap((part) =>
    "words" in part ? [...toNarrow(part.words).replace(EXEMPT, " ").matchAll(NUMBER)].map((match) => match[0].trim()) : [],
  );
}

function stands(fact: BoundFact, figure: string): boolean {
  if (fact.text === figure) return true;
  const typed = readDecimal(figure.replace(/\s/g, ""));
  if (!typed || fact.value === null || typed.percent !== (fact.kind === "rate")) return false;
  return compare(typed.value, fact.value) === 0;
}

function excerpt(text: string, figure: string): string {
  const at = toNarrow(text).indexOf(figure);
  return text.slice(Math.max(0, at - 12), at + figure.length + 12);
}

function fullWidth({ dossier }: CaseUnderReview): Finding[] {
  return dossier.fullWidth.map(({ path, text }) =>
    found("full-width-digits", "hint", { subject: path, quote: text }, { printed: text, expected: toNarrow(text), params: { text, path } }),
  );
}

// Dice likeness of character pairs: 1 for the same text.
function likeness(a: string, b: string): number {
  const pairs = (text: string) => new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2)));
  const [one, other] = [pairs(a), pairs(b)];
  if (one.size + other.size === 0) return 0;
  return (2 * [...one].filter((pair) => other.has(pair)).length) / (one.size + other.size);
}
