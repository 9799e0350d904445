// A step of a trip's matter: what of the trip itself stands in its way, and what the trip states of itself where the process asks.
import type { Kysely } from "kysely";
import { type Day, type Fault, fault } from "../../../kernel/index.ts";
import { type ActBlock, actBlocks, exceptedPapers, expiredPapers, papersOf, settleTrip, standingActs } from "../../../trips/index.ts";
import { type Act, type FlowState, findNode, type ProcessDefinition } from "../../../workflow/index.ts";
import type { Deps } from "../../compose.ts";
import type { FlowSubject } from "../../store/flows/flow-repository.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { findStoredTrip } from "../../store/trips/trip-repository.ts";
import { actsGivenBy, type GatheredTrip, gatherTrips, givenBy } from "./gather-trips.ts";
import { hashOf, type OpenedTrip, openStoredTrip } from "./stored-trip.ts";

/** What the process calls the fact that a trip cost more than was approved. */
const OVER_BUDGET = "over-budget";

type Step = {
  readonly tenant: string;
  readonly subject: FlowSubject;
  readonly definition: ProcessDefinition;
  readonly state: FlowState;
  readonly person: string | null;
  readonly day: Day;
};

export type TripStep = {
  readonly faults: readonly Fault[];
  /** Facts that are not anybody's to state: the trip's own figures say them. */
  readonly facts: Readonly<Record<string, string>>;
};

const FREE: TripStep = { faults: [], facts: {} };

/** For somebody who would agree where the matter stands. Free where it is about no trip that is kept here. */
export async function tripStep(db: Kysely<StoreTables>, deps: Pick<Deps, "tripStandards">, step: Step): Promise<TripStep> {
  const { tenant, subject, definition, state } = step;
  const node = findNode(definition.rule, state.node);
  if (subject.kind !== "trip" || !node) return FREE;
  const stored = await findStoredTrip(db, { tenant, id: subject.id });
  const [trip] = stored ? await gatherTrips(db, tenant, [stored]) : [];
  const opened = trip && openStoredTrip(trip, deps.tripStandards.standards);
  if (!trip || !opened) return FREE;
  if (!opened.ok) return { faults: opened.faults, facts: {} };
  const asksBudget = node.next.some(({ when }) => when?.fact === OVER_BUDGET);
  const settled = asksBudget ? settleTrip(opened.value.both) : null;
  const isOpen = settled !== null && (settled.compared.allowed === null || settled.committed === null);
  const blocks: readonly ActBlock[] = [
    ...blocksOfSeat(step, trip, opened.value),
    ...(settled?.status === "not-claimed" ? [{ why: "needs-claim" } as const] : isOpen ? [{ why: "needs-total" } as const] : []),
    ...(isOverrun(definition, node.id) && !standingActs(opened.value.written, trip.acts, hashOf).has("exception")
      ? [{ why: "needs-act", act: "exception" } as const]
      : []),
  ];
  const over = settled?.compared.allowed != null && settled.committed !== null && settled.compared.allowed > settled.committed;
  return { faults: blocks.map(blockFault), facts: asksBudget && !isOpen ? { [OVER_BUDGET]: String(over) } : {} };
}

/** An agreement with what the trip itself states. */
export function withFacts(act: Act, { facts }: TripStep): Act {
  return act.kind === "agree" && Object.keys(facts).length > 0 ? { ...act, facts: { ...act.facts, ...facts } } : act;
}

// Papers that an exception lets come later do not stop a step, nor does an approval that the process does not know.
function blocksOfSeat({ definition, state, person, day }: Step, trip: GatheredTrip, { written, both }: OpenedTrip): readonly ActBlock[] {
  const seat = state.invited.find((one) => one.person.id === person)?.seat ?? null;
  const kind = givenBy(definition, { node: state.node, seat });
  if (kind === null) return [];
  const excepted = exceptedPapers(trip.exceptions, day);
  const gives = actsGivenBy(definition);
  // What was let come later and did not come in time stops every step from then on, until it is there or a further exception lets it wait.
  const expired = expiredPapers(trip.exceptions, papersOf(written), day);
  const question = { trip: written, acts: trip.acts, hashOf, book: both.planned.book, isPriced: both.planned.priced.total !== null };
  const blocks = actBlocks(kind, question).filter(
    (block) =>
      block.why !== "needs-paper" || !(excepted.has(block.paper) || (block.paper === "bureau-approval" && !gives.has("bureau-approval"))),
  );
  const asked = new Set(blocks.flatMap((block) => (block.why === "needs-paper" ? [block.paper] : [])));
  return [...blocks, ...[...expired].filter((paper) => !asked.has(paper)).map((paper): ActBlock => ({ why: "needs-paper", paper }))];
}

// The node that a matter comes to because the trip cost more than was approved.
function isOverrun({ rule }: ProcessDefinition, node: string): boolean {
  return rule.nodes.some(({ next }) => next.some(({ to, when }) => to === node && when?.fact === OVER_BUDGET && when.is === true));
}

function blockFault(block: ActBlock): Fault {
  switch (block.why) {
    case "needs-act":
      return fault("trip-step-blocked", { found: block.why, expected: block.act });
    case "needs-paper":
      return fault("trip-step-blocked", { found: block.why, expected: block.paper });
    case "needs-claim":
    case "needs-total":
      return fault("trip-step-blocked", { found: block.why });
  }
}
