// 限量管理: the year's delegations against its limits of number, people, countries, days and money; what is in the plan and what
// is beside it; who went where in the two years before (516号 第五条).
import {
  add,
  compare,
  type Day,
  type Money,
  moneyAsRatio,
  moneyOfFen,
  ONE,
  printExact,
  type Ratio,
  ratio,
  roundScaled,
  subtract,
  sumMoney,
  ZERO,
} from "../../kernel/index.ts";
import type { Breach } from "../checks/breach.ts";
import { breach } from "../checks/breach.ts";
import { countriesOf } from "../checks/party-and-days.ts";
import { type Settlement, settleTrip } from "../claim/settle-trip.ts";
import type { PlannedAndMade } from "../price/book-trip.ts";
import type { StandardsBook } from "../standards/standards-book.ts";
import { peopleIn } from "../trip.ts";
import type { PlanItem, TripPlan } from "./trip-plan.ts";

export const LIMITS = ["delegations", "people", "countries", "days", "money"] as const;
export type Limit = (typeof LIMITS)[number];

export type DelegationState = "planned" | "applied" | "approved" | "returned" | "settled" | "stopped" | "cancelled";

export type BoardRow = {
  readonly item: PlanItem;
  readonly state: DelegationState;
  /** The trip's own figures where there is one, else the plan's. */
  readonly people: number | null;
  readonly days: number | null;
  readonly countries: readonly string[];
  readonly departs: Day | null;
  readonly returns: Day | null;
  readonly budget: Money | null;
  readonly spent: Money | null;
  readonly settlement: Settlement | null;
};

/** How much of a limit is planned, and how much is used by what was approved. Money in 元. */
export type LimitUse = {
  readonly limit: Limit;
  readonly most: Ratio | null;
  readonly planned: Ratio;
  readonly used: Ratio;
  readonly left: Ratio | null;
  /** Planned delegations whose figure is not known. */
  readonly unknown: number;
};

export type PlanBoard = {
  readonly plan: TripPlan;
  readonly rows: readonly BoardRow[];
  readonly uses: readonly LimitUse[];
  readonly budget: Money;
  readonly spent: Money;
  readonly settled: Money;
  readonly heldBack: Money;
  readonly breaches: readonly Breach[];
};

/** The board of a plan with the trips of its items, by item id; `book` is that of the plan's year. */
export function planBoard(plan: TripPlan, trips: ReadonlyMap<string, PlannedAndMade>, book: StandardsBook): PlanBoard {
  const rows = plan.items.map((item) => rowOf(item, trips.get(item.id) ?? null));
  const standing = rows.filter((row) => row.state !== "cancelled" && !rows.some((other) => other.item.replaces === row.item.id));
  const used = standing.filter((row) => row.state !== "planned" && row.state !== "applied");
  const uses = LIMITS.map((limit): LimitUse => {
    const most = limitOf(plan, limit);
    const planned = measure(standing, limit);
    const unknown = standing.filter((row) => figureOf(row, limit) === null).length;
    const spent = measure(used, limit);
    return { limit, most, planned, used: spent, left: most && subtract(most, spent), unknown };
  });
  const money = (of: (row: BoardRow) => Money | null) => sumMoney(rows.flatMap((row) => of(row) ?? []));
  return {
    plan,
    rows,
    uses,
    budget: money((row) => (row.state === "cancelled" ? null : row.budget)),
    spent: money((row) => row.spent),
    settled: money((row) => row.settlement?.payable ?? null),
    heldBack: money((row) => row.settlement?.heldBack ?? null),
    breaches: [...limitBreaches(uses, book), ...outOfPlanBreaches(plan, book)],
  };
}

function rowOf(item: PlanItem, both: PlannedAndMade | null): BoardRow {
  if (!both) {
    const state = item.cancelled ? "cancelled" : "planned";
    const open = { departs: null, returns: null, spent: null, settlement: null };
    return { item, state, people: item.people, days: item.days, countries: item.countries ?? [], budget: item.budget, ...open };
  }
  const { trip } = both.made.priced;
  const settlement = settleTrip(both);
  const approved = trip.approval?.budget ?? null;
  return {
    item,
    state: item.cancelled ? "cancelled" : stateOf(trip, settlement),
    people: trip.claim?.people ?? peopleIn(trip.members),
    days: both.made.priced.days,
    countries: countriesOf(trip),
    departs: trip.departs,
    returns: trip.returns,
    budget: approved === null ? item.budget : moneyOfFen(roundScaled(approved, { mode: "half-up", places: 2 })),
    spent: trip.claim ? settlement.compared.papers : null,
    settlement: trip.claim ? settlement : null,
  };
}

function stateOf(trip: PlannedAndMade["made"]["priced"]["trip"], settlement: Settlement): DelegationState {
  if (trip.claim) {
    if (settlement.status === "stopped-at-budget") return "stopped";
    return settlement.status === "payable" && trip.claim.settledOn !== null ? "settled" : "returned";
  }
  const { approval } = trip;
  return approval?.foreignAffairs && approval.finance && approval.meeting ? "approved" : approval ? "applied" : "planned";
}

function limitOf({ limits }: TripPlan, limit: Limit): Ratio | null {
  if (limit === "money") return limits.money === null ? null : moneyAsRatio(limits.money, "元");
  const most = limits[limit];
  return most === null ? null : ratio(most);
}

function measure(rows: readonly BoardRow[], limit: Limit): Ratio {
  return rows.reduce((all, row) => add(all, figureOf(row, limit) ?? ZERO), ZERO);
}

function figureOf(row: BoardRow, limit: Limit): Ratio | null {
  switch (limit) {
    case "delegations":
      return ONE;
    case "people":
      return row.people === null ? null : ratio(row.people);
    case "countries":
      return ratio(row.countries.length);
    case "days":
      return row.days === null ? null : ratio(row.days);
    case "money":
      return row.budget === null ? null : moneyAsRatio(row.budget, "元");
  }
}

function limitBreaches(uses: readonly LimitUse[], book: StandardsBook): Breach[] {
  return uses.flatMap(({ limit, most, planned, used }) => {
    const more = compare(planned, used) > 0 ? planned : used;
    if (most === null || compare(more, most) <= 0) return [];
    const facts = { path: `limits.${limit}`, about: limit, found: printExact(more), expected: `≤ ${printExact(most)}` };
    return [breach(book, "plan-limit-exceeded", { ...facts, reason: "over-limit", severity: "error" })];
  });
}

// Beside the plan only within its total: with a reason, and for a delegation that stays at home.
function outOfPlanBreaches(plan: TripPlan, book: StandardsBook): Breach[] {
  return plan.items.flatMap((item, index) =>
    item.outOfPlan && !item.cancelled && (item.reason === null || item.replaces === null)
      ? [
          breach(book, "trip-not-in-plan", {
            reason: "out-of-plan-unexplained",
            severity: "warning",
            path: `items.${index}`,
            about: item.title,
          }),
        ]
      : [],
  );
}

export type TravelRecord = {
  readonly person: string;
  readonly departs: Day;
  readonly title: string;
  readonly countries: readonly string[];
};

/** Who went where in the two years before a day, the latest first; from the year's trips and from what the plan knows of before. */
export function travelRecords(plan: TripPlan, trips: Iterable<PlannedAndMade>, day: Day): readonly TravelRecord[] {
  const since = `${Number(day.slice(0, 4)) - 2}${day.slice(4)}`;
  const own = [...trips].flatMap(({ made }) =>
    made.priced.trip.members.flatMap((member) =>
      member.person === null
        ? []
        : [
            {
              person: member.person,
              departs: made.priced.trip.departs,
              title: made.priced.trip.title,
              countries: countriesOf(made.priced.trip),
            },
          ],
    ),
  );
  const before = plan.history.map(({ countries, ...record }) => ({ ...record, countries: countries ?? [] }));
  return [...own, ...before]
    .filter((record) => record.departs >= since && record.departs <= day)
    .toSorted((a, b) => (a.departs < b.departs ? 1 : a.departs > b.departs ? -1 : a.person < b.person ? -1 : 1));
}
