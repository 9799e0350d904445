// A piece of evidence: a file known by its content, of a kind that says how much it proves, and what it is evidence of.
import { addMonths, type Day } from "../kernel/index.ts";
import type { ArchiveStandards, EvidenceKind } from "./archive-standards.ts";

/** What a piece may be evidence of. A paper is one of a step of the archive. */
export const LINK_KINDS = ["indicator", "subproject", "voucher", "paper"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];
export type EvidenceLink = { readonly kind: LinkKind; readonly id: string };

export type Evidence = {
  readonly id: string;
  readonly title: string;
  readonly kind: EvidenceKind;
  /** The division that handed it in; null where it stands for the whole unit. */
  readonly division: string | null;
  /** The day the paper itself carries. */
  readonly on: Day | null;
  readonly uploadedOn: Day;
  readonly links: readonly EvidenceLink[];
};

/** How much a kind proves: the greater, the more. */
export function strengthOf(standards: ArchiveStandards, kind: EvidenceKind): number {
  return standards.kinds.values.find(({ id }) => id === kind)?.strength ?? 0;
}

/** The last day a piece has to be kept: so many years after the paper's own day, or its upload where it carries none. */
export function keptUntil(standards: ArchiveStandards, { kind, on, uploadedOn }: Pick<Evidence, "kind" | "on" | "uploadedOn">): Day {
  const years = standards.retention.values.find((one) => one.kind === kind)?.years ?? 0;
  return addMonths(on ?? uploadedOn, 12 * years);
}
