import { expect, test } from "vitest";
import { readGridTables } from "../grid/read-grid-tables.ts";
import { aDocument, aGrid } from "../grid.builder.ts";
import { linkStatements } from "./link-statements.ts";

const { tables } = readGridTables(
  aDocument([
    aGrid([
      "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分",
      "产出指标|时效指标|按期完成培训|100%|100%|5|3",
      "^|成本指标|培训费控制在80万元|100%|100%|5|5",
      "^|^|差旅费控制在20万元|100%|60%|5|3",
    ]),
  ]),
);

function completion(indicator: string, quote: string) {
  const nothing = { place: null, rate: null, deviation: null, deducted: null, reason: null };
  return { claims: "completion" as const, quote, indicator, ...nothing };
}

test("a sentence finds the one row of its kind, and among several the row whose words it shares", () => {
  const linked = linkStatements(
    [completion("时效指标", "完成率为100%"), completion("成本指标", "差旅费为15万元"), completion("质量指标", "合格")],
    tables,
  );
  expect(linked.map((statement) => ("indicator" in statement ? statement.indicator : null))).toEqual([
    "tables.0.indicators.0",
    "tables.0.indicators.2",
    "质量指标",
  ]);
});

test("where words tell no row apart, and where there are several tables, no row is taken", () => {
  const vague = [completion("成本指标", "控制得好")];
  expect(linkStatements(vague, tables)).toEqual(vague);
  const several = [completion("时效指标", "完成率为100%")];
  expect(linkStatements(several, [...tables, ...tables])).toEqual(several);
});
