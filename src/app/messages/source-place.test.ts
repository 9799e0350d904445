import { expect, test } from "vitest";
import { sourcePlaceText } from "./source-place.ts";

test("addresses of a document are said as a person looks them up", () => {
  const said = ["table:0!R3C6", "table:2", "block:2", "chars:10-12", "p4", "自评表!C7", "plan!C7"].map((one) => sourcePlaceText(one, "zh"));
  expect(said).toEqual(["第 1 个表第 3 行第 6 列", "第 3 个表", "第 3 段", "第 11～12 字", "第 4 页", "自评表!C7", "plan!C7"]);
  expect(sourcePlaceText("table:0!R3C6", "en")).toBe("table 1, row 3, column 6");
});
