// A year of delegations put together: every trip examined alone and with the others, what is chased, who was where, what it all cost.
import { type Day, NO_MONEY } from "../../../kernel/index.ts";
import {
  type AssessedOutcome,
  type Breach,
  type Chase,
  chasesOn,
  checkExpired,
  checkOverdue,
  type ExchangeQuote,
  examineTrip,
  examineTrips,
  exceptedPapers,
  exceptionChases,
  exceptionOn,
  isClosedOn,
  type PaperKind,
  type PlanBoard,
  type PlannedAndMade,
  papersOf,
  settleTrip,
  spentTrip,
  splitDifference,
  type TravelRecord,
  type TripException,
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
  /** What was allowed to come later, by the trip's id in the plan; none where files are read. */
  readonly exceptions?: ReadonlyMap<string, readonly TripException[]>;
};

/** Everything that a year shows, from its board, its trips by id in the plan, and its outcomes. */
export function assembleYear(
  board: PlanBoard,
  booked: ReadonlyMap<string, PlannedAndMade>,
  outcomes: readonly AssessedOutcome[],
  { quotes, on, paths, exceptions = new Map() }: YearFacts,
): TripYear {
  // Of a closed year what was wrong is still told, and nobody is chased.
  const isClosed = isClosedOn(board.plan, on);
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
        breaches: [
          ...withoutExcepted(examineTrip(both, quotes), exceptedPapers(exceptions.get(id) ?? [], on)),
          ...(isClosed ? [] : [...checkExpired(both.planned, exceptions.get(id) ?? [], on), ...checkOverdue(both.made, on)]),
          ...(together[index] ?? []),
        ],
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
    chases: new Map(
      list.map(([id, both]) => {
        const papers = papersOf(both.planned.priced.trip);
        const registered = (exceptions.get(id) ?? []).map((one) => exceptionOn(one, papers, on));
        return [id, isClosed ? [] : [...chasesOn(both, on), ...exceptionChases(registered, on)]];
      }),
    ),
    records: travelRecords(board.plan, booked.values(), on),
    costs: unitCosts(facts.map(([, one]) => one)),
    costsById: new Map(facts.map(([id, one]) => [id, unitCosts([one])])),
  };
}

// A paper that an exception lets come later is not missing while its time runs.
function withoutExcepted(breaches: readonly Breach[], excepted: ReadonlySet<PaperKind>): readonly Breach[] {
  return breaches.filter(({ reason, found }) => reason !== "step-without-papers" || !excepted.has(found as PaperKind));
}
