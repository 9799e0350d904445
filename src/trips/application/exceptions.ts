// 特事特办: an exception that the leadership allows and that is kept in a register: the clause it rests on, why, until when, which papers
// are still to come. It opens a gate for its time and no longer.
import type { Day } from "../../kernel/index.ts";
import type { PaperKind } from "../vocabulary.ts";
import type { TripAct } from "./acts.ts";

/** `papers`: goes on before they are there. `over-budget`: is paid above the budget. */
export const EXCEPTION_KINDS = ["papers", "over-budget"] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** Never left to be handed in later: what a claim rests on. */
export const NEVER_EXCEPTED: readonly PaperKind[] = ["leader-report", "expense-sheet", "receipts"];

export type TripException = {
  /** From 1, in the order they were allowed. */
  readonly n: number;
  readonly kind: ExceptionKind;
  readonly clause: string;
  readonly grounds: string;
  /** The document of the decision, by number. */
  readonly document: string;
  /** The last day on which the papers may be missing; null where none are. */
  readonly until: Day | null;
  readonly papers: readonly PaperKind[];
  readonly byId: string | null;
  readonly byName: string;
  readonly on: Day;
  /** Of what the trip's money and claim were when it was allowed. */
  readonly hash: string;
};

/** Papers that may still be missing on a day. */
export function exceptedPapers(exceptions: readonly TripException[], day: Day): ReadonlySet<PaperKind> {
  return new Set(exceptions.flatMap(({ papers, until }) => (until !== null && day <= until ? papers : [])));
}

/** Papers that an exception let come later, that its day has passed without, and that no other exception still covers. */
export function expiredPapers(exceptions: readonly TripException[], there: ReadonlySet<PaperKind>, day: Day): ReadonlySet<PaperKind> {
  const excepted = exceptedPapers(exceptions, day);
  const overdue = exceptions.map((one) => exceptionOn(one, there, day)).filter(({ state }) => state === "overdue");
  return new Set(overdue.flatMap(({ missing }) => missing).filter((paper) => !excepted.has(paper)));
}

export type RegisteredException = TripException & {
  /** Papers of it that are not there yet. */
  readonly missing: readonly PaperKind[];
  readonly state: "open" | "completed" | "overdue";
};

/** An exception as it stands on a day, by the papers that are there. */
export function exceptionOn(exception: TripException, there: ReadonlySet<PaperKind>, day: Day): RegisteredException {
  const missing = exception.papers.filter((paper) => !there.has(paper));
  const isLate = exception.until !== null && day > exception.until;
  return { ...exception, missing, state: missing.length === 0 ? "completed" : isLate ? "overdue" : "open" };
}

/** Spending over the budget as an act among the others: it stands while money and claim are what they were. */
export function exceptionActs(exceptions: readonly TripException[]): readonly Omit<TripAct, "n">[] {
  return exceptions
    .filter(({ kind }) => kind === "over-budget")
    .map(({ byId, byName, on, document, grounds, hash }) => ({
      kind: "exception" as const,
      ...{ agreed: true, byId, byName, on, document, opinion: grounds, hash, amount: null, votes: null },
    }));
}
