// What a generated document says, before any layout and file format: every figure as printed, worked out exactly beforehand.

/** A target or an actual: symbol, figure and unit apart, because some forms print them apart; `word` where it is no figure. */
export type CaseValue = { readonly symbol: string; readonly value: string; readonly unit: string; readonly word: boolean };

export type CaseIndicator = {
  readonly level1: string;
  readonly level2: string;
  readonly level3: string;
  readonly target: CaseValue | null;
  readonly actual: CaseValue | null;
  readonly weight: string | null;
  readonly score: string | null;
  readonly reason: string | null;
  /** 核心指标. */
  readonly core: boolean;
};

export type CaseFund = {
  readonly row: string;
  readonly initial: string | null;
  readonly revised: string | null;
  readonly executed: string | null;
  readonly weight: string | null;
  readonly rate: string | null;
  readonly score: string | null;
};

export type CaseTable = {
  readonly project: string;
  readonly department: string | null;
  readonly unit: string | null;
  readonly year: number;
  readonly moneyUnit: "元" | "万元";
  readonly funds: readonly CaseFund[];
  readonly goal: string;
  readonly goalAchieved: string;
  readonly indicators: readonly CaseIndicator[];
  readonly total: { readonly weight: string | null; readonly score: string | null };
  readonly grade: string | null;
  /** Points of level 1 and level 2 names ("产出指标", "产出指标/数量指标"), for forms that print them beside the name. */
  readonly levelPoints: ReadonlyMap<string, string>;
};

export type CaseDetailRow = {
  readonly no: string;
  readonly name: string;
  readonly division: string;
  readonly budget: string;
  readonly spent: string;
  readonly rate: string;
};

export type CaseDetail = {
  readonly title: string;
  readonly rows: readonly CaseDetailRow[];
  readonly total: { readonly budget: string; readonly spent: string; readonly rate: string };
};

/** The prose of a report and its tables besides the self-evaluation form. */
export type CaseReport = {
  readonly title: string;
  readonly issuer: string;
  readonly signedOn: string;
  readonly addressee: string;
  readonly details: readonly CaseDetail[];
  readonly scoreRows: readonly { readonly level1: string; readonly level2: string; readonly weight: string; readonly score: string }[];
  readonly scoreTotal: { readonly weight: string; readonly score: string };
  /** Score and grade that the prose gives. */
  readonly conclusion: { readonly score: string; readonly grade: string };
  /** A day that the prose names, on or before the signature unless planted otherwise. */
  readonly visitedOn: string;
};

/** A mistake made on purpose: any of `codes` names it; `also` may come with it and is then no invention. */
export type Planted = {
  readonly defect: string;
  readonly codes: readonly string[];
  readonly also: readonly string[];
  readonly table: number;
  /** Path of the wrong value within its table, as in `funds.0.rate`. */
  readonly path: string;
};

export type PublishedCase = {
  readonly seed: number;
  readonly layout: string;
  readonly tables: readonly CaseTable[];
  readonly report: CaseReport | null;
  readonly planted: readonly Planted[];
  /** Characters are to be changed as character recognition changes them. */
  readonly damaged: boolean;
};
