// The ledger behind the case, payment by payment: what it books against what the dossier states, and when it was paid.
import { type Dossier, FUND_SOURCES, type FundSource, fundAmount, type LedgerEntry } from "../../dossier/index.ts";
import { compare, type Money, ratio, sumMoney } from "../../kernel/index.ts";
import { type CaseUnderReview, type Check, COLUMNS, duty, found, SUBPROJECT_TABLE, threshold } from "../check.ts";
import type { Finding, FindingPlace } from "../finding.ts";
import { showMoney, showPercent } from "../show-figure.ts";
import { SOURCE_ROWS } from "./case-funds.ts";

const BOOKED_AS: Readonly<Record<FundSource, LedgerEntry["source"]>> = { current: "current", carryOver: "carry-over", other: "other" };
const LEDGER = "台账";

export const checkLedger: Check = (review) =>
  review.dossier.ledger.length === 0 ? [] : [...bySource(review), ...bySubproject(review), ...late(review)];

function bySource(review: CaseUnderReview): Finding[] {
  const { dossier } = review;
  return FUND_SOURCES.filter((source) => dossier.funds[source] !== undefined).flatMap((source) =>
    differs(
      review,
      { subject: `funds.${source}`, table: LEDGER, row: SOURCE_ROWS[source], column: COLUMNS.executed },
      booked(dossier, (entry) => entry.source === BOOKED_AS[source]),
      fundAmount(dossier, source, "executed"),
    ),
  );
}

function bySubproject(review: CaseUnderReview): Finding[] {
  const { dossier } = review;
  if (!dossier.ledger.some((entry) => entry.subproject !== null)) return [];
  return dossier.subprojects.flatMap((one) =>
    differs(
      review,
      { subject: `subproject.${one.no}`, table: LEDGER, row: `${one.no} ${one.name}`, column: COLUMNS.spent },
      booked(dossier, (entry) => entry.subproject === one.no),
      one.spent.value,
    ),
  );
}

function differs({ dossier, rulebook }: CaseUnderReview, where: FindingPlace, amount: Money, stated: Money | null): Finding[] {
  if (stated === null || stated === amount) return [];
  const [first, second] = [showMoney(amount, dossier.moneyUnit), showMoney(stated, dossier.moneyUnit)];
  const what = `${where.row} ${where.column}`;
  return [
    found("tables-disagree", "error", where, {
      printed: second,
      expected: first,
      formula: `${first} ≠ ${second}`,
      basis: duty(rulebook, "truthful"),
      params: { what, one: LEDGER, first, other: where.subject.startsWith("funds") ? "资金" : SUBPROJECT_TABLE, second },
    }),
  ];
}

function late({ dossier, rulebook }: CaseUnderReview): Finding[] {
  const limit = threshold(rulebook, "year-end-share");
  const ofYear = (entry: LedgerEntry) => entry.date.startsWith(`${dossier.project.year}-`);
  const all = booked(dossier, ofYear);
  const december = booked(dossier, (entry) => ofYear(entry) && entry.date.slice(5, 7) === "12");
  if (!limit || all <= 0n || compare(ratio(december, all), limit.value) <= 0) return [];
  const share = showPercent(ratio(december, all));
  const formula = `${showMoney(december, dossier.moneyUnit)} ÷ ${showMoney(all, dossier.moneyUnit)} = ${share}`;
  return [
    found(
      "year-end-rush",
      "hint",
      { subject: "ledger", table: LEDGER },
      {
        printed: share,
        expected: `≤ ${showPercent(limit.value, 0)}`,
        formula,
        basis: [limit.basis],
        params: { share, limit: showPercent(limit.value, 0), amount: showMoney(december, dossier.moneyUnit), unit: dossier.moneyUnit },
      },
    ),
  ];
}

function booked(dossier: Dossier, pick: (entry: LedgerEntry) => boolean): Money {
  return sumMoney(dossier.ledger.filter(pick).map((entry) => entry.amount));
}
