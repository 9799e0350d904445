// The prose of a self-evaluation report around its form: amounts, rate, score and days in sentences, a detail table, a score table.
import { cell, type FormBlock, type FormCell, type FormDocument, type FormTable, type TruthTable, text } from "./form-document.ts";
import type { CaseDetail, CaseReport, PublishedCase } from "./published-case.ts";

export function composeReport(
  published: PublishedCase,
  report: CaseReport,
  form: readonly FormBlock[],
  tables: readonly TruthTable[],
): FormDocument {
  const table = published.tables[0];
  const total = table?.funds[0];
  if (!table || !total) throw new Error("a report needs its form");
  const unit = table.moneyUnit;
  const parts = table.funds.slice(1).filter(({ revised }) => revised !== null);
  const name = table.project.replace(/^\d{4}年/u, "");
  const words = (day: string) => {
    const [year = "", month = "", date = ""] = day.split("-");
    return `${year}年${Number(month)}月${Number(date)}日`;
  };
  const outputs = table.indicators.filter(({ level1 }) => level1 === "产出指标");
  const missed = table.indicators.filter(({ reason }) => reason !== null);
  const blocks: FormBlock[] = [
    text("title", report.title),
    text("paragraph", `${report.addressee}：`),
    text("paragraph", `按照预算绩效管理要求，我单位对${table.year}年度${name}开展了自评，现将情况报告如下：`),
    text("heading", "一、基本情况"),
    text("subheading", "（一）项目概况"),
    text("paragraph", table.goal),
    text("subheading", "（二）资金安排和使用"),
    text(
      "paragraph",
      `${table.year}年该项目全年预算${total.revised ?? ""}${unit}，其中${parts.map(({ row, revised }) => `${row.replace(/^其中[：:]/u, "")}${revised}${unit}`).join("，")}。截至${table.year}年12月31日，实际支出${total.executed ?? ""}${unit}，预算执行率为${total.rate ?? ""}。具体见下表：`,
    ),
    ...report.details.flatMap((detail) => [text("subtitle", detail.title), detailTable(detail, unit)]),
    text("heading", "二、绩效目标完成情况"),
    text("subheading", "（一）产出指标"),
    ...outputs.map(({ level3, target, actual }, at) =>
      text(
        "paragraph",
        `${at + 1}.${level3}：计划${target?.symbol ?? ""}${target?.value ?? ""}${target?.unit ?? ""}，实际${actual?.value ?? ""}${actual?.unit ?? ""}。`,
      ),
    ),
    text("subheading", "（二）实地核查"),
    text("paragraph", `${words(report.visitedOn)}，自评小组到现场核对了资料和实物。`),
    text("heading", "三、评价结论"),
    text("paragraph", `经自评，该项目综合得分${report.conclusion.score}分，评价等级为“${report.conclusion.grade}”。各部分得分见下表：`),
    text("subtitle", "绩效自评得分表"),
    scoreTable(report),
    text("heading", "四、存在问题"),
    ...(missed.length > 0
      ? missed.map(({ level3, reason }, at) => text("paragraph", `${at + 1}.${level3}未达到计划：${reason ?? ""}`))
      : [text("paragraph", "日常资料归集还不够及时。")]),
    text("heading", "五、改进措施"),
    ...(missed.length > 0
      ? missed.map(({ level3 }, at) => text("paragraph", `${at + 1}.对${level3}逐月跟踪，按节点落实责任。`))
      : [text("paragraph", "按月归集资料，做到随办随存。")]),
    text("note", "附件：项目支出绩效自评表"),
    text("right", report.issuer),
    text("right", words(report.signedOn)),
    text("note", "附件"),
    ...form,
  ];
  return {
    title: report.title,
    blocks,
    truth: {
      // The form has no place for the grade; the report's conclusion gives it.
      tables: tables.map((table) => ({ ...table, grade: table.grade ?? report.conclusion.grade })),
      details: report.details.map(({ title, rows, total: totals }) => ({ title, rows, totals })),
      scoreTables: [{ rows: report.scoreRows, total: report.scoreTotal }],
      signedOn: report.signedOn,
      damaged: [],
    },
  };
}

function detailTable(detail: CaseDetail, unit: string): FormTable {
  const head = ["序号", "子项目名称", "项目实施科室", `预算金额（${unit}）`, `支出金额（${unit}）`, "执行率"];
  const rows: FormCell[][] = [
    head.map((words) => cell(words)),
    ...detail.rows.map(({ no, name, division, budget, spent, rate }) =>
      [no, name, division, budget, spent, rate].map((words) => cell(words)),
    ),
    [cell("合计", { across: 3 }), cell(detail.total.budget), cell(detail.total.spent), cell(detail.total.rate)],
  ];
  return { kind: "table", columns: 6, rows };
}

function scoreTable(report: CaseReport): FormTable {
  const rows: FormCell[][] = [["一级指标", "二级指标", "分值", "得分"].map((words) => cell(words))];
  for (const [at, row] of report.scoreRows.entries()) {
    const begins = report.scoreRows[at - 1]?.level1 !== row.level1;
    const down = report.scoreRows.filter(({ level1 }) => level1 === row.level1).length;
    rows.push([...(begins ? [cell(row.level1, { down })] : []), cell(row.level2), cell(row.weight), cell(row.score)]);
  }
  rows.push([cell("合计", { across: 2 }), cell(report.scoreTotal.weight), cell(report.scoreTotal.score)]);
  return { kind: "table", columns: 4, rows };
}
