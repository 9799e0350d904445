// Prices a trip file by the product's standards and local ones: those beside the data, and those that travel with the file.
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { addDays, type Day, daysBetween, failure, fault, type Result, success } from "../../kernel/index.ts";
import { type PricedTrip, priceTrip, readTrip, standardsBook, type Trip, type TripStandards } from "../../trips/index.ts";
import { refusalFault } from "../files/file-refusal.ts";
import { readYamlFile } from "../files/read-packs.ts";
import { readTripStandardsFolders } from "../files/read-trip-standards.ts";
import { productPath } from "../product-folder.ts";

/** `departs` asks for other days of leaving than the file's; none asks for the file's own. */
export type TripRequest = { readonly path: string; readonly dataFolder: string; readonly departs: readonly Day[] };

/** The trip priced on each day asked for, or every fault of the file and of the standards. */
export async function priceTripFile({ path, dataFolder, departs }: TripRequest): Promise<Result<readonly PricedTrip[]>> {
  const folders = [productPath("regulations"), join(dataFolder, "packs"), join(dirname(path), "standards")];
  const [standards, trip] = await Promise.all([readTripStandardsFolders(folders), readTripFile(path)]);
  const faults = [standards, trip].flatMap((read) => (read.ok ? [] : read.faults));
  if (!standards.ok || !trip.ok || faults.length > 0) return failure(...faults);
  const trips = departs.length === 0 ? [trip.value] : departs.map((day) => leavingOn(trip.value, day));
  const priced: PricedTrip[] = [];
  for (const one of trips) {
    const price = priceOne(one, standards.value);
    if (!price.ok) return price;
    priced.push(price.value);
  }
  return success(priced);
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

function priceOne(trip: Trip, standards: ReadonlyMap<string, TripStandards>): Result<PricedTrip> {
  const book = standardsBook(standards, trip.standards, trip.departs);
  return book.ok ? success(priceTrip(trip, book.value)) : book;
}

// The whole itinerary moves with the day of leaving, so that seasons and length stay what they are in relation to it.
function leavingOn(trip: Trip, day: Day): Trip {
  const shift = daysBetween(trip.departs, day);
  return {
    ...trip,
    departs: day,
    returns: addDays(trip.returns, shift),
    legs: trip.legs.map((leg) => ({ ...leg, from: leg.from === null ? null : addDays(leg.from, shift) })),
  };
}
