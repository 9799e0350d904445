// A printed row's result against its target, and the points given for it. 财预〔2020〕10号 第十六条: met → the full weight, not met →
// in proportion; far over the target → the reason.
import { compare, divide, multiply, ONE, type Ratio, roundToPoints, subtract, TO_CENTIPOINT } from "../../kernel/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { duty, found, threshold } from "../check.ts";
import type { Finding } from "../finding.ts";
import { RATE_NAME } from "../indicator-words.ts";
import { atMostOne, canBe, exactly, productOf, type Range, readPrinted } from "../printed-number.ts";
import {
  attainment,
  type Comparison,
  compareCells,
  isCompleted,
  isMet,
  type PrintedRow,
  type SeenRow,
  unitsAgree,
} from "../printed-row.ts";
import { showFigure, showPercent, showScore, showShare } from "../show-figure.ts";

// Result against target: points that do not go with it, results beyond belief, kinds that cannot be compared.
export function checkPrintedResults(seen: SeenRow): Finding[] {
  const { row, where, rulebook } = seen;
  const [target, actual] = [readPrinted(row.target), readPrinted(row.actual)];
  const name = row.level3;
  // A rate of completion is held to the whole, not to what the target counts.
  if (seen.completion) return againstTarget(seen, null, isCompleted(row));
  if (target && actual && !comparableKinds(row)) {
    const [a, b] = [row.target ?? "", row.actual ?? ""];
    return [
      found("unit-mismatch", target.percent !== actual.percent ? "error" : "warning", where("actual"), {
        printed: row.actual,
        expected: target.percent ? "%" : target.unit,
        basis: duty(rulebook, "truthful"),
        params: { kind: "row", name, target: a, actual: b },
      }),
    ];
  }
  const compared = compareCells(row);
  const findings: Finding[] = againstTarget(seen, compared, isMet(row));
  if (actual?.percent && compare(actual.value, ONE) > 0 && RATE_NAME.test(name) && !/完成|增长|提高|执行/.test(name))
    findings.push(
      found("percent-over-100", "warning", where("actual"), {
        printed: row.actual,
        expected: "≤ 100%",
        params: { name, share: row.actual ?? "", kind: "row", working: "" },
      }),
    );
  if (seen.level1 === "satisfaction" && actual?.percent && compare(actual.value, ONE) === 0)
    findings.push(
      found("satisfaction-thin-sample", "warning", where("actual"), {
        printed: row.actual,
        params: { name, valid: "—", limit: "", kind: "unanimous" },
      }),
    );
  return compared ? [...findings, ...beyond(seen, compared)] : findings;
}

function comparableKinds(row: PrintedRow): boolean {
  const [target, actual] = [readPrinted(row.target), readPrinted(row.actual)];
  if (!target || !actual || compareCells(row)) return true;
  return target.percent === actual.percent && unitsAgree(target.unit, actual.unit);
}

function againstTarget({ row, where, rulebook }: SeenRow, compared: Comparison | null, met: boolean | null): Finding[] {
  const [weight, score] = [readPrinted(row.weight), readPrinted(row.score)];
  // One score over several rows is not this row's.
  if (!weight || !score || met === null || weight.value.n <= 0n || row.scoreRows !== 1) return [];
  const name = row.level3;
  const full = compare(score.value, weight.value) >= 0;
  const params = {
    name,
    score: row.score ?? "",
    weight: row.weight ?? "",
    lost: showFigure(subtract(weight.value, score.value)),
    suggested: row.weight ?? "",
    kind: "row",
  };
  const formula = `${row.actual} / ${row.target}`;
  const basis = duty(rulebook, "scored");
  if (met)
    return full
      ? []
      : [
          found("met-but-deducted", "warning", where("score"), { printed: row.score, expected: row.weight, formula, basis, params }),
          ...backwards(row, where, compared),
        ];
  if (compared?.relation === "at-most" && compared.target.value.n === 0n)
    return score.value.n > 0n
      ? [
          found("zero-target-missed", "error", where("score"), {
            printed: row.score,
            expected: "0",
            formula,
            params: { ...params, suggested: "0" },
          }),
        ]
      : [];
  const fair = fairShare(compared, weight.value, rulebook);
  // Points are given to the hundredth: what is missed by less than that has full marks.
  if (full && fair && roundToPoints(fair.exact, TO_CENTIPOINT) >= roundToPoints(weight.value, TO_CENTIPOINT)) return [];
  if (full)
    return [
      found("full-marks-but-missed", "error", where("score"), {
        printed: row.score,
        expected: `< ${row.weight}`,
        formula,
        basis,
        params: { ...params, suggested: fair?.shown ?? `< ${row.weight}` },
      }),
    ];
  return [...offRule(row, where, compared, rulebook), ...backwards(row, where, compared)];
}

// In proportion of result to target, where the pack's law says so.
function fairShare(
  compared: Comparison | null,
  weight: Ratio,
  rulebook: Rulebook,
): { readonly exact: Ratio; readonly shown: string; readonly range: Range } | null {
  const rule = rulebook.rules.attainment;
  const share = compared && compared.relation === "at-least" ? attainment(compared) : null;
  if (!compared || !share || rule?.rule.kind !== "proportion" || rule.basis.kind !== "law") return null;
  const exact = multiply(weight, divide(compared.actual.value, compared.target.value));
  return { exact, shown: showScore(exact), range: productOf(exactly(weight), atMostOne(share)) };
}

function offRule(row: PrintedRow, where: SeenRow["where"], compared: Comparison | null, rulebook: Rulebook): Finding[] {
  const [weight, score] = [readPrinted(row.weight), readPrinted(row.score)];
  const rule = rulebook.rules.attainment;
  const fair = weight && fairShare(compared, weight.value, rulebook);
  if (!weight || !score || !fair || !rule || canBe(score, fair.range)) return [];
  return [
    found("score-off-rule", row.reason === null ? "error" : "warning", where("score"), {
      printed: row.score,
      expected: fair.shown,
      formula: `${row.weight} × ${row.actual} ÷ ${row.target} = ${fair.shown}`,
      basis: [rule.basis],
      params: { name: row.level3, score: row.score ?? "", suggested: fair.shown },
    }),
  ];
}

// The forward formula on a target that its own sign says is better when lower.
function backwards(row: PrintedRow, where: SeenRow["where"], compared: Comparison | null): Finding[] {
  const [weight, score] = [readPrinted(row.weight), readPrinted(row.score)];
  if (
    !weight ||
    !score ||
    compared?.relation !== "at-most" ||
    !compared.signed ||
    compare(compared.actual.value, compared.target.value) === 0
  )
    return [];
  const share = attainment(compared);
  if (!share || !canBe(score, productOf(exactly(weight.value), share))) return [];
  // A whole number of points meets a product by chance; only decimals show that it was worked out.
  const forwards = multiply(weight.value, divide(compared.actual.value, compared.target.value));
  if (score.places === 0 && compare(forwards, score.value) !== 0) return [];
  const forward = showPercent(divide(compared.actual.value, compared.target.value));
  return [
    found("reverse-formula-wrong", "error", where("score"), {
      printed: row.score,
      formula: `${row.weight} × ${row.actual} ÷ ${row.target} = ${row.score}`,
      params: { name: row.level3, score: row.score ?? "", suggested: "—", share: forward },
    }),
  ];
}

function beyond({ row, where, rulebook }: SeenRow, compared: Comparison): Finding[] {
  if (compared.relation === "at-most" || !(compared.target.value.n > 0n)) return [];
  const achievement = divide(compared.actual.value, compared.target.value);
  const over = rulebook.rules.overAchievement;
  const low = threshold(rulebook, "target-too-low");
  const params = { name: row.level3, share: showShare(achievement) };
  const findings: Finding[] = [];
  if (over && row.reason === null && compare(achievement, over.rule.threshold) > 0)
    findings.push(
      found("over-achievement-unexplained", "warning", where("actual"), {
        printed: row.actual,
        expected: `≤ ${row.target} × ${showPercent(over.rule.threshold, 0)}`,
        formula: `${row.actual} ÷ ${row.target} = ${showPercent(achievement)}`,
        basis: [...duty(rulebook, "scored"), over.basis],
        params,
      }),
    );
  if (low && compare(achievement, low.value) > 0)
    findings.push(
      found("target-too-low", "warning", where("target"), {
        printed: row.target,
        expected: `≥ ${row.actual} ÷ ${showFigure(low.value)}`,
        formula: `${row.actual} ÷ ${row.target} = ${showPercent(achievement)}`,
        basis: [...duty(rulebook, "scored"), low.basis],
        params,
      }),
    );
  return findings;
}
