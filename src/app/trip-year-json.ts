// The public JSON of a year of delegations (`trip year --json`): amounts as plain decimal strings, unknown as null.
import { type Money, printExact, printScaled } from "../kernel/index.ts";
import { type AssessedOutcome, sumOutcomes, type UnitCosts } from "../trips/index.ts";
import type { Language } from "./messages/language.ts";
import { tripYearWording } from "./messages/trip-year.ts";
import { breachJson, tripJson } from "./trip-json.ts";
import type { TripYear } from "./usecases/trips/assemble-year.ts";

export function tripYearJson(year: TripYear, language: Language) {
  const { board, cases, outcomes, chases, records, costs, costsById } = year;
  const words = tripYearWording(language);
  const sum = sumOutcomes(outcomes);
  return {
    year: Number(board.plan.year),
    unit: board.plan.unit,
    example: board.plan.example,
    budget: printScaled(board.budget, 2),
    spent: printScaled(board.spent, 2),
    payable: printScaled(board.settled, 2),
    heldBack: printScaled(board.heldBack, 2),
    limits: board.uses.map(({ limit, most, planned, used, left, unknown }) => ({
      limit,
      most: most && printExact(most),
      planned: printExact(planned),
      used: printExact(used),
      left: left && printExact(left),
      unknown,
    })),
    delegations: board.rows.map((row) => {
      const one = cases.get(row.item.id);
      const own = costsById.get(row.item.id);
      return {
        id: row.item.id,
        title: row.item.title,
        division: row.item.division,
        outOfPlan: row.item.outOfPlan ?? false,
        state: row.state,
        stateName: words.states[row.state],
        departs: row.departs,
        returns: row.returns,
        days: row.days,
        people: row.people,
        countries: row.countries,
        budget: moneyText(row.budget),
        spent: moneyText(row.spent),
        payable: moneyText(row.settlement?.payable ?? null),
        heldBack: moneyText(row.settlement?.heldBack ?? null),
        costs: own ? costsJson(own) : null,
        chases: chases.get(row.item.id) ?? [],
        trip: one ? tripJson(one, language) : null,
      };
    }),
    findings: board.breaches.map((breach) => breachJson(breach, language)),
    records,
    outcomes: outcomes.map((one) => outcomeJson(one, language)),
    benefits: {
      outcomes: sum.outcomes,
      reached: sum.reached,
      realised: printScaled(sum.realised, 2),
      leftOut: sum.leftOut,
      otherFactors: sum.otherFactors,
    },
    costs: costsJson(costs),
    failures: [] as readonly unknown[],
  };
}

export function outcomeJson({ outcome, stage, firstOn, marks, followUps, counts, realised }: AssessedOutcome, language: Language) {
  const words = tripYearWording(language);
  return {
    id: outcome.id,
    trip: outcome.trip,
    title: outcome.title,
    example: outcome.example,
    indicator: outcome.indicator,
    stage,
    stageName: words.outcomeStages[stage],
    firstOn,
    realised: moneyText(realised),
    contribution: outcome.contribution ? words.contributions[outcome.contribution.grade] : null,
    baseline: outcome.baseline?.text ?? null,
    otherFactors: outcome.otherFactors ?? [],
    steps: outcome.steps.map((step) => ({
      stage: words.outcomeStages[step.stage],
      on: step.on,
      amount: step.amount && printExact(step.amount),
      currency: step.currency,
      source: step.source,
    })),
    marks: marks.map((mark) => ({ mark, text: words.marks[mark] })),
    followUps: followUps.map((one) => ({ ...one, found: outcome.followUps.find(({ month }) => month === one.month)?.found ?? null })),
    counted: counts && outcome.example === null,
  };
}

export function costsJson(costs: UnitCosts) {
  return {
    delegations: costs.delegations,
    spent: printScaled(costs.spent, 2),
    personDays: costs.personDays,
    agreements: costs.agreements,
    perDelegation: moneyText(costs.perDelegation),
    perPersonDay: moneyText(costs.perPersonDay),
    perAgreement: moneyText(costs.perAgreement),
  };
}

function moneyText(amount: Money | null): string | null {
  return amount === null ? null : printScaled(amount, 2);
}
