// Claims: budget, papers and standard line by line, what is paid, what is held back; outcomes and what of them counts; a plan
// against its limits.
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTripStandardsFolders } from "../src/app/files/read-trip-standards.ts";
import { addMonths, type Day, type Result, type SourceFile } from "../src/kernel/index.ts";
import {
  assessOutcome,
  bookTrip,
  chasesOn,
  compareClaim,
  type PlannedAndMade,
  planBoard,
  readOutcomes,
  readQuotes,
  readTrip,
  readTripPlan,
  settleTrip,
  spentTrip,
  splitDifference,
  sumOutcomes,
  unitCosts,
  withQuotes,
} from "../src/trips/index.ts";
import { ROOT } from "./planted-tree.ts";

function orThrow<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.faults, null, 1));
  return result.value;
}

const standards = orThrow(await readTripStandardsFolders([join(ROOT, "regulations")]));

type Data = Readonly<Record<string, unknown>>;

const file = (data: unknown): SourceFile => ({ name: "file", data, locate: (path) => ({ file: "file", path: path.join(".") }) });
const booked = (data: Data): PlannedAndMade => orThrow(bookTrip(standards, orThrow(readTrip(file(data)))));

// Paris, two of staff, five days: 180 × 4 + 60 × 5 + 40 × 5 euros a head.
const LEG = { id: "巴黎", country: "法国", city: "巴黎", days: "5", nights: "4" };
const LODGING = { kind: "lodging", leg: "巴黎", amount: "1440", currency: "EUR" };
const MEAL = { kind: "meal", leg: "巴黎", amount: "600", currency: "EUR" };
const MISC = { kind: "misc", leg: "巴黎", amount: "400", currency: "EUR" };
const FARE = { kind: "international-travel", amount: "12000" };
const LINES = [LODGING, MEAL, MISC, FARE];
const CLAIM = { lines: LINES, report: { on: "2018-06-20", signedByLeader: "yes" }, expenseSheet: "yes", passportsReturned: "2018-06-11" };
// 2440 euros × 7.5 + 12,000.
const BUDGET = "30300";

function trip(claim: Data | null = {}, changes: Data = {}): Data {
  return {
    trip: "1",
    title: "赴法国",
    departs: "2018-06-04",
    returns: "2018-06-08",
    members: [{ id: "团员", rank: "其他", people: "2" }],
    legs: [LEG],
    costs: [FARE],
    exchange: { EUR: { rate: "7.5", on: "2018-06-04", source: "示例" } },
    approval: { budget: BUDGET },
    ...(claim === null ? {} : { claim: { ...CLAIM, ...claim } }),
    ...changes,
  };
}

const rows = (data: Data) =>
  Object.fromEntries(
    compareClaim(booked(data)).rows.map((row) => [
      row.leg ? `${row.kind} ${row.leg}` : row.kind,
      [row.budget, row.papers, row.standard, row.allowed, row.reason],
    ]),
  );

describe("a claim, line by line", () => {
  it("sets budget, papers and standard side by side", () => {
    expect(rows(trip())).toEqual({
      "lodging 巴黎": [1_080_000n, 1_080_000n, 1_080_000n, 1_080_000n, "as-claimed"],
      "meal 巴黎": [450_000n, 450_000n, 450_000n, 450_000n, "as-claimed"],
      "misc 巴黎": [300_000n, 300_000n, 300_000n, 300_000n, "as-claimed"],
      "international-travel": [1_200_000n, 1_200_000n, null, 1_200_000n, "as-spent"],
    });
  });

  it("pays no more than the standard, and nothing for what was neither planned nor approved", () => {
    const lines = [
      { ...LODGING, amount: "1500" },
      MEAL,
      { ...MISC, amount: "300" },
      { kind: "inter-city", amount: "80" },
      { kind: "visa", amount: "600" },
    ];
    const found = rows(trip({ lines }));
    expect(found["lodging 巴黎"]).toEqual([1_080_000n, 1_125_000n, 1_080_000n, 1_080_000n, "up-to-standard"]);
    expect(found["misc 巴黎"]).toEqual([300_000n, 225_000n, 300_000n, 225_000n, "as-claimed"]);
    expect(found["inter-city"]).toEqual([0n, 8000n, 0n, 0n, "not-allowed"]);
    expect(found["visa"]).toEqual([0n, 60_000n, null, 60_000n, "as-spent"]);
    expect(found["international-travel"]).toEqual([1_200_000n, 0n, null, 0n, "not-claimed"]);
  });

  it("does not pay what was refused beforehand, or what the host bears", () => {
    const costs = [
      FARE,
      { kind: "insurance", amount: "200", approved: "no" },
      { kind: "conference-fee", amount: "900", borneByHost: "yes" },
    ];
    const lines = [...LINES, { kind: "insurance", amount: "200" }, { kind: "conference-fee", amount: "900" }];
    const found = rows(trip({ lines }, { costs }));
    expect(found["insurance"]).toEqual([0n, 20_000n, 0n, 0n, "not-allowed"]);
    expect(found["conference-fee"]).toEqual([0n, 90_000n, 0n, 0n, "borne-by-host"]);
  });

  it("holds the standard to the stays as they were made, and to the day of the stamp", () => {
    const legs = [{ ...LEG, nights: "3" }];
    expect(rows(trip({ legs }))["lodging 巴黎"]).toEqual([1_080_000n, 1_080_000n, 810_000n, 810_000n, "up-to-standard"]);
    // Planned for the last days of the old rates (150 a night), made under the new.
    const moved = trip(
      { departs: "2018-01-02", returns: "2018-01-06" },
      { departs: "2017-12-30", returns: "2018-01-03", approval: { budget: "40000" } },
    );
    expect(rows(moved)["lodging 巴黎"]?.slice(0, 3)).toEqual([900_000n, 1_080_000n, 1_080_000n]);
  });

  it("leaves open what lacks a rate, and does not make it nothing", () => {
    const { status, payable, compared } = settleTrip(booked(trip({}, { exchange: {} })));
    expect([status, payable, compared.allowed]).toEqual(["open", 0n, null]);
  });
});

describe("settlement", () => {
  const settled = (data: Data) => {
    const { status, payable, refused, heldBack, released } = settleTrip(booked(data));
    return { status, payable, refused, heldBack, released };
  };

  it("pays what is allowed and releases the rest of the commitment", () => {
    const lines = [LODGING, MEAL, MISC, { ...FARE, amount: "11000.5" }];
    expect(settled(trip({ lines }))).toEqual({ status: "payable", payable: 2_930_050n, refused: 0n, heldBack: 0n, released: 99_950n });
  });

  it("stops at the budget until an exception is recorded", () => {
    const lines = [LODGING, MEAL, MISC, { ...FARE, amount: "15300" }];
    expect(settled(trip({ lines }))).toEqual({
      status: "stopped-at-budget",
      payable: 3_030_000n,
      refused: 0n,
      heldBack: 330_000n,
      released: 0n,
    });
    expect(settled(trip({ lines, exception: "示例〔2018〕1号" }))).toMatchObject({ status: "payable", payable: 3_360_000n, heldBack: 0n });
  });

  it("pays nothing without the report signed by the leader and the sheet of expenses", () => {
    for (const missing of [{ report: undefined }, { report: { on: "2018-06-20", signedByLeader: "no" } }, { expenseSheet: "—" }])
      expect(settled(trip(missing))).toMatchObject({ status: "papers-missing", payable: 0n, released: null });
  });

  it("an exception does not lift the standards", () => {
    const lines = [{ ...LODGING, amount: "2000" }, MEAL, MISC, FARE];
    expect(settled(trip({ lines, exception: "示例" }))).toMatchObject({ payable: 3_030_000n, refused: 420_000n });
  });

  it("chases report and passports from the day they are due", () => {
    const both = booked(trip(null));
    expect(chasesOn(both, "2018-06-07" as Day)).toEqual([]);
    // Back on a Friday: five working days are the next Friday.
    expect(chasesOn(both, "2018-06-16" as Day)).toEqual([
      { what: "report", due: "2018-06-28", daysLate: 0 },
      { what: "passports", due: "2018-06-15", daysLate: 1 },
    ]);
    expect(chasesOn(booked(trip()), "2019-01-01" as Day)).toEqual([]);
  });
});

describe("budget against what the papers show", () => {
  const effects = (claim: Data) => {
    const { planned, made } = booked(trip(claim));
    const spent = spentTrip(made);
    const split = spent && splitDifference(planned.priced, spent);
    return split && Object.fromEntries(split.effects.map(({ factor, effect }) => [factor, effect]));
  };
  const none = { people: 0n, days: 0n, standards: 0n, fares: 0n, exchange: 0n };

  it("a dearer fare, a cheaper hotel, another rate, fewer people each stand alone", () => {
    expect(effects({})).toEqual(none);
    expect(effects({ lines: [LODGING, MEAL, MISC, { ...FARE, amount: "12500" }] })).toEqual({ ...none, fares: 50_000n });
    expect(effects({ lines: [{ ...LODGING, amount: "1240" }, MEAL, MISC, FARE] })).toEqual({ ...none, standards: -150_000n });
    expect(effects({ exchange: { EUR: { rate: "7.6" } } })).toEqual({ ...none, exchange: 24_400n });
    const half = (line: typeof MEAL) => ({ ...line, amount: String(Number(line.amount) / 2) });
    const members = [{ id: "团员", rank: "其他", people: "1" }];
    expect(effects({ members, lines: [half(LODGING), half(MEAL), half(MISC), FARE] })).toEqual({ ...none, people: -915_000n });
  });

  it("whatever was claimed, the effects add up and nobody is paid beyond standard or budget", () => {
    const cents = (most: number) =>
      fc.integer({ min: 0, max: most }).map((n) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, "0")}`);
    const line = fc.record({
      kind: fc.constantFrom("lodging", "meal", "misc", "international-travel", "inter-city", "visa", "other"),
      amount: cents(300_000),
      currency: fc.constantFrom("EUR", "CNY"),
    });
    const some = fc.record({
      lines: fc.array(line, { maxLength: 8 }),
      rate: fc.integer({ min: 60_000, max: 90_000 }).map((n) => `${Math.floor(n / 10_000)}.${String(n % 10_000).padStart(4, "0")}`),
      nights: fc.integer({ min: 0, max: 4 }).map(String),
      people: fc.integer({ min: 1, max: 6 }).map(String),
      exception: fc.constantFrom("—", "示例"),
    });
    fc.assert(
      fc.property(some, ({ lines, rate, nights, people, exception }) => {
        const ofLeg = (kind: string) => kind === "lodging" || kind === "meal" || kind === "misc";
        const both = booked(
          trip({
            exception,
            exchange: { EUR: { rate } },
            legs: [{ ...LEG, nights }],
            members: [{ id: "团员", rank: "其他", people }],
            lines: lines.map((one) => (ofLeg(one.kind) ? { ...one, leg: "巴黎" } : one)),
          }),
        );
        const spent = spentTrip(both.made);
        const split = spent && splitDifference(both.planned.priced, spent);
        expect(split?.effects.reduce((sum, { effect }) => sum + effect, 0n)).toBe(split?.difference);
        const { payable, heldBack, refused, compared, committed } = settleTrip(both);
        expect(payable + heldBack + (refused ?? 0n)).toBe(compared.papers);
        if (exception === "—") expect(payable <= (committed ?? 0n)).toBe(true);
        for (const row of compared.rows) if (row.standard !== null) expect((row.allowed ?? 0n) <= row.standard).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("exchange rates", () => {
  it("come from the latest quote before the day of the budget where the file has none", () => {
    const quotes = orThrow(
      readQuotes(
        file([
          { currency: "EUR", on: "2018-06-01", rate: "750", per: "100", source: "示例" },
          { currency: "EUR", on: "2018-06-05", rate: "8", source: "示例" },
        ]),
      ),
    );
    const read = orThrow(readTrip(file(trip(null, { exchange: {} }))));
    const { planned } = orThrow(bookTrip(standards, withQuotes(read, quotes)));
    expect([planned.priced.total, planned.priced.pricing.exchange.get("EUR")?.on]).toEqual([3_030_000n, "2018-06-01"]);
    const later = orThrow(bookTrip(standards, withQuotes({ ...read, appliedOn: "2018-06-06" as Day }, quotes)));
    expect(later.planned.priced.pricing.exchange.get("EUR")?.written).toBe("8");
  });

  it("are refused where a day has two", () => {
    const twice = { currency: "EUR", on: "2018-06-01", rate: "7.5", source: "示例" };
    expect(readQuotes(file([twice, twice]))).toMatchObject({ ok: false, faults: [{ code: "duplicate-id" }] });
  });
});

describe("outcomes", () => {
  const DAYS = { departs: "2018-06-04" as Day, returns: "2018-06-08" as Day };
  const STEP = { stage: "agreement", on: "2018-06-06", amount: "100", source: "协议" };
  const WHOLE = {
    id: "1",
    trip: "1",
    title: "合作",
    steps: [STEP],
    baseline: { text: "没有往来" },
    contribution: { grade: "main", grounds: "出访期间达成" },
  };
  const assessed = (changes: Data, day = "2018-07-01", days: typeof DAYS | null = DAYS) => {
    const [outcome] = orThrow(readOutcomes(file({ outcomes: "1", items: [{ ...WHOLE, ...changes }] })));
    if (!outcome) throw new Error("an outcome");
    return assessOutcome(outcome, days, day as Day);
  };

  it("count where they are dated, sourced and not older than the trip", () => {
    expect(assessed({})).toMatchObject({ stage: "agreement", marks: [], counts: true });
    const marks = (changes: Data, days: typeof DAYS | null = DAYS) => {
      const one = assessed(changes, "2018-07-01", days);
      return [one.marks, one.counts];
    };
    expect(marks({ steps: [{ ...STEP, on: "2018-06-03" }] })).toEqual([["before-trip"], false]);
    expect(marks({ steps: [{ ...STEP, on: "—" }] })).toEqual([["no-date"], false]);
    expect(marks({ steps: [{ ...STEP, source: "—" }] })).toEqual([["no-source"], false]);
    expect(marks({ contribution: { grade: "none", grounds: "早有" } })).toEqual([["not-by-trip"], false]);
    expect(marks({ baseline: undefined })).toEqual([["no-baseline"], true]);
    expect(marks({}, null)).toEqual([["no-trip"], false]);
  });

  it("are looked at again after 6, 12 and 24 months", () => {
    const states = (day: string) => assessed({ followUps: [{ month: "6", on: "2018-12-01", found: "已开工" }] }, day).followUps;
    expect(states("2019-06-08").map(({ due, state }) => [due, state])).toEqual([
      ["2018-12-08", "done"],
      ["2019-06-08", "waiting"],
      ["2020-06-08", "waiting"],
    ]);
    expect(states("2019-06-09")[1]?.state).toBe("overdue");
    expect(addMonths("2019-08-31" as Day, 6)).toBe("2020-02-29");
    expect(addMonths("2019-08-31" as Day, -9)).toBe("2018-11-30");
  });

  it("add up without what does not count and without examples", () => {
    const paid = { ...STEP, stage: "amount", amount: "6500000.50" };
    const list = [
      assessed({ steps: [STEP, paid], otherFactors: ["招商政策"] }),
      assessed({ steps: [{ ...paid, on: "2018-01-01" }] }),
      assessed({ example: "示例", steps: [paid] }),
      assessed({ steps: [{ ...STEP, stage: "intention" }], contribution: undefined }),
    ];
    expect(sumOutcomes(list)).toMatchObject({
      outcomes: 2,
      reached: { intention: 2, agreement: 1, realised: 1, amount: 1 },
      realised: 650_000_050n,
      leftOut: 1,
      byContribution: { main: { outcomes: 1 }, unknown: { outcomes: 1 } },
      otherFactors: ["招商政策"],
    });
    expect(sumOutcomes(list, "benefit.economic.1").outcomes).toBe(0);
  });
});

describe("a year's plan", () => {
  const item = (id: string, changes: Data = {}) => ({
    id,
    title: `团组${id}`,
    people: "4",
    days: "5",
    countries: ["法国"],
    budget: "30000",
    ...changes,
  });
  const board = (items: readonly Data[], limits: Data = {}, trips = new Map<string, PlannedAndMade>()) => {
    const plan = orThrow(readTripPlan(file({ plan: "1", year: "2018", unit: "示例单位", limits, items })));
    return planBoard(plan, trips, booked(trip()).planned.book);
  };
  const reasons = (...args: Parameters<typeof board>) => board(...args).breaches.map(({ reason, about }) => `${reason} ${about}`);

  it("is held to each of its limits", () => {
    const two = [item("1"), item("2")];
    expect(reasons(two, { delegations: "2", people: "8", countries: "2", days: "10", money: "60000" })).toEqual([]);
    expect(reasons(two, { delegations: "1", people: "7", countries: "1", days: "9", money: "59999.99" })).toEqual(
      ["delegations", "people", "countries", "days", "money"].map((limit) => `over-limit ${limit}`),
    );
    expect(reasons([item("1"), item("2", { cancelled: "yes" })], { delegations: "1" })).toEqual([]);
    expect(board([item("1"), item("2", { people: "—" })], { people: "8" }).uses[1]).toMatchObject({ unknown: 1 });
  });

  it("lets go beside it only what says why and for whom, within the total", () => {
    const outside = { outOfPlan: "yes", reason: "急事", replaces: "1" };
    expect(reasons([item("1"), item("2", outside)], { delegations: "1" })).toEqual([]);
    expect(reasons([item("1"), item("2", { ...outside, replaces: undefined })], { delegations: "2" })).toEqual([
      "out-of-plan-unexplained 团组2",
    ]);
    expect(reasons([item("1"), item("2", { ...outside, reason: "—" })])).toEqual(["out-of-plan-unexplained 团组2"]);
    expect(readTripPlan(file({ plan: "1", year: "2018", unit: "示例", limits: {}, items: [item("1", { replaces: "9" })] }))).toMatchObject({
      ok: false,
      faults: [{ code: "unknown-reference" }],
    });
  });

  it("takes the figures of a trip that there is, and what may be paid of it", () => {
    const trips = new Map([["1", booked(trip({ settledOn: "2018-07-02" }))]]);
    const { rows: lines, budget, spent, settled } = board([item("1"), item("2")], {}, trips);
    expect(lines[0]).toMatchObject({ state: "settled", people: 2, days: 5, budget: 3_030_000n, spent: 3_030_000n });
    expect([budget, spent, settled]).toEqual([6_030_000n, 3_030_000n, 3_030_000n]);
  });

  it("costs by delegation, person-day and agreement; null where there is nothing to share by", () => {
    const fact = (agreements: number | null) => ({
      spent: booked(trip()).planned.priced.total ?? (0n as never),
      people: 2,
      days: 5,
      agreements,
    });
    expect(unitCosts([fact(1), fact(null)])).toMatchObject({
      personDays: 20,
      perDelegation: 3_030_000n,
      perPersonDay: 303_000n,
      perAgreement: 6_060_000n,
    });
    expect(unitCosts([fact(0)])).toMatchObject({ perAgreement: null });
    expect(unitCosts([])).toMatchObject({ perDelegation: null, perPersonDay: null, agreements: null });
  });
});
