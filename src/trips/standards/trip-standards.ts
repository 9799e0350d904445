// One instrument on trips as it was read from its folder: rules, rates and limits, not yet laid over others.
import type { z } from "zod";
import { type Fault, failure, fault, type Result, readSource, type SourceFile, success } from "../../kernel/index.ts";
import { type Clauses, clausesSchema, type Instrument, instrumentSchema } from "../../rules/index.ts";
import { lodgingLimitsSchema, ratesSchema, tripRulesSchema } from "./standards-schema.ts";

/** The parsed files of a folder; instrument.yaml and trips.yaml must be there. */
export type TripStandardsSources = {
  readonly instrument: SourceFile;
  readonly trips: SourceFile;
  readonly rates?: SourceFile;
  readonly domestic?: SourceFile;
  readonly clauses?: SourceFile;
};

export type TripRules = z.output<typeof tripRulesSchema>;
export type RateTable = z.output<typeof ratesSchema>["rates"];
export type RateRow = RateTable["rows"][number];
export type LodgingLimits = z.output<typeof lodgingLimitsSchema>["lodgingLimits"];
export type LodgingLimitRow = LodgingLimits["rows"][number];

export type TripStandards = {
  readonly instrument: Instrument;
  readonly rules: TripRules;
  readonly rates: RateTable | null;
  readonly lodgingLimits: LodgingLimits | null;
  readonly clauses: Clauses["clauses"];
};

/** Whatever counts elsewhere. */
export const OTHER_CITIES = "其他城市";
export const OTHER_PLACES = "其他地区";

/** Reads one instrument; all faults of all its files at once: uncited values, a city with two rates, a season without days. */
export function readTripStandards(sources: TripStandardsSources): Result<TripStandards> {
  const instrument = readSource(instrumentSchema, sources.instrument);
  const rules = readSource(tripRulesSchema, sources.trips);
  const rates = sources.rates ? readSource(ratesSchema, sources.rates) : success(null);
  const limits = sources.domestic ? readSource(lodgingLimitsSchema, sources.domestic) : success(null);
  const clauses = sources.clauses ? readSource(clausesSchema, sources.clauses) : success(null);
  const faults = [instrument, rules, rates, limits, clauses].flatMap((read) => (read.ok ? [] : read.faults));
  if (rates.ok && rates.value && sources.rates) faults.push(...repeatedRates(rates.value.rates.rows, sources.rates));
  if (limits.ok && limits.value && sources.domestic) faults.push(...brokenLimits(limits.value.lodgingLimits.rows, sources.domestic));
  if (rules.ok && rules.value.begins === undefined)
    faults.push(fault("pack-rule-missing", { found: "begins" }, sources.trips.locate(["begins"])));
  if (!instrument.ok || !rules.ok || !rates.ok || !limits.ok || !clauses.ok || faults.length > 0) return failure(...faults);
  return success({
    instrument: instrument.value,
    rules: rules.value,
    rates: rates.value?.rates ?? null,
    lodgingLimits: limits.value?.lodgingLimits ?? null,
    clauses: clauses.value?.clauses ?? [],
  });
}

// Two rates for one place would leave the choice to the order of the rows.
function repeatedRates(rows: readonly RateRow[], file: SourceFile): Fault[] {
  const seen = new Set<string>();
  return rows.flatMap((row, index) =>
    (row.cities.length === 0 ? [""] : row.cities).flatMap((city) => {
      const key = `${row.country} ${city}`.trim();
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      return [fault("duplicate-id", { found: key, expected: "rates.rows" }, file.locate(["rates", "rows", index]))];
    }),
  );
}

function brokenLimits(rows: readonly LodgingLimitRow[], file: SourceFile): Fault[] {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const place = file.locate(["lodgingLimits", "rows", index]);
    const faults: Fault[] = [];
    if ((row.season === undefined) !== (row.periods === undefined))
      faults.push(fault("missing-key", { found: row.season === undefined ? "season" : "periods" }, place));
    for (const city of row.cities) {
      const key = `${row.region} ${city} ${row.season ?? ""}`.trim();
      if (seen.has(key)) faults.push(fault("duplicate-id", { found: key, expected: "lodgingLimits.rows" }, place));
      seen.add(key);
    }
    return faults;
  });
}
