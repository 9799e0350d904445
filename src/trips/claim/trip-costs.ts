// What delegations cost: each, by the person and day, by the agreement that came of it. Amounts in 元, rounded half up to 分.
import { type Money, moneyOfFen, ratio, roundScaled, sumMoney } from "../../kernel/index.ts";

export type CostFacts = {
  readonly spent: Money;
  readonly people: number;
  readonly days: number;
  /** Agreements that the trip brought about; null where nothing is registered. */
  readonly agreements: number | null;
};

export type UnitCosts = {
  readonly delegations: number;
  readonly spent: Money;
  readonly personDays: number;
  readonly agreements: number | null;
  readonly perDelegation: Money | null;
  readonly perPersonDay: Money | null;
  readonly perAgreement: Money | null;
};

/** Null where there is nothing to share by. */
export function unitCosts(trips: readonly CostFacts[]): UnitCosts {
  const spent = sumMoney(trips.map((trip) => trip.spent));
  const personDays = trips.reduce((sum, trip) => sum + trip.people * trip.days, 0);
  const known = trips.flatMap((trip) => (trip.agreements === null ? [] : [trip.agreements]));
  const agreements = known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
  return {
    delegations: trips.length,
    spent,
    personDays,
    agreements,
    perDelegation: sharedBy(spent, trips.length),
    perPersonDay: sharedBy(spent, personDays),
    perAgreement: agreements === null ? null : sharedBy(spent, agreements),
  };
}

function sharedBy(amount: Money, count: number): Money | null {
  return count === 0 ? null : moneyOfFen(roundScaled(ratio(amount, BigInt(count)), { mode: "half-up", places: 0 }));
}
