// A claim's lines against what the standards give for the trip (T06–T09, T15, T16, T18).
import { add, compare, type Money, NO_MONEY, type Ratio, subtract, sumMoney, ZERO } from "../../kernel/index.ts";
import type { PricedLine } from "../price/priced-line.ts";
import { standardsPlace } from "../price/standards-place.ts";
import { findRate } from "../standards/find-rate.ts";
import { type Claim, type Leg, legName } from "../trip.ts";
import { type Breach, breach, type Examined, inYuan, printAmount, printYuan } from "./breach.ts";

type ClaimLine = Claim["lines"][number];
const ALLOWANCES = ["lodging", "meal", "misc", "domestic-lodging", "domestic-meal", "domestic-transport"] as const;
type Allowance = (typeof ALLOWANCES)[number];
const isLodging = (kind: Allowance) => kind === "lodging" || kind === "domestic-lodging";

/** Lodging, meals and miscellaneous of each leg. */
export function checkAllowances(examined: Examined): Breach[] {
  return examined.made.priced.trip.legs.flatMap((leg) => ALLOWANCES.flatMap((kind) => checkAllowance(examined, leg, kind)));
}

function checkAllowance({ made: { priced, book } }: Examined, leg: Leg, kind: Allowance): Breach[] {
  const { trip } = priced;
  const name = legName(leg);
  const claimed = (trip.claim?.lines ?? []).filter((line) => line.kind === kind && line.leg === name && !line.borneByHost);
  const entitled = priced.lines.filter((line) => line.kind === kind && line.leg === name);
  const compared = claimed.length === 0 ? null : compareAmounts(claimed, entitled, priced.pricing);
  if (!compared || compared.side === 0) return [];
  const index = trip.claim?.lines.findIndex((line) => line.kind === kind && line.leg === name) ?? 0;
  const facts = { path: `claim.lines.${index}`, about: name, found: compared.found, expected: compared.expected };
  const host = leg.host;
  if (compared.side < 0)
    return isLodging(kind) ? [] : [breach(book, "allowance-off-standard", { ...facts, reason: "allowance-under", severity: "hint" })];
  if (isLodging(kind)) return [breach(book, "lodging-over-standard", { ...facts, reason: "lodging-over", severity: "error" })];
  const isHosted = kind === "meal" ? isGiven(host?.meals) : isGiven(host?.misc);
  if (isHosted) return [breach(book, "allowance-though-hosted", { ...facts, reason: "hosted", severity: "error" })];
  const isDriven =
    kind === "misc" && (isGiven(host?.transport) || (leg.car !== undefined && leg.car.days > 0 && leg.car.approved !== false));
  if (isDriven) return [breach(book, "allowance-full-though-driven", { ...facts, reason: "driven", severity: "warning" })];
  return [breach(book, "allowance-off-standard", { ...facts, reason: "allowance-over", severity: "error" })];
}

type Compared = { readonly side: number; readonly found: string; readonly expected: string };

// In the standard's own currency where the claim is in it, exactly; else in 元, by the sum of lines or the line of the sum.
function compareAmounts(
  claimed: readonly ClaimLine[],
  entitled: readonly PricedLine[],
  pricing: Examined["priced"]["pricing"],
): Compared | null {
  const currencies = new Set([...claimed, ...entitled.filter((line) => line.foreign?.n !== 0n)].map((line) => line.currency));
  if (entitled.some((line) => line.foreign === null)) return null;
  const [currency = "CNY"] = currencies;
  if (currencies.size === 1) {
    const found = claimed.reduce<Ratio>((sum, line) => add(sum, line.amount), ZERO);
    const expected = entitled.reduce<Ratio>((sum, line) => add(sum, line.foreign ?? ZERO), ZERO);
    return { side: compare(found, expected), found: printAmount(found, currency), expected: printAmount(expected, currency) };
  }
  const found = moneyOf(claimed.map((line) => inYuan(line.amount, line.currency, pricing)));
  const expected = moneyOf(entitled.map(mostOf));
  if (found === null || expected === null) return null;
  const whole = entitled.reduce<Ratio>((sum, line) => add(sum, line.foreign ?? ZERO), ZERO);
  const first = entitled[0];
  const ofSum = first && entitled.every((line) => line.currency === first.currency) ? inYuan(whole, first.currency, pricing) : null;
  const side = found === expected || found === ofSum ? 0 : found > expected ? 1 : -1;
  return { side, found: printYuan(found), expected: printYuan(expected) };
}

function mostOf({ answer }: PricedLine): Money | null {
  return answer.kind === "decided" ? answer.amount : answer.kind === "bounded" ? answer.max : null;
}

function moneyOf(amounts: readonly (Money | null)[]): Money | null {
  return amounts.some((amount) => amount === null) ? null : sumMoney(amounts.map((amount) => amount ?? NO_MONEY));
}

function isGiven(days: number | "all" | undefined): boolean {
  return days === "all" || (days ?? 0) > 0;
}

/** The whole claim against the approved budget, where no exception was recorded. */
export function checkBudget({ trip, book, made: { priced } }: Examined): Breach[] {
  const { approval, claim } = trip;
  if (!claim || claim.exception !== null || !approval?.budget) return [];
  const spent = moneyOf(claim.lines.filter((line) => !line.borneByHost).map((line) => inYuan(line.amount, line.currency, priced.pricing)));
  const budget = inYuan(approval.budget, "CNY", priced.pricing) ?? NO_MONEY;
  if (spent === null || spent <= budget) return [];
  const over = printAmount(subtract({ n: spent, d: 100n }, { n: budget, d: 100n }), "CNY");
  const facts = { path: "claim", about: over, found: printYuan(spent), expected: `≤ ${printYuan(budget)}` };
  return [breach(book, "trip-over-budget", { ...facts, reason: "over-budget", severity: "warning" })];
}

/** Rates of another version than the day's: said by the claim, or seen in its lodging. */
export function checkVersion({ made: { priced, book } }: Examined): Breach[] {
  const { trip } = priced;
  const { claim } = trip;
  if (!claim) return [];
  const tables = book.layers.filter((layer) => layer.rates !== null);
  const named = claim.standards;
  const isUsed =
    named === null ||
    tables.some(({ instrument }) => (instrument.id === named || instrument.number === named) && priced.standards.includes(instrument));
  if (!isUsed && named !== null) {
    const expected = tables[0]?.instrument.number ?? "";
    return [
      breach(book, "standard-version-wrong", {
        reason: "version-named",
        severity: "warning",
        path: "claim.standards",
        found: named,
        expected,
      }),
    ];
  }
  return trip.legs.flatMap((leg) => {
    const place = standardsPlace(leg, book);
    const name = legName(leg);
    const line = priced.lines.find((one) => one.leg === name && one.kind === "lodging" && one.nature === "ceiling" && one.share.n !== 0n);
    const index = claim.lines.findIndex((one) => one.kind === "lodging" && one.leg === name);
    const claimed = claim.lines[index];
    if (!place || !line?.rate || !claimed || claimed.currency !== line.currency) return [];
    for (const older of tables.slice(1)) {
      const found = findRate({ ...book, layers: [older] }, place.country, place.city);
      if (!found || found.row.currency !== line.currency || compare(found.row.lodging, line.rate) === 0) continue;
      const by = { n: found.row.lodging.n * BigInt(line.units * line.people), d: found.row.lodging.d };
      if (compare(by, claimed.amount) !== 0) continue;
      const facts = { path: `claim.lines.${index}`, about: older.instrument.number, found: printAmount(found.row.lodging, line.currency) };
      return [
        breach(book, "standard-version-wrong", {
          ...facts,
          expected: printAmount(line.rate, line.currency),
          reason: "version-by-figure",
          severity: "warning",
        }),
      ];
    }
    return [];
  });
}

/** What the host bears, claimed all the same. */
export function checkHostCosts({ trip, book }: Examined): Breach[] {
  const borne = new Set(trip.costs.filter((cost) => cost.borneByHost).map((cost) => cost.kind));
  for (const cost of trip.costs) if (!cost.borneByHost) borne.delete(cost.kind);
  return (trip.claim?.lines ?? []).flatMap((line, index) => {
    const isBorne = line.borneByHost === true || (line.borneByHost === null && [...borne].some((kind) => kind === line.kind));
    if (!isBorne || line.amount.n === 0n) return [];
    const facts = { path: `claim.lines.${index}`, about: line.kind, found: printAmount(line.amount, line.currency), expected: "0" };
    return [breach(book, "host-cost-double-counted", { ...facts, reason: "host-cost", severity: "error" })];
  });
}
