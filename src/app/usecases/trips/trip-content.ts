// A trip as what is signed: its version, the hash of all of it, the hash of each part that a kind of signature covers, and its papers.
import type { Kysely } from "kysely";
import { type Day, printScaled } from "../../../kernel/index.ts";
import { bookTrip, coveredHashes, exceptedPapers, exceptionActs, papersOf, readTrip } from "../../../trips/index.ts";
import type { ContentVersion } from "../../../workflow/index.ts";
import type { Deps } from "../../compose.ts";
import type { CaseKey } from "../../store/case-repository.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { listExceptions } from "../../store/trips/exception-repository.ts";
import { findStoredTrip } from "../../store/trips/trip-repository.ts";
import { recordOfText } from "../stored-record.ts";
import { flowPapersOf } from "./gather-trips.ts";
import { hashOf, sourceOf } from "./stored-trip.ts";

export type SignedTrip = {
  readonly content: ContentVersion;
  /** A process's names of the papers that the trip itself has, or that an exception lets come later. */
  readonly papers: readonly string[];
};

/** Null where there is no such trip: a matter may also be about one that is kept elsewhere. `changed` stands for content that is about to be kept. */
export async function signedTrip(
  db: Kysely<StoreTables>,
  deps: Pick<Deps, "tripStandards">,
  key: CaseKey,
  day: Day,
  changed?: string,
): Promise<SignedTrip | null> {
  const stored = await findStoredTrip(db, key);
  if (!stored) return null;
  const text = changed ?? stored.content;
  const trip = readTrip(sourceOf(key.id, recordOfText(text)));
  if (!trip.ok) throw new Error(`the trip ${key.id} cannot be read`);
  const exceptions = await listExceptions(db, key.tenant, [key.id]);
  const acts = exceptionActs(exceptions).map((act, index) => ({ ...act, n: index + 1 }));
  const booked = bookTrip(deps.tripStandards.standards, trip.value);
  const total = booked.ok ? booked.value.planned.priced.total : null;
  return {
    content: {
      version: stored.version + (changed === undefined ? 0 : 1),
      hash: hashOf(text),
      parts: { ...coveredHashes(trip.value, acts, hashOf), ...(total === null ? {} : { total: printScaled(total, 2) }) },
    },
    papers: flowPapersOf(new Set([...papersOf(trip.value), ...exceptedPapers(exceptions, day)])),
  };
}
