// Lights: what makes one red or amber, and their order.
import { expect, test } from "vitest";
import { toneOfCase, toneOfTrip, worstFirst } from "./tone.ts";

const none = { error: 0, warning: 0, hint: 3 };

test.each([
  [{ findings: { ...none, error: 1 }, score: "90.00" }, "red"],
  [{ findings: { ...none, warning: 1 }, score: "90.00" }, "amber"],
  [{ findings: none, score: null }, "amber"],
  [{ findings: none, score: "90.00" }, "green"],
] as const)("a case %j is %s", (one, tone) => {
  expect(toneOfCase(one)).toBe(tone);
});

const report = { what: "report", due: "2026-01-02" } as const;
test.each([
  [{ findings: none, chases: [], state: "settled" }, "green"],
  [{ findings: none, chases: [{ ...report, daysLate: 0 }], state: "settled" }, "amber"],
  [{ findings: none, chases: [{ ...report, daysLate: 1 }], state: "settled" }, "red"],
  [{ findings: none, chases: [], state: "stopped" }, "red"],
  [{ findings: { ...none, warning: 2 }, chases: [], state: "settled" }, "amber"],
] as const)("a delegation %j is %s", (one, tone) => {
  expect(toneOfTrip(one)).toBe(tone);
});

test("the worst comes first, and nothing else changes places", () => {
  const list = [
    { id: 1, tone: "green" },
    { id: 2, tone: "red" },
    { id: 3, tone: "amber" },
    { id: 4, tone: "red" },
  ] as const;
  expect(worstFirst(list).map(({ id }) => id)).toEqual([2, 4, 3, 1]);
});
