// A report like the ones that are published, in words of its own: its tables from what the example's dossier says was printed, its
// sentences with the same figures and the same contradictions. As a document for the writers, as a web page and as plain text.
import type { PrintedDocument } from "../src/dossier/index.ts";
import { unreachable } from "../src/kernel/index.ts";
import type { Block, Cell, ReportDocument, Table } from "../src/report/index.ts";

const PROJECT = "外事活动（出访）专项经费";
const UNIT = "南昌市人民政府外事办公室";

type PrintedTable = NonNullable<PrintedDocument["table"]>;

const cell = (text: string | null, extra: Partial<Cell> = {}): Cell => ({ text: text ?? "", ...extra });

export function printedReport(printed: PrintedDocument): ReportDocument {
  const { title, issuer, signedOn, table, details, scoreTables, annexes } = printed;
  const [first, second] = details.map((detail) => detailTable(detail));
  const [scores] = scoreTables.map((sheet) => scoreTable(sheet));
  if (!table || !first || !second || !scores) throw new Error("a table is missing");
  const text = (...sentences: readonly string[]): Block[] => sentences.map((words) => ({ kind: "paragraph", runs: [{ text: words }] }));
  const head = (level: 1 | 2 | 3, words: string): Block => ({ kind: "heading", level, text: words });
  const section = (index: number) => head(1, printed.sections[index] ?? "");
  return {
    meta: { title, author: issuer, day: signedOn, subject: title },
    blocks: [
      { kind: "title", lines: [title] },
      ...text("市财政局：", "按洪财办[2020]10号的要求，我办对2019年度出访经费作了评价，情况如下："),
      section(0),
      head(2, "（一）项目概况"),
      ...text(
        "2019年专项预算为465.47万元，其中当年拨款300万元，上年结余165.47万元。",
        "截至2019年12月31日，市财政局共下拨465.47万元，实际支出为300.33万元，预算总体执行率为64.5%。各团组支出见下表：",
      ),
      first,
      section(1),
      ...text("各处室先自评，领导小组再评价。"),
      section(2),
      ...text("经过评分，最终评价结果为92.45分，本项目绩效评价等级为“优”。"),
      scores,
      section(3),
      head(2, "（一）项目决策情况"),
      ...text("出访计划经审议通过。全年预算465.47万元，实际使用300.33万元，支出分布见下表："),
      second,
      head(2, "（二）项目过程情况"),
      ...text("经费管理执行赣财行[2014]10号和财行[2017]434号两项规定。"),
      head(2, "（三）项目产出情况"),
      head(3, "1.产出数量情况（20分）"),
      ...text("年初计划结算出访团组12个，实际共结算出访团组12个，团组结算率为100%，得20分。"),
      head(3, "2.产出质量情况（15分）"),
      ...text("团组按规定结算，得15分。"),
      head(3, "3.产出时效情况（5分）"),
      ...text(
        "原计划上、下半年各完成6个出访团组结算。实际上半年完成3个出访团组结算，下半年完成9个出访团组结算，完成率为100%。由于集中学习，扣2分，得3分。",
      ),
      head(3, "4.产出成本情况（10分）"),
      ...text(
        "年初计划国际费用为256.8万元，上下浮动率控制在10%以内，实际支出国际费用为269.21万元，浮动率为4.8%，得5分。",
        "年初计划国内费用为43.2万元，上下浮动率控制在10%以内，实际支出国内费用为31.12万元，浮动率为28%，扣2分，得3分。",
      ),
      head(2, "（四）项目效益情况"),
      head(3, "1.经济效益情况（15分）"),
      ...text("引进的美国福特汽车公司投资1.58亿美元。今年7月17日，法国雷诺汽车集团增资10亿元。得15分。"),
      head(3, "2.社会效益情况（10分）"),
      ...text("城市的国际知名度有所提高。得10分。"),
      head(2, "（五）满意度指标"),
      ...text("对出访人员发放调查问卷36份，回收有效调查问卷36份，满意度得分为96分，得10分。"),
      section(4),
      ...text("整团出访费用原则上不得超过预算。", "效益指标难以量化。"),
      section(5),
      ...text("将评价结果与预算安排挂钩。"),
      section(6),
      ...text("无"),
      { kind: "annex-note", names: annexes },
      { kind: "signature", unit: issuer, day: "2020年5月20日" },
      { kind: "annex-start", label: "附件", title: table.title, subtitle: "（2019年度）" },
      formTable(table),
    ],
  };
}

function ruled(id: string, columns: number, rows: readonly (readonly Cell[])[], caption?: string): Table {
  return { kind: "table", id, widths: Array.from({ length: columns }, () => 10), headerRows: 0, rows, ...(caption ? { caption } : {}) };
}

function detailTable({ id, title, rows, totals }: PrintedDocument["details"][number]): Table {
  const rated = totals.rate !== null;
  const heads = [
    "序号",
    "子项目名称",
    "项目实施单位（处室）",
    "项目预算金额（万元）",
    "项目支出金额（万元）",
    ...(rated ? ["执行率"] : []),
  ];
  return ruled(
    id,
    heads.length,
    [
      heads.map((text) => cell(text)),
      ...rows.map(({ no, name, division, budget, spent, rate }) =>
        [no, name, division, budget, spent, ...(rated ? [rate] : [])].map((text) => cell(text)),
      ),
      [cell("合计", { colSpan: 3 }), ...[totals.budget, totals.spent, ...(rated ? [totals.rate] : [])].map((text) => cell(text))],
    ],
    title,
  );
}

/** For each row how many rows its cell covers when cells of the same words are merged; 0 where one above covers it. */
function spansOf(words: readonly string[]): readonly number[] {
  return words.map((word, index) => {
    if (words[index - 1] === word) return 0;
    const next = words.findIndex((other, at) => at > index && other !== word);
    return (next < 0 ? words.length : next) - index;
  });
}

function merged(word: string, span: number | undefined): readonly Cell[] {
  return span ? [cell(word, { rowSpan: span })] : [];
}

function scoreTable({ title, rows, total }: PrintedDocument["scoreTables"][number]): Table {
  const spans = spansOf(rows.map(({ level1 }) => level1));
  return ruled(
    "scores",
    4,
    [
      ["一级指标", "二级指标", "权重", "得分"].map((text) => cell(text)),
      ...rows.map(({ level1, level2, weight, score }, index) => [
        ...merged(level1, spans[index]),
        ...[level2, weight, score].map((text) => cell(text)),
      ]),
      [cell("合计", { colSpan: 2 }), cell(total.weight), cell(total.score)],
    ],
    title,
  );
}

const FUND_HEADS = ["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"];
const INDICATOR_HEADS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"];

function formTable({ funds, goal, goalAchieved, indicators, total }: PrintedTable): Table {
  const level1 = spansOf(indicators.map((row) => row.level1));
  const level2 = spansOf(indicators.map((row) => row.level2));
  const head = (words: string, colSpan: number, rowSpan = 1) => cell(words, { colSpan, rowSpan });
  return ruled("form", 9, [
    [head("项目名称", 2), head(PROJECT, 7)],
    [head("主管部门", 2), head(UNIT, 3), head("实施单位", 2), head(UNIT, 2)],
    [head("项目资金（万元）", 2, funds.length + 1), ...FUND_HEADS.map((text) => cell(text))],
    ...funds.map(({ row, initial, revised, executed, weight, rate, score }) =>
      [row, initial, revised, executed, weight ?? "—", rate, score ?? "—"].map((text) => cell(text)),
    ),
    [head("年度总体目标", 2, 2), head("预期目标", 4), head("实际完成情况", 3)],
    [cell(goal, { colSpan: 4 }), cell(goalAchieved, { colSpan: 3 })],
    [head("绩效指标", 1, indicators.length + 1), ...INDICATOR_HEADS.map((text) => cell(text))],
    ...indicators.map((row, index) => [
      ...merged(row.level1, level1[index]),
      ...merged(row.level2, level2[index]),
      ...[row.level3, row.target, row.actual, row.weight, row.score, row.reason].map((text) => cell(text)),
    ]),
    [head("总分", 6), cell(total?.weight ?? null), cell(total?.score ?? null), cell("")],
  ]);
}

/** The document as a web page. */
export function asPage({ meta, blocks }: ReportDocument): Uint8Array {
  const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const body = blocks.flatMap((block) => {
    if (block.kind !== "table") return linesOf(block).map((line) => `<p>${escaped(line)}</p>`);
    const rows = block.rows.map((row) =>
      row.map(({ text, colSpan, rowSpan }) => `<td colspan="${colSpan ?? 1}" rowspan="${rowSpan ?? 1}">${escaped(text)}</td>`).join(""),
    );
    return [...linesOf(block).map((line) => `<p>${line}</p>`), `<table>${rows.map((row) => `<tr>${row}</tr>`).join("")}</table>`];
  });
  return encoded(`<!doctype html><meta charset="utf-8"><title>${escaped(meta.title)}</title>${body.join("\n")}`);
}

/** The document as its text is copied: a row a line, cells parted by blanks, what is empty left out. */
export function asText({ blocks }: ReportDocument): Uint8Array {
  const lines = blocks.flatMap((block) => [
    ...linesOf(block),
    ...(block.kind === "table" ? block.rows.map((row) => row.flatMap(({ text }) => (text === "" ? [] : [text])).join(" ")) : []),
  ]);
  return encoded(lines.join("\n"));
}

const encoded = (text: string) => new TextEncoder().encode(text);

/** What stands in lines of its own; of a table what stands above it. */
function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case "title":
      return [...block.lines, ...(block.subtitle ? [block.subtitle] : [])];
    case "heading":
      return [block.text];
    case "paragraph":
      return [block.runs.map(({ text }) => text).join("")];
    case "table":
      return block.caption ? [block.caption] : [];
    case "annex-note":
      return [`附件：${block.names.join("、")}`];
    case "signature":
      return [block.unit, block.day];
    case "annex-start":
      return [block.label, block.title, ...(block.subtitle ? [block.subtitle] : [])];
    case "page-break":
      return [];
    default:
      return unreachable(block);
  }
}
