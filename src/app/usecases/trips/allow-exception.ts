// 特事特办: the leadership lets a trip go on with papers still to come, or be paid above its budget. It stands in the register with its
// clause, its grounds, its document and its term, bound to what was looked at.

import type { Transaction } from "kysely";
import type { Actor } from "../../../access/index.ts";
import { type Fault, failure, fault, type Money, type Result, readDay, subtractMoney, success } from "../../../kernel/index.ts";
import { SPENDING_LIMITS } from "../../../ledger/index.ts";
import {
  coveredText,
  NEVER_EXCEPTED,
  PAPER_KINDS,
  type PaperKind,
  type Settlement,
  settleTrip,
  standingActs,
  type TripException,
} from "../../../trips/index.ts";
import type { Deps } from "../../compose.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { addException, type StoredException } from "../../store/trips/exception-repository.ts";
import { dayOf } from "../flows/flow-situation.ts";
import { versionConflict } from "../version-conflict.ts";
import { hashOf, openStoredTrip } from "./stored-trip.ts";
import { findTripFor, mayInYear } from "./trip-access.ts";
import { dayIn, fundOf, LedgerRefusal, ledgerExceptionId, postFor } from "./trip-ledger.ts";

export type AllowExceptionInput = {
  readonly id: string;
  /** The version that was looked at. */
  readonly version: number;
  readonly kind: TripException["kind"];
  readonly clause: string;
  readonly grounds: string;
  readonly document: string;
  readonly until: string | null;
  readonly papers: readonly string[];
};

/** Faults: not-found, not-allowed, separation-of-duties, version-conflict, missing-key, not-in-list, not-a-day, out-of-range, trip-step-blocked. */
export async function allowException(deps: Deps, actor: Actor, input: AllowExceptionInput): Promise<Result<TripException>> {
  const found = await findTripFor(deps, actor, "trip.read", input.id);
  if (!found.ok) return found;
  const { stored, year } = found.value;
  if (actor.accountId === null || !mayInYear(actor, "trip.except", { ...year, published: false })) return failure(fault("not-allowed"));
  const late = { tenant: actor.tenant, kind: "trip", id: stored.id, asked: input.version };
  if (stored.version !== input.version) return failure(await versionConflict(deps.store.db, { ...late, current: stored.version }));
  const opened = openStoredTrip(stored, deps.tripStandards.standards);
  if (!opened.ok) return opened;
  const { written } = opened.value;
  const until = input.until === null ? null : readDay(input.until);
  const today = dayOf(deps.now());
  const faults: Fault[] = [
    ...(stored.draftedBy === actor.accountId ? [fault("separation-of-duties", { found: "draft" })] : []),
    ...(input.until !== null && until === null ? [fault("not-a-day", { found: input.until, expected: "2020-05-20" })] : []),
    ...(until !== null && until < today ? [fault("out-of-range", { found: until, expected: `≥ ${today}` })] : []),
    ...(input.kind === "papers" ? paperFaults(input) : []),
    ...(input.kind === "over-budget" && !written.claim ? [fault("trip-step-blocked", { found: "needs-claim" })] : []),
    ...(input.kind === "over-budget" && !standingActs(written, stored.acts, hashOf).has("meeting")
      ? [fault("trip-step-blocked", { found: "needs-act", expected: "meeting" })]
      : []),
  ];
  if (faults.length > 0) return failure(...faults);
  const { kind, clause, grounds, document } = input;
  const exception = {
    ...{ kind, clause, grounds, document, until: kind === "papers" ? until : null },
    papers: kind === "papers" ? (input.papers as readonly PaperKind[]) : [],
    ...{ byId: actor.accountId, byName: actor.name, hash: hashOf(coveredText(written, "exception")) },
  };
  const over = overBudget(settleTrip(opened.value.both));
  const allowed = deps.store.db.transaction().execute(async (transaction) => {
    const added = await addException(transaction, {
      ...{ tenant: actor.tenant, id: stored.id, version: input.version, exception, now: deps.now() },
    });
    if (!added) return failure(await versionConflict(transaction, { ...late, current: input.version + 1 }));
    if (kind === "over-budget") await exceptInLedger(transaction, deps, actor, added, over);
    await recordEvent(transaction, deps, {
      ...{ actor, action: "trip.excepted", reason: grounds, object: { kind: "trip", id: stored.id, unitPath: year.unitPath } },
      after: { n: added.n, kind, clause, document, until: added.until, papers: added.papers },
    });
    return success(added);
  });
  return await allowed.catch((error: unknown) => {
    if (error instanceof LedgerRefusal) return failure(...error.faults);
    throw error;
  });
}

/** By how much the standards allow more than was approved; null where that is not known, or it is not more. */
function overBudget({ compared: { allowed }, committed }: Settlement): Money | null {
  return allowed === null || committed === null || allowed <= committed ? null : subtractMoney(allowed, committed);
}

// The ledger lets go by so much and no more, at each limit that would stop it.
async function exceptInLedger(
  transaction: Transaction<StoreTables>,
  deps: Deps,
  actor: Actor,
  { tripId, n, clause, grounds, document, byName, on }: StoredException,
  amount: Money | null,
): Promise<void> {
  const fund = await fundOf(transaction, actor.tenant, tripId);
  if (!fund || amount === null) return;
  const text = { clause, approvedBy: byName, document, reason: grounds, until: null, missing: null };
  for (const limit of SPENDING_LIMITS) {
    const exception = ledgerExceptionId(tripId, n, limit);
    const posting = { kind: "exception", day: dayIn(fund.year, on), exception, limit, slice: fund.slice, amount, ...text } as const;
    await postFor(transaction, deps, actor, fund, `exception:${exception}`, posting);
  }
}

// Papers that come later have a day by which they do; a claim's own papers never come later than the claim is paid.
function paperFaults({ papers, until }: AllowExceptionInput): Fault[] {
  const allowed = PAPER_KINDS.filter((kind) => !NEVER_EXCEPTED.includes(kind));
  return [
    ...(papers.length === 0 ? [fault("missing-key", { found: "papers" })] : []),
    ...papers
      .filter((paper) => !allowed.some((one) => one === paper))
      .map((paper) => fault("not-in-list", { found: paper, expected: allowed.join(", ") })),
    ...(until === null ? [fault("missing-key", { found: "until" })] : []),
  ];
}
