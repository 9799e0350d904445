// 经办内审 → 外事与财务双审 → 财政局单项核准 → 党组会 → 执行 → 报销: what was decided on a trip, by whom, on which content. An act stands
// as long as what it covers is unchanged; what a change touches is decided again (516号 第七条).
import { type Day, type Ratio, readDecimal } from "../../kernel/index.ts";
import { countriesOf } from "../checks/party-and-days.ts";
import type { StandardsBook } from "../standards/standards-book.ts";
import { daysAbroad, peopleIn, type Trip } from "../trip.ts";
import type { PaperKind, TripStep } from "../vocabulary.ts";
import { gatesOf } from "./gates.ts";

/** In the order in which they are done; the two opinions in either order. */
export const ACT_KINDS = [
  "internal-review",
  "foreign-affairs",
  "finance",
  "bureau-approval",
  "meeting",
  "exception",
  "settlement",
] as const;
export type ActKind = (typeof ACT_KINDS)[number];

export type TripAct = {
  /** From 1, in the order they were done. */
  readonly n: number;
  readonly kind: ActKind;
  readonly agreed: boolean;
  readonly byId: string | null;
  readonly byName: string;
  readonly on: Day;
  readonly document: string | null;
  readonly opinion: string | null;
  /** Of the parts of the trip that the act covers. */
  readonly hash: string;
  /** The money that was approved, exact text in 元. */
  readonly amount: string | null;
  readonly votes: { readonly agreed: number; readonly against: number; readonly abstained: number } | null;
};

/** The parts of a trip that an act covers, as one canonical text; its hash goes into the act. */
export function coveredText(trip: Trip, kind: ActKind): string {
  return JSON.stringify(coveredParts(trip, kind), (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
}

function coveredParts(trip: Trip, kind: ActKind): unknown {
  const { title, departs, returns, members, legs, purpose, invitation, route, programme } = trip;
  const { costs, trains, banquets, exchange, standards, funding } = trip;
  const task = { title, departs, returns, members, legs, purpose, invitation, route, programme };
  const money = { departs, returns, members, legs, costs, trains, banquets, exchange, standards, funding };
  switch (kind) {
    case "foreign-affairs":
      return task;
    case "finance":
    case "bureau-approval":
      return money;
    case "internal-review":
    case "meeting":
      return { task, money };
    case "exception":
      return { money, lines: trip.claim?.lines ?? [] };
    case "settlement":
      return { money, claim: trip.claim && { ...trip.claim, settledOn: null } };
  }
}

export type HashOf = (text: string) => string;

/** The hash of what each kind of act covers, as the trip is now. */
export function coveredHashes(trip: Trip, acts: readonly TripAct[], hashOf: HashOf): Readonly<Record<ActKind, string>> {
  const hashes = ACT_KINDS.map((kind) => [
    kind,
    hashOf(coveredText(kind === "settlement" ? withException(trip, acts, hashOf) : trip, kind)),
  ]);
  return Object.fromEntries(hashes) as Record<ActKind, string>;
}

/** The latest act of each kind that still stands: agreed, and what it covers unchanged. */
export function standingActs(trip: Trip, acts: readonly TripAct[], hashOf: HashOf): ReadonlyMap<ActKind, TripAct> {
  const hashes = coveredHashes(trip, acts, hashOf);
  return new Map(
    ACT_KINDS.flatMap((kind) => {
      const latest = acts.findLast((act) => act.kind === kind);
      return latest?.agreed && latest.hash === hashes[kind] ? [[kind, latest] as const] : [];
    }),
  );
}

function withException(trip: Trip, acts: readonly TripAct[], hashOf: HashOf): Trip {
  const latest = acts.findLast((act) => act.kind === "exception");
  const stands = latest?.agreed === true && latest.hash === hashOf(coveredText(trip, "exception"));
  return trip.claim ? { ...trip, claim: { ...trip.claim, exception: stands ? latest.document : null } } : trip;
}

/** The trip as approved by the acts that stand; opinions never come from the content itself. */
export function tripWithActs(trip: Trip, acts: readonly TripAct[], hashOf: HashOf): Trip {
  const standing = standingActs(trip, acts, hashOf);
  const opinion = (kind: ActKind) => {
    const act = standing.get(kind);
    return act && { by: act.byName, on: act.on, basis: act.document, opinion: act.opinion };
  };
  const [task, money] = [opinion("foreign-affairs"), opinion("finance")];
  const bureau = standing.get("bureau-approval");
  const meeting = standing.get("meeting");
  const { inPlan, inBudget, taskDocument, noticeDays, noticeResult } = trip.approval ?? NO_APPROVAL;
  const approval: NonNullable<Trip["approval"]> = {
    ...{ inPlan, inBudget, taskDocument, noticeDays, noticeResult },
    // What was approved is what the meeting saw: the acts stand, so it is what the trip says now.
    ...(meeting
      ? { people: peopleIn(trip.members), days: daysAbroad(trip), countries: [...countriesOf(trip)] }
      : { people: null, days: null }),
    // Where no finance bureau approves the single trip, the budget is what the meeting approved.
    budget: readAmount(bureau?.amount ?? meeting?.amount ?? null),
    ...(task ? { foreignAffairs: task } : {}),
    ...(money ? { finance: money } : {}),
    ...(bureau ? { bureau: { by: bureau.byName, on: bureau.on, number: bureau.document } } : {}),
    ...(meeting
      ? {
          meeting: {
            body: meeting.byName,
            on: meeting.on,
            minutes: meeting.document,
            agreed: meeting.votes?.agreed ?? null,
            against: meeting.votes?.against ?? null,
            abstained: meeting.votes?.abstained ?? null,
          },
        }
      : {}),
  };
  const isApplied = trip.approval !== undefined || acts.length > 0;
  const claimed = withException(trip, acts, hashOf);
  const settled = standing.get("settlement")?.on ?? null;
  return {
    ...trip,
    ...(isApplied ? { approval } : {}),
    ...(claimed.claim ? { claim: { ...claimed.claim, settledOn: settled } } : {}),
  };
}

function readAmount(text: string | null): Ratio | null {
  return text === null ? null : (readDecimal(text)?.value ?? null);
}

const NO_APPROVAL = {
  inPlan: null,
  inBudget: null,
  taskDocument: null,
  noticeDays: null,
  noticeResult: null,
} as const;

/** Why an act cannot be done yet. */
export type ActBlock =
  | { readonly why: "needs-act"; readonly act: ActKind }
  | { readonly why: "needs-paper"; readonly paper: PaperKind }
  | { readonly why: "needs-claim" }
  | { readonly why: "needs-total" };

// Nothing binds without both opinions, whatever the process says beside.
const BEFORE: Readonly<Record<ActKind, readonly ActKind[]>> = {
  "internal-review": [],
  "foreign-affairs": [],
  finance: [],
  "bureau-approval": ["foreign-affairs", "finance"],
  meeting: ["foreign-affairs", "finance"],
  exception: ["meeting"],
  settlement: ["foreign-affairs", "finance", "meeting"],
};

const STEP_OF: Readonly<Record<Exclude<ActKind, "exception">, TripStep>> = {
  "internal-review": "internal-review",
  "foreign-affairs": "double-review",
  finance: "double-review",
  "bureau-approval": "bureau-approval",
  meeting: "meeting",
  settlement: "settlement",
};

export type ActQuestion = {
  readonly trip: Trip;
  readonly acts: readonly TripAct[];
  readonly hashOf: HashOf;
  readonly book: StandardsBook;
  /** Whether the trip has a total: money that is not known is not approved. */
  readonly isPriced: boolean;
};

/** Everything of the trip itself that stands in the way of an act; none: it may be done, by whomever the process asks. */
export function actBlocks(kind: ActKind, { trip, acts, hashOf, book, isPriced }: ActQuestion): readonly ActBlock[] {
  const standing = standingActs(trip, acts, hashOf);
  const approved = tripWithActs(trip, acts, hashOf);
  const needsClaim = kind === "settlement" || kind === "exception";
  const needsTotal = kind === "finance" || kind === "bureau-approval";
  const papers = kind === "exception" ? [] : gatesOf(approved, book, STEP_OF[kind]).filter((gate) => !gate.isThere);
  return [
    ...BEFORE[kind].filter((act) => !standing.has(act)).map((act): ActBlock => ({ why: "needs-act", act })),
    ...[...new Set(papers.map(({ paper }) => paper))].map((paper): ActBlock => ({ why: "needs-paper", paper })),
    ...(needsClaim && !trip.claim ? [{ why: "needs-claim" } as const] : []),
    ...(needsTotal && !isPriced ? [{ why: "needs-total" } as const] : []),
  ];
}
