// Prices trip files by the product's standards and local ones, beside the data and beside the files; says what is wrong with
// each and with all of them together; splits the difference from a budget.
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { addDays, type Day, daysBetween, failure, fault, type Result, success } from "../../kernel/index.ts";
import {
  type Breach,
  type CostDifference,
  examineTrip,
  examineTrips,
  type PricedTrip,
  priceTrip,
  readTrip,
  type StandardsBook,
  splitDifference,
  standardsBook,
  type Trip,
  type TripStandards,
} from "../../trips/index.ts";
import { refusalFault } from "../files/file-refusal.ts";
import { readYamlFile } from "../files/read-packs.ts";
import { readTripStandardsFolders } from "../files/read-trip-standards.ts";
import { productPath } from "../product-folder.ts";

export type TripRequest = {
  readonly paths: readonly string[];
  readonly dataFolder: string;
  /** Other days of leaving than the files'; none: the files' own. */
  readonly departs: readonly Day[];
  /** The budget that each is compared with. */
  readonly against: string | null;
};

export type TripCase = {
  readonly path: string;
  readonly priced: PricedTrip;
  readonly breaches: readonly Breach[];
  /** Against the budget asked for; null where a total is not known. */
  readonly difference: CostDifference | null;
};

/** Each trip on each day asked for, or every fault of the files and of the standards. */
export async function priceTripFiles({ paths, dataFolder, departs, against }: TripRequest): Promise<Result<readonly TripCase[]>> {
  const all = against === null ? paths : [...paths, against];
  const beside = [...new Set(all.map((path) => join(dirname(path), "standards")))];
  const [standards, ...trips] = await Promise.all([
    readTripStandardsFolders([productPath("regulations"), join(dataFolder, "packs"), ...beside]),
    ...all.map(readTripFile),
  ]);
  const faults = [standards, ...trips].flatMap((read) => (read.ok ? [] : read.faults));
  if (!standards.ok || faults.length > 0) return failure(...faults);
  const read = trips.flatMap((trip, index) => (trip.ok ? [{ trip: trip.value, path: all[index] ?? "" }] : []));
  const asked = read.slice(0, paths.length).flatMap(({ trip, path }) => datesOf(trip, departs).map((one) => ({ trip: one, path })));
  const priced = asked.map(({ trip, path }) => priceOne(trip, path, standards.value));
  const budget = against === null ? null : read.slice(paths.length).map(({ trip, path }) => priceOne(trip, path, standards.value))[0];
  const refused = [...priced, ...(budget ? [budget] : [])].flatMap((one) => (one.ok ? [] : one.faults));
  if (refused.length > 0) return failure(...refused);
  const cases = priced.flatMap((one) => (one.ok ? [one.value] : []));
  const together = examineTrips(departs.length > 0 ? [] : cases);
  return success(
    cases.map(({ path, priced: one, book }, index) => ({
      path,
      priced: one,
      breaches: [...examineTrip(one, book), ...(together[index] ?? [])],
      difference: budget?.ok ? splitDifference(budget.value.priced, one) : null,
    })),
  );
}

async function readTripFile(path: string): Promise<Result<Trip>> {
  const found = await stat(path).catch(() => null);
  if (!found) return failure(fault("file-missing", { found: path }, { file: path }));
  if (!found.isFile()) return failure(refusalFault(path, "file-unreadable", { reason: "not-a-file", found: path }));
  const { source, faults } = await readYamlFile(path);
  if (!source) return failure(...faults);
  const trip = readTrip(source);
  return faults.length > 0 ? failure(...faults, ...(trip.ok ? [] : trip.faults)) : trip;
}

function datesOf(trip: Trip, departs: readonly Day[]): readonly Trip[] {
  return departs.length === 0 ? [trip] : departs.map((day) => leavingOn(trip, day));
}

type Booked = { readonly path: string; readonly priced: PricedTrip; readonly book: StandardsBook };

function priceOne(trip: Trip, path: string, standards: ReadonlyMap<string, TripStandards>): Result<Booked> {
  const book = standardsBook(standards, trip.standards, trip.departs);
  if (book.ok) return success({ path, priced: priceTrip(trip, book.value), book: book.value });
  return failure(...book.faults.map((one) => ({ ...one, place: { file: path, path: "standards" } })));
}

// The whole itinerary moves with the day of leaving; what was claimed belongs to its own days and stays behind.
function leavingOn({ claim: _, ...trip }: Trip, day: Day): Trip {
  const shift = daysBetween(trip.departs, day);
  return {
    ...trip,
    departs: day,
    returns: addDays(trip.returns, shift),
    legs: trip.legs.map((leg) => ({ ...leg, from: leg.from === null ? null : addDays(leg.from, shift) })),
  };
}
