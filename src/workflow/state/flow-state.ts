// Where a case stands in its process, and everything that happened to it. The state is what its events make of it, nothing else.
import type { Day } from "../../kernel/index.ts";
import type { Duty, Outcome, SigningRole } from "../definition/vocabulary.ts";

/** An instant as ISO text in UTC; pure rooms pass it on and never read it. */
export type Instant = string;

export type PersonName = { readonly id: string; readonly name: string };

/**
 * What was signed: a version of the content, and its hash. `parts` are the hashes of what each kind of signature covers, by what a seat
 * gives; where a part did not change, the signature for it need not be given again.
 */
export type ContentVersion = { readonly version: number; readonly hash: string; readonly parts?: Readonly<Record<string, string>> };

/** Someone who may sign at the present node. */
export type Invitation = {
  readonly person: PersonName;
  /** The entry of the node's `who` that lets them; null for an added signer. */
  readonly seat: number | null;
  readonly role: SigningRole;
  /** Who added them, or handed the task over. */
  readonly by: PersonName | null;
};

export type SignatureAct = "agree" | "disagree" | "return" | "reject";

/** A signature is never changed or taken away: when it stops counting it says since when and why. */
export type Signature = {
  /** From 1, in the order they were given. */
  readonly n: number;
  readonly node: string;
  readonly visit: number;
  readonly duty: Duty;
  readonly act: SignatureAct;
  readonly person: PersonName;
  readonly role: SigningRole;
  readonly seat: number | null;
  /** 代: the person it was given for. */
  readonly onBehalfOf: PersonName | null;
  readonly at: Instant;
  readonly day: Day;
  readonly opinion: string;
  readonly content: ContentVersion;
  /** Given after the deadline. */
  readonly late: boolean;
  readonly voided: { readonly why: VoidReason; readonly at: Instant } | null;
  /** The signature that this one carries on: what it covers had not changed when the case came back to its node. */
  readonly carriedFrom?: number;
};

export type VoidReason = "returned" | "withdrawn" | "unlocked" | "content-changed";

/** A node that the case has left, going forward. */
export type Passed = {
  readonly node: string;
  readonly visit: number;
  /** The content it was left with. */
  readonly content: ContentVersion;
  readonly papers: readonly string[];
};

/** The case was sent back and may come straight back to where that was done. */
export type Returning = { readonly from: string; readonly by: PersonName; readonly reason: string; readonly between: readonly Passed[] };

export type Standing = {
  /** A node, or the end that was reached. */
  readonly node: string;
  readonly visit: number;
  readonly since: Instant;
  readonly sinceDay: Day;
  readonly due: Day | null;
  readonly invited: readonly Invitation[];
  /** The nodes passed, in order; a return takes them off again. */
  readonly passed: readonly Passed[];
  readonly returning: Returning | null;
};

export type FlowState = Standing & {
  readonly starter: PersonName;
  readonly facts: Readonly<Record<string, string>>;
  readonly ended: { readonly outcome: Outcome; readonly at: Instant } | null;
  readonly signatures: readonly Signature[];
  /** Visits so far; a node that is entered again gets the next number. */
  readonly visits: number;
  /** How often somebody asked to hurry, and how many levels of escalation have been told, during this visit. */
  readonly urged: number;
  readonly escalated: number;
  /** Whoever sent the case on may take it back to here, until somebody signs. */
  readonly undo: { readonly by: string; readonly signature: number; readonly standing: Standing } | null;
};

export type Entered = {
  readonly node: string;
  readonly visit: number;
  readonly due: Day | null;
  readonly invited: readonly Invitation[];
};

export type FlowEvent = {
  readonly at: Instant;
  readonly day: Day;
  readonly by: PersonName | null;
  readonly onBehalfOf: PersonName | null;
} & (
  | { readonly kind: "flow-started"; readonly facts: Readonly<Record<string, string>>; readonly entered: Entered }
  | { readonly kind: "facts-stated"; readonly facts: Readonly<Record<string, string>> }
  /** Whoever signed at this node signs again: it was another version. */
  | { readonly kind: "content-changed"; readonly content: ContentVersion; readonly voids: readonly number[] }
  | { readonly kind: "paper-signed"; readonly signature: Signature }
  | {
      readonly kind: "node-passed";
      readonly passed: Passed;
      readonly to: Entered;
      /** Came straight back: the nodes between keep what they had. */
      readonly straight: boolean;
      readonly signature: number;
      readonly voids: readonly number[];
    }
  | {
      readonly kind: "flow-ended";
      readonly end: string;
      readonly outcome: Outcome;
      readonly passed: Passed | null;
    }
  | {
      readonly kind: "flow-returned";
      readonly from: string;
      readonly reason: string;
      readonly to: Entered;
      readonly straightBack: boolean;
      readonly voids: readonly number[];
    }
  | { readonly kind: "flow-withdrawn"; readonly reason: string; readonly due: Day | null; readonly voids: readonly number[] }
  | { readonly kind: "signer-added"; readonly invitation: Invitation; readonly reason: string }
  | {
      readonly kind: "task-transferred";
      readonly from: PersonName;
      readonly invited: readonly Invitation[];
      readonly to: PersonName;
      readonly reason: string;
    }
  | {
      readonly kind: "flow-unlocked";
      readonly reason: string;
      readonly to: Entered;
      readonly opens: readonly string[];
      readonly voids: readonly number[];
    }
  | { readonly kind: "flow-urged"; readonly reason: string }
  | { readonly kind: "flow-escalated"; readonly level: number; readonly told: readonly PersonName[] }
  | { readonly kind: "tasks-reseated"; readonly invited: readonly Invitation[]; readonly gone: readonly PersonName[] }
);
