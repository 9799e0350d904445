// One trip as somebody sees it: priced, examined with the others of its year, with what was decided and what of it still stands, the
// matter it is decided in, and the exceptions that were allowed for it.
import type { Actor } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import {
  ACT_KINDS,
  type ActKind,
  coveredHashes,
  exceptionOn,
  papersOf,
  type RegisteredException,
  standingActs,
  type TravelRecord,
  type TripAct,
} from "../../../trips/index.ts";
import type { Deps } from "../../compose.ts";
import type { BoundContent } from "./compose-meeting-papers.ts";
import type { GatheredTrip } from "./gather-trips.ts";
import { type OpenedYear, openYear } from "./open-trip-year.ts";
import type { TripCase } from "./price-trip-files.ts";
import { hashOf, openStoredTrip } from "./stored-trip.ts";
import { findTripFor, mayInYear } from "./trip-access.ts";

export type OpenedAct = {
  readonly kind: ActKind;
  /** The latest of its kind, whether it still stands or not. */
  readonly latest: TripAct | null;
  readonly stands: boolean;
};

export type OpenedTripView = {
  readonly stored: GatheredTrip;
  readonly year: OpenedYear;
  readonly one: TripCase;
  readonly acts: readonly OpenedAct[];
  /** What a meeting decides on. */
  readonly bound: BoundContent;
  readonly exceptions: readonly RegisteredException[];
  readonly mayRevise: boolean;
  readonly mayExcept: boolean;
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
  const { written } = read.value;
  const standing = standingActs(written, stored.acts, hashOf);
  const acts = ACT_KINDS.map((kind): OpenedAct => {
    return { kind, latest: stored.acts.findLast((act) => act.kind === kind) ?? null, stands: standing.has(kind) };
  });
  const papers = papersOf(written);
  const exceptions = stored.exceptions.map((exception) => exceptionOn(exception, papers, opened.value.on));
  const own = { ...year, published: false };
  const [mayRevise, mayExcept] = [mayInYear(actor, "trip.revise", own), mayInYear(actor, "trip.except", own)];
  const bound = { version: stored.version, hash: coveredHashes(written, stored.acts, hashOf).meeting };
  return success({ stored, year: opened.value, one, acts, bound, exceptions, mayRevise, mayExcept, records: opened.value.year.records });
}
