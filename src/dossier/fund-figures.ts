// Sums and rates of the money in a dossier. Totals are always computed; an unknown part leaves the total unknown.
import { type Money, NO_MONEY, type Percent, percentOf, shareOf, sumMoney } from "../kernel/index.ts";
import type { Dossier } from "./dossier.ts";

export type FundColumn = "initial" | "revised" | "executed";
export type FundSource = "current" | "carryOver" | "other";

export const FUND_SOURCES = ["current", "carryOver", "other"] as const satisfies readonly FundSource[];

/** An amount of one source in one column; null when unknown, and when the project has no such source. */
export function fundAmount(dossier: Dossier, source: FundSource, column: FundColumn): Money | null {
  return dossier.funds[source]?.[column].value ?? null;
}

/** 年度资金总额 of a column: the sum of the sources the project has, or null while one of them is unknown. */
export function fundTotal(dossier: Dossier, column: FundColumn): Money | null {
  const amounts = FUND_SOURCES.filter((source) => dossier.funds[source] !== undefined).map((source) => fundAmount(dossier, source, column));
  return amounts.some((amount) => amount === null) ? null : sumMoney(amounts as Money[]);
}

/** 全年执行数 ÷ 全年预算数 of the whole project; null when either is unknown or the budget is zero. */
export function executionRate(dossier: Dossier): Percent | null {
  return rateOf(fundTotal(dossier, "executed"), fundTotal(dossier, "revised"));
}

/** A source's own rate: executed ÷ its revised budget. */
export function sourceRate(dossier: Dossier, source: FundSource): Percent | null {
  return rateOf(fundAmount(dossier, source, "executed"), fundAmount(dossier, source, "revised"));
}

/** The sum of a column over the sub-projects; null while one is unknown or there are none. */
export function subprojectTotal(dossier: Dossier, column: "budget" | "spent"): Money | null {
  const amounts = dossier.subprojects.map((subproject) => subproject[column].value);
  return amounts.length === 0 || amounts.some((amount) => amount === null) ? null : sumMoney(amounts as Money[]);
}

/** Budget of the year not given to any sub-project; null while unknown, or without sub-projects. */
export function unallocated(dossier: Dossier): Money | null {
  const budget = fundTotal(dossier, "revised");
  const given = subprojectTotal(dossier, "budget");
  return budget === null || given === null ? null : ((budget - given) as Money);
}

/** part ÷ whole, or null when one is unknown or the whole is zero. */
export function rateOf(part: Money | null, whole: Money | null): Percent | null {
  if (part === null || whole === null || whole === NO_MONEY) return null;
  const share = shareOf(part, whole);
  return share && percentOf(share);
}
