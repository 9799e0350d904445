// Somebody gives an opinion on a trip, approves its money, records what the meeting decided, an exception, or settles the claim. All
// that stands in the way is said at once; the act is bound to the very content that was looked at.
import type { Actor } from "../../../access/index.ts";
import { type Day, type Fault, failure, fault, printScaled, type Result, success } from "../../../kernel/index.ts";
import { type ActBlock, type ActKind, actBlocks, coveredText, type Trip, type TripAct, tripWithActs } from "../../../trips/index.ts";
import type { Deps } from "../../compose.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { addTripAct } from "../../store/trips/trip-repository.ts";
import { ACT_ACTIONS } from "./open-trip.ts";
import { hashOf, openStoredTrip } from "./stored-trip.ts";
import { findTripFor, mayInYear } from "./trip-access.ts";

export type DecideTripInput = {
  readonly id: string;
  /** The version that was looked at. */
  readonly version: number;
  readonly kind: ActKind;
  readonly agreed: boolean;
  readonly opinion: string | null;
  /** 批文、纪要、例外审批 by number. */
  readonly document: string | null;
  readonly votes: TripAct["votes"];
  readonly exception: TripAct["exception"];
};

/** Faults: not-found, not-allowed, version-conflict, missing-key (a document that the act needs), trip-step-blocked, separation-of-duties. */
export async function decideTrip(deps: Deps, actor: Actor, input: DecideTripInput): Promise<Result<TripAct>> {
  const found = await findTripFor(deps, actor, "trip.read", input.id);
  if (!found.ok) return found;
  const { stored, year } = found.value;
  if (actor.accountId === null || !mayInYear(actor, ACT_ACTIONS[input.kind], { ...year, published: false }))
    return failure(fault("not-allowed"));
  if (stored.version !== input.version) return failure(conflict(input.version, stored.version));
  const opened = openStoredTrip(stored, deps.tripStandards.standards);
  if (!opened.ok) return opened;
  const { written, both } = opened.value;
  const { planned } = both;
  const faults = [
    ...missing(input),
    ...(input.agreed
      ? actBlocks(input.kind, {
          trip: written,
          acts: stored.acts,
          hashOf,
          book: planned.book,
          person: actor.accountId,
          drafter: stored.draftedBy,
        })
      : []
    ).map(blockFault),
    ...(input.kind === "bureau-approval" && input.agreed && planned.priced.total === null
      ? [fault("trip-step-blocked", { found: "total" })]
      : []),
  ];
  if (faults.length > 0) return failure(...faults);
  const covered: Trip = input.kind === "settlement" ? tripWithActs(written, stored.acts, hashOf) : written;
  const act: Omit<TripAct, "n"> = {
    ...{ kind: input.kind, agreed: input.agreed, byId: actor.accountId, byName: actor.name, on: deps.now().slice(0, 10) as Day },
    ...{ document: input.document, opinion: input.opinion, votes: input.votes, exception: input.exception },
    hash: hashOf(coveredText(covered, input.kind)),
    amount: input.kind === "bureau-approval" && planned.priced.total !== null ? printScaled(planned.priced.total, 2) : null,
  };
  return await deps.store.db.transaction().execute(async (transaction) => {
    const added = await addTripAct(transaction, { tenant: actor.tenant, id: stored.id, version: input.version, act, now: deps.now() });
    if (!added) return failure(conflict(input.version, input.version + 1));
    await recordEvent(transaction, deps, {
      ...{ actor, action: input.agreed ? "trip.agreed" : "trip.refused", reason: input.opinion },
      object: { kind: "trip", id: stored.id, unitPath: year.unitPath },
      after: { act: added },
    });
    return success(added);
  });
}

function conflict(asked: number, current: number): Fault {
  return fault("version-conflict", { found: String(asked), expected: String(current) });
}

// What has no number binds nobody; who refuses says why.
function missing({ kind, agreed, document, opinion, exception }: DecideTripInput): Fault[] {
  const needsDocument = agreed && (kind === "bureau-approval" || kind === "meeting" || kind === "exception");
  return [
    ...(needsDocument && document === null ? [fault("missing-key", { found: "document" })] : []),
    ...(!agreed && opinion === null ? [fault("missing-key", { found: "opinion" })] : []),
    ...(kind === "exception" && agreed && exception === null ? [fault("missing-key", { found: "exception" })] : []),
  ];
}

function blockFault(block: ActBlock): Fault {
  switch (block.why) {
    case "needs-act":
      return fault("trip-step-blocked", { found: block.why, expected: block.act });
    case "needs-paper":
      return fault("trip-step-blocked", { found: block.why, expected: block.paper });
    case "needs-claim":
      return fault("trip-step-blocked", { found: block.why });
    case "same-person":
      return fault("separation-of-duties", { found: block.act });
  }
}
