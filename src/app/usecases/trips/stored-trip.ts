// A trip in the store: its content as JSON text without what was decided on it, its acts beside it. What was decided is never taken
// from what is written.
import { createHash } from "node:crypto";
import { failure, fault, type Result, type SourceFile, success } from "../../../kernel/index.ts";
import { bookTrip, type PlannedAndMade, readTrip, type Trip, type TripStandards, tripWithActs } from "../../../trips/index.ts";
import { recordOfText } from "../stored-record.ts";
import type { GatheredTrip } from "./gather-trips.ts";

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

/** `isBesidePlan`: whether it is in the plan is what the plan says, whatever the application writes. */
export function openStoredTrip(
  gathered: GatheredTrip,
  standards: ReadonlyMap<string, TripStandards>,
  isBesidePlan = false,
): Result<OpenedTrip> {
  const read = readTrip(sourceOf(gathered.id, recordOfText(gathered.content)));
  if (!read.ok) return read;
  // Papers that were handed in with the matter are the trip's too.
  const handedIn = gathered.handedIn.map((kind) => ({ kind, title: null, number: null, on: null }));
  const written: Trip = { ...read.value, papers: [...read.value.papers, ...handedIn] };
  const decided = tripWithActs(written, gathered.acts, hashOf);
  const both = bookTrip(
    standards,
    isBesidePlan && decided.approval ? { ...decided, approval: { ...decided.approval, inPlan: false } } : decided,
  );
  return both.ok ? success({ written, both: both.value }) : both;
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
