// Which pack a published document is held against: the newest national one in force on its date.
import { type Day, isWithin, readDay } from "../kernel/index.ts";
import type { Pack } from "./pack.ts";

/** Of packs for everybody; a ministry's own guide (中央部门) binds only those it names. */
const NATIONAL = "全国";
/** Where no national pack was in force on the date. */
const OTHERWISE = "mof-2020-10";
/** Last year's work is evaluated in the first half of the next. */
const EVALUATED_BY = "06-30";

export type DocumentDate = {
  /** Day of the signature. */
  readonly signedOn: Day | null;
  /** Year that the document is about. */
  readonly year: number | null;
};

/**
 * The pack's id and the day whose version of its rules counts: the signature's, else mid of the year after the document's, else
 * the day on which the newest national pack came into force.
 */
export function packForDocument(
  packs: ReadonlyMap<string, Pack>,
  { signedOn, year }: DocumentDate,
): { readonly id: string; readonly day: Day } {
  const national = [...packs.values()]
    .map(({ instrument }) => instrument)
    .filter(({ jurisdiction }) => jurisdiction === NATIONAL)
    .toSorted((a, b) => (a.inForce.from < b.inForce.from ? 1 : a.inForce.from > b.inForce.from ? -1 : a.id < b.id ? -1 : 1));
  const day =
    signedOn ?? (year === null ? null : readDay(`${year + 1}-${EVALUATED_BY}`)) ?? national[0]?.inForce.from ?? ("2020-02-25" as Day);
  const chosen = national.find(({ inForce }) => isWithin(day, { from: inForce.from, until: inForce.until ?? null }));
  return { id: chosen?.id ?? OTHERWISE, day };
}
