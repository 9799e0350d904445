import { describe, expect, it } from "vitest";
import type { SourceDocument } from "../../reading/index.ts";
import { aFormFile, findingsIn } from "./document.builder.ts";

/** The form's first indicator row, and its column of points. */
const FIRST_ROW = 11;
const SCORE = 6;

/** The document with that cell not surely read. */
function unsure(document: SourceDocument, row: number, column: number): SourceDocument {
  return {
    ...document,
    blocks: document.blocks.map((block) =>
      block.kind === "table"
        ? { ...block, cells: block.cells.map((cell) => (cell.row === row && cell.column === column ? { ...cell, doubtful: true } : cell)) }
        : block,
    ),
  };
}
const totals = (document: SourceDocument) =>
  findingsIn(document).flatMap(({ code, severity }) =>
    code === "total-wrong" || (code === "doubtful-cell" && severity === "warning") ? [`${severity} ${code}`] : [],
  );

describe("a total that its rows do not give", () => {
  it("is an error where every row was read surely", () => {
    expect(totals(aFormFile({ total: "总分|<|<|<|<|100|90.20|" }))).toEqual(["error total-wrong"]);
  });

  it("is a cell to look at where a row that could make it right was not", () => {
    expect(totals(unsure(aFormFile({ total: "总分|<|<|<|<|100|90.20|" }), FIRST_ROW, SCORE))).toEqual(["warning doubtful-cell"]);
  });

  it("is an error all the same where that row could not make it right with all or none of its points", () => {
    expect(totals(unsure(aFormFile({ total: "总分|<|<|<|<|100|99.90|" }), FIRST_ROW, SCORE))).toEqual(["error total-wrong"]);
    expect(totals(unsure(aFormFile({ total: "总分|<|<|<|<|100|80.00|" }), FIRST_ROW, SCORE))).toEqual(["error total-wrong"]);
  });
});

describe("a form put together from running text", () => {
  const lines = (total: string, row: string): SourceDocument => {
    const text = [
      "项目支出绩效自评表（2019年度）",
      "项目名称 技能培训补助经费",
      "主管部门 示例市人社局 实施单位 示例市培训中心",
      "项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分",
      "年度资金总额 100.00 100.00 97.00 10 97% 9.70",
      "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施",
      "产出指标 数量指标 培训场次 ≥12场 12场 20 20",
      row,
      "效益指标 经济效益指标 新增就业人数 ≥40人 40人 30 30",
      "满意度指标 服务对象满意度指标 学员满意度 ≥90% 92% 10 10",
      `总分 100 ${total}`,
    ].filter((line) => line !== "");
    return textOf(text);
  };
  const textOf = (text: readonly string[]): SourceDocument => {
    let at = 0;
    const blocks = text.map((line) => {
      const block = { kind: "text", text: line, page: null, address: `chars:${at}-${at + line.length}` } as const;
      at += line.length + 1;
      return block;
    });
    return { name: "form.txt", format: "txt", blocks, pageSetup: null, notes: [] };
  };
  const errors = (document: SourceDocument) => findingsIn(document).flatMap(({ code, severity }) => (severity === "error" ? [code] : []));
  const quality = "产出指标 质量指标 考核合格率 ≥90% 93% 30 30";

  it("has a wrong total where its weights show that every row is there", () => {
    expect(errors(lines("98.70", quality))).toEqual(["total-wrong"]);
    expect(errors(lines("99.70", quality))).toEqual([]);
  });

  it("has a wrong total where it prints no weights and the text parts its cells, and a cell to look at where they touch", () => {
    const document = lines("98.70", quality);
    const text = document.blocks.map((block) => (block.kind === "text" ? block.text : ""));
    const bare = text.map((line) =>
      line
        .replace(/ (\d\d) (?=\d\d$)/u, " ")
        .replace("实际完成值 分值", "实际完成值")
        .replace("总分 100", "总分"),
    );
    expect(errors(textOf(bare))).toEqual(["total-wrong"]);
    expect(errors(textOf([bare.join("").replaceAll(" ", "")]))).toEqual([]);
  });

  it("has none where a row may be missing", () => {
    expect(errors(lines("99.70", ""))).toEqual([]);
  });
});
