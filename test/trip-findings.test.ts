// Every case of a trip's findings: a trip that shows it, and the same trip with the one fact mended that shows nothing; the
// difference between budget and spending split without a rest.
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTripStandardsFolders } from "../src/app/files/read-trip-standards.ts";
import { breachText } from "../src/app/messages/trip-text.ts";
import { addDays, type Day, ratio, type SourceFile } from "../src/kernel/index.ts";
import {
  BREACH_CODES,
  BREACH_REASONS,
  type Breach,
  type BreachReason,
  bookTrip,
  checkOverdue,
  examineTrip,
  examineTrips,
  type PlannedAndMade,
  readTrip,
  splitDifference,
} from "../src/trips/index.ts";
import { ROOT } from "./planted-tree.ts";

const read = await readTripStandardsFolders([join(ROOT, "regulations"), join(ROOT, "examples/trips/standards")]);
if (!read.ok) throw new Error(JSON.stringify(read.faults, null, 1));
const standards = read.value;

type Data = Readonly<Record<string, unknown>>;

function booked(data: Data): PlannedAndMade {
  const source: SourceFile = { name: "trip", data, locate: (path) => ({ file: "trip", path: path.join(".") }) };
  const trip = readTrip(source);
  if (!trip.ok) throw new Error(JSON.stringify(trip.faults));
  const both = bookTrip(standards, trip.value);
  if (!both.ok) throw new Error(JSON.stringify(both.faults));
  return both.value;
}

// A bank's quotes for the euro, as they would be imported.
const QUOTES = [{ currency: "EUR", on: "2018-06-01" as Day, rate: ratio(75, 10), per: ratio(1), source: "示例牌价" }];

function examined(data: Data): readonly Breach[] {
  return examineTrip(booked(data), QUOTES);
}

const LODGING = { kind: "lodging", leg: "巴黎", amount: "1440", currency: "EUR" };
const MEAL = { kind: "meal", leg: "巴黎", amount: "600", currency: "EUR" };
const MISC = { kind: "misc", leg: "巴黎", amount: "400", currency: "EUR" };
const LEG = { id: "巴黎", country: "法国", city: "巴黎", days: "5", nights: "4" };
const FARE = { kind: "international-travel", amount: "12000", mode: "air", cabin: "economy", payment: "card" };
const APPROVAL = {
  inPlan: "yes",
  taskDocument: "示外批〔2018〕1号",
  foreignAffairs: { by: "外事处" },
  finance: { by: "财务处" },
  noticeDays: "5",
  people: "2",
  countries: ["法国"],
  days: "5",
  budget: "40000",
};
const CLAIM = {
  departs: "2018-06-04",
  returns: "2018-06-08",
  people: "2",
  countries: ["法国"],
  standards: "mof-2017-434",
  lines: [LODGING, MEAL, MISC, { kind: "international-travel", amount: "12000" }],
  payer: "示例单位",
  owner: "示例单位",
  report: { on: "2018-06-28", signedByLeader: "yes" },
  expenseSheet: "yes",
  passportsReturned: "2018-06-15",
};
const EURO = { rate: "7.5", on: "2018-06-04", source: "示例汇率" };

/** Paris, two people, five days, two members of staff: rates 180, 60, 40; in order in every respect. */
function trip(changes: Data = {}): Data {
  return {
    trip: "1",
    title: "赴法国",
    departs: "2018-06-04",
    returns: "2018-06-08",
    members: [{ id: "团员", rank: "其他", people: "2" }],
    legs: [LEG],
    costs: [FARE],
    exchange: { EUR: EURO },
    approval: APPROVAL,
    claim: CLAIM,
    ...changes,
  };
}

const claim = (changes: Data) => trip({ claim: { ...CLAIM, ...changes } });
const claimed = (...lines: readonly Data[]) => claim({ lines });
const approval = (changes: Data) => trip({ approval: { ...APPROVAL, ...changes } });
const leg = (changes: Data, ...lines: readonly Data[]) => trip({ legs: [{ ...LEG, ...changes }], claim: { ...CLAIM, lines } });
const party = (people: string) => ({ members: [{ id: "团员", rank: "其他", people }], claim: undefined, approval: undefined });

const LEADER = { id: "团长", rank: "其他", leadershipOf: "示例单位" };
const PAPERS = [
  "invitation",
  "invitation-translation",
  "member-list",
  "programme",
  "budget-detail",
  "public-notice",
  "opinion-form",
  "bureau-approval",
  "meeting-minutes",
].map((kind) => ({ kind }));
const programme = (...dates: readonly number[]) => dates.map((date) => ({ day: `2018-06-0${date}`, morning: "会谈" }));

type Case = { readonly code: (typeof BREACH_CODES)[number]; readonly wrong: Data; readonly right: Data };

// What only several trips, a plan, or the day shows.
const BY_SEVERAL = [
  "report-overdue",
  "passports-overdue",
  "party-split",
  "party-split-by-days",
  "frequent",
  "exception-expired",
  "over-limit",
  "out-of-plan-unexplained",
] as const;

// What a trip in order has beside the case is its nearest twin.
const CASES: Record<Exclude<BreachReason, (typeof BY_SEVERAL)[number]>, Case> = {
  "not-in-plan": { code: "trip-not-in-plan", wrong: approval({ inPlan: "no" }), right: approval({ inPlan: "—" }) },
  "no-task-document": { code: "trip-not-in-plan", wrong: approval({ taskDocument: "—" }), right: trip() },
  "no-foreign-affairs-opinion": { code: "trip-single-review", wrong: approval({ foreignAffairs: undefined }), right: trip() },
  "no-finance-opinion": { code: "trip-single-review", wrong: approval({ finance: undefined }), right: trip() },
  "party-too-large": { code: "trip-party-too-large", wrong: trip(party("7")), right: trip(party("6")) },
  "too-many-days": {
    code: "trip-too-long",
    wrong: trip({ ...party("1"), returns: "2018-06-09", legs: [{ ...LEG, days: "6" }] }),
    right: trip({ ...party("1"), returns: "2018-06-08" }),
  },
  "too-many-countries": {
    code: "trip-too-long",
    wrong: trip({
      ...party("1"),
      legs: ["法国", "德国", "捷克", "荷兰"].map((country) => ({ country, days: "1", nights: "0" })),
      returns: "2018-06-07",
    }),
    right: trip({
      ...party("1"),
      legs: ["法国", "德国", "捷克"].map((country) => ({ country, days: "1", nights: "0" })),
      returns: "2018-06-06",
    }),
  },
  "days-miscounted": { code: "trip-days-miscounted", wrong: leg({ days: "4" }, LODGING), right: leg({ days: "5" }, LODGING) },
  "nights-exceed-days": { code: "nights-exceed-days", wrong: leg({ nights: "5" }), right: leg({ nights: "4" }) },
  "lodging-over": {
    code: "lodging-over-standard",
    wrong: claimed({ ...LODGING, amount: "1440.01" }),
    right: claimed({ ...LODGING, amount: "1439.99" }),
  },
  "allowance-over": {
    code: "allowance-off-standard",
    wrong: claimed({ ...MEAL, amount: "4500.01", currency: "CNY" }),
    right: claimed({ ...MEAL, amount: "4500", currency: "CNY" }),
  },
  "allowance-under": { code: "allowance-off-standard", wrong: claimed({ ...MISC, amount: "399" }), right: claimed(MISC) },
  hosted: {
    code: "allowance-though-hosted",
    wrong: leg({ host: { meals: "1" } }, MEAL),
    right: leg({ host: { meals: "1" } }, { ...MEAL, amount: "480" }),
  },
  driven: {
    code: "allowance-full-though-driven",
    wrong: leg({ host: { transport: "5" } }, MISC),
    right: leg({ host: { transport: "5" } }, { ...MISC, amount: "160" }),
  },
  cabin: {
    code: "cabin-over-rank",
    wrong: trip({ costs: [{ ...FARE, cabin: "business" }] }),
    right: trip({ costs: [{ ...FARE, mode: "rail", cabin: "second" }] }),
  },
  cash: {
    code: "ticket-paid-in-cash",
    wrong: trip({ costs: [{ ...FARE, payment: "cash" }] }),
    right: trip({ costs: [{ ...FARE, kind: "visa", payment: "cash" }] }),
  },
  intercity: {
    code: "intercity-unplanned",
    wrong: trip({ costs: [{ kind: "inter-city", amount: "80", approved: "no" }] }),
    right: trip({ costs: [{ kind: "inter-city", amount: "80", approved: "yes" }] }),
  },
  banquet: {
    code: "banquet-or-gift-unapproved",
    wrong: trip({ banquets: [{ leg: "巴黎", guests: "4", approved: "no" }] }),
    right: trip({ banquets: [{ leg: "巴黎", guests: "4", approved: "yes" }] }),
  },
  "own-mission": {
    code: "banquet-or-gift-unapproved",
    wrong: trip({ banquets: [{ leg: "巴黎", guests: "4", approved: "yes", forOwnMission: "yes" }] }),
    right: trip({ banquets: [{ leg: "巴黎", guests: "4", approved: "yes", forOwnMission: "no" }] }),
  },
  gift: {
    code: "banquet-or-gift-unapproved",
    wrong: trip({ costs: [{ kind: "gift", amount: "80", approved: "no" }] }),
    right: trip({ costs: [{ kind: "gift", amount: "80", approved: "yes" }] }),
  },
  "people-differ": { code: "trip-differs-from-approval", wrong: claim({ people: "3" }), right: claim({ people: "—" }) },
  "days-differ": {
    code: "trip-differs-from-approval",
    wrong: claim({ returns: "2018-06-09" }),
    right: claim({ departs: "—", returns: "—" }),
  },
  "countries-differ": {
    code: "trip-differs-from-approval",
    wrong: claim({ countries: ["法国", "荷兰"] }),
    right: claim({ countries: undefined }),
  },
  "over-budget": { code: "trip-over-budget", wrong: approval({ budget: "30299.99" }), right: approval({ budget: "30300" }) },
  "version-named": {
    code: "standard-version-wrong",
    wrong: claim({ standards: "财行〔2013〕516号附2旧表" }),
    right: claim({ standards: "财行〔2017〕434号" }),
  },
  "version-by-figure": {
    code: "standard-version-wrong",
    wrong: claimed({ ...LODGING, amount: "1200" }),
    right: claimed({ ...LODGING, amount: "1199" }),
  },
  "rate-missing": { code: "exchange-rate-doubtful", wrong: trip({ exchange: {}, claim: undefined }), right: trip({ claim: undefined }) },
  "rate-undated": { code: "exchange-rate-doubtful", wrong: trip({ exchange: { EUR: { rate: "7.5", source: "示例" } } }), right: trip() },
  "host-cost": {
    code: "host-cost-double-counted",
    wrong: trip({ costs: [{ ...FARE, borneByHost: "yes" }] }),
    right: trip({
      costs: [
        { ...FARE, borneByHost: "yes" },
        { ...FARE, title: "回程" },
      ],
    }),
  },
  "report-late": {
    code: "trip-report-late",
    wrong: claim({ report: { on: "2018-06-29", signedByLeader: "yes" } }),
    right: claim({ report: { on: "2018-06-28", signedByLeader: "yes" } }),
  },
  "passports-late": {
    code: "trip-report-late",
    wrong: claim({ passportsReturned: "2018-06-16" }),
    right: claim({ passportsReturned: "2018-06-15" }),
  },
  "notice-short": { code: "public-notice-short", wrong: approval({ noticeDays: "4" }), right: approval({ noticeDays: "5" }) },
  "notice-missing": { code: "public-notice-short", wrong: approval({ noticeDays: "—" }), right: trip() },
  payer: { code: "payer-not-owner", wrong: claim({ payer: "另一单位" }), right: claim({ payer: "—" }) },
  territory: {
    code: "standard-not-applied",
    wrong: trip({ ...party("1"), legs: [LEG, { country: "中国", city: "香港", days: "0", nights: "0" }] }),
    right: trip({ ...party("1"), legs: [LEG, { country: "中国", city: "深圳", days: "0", nights: "0" }] }),
  },
  "no-report": { code: "trip-papers-missing", wrong: claim({ report: undefined }), right: trip() },
  "report-unsigned": { code: "trip-papers-missing", wrong: claim({ report: { on: "2018-06-28", signedByLeader: "no" } }), right: trip() },
  "days-cut-to-fit": {
    code: "trip-too-long",
    wrong: claim({ returns: "2018-06-09" }),
    right: claim({ returns: "2018-06-08" }),
  },
  "rate-deviates": {
    code: "exchange-rate-doubtful",
    wrong: trip({ exchange: { EUR: { ...EURO, rate: "7.6501" } } }),
    right: trip({ exchange: { EUR: { ...EURO, rate: "765", per: "100" } } }),
  },
  "step-without-papers": {
    code: "trip-papers-missing",
    wrong: trip({ papers: PAPERS.filter(({ kind }) => kind !== "programme") }),
    right: trip({ papers: PAPERS }),
  },
  "no-invitation": {
    code: "invitation-irregular",
    wrong: trip({ purpose: { need: "洽谈" } }),
    right: trip({ purpose: { need: "洽谈" }, invitation: { by: "示例市政府" } }),
  },
  "invitation-by-agent": {
    code: "invitation-irregular",
    wrong: trip({ invitation: { by: "示例公司", throughAgent: "yes" } }),
    right: trip({ invitation: { by: "示例公司", throughAgent: "no" } }),
  },
  "invitation-not-peer": {
    code: "invitation-irregular",
    wrong: trip({ invitation: { by: "示例公司", counterpart: "no" } }),
    right: trip({ invitation: { by: "示例公司", counterpart: "yes" } }),
  },
  "family-travels": {
    code: "party-irregular",
    wrong: trip({ members: [{ id: "团员", rank: "其他", people: "2", family: "yes" }] }),
    right: trip({ members: [{ id: "团员", rank: "其他", people: "2", family: "no" }] }),
  },
  "leaders-together": {
    code: "party-irregular",
    wrong: trip({ members: [LEADER, { ...LEADER, id: "副团长" }] }),
    right: trip({ members: [LEADER, { ...LEADER, id: "副团长", leadershipOf: "另一单位" }] }),
  },
  "programme-days-missing": {
    code: "programme-incomplete",
    wrong: trip({ programme: programme(4, 5, 6, 8) }),
    right: trip({ programme: programme(4, 5, 6, 7, 8) }),
  },
  "programme-beyond-days": {
    code: "trip-days-miscounted",
    wrong: trip({ programme: programme(4, 5, 6, 7, 8, 9) }),
    right: trip({ programme: programme(4, 5, 6, 7, 8) }),
  },
  "no-expense-sheet": { code: "trip-papers-missing", wrong: claim({ expenseSheet: "—" }), right: trip() },
};

describe("the findings of a trip", () => {
  it("are none where everything is in order", () => expect(examined(trip())).toEqual([]));

  it.each(Object.entries(CASES))(
    "%s: shown by the trip that has it, with its clause and words, and not by its twin",
    (reason, { code, wrong, right }) => {
      const shown = examined(wrong).filter((one) => one.reason === reason);
      expect(shown).toMatchObject([{ code, reason }]);
      for (const one of shown) {
        expect(one.basis).toHaveLength(1);
        for (const language of ["zh", "en"] as const) {
          const { message, remedy } = breachText(one, language);
          expect(`${message} ${remedy}`).not.toMatch(/undefined|null|\[object/);
        }
      }
      expect(examined(right).filter((one) => one.reason === reason)).toEqual([]);
    },
  );

  it("cover every code there is", () => {
    const codes = [...Object.values(CASES).map((one) => one.code), "party-split", "traveller-too-frequent", "plan-limit-exceeded"];
    expect(BREACH_CODES.filter((code) => !codes.includes(code))).toEqual([]);
    expect(BREACH_REASONS.filter((reason) => !(reason in CASES))).toEqual([...BY_SEVERAL]);
  });

  describe("say that a party was split", () => {
    const some = (people: string, departs = "2018-06-04", changes: Data = {}) =>
      booked(trip({ ...party(people), departs, returns: addDays(departs as Day, 4), ...changes }));
    const found = (...trips: readonly PlannedAndMade[]) =>
      examineTrips(trips.map(({ planned }) => planned)).map((one) => one.map(({ reason, found: people }) => `${reason} ${people}`));
    const both = (text: string) => [[text], [text]];

    it("where two of one day and route are together above the limit", () => {
      expect(found(some("4"), some("3"))).toEqual(both("party-split 7"));
      expect(found(some("3"), some("3"))).toEqual([[], []]);
      expect(found(some("7"))).toEqual([[]]);
    });

    it("where they leave within three days of each other, and not where a day more lies between", () => {
      expect(found(some("4"), some("3", "2018-06-05"))).toEqual(both("party-split-by-days 7"));
      expect(found(some("3", "2018-06-07"), some("4"))).toEqual(both("party-split-by-days 7"));
      expect(found(some("4"), some("3", "2018-06-08"))).toEqual([[], []]);
      // Over the end of a month and of a year too.
      expect(found(some("4", "2018-12-30"), some("3", "2019-01-02"))).toEqual(both("party-split-by-days 7"));
      expect(found(some("4", "2018-12-29"), some("3", "2019-01-02"))).toEqual([[], []]);
    });

    it("as one cluster where each leaves close to the next, whichever is looked at", () => {
      const three = [some("2", "2018-06-10"), some("2", "2018-06-04"), some("3", "2018-06-07")];
      const text = ["party-split-by-days 7"];
      expect(found(...three)).toEqual([text, text, text]);
      // Without the one between, the other two are six days apart.
      expect(found(some("4", "2018-06-10"), some("3", "2018-06-04"))).toEqual([[], []]);
    });

    it("for the same countries in whatever order, and for no others", () => {
      const legs = (...countries: readonly string[]) => ({ legs: countries.map((country) => ({ country, days: "2", nights: "2" })) });
      const there = some("4", "2018-06-04", legs("法国", "德国"));
      expect(found(there, some("3", "2018-06-06", legs("德国", "法国")))).toEqual(both("party-split-by-days 7"));
      expect(found(there, some("3", "2018-06-06", legs("法国")))).toEqual([[], []]);
    });

    it("of parties that are each within the limit: one above it is a finding of its own and hides no other", () => {
      expect(found(some("7"), some("3", "2018-06-05"))).toEqual([[], []]);
      expect(found(some("7"), some("4"), some("3", "2018-06-05"))).toEqual([[], ...both("party-split-by-days 7")]);
    });

    it("with the days between as the standards of the trip's own day say them, each with its source", () => {
      const local = { standards: "shili-2019-3" };
      // The local instrument lets five go and looks at the same day only, from the day it is in force.
      expect(found(some("3", "2019-06-04", local), some("3", "2019-06-05", local))).toEqual([[], []]);
      expect(found(some("3", "2019-06-04", local), some("3", "2019-06-04", local))).toEqual(both("party-split 6"));
      const [first] = examineTrips([some("4"), some("3", "2018-06-05")].map(({ planned }) => planned)).flat();
      expect(first?.basis).toHaveLength(1);
      expect(first && [breachText(first, "zh").message, breachText(first, "en").message].join(" ")).toContain("2018-06-05 赴法国");
      // Before there was any instrument there is no limit and no finding.
      expect(found(some("4", "2013-06-04"), some("3", "2013-06-05"))).toEqual([[], []]);
    });
  });

  it("name the trips that somebody made in the two years before", () => {
    const of = (departs: string, returns: string, person: string) =>
      booked(trip({ departs, returns, members: [{ id: "团员", rank: "其他", person }], claim: undefined, approval: undefined }));
    const trips = [
      of("2018-06-04", "2018-06-08", "甲"),
      of("2016-06-04", "2016-06-08", "甲"),
      of("2016-06-03", "2016-06-07", "甲"),
      of("2017-06-04", "2017-06-08", "乙"),
    ];
    const found = examineTrips(trips.map(({ planned }) => planned)).map((one) => one.map(({ reason, about }) => `${reason} ${about}`));
    expect(found).toEqual([["frequent 2016-06-04 赴法国"], ["frequent 2016-06-03 赴法国"], [], []]);
    // What the plan knows of the years before counts as well, as long as it is not too long ago.
    const history = (departs: string) => [{ person: "乙", departs: departs as Day, title: "以前" }];
    const known = (departs: string) =>
      examineTrips(
        trips.map(({ planned }) => planned),
        history(departs),
      )[3]?.map(({ about }) => about);
    expect([known("2015-06-04"), known("2015-06-03"), known("2017-06-04")]).toEqual([["2015-06-04 以前"], [], []]);
  });
});

describe("what is owed after the return", () => {
  it("is a finding from the day after it was due, until it is handed in", () => {
    const { made } = booked(claim({ report: undefined, passportsReturned: undefined }));
    const on = (day: string) => checkOverdue(made, day as Day).map(({ reason, found }) => `${reason} ${found}`);
    // Back on the 8th: passports within five working days, the report within twenty days.
    expect(on("2018-06-15")).toEqual([]);
    expect(on("2018-06-16")).toEqual(["passports-overdue 1"]);
    expect(on("2018-06-28")).toEqual(["passports-overdue 13"]);
    expect(on("2018-06-29")).toEqual(["report-overdue 1", "passports-overdue 14"]);
    expect(checkOverdue(booked(trip()).made, "2030-01-01" as Day).map(({ reason }) => reason)).toEqual([]);
  });
});

describe("what is claimed and was not planned", () => {
  it("is shown line by line: cities, banquets, gifts, cabins, cash", () => {
    const found = (lines: readonly Data[], costs: readonly Data[] = [FARE]) =>
      examineTrip(booked(trip({ costs, claim: { ...CLAIM, lines } }))).map(({ reason, path }) => `${reason} ${path}`);
    const of = (kind: string, more: Data = {}) => ({ kind, amount: "100", ...more });
    expect(found([of("inter-city")])).toEqual(["intercity claim.lines.0"]);
    expect(found([of("inter-city")], [FARE, { kind: "inter-city", amount: "100", approved: "yes" }])).toEqual([]);
    expect(found([of("gift"), of("inter-city", { amount: "0" })])).toEqual(["gift claim.lines.0"]);
    expect(found([of("international-travel", { payment: "cash", mode: "air", cabin: "business" })])).toEqual([
      "cabin claim.lines.0",
      "cash claim.lines.0",
    ]);
  });
});

describe("budget against spending", () => {
  const budget = trip();
  const effects = (actual: Data) => {
    const split = splitDifference(booked(budget).planned.priced, booked(actual).planned.priced);
    return split && Object.fromEntries(split.effects.map(({ factor, effect }) => [factor, effect]));
  };
  const none = { people: 0n, days: 0n, standards: 0n, fares: 0n, exchange: 0n };

  it("a change of one factor is the effect of that factor alone", () => {
    // 180 × 4 + 60 × 5 + 40 × 5 = 1220 euros a head, 7.5 元 each: 9150 元.
    expect(effects(trip({ members: [{ id: "团员", rank: "其他", people: "3" }] }))).toEqual({ ...none, people: 915_000n });
    // One day and night less for two: 280 × 2 × 7.5.
    expect(effects(trip({ legs: [{ ...LEG, days: "4", nights: "3" }] }))).toEqual({ ...none, days: -420_000n });
    // A hotel at 150 instead of the limit of 180: 30 × 4 × 2 × 7.5.
    expect(effects(trip({ legs: [{ ...LEG, hotel: { perNight: "150" } }] }))).toEqual({ ...none, standards: -180_000n });
    expect(effects(trip({ costs: [{ ...FARE, amount: "12500.5" }] }))).toEqual({ ...none, fares: 50_050n });
    // 2440 euros at 0.1 more.
    expect(effects(trip({ exchange: { EUR: { ...EURO, rate: "7.6" } } }))).toEqual({ ...none, exchange: 24_400n });
  });

  it("a city that was left out and one that was added are days", () => {
    const actual = trip({ legs: [{ ...LEG, id: "马赛", city: "马赛" }], claim: undefined });
    // Marseille's limit is 160: 20 × 4 × 2 × 7.5 less, all of it by the change of route.
    expect(effects(actual)).toEqual({ ...none, days: -120_000n });
  });

  it("what is not known is not split", () => {
    const other = booked(trip({ exchange: {}, claim: undefined }));
    expect(splitDifference(booked(budget).planned.priced, other.planned.priced)).toBeNull();
  });

  it("the effects always add up to the difference", () => {
    const count = (min: number, max: number) => fc.integer({ min, max }).map(String);
    const some = fc.record({
      people: count(1, 9),
      days: count(0, 9),
      nights: count(0, 9),
      fare: count(0, 99_999),
      rate: count(1, 99_999),
      price: count(0, 400),
      city: fc.constantFrom("巴黎", "马赛", "里尔"),
    });
    const made = ({
      people,
      days,
      nights,
      fare,
      rate,
      price,
      city,
    }: { readonly [Key in "people" | "days" | "nights" | "fare" | "rate" | "price" | "city"]: string }) =>
      trip({
        members: [{ id: "团员", rank: "其他", people }],
        legs: [{ country: "法国", city, days, nights, hotel: { perNight: price } }],
        costs: [{ ...FARE, amount: fare, currency: "EUR" }],
        exchange: { EUR: { ...EURO, rate: `7.${rate.padStart(5, "0")}` } },
        claim: undefined,
      });
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [planned, spent] = [booked(made(a)).planned.priced, booked(made(b)).planned.priced];
        const split = splitDifference(planned, spent);
        expect(split?.effects[0]?.before).toBe(planned.total);
        expect(split?.effects.at(-1)?.after).toBe(spent.total);
        expect(split?.effects.reduce((sum, { effect }) => sum + effect, 0n)).toBe(split?.difference);
      }),
      { numRuns: 1000 },
    );
  });
});
