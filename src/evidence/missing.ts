// What is still to be handed in, month by month and division by division: a posted voucher's papers, an indicator's evidence. "不注重平时收集"
// is cured by asking in the month after, not at the year's end.
import { addMonths, type Day, readDay } from "../kernel/index.ts";
import type { ArchiveStandards } from "./archive-standards.ts";
import type { Evidence, EvidenceLink } from "./evidence.ts";

/** Something that needs evidence: whose it is, and since when. */
export type Expectation = {
  readonly link: EvidenceLink;
  readonly title: string;
  /** null where it is the whole unit's. */
  readonly division: string | null;
  /** The day it happened: a voucher's, or the end of an indicator's year. */
  readonly on: Day;
};

export type MissingPiece = Expectation & {
  readonly month: string;
  readonly due: Day;
  readonly overdue: boolean;
};

export type MissingOfDivision = { readonly division: string | null; readonly pieces: readonly MissingPiece[]; readonly overdue: number };

/** What lacks evidence on a day, by division, the oldest first. Divisions without a gap are left out. */
export function missingEvidence(
  standards: ArchiveStandards,
  expectations: readonly Expectation[],
  evidence: readonly Evidence[],
  today: Day,
): readonly MissingOfDivision[] {
  const held = new Set(evidence.flatMap(({ links }) => links.map(({ kind, id }) => `${kind} ${id}`)));
  const missing = expectations
    .filter(({ link, on }) => on <= today && !held.has(`${link.kind} ${link.id}`))
    .map((expectation): MissingPiece => {
      const due = dueDay(standards, expectation.on);
      return { ...expectation, month: expectation.on.slice(0, 7), due, overdue: due < today };
    })
    .toSorted((one, other) => (one.on === other.on ? one.title.localeCompare(other.title) : one.on < other.on ? -1 : 1));
  const divisions = [...new Set(missing.map(({ division }) => division))];
  return divisions
    .map((division) => {
      const pieces = missing.filter((one) => one.division === division);
      return { division, pieces, overdue: pieces.filter(({ overdue }) => overdue).length };
    })
    .toSorted((one, other) => other.overdue - one.overdue || other.pieces.length - one.pieces.length);
}

/** The day of the month after by which a month's papers are due. */
function dueDay(standards: ArchiveStandards, on: Day): Day {
  const next = addMonths(`${on.slice(0, 7)}-01` as Day, 1);
  const day = String(standards.monthly.dayOfNextMonth).padStart(2, "0");
  return readDay(`${next.slice(0, 7)}-${day}`) ?? next;
}
