// A year of delegations put together: every trip examined alone and with the others, what is chased, who was where, what it all cost.
import { type Day, NO_MONEY } from "../../../kernel/index.ts";
import {
  type AssessedOutcome,
  type Chase,
  chasesOn,
  checkOverdue,
  type ExchangeQuote,
  examineTrip,
  examineTrips,
  type PlanBoard,
  type PlannedAndMade,
  settleTrip,
  spentTrip,
  splitDifference,
  type TravelRecord,
  travelRecords,
  type UnitCosts,
  unitCosts,
} from "../../../trips/index.ts";
import type { TripCase } from "./price-trip-files.ts";

export type TripYear = {
  readonly board: PlanBoard;
  readonly cases: ReadonlyMap<string, TripCase>;
  readonly outcomes: readonly AssessedOutcome[];
  readonly chases: ReadonlyMap<string, readonly Chase[]>;
  readonly records: readonly TravelRecord[];
  readonly costs: UnitCosts;
  readonly costsById: ReadonlyMap<string, UnitCosts>;
};

type YearFacts = {
  readonly quotes: readonly ExchangeQuote[];
  /** The day on which reports and passports are looked at. */
  readonly on: Day;
  /** Where each trip was read from, by its id in the plan. */
  readonly paths: ReadonlyMap<string, string>;
};

/** Everything that a year shows, from its board, its trips by id in the plan, and its outcomes. */
export function assembleYear(
  board: PlanBoard,
  booked: ReadonlyMap<string, PlannedAndMade>,
  outcomes: readonly AssessedOutcome[],
  { quotes, on, paths }: YearFacts,
): TripYear {
  const list = [...booked];
  const together = examineTrips(
    list.map(([, both]) => both.planned),
    board.plan.history,
  );
  const cases = list.map(([id, both], index): readonly [string, TripCase] => {
    const { trip } = both.planned.priced;
    const spent = trip.claim ? spentTrip(both.made) : null;
    return [
      id,
      {
        path: paths.get(id) ?? id,
        both,
        breaches: [...examineTrip(both, quotes), ...checkOverdue(both.made, on), ...(together[index] ?? [])],
        settlement: trip.claim ? settleTrip(both) : null,
        difference: spent && splitDifference(both.planned.priced, spent),
      },
    ];
  });
  const facts = board.rows.flatMap((row) => {
    if (row.spent === null || row.people === null || row.days === null) return [];
    const own = outcomes.filter(({ outcome }) => outcome.trip === row.item.id && outcome.example === null);
    const agreements = own.length === 0 ? null : own.filter((one) => one.counts && one.stage !== "intention").length;
    return [[row.item.id, { spent: row.spent ?? NO_MONEY, people: row.people, days: row.days, agreements }] as const];
  });
  return {
    board,
    cases: new Map(cases),
    outcomes,
    chases: new Map(list.map(([id, both]) => [id, chasesOn(both, on)])),
    records: travelRecords(board.plan, booked.values(), on),
    costs: unitCosts(facts.map(([, one]) => one)),
    costsById: new Map(facts.map(([id, one]) => [id, unitCosts([one])])),
  };
}
