// What the case says of its deductions: that it says something, that it says enough, and that it fits. 财预〔2020〕10号
// 第十一条: what is not met or far off is explained, with measures.
import { absolute, compare, multiply, type Points, ratio, readDecimal, subtract, ZERO } from "../../kernel/index.ts";
import { findTier, isOverAchieved } from "../../scoring/index.ts";
import { at, type CaseUnderReview, type Check, COLUMNS, duty, found, type ScoredRow, scoredRows, threshold } from "../check.ts";
import type { Finding } from "../finding.ts";
import { IRRELEVANT, NO_EVIDENCE, STATED_DEDUCTION, VAGUE } from "../reason-words.ts";
import { showPercent, showPoints, showShare } from "../show-figure.ts";

export const checkReasons: Check = (review) =>
  scoredRows(review).flatMap((row) => {
    const { score, weight } = row.item;
    if (score === null || weight === null || weight <= 0n) return [];
    const told: Told = { row, score, lost: (weight - score) as Points, weight, reason: reasonOf(row) };
    return [...deduction(review, told), ...admitted(told), ...measures(review, told), ...size(review, told), ...beyond(review, row)];
  });

type Told = { readonly row: ScoredRow; readonly score: Points; readonly weight: Points; readonly lost: Points; readonly reason: string };

function reasonOf({ item, indicator }: ScoredRow): string {
  return [indicator.deviation, item.recorded?.reason ?? null].filter((text) => text !== null).join("；");
}

function deduction({ rulebook }: CaseUnderReview, { row, score, lost, reason, weight }: Told): Finding[] {
  const { item, indicator } = row;
  const where = at(row, COLUMNS.reason);
  const params = { name: indicator.level3, lost: showPoints(lost), score: showPoints(score), reason };
  const findings: Finding[] = [];
  if (lost > 0n && reason === "") {
    const basis = duty(rulebook, "explain");
    findings.push(
      found("deduction-unexplained", item.met === false && basis.length > 0 ? "error" : "warning", where, {
        printed: showPoints(score),
        formula: `${showPoints(weight)} − ${showPoints(score)} = ${showPoints(lost)}`,
        basis,
        params,
      }),
    );
  }
  const short = threshold(rulebook, "vague-reason-length");
  if (lost > 0n && short && reason !== "" && VAGUE.test(reason) && compare(ratio(BigInt(reason.length)), short.value) < 0)
    findings.push(
      found("deduction-vague", "warning", where, { printed: reason, basis: [...duty(rulebook, "explain"), short.basis], params }),
    );
  // A judgement in its best tier, on a count or on a benefit, and yet points taken.
  const best = item.method === "tier" && indicator.actual?.tier != null && findTier(rulebook, indicator.actual.tier)?.id === "met";
  if (lost > 0n && best && (item.level2Id === "quantity" || item.level1Id === "benefit"))
    findings.push(
      found("deduction-illogical", "hint", at(row, COLUMNS.score), {
        printed: showPoints(score),
        expected: showPoints(weight),
        basis: item.basis,
        params: { ...params, tier: indicator.actual?.tier ?? "", weight: showPoints(weight) },
      }),
    );
  return findings;
}

// What the row says of itself does not go with points.
function admitted({ row, score, reason }: Told): Finding[] {
  if (score <= 0n) return [];
  const where = { ...at(row, COLUMNS.score), quote: reason };
  const details = { printed: showPoints(score), expected: "0", params: { name: row.indicator.level3, score: showPoints(score), reason } };
  const findings: Finding[] = [];
  if (NO_EVIDENCE.test(reason)) findings.push(found("scored-without-evidence", "warning", where, details));
  if (IRRELEVANT.test(reason)) findings.push(found("scored-though-irrelevant", "warning", where, details));
  return findings;
}

function measures({ rulebook }: CaseUnderReview, { row }: Told): Finding[] {
  const { item, indicator } = row;
  if (item.met !== false || indicator.corrective !== null) return [];
  return [
    found("no-corrective-action", "warning", at(row, COLUMNS.reason), {
      printed: indicator.deviation,
      basis: duty(rulebook, "explain"),
      params: { name: indicator.level3 },
    }),
  ];
}

function size({ rulebook }: CaseUnderReview, { row, score, weight, lost, reason }: Told): Finding[] {
  const { item, indicator } = row;
  const findings: Finding[] = [];
  const stated = STATED_DEDUCTION.exec(reason)?.[1];
  const gap = threshold(rulebook, "deduction-size");
  const real = ratio(lost, weight);
  const working = `${showPoints(lost)} ÷ ${showPoints(weight)} = ${showShare(real)}`;
  if (stated && gap) {
    const said = readDecimal(`${stated}%`)?.value ?? ZERO;
    if (compare(absolute(subtract(real, said)), gap.value) > 0)
      findings.push(
        found(
          "deduction-size-mismatch",
          "warning",
          { ...at(row, COLUMNS.score), quote: reason },
          {
            printed: `${stated}%`,
            expected: showPercent(real),
            formula: working,
            basis: [gap.basis],
            params: { name: indicator.level3, stated: `${stated}%`, real: showPercent(real) },
          },
        ),
      );
  }
  const limit = threshold(rulebook, "timeliness-deduction");
  if (item.level2Id === "timeliness" && limit && score > 0n && compare(real, limit.value) > 0)
    findings.push(
      found("timeliness-overdeducted", "hint", at(row, COLUMNS.score), {
        printed: showPoints(lost),
        expected: `≤ ${showPoints(weight)} × ${showPercent(limit.value, 0)}`,
        formula: working,
        basis: [limit.basis],
        params: { name: indicator.level3, lost: showPoints(lost), share: showShare(real), limit: showPercent(limit.value, 0) },
      }),
    );
  const self = item.recorded?.selfScore ?? null;
  if (self !== null && score > self)
    findings.push(
      found("review-above-self", "warning", at(row, COLUMNS.score), {
        printed: showPoints(score),
        expected: `≤ ${showPoints(self)}`,
        params: { name: indicator.level3, score: showPoints(score), self: showPoints(self) },
      }),
    );
  return findings;
}

const FORWARD = ["at-least", "equal", "periods", "satisfaction"];

// Far over the target: explained, or the target was set low.
function beyond({ rulebook }: CaseUnderReview, row: ScoredRow): Finding[] {
  const { item, indicator } = row;
  if (item.achievement === null) return [];
  const explained = indicator.deviation !== null;
  // A lower-is-better row's achievement is target ÷ actual; how little was used is its inverse.
  if (item.method === "at-most") {
    const limit = threshold(rulebook, "reverse-over-achievement");
    if (
      !limit ||
      explained ||
      item.met !== true ||
      item.achievement.n <= 0n ||
      compare(multiply(item.achievement, limit.value), ratio(1n)) <= 0
    )
      return [];
    const share = showPercent({ n: item.achievement.d, d: item.achievement.n });
    return [
      found("over-achievement-unexplained", "warning", at(row, COLUMNS.actual), {
        printed: share,
        expected: `≥ ${showPercent(limit.value, 0)}`,
        basis: [...duty(rulebook, "scored"), limit.basis],
        params: { name: indicator.level3, share },
      }),
    ];
  }
  if (!FORWARD.includes(item.method)) return [];
  const share = showPercent(item.achievement);
  const params = { name: indicator.level3, share };
  const findings: Finding[] = [];
  const over = rulebook.rules.overAchievement;
  if (over && !explained && isOverAchieved(item.achievement, rulebook))
    findings.push(
      found("over-achievement-unexplained", "warning", at(row, COLUMNS.actual), {
        printed: share,
        expected: `≤ ${showPercent(over.rule.threshold, 0)}`,
        basis: [...duty(rulebook, "scored"), over.basis],
        params,
      }),
    );
  const low = threshold(rulebook, "target-too-low");
  if (low && compare(item.achievement, low.value) > 0)
    findings.push(
      found("target-too-low", "warning", at(row, COLUMNS.target), {
        printed: share,
        expected: `≤ ${showPercent(low.value, 0)}`,
        basis: [...duty(rulebook, "scored"), low.basis],
        params,
      }),
    );
  return findings;
}
