// Prices trip files by the product's standards and local ones, beside the data and beside the files; says what is wrong with
// each and with all of them together; splits the difference from a budget, or of the claim from its own.
import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Day, failure, fault, type Result, success } from "../../../kernel/index.ts";
import {
  type Breach,
  bookTrip,
  type CostDifference,
  type ExchangeQuote,
  examineTrip,
  examineTrips,
  leavingOn,
  type PlannedAndMade,
  readQuotes,
  readTrip,
  type Settlement,
  settleTrip,
  spentTrip,
  splitDifference,
  type Trip,
  type TripStandards,
  withQuotes,
} from "../../../trips/index.ts";
import { refusalFault } from "../../files/file-refusal.ts";
import { readCsv } from "../../files/read-csv.ts";
import { readYamlFile } from "../../files/read-packs.ts";
import { readTripStandardsFolders } from "../../files/read-trip-standards.ts";
import { productPath } from "../../product-folder.ts";

export type TripRequest = {
  readonly paths: readonly string[];
  readonly dataFolder: string;
  /** Other days of leaving than the files'; none: the files' own. */
  readonly departs: readonly Day[];
  /** The budget that each is compared with. */
  readonly against: string | null;
  /** A table of exchange rates (currency, on, rate, per, source). */
  readonly rates: string | null;
};

export type TripCase = {
  readonly path: string;
  readonly both: PlannedAndMade;
  readonly breaches: readonly Breach[];
  /** Null where nothing was claimed. */
  readonly settlement: Settlement | null;
  /** Against the budget asked for, or of the claim from the trip's own budget; null where a total is not known. */
  readonly difference: CostDifference | null;
};

/** Each trip on each day asked for, or every fault of the files and of the standards. */
export async function priceTripFiles({ paths, dataFolder, departs, against, rates }: TripRequest): Promise<Result<readonly TripCase[]>> {
  const all = against === null ? paths : [...paths, against];
  const [standards, quotes, ...trips] = await Promise.all([
    readStandardsFor(all, dataFolder),
    rates === null ? success([]) : readQuotesFile(rates),
    ...all.map(readTripFile),
  ]);
  const faults = [standards, quotes, ...trips].flatMap((read) => (read.ok ? [] : read.faults));
  if (!standards.ok || !quotes.ok || faults.length > 0) return failure(...faults);
  const read = trips.flatMap((trip, index) => (trip.ok ? [{ trip: withQuotes(trip.value, quotes.value), path: all[index] ?? "" }] : []));
  const asked = read.slice(0, paths.length).flatMap(({ trip, path }) => datesOf(trip, departs).map((one) => ({ trip: one, path })));
  const priced = asked.map(({ trip, path }) => priceOne(trip, path, standards.value));
  const budget = against === null ? null : read.slice(paths.length).map(({ trip, path }) => priceOne(trip, path, standards.value))[0];
  const refused = [...priced, ...(budget ? [budget] : [])].flatMap((one) => (one.ok ? [] : one.faults));
  if (refused.length > 0) return failure(...refused);
  const cases = priced.flatMap((one) => (one.ok ? [one.value] : []));
  const together = examineTrips(departs.length > 0 ? [] : cases.map(({ both }) => both.planned));
  return success(
    cases.map(({ path, both }, index) => ({
      path,
      both,
      breaches: [...examineTrip(both, quotes.value), ...(together[index] ?? [])],
      settlement: both.planned.priced.trip.claim ? settleTrip(both) : null,
      difference: budget?.ok ? splitDifference(budget.value.both.planned.priced, both.planned.priced) : ownDifference(both),
    })),
  );
}

function ownDifference(both: PlannedAndMade): CostDifference | null {
  const spent = both.planned.priced.trip.claim ? spentTrip(both.made) : null;
  return spent && splitDifference(both.planned.priced, spent);
}

/** The product's standards, those beside the data, and those beside the files. */
export async function readStandardsFor(paths: readonly string[], dataFolder: string): Promise<Result<ReadonlyMap<string, TripStandards>>> {
  const beside = [...new Set(paths.map((path) => join(dirname(path), "standards")))];
  return readTripStandardsFolders([productPath("regulations"), join(dataFolder, "packs"), ...beside]);
}

async function readQuotesFile(path: string): Promise<Result<readonly ExchangeQuote[]>> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return failure(fault("file-missing", { found: path }, { file: path }));
  const table = readCsv(path, await readFile(path));
  return table.ok ? readQuotes(table.value) : table;
}

export async function readTripFile(path: string): Promise<Result<Trip>> {
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

type Booked = { readonly path: string; readonly both: PlannedAndMade };

function priceOne(trip: Trip, path: string, standards: ReadonlyMap<string, TripStandards>): Result<Booked> {
  const both = bookTrip(standards, trip);
  if (both.ok) return success({ path, both: both.value });
  return failure(...both.faults.map((one) => ({ ...one, place: { file: path, path: "standards" } })));
}
