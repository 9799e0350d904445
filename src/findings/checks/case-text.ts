// What the case says in words: goals, sections, claims, problems and advice, references and annexes. 财预〔2020〕10号 附3 (the
// report's outline) and 第二十五条 (well founded, objective).
import type { OutlineSection } from "../../rules/index.ts";
import { factTable, fillNarrative } from "../../scoring/index.ts";
import { type CaseUnderReview, type Check, duty, found, INDICATOR_TABLE } from "../check.ts";
import { unknownYears, wrongBrackets } from "../document-number.ts";
import type { Finding, FindingPlace } from "../finding.ts";
import { checkGoals, contradictedShares, GOAL_ROW, quoteAround } from "../prose.ts";
import { ALL_DONE, ALL_QUANTIFIED, DENIED, NOTHING_ELSE, VIOLATIONS } from "../text-words.ts";

/** Sections that the report writes from the facts, so that no narrative is asked of them. */
const WRITTEN_FROM_FACTS = new Set([
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

export const checkText: Check = (review) => {
  const texts = textsOf(review);
  return [
    ...goals(review),
    ...sections(review),
    ...texts.flatMap((text) => [...claims(review, text), ...references(review, text), ...shares(text)]),
    ...problems(review),
    ...annexes(review),
  ];
};

type CaseText = { readonly where: FindingPlace; readonly text: string };

/** Every text of the case with its figures filled in, and where it stands. */
function textsOf({ dossier, scorecard }: CaseUnderReview): CaseText[] {
  const facts = factTable(dossier, scorecard);
  const filled = (where: FindingPlace, text: string | null): CaseText[] =>
    text === null ? [] : [{ where, text: fillNarrative(text, facts) }];
  return [
    ...filled({ subject: "goals", ...GOAL_ROW, column: "实际完成情况" }, dossier.goals?.achieved ?? null),
    ...Object.entries(dossier.narrative).flatMap(([section, paragraphs]) =>
      paragraphs.flatMap((text) => filled({ subject: `narrative.${section}` }, text)),
    ),
    ...dossier.indicators.flatMap((row) => filled({ subject: row.id, table: INDICATOR_TABLE, row: row.level3 }, row.analysis)),
    ...dossier.experience.flatMap((text) => filled({ subject: "experience" }, text)),
    ...dossier.basis.flatMap((one) => filled({ subject: "basis", row: one.title }, one.number)),
  ];
}

function goals({ dossier, scorecard, rulebook }: CaseUnderReview): Finding[] {
  const facts = factTable(dossier, scorecard);
  const filled = (text: string | null | undefined) => fillNarrative(text ?? "", facts);
  return checkGoals({
    goal: filled(dossier.goals?.overall),
    achieved: filled(dossier.goals?.achieved),
    where: { subject: "goals", ...GOAL_ROW },
    rulebook,
  });
}

// A bare self-evaluation table carries no report; only a dossier with narrative is held against the outline.
function sections({ dossier, rulebook }: CaseUnderReview): Finding[] {
  if (Object.keys(dossier.narrative).length === 0) return [];
  const leaves = (section: OutlineSection): OutlineSection[] =>
    section.sections.length === 0 ? [section] : section.sections.flatMap(leaves);
  return rulebook.outline.rule
    .flatMap(leaves)
    .filter((section) => section.required && !WRITTEN_FROM_FACTS.has(section.id) && !dossier.narrative[section.id])
    .map((section) =>
      found(
        "section-missing",
        "warning",
        { subject: `narrative.${section.id}`, row: section.title },
        { expected: section.title, basis: [rulebook.outline.basis], params: { title: section.title, kind: "missing" } },
      ),
    );
}

// "All was done" beside rows that were not.
function claims({ dossier, scorecard, rulebook }: CaseUnderReview, { where, text }: CaseText): Finding[] {
  const done = ALL_DONE.exec(text);
  const missed = scorecard.items.filter((item) => item.met === false && item.method !== "execution-rate").map((item) => item.level3);
  const findings: Finding[] = [];
  const contradicted = (claim: string, names: readonly string[], kind: string) =>
    found(
      "claim-contradicted",
      "warning",
      { ...where, quote: quoteAround(text, claim) },
      {
        printed: claim,
        expected: names.join("、"),
        basis: duty(rulebook, "truthful"),
        params: { claim, names: names.join("、"), count: String(names.length), kind },
      },
    );
  if (done && missed.length > 0) findings.push(contradicted(done[0], missed, "done"));
  const quantified = ALL_QUANTIFIED.exec(text);
  const judged = dossier.indicators.filter((row) => row.target?.kind === "tier").map((row) => row.level3);
  if (quantified && judged.length > 0) findings.push(contradicted(quantified[0], judged, "quantified"));
  return findings;
}

function references({ dossier, rulebook }: CaseUnderReview, { where, text }: CaseText): Finding[] {
  const known = rulebook.chain.flatMap((one) => [one.number, ...(one.replaces ?? [])]);
  return [
    ...wrongBrackets(text).map(({ printed, expected }) =>
      found(
        "doc-number-brackets",
        "hint",
        { ...where, quote: quoteAround(text, printed) },
        { printed, expected, params: { printed, expected } },
      ),
    ),
    ...unknownYears(text, dossier.evaluation.signedOn, known).map(({ printed, expected }) =>
      found(
        "doc-number-unknown",
        "warning",
        { ...where, quote: quoteAround(text, printed) },
        { printed, expected, params: { printed, expected } },
      ),
    ),
  ];
}

function shares({ where, text }: CaseText): Finding[] {
  return contradictedShares(text).map(({ parts, sum }) =>
    found(
      "shares-sum",
      "warning",
      { ...where, quote: quoteAround(text, parts[0] ?? "") },
      { printed: sum, expected: "100%", formula: `${parts.join(" + ")} = ${sum}`, params: { parts: parts.join("、"), sum } },
    ),
  );
}

function problems({ dossier, scorecard }: CaseUnderReview): Finding[] {
  const findings: Finding[] = [];
  if (dossier.advice.length < dossier.problems.length - 1) {
    const params = { advice: String(dossier.advice.length), problems: String(dossier.problems.length) };
    findings.push(
      found(
        "advice-fewer-than-problems",
        "warning",
        { subject: "advice" },
        { printed: params.advice, expected: `≥ ${dossier.problems.length - 1}`, params },
      ),
    );
  }
  if (scorecard.grade !== "优") return findings;
  const grave = dossier.problems.filter(({ text }) => {
    const match = VIOLATIONS.exec(text);
    return match !== null && !DENIED.test(text.slice(0, match.index));
  });
  return [
    ...findings,
    ...grave.map(({ text }) =>
      found(
        "grade-despite-violation",
        "warning",
        { subject: "problems", quote: text.slice(0, 40) },
        { printed: scorecard.grade, params: { problem: text, grade: scorecard.grade ?? "" } },
      ),
    ),
  ];
}

function annexes({ dossier }: CaseUnderReview): Finding[] {
  // A dossier without narrative makes a table, and a table has no annexes.
  if (Object.keys(dossier.narrative).length === 0) return [];
  const lacks = (word: RegExp) => !dossier.annexes.some((annex) => word.test(annex));
  const missing = (annex: string) =>
    found("annex-missing", "warning", { subject: "annexes", row: annex }, { expected: annex, params: { annex } });
  const findings: Finding[] = [];
  if (lacks(/自评表/)) findings.push(missing("项目支出绩效自评表"));
  if (dossier.surveys.length > 0 && lacks(/问卷|调查/)) findings.push(missing("满意度调查问卷"));
  if (dossier.annexes.length === 0 && dossier.other !== null && NOTHING_ELSE.test(dossier.other))
    findings.push(found("annex-missing-note", "hint", { subject: "other", quote: dossier.other }, { printed: dossier.other, params: {} }));
  return findings;
}
