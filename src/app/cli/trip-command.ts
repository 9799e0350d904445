// hengxiao trip price FILE…: what trips may cost, line by line, on their own day or on others, and against a budget.
import { type Day, type Fault, failure, fault, type Result, readDay, success } from "../../kernel/index.ts";
import { tripJson } from "../trip-json.ts";
import { priceTripFiles } from "../usecases/trips/price-trip-files.ts";
import { writeTripPapers } from "../usecases/trips/write-trip-papers.ts";
import { EXIT, type ExitCode, failuresJson, printFaults, type Terminal } from "./terminal.ts";
import { tripLines } from "./trip-report.ts";

export type TripOptions = {
  readonly json?: boolean;
  readonly departs?: string;
  readonly against?: string;
  readonly rates?: string;
  readonly out?: string;
};

export async function runTripPrice(paths: readonly string[], options: TripOptions, terminal: Terminal): Promise<ExitCode> {
  const departs = readDays(options.departs);
  if (!departs.ok) {
    printFaults(departs.faults, terminal);
    return EXIT.usage;
  }
  const { dataFolder } = terminal.config;
  const priced = await priceTripFiles({
    paths,
    dataFolder,
    departs: departs.value,
    against: options.against ?? null,
    rates: options.rates ?? null,
  });
  if (!priced.ok) {
    if (options.json) terminal.out(JSON.stringify({ failures: failuresJson(priced.faults, terminal.language) }, null, 2));
    printFaults(priced.faults, terminal);
    return EXIT.unreadable;
  }
  if (options.json) {
    const trips = priced.value.map((one) => tripJson(one, terminal.language));
    terminal.out(JSON.stringify(trips.length === 1 ? trips[0] : { trips }, null, 2));
  } else for (const one of priced.value) for (const line of tripLines(one, options.against !== undefined, terminal)) terminal.out(line);
  if (options.out === undefined) return EXIT.done;
  if (departs.value.length > 1) {
    printFaults([fault("out-of-range", { found: options.departs ?? "", expected: "1" }, { file: "--departs" })], terminal);
    return EXIT.usage;
  }
  const written = await writeTripPapers(options.out, priced.value, null);
  if (!options.json) for (const path of written) terminal.out(path);
  return EXIT.done;
}

function readDays(text: string | undefined): Result<readonly Day[]> {
  const words = (text ?? "")
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  const faults: Fault[] = [];
  const days = words.flatMap((word) => {
    const day = readDay(word);
    if (day === null) faults.push(fault("not-a-day", { found: word, expected: "2018-01-01" }, { file: "--departs" }));
    return day === null ? [] : [day];
  });
  return faults.length > 0 ? failure(...faults) : success(days);
}
