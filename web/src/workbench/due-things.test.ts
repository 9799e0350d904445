// What is due: from matters, delegations and outcomes, soon or late, the most urgent first.
import { expect, test } from "vitest";
import type { FlowSummaryView } from "../../../src/app/http/contract-flows.ts";
import type { TripYearView } from "../../../src/app/http/contract-trips.ts";
import { dueOf } from "./due-things.ts";

const flow = (id: string, due: string | null) => ({ id, title: id, nodeTitle: "审核", due }) as FlowSummaryView;
const year = {
  id: "y",
  rows: [
    { id: "1", trip: "t-1", title: "one", chases: [{ what: "report", due: "2026-01-05", daysLate: 5 }] },
    { id: "2", trip: null, title: "two", chases: [{ what: "passports", due: "2026-01-17", daysLate: 0 }] },
  ],
  outcomes: [
    {
      id: "o",
      title: "outcome",
      example: null,
      followUps: [
        { month: "6", due: "2026-01-01", state: "done" },
        { month: "12", due: "2026-01-11", state: "waiting" },
        { month: "24", due: "2027-01-11", state: "waiting" },
      ],
    },
    { id: "e", title: "example", example: "made up", followUps: [{ month: "6", due: "2026-01-01", state: "overdue" }] },
  ],
} as unknown as TripYearView;

test("late ones first, then those of the next seven days; what is done, undated, far off or an example is left out", () => {
  const due = dueOf({ today: "2026-01-10", flows: [flow("a", "2026-01-18"), flow("b", "2026-01-10"), flow("c", null)], year });
  expect(due.map(({ title, days, place }) => [title, days, place])).toEqual([
    ["one", -5, { kind: "trip", id: "t-1" }],
    ["b", 0, { kind: "flow", id: "b" }],
    ["outcome", 1, { kind: "year", id: "y" }],
    ["two", 7, { kind: "year", id: "y" }],
  ]);
});
