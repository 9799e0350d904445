// What holds of every trip, asked of random itineraries over all countries, ranks, hosts, cars and both versions of the rates.
import { join } from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { readTripStandardsFolders } from "../src/app/files/read-trip-standards.ts";
import { addDays, type Day, type SourceFile } from "../src/kernel/index.ts";
import { type PricedLine, type PricedTrip, priceTrip, readTrip, standardsBook } from "../src/trips/index.ts";
import { ROOT } from "./planted-tree.ts";

const read = await readTripStandardsFolders([join(ROOT, "regulations")]);
if (!read.ok) throw new Error(JSON.stringify(read.faults, null, 1));
const standards = read.value;

type Data = Readonly<Record<string, unknown>> & { readonly legs: readonly LegData[]; readonly departs: string };
type LegData = Readonly<Record<string, unknown>> & { readonly nights: string };

function priced(data: Data): PricedTrip {
  const source: SourceFile = { name: "trip", data, locate: (path) => ({ file: "trip", path: path.join(".") }) };
  const trip = readTrip(source);
  if (!trip.ok) throw new Error(JSON.stringify([trip.faults, data]));
  const book = standardsBook(standards, trip.value.standards, trip.value.departs);
  if (!book.ok) throw new Error(JSON.stringify(book.faults));
  return priceTrip(trip.value, book.value);
}

const tables = [...standards.values()].flatMap((one) => one.rates?.rows ?? []);
const places = [
  ...new Map(
    tables.flatMap((row) => ["某城", ...row.cities].map((city) => [`${row.country} ${city}`, { country: row.country, city }])),
  ).values(),
];
const homes = [...standards.values()]
  .flatMap((one) => one.lodgingLimits?.rows ?? [])
  .flatMap((row) => row.cities.map((city) => ({ country: "中国", region: row.region, city })));
const currencies = [...new Set(tables.map((row) => row.currency))];

const count = (min: number, max: number) => fc.integer({ min, max }).map(String);
const yesNo = fc.constantFrom("yes", "no", "—");
const rate = fc.tuple(count(0, 12), count(1, 99_999)).map(([whole, part]) => `${whole}.${part.padStart(5, "0")}`);
const price = fc.tuple(count(0, 99_999), count(0, 99)).map(([whole, part]) => `${whole}.${part.padStart(2, "0")}`);
const ids = ["a", "b", "c"];
const someIds = fc.subarray(ids, { minLength: 1 });

const leg = fc.record({
  place: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...places) }, { weight: 1, arbitrary: fc.constantFrom(...homes) }),
  days: fc.integer({ min: 0, max: 12 }),
  nights: fc.integer({ min: 0, max: 12 }),
  offset: fc.integer({ min: 0, max: 30 }),
  members: fc.option(someIds, { nil: undefined }),
  hotel: fc.option(fc.record({ perNight: price, conference: yesNo, approved: yesNo }), { nil: undefined }),
  host: fc.option(fc.record({ meals: fc.nat(12), partMeals: fc.nat(2), misc: fc.nat(4), transport: fc.nat(4), lodging: fc.nat(12) }), {
    nil: undefined,
  }),
  car: fc.option(fc.record({ days: fc.nat(4), approved: yesNo }), { nil: undefined }),
});

const cost = fc.record({
  kind: fc.constantFrom(
    "international-travel",
    "inter-city",
    "visa",
    "insurance",
    "conference-fee",
    "chartered-car",
    "airport-transit",
    "other",
  ),
  amount: price,
  currency: fc.constantFrom("CNY", ...currencies),
  approved: yesNo,
  borneByHost: yesNo,
});

const trip: fc.Arbitrary<Data> = fc
  .record({
    departs: fc.integer({ min: 0, max: 4000 }).map((days) => addDays("2014-01-23" as Day, days)),
    ranks: fc.tuple(...ids.map(() => fc.constantFrom("ministerial", "bureau", "other"))),
    people: fc.tuple(...ids.map(() => count(1, 9))),
    legs: fc.array(leg, { minLength: 1, maxLength: 5 }),
    costs: fc.array(cost, { maxLength: 4 }),
    trains: fc.array(fc.record({ hours: count(0, 40), days: count(0, 5) }), { maxLength: 2 }),
    rates: fc.tuple(...currencies.map(() => rate)),
  })
  .map(({ departs, ranks, people, legs, costs, trains, rates }) => ({
    trip: "1",
    title: "随机行程",
    departs,
    returns: addDays(departs, 9),
    members: ids.map((id, index) => ({ id, rank: ranks[index], people: people[index] })),
    legs: legs.map(({ place, days, nights, offset, members, hotel, host, car }) => ({
      ...place,
      days: String(days),
      nights: String(nights),
      from: addDays(departs, offset),
      ...(members ? { members } : {}),
      ...(hotel ? { hotel } : {}),
      ...withinDays(days, nights, host, car),
    })),
    costs,
    trains,
    exchange: Object.fromEntries(currencies.map((currency, index) => [currency, { rate: rates[index] }])),
  }));

type Host = {
  readonly meals: number;
  readonly partMeals: number;
  readonly misc: number;
  readonly transport: number;
  readonly lodging: number;
};

// A host gives no more days than there are, and nobody is driven twice on one day.
function withinDays(
  days: number,
  nights: number,
  host: Host | undefined,
  car: { readonly days: number; readonly approved: string } | undefined,
) {
  const meals = Math.min(host?.meals ?? 0, days);
  const misc = Math.min(host?.misc ?? 0, days);
  const transport = Math.min(host?.transport ?? 0, days - misc);
  const driven = Math.min(car?.days ?? 0, days - (host ? misc + transport : 0));
  return {
    ...(host
      ? {
          host: {
            meals: String(meals),
            partMeals: String(Math.min(host.partMeals, days - meals)),
            misc: String(misc),
            transport: String(transport),
            lodging: String(Math.min(host.lodging, nights)),
          },
        }
      : {}),
    ...(car ? { car: { days: String(driven), approved: car.approved } } : {}),
  };
}

// The amount of a line from its parts alone, by other arithmetic than the product's: 分, half up.
function recomputed(line: PricedLine): bigint {
  const { rate: each, share, exchange } = line;
  if (!each) throw new Error("a decided line has a rate");
  const top = each.n * share.n * BigInt(line.units) * BigInt(line.people) * (exchange?.rate.n ?? 1n) * 100n;
  const bottom = each.d * share.d * (exchange?.rate.d ?? 1n);
  return (top * 2n + bottom) / (bottom * 2n);
}

const answersOf = (one: PricedTrip) =>
  [one.total, one.decided, one.allowed?.min, one.allowed?.max].map(String).join(" ") +
  one.lines
    .map((line) => JSON.stringify([line.kind, line.leg, line.place, line.title, line.people, line.units, line.trace]))
    .toSorted()
    .join("\n");

/** Order does not matter, nights never save, sums are exact, every line cites a rule; every kind of answer and every instrument is met. */
export function checkRandomTrips(runs: number): void {
  const seen = { decided: 0, bounded: 0, missing: 0, silent: 0 };
  const versions = new Set<string>();
  fc.assert(
    fc.property(trip, fc.nat(), (data, pick) => {
      const one = priced(data);
      for (const line of one.lines) {
        seen[line.answer.kind]++;
        for (const { pack } of line.basis) versions.add(pack);
        // Where nothing is in force on the day there is nothing to cite, and no figure.
        const isBefore = line.answer.kind === "silent" && line.answer.why === "no-standard-on-day";
        if (!isBefore) expect(line.basis.length, `${line.kind} ${line.answer.kind} ${line.place}`).toBeGreaterThan(0);
        if (line.answer.kind === "decided") expect(line.answer.amount).toBe(recomputed(line));
        if (line.answer.kind === "bounded") expect([line.answer.min, line.answer.max]).toEqual([0n, recomputed(line)]);
      }
      const decided = one.lines.reduce((sum, { answer }) => sum + (answer.kind === "decided" ? answer.amount : 0n), 0n);
      expect(one.decided).toBe(decided);
      if (one.lines.every(({ answer }) => answer.kind === "decided")) expect(one.total).toBe(decided);
      else expect(one.total).toBeNull();

      const turned = (list: readonly unknown[]) => list.toReversed();
      const other = {
        ...data,
        legs: turned(data.legs),
        costs: turned(data["costs"] as []),
        members: turned(data["members"] as []),
      } as Data;
      expect(answersOf(priced(other))).toBe(answersOf(one));

      const longer = pick % data.legs.length;
      const more = priced({
        ...data,
        legs: data.legs.map((stay, i) => (i === longer ? { ...stay, nights: String(Number(stay.nights) + 1) } : stay)),
      });
      expect(more.decided >= one.decided).toBe(true);
      if (more.allowed && one.allowed) expect(more.allowed.min >= one.allowed.min && more.allowed.max >= one.allowed.max).toBe(true);
    }),
    { numRuns: runs },
  );
  expect(
    Object.values(seen).every((times) => times > runs / 100),
    JSON.stringify(seen),
  ).toBe(true);
  expect([...versions].toSorted()).toEqual([...standards.keys()].toSorted());
}
