// Builds published documents for the tests of checks: a form with nothing to find, and a report around it, in which a test changes
// the lines that its check is about. Both are read as any file's.
import { aDocument, aGrid } from "../../reading/grid.builder.ts";
import { readDocument, type SourceDocument, type SourceTable } from "../../reading/index.ts";
import { examineDocument } from "../examine-document.ts";
import type { Finding } from "../finding.ts";
import { rulesOf } from "../review.builder.ts";

/** Lines of a form; cells parted by bars, "<" and "^" merge. */
export type FormLines = {
  readonly title?: string;
  readonly project?: string;
  readonly names?: string;
  readonly unit?: string;
  readonly fundHeads?: string;
  /** The money rows: name, initial, revised, executed, weight, rate, score. */
  readonly funds?: readonly string[];
  readonly goals?: readonly [plan: string, done: string];
  readonly heads?: string;
  /** Indicator rows by number, instead of those of the clean form. */
  readonly rows?: Readonly<Record<number, string>>;
  /** Rows after them. */
  readonly more?: readonly string[];
  readonly total?: string;
  readonly end?: readonly string[];
};

const FUNDS = [
  "年度资金总额|100.00|100.00|97.00|10|97%|9.70",
  "其中：当年财政拨款|80.00|80.00|77.00|—|—|—",
  "上年结转资金|20.00|20.00|20.00|—|—|—",
  "其他资金||||—|—|—",
] as const;

const ROWS = [
  "产出指标|数量指标|培训场次|≥12场|12场|15|15|",
  "产出指标|质量指标|考核合格率|≥90%|93%|15|15|",
  "产出指标|时效指标|完成时间|2019年12月底前|2019年12月10日|10|10|",
  "产出指标|成本指标|人均培训成本|≤900元|880元|10|10|",
  "效益指标|经济效益指标|新增就业人数|≥40人|38人|30|28.5|部分学员尚在择业，今后加强推荐|",
  "满意度指标|服务对象满意度指标|学员满意度|≥90%|92%|10|10|",
] as const;

/** A form whose figures agree: 97 of 100, and 98.2 points. */
function aForm(lines: FormLines = {}): SourceTable {
  const rows = ROWS.map((row, index) => lines.rows?.[index] ?? row).filter((row) => row !== "");
  const funds = (lines.funds ?? FUNDS).map((row, index) => `${index === 0 ? `项目资金（${lines.unit ?? "万元"}）` : "^"}|${row}`);
  return aGrid([
    `${lines.title ?? "项目支出绩效自评表（2019年度）"}|<|<|<|<|<|<|<`,
    `项目名称|${lines.project ?? "技能培训补助经费"}|<|<|<|<|<|<`,
    lines.names ?? "主管部门|示例市人社局|<|<|实施单位|示例市培训中心|<|<",
    `项目资金（${lines.unit ?? "万元"}）||${lines.fundHeads ?? "年初预算数|全年预算数|全年执行数|分值|执行率|得分"}`,
    ...funds,
    "年度总体目标|预期目标|<|<|<|实际完成情况|<|<",
    `^|${lines.goals?.[0] ?? "全年举办培训12场，帮助40人就业"}|<|<|<|${lines.goals?.[1] ?? "举办12场，38人就业"}|<|<`,
    lines.heads ?? "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施",
    ...rows.map((row) => row.split("|").slice(0, 8).join("|")),
    ...(lines.more ?? []),
    lines.total ?? "总分|<|<|<|<|100|98.20|",
    ...(lines.end ?? []),
  ]);
}

/** Parts of a report, by what they are about. */
export type ReportLines = {
  readonly money?: readonly (string | SourceTable)[];
  readonly goals?: readonly string[];
  readonly conclusion?: readonly string[];
  readonly output?: readonly string[];
  readonly benefit?: readonly string[];
  readonly satisfaction?: readonly string[];
  readonly problems?: readonly string[];
  readonly advice?: readonly string[];
  readonly other?: readonly string[];
  readonly annexes?: readonly string[];
  readonly signed?: string;
  readonly form?: FormLines | null;
  readonly drop?: string;
};

/** A report that says what its form says. */
export function aReport(lines: ReportLines = {}, changes: Partial<SourceDocument> = {}): SourceDocument {
  const blocks = [
    "2019年度技能培训补助经费绩效评价报告",
    "一、基本情况",
    ...(lines.goals ?? ["项目面向待业人员开展技能培训。"]),
    ...(lines.money ?? ["2019年该项目全年预算100万元，实际支出97万元，预算执行率为97%。"]),
    "二、绩效评价工作开展情况",
    "评价采用比较法和公众评判法。",
    "三、综合评价情况及评价结论",
    ...(lines.conclusion ?? ["最终评价结果为98.20分，评价等级为“优”。"]),
    "四、绩效评价指标分析",
    ...(lines.output ?? ["培训按计划开展。"]),
    ...(lines.benefit ?? ["学员就业情况较好。"]),
    ...(lines.satisfaction ?? []),
    "五、主要经验及做法",
    "培训与用工单位对接。",
    "六、存在的问题及原因分析",
    ...(lines.problems ?? ["1．报名渠道较窄。"]),
    "七、有关建议",
    ...(lines.advice ?? ["1．增设报名点。"]),
    "八、其他需要说明的问题",
    ...(lines.other ?? ["本次评价资料由各科室提供。"]),
    ...(lines.annexes ?? ["附件：项目支出绩效自评表"]),
    "示例市人社局",
    lines.signed ?? "2020年5月20日",
    ...(lines.form === null ? [] : [aForm(lines.form)]),
  ].filter((block) => block !== lines.drop);
  return aDocument(blocks, changes);
}

/** A file with the form alone. */
export function aFormFile(lines: FormLines = {}, ...others: readonly SourceTable[]): SourceDocument {
  return aDocument([aForm(lines), ...others]);
}

/** What is found in the document under a small rulebook that stands for 财预〔2020〕10号. */
export function findingsIn(document: SourceDocument): readonly Finding[] {
  return examineDocument(readDocument(document), rulesOf());
}
