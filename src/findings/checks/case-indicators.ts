// How indicators are set and proved: measurable, fitting their level, with a survey that can bear its figure and benefits
// that can be traced to the project.

import type { Indicator, Survey } from "../../dossier/index.ts";
import { compare, ONE, printExact, printPercent, type Ratio, ratio, round, roundScaled } from "../../kernel/index.ts";
import { article, type CaseUnderReview, type Check, found, scoredRows, threshold } from "../check.ts";
import type { Finding } from "../finding.ts";

type Row = ReturnType<typeof scoredRows>[number];

/** Words that promise without saying how it would be measured (private practice of reviewers). */
const EMPTY_WORDS = /提升|提高|加强|促进|推动|推进|明显|显著|良好|持续/;
const MEASURED = /率|比例|占比|数量|人次|次数|[\d０-９]/;
const MONEY_FLOW = /资金支付|资金拨付|预算执行/;
/** A name that counts things, where 100% is no target. */
const COUNTED = /数量|次数|人次|个数|金额|团组$/;

export const checkIndicators: Check = (review) => {
  const rows = scoredRows(review);
  return [
    ...rows.flatMap((row) => setting(review, row)),
    ...rows.flatMap((row) => claims(review, row)),
    ...together(review, rows),
    ...blanks(review),
    ...surveys(review),
  ];
};

function setting(review: CaseUnderReview, row: Row): Finding[] {
  const { item, indicator } = row;
  const { target, actual } = indicator;
  const findings: Finding[] = [];
  const name = indicator.level3;
  if (item.level2Id === "quantity" && MONEY_FLOW.test(name))
    findings.push(found("level-misplaced", "warning", at(row, "三级指标"), { printed: name, params: { name, level: item.level2 } }));
  if (target?.kind === "tier" && EMPTY_WORDS.test(name) && !MEASURED.test(name))
    findings.push(
      found("unmeasurable", "warning", at(row, "三级指标"), { printed: name, basis: article(review, "第十四条"), params: { name } }),
    );
  if (
    target &&
    "unit" in target &&
    target.unit === "%" &&
    "value" in target &&
    compare(target.value, ratio(100n)) === 0 &&
    COUNTED.test(name)
  )
    findings.push(found("percent-for-count", "warning", at(row, "年度指标值"), { printed: "100%", params: { name } }));
  const isCost = item.level1Id === "cost" || item.level2Id === "cost";
  if (isCost && target?.kind === "at-least")
    findings.push(
      found("direction-wrong", "error", at(row, "年度指标值"), {
        printed: `≥${printExact(target.value)}${target.unit}`,
        expected: `≤${printExact(target.value)}${target.unit}`,
        params: { name },
      }),
    );
  if (target && "unit" in target && actual?.unit && actual.unit !== target.unit)
    findings.push(
      found("unit-mismatch", "error", at(row, "实际完成值"), {
        printed: actual.unit,
        expected: target.unit,
        params: { name, target: target.unit, actual: actual.unit },
      }),
    );
  if (
    item.level2Id === "timeliness" &&
    target &&
    !["periods", "milestones", "at-most"].includes(target.kind) &&
    !/[\d０-９]+\s*(?:年|月|日|天|季)/.test(`${name}${"text" in target ? target.text : ""}`)
  )
    findings.push(found("timeliness-without-date", "warning", at(row, "年度指标值"), { params: { name } }));
  const limit = threshold(review, "overweight-indicator");
  if (limit && item.weight !== null && compare(ratio(item.weight, 100n), limit.value) > 0)
    findings.push(
      found("overweight-indicator", "warning", at(row, "分值"), {
        printed: printExact(ratio(item.weight, 100n)),
        expected: `≤ ${printExact(limit.value)}`,
        basis: [limit.basis],
        params: { name },
      }),
    );
  if (actual?.rate && compare(actual.rate, ONE) > 0)
    findings.push(
      found("percent-over-100", "warning", at(row, "实际完成值"), {
        printed: printPercent(actual.rate),
        expected: "≤ 100%",
        params: { name },
      }),
    );
  findings.push(...approval(row));
  return findings;
}

function approval(row: Row): Finding[] {
  const { indicator } = row;
  const approved = indicator.approved;
  if (!approved || approved.adjustment !== null) return [];
  const differing = [
    approved.level3 !== null && approved.level3 !== indicator.level3
      ? { column: "三级指标", was: approved.level3, now: indicator.level3 }
      : null,
    approved.weight !== null && approved.weight !== indicator.weight
      ? {
          column: "分值",
          was: printExact(ratio(approved.weight, 100n)),
          now: indicator.weight === null ? "—" : printExact(ratio(indicator.weight, 100n)),
        }
      : null,
  ].filter((one) => one !== null);
  const findings = differing.map(({ column, was, now }) =>
    found("differs-from-approved", "error", at(row, column), { printed: now, expected: was, params: { name: indicator.level3, column } }),
  );
  if (approved.target !== null)
    findings.push(
      found("changed-without-approval", "warning", at(row, "年度指标值"), {
        expected: approved.target,
        params: { name: indicator.level3 },
      }),
    );
  return findings;
}

// A benefit claimed without baseline, date or a link to the project's own work proves nothing of the project.
function claims({ dossier }: CaseUnderReview, row: Row): Finding[] {
  const { indicator } = row;
  const lacking = indicator.claims.filter((claim) => claim.baseline === null || claim.date === null || claim.linkedTo.length === 0);
  const late = indicator.claims.filter((claim) => claim.date !== null && claim.date > dossier.evaluation.signedOn);
  const findings: Finding[] = late.map((claim) =>
    found(
      "date-after-signature",
      "error",
      { ...at(row, "实际完成值"), quote: claim.text },
      {
        printed: claim.date,
        expected: `≤ ${dossier.evaluation.signedOn}`,
        params: { date: claim.date ?? "", signed: dossier.evaluation.signedOn },
      },
    ),
  );
  if (lacking.length === 0) return findings;
  const gaps = lacking.map((claim) => {
    const missing = [
      claim.baseline === null ? "基线" : "",
      claim.date === null ? "日期" : "",
      claim.linkedTo.length === 0 ? "对应子项目" : "",
    ]
      .filter((part) => part !== "")
      .join("、");
    return `${claim.text}（缺${missing}）`;
  });
  return [
    ...findings,
    found(
      "benefit-unattributed",
      "warning",
      { ...at(row, "实际完成值"), quote: lacking[0]?.text ?? "" },
      {
        printed: `${lacking.length} / ${indicator.claims.length}`,
        formula: gaps.join("；"),
        params: { name: indicator.level3, count: String(lacking.length), claims: gaps.join("；") },
      },
    ),
  ];
}

function together(review: CaseUnderReview, rows: readonly Row[]): Finding[] {
  const findings: Finding[] = [];
  const plain = (text: string) => text.normalize("NFKC").replace(/[\s“”"'，,。、；;（）()]/g, "");
  rows.forEach((row, index) => {
    const twin = rows.slice(0, index).find((other) => plain(other.indicator.level3) === plain(row.indicator.level3));
    if (twin)
      findings.push(
        found("duplicate-indicator", "warning", at(row, "三级指标"), {
          printed: row.indicator.level3,
          params: { name: row.indicator.level3, other: `${twin.item.level2}` },
        }),
      );
  });
  const count = ratio(BigInt(rows.length));
  const few = threshold(review, "few-indicators");
  const many = threshold(review, "many-indicators");
  if (few && compare(count, few.value) < 0)
    findings.push(
      found(
        "too-few-or-many",
        "hint",
        { subject: "indicators" },
        {
          printed: String(rows.length),
          expected: `≥ ${printExact(few.value)}`,
          basis: [few.basis],
          params: { count: String(rows.length) },
        },
      ),
    );
  if (many && compare(count, many.value) > 0)
    findings.push(
      found(
        "too-few-or-many",
        "hint",
        { subject: "indicators" },
        {
          printed: String(rows.length),
          expected: `≤ ${printExact(many.value)}`,
          basis: [many.basis],
          params: { count: String(rows.length) },
        },
      ),
    );
  return findings;
}

function blanks({ dossier }: CaseUnderReview): Finding[] {
  return dossier.indicators.flatMap((indicator) => {
    if (indicator.notApplicable === null) return [];
    const where = { subject: indicator.id, table: "绩效指标", row: indicator.level2 };
    const findings: Finding[] = [];
    if (indicator.notApplicable.length < 4)
      findings.push(found("blank-unexplained", "hint", where, { printed: indicator.notApplicable, params: { level: indicator.level2 } }));
    if (indicator.recorded && indicator.recorded.score > 0n)
      findings.push(
        found(
          "not-applicable-scored",
          "warning",
          { ...where, column: "得分" },
          { printed: printExact(ratio(indicator.recorded.score, 100n)), params: { level: indicator.level2 } },
        ),
      );
    return findings;
  });
}

function surveys(review: CaseUnderReview): Finding[] {
  const { dossier } = review;
  return scoredRows(review).flatMap((row) => {
    const { indicator } = row;
    if (indicator.target?.kind !== "satisfaction") return [];
    const survey = dossier.surveys.find((one) => one.indicator === indicator.id);
    const rate = indicator.actual?.rate ?? null;
    if (!survey)
      return row.item.score !== null && row.item.score > 0n
        ? [
            found("satisfaction-without-survey", "warning", at(row, "实际完成值"), {
              printed: rate ? printPercent(rate) : null,
              params: { name: indicator.level3 },
            }),
          ]
        : [];
    return [...whoWasAsked(row, survey), ...whatItBears(review, row, survey, rate), ...answers(review, row, survey)];
  });
}

function whoWasAsked(row: Row, survey: Survey): Finding[] {
  if (survey.relation !== "insiders") return [];
  return [
    found("satisfaction-from-insiders", "warning", at(row, "实际完成值"), {
      printed: survey.respondents,
      params: { respondents: survey.respondents },
    }),
  ];
}

function whatItBears(review: CaseUnderReview, row: Row, survey: Survey, rate: Ratio | null): Finding[] {
  const findings: Finding[] = [];
  const least = threshold(review, "survey-minimum");
  if (survey.valid !== null && least && compare(ratio(BigInt(survey.valid)), least.value) < 0)
    findings.push(
      found("satisfaction-thin-sample", "warning", at(row, "实际完成值"), {
        printed: String(survey.valid),
        expected: `≥ ${printExact(least.value)}`,
        basis: [least.basis],
        params: { valid: String(survey.valid) },
      }),
    );
  else if (rate !== null && compare(rate, ONE) === 0)
    findings.push(
      found("satisfaction-thin-sample", "warning", at(row, "实际完成值"), {
        printed: "100%",
        params: { valid: String(survey.valid ?? "—") },
      }),
    );
  if (rate === null || survey.valid === null || survey.valid === 0) return findings;
  // The rate was printed to some decimals; it is possible if a whole number of answers rounds to it there.
  const places = printExact({ n: rate.n * 100n, d: rate.d }).split(".")[1]?.length ?? 0;
  const rounding = { mode: "half-up", places: places + 2 } as const;
  const wanted = roundScaled(rate, rounding);
  const valid = BigInt(survey.valid);
  const near = round({ n: rate.n * valid, d: rate.d }, { mode: "down", places: 0 }).n;
  const possible = [near - 1n, near, near + 1n, near + 2n].filter((count) => count >= 0n && count <= valid);
  if (possible.some((count) => roundScaled(ratio(count, valid), rounding) === wanted)) return findings;
  const below = possible.filter((count) => compare(ratio(count, valid), rate) < 0).at(-1);
  const above = possible.find((count) => compare(ratio(count, valid), rate) > 0);
  const neighbours = [below, above]
    .filter((count) => count !== undefined)
    .map((count) => `${count}/${valid} = ${printPercent(ratio(count, valid), 1)}`);
  const score = survey.score === null ? "" : printExact(survey.score);
  findings.push(
    found(
      "rate-infeasible",
      "warning",
      { ...at(row, "实际完成值"), quote: survey.source ?? "" },
      {
        printed: `${printExact({ n: rate.n * 100n, d: rate.d })}%`,
        expected: neighbours.join("；"),
        formula: `${printExact({ n: rate.n * valid * 100n, d: rate.d * 100n })} ÷ ${valid}`,
        params: { rate: `${printExact({ n: rate.n * 100n, d: rate.d })}%`, valid: String(valid), neighbours: neighbours.join("；"), score },
      },
    ),
  );
  return findings;
}

function answers({ dossier }: CaseUnderReview, row: Row, survey: Survey): Finding[] {
  const given = dossier.answers.filter((answer) => answer.indicator === survey.indicator);
  if (given.length === 0) return [];
  const valid = given.filter((answer) => answer.valid === "yes");
  const satisfied = valid.filter((answer) => answer.satisfied === "yes").length;
  const differs = (what: string, counted: number, stated: number | null) =>
    stated === null || stated === counted
      ? []
      : [
          found("tables-disagree", "error", at(row, "实际完成值"), {
            printed: String(stated),
            expected: String(counted),
            formula: `${counted} ≠ ${stated}`,
            params: { what, one: "问卷答卷", other: "满意度调查", first: String(counted), second: String(stated) },
          }),
        ];
  return [
    ...differs("回收", given.length, survey.returned),
    ...differs("有效", valid.length, survey.valid),
    ...differs("满意", satisfied, survey.satisfied),
  ];
}

function at({ item, indicator }: { readonly item: Row["item"]; readonly indicator: Indicator }, column: string) {
  return { subject: item.id, table: "绩效指标", row: indicator.level3, column };
}
