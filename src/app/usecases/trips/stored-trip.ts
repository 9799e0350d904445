// A trip in the store: its content as JSON text without what was decided on it, its acts beside it. What was decided is never taken
// from what is written.
import { createHash } from "node:crypto";
import { failure, fault, type Result, type SourceFile, success } from "../../../kernel/index.ts";
import { bookTrip, type PlannedAndMade, readTrip, type Trip, type TripStandards, tripWithActs } from "../../../trips/index.ts";
import type { StoredTrip } from "../../store/trips/trip-repository.ts";

type Data = Readonly<Record<string, unknown>>;

const DECIDED = ["foreignAffairs", "finance", "bureau", "meeting", "people", "countries", "days", "budget"];
const SETTLED = ["exception", "settledOn"];

/** What of a trip's data is written by whoever drafts it. */
function writtenPart(data: unknown): unknown {
  if (!isData(data)) return data;
  const { approval, claim, expects: _, ...rest } = data;
  return {
    ...rest,
    ...(isData(approval) ? { approval: without(approval, DECIDED) } : {}),
    ...(isData(claim) ? { claim: without(claim, SETTLED) } : {}),
  };
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Stored JSON as a source whose places are paths. */
export function sourceOf(name: string, data: unknown): SourceFile {
  return { name, data, locate: (path) => ({ file: name, path: path.join(".") }) };
}

/** The trip as written, and as it stands with its acts. */
export type OpenedTrip = { readonly written: Trip; readonly both: PlannedAndMade };

export function openStoredTrip(stored: StoredTrip, standards: ReadonlyMap<string, TripStandards>): Result<OpenedTrip> {
  const written = readTrip(sourceOf(stored.id, JSON.parse(stored.content)));
  if (!written.ok) return written;
  const both = bookTrip(standards, tripWithActs(written.value, stored.acts, hashOf));
  return both.ok ? success({ written: written.value, both: both.value }) : both;
}

/** Reads what somebody wants to keep as a trip's content. Faults: those of reading it, all at once; what is too long. */
export function readContent(data: unknown): Result<{ readonly trip: Trip; readonly content: string }> {
  const part = writtenPart(data);
  const content = JSON.stringify(part);
  if (content.length > LONGEST) return failure(fault("file-too-large", { found: "trip", expected: `${LONGEST}` }));
  const trip = readTrip(sourceOf("trip", part));
  return trip.ok ? success({ trip: trip.value, content }) : trip;
}

const LONGEST = 200_000;

function without(data: Data, keys: readonly string[]): Data {
  return Object.fromEntries(Object.entries(data).filter(([key]) => !keys.includes(key)));
}

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
