// What every scoring method takes and gives: facts and rules in, an answer with its own explanation out.

import type { Indicator } from "../dossier/index.ts";
import {
  type Citation,
  ONE,
  type Points,
  printExact,
  printPoints,
  type Ratio,
  type Rounding,
  roundToPoints,
  TO_CENTIPOINT,
  type TraceInput,
  type TraceStep,
  ZERO,
} from "../kernel/index.ts";
import type { Rulebook } from "../rules/index.ts";
import type { Method, RuleAnswer } from "./scorecard.ts";

/** A method's answer, with everything its receipt needs. */
export type MethodResult = {
  readonly method: Method;
  readonly answer: RuleAnswer;
  readonly achievement: Ratio | null;
  readonly met: boolean | null;
  readonly basis: readonly Citation[];
  readonly formula: string;
  readonly inputs: readonly TraceInput[];
  readonly steps: readonly TraceStep[];
  readonly rounding: Rounding | null;
};

/** What a method scores: one row with its weight, under one rulebook. */
export type MethodInput<Kind extends NonNullable<Indicator["target"]>["kind"] = NonNullable<Indicator["target"]>["kind"]> = {
  readonly indicator: Indicator;
  readonly target: Extract<NonNullable<Indicator["target"]>, { kind: Kind }>;
  readonly weight: Points;
  readonly rulebook: Rulebook;
};

/** The line rounding the rulebook asks for (two decimals, half up, where it names none). */
export function lineRounding(rulebook: Rulebook): Rounding {
  const named = rulebook.rules.rounding?.rule;
  if (!named || (named.mode === TO_CENTIPOINT.mode && named.places === "2")) return TO_CENTIPOINT;
  return { mode: named.mode, places: Number(named.places) };
}

/** Points for a share of the weight, kept within 0 and the weight, rounded as the rulebook asks; with its steps. */
export function pointsForShare(
  weight: Points,
  share: Ratio,
  rulebook: Rulebook,
): { readonly points: Points; readonly steps: TraceStep[]; readonly rounding: Rounding } {
  const rounding = lineRounding(rulebook);
  const kept = share.n <= 0n ? ZERO : share.n >= share.d ? ONE : share;
  const raw = { n: weight * kept.n, d: 100n * kept.d };
  const points = roundToPoints(raw, rounding);
  return {
    points,
    rounding,
    steps: [{ code: "weight-times-share", expression: `${printPoints(weight)} × ${printExact(kept)}`, result: printExact(raw) }],
  };
}

/** The answer when no pack of the chain has a rule for this kind of target. */
export function noRule(method: Method, rulebook: Rulebook, why: string): MethodResult {
  const basis: Citation = { kind: "law", pack: rulebook.id, instrument: rulebook.instrument.number, article: "" };
  return {
    method,
    answer: { kind: "silent", basis, why },
    achievement: null,
    met: null,
    basis: [],
    formula: "silent",
    inputs: [],
    steps: [{ code: "silent", expression: why, result: "—" }],
    rounding: null,
  };
}

/** The answer when a fact is not there. */
export function missingFact(
  method: Method,
  what: string,
  basis: readonly Citation[],
  formula: string,
  inputs: readonly TraceInput[],
): MethodResult {
  return {
    method,
    answer: { kind: "missing", what },
    achievement: null,
    met: null,
    basis,
    formula,
    inputs,
    steps: [{ code: "missing", expression: what, result: "—" }],
    rounding: null,
  };
}

/** A quantity with its unit and source as a receipt's input. */
export function quantityInput(name: string, value: Ratio, unit: string | null, source: string | null): TraceInput {
  return { name, value: printExact(value), unit: unit || null, source: source || null };
}

/** The weight as a receipt's input. */
export function weightInput(weight: Points): TraceInput {
  return { name: "weight", value: printPoints(weight), unit: "分", source: null };
}
