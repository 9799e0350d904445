import { expect, it } from "vitest";
import { readDocument } from "../reading/index.ts";
import { aFormFile } from "./document/document.builder.ts";
import { findCopiedText, passagesOf } from "./find-copied-text.ts";
import { rulesOf } from "./review.builder.ts";

const COPIED =
  "示例市培训中心依托社区服务站摸清待业人员底数，按工种分班授课，并与十家用工企业签订输送协议，结业学员三个月内签约率逐月提高，群众普遍反映课程实用";
const OWN =
  "本单位在两个园区设立报名点，邀请行业协会选派讲师，采取周末班和夜校班相结合的方式授课，学员结业后由园区统一组织双选会，多数学员当场达成就业意向";

/** A unit's document whose account of results is the text. */
function by(unit: string, account: string) {
  const form = aFormFile({
    names: `主管部门|示例市人社局|<|<|实施单位|${unit}|<|<`,
    goals: ["全年举办培训12场，帮助40人就业", account],
  });
  return { name: `${unit}.xlsx`, ...passagesOf(readDocument(form)) };
}
const copies = (...documents: readonly ReturnType<typeof by>[]) =>
  findCopiedText(documents, rulesOf()).map(({ name, finding }) => [name, finding.code, finding.severity, finding.params["other"]]);

it("one account of results in two units' documents is named in both, whoever's name and figures it carries", () => {
  expect(
    copies(by("示例市培训中心", COPIED), by("示例县教育局", COPIED.replace("示例市培训中心", "示例县教育局").replace("三个月", "四个月"))),
  ).toEqual([
    ["示例市培训中心.xlsx", "text-copied-between-units", "warning", "示例县教育局.xlsx"],
    ["示例县教育局.xlsx", "text-copied-between-units", "warning", "示例市培训中心.xlsx"],
  ]);
});

it("texts of their own, and one unit's text in two of its documents, are nobody's copy", () => {
  expect(copies(by("示例市培训中心", COPIED), by("示例县教育局", OWN))).toEqual([]);
  expect(copies(by("示例市培训中心", COPIED), by("示例市培训中心", COPIED))).toEqual([]);
});

it("what more than half of a batch has is the form's own text", () => {
  const units = ["甲县培训中心", "乙县培训中心", "丙县培训中心", "丁县培训中心", "戊县培训中心", "己县培训中心"];
  const text = COPIED.replace("示例市培训中心", "");
  expect(copies(...units.map((unit) => by(unit, text)))).toEqual([]);
  expect(copies(...units.map((unit, at) => by(unit, at < 2 ? text : OWN.slice(at))))).toHaveLength(2);
});
