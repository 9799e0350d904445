// hengxiao trip year FOLDER: the year's delegations against their limits, with claims, outcomes and costs.
import { type Fault, fault, readDay } from "../../kernel/index.ts";
import { tripYearJson } from "../trip-year-json.ts";
import { readTripYear } from "../usecases/trips/trip-year.ts";
import { writeTripPapers } from "../usecases/trips/write-trip-papers.ts";
import { EXIT, type ExitCode, failuresJson, printFaults, type Terminal } from "./terminal.ts";
import { tripYearLines } from "./trip-year-report.ts";

export type TripYearOptions = {
  readonly json?: boolean;
  readonly on?: string;
  readonly exception: readonly string[];
  readonly out?: string;
};

export async function runTripYear(folder: string, options: TripYearOptions, terminal: Terminal): Promise<ExitCode> {
  const on = readDay(options.on ?? new Date().toISOString().slice(0, 10));
  const exceptions = options.exception.map((text) => /^([^=]+)=(.+)$/.exec(text));
  const wrong: Fault[] = [
    ...(on === null ? [fault("not-a-day", { found: options.on ?? "", expected: "2019-12-31" }, { file: "--on" })] : []),
    ...options.exception.flatMap((text, index) =>
      exceptions[index] ? [] : [fault("wrong-shape", { found: text, expected: "2=<document>" }, { file: "--exception" })],
    ),
  ];
  if (on === null || wrong.length > 0) {
    printFaults(wrong, terminal);
    return EXIT.usage;
  }
  const allowed = new Map(exceptions.flatMap((match) => (match?.[1] && match[2] ? [[match[1], match[2]] as const] : [])));
  const year = await readTripYear({ folder, dataFolder: terminal.config.dataFolder, on, exceptions: allowed });
  if (!year.ok) {
    if (options.json) terminal.out(JSON.stringify({ failures: failuresJson(year.faults, terminal.language) }, null, 2));
    printFaults(year.faults, terminal);
    return EXIT.unreadable;
  }
  if (options.json) terminal.out(JSON.stringify(tripYearJson(year.value, terminal.language), null, 2));
  else for (const line of tripYearLines(year.value, terminal)) terminal.out(line);
  if (options.out === undefined) return EXIT.done;
  const written = await writeTripPapers(options.out, [...year.value.cases.values()], year.value.records);
  if (!options.json) for (const path of written) terminal.out(path);
  return EXIT.done;
}
