// Outcomes of trips: how far each has come, what of it cannot be counted and why, when it is looked at again, and what a benefit
// indicator may claim.
import type { z } from "zod";
import {
  addMonths,
  type Day,
  type Fault,
  failure,
  fault,
  type Money,
  moneyOfFen,
  type Result,
  readSource,
  roundScaled,
  type SourceFile,
  sumMoney,
} from "../../kernel/index.ts";
import { CONTRIBUTIONS, type Contribution, FOLLOW_UP_MONTHS, OUTCOME_STAGES, type OutcomeStage } from "../vocabulary.ts";
import { outcomesSchema } from "./outcome-schema.ts";

export type Outcome = z.output<typeof outcomesSchema>["items"][number];

/** The register, or every fault: an id twice, steps that go back. */
export function readOutcomes(source: SourceFile): Result<readonly Outcome[]> {
  const read = readSource(outcomesSchema, source);
  if (!read.ok) return read;
  const { items } = read.value;
  const ids = items.map((item) => item.id);
  const faults: Fault[] = ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [fault("duplicate-id", { found: id, expected: "items" }, source.locate(["items", index, "id"]))] : [],
  );
  return faults.length > 0 ? failure(...faults) : { ok: true, value: items };
}

/** Why an outcome, or a part of what is known of it, does not carry a claim. */
export type OutcomeMark =
  | "no-trip"
  | "before-trip"
  | "no-date"
  | "no-source"
  | "no-baseline"
  | "no-contribution"
  | "not-by-trip"
  | "follow-up-overdue";

export type FollowUp = {
  readonly month: (typeof FOLLOW_UP_MONTHS)[number];
  readonly due: Day;
  readonly state: "done" | "overdue" | "waiting";
};

export type AssessedOutcome = {
  readonly outcome: Outcome;
  readonly stage: OutcomeStage;
  /** The first day on which there was anything of it. */
  readonly firstOn: Day | null;
  readonly marks: readonly OutcomeMark[];
  /** Those of the marks that keep it from being claimed. */
  readonly forbidden: readonly OutcomeMark[];
  readonly followUps: readonly FollowUp[];
  /** It may be claimed as a benefit of the trip: dated, sourced, not before the trip, not without it. */
  readonly counts: boolean;
  /** What was realised in 元, from the latest step that says so; null where none does or it is in another currency. */
  readonly realised: Money | null;
};

/** The days of the trip that an outcome is claimed for. */
export type TripDays = { readonly departs: Day; readonly returns: Day };

/** An outcome as it stands on `day`, against the days of its trip; null where it is tied to none. */
export function assessOutcome(outcome: Outcome, trip: TripDays | null, day: Day): AssessedOutcome {
  const steps = outcome.steps.toSorted((a, b) => rank(a.stage) - rank(b.stage));
  const days = outcome.steps.flatMap(({ on }) => (on === null ? [] : [on])).toSorted();
  const firstOn = days[0] ?? null;
  const followUps = trip ? followUpsOf(outcome, trip.returns, day) : [];
  const marks: OutcomeMark[] = [
    ...(trip === null ? (["no-trip"] as const) : []),
    ...(trip !== null && firstOn !== null && firstOn < trip.departs ? (["before-trip"] as const) : []),
    ...(outcome.steps.some(({ on }) => on === null) ? (["no-date"] as const) : []),
    ...(outcome.steps.some(({ source }) => source === null) ? (["no-source"] as const) : []),
    ...(outcome.baseline === undefined ? (["no-baseline"] as const) : []),
    ...(outcome.contribution === undefined
      ? (["no-contribution"] as const)
      : outcome.contribution.grade === "none"
        ? (["not-by-trip"] as const)
        : []),
    ...(followUps.some(({ state }) => state === "overdue") ? (["follow-up-overdue"] as const) : []),
  ];
  const forbidden = marks.filter((mark) => FORBIDDING.includes(mark));
  const counts = forbidden.length === 0;
  const paid = steps.findLast((step) => step.stage === "amount" && step.amount !== null && step.currency === "CNY");
  const realised = paid?.amount ? moneyOfFen(roundScaled(paid.amount, { mode: "half-up", places: 2 })) : null;
  return { outcome, stage: steps.at(-1)?.stage ?? "intention", firstOn, marks, forbidden, followUps, counts, realised };
}

const FORBIDDING: readonly OutcomeMark[] = ["no-trip", "before-trip", "no-date", "no-source", "not-by-trip"];

function followUpsOf(outcome: Outcome, returned: Day, day: Day): readonly FollowUp[] {
  return FOLLOW_UP_MONTHS.map((month) => {
    const due = addMonths(returned, Number(month));
    const isDone = outcome.followUps.some((one) => one.month === month);
    return { month, due, state: isDone ? "done" : due < day ? "overdue" : "waiting" };
  });
}

export type OutcomeSum = {
  readonly outcomes: number;
  /** Outcomes that reached each stage. */
  readonly reached: Readonly<Record<OutcomeStage, number>>;
  readonly realised: Money;
  /** Left out because a mark forbids the claim. */
  readonly leftOut: number;
  /** What counts, by how much the trip had to do with it. */
  readonly byContribution: Readonly<Record<Contribution | "unknown", { readonly outcomes: number; readonly realised: Money }>>;
  readonly otherFactors: readonly string[];
};

/** What may be claimed together; of one indicator, or of all. Made-up examples are never among it. */
export function sumOutcomes(assessed: readonly AssessedOutcome[], indicator: string | null = null): OutcomeSum {
  const own = assessed.filter(({ outcome }) => outcome.example === null && (indicator === null || outcome.indicator === indicator));
  const counted = own.filter((one) => one.counts);
  const reached = (stage: OutcomeStage) => counted.filter((one) => rank(one.stage) >= rank(stage)).length;
  const money = (some: readonly AssessedOutcome[]) => sumMoney(some.flatMap(({ realised }) => (realised === null ? [] : [realised])));
  const graded = (grade: Contribution | "unknown") => {
    const some = counted.filter(({ outcome }) => (outcome.contribution?.grade ?? "unknown") === grade);
    return [grade, { outcomes: some.length, realised: money(some) }] as const;
  };
  return {
    outcomes: counted.length,
    reached: Object.fromEntries(OUTCOME_STAGES.map((stage) => [stage, reached(stage)])) as OutcomeSum["reached"],
    realised: money(counted),
    leftOut: own.length - counted.length,
    byContribution: Object.fromEntries([...CONTRIBUTIONS, "unknown" as const].map(graded)) as OutcomeSum["byContribution"],
    otherFactors: [...new Set(counted.flatMap(({ outcome }) => outcome.otherFactors ?? []))],
  };
}

function rank(stage: OutcomeStage): number {
  return OUTCOME_STAGES.indexOf(stage);
}
