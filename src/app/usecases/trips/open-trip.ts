// One trip as somebody sees it: priced, examined with the others of its year, with what was decided, what may be decided next and by
// them, and what stands in the way.
import type { Action, Actor } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import { ACT_KINDS, type ActBlock, type ActKind, actBlocks, standingActs, type TravelRecord, type TripAct } from "../../../trips/index.ts";
import type { Deps } from "../../compose.ts";
import type { StoredTrip } from "../../store/trips/trip-repository.ts";
import { type OpenedYear, openYear } from "./open-trip-year.ts";
import type { TripCase } from "./price-trip-files.ts";
import { hashOf, openStoredTrip } from "./stored-trip.ts";
import { findTripFor, mayInYear } from "./trip-access.ts";

/** The action of the permission table behind each act. */
export const ACT_ACTIONS: Readonly<Record<ActKind, Action>> = {
  "internal-review": "trip.review",
  "foreign-affairs": "trip.task-opinion",
  finance: "trip.budget-opinion",
  "bureau-approval": "trip.approve-funds",
  meeting: "trip.decide",
  exception: "trip.decide",
  settlement: "trip.settle",
};

export type OpenedAct = {
  readonly kind: ActKind;
  /** The latest of its kind, whether it still stands or not. */
  readonly latest: TripAct | null;
  readonly stands: boolean;
  readonly blocks: readonly ActBlock[];
  readonly isMine: boolean;
};

export type OpenedTripView = {
  readonly stored: StoredTrip;
  readonly year: OpenedYear;
  readonly one: TripCase;
  readonly acts: readonly OpenedAct[];
  readonly mayRevise: boolean;
  readonly records: readonly TravelRecord[];
};

/** Faults: not-found. */
export async function openTrip(deps: Deps, actor: Actor, id: string): Promise<Result<OpenedTripView>> {
  const found = await findTripFor(deps, actor, "trip.read", id);
  if (!found.ok) return found;
  const { stored, year } = found.value;
  const opened = await openYear(deps, actor, year);
  if (!opened.ok) return opened;
  const one = opened.value.year.cases.get(stored.itemId);
  const read = openStoredTrip(stored, deps.tripStandards.standards);
  if (!one || !read.ok) return failure(...(read.ok ? [fault("not-found", { found: id })] : read.faults));
  const { written, both } = read.value;
  const standing = standingActs(written, stored.acts, hashOf);
  const question = { trip: written, acts: stored.acts, hashOf, book: both.planned.book, drafter: stored.draftedBy };
  const acts = ACT_KINDS.map((kind): OpenedAct => {
    const isMine = mayInYear(actor, ACT_ACTIONS[kind], { ...year, published: false });
    return {
      kind,
      latest: stored.acts.findLast((act) => act.kind === kind) ?? null,
      stands: standing.has(kind),
      blocks: actBlocks(kind, { ...question, person: isMine ? actor.accountId : null }),
      isMine,
    };
  });
  const mayRevise = mayInYear(actor, "trip.revise", { ...year, published: false });
  return success({ stored, year: opened.value, one, acts, mayRevise, records: opened.value.year.records });
}
