// Papers as gates: what each step of a trip needs before it is taken, what of it is there, and which steps were taken.
import type { Citation } from "../../kernel/index.ts";
import type { StandardsBook } from "../standards/standards-book.ts";
import type { Trip } from "../trip.ts";
import { PAPER_KINDS, type PaperKind, type TripStep } from "../vocabulary.ts";

export type Gate = { readonly step: TripStep; readonly paper: PaperKind; readonly isThere: boolean; readonly basis: Citation };

/** The papers of a step, each with whether it is there. */
export function gatesOf(trip: Trip, book: StandardsBook, step: TripStep): readonly Gate[] {
  return book
    .gates(step)
    .flatMap(({ rule, basis }) => rule.papers.map((paper) => ({ step, paper, isThere: hasPaper(trip, paper), basis })));
}

/** Every paper that the file shows. */
export function papersOf(trip: Trip): ReadonlySet<PaperKind> {
  return new Set(PAPER_KINDS.filter((paper) => hasPaper(trip, paper)));
}

/** Whether the file shows that the step was taken. */
export function isStepTaken({ approval, claim }: Trip, step: TripStep): boolean {
  switch (step) {
    case "internal-review":
      return approval !== undefined;
    case "double-review":
      return approval?.foreignAffairs !== undefined && approval.finance !== undefined;
    case "bureau-approval":
      return approval?.bureau !== undefined;
    case "meeting":
      return approval?.meeting !== undefined;
    case "execution":
      return claim !== undefined;
    case "settlement":
      return claim?.settledOn != null;
  }
}

// What the file itself holds is there without being listed among the papers.
function hasPaper(trip: Trip, paper: PaperKind): boolean {
  if (trip.papers.some(({ kind }) => kind === paper)) return true;
  switch (paper) {
    case "leader-report":
      return trip.claim?.report?.signedByLeader === true;
    case "expense-sheet":
      return trip.claim?.expenseSheet === true;
    case "task-document":
      return trip.approval?.taskDocument != null;
    case "bureau-approval":
      return trip.approval?.bureau?.number != null;
    case "meeting-minutes":
      return trip.approval?.meeting?.minutes != null;
    case "exception":
      return trip.claim?.exception != null;
    default:
      return false;
  }
}
