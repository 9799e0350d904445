// Reads a trip from its parsed file, checked for what no standard could make sense of. All faults at once; what is merely
// wrong in the matter is left to the checks.
import type { z } from "zod";
import { addDays, type Day, daysBetween, type Fault, failure, fault, type Result, readSource, type SourceFile } from "../kernel/index.ts";
import { tripSchema } from "./trip-schema.ts";
import { ALLOWANCE_KINDS, HOME, type LineKind } from "./vocabulary.ts";

export type Trip = z.output<typeof tripSchema>;
export type Member = Trip["members"][number];
export type Leg = Trip["legs"][number];
export type Cost = Trip["costs"][number];
export type Claim = NonNullable<Trip["claim"]>;

/** The trip, or every fault with its place. */
export function readTrip(source: SourceFile): Result<Trip> {
  const read = readSource(tripSchema, source);
  if (!read.ok) return read;
  const faults = [...brokenReferences(read.value, source), ...impossibleDays(read.value, source)];
  return faults.length > 0 ? failure(...faults) : read;
}

/** The trip as it was made: the stamps' days, who went and where they stayed; the plan's where the claim says nothing. */
export function tripAsMade(trip: Trip): Trip {
  const { claim } = trip;
  if (!claim) return trip;
  return {
    ...trip,
    departs: claim.departs ?? trip.departs,
    returns: claim.returns ?? trip.returns,
    members: claim.members ?? trip.members,
    legs: claim.legs ?? trip.legs,
    exchange: { ...trip.exchange, ...claim.exchange },
  };
}

/** The whole itinerary moved to another day of leaving. What was claimed belongs to its own days and stays behind. */
export function leavingOn({ claim: _, ...trip }: Trip, day: Day): Trip {
  const shift = daysBetween(trip.departs, day);
  return {
    ...trip,
    departs: day,
    returns: addDays(trip.returns, shift),
    legs: trip.legs.map((leg) => ({ ...leg, from: leg.from === null ? null : addDays(leg.from, shift) })),
  };
}

/** How a leg is called: its id, or its place. */
export function legName(leg: Leg): string {
  return leg.id ?? placeOf(leg);
}

/** "日本 滨松". */
export function placeOf(leg: Leg): string {
  return [leg.country === HOME ? null : leg.country, leg.region, leg.city].filter((part) => part !== null).join(" ") || leg.country;
}

/** Calendar days abroad, the days of leaving and returning included. */
export function daysAbroad({ departs, returns }: Pick<Trip, "departs" | "returns">): number {
  return daysBetween(departs, returns) + 1;
}

/** The members that a part of the trip names; all where it names none. */
export function membersOf(trip: Trip, ids: readonly string[] | undefined): readonly Member[] {
  return ids ? trip.members.filter((member) => ids.includes(member.id)) : trip.members;
}

export function peopleIn(members: readonly Member[]): number {
  return members.reduce((sum, member) => sum + member.people, 0);
}

/** Whether a line of this kind belongs to a leg. */
export function isOfLeg(kind: LineKind): boolean {
  return kind !== "train-allowance" && ALLOWANCE_KINDS.some((one) => one === kind);
}

function brokenReferences(trip: Trip, source: SourceFile): Fault[] {
  const faults: Fault[] = [];
  const ids = trip.members.map((member) => member.id);
  const made = trip.claim?.members?.map((member) => member.id) ?? ids;
  const legs = trip.legs.map(legName);
  const stays = trip.claim?.legs?.map(legName) ?? legs;
  const once = (list: string, names: readonly (string | null)[]) =>
    names.forEach((name, index) => {
      if (name !== null && names.indexOf(name) < index)
        faults.push(fault("duplicate-id", { found: name, expected: list }, source.locate([list, index, "id"])));
    });
  once("members", ids);
  once(
    "legs",
    trip.legs.map((leg) => leg.id),
  );
  const known = (names: readonly string[] | undefined, list: readonly string[], path: readonly (string | number)[]) =>
    (names ?? []).forEach((found, index) => {
      if (!list.includes(found))
        faults.push(fault("unknown-reference", { found, expected: list.join(", ") }, source.locate([...path, index])));
      else if (names?.indexOf(found) !== index)
        faults.push(fault("duplicate-id", { found, expected: "members" }, source.locate([...path, index])));
    });
  trip.legs.forEach((leg, i) => known(leg.members, ids, ["legs", i, "members"]));
  trip.claim?.legs?.forEach((leg, i) => known(leg.members, made, ["claim", "legs", i, "members"]));
  trip.costs.forEach((cost, i) => known(cost.members, ids, ["costs", i, "members"]));
  trip.trains.forEach((train, i) => known(train.members, ids, ["trains", i, "members"]));
  const leg = (name: string | null, list: readonly string[], path: readonly (string | number)[]) => {
    if (name !== null && list.filter((one) => one === name).length !== 1)
      faults.push(fault("unknown-reference", { found: name, expected: [...new Set(list)].join(", ") }, source.locate(path)));
  };
  trip.banquets.forEach((banquet, i) => leg(banquet.leg, legs, ["banquets", i, "leg"]));
  trip.claim?.lines.forEach((line, i) => {
    if (isOfLeg(line.kind) && line.leg === null) faults.push(fault("missing-key", { found: "leg" }, source.locate(["claim", "lines", i])));
    // A stay that was planned and not made may still have been paid for.
    else leg(line.leg, stays.includes(line.leg ?? "") ? stays : legs, ["claim", "lines", i, "leg"]);
  });
  return faults;
}

function impossibleDays(trip: Trip, source: SourceFile): Fault[] {
  const faults: Fault[] = [];
  const limit = (found: number, most: number, path: readonly (string | number)[]) => {
    if (found > most) faults.push(fault("out-of-range", { found: String(found), expected: `0 … ${most}` }, source.locate(path)));
  };
  if (trip.returns < trip.departs)
    faults.push(fault("out-of-range", { found: trip.returns, expected: `≥ ${trip.departs}` }, source.locate(["returns"])));
  const { claim } = trip;
  if (claim?.departs && claim.returns && claim.returns < claim.departs)
    faults.push(fault("out-of-range", { found: claim.returns, expected: `≥ ${claim.departs}` }, source.locate(["claim", "returns"])));
  const checkLeg = (leg: Leg, path: readonly (string | number)[]) => {
    if (leg.country.trim() === HOME && leg.region === null && leg.city === null)
      faults.push(fault("missing-key", { found: "region" }, source.locate(path)));
    const host = leg.host;
    const days = (of: number | "all") => (of === "all" ? leg.days : of);
    if (host) {
      limit(days(host.meals) + days(host.partMeals), leg.days, [...path, "host", "meals"]);
      limit(host.lodging === "all" ? 0 : host.lodging, leg.nights, [...path, "host", "lodging"]);
    }
    const driven = (host ? days(host.misc) + days(host.transport) : 0) + (leg.car?.days ?? 0);
    limit(driven, leg.days, [...path, host ? "host" : "car"]);
  };
  trip.legs.forEach((leg, i) => checkLeg(leg, ["legs", i]));
  claim?.legs?.forEach((leg, i) => checkLeg(leg, ["claim", "legs", i]));
  return faults;
}
