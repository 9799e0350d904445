// What a check sees and how it answers: facts, printed document, scorecard and rules in, findings out.
import type { Dossier, Indicator } from "../dossier/index.ts";
import type { Citation, Ratio } from "../kernel/index.ts";
import { articleOn, type Matter, type Rulebook, type ThresholdName } from "../rules/index.ts";
import type { Scorecard, ScoreItem } from "../scoring/index.ts";
import type { Finding, FindingCode, FindingPlace, Severity } from "./finding.ts";

/** Parts of a dossier that checks speak of. */
export type Target = NonNullable<Indicator["target"]>;
export type Claim = Indicator["claims"][number];
export type Subproject = Dossier["subprojects"][number];

export type CaseUnderReview = { readonly dossier: Dossier; readonly scorecard: Scorecard; readonly rulebook: Rulebook };

/** One group of checks. Pure; the order of its findings is the order in which a reader meets the places. */
export type Check = (review: CaseUnderReview) => readonly Finding[];

type Details = {
  readonly printed?: string | null;
  readonly expected?: string | null;
  readonly formula?: string;
  readonly basis?: readonly Citation[];
  readonly params?: Readonly<Record<string, string>>;
};

/** A finding with what was not said left out as null or empty. */
export function found(code: FindingCode, severity: Severity, where: FindingPlace, details: Details = {}): Finding {
  return {
    code,
    severity,
    where,
    printed: details.printed ?? null,
    expected: details.expected ?? null,
    formula: details.formula ?? null,
    basis: details.basis ?? [],
    params: details.params ?? {},
  };
}

/** A pack's threshold by name, with its citation; null where no pack of the chain states it (the check is then silent). */
export function threshold(rulebook: Rulebook, name: ThresholdName): { readonly value: Ratio; readonly basis: Citation } | null {
  const stated = rulebook.thresholds.get(name);
  return stated ? { value: stated.rule, basis: stated.basis } : null;
}

/** What checks cite, by the matter that the packs' clauses name. */
const DUTIES = {
  /** What is not met or far off is explained, with measures. */
  explain: "deviation-reasons",
  /** Indicators are relevant, central, concrete and measurable, with data and papers that can be had. */
  measurable: "indicator-quality",
  /** How indicators are scored, and that a result far over its target is explained. */
  scored: "quantities",
  /** The total is out of 100, in four grades. */
  graded: "grades",
  /** A low execution rate or poor result is explained on its own. */
  lowRate: "low-rate-reasons",
  form: "form",
} as const satisfies Record<string, Matter>;

/** Duties that the clauses name by no matter: the national instrument's articles, which every pack rests on. */
const NATIONAL = "mof-2020-10";
const NATIONAL_DUTIES = {
  /** A self-evaluation's indicators are those approved with the budget, satisfaction that of those served. */
  approved: "第十三条",
  /** Tables and reports are complete, weights reasonable, data true, results objective. */
  truthful: "第二十五条",
  /** Third parties and experts have no direct interest in the unit that spends. */
  independent: "第二十三条",
} as const;

/** The citation of a duty; empty where no pack of the chain states it. */
export function duty(rulebook: Rulebook, name: keyof typeof DUTIES | keyof typeof NATIONAL_DUTIES): readonly Citation[] {
  if (name in DUTIES) {
    const citation = articleOn(rulebook, DUTIES[name as keyof typeof DUTIES]);
    return citation ? [citation] : [];
  }
  const article = NATIONAL_DUTIES[name as keyof typeof NATIONAL_DUTIES];
  const clause = rulebook.clauses.find((one) => one.pack === NATIONAL && one.article === article);
  return clause ? [{ kind: "law", pack: clause.pack, instrument: clause.instrument, article }] : [];
}

export type ScoredRow = { readonly item: ScoreItem; readonly indicator: Indicator };

/** The rows that carry points, each with the dossier's indicator behind it (budget execution has none). */
export function scoredRows({ dossier, scorecard }: CaseUnderReview): ScoredRow[] {
  return scorecard.items.flatMap((item) => {
    const indicator = dossier.indicators.find((row) => row.id === item.id);
    return indicator ? [{ item, indicator }] : [];
  });
}

/** The place of a column of an indicator's row. */
export function at({ item, indicator }: ScoredRow, column: string): FindingPlace {
  return { subject: item.id, table: INDICATOR_TABLE, row: indicator.level3, column };
}

/** What the parts of a case are called in the official form; printed as they stand there, whatever the language. */
export const INDICATOR_TABLE = "绩效指标";
export const SUBPROJECT_TABLE = "子项目支出明细表";
export const COLUMNS = {
  initial: "年初预算数",
  revised: "全年预算数",
  executed: "全年执行数",
  rate: "执行率",
  level3: "三级指标",
  target: "年度指标值",
  actual: "实际完成值",
  weight: "分值",
  score: "得分",
  reason: "偏差原因分析及改进措施",
  budget: "预算金额",
  spent: "支出金额",
} as const;
