// 预算执行率: 全年执行数 ÷ 全年预算数, by proportion (10号) or by intervals that ask whether the project is completed (101号).
// This row is always computed; no reviewer moves it.

import { type Dossier, fundTotal } from "../../dossier/index.ts";
import {
  type Citation,
  compare,
  least,
  ONE,
  type Points,
  percentOf,
  printExact,
  printMoney,
  printPercent,
  printPoints,
  type Ratio,
  ratio,
  type TraceInput,
} from "../../kernel/index.ts";
import type { ExecutionRule, Rulebook } from "../../rules/index.ts";
import { type MethodResult, missingFact, noRule, pointsForShare, weightInput } from "../method-result.ts";
import { intervalText } from "./satisfaction.ts";

type Intervals = Extract<ExecutionRule, { kind: "intervals" }>;
type Working = {
  readonly rate: Ratio;
  readonly weight: Points;
  readonly inputs: readonly TraceInput[];
  readonly step: { code: string; expression: string; result: string };
};

export function scoreExecutionRate(dossier: Dossier, weight: Points, rulebook: Rulebook): MethodResult {
  const execution = rulebook.rules.execution;
  if (!execution) return noRule("execution-rate", rulebook, "execution");
  const unit = dossier.moneyUnit;
  const budget = fundTotal(dossier, "revised");
  const executed = fundTotal(dossier, "executed");
  const formula = `execution-${execution.rule.kind}`;
  const inputs: TraceInput[] = [weightInput(weight)];
  if (budget !== null) inputs.push({ name: "budget-revised", value: printMoney(budget, unit), unit, source: "funds.revised" });
  if (executed !== null) inputs.push({ name: "budget-executed", value: printMoney(executed, unit), unit, source: "funds.executed" });
  if (budget === null || executed === null)
    return missingFact("execution-rate", budget === null ? "funds.revised" : "funds.executed", [execution.basis], formula, inputs);
  if (budget === 0n) return missingFact("execution-rate", "funds.revised = 0", [execution.basis], formula, inputs);
  const rate = ratio(executed, budget);
  const step = {
    code: "execution-rate",
    expression: `${printMoney(executed, unit)} ÷ ${printMoney(budget, unit)}`,
    result: `${printPercent(rate)}`,
  };
  const working = { rate, weight, inputs, step };
  return execution.rule.kind === "proportion"
    ? byProportion(working, execution.basis, rulebook)
    : byIntervals(working, execution.rule, execution.basis, dossier.project.completed, rulebook);
}

function byProportion({ rate, weight, inputs, step }: Working, basis: Citation, rulebook: Rulebook): MethodResult {
  const base = pointsForShare(weight, rate, rulebook);
  const capped = compare(rate, ONE) > 0;
  return {
    method: "execution-rate",
    answer: { kind: "decided", points: base.points },
    achievement: percentOf(rate),
    met: compare(rate, ONE) >= 0,
    basis: [basis],
    formula: "execution-proportion",
    inputs,
    steps: [
      step,
      ...(capped ? [{ code: "capped", expression: `min(${printPercent(rate)}, 100%)`, result: printPercent(least(rate, ONE)) }] : []),
      ...base.steps,
    ],
    rounding: base.rounding,
  };
}

function byIntervals(
  { rate, weight, inputs, step }: Working,
  rule: Intervals,
  basis: Citation,
  completed: boolean | null,
  rulebook: Rulebook,
): MethodResult {
  const asks = [...rule.regions, ...(rule.silent ?? [])].some((region) => region.completed !== undefined);
  const known: TraceInput[] =
    completed === null
      ? [...inputs]
      : [...inputs, { name: "project-completed", value: completed ? "是" : "否", source: "project.completed" }];
  const common = {
    method: "execution-rate",
    achievement: rate,
    met: compare(rate, ONE) >= 0,
    formula: "execution-intervals",
    inputs: known,
  } as const;
  if (asks && completed === null) return missingFact("execution-rate", "project.completed", [basis], "execution-intervals", known);
  const holds = (region: { completed?: boolean | undefined; from: Ratio; to?: Ratio | undefined; closed?: boolean | undefined }) =>
    (region.completed === undefined || region.completed === completed) &&
    compare(rate, region.from) >= 0 &&
    (region.to === undefined || compare(rate, region.to) < (region.closed ? 1 : 0));
  const region = rule.regions.find(holds);
  if (weight !== rule.forWeight || !region) {
    const stated = rule.silent?.find(holds);
    const silentBasis: Citation = stated ? { kind: "law", pack: basis.pack, instrument: basis.instrument, article: stated.cite } : basis;
    const why = weight !== rule.forWeight ? `${printPoints(weight)} ≠ ${printPoints(rule.forWeight)}` : (stated?.why ?? printExact(rate));
    return {
      ...common,
      basis: [silentBasis],
      answer: { kind: "silent", basis: silentBasis, why },
      steps: [step, { code: weight !== rule.forWeight ? "silent-weight" : "silent", expression: why, result: "—" }],
      rounding: null,
    };
  }
  const base = pointsForShare(weight, region.share, rulebook);
  return {
    ...common,
    basis: [basis],
    answer: { kind: "decided", points: base.points },
    steps: [
      step,
      {
        code: region.completed === undefined ? "interval" : region.completed ? "interval-completed" : "interval-not-completed",
        expression: intervalText(region),
        result: printPercent(region.share, 0),
      },
      ...base.steps,
    ],
    rounding: base.rounding,
  };
}
