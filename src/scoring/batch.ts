// Scores very many projects at once: a rulebook compiled to plain numbers, projects packed into typed columns, one pass.
// Every intermediate is an integer below 2^53, so the arithmetic is exact; what does not fit is refused by the packer
// and goes through scoreDossier instead.
import { compare, type Ratio, ratio } from "../kernel/index.ts";
import type { Rulebook } from "../rules/index.ts";

/** What a packed line is scored by. */
export const LINE_KIND = { atLeast: 0, atMost: 1, equal: 2, zero: 3, satisfaction: 4, judged: 5 } as const;
export type LineKind = (typeof LINE_KIND)[keyof typeof LINE_KIND];

/**
 * Projects as columns, `lines` rows each (row-major: project × lines + line). Weights in hundredths of a point; target
 * and actual in the same whole unit (scale decimals up alike); for `satisfaction` both in hundredths of a percent; for
 * `judged` actual holds the recorded points in hundredths. Amounts in fen. `completed`: 0 no, 1 yes, 2 unknown.
 */
export type ProjectColumns = {
  readonly count: number;
  readonly lines: number;
  readonly kind: Uint8Array;
  readonly weight: Uint16Array;
  /** Pairs of target and actual: the row's target at 2 × row, its actual at 2 × row + 1. */
  readonly values: Uint32Array;
  readonly budget: Float64Array;
  readonly executed: Float64Array;
  readonly executionWeight: Uint16Array;
  readonly completed: Uint8Array;
};

/** No answer: a fact is missing or the rules are silent. Unknown is not zero. */
export const NO_SCORE = 0xffff;
export const NO_GRADE = 0xff;

/** Points in hundredths; `grade` is the index of the rulebook's bands; `lineScore` is empty unless lines were asked for. */
export type BatchScores = {
  readonly lineScore: Uint16Array;
  readonly execution: Uint16Array;
  readonly total: Uint16Array;
  readonly grade: Uint8Array;
};

type Step = { readonly from: number; readonly to: number; readonly closed: boolean; readonly gives: number };
type CompiledRules = {
  readonly half: 0 | 1;
  readonly passMark: number;
  readonly reverseLinear: boolean;
  readonly equalNearest: boolean;
  readonly equalStrict: boolean;
  readonly overFrom: number;
  readonly overInclusive: boolean;
  readonly overDeduct: number;
  readonly satisfaction: { readonly forWeight: number; readonly steps: readonly Step[] } | null;
  readonly execution: { readonly forWeight: number; readonly byCompleted: readonly (readonly Step[])[] } | null;
  readonly caps: readonly Step[];
  readonly gradeFrom: readonly number[];
  readonly gradeTo: readonly number[];
};

// Bounds and shares of the packs are compared as ten-thousandths of a ratio: exact for every bound of up to four decimals.
const PER = 10_000;

/** A scorer for the rulebook, or the name of the rule that the packed form cannot hold (then score one by one). */
export function compileBatch(
  rulebook: Rulebook,
): { readonly ok: true; readonly score: BatchScorer } | { readonly ok: false; readonly rule: string } {
  const compiled = compileRules(rulebook);
  return typeof compiled === "string"
    ? { ok: false, rule: compiled }
    : { ok: true, score: (projects, { lines }) => scoreColumns(projects, compiled, lines) };
}

/** Scores all projects; with `lines` every line's points are kept too. */
export type BatchScorer = (projects: ProjectColumns, wanted: { readonly lines: boolean }) => BatchScores;

function compileRules({ rules }: Rulebook): CompiledRules | string {
  const rounding = rules.rounding?.rule;
  if (rounding && (rounding.places !== "2" || (rounding.mode !== "half-up" && rounding.mode !== "down"))) return "rounding";
  if (!rules.attainment || !rules.reverse || !rules.equal || !rules.zeroTarget || !rules.satisfaction || !rules.execution || !rules.grades)
    return "missing rule";
  const attainment = rules.attainment.rule;
  const satisfaction = rules.satisfaction.rule;
  const execution = rules.execution.rule;
  const over = rules.overAchievement?.rule;
  const whole = [
    attainment.kind === "pass-mark" ? attainment.mark : ratio(0n),
    over?.threshold ?? ratio(1n),
    ...(satisfaction.kind === "intervals" ? satisfaction.intervals.flatMap(bounds) : []),
    ...(execution.kind === "intervals" ? execution.regions.flatMap(bounds) : []),
    ...(rules.totalCap?.rule.caps.flatMap((cap) => [cap.from, ...(cap.to ? [cap.to] : [])]) ?? []),
  ];
  if (!whole.every(fitsPer)) return "bound finer than 0.01%";
  const bands = rules.grades.rule.bands;
  return {
    half: rounding?.mode === "down" ? 0 : 1,
    passMark: attainment.kind === "pass-mark" ? per(attainment.mark) : 0,
    reverseLinear: rules.reverse.rule.kind === "linear-excess",
    equalNearest: rules.equal.rule.kind === "nearest-ratio",
    equalStrict: rules.equal.rule.kind === "all-or-nothing",
    overFrom: over ? per(over.threshold) : 0,
    overInclusive: over?.includesThreshold ?? false,
    overDeduct: Number(over?.deduct ?? 0n),
    satisfaction:
      satisfaction.kind === "intervals"
        ? { forWeight: Number(satisfaction.forWeight), steps: satisfaction.intervals.map((one) => stepOf(one, one.share)) }
        : null,
    execution:
      execution.kind === "intervals"
        ? {
            forWeight: Number(execution.forWeight),
            byCompleted: [false, true].map((completed) =>
              execution.regions
                .filter((region) => region.completed === undefined || region.completed === completed)
                .map((region) => stepOf(region, region.share)),
            ),
          }
        : null,
    caps: (rules.totalCap?.rule.caps ?? []).map((cap) => ({ ...stepOf(cap, ratio(0n)), gives: Number(cap.cap) })),
    gradeFrom: bands.map((band) => Number(band.from)),
    gradeTo: bands.map((band) => Number(band.to) + (band.closed ? 1 : 0)),
  };
}

function scoreColumns(projects: ProjectColumns, rules: CompiledRules, withLines: boolean): BatchScores {
  const { count, lines } = projects;
  const lineScore = new Uint16Array(withLines ? count * lines : 0);
  const execution = new Uint16Array(count);
  const total = new Uint16Array(count);
  const grade = new Uint8Array(count);
  const plain = !withLines && rules.half === 1 && rules.passMark === 0 && rules.overDeduct === 0 && !rules.reverseLinear;
  const uncapped = rules.caps.length === 0;
  for (let project = 0; project < count; project++) {
    const own = executionScore(projects, project, rules);
    execution[project] = own;
    const quick = plain ? plainSum(projects, project) : -1;
    const rows = quick >= 0 ? quick : sumOfLines(projects, project, rules, lineScore);
    const sum = own === NO_SCORE || rows === NO_SCORE ? NO_SCORE : own + rows;
    const whole = sum === NO_SCORE || uncapped ? sum : capped(projects, project, sum, rules);
    total[project] = whole;
    grade[project] = gradeIndex(whole, rules);
  }
  return { lineScore, execution, total, grade };
}

/**
 * The lines' sum where all are at-least or at-most and the rules are plain proportion, else -1. at-least is actual ÷ target,
 * at-most target ÷ actual: picked by index, because a branch on data as mixed as this costs more than the load. The quotient
 * is below the weight, so cutting to 32 bits is exact.
 */
function plainSum({ lines, kind, weight, values }: ProjectColumns, project: number): number {
  let sum = 0;
  const end = (project + 1) * lines;
  for (let row = project * lines; row < end; row++) {
    const k = kind[row] as number;
    if (k > 1) return -1;
    const w = weight[row] as number;
    const den = values[2 * row + k] as number;
    const num = values[2 * row + 1 - k] as number;
    sum += num >= den ? w : ((2 * w * num + den) / (2 * den)) | 0;
  }
  return sum;
}

/** The lines' sum under any rules, each kept in `lineScore` where there is room for it; NO_SCORE when one has none. */
function sumOfLines(projects: ProjectColumns, project: number, rules: CompiledRules, lineScore: Uint16Array): number {
  const { lines } = projects;
  let sum = 0;
  let known = true;
  for (let row = project * lines; row < (project + 1) * lines; row++) {
    const score = lineScoreOf(projects, row, rules);
    if (score === NO_SCORE) known = false;
    if (lineScore.length > 0) lineScore[row] = score;
    sum += score;
  }
  return known ? sum : NO_SCORE;
}

/** One line under any rules the compiler accepts. */
function lineScoreOf({ kind, weight, values }: ProjectColumns, row: number, rules: CompiledRules): number {
  const { half, passMark, satisfaction } = rules;
  const k = kind[row] as number;
  const w = weight[row] as number;
  const t = values[2 * row] as number;
  const a = values[2 * row + 1] as number;
  // The share reached, as num ÷ den; met when num ≥ den.
  let num = a;
  let den = t;
  let marked = passMark > 0;
  switch (k) {
    case LINE_KIND.atLeast:
      break;
    case LINE_KIND.atMost:
      num = t;
      den = a;
      if (rules.reverseLinear && a > t) {
        num = 2 * t > a ? 2 * t - a : 0;
        den = t;
      }
      break;
    case LINE_KIND.equal:
      if (rules.equalStrict && a !== t) num = 0;
      else if (rules.equalNearest && a > t) {
        num = t;
        den = a;
      }
      break;
    case LINE_KIND.zero:
      num = a === 0 ? 1 : 0;
      den = 1;
      marked = false;
      break;
    case LINE_KIND.satisfaction:
      if (satisfaction !== null) {
        num = w === satisfaction.forWeight ? lookUp(satisfaction.steps, a, PER) : -1;
        den = PER;
        marked = false;
      }
      break;
    default:
      num = a;
      den = w;
      marked = false;
  }
  if (num < 0) return NO_SCORE;
  if (num >= den) {
    const counts = k === LINE_KIND.atLeast || (k === LINE_KIND.satisfaction && satisfaction === null);
    return rules.overDeduct > 0 && counts && isFarOver(a, t, rules.overFrom, rules.overInclusive) ? Math.max(0, w - rules.overDeduct) : w;
  }
  if (!marked) return Math.floor((2 * w * num + half * den) / (2 * den));
  const beyond = num * PER - passMark * den;
  return beyond <= 0 ? 0 : Math.floor((2 * w * beyond + half * (PER - passMark) * den) / (2 * (PER - passMark) * den));
}

function executionScore(
  { budget, executed, executionWeight, completed }: ProjectColumns,
  project: number,
  { execution, half }: CompiledRules,
): number {
  const planned = budget[project] as number;
  const spent = executed[project] as number;
  const w = executionWeight[project] as number;
  if (!(planned > 0) || Number.isNaN(spent)) return NO_SCORE;
  if (execution === null) return spent >= planned ? w : halfUpShare(w, spent, planned, half);
  const state = completed[project] as number;
  if (state > 1 || w !== execution.forWeight) return NO_SCORE;
  const gives = lookUp(execution.byCompleted[state] as readonly Step[], spent, planned);
  return gives < 0 ? NO_SCORE : Math.floor((2 * w * gives + half * PER) / (2 * PER));
}

// Large amounts (fen × weight beyond 2^53) are split so that each product stays exact.
function halfUpShare(w: number, num: number, den: number, half: number): number {
  if (2 * w * num + den <= Number.MAX_SAFE_INTEGER) return Math.floor((2 * w * num + half * den) / (2 * den));
  const exact = (2n * BigInt(w) * BigInt(num) + BigInt(half) * BigInt(den)) / (2n * BigInt(den));
  return Number(exact);
}

// What the step that holds num ÷ den gives, or -1. Products beyond 2^53 (amounts above 90 亿元) are compared as bigint.
function lookUp(steps: readonly Step[], num: number, den: number): number {
  if (Math.max(num, den) * 10 * PER > Number.MAX_SAFE_INTEGER) return lookUpLarge(steps, BigInt(num), BigInt(den));
  const scaled = num * PER;
  for (const step of steps)
    if (scaled >= step.from * den && (scaled < step.to * den || (step.closed && scaled === step.to * den))) return step.gives;
  return -1;
}

function lookUpLarge(steps: readonly Step[], num: bigint, den: bigint): number {
  const scaled = num * BigInt(PER);
  const below = (step: Step) =>
    step.to === Number.POSITIVE_INFINITY || scaled < BigInt(step.to) * den || (step.closed && scaled === BigInt(step.to) * den);
  return steps.find((step) => scaled >= BigInt(step.from) * den && below(step))?.gives ?? -1;
}

function isFarOver(actual: number, target: number, from: number, inclusive: boolean): boolean {
  return inclusive ? actual * PER >= from * target : actual * PER > from * target;
}

function capped({ budget, executed }: ProjectColumns, project: number, sum: number, { caps }: CompiledRules): number {
  if (caps.length === 0) return sum;
  const cap = lookUp(caps, executed[project] as number, budget[project] as number);
  return cap >= 0 && cap < sum ? cap : sum;
}

function gradeIndex(total: number, { gradeFrom, gradeTo }: CompiledRules): number {
  if (total === NO_SCORE) return NO_GRADE;
  for (let band = 0; band < gradeFrom.length; band++)
    if (total >= (gradeFrom[band] as number) && total < (gradeTo[band] as number)) return band;
  return NO_GRADE;
}

type Interval = { readonly from: Ratio; readonly to?: Ratio | undefined; readonly closed?: boolean | undefined };

function stepOf(interval: Interval, gives: Ratio): Step {
  return {
    from: per(interval.from),
    to: interval.to === undefined ? Number.POSITIVE_INFINITY : per(interval.to),
    closed: interval.closed === true,
    gives: per(gives),
  };
}

function bounds(interval: Interval & { readonly share: Ratio }): Ratio[] {
  return [interval.from, interval.share, ...(interval.to ? [interval.to] : [])];
}

function per(value: Ratio): number {
  return Number((value.n * BigInt(PER)) / value.d);
}

function fitsPer(value: Ratio): boolean {
  return (value.n * BigInt(PER)) % value.d === 0n && compare(value, ratio(10n)) <= 0;
}
