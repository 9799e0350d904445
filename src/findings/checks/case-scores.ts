// Weights and scores of the case: the scheme, full marks, deductions, judgements and who signed for them.
import { absolute, compare, type Points, printPercent, printPoints, ratio, readDecimal, subtract, ZERO } from "../../kernel/index.ts";
import { findTier, isOverAchieved, schemeFor } from "../../scoring/index.ts";
import { article, type CaseUnderReview, type Check, found, scoredRows, threshold } from "../check.ts";
import type { Finding } from "../finding.ts";

type Row = ReturnType<typeof scoredRows>[number];

export const checkScores: Check = (review) => [
  ...weights(review),
  ...scoredRows(review).flatMap((row) => rowFindings(review, row)),
  ...allFull(review),
];

function weights(review: CaseUnderReview): Finding[] {
  const { scorecard, dossier, rulebook } = review;
  const rows = scorecard.items;
  const findings: Finding[] = [];
  if (rows.every((row) => row.weight !== null)) {
    const total = rows.reduce<bigint>((sum, row) => sum + (row.weight ?? 0n), 0n) as Points;
    if (total !== 10_000n)
      findings.push(
        found(
          "weights-sum",
          "error",
          { subject: "indicators", column: "分值" },
          {
            printed: printPoints(total),
            expected: "100",
            formula: `${rows.map((row) => printPoints(row.weight ?? (0n as Points))).join(" + ")} = ${printPoints(total)}`,
            basis: article(review, "第十八条"),
            params: { total: printPoints(total) },
          },
        ),
      );
  }
  // A replay under another pack scores; it does not judge the scheme of weights by that pack.
  const scheme = scorecard.replay ? null : schemeFor(dossier, rulebook);
  if (!scheme) return findings;
  for (const [level, planned] of Object.entries(scheme.rule.weights)) {
    const subtotal = scorecard.levels.find((one) => one.level1Id === level);
    const title = rulebook.levels.rule.find((one) => one.id === level)?.title ?? subtotal?.level1 ?? level;
    if (!subtotal)
      findings.push(
        found(
          "required-level-missing",
          level === "satisfaction" ? "warning" : "error",
          { subject: "indicators", row: title },
          { expected: printPoints(planned), basis: [scheme.basis], params: { level: title } },
        ),
      );
    else if (subtotal.weight !== null && subtotal.weight !== planned)
      findings.push(
        found(
          "weights-off-scheme",
          scheme.rule.adjustable ? "warning" : "error",
          { subject: "indicators", row: title, column: "分值" },
          {
            printed: printPoints(subtotal.weight),
            expected: printPoints(planned),
            basis: [scheme.basis],
            params: { level: title, found: printPoints(subtotal.weight), expected: printPoints(planned) },
          },
        ),
      );
  }
  return findings;
}

function rowFindings(review: CaseUnderReview, row: Row): Finding[] {
  const { item, indicator } = row;
  if (item.weight === null) return [found("cell-missing", "error", at(row, "分值"), { params: { what: `${indicator.level3} 分值` } })];
  const findings: Finding[] = [];
  if (item.answer.kind === "missing" && item.answer.what !== "weight")
    findings.push(found("cell-missing", "error", at(row, "实际完成值"), { params: { what: `${indicator.level3} ${item.answer.what}` } }));
  if (item.score === null) return findings;
  if (item.score > item.weight)
    findings.push(
      found("score-over-weight", "error", at(row, "得分"), {
        printed: printPoints(item.score),
        expected: `≤ ${printPoints(item.weight)}`,
        params: { name: indicator.level3 },
      }),
    );
  findings.push(
    ...against(review, row, item.score, item.weight),
    ...explanations(review, row, item.score, item.weight),
    ...achievement(review, row),
    ...evidence(review, row, item.score, item.weight),
  );
  return findings;
}

// The award against the rule: law that decides is an error when nobody documents the departure; a default is discretion.
function against(review: CaseUnderReview, row: Row, score: Points, weight: Points): Finding[] {
  const { item, indicator } = row;
  const recorded = item.recorded;
  const findings: Finding[] = [];
  const documented = recorded !== null && recorded.by !== null && recorded.reason !== null && recorded.paper !== null;
  const suggested = item.suggested;
  if (item.method === "tier") {
    const named = indicator.actual?.tier ?? null;
    if (named === null || !findTier(review.rulebook, named))
      findings.push(
        found("tier-unknown", "error", at(row, "实际完成值"), {
          printed: named,
          expected: review.rulebook.rules.tiers?.rule.tiers.map((tier) => tier.title).join("／") ?? null,
          basis: item.basis,
          params: { name: indicator.level3, found: named ?? "—" },
        }),
      );
    else if (item.origin === "override" && item.allowed)
      findings.push(
        found("tier-out-of-band", "error", at(row, "得分"), {
          printed: printPoints(score),
          expected: `${printPoints(item.allowed.min)}–${printPoints(item.allowed.max)}`,
          basis: item.basis,
          params: { name: indicator.level3, tier: named },
        }),
      );
  }
  if (item.origin === "override" && suggested !== null) {
    const law = item.basis[0]?.kind === "law";
    const working = item.trace.steps.find((step) => step.code === "weight-times-share");
    const formula = working ? `${working.expression} = ${working.result}` : item.trace.formula;
    const missing = [
      recorded?.by === null ? "评价人" : "",
      recorded?.reason === null ? "理由" : "",
      recorded?.paper === null ? "工作底稿编号" : "",
    ]
      .filter((part) => part !== "")
      .join("、");
    if (!documented)
      findings.push(
        found("discretion-undocumented", "warning", at(row, "得分"), {
          printed: printPoints(score),
          expected: printPoints(suggested),
          formula,
          basis: item.basis,
          params: { name: indicator.level3, score: printPoints(score), suggested: printPoints(suggested), missing },
        }),
      );
    if (!documented && law && item.met === false && score !== weight)
      findings.push(
        found("score-off-rule", "error", at(row, "得分"), {
          printed: printPoints(score),
          expected: printPoints(suggested),
          formula,
          basis: item.basis,
          params: { name: indicator.level3, score: printPoints(score), suggested: printPoints(suggested) },
        }),
      );
    if (item.method === "zero-target" && item.met === false && score > 0n)
      findings.push(
        found("zero-target-missed", "error", at(row, "得分"), {
          printed: printPoints(score),
          expected: "0",
          basis: item.basis,
          params: { name: indicator.level3 },
        }),
      );
  }
  if (item.met === false && score === weight && item.method !== "tier")
    findings.push(
      found("full-marks-but-missed", "error", at(row, "得分"), {
        printed: printPoints(score),
        expected: suggested === null ? null : printPoints(suggested),
        basis: item.basis,
        params: { name: indicator.level3 },
      }),
    );
  if (item.met === true && score < weight && item.method !== "tier" && !documented)
    findings.push(
      found("met-but-deducted", "warning", at(row, "得分"), {
        printed: printPoints(score),
        expected: printPoints(weight),
        basis: item.basis,
        params: { name: indicator.level3, lost: printPoints((weight - score) as Points) },
      }),
    );
  return findings;
}

const VAGUE = /酌情|指标设置|适当扣/;
const NO_EVIDENCE = /无佐证|无资料|未提供(?:资料|佐证)/;
const IRRELEVANT = /与(?:本)?项目无关|不相关/;

function explanations(review: CaseUnderReview, row: Row, score: Points, weight: Points): Finding[] {
  const { item, indicator } = row;
  const reason = [indicator.deviation, item.recorded?.reason ?? null].filter((text) => text !== null).join("；");
  const findings: Finding[] = [];
  const lost = (weight - score) as Points;
  if (lost > 0n && reason === "")
    findings.push(
      found("deduction-unexplained", "error", at(row, "偏差原因分析及改进措施"), {
        printed: printPoints(score),
        params: { name: indicator.level3, lost: printPoints(lost) },
        basis: article(review, "第十一条"),
      }),
    );
  const short = threshold(review, "vague-reason-length");
  if (lost > 0n && short && reason !== "" && VAGUE.test(reason) && compare(ratio(BigInt(reason.length)), short.value) < 0)
    findings.push(
      found("deduction-vague", "warning", at(row, "偏差原因分析及改进措施"), {
        printed: reason,
        basis: [short.basis],
        params: { name: indicator.level3, reason },
      }),
    );
  const stated = /扣(?:减)?\s*(\d+(?:\.\d+)?)\s*%/.exec(reason);
  const size = threshold(review, "deduction-size");
  if (stated && size && weight > 0n) {
    const real = ratio(lost, weight);
    const said = readDecimal(`${stated[1]}%`)?.value ?? ZERO;
    const gap = subtract(real, said);
    if (compare(absolute(gap), size.value) > 0)
      findings.push(
        found("deduction-size-mismatch", "warning", at(row, "得分"), {
          printed: `${stated[1]}%`,
          expected: printPercent(real),
          formula: `${printPoints(lost)} ÷ ${printPoints(weight)} = ${printPercent(real)}`,
          basis: [size.basis],
          params: { name: indicator.level3 },
        }),
      );
  }
  if (score > 0n && NO_EVIDENCE.test(reason))
    findings.push(
      found("scored-without-evidence", "warning", at(row, "得分"), { printed: printPoints(score), params: { name: indicator.level3 } }),
    );
  if (score > 0n && IRRELEVANT.test(reason))
    findings.push(
      found("scored-though-irrelevant", "warning", at(row, "得分"), { printed: printPoints(score), params: { name: indicator.level3 } }),
    );
  if (item.met === false && indicator.corrective === null && item.method !== "tier")
    findings.push(
      found("no-corrective-action", "warning", at(row, "偏差原因分析及改进措施"), {
        basis: article(review, "第十一条"),
        params: { name: indicator.level3 },
      }),
    );
  const self = item.recorded?.selfScore ?? null;
  if (self !== null && score > self)
    findings.push(
      found("review-above-self", "warning", at(row, "得分"), {
        printed: printPoints(score),
        expected: `≤ ${printPoints(self)}`,
        params: { name: indicator.level3 },
      }),
    );
  const limit = threshold(review, "timeliness-deduction");
  if (item.level2Id === "timeliness" && limit && score > 0n && weight > 0n && compare(ratio(lost, weight), limit.value) > 0)
    findings.push(
      found("timeliness-overdeducted", "hint", at(row, "得分"), {
        printed: printPoints(lost),
        expected: `≤ ${printPercent(limit.value, 0)}`,
        formula: `${printPoints(lost)} ÷ ${printPoints(weight)} = ${printPercent(ratio(lost, weight))}`,
        basis: [limit.basis],
        params: { name: indicator.level3 },
      }),
    );
  return findings;
}

function achievement(review: CaseUnderReview, row: Row): Finding[] {
  const { item, indicator } = row;
  if (item.achievement === null || !["at-least", "equal", "periods", "satisfaction"].includes(item.method)) return [];
  const shown = printPercent(item.achievement);
  const over = review.rulebook.rules.overAchievement;
  const findings: Finding[] = [];
  if (over && isOverAchieved(item.achievement, review.rulebook) && indicator.deviation === null)
    findings.push(
      found("over-achievement-unexplained", "warning", at(row, "实际完成值"), {
        printed: shown,
        expected: `≤ ${printPercent(over.rule.threshold, 0)}`,
        basis: [...article(review, "第十六条"), over.basis],
        params: { name: indicator.level3, share: shown },
      }),
    );
  const low = threshold(review, "target-too-low");
  if (low && compare(item.achievement, low.value) > 0)
    findings.push(
      found("target-too-low", "warning", at(row, "年度指标值"), {
        printed: shown,
        expected: `≤ ${printPercent(low.value, 0)}`,
        basis: [low.basis],
        params: { name: indicator.level3, share: shown },
      }),
    );
  return findings;
}

// A judgement with full marks and nothing that proves it.
function evidence(review: CaseUnderReview, row: Row, score: Points, weight: Points): Finding[] {
  const { item, indicator } = row;
  const supported = indicator.evidence.length > 0 || review.dossier.evidence.some((paper) => paper.supports.includes(indicator.id));
  if (item.method !== "tier" || score !== weight || supported) return [];
  return [
    found("full-marks-without-evidence", "warning", at(row, "得分"), {
      printed: printPoints(score),
      params: { name: indicator.level3, weight: printPoints(weight) },
    }),
  ];
}

function allFull({ scorecard }: CaseUnderReview): Finding[] {
  const rows = scorecard.items.slice(1);
  if (rows.length < 3 || !rows.every((row) => row.score !== null && row.score === row.weight)) return [];
  return [
    found(
      "all-full-marks",
      "warning",
      { subject: "indicators", column: "得分" },
      { printed: `${rows.length} / ${rows.length}`, params: { count: String(rows.length) } },
    ),
  ];
}

function at({ item, indicator }: Row, column: string) {
  return { subject: item.id, table: "绩效指标", row: indicator.level3, column };
}
