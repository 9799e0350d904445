// Builds cases for the tests of checks: a small case with nothing to find, in which a test changes what its check is about.

import { type Dossier, readDossier } from "../dossier/index.ts";
import type { SourceFile } from "../kernel/index.ts";
import type { Rulebook } from "../rules/index.ts";
import { aRulebook } from "../rules/pack.builder.ts";
import { scoreDossier } from "../scoring/index.ts";
import type { CaseUnderReview } from "./check.ts";
import { examine } from "./examine.ts";
import type { Finding, FindingCode } from "./finding.ts";

export type Data = Readonly<Record<string, unknown>>;

/** What a test changes in the clean case. */
export type Changes = {
  /** Top-level keys of the dossier. */
  readonly dossier?: Data;
  /** Keys of indicator rows, by id. */
  readonly rows?: Readonly<Record<string, Data>>;
  /** Indicator rows added at the end. */
  readonly more?: readonly Data[];
  readonly ledger?: readonly Data[];
  readonly answers?: readonly Data[];
  /** Keys of the printed document; `true` for the clean one as it is. */
  readonly printed?: Data | true;
  /** Keys of the printed table, and of its rows by id. */
  readonly table?: Data;
  readonly printedRows?: Readonly<Record<string, Data>>;
  readonly parameters?: Data;
  readonly indicators?: Data;
  readonly documents?: Data;
  readonly thresholds?: Data;
};

const ours = { default: { source: "test" } };
const THRESHOLDS = {
  "low-rate": "80%",
  "high-risk-rate": "60%",
  "scores-outrun-rate": "5%",
  "target-too-low": "2",
  "reverse-over-achievement": "70%",
  "survey-minimum": "30",
  "few-indicators": "4",
  "many-indicators": "20",
  "overweight-indicator": "30",
  "timeliness-deduction": "30%",
  "deduction-size": "15%",
  "vague-reason-length": "15",
  "year-end-share": "30%",
  "copied-likeness": "90%",
  "submission-months": "6",
  "party-size": "6",
  "days-one-country": "5",
  "days-two-countries": "8",
  "days-three-countries": "10",
};

const CLAUSES = [
  { article: "第十一条", about: ["deviation-reasons"] },
  { article: "第十三条" },
  { article: "第十四条", about: ["indicator-quality"] },
  { article: "第十六条", about: ["quantities", "judgements"] },
  { article: "第十八条", about: ["grades"] },
  { article: "第二十三条" },
  { article: "第二十五条" },
  { article: "第二十六条", about: ["low-rate-reasons"] },
  { article: "附1", about: ["form"] },
];

const recorded = (score: string) => ({ score, by: "领导小组", reason: "按评定依据", paper: "底稿1" });

const ROWS: readonly Data[] = [
  {
    id: "count",
    level1: "产出指标",
    level2: "数量指标",
    level3: "培训场次",
    weight: "20",
    target: { kind: "at-least", value: "12", unit: "场" },
    actual: { value: "12", unit: "场" },
  },
  {
    id: "quality",
    level1: "产出指标",
    level2: "质量指标",
    level3: "验收合格率",
    weight: "10",
    target: { kind: "at-least", value: "95", unit: "%" },
    actual: { value: "96" },
  },
  {
    id: "time",
    level1: "产出指标",
    level2: "时效指标",
    level3: "上、下半年培训场次",
    weight: "10",
    target: {
      kind: "periods",
      unit: "场",
      periods: [
        { name: "上半年", value: "6" },
        { name: "下半年", value: "6" },
      ],
    },
    actual: {
      periods: [
        { name: "上半年", value: "6" },
        { name: "下半年", value: "5" },
      ],
    },
    deviation: "讲师临时因病未能到场，少办一场",
    corrective: "备好替补讲师",
  },
  {
    id: "cost",
    level1: "产出指标",
    level2: "成本指标",
    level3: "人均培训费用",
    weight: "10",
    target: { kind: "at-most", value: "400", unit: "元" },
    actual: { value: "395" },
  },
  {
    id: "benefit",
    level1: "效益指标",
    level2: "经济效益指标",
    level3: "参训人员就业率",
    weight: "30",
    target: { kind: "tier", text: "较上年提高" },
    actual: { tier: "达成年度指标", grounds: "就业登记显示较上年提高" },
    recorded: recorded("30"),
    evidence: ["paper"],
  },
  {
    id: "satisfied",
    level1: "满意度指标",
    level2: "服务对象满意度指标",
    level3: "学员满意率",
    weight: "10",
    target: { kind: "satisfaction", value: "90%" },
    actual: { rate: "92%" },
  },
];

const DOSSIER: Data = {
  dossier: "1",
  project: { name: "示例培训项目", year: "2019", department: "示例部门", unit: "示例单位", completed: "true" },
  pack: "mof-2020-10",
  evaluation: { kind: "unit-self", signedOn: "2020-05-20", signedBy: "示例单位" },
  funds: { current: { initial: "100", revised: "100", executed: "97" } },
  surveys: [
    {
      indicator: "satisfied",
      respondents: "学员",
      relation: "beneficiaries",
      population: "300",
      issued: "60",
      returned: "55",
      valid: "50",
      satisfied: "46",
    },
  ],
  evidence: [{ id: "paper", title: "就业登记表", kind: "正式资料", supports: ["benefit"], on: "2020-03-01" }],
};

const PRINTED_ROWS: readonly Data[] = [
  { id: "count", level1: "产出指标", level2: "数量指标", level3: "培训场次", target: "≥12场", actual: "12场", weight: "20", score: "20" },
  { id: "quality", level1: "产出指标", level2: "质量指标", level3: "验收合格率", target: "≥95%", actual: "96%", weight: "10", score: "10" },
  {
    id: "time",
    level1: "产出指标",
    level2: "时效指标",
    level3: "上、下半年培训场次",
    target: "≥12场",
    actual: "11场",
    weight: "10",
    score: "9.17",
    reason: "讲师临时因病未能到场，少办一场",
  },
  {
    id: "cost",
    level1: "产出指标",
    level2: "成本指标",
    level3: "人均培训费用",
    target: "≤400元",
    actual: "395元",
    weight: "10",
    score: "10",
  },
  {
    id: "benefit",
    level1: "效益指标",
    level2: "经济效益指标",
    level3: "参训人员就业率",
    target: "较上年提高",
    actual: "达成年度指标",
    weight: "30",
    score: "30",
  },
  {
    id: "satisfied",
    level1: "满意度指标",
    level2: "服务对象满意度指标",
    level3: "学员满意率",
    target: "≥90%",
    actual: "92%",
    weight: "10",
    score: "10",
  },
];

const TABLE: Data = {
  title: "自评表",
  moneyUnit: "万元",
  funds: [
    { row: "年度资金总额", initial: "100.00", revised: "100.00", executed: "97.00", weight: "10", rate: "97%", score: "9.7" },
    { row: "其中：当年财政拨款", initial: "100.00", revised: "100.00", executed: "97.00" },
    { row: "上年结转资金" },
    { row: "其他资金" },
  ],
  total: { weight: "100", score: "98.87" },
  grade: "优",
};

const PRINTED: Data = { title: "2019年示例培训项目绩效评价报告", issuer: "示例单位", signedOn: "2020-05-20" };

/** A detail table of the printed document whose rows add up. */
export function aDetail(id: string, changes: Data = {}): Data {
  const rows = [
    { no: "1", name: "春季班", budget: "30.50", spent: "30.00" },
    { no: "2", name: "夏季班", budget: "20.25", spent: "19.80" },
    { no: "3", name: "秋季班", budget: "25.25", spent: "24.20" },
    { no: "4", name: "冬季班", budget: "24.00", spent: "23.00" },
  ];
  return { id, title: `明细表${id}`, moneyUnit: "万元", rows, totals: { budget: "100.00", spent: "97.00", rate: "97%" }, ...changes };
}

/** A sub-project of the dossier, within its budget. */
export function aSubproject(no: string, changes: Data = {}): Data {
  return { no, name: `第${no}班`, division: "培训处", budget: "10.5", spent: "10", ...changes };
}

function merged(rows: readonly Data[], changes: Readonly<Record<string, Data>> = {}): Data[] {
  return rows.map((row) => ({ ...row, ...changes[String(row["id"])] }));
}

/** The clean case with the changes, scored under a small rulebook that stands for 财预〔2020〕10号. */
function aReview(changes: Changes = {}): CaseUnderReview {
  const printed = changes.printed ?? (changes.table || changes.printedRows ? true : undefined);
  const data: Data = {
    ...DOSSIER,
    indicators: [...merged(ROWS, changes.rows), ...(changes.more ?? [])],
    ...(printed
      ? {
          published: {
            ...PRINTED,
            table: { ...TABLE, indicators: merged(PRINTED_ROWS, changes.printedRows), ...changes.table },
            ...(printed === true ? {} : printed),
          },
        }
      : {}),
    ...changes.dossier,
  };
  const dossier = read(data, changes);
  const rulebook = rulesOf(changes);
  return { dossier, scorecard: scoreDossier(dossier, rulebook), rulebook };
}

function asFile(name: string, data: unknown): SourceFile {
  return { name, data, locate: (path) => ({ file: name, path: path.join(".") }) };
}

function read(data: Data, { ledger, answers }: Changes): Dossier {
  const result = readDossier({
    dossier: asFile("dossier.yaml", data),
    ...(ledger ? { ledger: asFile("ledger.csv", ledger) } : {}),
    ...(answers ? { answers: asFile("survey.csv", answers) } : {}),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.faults, null, 1));
  return result.value;
}

/** The small rulebook of these tests. */
export function rulesOf({ parameters, indicators, documents, thresholds }: Changes = {}): Rulebook {
  const values = { ...THRESHOLDS, ...thresholds };
  return aRulebook({
    instrument: { id: "mof-2020-10", title: "项目支出绩效评价管理办法", number: "财预〔2020〕10号" },
    parameters: {
      thresholds: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { ...ours, value }])),
      ...parameters,
    },
    ...(indicators ? { indicators: { ...indicators } } : {}),
    ...(documents ? { documents: { ...documents } } : {}),
    clauses: { clauses: CLAUSES.map((clause) => ({ ...clause, zh: clause.article, en: clause.article })) },
  });
}

/** All findings of the case with the changes. */
export function findingsOf(changes: Changes = {}): readonly Finding[] {
  const { dossier, scorecard, rulebook } = aReview(changes);
  return examine(dossier, scorecard, rulebook);
}

/** The findings of one code. */
export function findingsWith(code: FindingCode, changes: Changes): readonly Finding[] {
  return findingsOf(changes).filter((finding) => finding.code === code);
}
