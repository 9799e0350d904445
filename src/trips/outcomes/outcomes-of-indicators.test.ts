import { describe, expect, it } from "vitest";
import type { Day, SourceFile } from "../../kernel/index.ts";
import { assessOutcome, type Outcome, readOutcomes } from "./outcomes.ts";
import { outcomeKnownOn, outcomesByIndicator } from "./outcomes-of-indicators.ts";

type Data = Readonly<Record<string, unknown>>;

const ITEM = {
  title: "合作",
  trip: "1",
  steps: [
    { stage: "intention", on: "2019-06-05", source: "纪要" },
    { stage: "agreement", on: "2019-09-01", source: "协议" },
    { stage: "amount", on: "2020-02-01", amount: "100.005", source: "凭证" },
  ],
  contribution: { grade: "main", grounds: "会谈" },
  indicator: "benefit.economic.1",
};
const TRIP = { departs: "2019-06-01" as Day, returns: "2019-06-08" as Day };

function register(...items: readonly Data[]): readonly Outcome[] {
  const data = { outcomes: "1", items: items.map((item, index) => ({ id: String(index + 1), ...ITEM, ...item })) };
  const source: SourceFile = { name: "outcomes", data, locate: (path) => ({ file: "outcomes", path: path.join(".") }) };
  const read = readOutcomes(source);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.value;
}

const assessed = (...items: readonly Data[]) =>
  register(...items).map((one) => assessOutcome(one, one.trip === null ? null : TRIP, "2020-05-20" as Day));

describe("an outcome as it was known on a day", () => {
  const [outcome] = register({ followUps: [{ month: "6", on: "2019-12-08", found: "已签" }] });
  const known = (day: string) => outcome && outcomeKnownOn(outcome, day as Day);

  it("has the steps and follow-ups up to that day, the day itself among them", () => {
    expect(known("2019-12-07")).toMatchObject({ steps: [{ stage: "intention" }, { stage: "agreement" }], followUps: [] });
    expect(known("2019-12-08")?.followUps).toHaveLength(1);
    expect(known("2019-09-01")?.steps).toHaveLength(2);
    expect(known("2019-08-31")?.steps).toHaveLength(1);
  });

  it("is not there before its first step, and a step without a day is never cut off", () => {
    expect(known("2019-06-04")).toBeNull();
    const [undated] = register({ steps: [{ stage: "agreement" }] });
    expect(undated && outcomeKnownOn(undated, "2000-01-01" as Day)).toEqual(undated);
  });
});

describe("the register by indicator", () => {
  it("counts what is dated, sourced and of the trip; says of the rest why not, and leaves examples out of both", () => {
    const found = outcomesByIndicator(
      assessed(
        {},
        { contribution: { grade: "none", grounds: "早已约定" } },
        { trip: "—", steps: [{ stage: "agreement" }] },
        { example: "示例" },
        { indicator: "benefit.social.1", otherFactors: ["政策"] },
        { indicator: "—" },
      ),
    );
    expect([...found.keys()]).toEqual(["benefit.economic.1", "benefit.social.1"]);
    const economic = found.get("benefit.economic.1");
    expect(economic?.outcomes.map(({ outcome }) => outcome.id)).toEqual(["1", "2", "3"]);
    expect(economic?.sum).toMatchObject({
      outcomes: 1,
      leftOut: 2,
      realised: 10_001n,
      reached: { intention: 1, agreement: 1, realised: 1, amount: 1 },
    });
    expect(economic?.grounds).toEqual([
      { mark: "not-by-trip", outcomes: 1 },
      { mark: "no-trip", outcomes: 1 },
      { mark: "no-date", outcomes: 1 },
      { mark: "no-source", outcomes: 1 },
    ]);
    expect(found.get("benefit.social.1")?.sum.otherFactors).toEqual(["政策"]);
  });
});
