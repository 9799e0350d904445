// What the published document printed against what follows from the case's facts.
import { type Dossier, type FundColumn, type FundSource, fundAmount, fundTotal, type PrintedTable } from "../../dossier/index.ts";
import { type Money, moneyAsRatio, multiply, pointsAsRatio, type Ratio, roundToPoints, TO_CENTIPOINT } from "../../kernel/index.ts";
import type { ScoreItem } from "../../scoring/index.ts";
import { type CaseUnderReview, type Check, COLUMNS, duty, found, SUBPROJECT_TABLE } from "../check.ts";
import type { Finding, FindingPlace } from "../finding.ts";
import { canBe, exactly, readPrinted } from "../printed-number.ts";
import { showMoney, showPoints } from "../show-figure.ts";
import { checkDerivable } from "./not-derivable.ts";
import { hasSameDigits, isMyriadTimes } from "./printed-details.ts";

export const checkPrintAgainstFacts: Check = (review) =>
  review.dossier.published ? [...amounts(review), ...actuals(review), ...scores(review), ...counts(review)] : [];

const FACTS = "项目事实";

function placeIn(table: PrintedTable, row: string, column: string, subject: string): FindingPlace {
  return { subject, table: table.title, row, column, ...(table.place ? { place: table.place } : {}) };
}

// Printed amounts: another figure, a factor of ten thousand, digits that changed places.
function amounts(review: CaseUnderReview): Finding[] {
  const { dossier } = review;
  const table = dossier.published?.table;
  if (!table) return [];
  const rowOf = (pattern: RegExp) => table.funds.slice(1).find((row) => pattern.test(row.row));
  const rows: readonly (readonly ["total" | FundSource, PrintedTable["funds"][number] | undefined])[] = [
    ["total", table.funds[0]],
    ["current", rowOf(/当年|本年/)],
    ["carryOver", rowOf(/结转|结余/)],
    ["other", rowOf(/其他/)],
  ];
  return rows.flatMap(([source, row]) =>
    (["initial", "revised", "executed"] as const).flatMap((column) => {
      const amount = amountOf(dossier, source, column);
      return row && amount !== null
        ? againstFact(
            review,
            row[column],
            amount,
            placeIn(table, row.row, COLUMNS[column], source === "total" ? "funds" : `funds.${source}`),
            table,
          )
        : [];
    }),
  );
}

function amountOf(dossier: Dossier, source: "total" | FundSource, column: FundColumn): Money | null {
  return source === "total" ? fundTotal(dossier, column) : fundAmount(dossier, source, column);
}

function againstFact(
  { rulebook }: CaseUnderReview,
  printed: string | null,
  amount: Money,
  where: FindingPlace,
  table: PrintedTable,
): Finding[] {
  const figure = readPrinted(printed);
  const unit = table.moneyUnit;
  const fact = moneyAsRatio(amount, unit);
  if (printed === null || !figure || canBe(figure, exactly(fact))) return [];
  const expected = showMoney(amount, unit);
  const details = { printed, expected, formula: `${printed} ≠ ${expected}`, basis: duty(rulebook, "truthful") };
  if (isMyriadTimes(figure.value, fact))
    return [found("money-unit-slip", "error", where, { ...details, params: { printed, expected, unit, kind: "factor" } })];
  const disagree = found("tables-disagree", "error", where, {
    ...details,
    params: { what: `${where.row} ${where.column}`, one: FACTS, first: expected, other: table.title, second: printed },
  });
  return hasSameDigits(figure.value, fact)
    ? [disagree, found("digits-swapped", "hint", where, { ...details, params: { printed, expected } })]
    : [disagree];
}

// A printed completion in percent is one that the facts give: result ÷ target, its deviation, or 100% for "met".
function actuals(review: CaseUnderReview): Finding[] {
  const { dossier, scorecard, rulebook } = review;
  const table = dossier.published?.table;
  return (table?.indicators ?? []).flatMap((row) => {
    const indicator = dossier.indicators.find((one) => one.id === row.id);
    const item = scorecard.items.find((one) => one.id === row.id);
    const target = indicator?.target;
    const value = indicator?.actual?.value ?? null;
    if (!table || !indicator || !item || !target || value === null || !("value" in target) || !("unit" in target) || target.unit === "%")
      return [];
    return checkDerivable({
      row,
      value,
      target: target.value,
      met: item.met === true,
      fair: (share) => fairScore(item, share, row.weight),
      where: placeIn(table, row.level3, COLUMNS.actual, indicator.id),
      severity: "error",
      rulebook,
    });
  });
}

function fairScore(item: ScoreItem, share: Ratio, weight: string | null): string | null {
  const points = readPrinted(weight);
  if (!points || item.met || share.n > share.d) return item.suggested === null || item.met ? null : showPoints(item.suggested);
  return showPoints(roundToPoints(multiply(points.value, share), TO_CENTIPOINT));
}

// Points that were printed and points that are on record, of the same rows.
function scores({ dossier, scorecard, rulebook }: CaseUnderReview): Finding[] {
  const table = dossier.published?.table;
  if (!table || scorecard.replay) return [];
  return table.indicators.flatMap((row) => {
    const recorded = dossier.indicators.find((one) => one.id === row.id)?.recorded ?? null;
    const printed = readPrinted(row.score);
    if (!printed || row.score === null || recorded === null || canBe(printed, exactly(pointsAsRatio(recorded.score)))) return [];
    const first = showPoints(recorded.score);
    return [
      found("tables-disagree", "error", placeIn(table, row.level3, COLUMNS.score, row.id ?? "published.table"), {
        printed: row.score,
        expected: first,
        formula: `${row.score} ≠ ${first}`,
        basis: duty(rulebook, "truthful"),
        params: { what: `${row.level3} ${COLUMNS.score}`, one: FACTS, first, other: table.title, second: row.score },
      }),
    ];
  });
}

// How many sub-projects there are, and how many a printed table lists.
function counts({ dossier, rulebook }: CaseUnderReview): Finding[] {
  const known = dossier.subprojects.length;
  if (known === 0) return [];
  return (dossier.published?.details ?? []).flatMap((table) => {
    const listed = table.rows.length;
    if (listed === known) return [];
    return [
      found(
        "project-count-mismatch",
        "error",
        { subject: `published.${table.id}`, table: table.title, ...(table.place ? { place: table.place } : {}) },
        {
          printed: String(listed),
          expected: String(known),
          formula: `${listed} ≠ ${known}`,
          basis: duty(rulebook, "truthful"),
          params: { listed: String(listed), known: String(known), table: table.title, other: SUBPROJECT_TABLE, kind: "table" },
        },
      ),
    ];
  });
}
