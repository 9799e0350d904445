// A year of delegations from its folder: plan.yaml with the trips it names, outcomes.yaml and exchange.csv where they are there. The
// board against the limits, every trip examined alone and together, outcomes as they stand on a day, what it all cost.
import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Day, type Fault, failure, fault, type Result, success } from "../../../kernel/index.ts";
import {
  type AssessedOutcome,
  assessOutcome,
  bookTrip,
  type ExchangeQuote,
  type PlannedAndMade,
  planBoard,
  readOutcomes,
  readQuotes,
  readTripPlan,
  standardsBook,
  type Trip,
  type TripPlan,
  withQuotes,
} from "../../../trips/index.ts";
import { readCsv } from "../../files/read-csv.ts";
import { readDossierFiles } from "../../files/read-dossier.ts";
import { readYamlFile } from "../../files/read-packs.ts";
import { assembleYear, type TripYear } from "./assemble-year.ts";
import { indicatorsOf, type Target, withTargetNames } from "./case-targets.ts";
import { readStandardsFor, readTripFile } from "./price-trip-files.ts";

export type TripYearRequest = {
  readonly folder: string;
  readonly dataFolder: string;
  /** The day on which reports, passports and follow-ups are looked at. */
  readonly on: Day;
  /** Documents that allow spending over the budget, by the delegation's id in the plan. */
  readonly exceptions: ReadonlyMap<string, string>;
};

/** The year, or every fault of its files. */
export async function readTripYear(request: TripYearRequest): Promise<Result<TripYear>> {
  const { folder, dataFolder, on, exceptions } = request;
  const planPath = join(folder, "plan.yaml");
  const [standards, plan, quotes] = await Promise.all([
    readStandardsFor([planPath], dataFolder),
    readPlan(planPath),
    readYearQuotes(folder),
  ]);
  if (!standards.ok || !plan.ok || !quotes.ok) return failure(...[standards, plan, quotes].flatMap((one) => (one.ok ? [] : one.faults)));
  const known = plan.value.items.map(({ id }) => id);
  const faults: Fault[] = [...exceptions.keys()]
    .filter((id) => !known.includes(id))
    .map((id) => fault("unknown-reference", { found: id, expected: known.join(", ") }, { file: "--exception" }));
  const booked = new Map<string, PlannedAndMade>();
  for (const item of plan.value.items) {
    if (item.file === null) continue;
    const trip = await readTripFile(join(folder, item.file));
    if (!trip.ok) {
      faults.push(...trip.faults);
      continue;
    }
    const both = bookTrip(
      standards.value,
      withException(withQuotes(trip.value, [...plan.value.exchange, ...quotes.value]), exceptions.get(item.id) ?? null),
    );
    if (both.ok) booked.set(item.id, both.value);
    else faults.push(...both.faults);
  }
  const book = standardsBook(standards.value, null, `${plan.value.year}-01-01` as Day);
  const outcomes = await readYearOutcomes(folder, booked, on);
  if (!book.ok || !outcomes.ok || faults.length > 0)
    return failure(...faults, ...[book, outcomes].flatMap((one) => (one.ok ? [] : one.faults)));
  const board = planBoard(plan.value, booked, book.value);
  const paths = new Map(plan.value.items.map((item) => [item.id, join(folder, item.file ?? "")]));
  const year = assembleYear(board, booked, outcomes.value, { quotes: [...plan.value.exchange, ...quotes.value], on, paths });
  const targets = await targetsBeside(folder, plan.value);
  return success({ ...year, cases: new Map([...year.cases].map(([id, one]) => [id, withTargetNames(one, targets)])) });
}

// The case that the plan names is a folder beside the year's, as in the examples; elsewhere its indicators are known by id alone.
async function targetsBeside(folder: string, plan: TripPlan): Promise<readonly Target[] | null> {
  if (plan.case === null || basename(plan.case) !== plan.case) return null;
  const beside = join(folder, "..", plan.case);
  if (!(await isFile(join(beside, "dossier.yaml")))) return null;
  const sources = await readDossierFiles(beside);
  return sources.ok ? indicatorsOf(sources.value) : null;
}

function withException(trip: Trip, exception: string | null): Trip {
  return exception === null || !trip.claim ? trip : { ...trip, claim: { ...trip.claim, exception } };
}

async function readPlan(path: string): Promise<Result<TripPlan>> {
  if (!(await isFile(path))) return failure(fault("file-missing", { found: path }, { file: path }));
  const { source, faults } = await readYamlFile(path);
  if (!source) return failure(...faults);
  const plan = readTripPlan(source);
  return faults.length > 0 ? failure(...faults, ...(plan.ok ? [] : plan.faults)) : plan;
}

async function readYearOutcomes(
  folder: string,
  booked: ReadonlyMap<string, PlannedAndMade>,
  on: Day,
): Promise<Result<readonly AssessedOutcome[]>> {
  const path = join(folder, "outcomes.yaml");
  if (!(await isFile(path))) return success([]);
  const { source, faults } = await readYamlFile(path);
  if (!source) return failure(...faults);
  const read = readOutcomes(source);
  if (!read.ok || faults.length > 0) return failure(...faults, ...(read.ok ? [] : read.faults));
  const unknown = read.value.flatMap(({ trip }, index) =>
    trip !== null && !booked.has(trip)
      ? [fault("unknown-reference", { found: trip, expected: [...booked.keys()].join(", ") }, source.locate(["items", index, "trip"]))]
      : [],
  );
  if (unknown.length > 0) return failure(...unknown);
  return success(read.value.map((outcome) => assessOutcome(outcome, booked.get(outcome.trip ?? "")?.made.priced.trip ?? null, on)));
}

async function readYearQuotes(folder: string): Promise<Result<readonly ExchangeQuote[]>> {
  const path = join(folder, "exchange.csv");
  if (!(await isFile(path))) return success([]);
  const table = readCsv(path, await readFile(path));
  return table.ok ? readQuotes(table.value) : table;
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}
