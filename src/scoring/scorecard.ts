// The result of scoring: points per line with the rule's own answer, the recorded judgement beside it, and the receipt.

import type { Dossier } from "../dossier/index.ts";
import type { Citation, Points, Ratio, Trace } from "../kernel/index.ts";

/** What a rule says of one line, before any reviewer is asked. */
export type RuleAnswer =
  /** The rule gives the points. */
  | { readonly kind: "decided"; readonly points: Points }
  /** The rule leaves room from `min` to `max` (both possible), e.g. a tier of a graded judgement. */
  | { readonly kind: "bounded"; readonly min: Points; readonly max: Points }
  /** A fact the rule needs is not there; `what` names it by its path in the dossier. */
  | { readonly kind: "missing"; readonly what: string }
  /** The instrument says nothing about this case, and says where. */
  | { readonly kind: "silent"; readonly basis: Citation; readonly why: string };

/** The methods a line can be scored by. */
export type Method =
  | "execution-rate"
  | "at-least"
  | "at-most"
  | "equal"
  | "zero-target"
  | "band"
  | "periods"
  | "milestones"
  | "yes-no"
  | "tier"
  | "occurrences"
  | "satisfaction"
  | "no-target";

/** Where a line's score comes from. */
export type Origin =
  /** the rule alone */
  | "rule"
  /** a reviewer's judgement where the rule leaves room */
  | "judgement"
  /** a reviewer's judgement against what the rule gives or allows */
  | "override"
  /** nothing could be awarded */
  | "unknown";

export type RecordedScore = NonNullable<Dossier["indicators"][number]["recorded"]>;

/** Achievement = actual ÷ target as the method understands it (1 or more: met); null where it has none. */
export type ScoreItem = {
  readonly id: string;
  readonly level1: string;
  readonly level1Id: string;
  readonly level2: string;
  readonly level2Id: string | null;
  readonly level3: string;
  /** The weight that counts; `ownWeight` is the row's before anything was redistributed. */
  readonly weight: Points | null;
  readonly ownWeight: Points | null;
  readonly score: Points | null;
  readonly origin: Origin;
  readonly suggested: Points | null;
  readonly allowed: { readonly min: Points; readonly max: Points } | null;
  readonly recorded: RecordedScore | null;
  readonly method: Method;
  readonly answer: RuleAnswer;
  readonly achievement: Ratio | null;
  /** Whether the target was met; null where that cannot be said. */
  readonly met: boolean | null;
  readonly basis: readonly Citation[];
  readonly trace: Trace;
};

export type NotApplicableRow = {
  readonly id: string;
  readonly level1: string;
  readonly level2: string;
  readonly level3: string;
  readonly why: string;
};

export type LevelSubtotal = {
  readonly level1Id: string;
  readonly level1: string;
  readonly weight: Points | null;
  readonly score: Points | null;
};

/** How far the next grade is, how far the grade can fall, and where the most points were lost. */
export type Sensitivity = {
  readonly nextGrade: { readonly grade: string; readonly distance: Points } | null;
  readonly margin: Points | null;
  readonly losses: readonly { readonly id: string; readonly lost: Points }[];
};

export type Scorecard = {
  readonly pack: string;
  /** Scored under another pack than the dossier's own. */
  readonly replay: boolean;
  readonly inForce: boolean;
  /** The execution row first, then the dossier's rows in their order. */
  readonly items: readonly ScoreItem[];
  readonly notApplicable: readonly NotApplicableRow[];
  readonly levels: readonly LevelSubtotal[];
  readonly total: Points | null;
  readonly totalTrace: Trace;
  readonly suggestedTotal: Points | null;
  readonly grade: string | null;
  readonly gradeTrace: Trace;
  readonly sensitivity: Sensitivity | null;
};
