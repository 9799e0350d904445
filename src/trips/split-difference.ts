// Where the difference between a budget and what was spent comes from: sequential substitution (连环替代法) of people, days,
// standards, fares and exchange rates, in this order. The effects add up to the difference exactly, to the 分.
import { type Money, multiply, NO_MONEY, ONE, printExact, type Ratio, ratio, subtractMoney, sumMoney, ZERO } from "../kernel/index.ts";
import type { PricedTrip } from "./price/price-trip.ts";
import { type PricedLine, type Pricing, toMoney } from "./price/priced-line.ts";

/** In the order in which they are substituted. */
const FACTORS = ["people", "days", "standards", "fares", "exchange"] as const;
export type Factor = (typeof FACTORS)[number];

/** One substitution: what the trip comes to before it and after it. */
export type FactorEffect = { readonly factor: Factor; readonly before: Money; readonly after: Money; readonly effect: Money };

export type CostDifference = {
  readonly budget: Money;
  readonly actual: Money;
  readonly difference: Money;
  /** Each begins where the one before ended. */
  readonly effects: readonly FactorEffect[];
};

/** Null where either has no total: what is not known cannot be split. */
export function splitDifference(budget: PricedTrip, actual: PricedTrip): CostDifference | null {
  if (budget.total === null || actual.total === null) return null;
  const pairs = pairItems(itemsOf(budget), itemsOf(actual));
  const totalWith = (replaced: readonly Factor[]) => {
    const { rounding } = replaced.includes("standards") ? actual.pricing : budget.pricing;
    return sumMoney(pairs.map(([before, after]) => priceItem(mix(before, after, replaced), rounding)));
  };
  const effects = FACTORS.map((factor, index): FactorEffect => {
    const [before, after] = [totalWith(FACTORS.slice(0, index)), totalWith(FACTORS.slice(0, index + 1))];
    return { factor, before, after, effect: subtractMoney(after, before) };
  });
  return { budget: budget.total, actual: actual.total, difference: subtractMoney(actual.total, budget.total), effects };
}

/** What a line multiplies. A fare has its amount as its rate; what one side lacks has no days, or no amount, there. */
type Item = {
  readonly isFare: boolean;
  readonly people: Ratio;
  readonly units: Ratio;
  readonly rate: Ratio;
  readonly exchange: Ratio;
};

function itemsOf({
  lines,
  pricing,
}: PricedTrip): ReadonlyMap<string, { readonly item: Item; readonly currency: string; readonly pricing: Pricing }> {
  const seen = new Map<string, number>();
  return new Map(
    lines.map((line) => {
      const key = keyOf(line);
      const times = seen.get(key) ?? 0;
      seen.set(key, times + 1);
      const item: Item = {
        isFare: line.unit === "item",
        people: ratio(line.people),
        units: ratio(line.units),
        rate: multiply(line.rate ?? ZERO, line.share),
        exchange: line.exchange?.rate ?? ONE,
      };
      return [`${key} ${times}`, { item, currency: line.currency, pricing }];
    }),
  );
}

// Days at another share (driven, hosted) are other days of the same place.
function keyOf(line: PricedLine): string {
  const part = line.unit === "item" ? (line.title ?? "") : printExact(line.share);
  return [line.kind, line.place ?? "", line.rank ?? "", part, line.currency].join("|");
}

type Items = ReturnType<typeof itemsOf>;

function pairItems(budget: Items, actual: Items): readonly (readonly [Item, Item])[] {
  const rateIn = (items: Items, currency: string) => [...items.values()][0]?.pricing.exchange.get(currency)?.rate ?? null;
  const absent = (other: { readonly item: Item; readonly currency: string }, items: Items): Item => ({
    ...other.item,
    ...(other.item.isFare ? { rate: ZERO } : { units: ZERO }),
    exchange: other.currency === "CNY" ? ONE : (rateIn(items, other.currency) ?? other.item.exchange),
  });
  return [...new Set([...budget.keys(), ...actual.keys()])].flatMap((key) => {
    const [before, after] = [budget.get(key), actual.get(key)];
    if (before && after) return [[before.item, after.item] as const];
    if (before) return [[before.item, absent(before, actual)] as const];
    return after ? [[absent(after, budget), after.item] as const] : [];
  });
}

function mix(before: Item, after: Item, replaced: readonly Factor[]): Item {
  const from = (factor: Factor) => (replaced.includes(factor) ? after : before);
  return {
    isFare: before.isFare,
    people: from("people").people,
    units: from("days").units,
    rate: from(before.isFare ? "fares" : "standards").rate,
    exchange: from("exchange").exchange,
  };
}

function priceItem({ people, units, rate, exchange }: Item, rounding: Pricing["rounding"]): Money {
  if (units.n === 0n || rate.n === 0n) return NO_MONEY;
  return toMoney([units, people, exchange].reduce(multiply, rate), rounding);
}
