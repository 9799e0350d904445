import { expect, test } from "vitest";
import type { ReadDocument, ReadTable } from "../../../reading/index.ts";
import { correctCell } from "./correct-cell.ts";

const TABLE: ReadTable = {
  ...{ title: "自评表", address: "table:0", project: "项目", department: null, unit: null, year: 2022, moneyUnit: "万元" },
  ...{ funds: [], goal: null, goalAchieved: null, total: { weight: "100", score: "98" }, grade: null, hasHead: true, hasEnd: true },
  indicators: [
    {
      ...{ level1: "产出指标", level2: "数量指标", level3: "期数", target: "≥12期", actual: "12期", weight: "50", score: "5O" },
      ...{ reason: null, level1Points: null, level2Points: null, scoreRows: 1 },
    },
  ],
  columns: { funds: [], indicators: [] },
  formHints: [],
  cells: [{ path: "indicators.0.score", address: "table:0!R2C7", confidence: "doubtful" }],
};
const DOCUMENT: ReadDocument = {
  ...{ kind: "self-eval-table", title: null, issuer: null, signedOn: null, year: 2022, tables: [TABLE, TABLE], details: [] },
  ...{ scoreTables: [], statements: [], sections: [], annexes: [], cells: [] },
  source: { name: "", format: "docx", blocks: [], pageSetup: null, notes: [] },
};

function corrected(table: number, path: string, value: string | null): ReadTable | undefined {
  const after = correctCell(DOCUMENT, { table, path, value });
  return after.ok ? after.value.tables[table] : undefined;
}

test("a value put right is certain from then on, and nothing else changes", () => {
  const after = correctCell(DOCUMENT, { table: 1, path: "indicators.0.score", value: "50" });
  if (!after.ok) throw new Error("refused");
  expect(after.value.tables[1]?.indicators[0]).toEqual({ ...TABLE.indicators[0], score: "50" });
  expect(after.value.tables[1]?.cells).toEqual([{ path: "indicators.0.score", address: "table:0!R2C7", confidence: "certain" }]);
  expect(after.value.tables[0]).toBe(TABLE);
});

test("a value can be emptied; a level's name is then an empty name, and the year stays a number", () => {
  expect(corrected(0, "indicators.0.score", null)?.indicators[0]?.score).toBeNull();
  expect(corrected(0, "indicators.0.level1", null)?.indicators[0]?.level1).toBe("");
  expect(corrected(0, "year", "2021")?.year).toBe(2021);
  expect(corrected(0, "total.score", "99")?.total.score).toBe("99");
});

test.each([
  [2, "total.score"],
  [0, "indicators.1.score"],
  [0, "indicators"],
  [0, "indicators.0.colour"],
  [0, "cells.0.path"],
  [0, "__proto__.score"],
  [0, "year"],
])("there is nothing to correct in table %i at %s", (table, path) => {
  expect(corrected(table, path, "x")).toBeUndefined();
});
