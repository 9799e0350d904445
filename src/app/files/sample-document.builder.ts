// A report with everything a writer must cope with, for the writers' tests: every block, a merged form, long tables, annexes.
import type { Block, Cell, ReportDocument, Table } from "../../report/index.ts";

/** Text that would be code in one format or another if it were not kept literal. */
export const HOSTILE_TEXT = `#panic("x") $x^2$ *粗* _斜_ \\ \\u{41} @ref <label> // 注释 /* */ [方] ] "引" 'it' \`raw\` = - + & <w:p/> ]]> {{x}} ~ --- ...`;

/** A report of about a dozen pages; `overrides` replaces parts of it. */
export function aReportDocument(overrides: Partial<ReportDocument> = {}): ReportDocument {
  return {
    meta: {
      title: "2019年度外事活动（出访）项目经费绩效评价报告",
      author: "南昌市人民政府外事办公室",
      day: "2020-05-20",
      subject: "项目支出绩效评价",
    },
    blocks: [...bodyBlocks(), ...annexBlocks()],
    ...overrides,
  };
}

/** A report of one block, for a single case. */
export function aDocumentOf(...blocks: readonly Block[]): ReportDocument {
  return aReportDocument({ blocks });
}

/** The expenditure of twelve delegations with its totals; the totals carry formulas in grid coordinates. */
export function aDetailTable(): Table {
  const groups: readonly (readonly [string, string, string, string])[] = [
    ["南昌市人民政府友城代表团", "出国（境）管理处", "23.92", "23.92"],
    ["2018年南昌市产业创新友好代表团", "出国（境）管理处", "33.59", "33.92"],
    ["南昌市友好代表团", "礼宾处", "35.06", "35.06"],
    ["南昌市人力资源友好交流代表团", "综合处", "38.47", "38.47"],
    ["南昌市“一带一路”城市文明传承与发展访问团", "国际交流处", "44.72", "44.72"],
    ["2018年南昌市赴法国经贸友好代表团", "出国（境）管理处", "40.75", "40.75"],
    ["南昌汉代海昏侯国遗址管理局出访团", "海昏侯国遗址管理局", "9.14", "9.14"],
    ["南昌市政协率团赴香港经贸洽谈", "出国（境）管理处", "1.47", "1.47"],
    ["南昌市人民政府率团赴香港招商引资", "出国（境）管理处", "1.00", "1.00"],
    ["2018年南昌市产业合作交流代表团", "出国（境）管理处", "4.12", "4.12"],
    ["南昌市政协合作交流代表团", "出国（境）管理处", "32.06", "32.06"],
    ["南昌市友好交流代表团", "领事安全处", "35.70", "35.70"],
  ];
  return {
    kind: "table",
    id: "delegations",
    caption: "2019年度外事活动（出访）专项支出明细表",
    unitNote: "单位：万元",
    widths: [8, 35, 23, 14, 14, 14],
    headerRows: 1,
    rows: [
      ["序号", "子项目名称", "实施单位（处室）", "预算金额", "支出金额", "执行率"].map((text) => head(text)),
      ...groups.map(([name, unit, budget, spent], index): readonly Cell[] => [
        { text: String(index + 1), align: "center" },
        { text: name },
        { text: unit, align: "center" },
        amount(budget),
        { ...amount(spent), ref: `ledger.spent.${index + 1}` },
        {
          text: index === 1 ? "100.98%" : "100.00%",
          number: index === 1 ? "1.0098" : "1",
          formula: `ROUND(R${index + 2}C5/R${index + 2}C4,4)`,
        },
      ]),
      [
        { text: "合计", colSpan: 3, align: "center", bold: true },
        { text: "300.00", number: "300.00", formula: "SUM(R2C4:R13C4)", bold: true },
        { text: "300.33", number: "300.33", formula: "SUM(R2C5:R13C5)", bold: true },
        { text: "100.11%", number: "1.0011", formula: "ROUND(R14C5/R14C4,4)", bold: true },
      ],
    ],
  };
}

/** The self-evaluation form of a Chinese project: merged labels, a block of funds, goals, indicators, a total. */
export function aSelfEvaluationForm(): Table {
  const indicator = (name: string, target: string, actual: string, weight: string, score: string, reason = ""): readonly Cell[] => [
    { text: name },
    { text: target, align: "center" },
    { text: actual, align: "center" },
    points(weight),
    points(score),
    { text: reason },
  ];
  const level2 = (text: string, rowSpan = 1): Cell => ({ text, rowSpan, align: "center" });
  const funds = (name: string, figures: readonly string[]): readonly Cell[] => [
    { text: name, colSpan: 2 },
    ...figures.map((text): Cell => (/^\d/.test(text) && !text.endsWith("%") ? { ...points(text) } : { text, align: "center" })),
  ];
  return {
    kind: "table",
    id: "self-evaluation",
    widths: [7, 11, 12, 18, 12, 12, 8, 10, 18],
    headerRows: 0,
    repeatRow: 10,
    rows: [
      [head("项目名称", 2), { text: "外事活动（出访）专项经费", colSpan: 7, align: "center" }],
      [
        head("主管部门", 2),
        { text: "南昌市人民政府外事办公室", colSpan: 3, align: "center" },
        head("实施单位", 2),
        { text: "南昌市人民政府外事办公室", colSpan: 2, align: "center" },
      ],
      [
        { ...head("项目资金（万元）"), rowSpan: 5 },
        head("", 2),
        ...["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"].map((text) => head(text)),
      ],
      funds("年度资金总额", ["465.47", "465.47", "300.33", "10", "64.52%", "6.45"]),
      funds("其中：当年财政拨款", ["300", "300", "134.86", "—", "44.95%", "—"]),
      funds("　　　上年结转资金", ["165.47", "165.47", "165.47", "—", "100%", "—"]),
      funds("　　　其他资金", ["", "", "", "—", "", "—"]),
      [{ ...head("年度总体目标"), rowSpan: 2 }, head("预期目标", 4), head("实际完成情况", 4)],
      [
        { text: "围绕开放发展安排全年出访，结算12个团组，国际、国内费用均控制在计划的±10%以内，服务对象满意率不低于90%。", colSpan: 4 },
        { text: "12个团组全部结算；国际费用269.21万元，偏离4.8%；国内费用31.12万元，偏离28.0%，超出控制范围；满意率96%。", colSpan: 4 },
      ],
      [
        { ...head("绩效指标"), rowSpan: 11 },
        ...["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"].map((text) =>
          head(text),
        ),
      ],
      [
        { text: "产出指标\n（50分）", rowSpan: 5, align: "center" },
        level2("数量指标"),
        ...indicator("结算出访团组", "12个", "12个", "20", "20"),
      ],
      [level2("质量指标"), ...indicator("结算合规的团组占比", "100%", "100%", "15", "15")],
      [
        level2("时效指标"),
        ...indicator(
          "上、下半年各结算6个团组",
          "6个；6个",
          "3个；9个",
          "5",
          "3",
          "上半年集中学习和防汛占用时间，结算顺延到下半年；今后按季度排定结算计划。",
        ),
      ],
      [level2("成本指标", 2), ...indicator("国际费用控制在256.8万元的±10%", "231.12—282.48万元", "269.21万元", "5", "5")],
      indicator(
        "国内费用控制在43.2万元的±10%",
        "38.88—47.52万元",
        "31.12万元",
        "5",
        "3",
        "压减境内停留天数，国内费用低于下限；编制预算时按实际天数测算。",
      ),
      [
        { text: "效益指标\n（30分）", rowSpan: 4, align: "center" },
        level2("经济效益指标"),
        ...indicator("带动对外经济合作，帮助本市企业“走出去”", "效果明显", "达成预期", "15", "15"),
      ],
      [level2("社会效益指标"), ...indicator("提升城市国际知名度", "效果明显", "达成预期", "10", "10")],
      [
        level2("生态效益指标"),
        { text: "无" },
        { text: "" },
        { text: "" },
        { text: "—", align: "center" },
        { text: "—", align: "center" },
        { text: "" },
      ],
      [level2("可持续影响指标"), ...indicator("持续推动对外人文交流", "持续", "达成预期", "5", "5")],
      [
        { text: "满意度指标\n（10分）", align: "center" },
        level2("服务对象满意度指标"),
        ...indicator("出访人员满意率", "≥90%", "96%", "10", "10"),
      ],
      [
        { text: "总分", colSpan: 6, align: "center", bold: true },
        { ...points("100"), formula: "R4C7+SUM(R11C7:R20C7)", bold: true },
        { ...points("92.45"), formula: "R4C9+SUM(R11C8:R20C8)", bold: true },
        { text: "等级：优", align: "center" },
      ],
    ],
  };
}

function bodyBlocks(): readonly Block[] {
  return [
    { kind: "title", lines: ["南昌市人民政府外事办公室", "2019年度外事活动（出访）项目经费", "绩效评价报告"] },
    paragraph("市财政局：", true),
    paragraph("按照财政支出绩效管理的要求，我办对2019年度外事活动（出访）项目经费开展了绩效评价，现将有关情况报告如下。"),
    heading(1, "一、基本情况"),
    heading(2, "（一）项目概况"),
    heading(3, "1.项目背景"),
    paragraph(
      "项目用于保障市领导率团出访，服务对外开放和经济社会发展，依据市委外事工作委员会审议通过的年度出国计划立项，由各处室按团组实施。",
    ),
    heading(3, "2.资金投入和使用"),
    {
      kind: "paragraph",
      runs: [
        { text: "全年预算" },
        { text: "465.47", ref: "funds.total.revised", bold: true },
        { text: "万元，其中当年财政拨款300.00万元、上年结转165.47万元；全年执行" },
        { text: "300.33", ref: "funds.total.executed", bold: true },
        { text: "万元，预算执行率64.52%。各团组支出见下表。" },
      ],
    },
    aDetailTable(),
    { kind: "paragraph", note: true, flush: true, runs: [{ text: "注：第2个团组支出高于预算0.33万元，已列入附件2的复核事项。" }] },
    heading(2, "（二）项目绩效目标"),
    paragraph(
      "总体目标是深化对外交流合作。年度目标细化为结算12个团组、上下半年各6个，国际费用256.8万元、国内费用43.2万元，均允许上下浮动10%，满意率不低于90%。",
    ),
    heading(1, "二、绩效评价工作开展情况"),
    heading(2, "（一）评价目的、对象和范围"),
    paragraph("目的是检验资金使用的经济性、效率性和效益性；对象为本项目全部资金；范围为2019年1月1日至12月31日发生的结算。"),
    heading(2, "（二）评价原则、指标体系、方法和标准"),
    paragraph("遵循科学规范、公正公开、分级分类、绩效相关的原则；采用比较法、因素分析法和公众评判法；标准以计划标准为主，历史标准为辅。"),
    heading(3, "1.权重"),
    heading(4, "（1）预算执行率"),
    paragraph("权重10分，按执行率乘以分值计算。"),
    heading(4, "（2）产出、效益和满意度"),
    paragraph("权重分别为50分、30分和10分，合计100分。"),
    heading(2, "（三）评价工作过程"),
    paragraph("评价分为准备、实施、报告三个阶段：处室先行自评，绩效领导小组复核，形成底稿后出具本报告。"),
    heading(1, "三、综合评价情况及评价结论"),
    paragraph("综合得分92.45分，等级为“优”。其中预算执行率6.45分，产出46分，效益30分，满意度10分。"),
    aScoreTable(),
    heading(1, "四、绩效评价指标分析"),
    ...["决策", "过程", "产出", "效益"].flatMap((name, index): readonly Block[] => [
      heading(2, `（${"一二三四"[index]}）项目${name}情况`),
      ...analysis(name),
    ]),
    heading(1, "五、主要经验及做法、存在的问题及原因分析"),
    heading(2, "（一）主要经验及做法"),
    paragraph("一是集体决策出访计划；二是预算先行、方案随行；三是结算以团长签字的出访报告为前提，做到钱随事走、事毕账清。"),
    heading(2, "（二）存在的问题"),
    paragraph("1.预算执行率偏低；2.国内费用测算偏宽；3.部分效益指标难以量化。"),
    heading(2, "（三）原因分析"),
    paragraph("预算编制时未充分考虑结转资金的消化，绩效目标与预算之间的对应关系不够紧密。"),
    heading(1, "六、有关建议"),
    paragraph("1.年初预算与结转资金统筹安排；2.按季度排定结算计划并跟踪；3.充实个性指标库。"),
    heading(1, "七、其他需要说明的问题"),
    paragraph("无。"),
    { kind: "annex-note", names: ["项目支出绩效自评表", "复核事项及处理情况一览表"] },
    { kind: "signature", unit: "南昌市人民政府外事办公室", day: "2020-05-20" },
  ];
}

function annexBlocks(): readonly Block[] {
  return [
    { kind: "annex-start", label: "附件1", title: "项目支出绩效自评表", subtitle: "（2019年度）" },
    aSelfEvaluationForm(),
    { kind: "annex-start", label: "附件2", title: "复核事项及处理情况一览表", landscape: true },
    aReviewTable(),
  ];
}

function aScoreTable(): Table {
  const row = (name: string, weight: string, score: string, note: string): readonly Cell[] => [
    { text: name, align: "center" },
    { ...points(weight), align: "center" },
    { ...points(score), align: "center" },
    { text: note },
  ];
  return {
    kind: "table",
    id: "scores",
    caption: "绩效评价得分表",
    widths: [12, 20, 10, 10, 28],
    headerRows: 2,
    rows: [
      [{ ...head("一级指标"), rowSpan: 2 }, { ...head("二级指标"), rowSpan: 2 }, head("评分", 2), { ...head("扣分原因"), rowSpan: 2 }],
      [head("权重"), head("得分")],
      [{ text: "项目资金", align: "center" }, ...row("预算执行率", "10", "6.45", "执行率64.52%")],
      [{ text: "项目产出", rowSpan: 4, align: "center" }, ...row("产出数量", "20", "20", "")],
      row("产出质量", "15", "15", ""),
      row("产出时效", "5", "3", "上半年只结算3个团组"),
      row("产出成本", "10", "8", "国内费用低于控制下限"),
      [{ text: "项目效益", rowSpan: 3, align: "center" }, ...row("经济效益", "15", "15", "")],
      row("社会效益", "10", "10", ""),
      row("可持续影响", "5", "5", ""),
      [{ text: "满意度", align: "center" }, ...row("服务对象满意度", "10", "10", "")],
      [
        { text: "合计", colSpan: 2, align: "center", bold: true },
        { ...points("100"), formula: "SUM(R3C3:R11C3)", bold: true },
        { ...points("92.45"), formula: "SUM(R3C4:R11C4)", bold: true },
        { text: "" },
      ],
    ],
  };
}

function aReviewTable(): Table {
  return {
    kind: "table",
    id: "review",
    widths: [6, 24, 14, 14, 40, 16],
    headerRows: 1,
    rows: [
      ["序号", "事项", "原填报", "应为", "依据和处理", "责任处室"].map((text) => head(text)),
      ...Array.from({ length: 14 }, (_, index): readonly Cell[] => [
        { text: String(index + 1), align: "center" },
        { text: ["明细表预算合计与各行之和不一致", "子项目支出高于预算", "国内费用偏离度的计算"][index % 3] ?? "" },
        amount(["300.33", "33.92", "60.00"][index % 3] ?? "0"),
        amount(["300.00", "33.59", "72.04"][index % 3] ?? "0"),
        { text: "逐行相加复核，更正合计数；支出超出预算的，补充调整审批手续，并在报告中写明原因，按规定时限办结。" },
        { text: ["综合处", "出国（境）管理处", "礼宾处"][index % 3] ?? "", align: "center" },
      ]),
    ],
  };
}

function analysis(name: string): readonly Block[] {
  return [
    paragraph(
      `项目${name}方面，评价组查阅立项批复、出访方案、预算明细、结算凭证和出访报告共36份，逐项核对了指标的年度目标值与实际完成值，并与上年同期比较。`,
    ),
    paragraph(
      `从结果看，${name}类指标的目标指向清楚，能够与预算安排对应；少数指标的目标值按比例填写，不利于跟踪，已建议改为可直接计量的数值，例如团组数、人次和万元。`,
    ),
    paragraph(
      `对${name}环节发现的偏差，责任处室已说明原因并提出改进措施，评价组据实记录在工作底稿中，编号为WP-2019-${name === "产出" ? "03" : "01"}。`,
    ),
  ];
}

function heading(level: 1 | 2 | 3 | 4, text: string): Block {
  return { kind: "heading", level, text };
}

function paragraph(text: string, flush = false): Block {
  return flush ? { kind: "paragraph", runs: [{ text }], flush } : { kind: "paragraph", runs: [{ text }] };
}

function head(text: string, colSpan = 1): Cell {
  return colSpan > 1 ? { text, header: true, colSpan } : { text, header: true };
}

function amount(text: string): Cell {
  return { text, number: text };
}

function points(text: string): Cell {
  return { text, number: text, align: "center" };
}
