import { expect, test } from "vitest";
import type { CaseView } from "../../../src/app/http/contract-cases.ts";
import { placeOfFinding } from "./place-of-finding.ts";

const one = {
  hasPublished: true,
  indicators: [{ id: "output.cost.1" }, { id: "output.cost.2" }],
  subprojects: { rows: [{ no: "1" }, { no: "2" }] },
  surveys: [{ indicator: "output.cost.2" }],
} as unknown as CaseView;

test.each([
  ["output.cost.2", "scorecard", "output.cost.2"],
  ["output.cost.2.actual", "scorecard", "output.cost.2"],
  ["indicators", "scorecard", "indicators"],
  ["indicators.0.weight", "scorecard", "output.cost.1"],
  ["execution", "scorecard", "execution"],
  ["surveys.0.score", "scorecard", "output.cost.2"],
  ["funds.current", "funds", "funds.current"],
  ["funds", "funds", "funds"],
  ["subproject.2", "funds", "subproject.2"],
  ["subprojects.1.spent", "funds", "subproject.2"],
  ["subprojects", "funds", "subprojects"],
  ["published.table", "published", "published.table"],
  ["narrative.overview.use", "report", "narrative.overview.use"],
  ["advice", "report", "narrative.advice"],
  ["something else", "scorecard", "total"],
])("a finding about %s is shown on the tab %s at %s", (subject, tab, focus) => {
  expect(placeOfFinding(subject, one)).toEqual({ tab, focus });
});

test("a case without a published report shows findings about its print in the report", () => {
  expect(placeOfFinding("published.table", { ...one, hasPublished: false }).tab).toBe("report");
});
