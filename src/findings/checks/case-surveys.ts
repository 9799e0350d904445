// Satisfaction: who was asked, how many, and whether so many answers can give the rate. 财预〔2020〕10号 第十三条 means those
// whom the project serves.
import type { Survey } from "../../dossier/index.ts";
import { compare, divide, multiply, ONE, type Ratio, ratio, sum } from "../../kernel/index.ts";
import { at, type CaseUnderReview, type Check, COLUMNS, duty, found, type ScoredRow, scoredRows, threshold } from "../check.ts";
import { feasibleRate } from "../feasible-rate.ts";
import type { Finding } from "../finding.ts";
import { canBe, exactly, type PrintedNumber, readPrinted } from "../printed-number.ts";
import { showFigure, showPercent, showPoints, showShare } from "../show-figure.ts";

export const checkSurveys: Check = (review) =>
  scoredRows(review).flatMap((row) => {
    if (row.indicator.target?.kind !== "satisfaction") return [];
    const surveys = review.dossier.surveys.filter((one) => one.indicator === row.indicator.id);
    if (surveys.length === 0) return unasked(review, row);
    return surveys.flatMap((survey) => [
      ...whoWasAsked(review, row, survey),
      ...sample(review, row, survey),
      ...counts(review, row, survey),
      ...rateStands(review, row, survey),
      ...answers(review, row, survey),
    ]);
  });

function unasked({ rulebook }: CaseUnderReview, row: ScoredRow): Finding[] {
  const { score, level3 } = row.item;
  if (score === null || score <= 0n) return [];
  return [
    found("satisfaction-without-survey", "warning", at(row, COLUMNS.score), {
      printed: showPoints(score),
      basis: duty(rulebook, "measurable"),
      params: { name: level3, score: showPoints(score) },
    }),
  ];
}

function whoWasAsked({ rulebook }: CaseUnderReview, row: ScoredRow, survey: Survey): Finding[] {
  if (survey.relation !== "insiders") return [];
  return [
    found("satisfaction-from-insiders", "warning", at(row, COLUMNS.actual), {
      printed: survey.respondents,
      basis: duty(rulebook, "approved"),
      params: { name: row.indicator.level3, respondents: survey.respondents },
    }),
  ];
}

function sample({ rulebook }: CaseUnderReview, row: ScoredRow, survey: Survey): Finding[] {
  const least = threshold(rulebook, "survey-minimum");
  const name = row.indicator.level3;
  if (survey.valid !== null && least && compare(ratio(BigInt(survey.valid)), least.value) < 0)
    return [
      found("satisfaction-thin-sample", "warning", at(row, COLUMNS.actual), {
        printed: String(survey.valid),
        expected: `≥ ${showFigure(least.value)}`,
        basis: [least.basis],
        params: { name, valid: String(survey.valid), limit: showFigure(least.value), kind: "few" },
      }),
    ];
  const rate = row.indicator.actual?.rate ?? null;
  if (rate === null || compare(rate, ONE) !== 0) return [];
  return [
    found("satisfaction-thin-sample", "warning", at(row, COLUMNS.actual), {
      printed: "100%",
      params: { name, valid: survey.valid === null ? "—" : String(survey.valid), limit: "", kind: "unanimous" },
    }),
  ];
}

// Each count is part of the one before it.
function counts({ rulebook }: CaseUnderReview, row: ScoredRow, survey: Survey): Finding[] {
  const steps = [
    ["调查总体", survey.population],
    ["发放", survey.issued],
    ["回收", survey.returned],
    ["有效", survey.valid],
    ["满意", survey.satisfied],
  ] as const;
  const known = steps.filter((step): step is readonly [(typeof step)[0], number] => step[1] !== null);
  return known.slice(1).flatMap(([name, count], index) => {
    const [before, larger] = known[index] ?? ["", count];
    if (count <= larger) return [];
    return [
      found("tables-disagree", "error", at(row, COLUMNS.actual), {
        printed: String(count),
        expected: `≤ ${larger}`,
        formula: `${count} > ${larger}`,
        basis: duty(rulebook, "truthful"),
        params: { what: survey.respondents, one: before, first: String(larger), other: name, second: String(count) },
      }),
    ];
  });
}

// The rate stands at the decimals it was written with: 96% is everything from 95.5% up to 96.5%.
function asPrinted(rate: Ratio): PrintedNumber | null {
  return readPrinted(showShare(rate));
}

function rateStands({ rulebook }: CaseUnderReview, row: ScoredRow, survey: Survey): Finding[] {
  const rate = row.indicator.actual?.rate ?? null;
  const printed = rate && asPrinted(rate);
  if (!printed || survey.valid === null || survey.valid === 0) return [];
  const where = { ...at(row, COLUMNS.actual), ...(survey.source === null ? {} : { quote: survey.source }) };
  const shown = showShare(printed.value);
  if (survey.satisfied !== null && survey.satisfied <= survey.valid) {
    const share = ratio(BigInt(survey.satisfied), BigInt(survey.valid));
    if (canBe(printed, exactly(share))) return [];
    return [
      found("actual-not-derivable", "error", where, {
        printed: shown,
        expected: showPercent(share),
        formula: `${survey.satisfied} ÷ ${survey.valid} = ${showPercent(share)}`,
        basis: duty(rulebook, "truthful"),
        params: {
          name: row.indicator.level3,
          printed: shown,
          share: showPercent(share),
          kind: "survey",
          working: `${survey.satisfied} ÷ ${survey.valid} = ${showPercent(share)}`,
          score: "",
          fair: "",
          deviation: "",
        },
      }),
    ];
  }
  const { possible, neighbours } = feasibleRate(printed, survey.valid);
  if (possible) return [];
  // The mean of the answers' scores, written where a share of people belongs.
  const isScore = survey.score !== null && compare(survey.score, multiply(printed.value, ratio(100n))) === 0;
  const people = multiply(printed.value, ratio(BigInt(survey.valid)));
  return [
    found("rate-infeasible", "warning", where, {
      printed: shown,
      expected: neighbours.join("; "),
      formula: `${survey.valid} × ${shown} = ${showFigure(people)}`,
      basis: duty(rulebook, "truthful"),
      params: {
        name: row.indicator.level3,
        rate: shown,
        valid: String(survey.valid),
        neighbours: neighbours.join("、"),
        score: isScore && survey.score ? showFigure(survey.score) : "",
      },
    }),
  ];
}

// The answers themselves against the summary made of them.
function answers({ dossier, rulebook }: CaseUnderReview, row: ScoredRow, survey: Survey): Finding[] {
  const given = dossier.answers.filter((answer) => answer.indicator === survey.indicator);
  if (given.length === 0) return [];
  const valid = given.filter((answer) => answer.valid === "yes");
  const differs = (what: string, counted: string, stated: string) =>
    found("tables-disagree", "error", at(row, COLUMNS.actual), {
      printed: stated,
      expected: counted,
      formula: `${counted} ≠ ${stated}`,
      basis: duty(rulebook, "truthful"),
      params: { what, one: "答卷", first: counted, other: "调查汇总", second: stated },
    });
  const findings = (
    [
      ["回收", given.length, survey.returned],
      ["有效", valid.length, survey.valid],
      ["满意", valid.filter((answer) => answer.satisfied === "yes").length, survey.satisfied],
    ] as const
  ).flatMap(([what, counted, stated]) => (stated === null || stated === counted ? [] : [differs(what, String(counted), String(stated))]));
  const scores = valid.flatMap((answer) => (answer.score === null ? [] : [ratio(BigInt(answer.score))]));
  const stated = survey.score && readPrinted(showFigure(survey.score));
  if (!stated || scores.length !== valid.length || scores.length === 0) return findings;
  const mean = divide(sum(scores), ratio(BigInt(scores.length)));
  return canBe(stated, exactly(mean)) ? findings : [...findings, differs("平均得分", showFigure(mean), showFigure(stated.value))];
}
