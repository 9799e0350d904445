// What was spent as a priced trip: the lines of the trip as it was made, each at the rate that the papers come to. Beside the
// budget it shows where a difference comes from.
import { add, divide, isZero, multiply, type Ratio, ratio, sumMoney, ZERO } from "../../kernel/index.ts";
import type { BookedTrip } from "../price/book-trip.ts";
import type { PricedTrip } from "../price/price-trip.ts";
import { type PricedLine, type Pricing, priceLine } from "../price/priced-line.ts";
import type { Claim } from "../trip.ts";

/** Null where the papers cannot be put in 元. */
export function spentTrip({ priced }: BookedTrip): PricedTrip | null {
  const { trip, pricing } = priced;
  const claimed = (trip.claim?.lines ?? []).filter((line) => !line.borneByHost);
  const groups = new Map<string, Claim["lines"]>();
  for (const line of claimed) {
    const key = `${line.kind}|${line.leg ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const lines = [...groups.values()].flatMap((group) => spentLines(group, priced, pricing));
  const amounts = lines.map(({ answer }) => (answer.kind === "decided" ? answer.amount : null));
  if (amounts.some((amount) => amount === null)) return null;
  const total = sumMoney(amounts.flatMap((amount) => (amount === null ? [] : [amount])));
  return { ...priced, lines, total, decided: total, allowed: { min: total, max: total } };
}

function spentLines(group: Claim["lines"], priced: PricedTrip, pricing: Pricing): readonly PricedLine[] {
  const [first] = group;
  if (!first) return [];
  const entitled = priced.lines.filter((line) => line.kind === first.kind && line.leg === first.leg && line.foreign !== null);
  const [model] = entitled;
  if (!model || model.unit === "item") return group.map((line) => fareOf(line, model, pricing));
  const spent = group.reduce<Ratio | null>((all, line) => {
    const amount = inCurrency(line, model.currency, pricing);
    return all === null || amount === null ? null : add(all, amount);
  }, ZERO);
  if (spent === null) return group.map((line) => fareOf(line, model, pricing));
  const whole = entitled.reduce<Ratio>((all, line) => add(all, line.foreign ?? ZERO), ZERO);
  // Where the standard gives nothing, all that was spent stands on the first line.
  if (isZero(whole)) {
    const quantity = ratio(model.units * model.people || 1);
    return [priceLine({ ...model, share: ratio(1), rate: divide(spent, quantity) }, pricing)];
  }
  const share = divide(spent, whole);
  return entitled.map((line) => priceLine({ ...line, rate: multiply(line.rate ?? ZERO, share) }, pricing));
}

function fareOf(line: Claim["lines"][number], model: PricedLine | undefined, pricing: Pricing): PricedLine {
  const facts = { kind: line.kind, nature: "actual", leg: line.leg, place: null, title: model?.title ?? null, rank: null } as const;
  const figure = { people: 1, units: 1, unit: "item", currency: line.currency, rate: line.amount, share: ratio(1), notes: [] } as const;
  return priceLine({ ...facts, ...figure, basis: model?.basis ?? [] }, pricing);
}

function inCurrency(line: Claim["lines"][number], currency: string, { exchange }: Pricing): Ratio | null {
  if (line.currency === currency) return line.amount;
  const rate = (code: string) => (code === "CNY" ? ratio(1) : (exchange.get(code)?.rate ?? null));
  const [from, to] = [rate(line.currency), rate(currency)];
  return from && to ? divide(multiply(line.amount, from), to) : null;
}
