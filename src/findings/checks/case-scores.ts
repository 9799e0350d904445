// Each row's award against its rule: what is missing, what the rule gives, who stands for the difference. 财预〔2020〕10号
// 第十六条: met → the full weight, not met → in proportion; judgements within their tier's range.
import { compare, divide, multiply, type Points, pointsAsRatio, ratio, roundToPoints, TO_CENTIPOINT } from "../../kernel/index.ts";
import { findTier } from "../../scoring/index.ts";
import { at, type CaseUnderReview, type Check, COLUMNS, duty, found, type ScoredRow, scoredRows } from "../check.ts";
import type { Finding } from "../finding.ts";
import { showPercent, showPoints } from "../show-figure.ts";

/** A row whose weight and award are both known. */
type Awarded = ScoredRow & { readonly score: Points; readonly weight: Points };

export const checkScores: Check = (review) =>
  scoredRows(review).flatMap((row) => {
    const { score, weight } = row.item;
    const gaps = blanks(review, row);
    if (score === null || weight === null) return gaps;
    const awarded: Awarded = { ...row, score, weight };
    return [...gaps, ...bounds(awarded), ...tier(review, awarded), ...override(awarded), ...againstTarget(awarded), ...backwards(awarded)];
  });

// The columns the form asks for; what is not there is neither zero nor full marks.
function blanks({ rulebook }: CaseUnderReview, row: ScoredRow): Finding[] {
  const { item, indicator } = row;
  const missing = (column: string) =>
    found("cell-missing", "error", at(row, column), { basis: duty(rulebook, "form"), params: { row: indicator.level3, column } });
  if (item.weight === null) return [missing(COLUMNS.weight)];
  if (!indicator.target) return [missing(COLUMNS.target)];
  if (item.answer.kind === "missing") return [missing(COLUMNS.actual)];
  if (item.answer.kind === "silent" && item.score !== null) {
    const { why, basis } = item.answer;
    return [
      found("not-recomputed", "hint", at(row, COLUMNS.score), {
        printed: showPoints(item.score),
        basis: [basis],
        params: { kind: "score", name: indicator.level3, score: showPoints(item.score), why, count: "1" },
      }),
    ];
  }
  return item.score === null && item.method !== "tier" ? [missing(COLUMNS.score)] : [];
}

function bounds(row: Awarded): Finding[] {
  if (row.score <= row.weight) return [];
  return [
    found("score-over-weight", "error", at(row, COLUMNS.score), {
      printed: showPoints(row.score),
      expected: `≤ ${showPoints(row.weight)}`,
      params: { name: row.item.level3, score: showPoints(row.score), weight: showPoints(row.weight) },
    }),
  ];
}

function tier({ rulebook }: CaseUnderReview, row: Awarded): Finding[] {
  const { item, indicator, score } = row;
  if (item.method !== "tier") return [];
  const named = indicator.actual?.tier ?? null;
  const name = indicator.level3;
  if (named === null) return [];
  if (!findTier(rulebook, named)) {
    const tiers = (rulebook.rules.tiers?.rule.tiers ?? []).map((one) => one.title).join(" / ");
    return [
      found("tier-unknown", "error", at(row, COLUMNS.actual), {
        printed: named,
        expected: tiers,
        basis: item.basis,
        params: { name, found: named, tiers },
      }),
    ];
  }
  if (item.origin === "override" && item.allowed) {
    const range = `${showPoints(item.allowed.min)} – ${showPoints(item.allowed.max)}`;
    const severity = isDocumented(row) ? "warning" : "error";
    return [
      found("tier-out-of-band", severity, at(row, COLUMNS.score), {
        printed: showPoints(score),
        expected: range,
        formula: item.trace.steps.find((step) => step.code === "tier-bounds")?.expression ?? range,
        basis: item.basis,
        params: { name, tier: named, score: showPoints(score), range },
      }),
    ];
  }
  if (indicator.actual?.grounds == null && item.recorded?.reason == null)
    return [
      found("discretion-undocumented", "warning", at(row, COLUMNS.score), {
        printed: showPoints(score),
        basis: item.basis,
        params: {
          name,
          score: showPoints(score),
          suggested: item.allowed ? `${showPoints(item.allowed.min)} – ${showPoints(item.allowed.max)}` : "—",
          missing: "reason",
        },
      }),
    ];
  return [];
}

function isDocumented({ item }: ScoredRow): boolean {
  return lacking({ item }).length === 0;
}

function lacking({ item: { recorded } }: Pick<ScoredRow, "item">): string[] {
  return [recorded?.by == null ? "by" : "", recorded?.reason == null ? "reason" : "", recorded?.paper == null ? "paper" : ""].filter(
    (part) => part !== "",
  );
}

// A recorded score that is not the rule's: discretion, and an error where the rule is law and nobody documents the departure.
function override(row: Awarded): Finding[] {
  const { item, indicator, score, weight } = row;
  if (item.origin !== "override" || item.suggested === null || isDocumented(row)) return [];
  const shown = { name: indicator.level3, score: showPoints(score), suggested: showPoints(item.suggested) };
  const details = { printed: shown.score, expected: shown.suggested, formula: working(row), basis: item.basis };
  const findings = [
    found("discretion-undocumented", "warning", at(row, COLUMNS.score), {
      ...details,
      params: { ...shown, missing: lacking(row).join(",") },
    }),
  ];
  const byLaw = item.basis[0]?.kind === "law";
  if (item.method === "zero-target" && item.met === false && score > 0n)
    findings.push(found("zero-target-missed", "error", at(row, COLUMNS.score), { ...details, params: shown }));
  else if (byLaw && item.met === false && score !== weight)
    findings.push(found("score-off-rule", "error", at(row, COLUMNS.score), { ...details, params: shown }));
  return findings;
}

// The rule's own working, with the share it came to: "31.12 ÷ 43.2 = 72.04%; 5 × 72.04% = 3.6".
function working({ item, weight }: Awarded): string {
  const index = item.trace.steps.findIndex((step) => step.code === "weight-times-share");
  const share = item.trace.steps[index - 1];
  const suggested = item.suggested === null ? "—" : showPoints(item.suggested);
  if (!share?.result.endsWith("%")) return `${showPoints(weight)} → ${suggested}`;
  return `${share.expression} ${share.expression.includes("÷") ? "=" : "→"} ${share.result}; ${showPoints(weight)} × ${share.result} = ${suggested}`;
}

function againstTarget(row: Awarded): Finding[] {
  const { item, indicator, score, weight } = row;
  if (item.method === "tier" || item.met === null) return [];
  const shown = {
    name: indicator.level3,
    score: showPoints(score),
    weight: showPoints(weight),
    suggested: item.suggested === null ? "—" : showPoints(item.suggested),
    lost: showPoints((weight - score) as Points),
    kind: "row",
  };
  const details = { printed: shown.score, basis: item.basis, formula: reached(row) };
  if (!item.met && score === weight && item.method !== "zero-target")
    return [
      found("full-marks-but-missed", isDocumented(row) ? "warning" : "error", at(row, COLUMNS.score), {
        ...details,
        expected: shown.suggested,
        params: shown,
      }),
    ];
  // Points that the pack takes from a met target (far over it) are its rule, not a reviewer's.
  const byRule = item.origin === "rule";
  return item.met && score < weight && !byRule && !isDocumented(row)
    ? [found("met-but-deducted", "warning", at(row, COLUMNS.score), { ...details, expected: shown.weight, params: shown })]
    : [];
}

function reached({ item }: ScoredRow): string {
  const step = item.trace.steps.find(
    (one) => one.code === "target-met" || one.code === "target-missed" || one.code === "within-band" || one.code === "outside-band",
  );
  if (step && step.expression !== "") return step.result === "—" ? step.expression : `${step.expression} → ${step.result}`;
  return item.achievement ? showPercent(item.achievement) : "";
}

// The forward formula on a target that is better when lower.
function backwards(row: Awarded): Finding[] {
  const { item, indicator, score, weight } = row;
  const target = indicator.target?.kind === "at-most" ? indicator.target.value : null;
  const actual = indicator.actual?.value ?? null;
  if (item.origin !== "override" || !target || !actual || target.n <= 0n || actual.n < 0n || compare(actual, target) === 0) return [];
  const forward = divide(actual, target);
  if (score !== roundToPoints(multiply(pointsAsRatio(weight), forward), TO_CENTIPOINT)) return [];
  const suggested = item.suggested === null ? "—" : showPoints(item.suggested);
  const share = showPercent(ratio(forward.n, forward.d));
  return [
    found("reverse-formula-wrong", "error", at(row, COLUMNS.score), {
      printed: showPoints(score),
      expected: suggested,
      formula: `${showPoints(weight)} × ${share} = ${showPoints(score)}`,
      basis: item.basis,
      params: { name: indicator.level3, score: showPoints(score), suggested, share },
    }),
  ];
}
