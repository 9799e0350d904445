// What the published document printed against what follows from the case's facts.

import { type Dossier, fundAmount, fundTotal } from "../../dossier/index.ts";
import {
  compare,
  divide,
  type Money,
  moneyAsRatio,
  ONE,
  printExact,
  printMoney,
  printPercent,
  type Ratio,
  ratio,
  readDecimal,
  roundToPoints,
  subtract,
  TO_CENTIPOINT,
  ZERO,
} from "../../kernel/index.ts";
import { article, type CaseUnderReview, type Check, found } from "../check.ts";
import type { Finding } from "../finding.ts";
import { canBe, exactly, type PrintedNumber, readPrinted, showRatio } from "../printed-number.ts";

export const checkPrintAgainstFacts: Check = (review) => {
  const printed = review.dossier.published;
  if (!printed) return [];
  return [...appropriations(review), ...completions(review), ...actuals(review), ...amounts(review), ...annexes(review), ...years(review)];
};

// "Appropriated this year" may not count what was carried over.
function appropriations({ dossier }: CaseUnderReview): Finding[] {
  const unit = dossier.moneyUnit;
  const granted = fundAmount(dossier, "current", "revised");
  const carried = fundAmount(dossier, "carryOver", "revised");
  return (dossier.published?.statements ?? []).flatMap((statement) => {
    if (statement.claims !== "appropriated" || granted === null) return [];
    const said = readPrinted(statement.amount);
    if (!said || canBe(said, exactly(moneyAsRatio(granted, unit)))) return [];
    const withCarry =
      carried === null
        ? null
        : `${printMoney(granted, unit)} + ${printMoney(carried, unit)} = ${printMoney((granted + carried) as Money, unit)}`;
    return [
      found(
        "appropriation-misstated",
        "warning",
        { subject: "funds.carryOver", quote: statement.quote, ...(statement.place ? { place: statement.place } : {}) },
        {
          printed: statement.amount,
          expected: printMoney(granted, unit),
          ...(withCarry ? { formula: withCarry } : {}),
          params: {
            printed: statement.amount,
            granted: printMoney(granted, unit),
            carried: carried === null ? "—" : printMoney(carried, unit),
            unit,
          },
        },
      ),
    ];
  });
}

// The text's own account of what was done by period, against the completion the table prints.
function completions({ dossier }: CaseUnderReview): Finding[] {
  const rows = dossier.published?.table?.indicators ?? [];
  return (dossier.published?.statements ?? []).flatMap((statement) => {
    if (statement.claims !== "completion") return [];
    const planned = (statement.planned ?? []).map((text) => readDecimal(text)?.value ?? null);
    const done = (statement.done ?? []).map((text) => readDecimal(text)?.value ?? null);
    const row = rows.find((one) => one.id === statement.indicator);
    const actual = readPrinted(row?.actual ?? null);
    if (planned.length < 2 || planned.length !== done.length || !actual?.percent || [...planned, ...done].some((value) => value === null))
      return [];
    const shares = planned.map((plan, index) => (plan && plan.n > 0n ? divide(done[index] ?? ZERO, plan) : ONE));
    const short = shares.some((share) => compare(share, ONE) < 0);
    if (!short || compare(actual.value, ONE) < 0) return [];
    const working = (statement.planned ?? [])
      .map((plan, index) => `${statement.done?.[index]} ÷ ${plan} = ${printPercent(shares[index] ?? ZERO, 0)}`)
      .join("；");
    return [
      found(
        "actual-contradicts-text",
        "error",
        {
          subject: statement.indicator,
          table: dossier.published?.table?.title ?? "",
          row: row?.level3 ?? "",
          column: "实际完成值",
          quote: statement.quote,
          ...(statement.place ? { place: statement.place } : {}),
        },
        {
          printed: row?.actual ?? null,
          expected: shares.map((share) => printPercent(share, 0)).join("、"),
          formula: working,
          params: { name: row?.level3 ?? "", printed: row?.actual ?? "", working },
        },
      ),
    ];
  });
}

// A printed completion in percent must be one that the facts give: actual ÷ target, the deviation, or "met" as 100%.
function actuals(review: CaseUnderReview): Finding[] {
  const { dossier, scorecard } = review;
  return (dossier.published?.table?.indicators ?? []).flatMap((row) => {
    const indicator = dossier.indicators.find((one) => one.id === row.id);
    const item = scorecard.items.find((one) => one.id === row.id);
    const printed = readPrinted(row.actual);
    if (!indicator?.target || !item || !printed) return [];
    const { target, actual } = indicator;
    const value = actual?.value ?? null;
    if (!printed.percent || value === null || !("value" in target) || target.kind === "satisfaction" || target.value.n <= 0n) return [];
    const share = divide(value, target.value);
    const deviation = subtract(share, ONE);
    const possible: Ratio[] = [share, deviation, { n: -deviation.n, d: deviation.d }, ...(item.met ? [ONE] : [])];
    if (possible.some((one) => canBe(printed, exactly(one)))) return [];
    const fair = item.suggested === null ? null : printExact(ratio(item.suggested, 100n));
    const bySelf = byPrint(printed, row.weight);
    const sameAsPrinted = bySelf !== null && row.score !== null && bySelf === row.score;
    return [
      found(
        "actual-not-derivable",
        "error",
        {
          subject: indicator.id,
          table: dossier.published?.table?.title ?? "",
          row: row.level3,
          column: "实际完成值",
          ...(dossier.published?.table?.place ? { place: dossier.published.table.place } : {}),
        },
        {
          printed: row.actual,
          expected: printPercent(share),
          formula: `${printExact(value)} ÷ ${printExact(target.value)} = ${printPercent(share)}；${printPercent(deviation)}${sameAsPrinted ? `；${row.weight} × ${row.actual} = ${row.score}` : ""}${fair === null ? "" : `；${row.weight} × ${printPercent(share)} = ${fair}`}`,
          basis: item.basis,
          params: {
            name: indicator.level3,
            printed: row.actual ?? "",
            share: printPercent(share),
            deviation: printPercent(deviation),
            score: row.score ?? "",
            fair: fair ?? "—",
          },
        },
      ),
    ];
  });
}

function byPrint(printed: PrintedNumber, weight: string | null): string | null {
  const points = readPrinted(weight);
  if (!points) return null;
  return printExact(
    ratio(roundToPoints({ n: points.value.n * printed.value.n, d: points.value.d * printed.value.d }, TO_CENTIPOINT), 100n),
  );
}

// Printed amounts against the facts: a different figure, a factor of ten thousand, digits changed about.
function amounts(review: CaseUnderReview): Finding[] {
  const { dossier } = review;
  const table = dossier.published?.table;
  if (!table) return [];
  const rows = [
    ["total", table.funds[0]],
    ["current", table.funds.find((row) => /当年/.test(row.row))],
    ["carryOver", table.funds.find((row) => /结转/.test(row.row))],
  ] as const;
  return rows.flatMap(([source, row]) => {
    if (!row) return [];
    return (["initial", "revised", "executed"] as const).flatMap((column) => {
      const printed = readPrinted(row[column]);
      const amount = source === "total" ? fundTotal(dossier, column) : fundAmount(dossier, source, column);
      if (!printed || amount === null) return [];
      return againstFact(
        dossier,
        printed,
        row[column] ?? "",
        amount,
        { subject: `funds.${source}`, table: table.title, row: row.row, column: COLUMN_TITLES[column] },
        table.moneyUnit,
      );
    });
  });
}

const COLUMN_TITLES = { initial: "年初预算数", revised: "全年预算数", executed: "全年执行数" } as const;

function againstFact(
  dossier: Dossier,
  printed: PrintedNumber,
  shown: string,
  amount: Money,
  where: Finding["where"],
  unit: "元" | "万元",
): Finding[] {
  const fact = moneyAsRatio(amount, unit);
  if (canBe(printed, exactly(fact))) return [];
  const expected = printMoney(amount, unit);
  const myriad = ratio(10_000n);
  const slipped =
    canBe(printed, exactly({ n: fact.n * myriad.n, d: fact.d })) ||
    compare({ n: printed.value.n * myriad.n, d: printed.value.d }, fact) === 0;
  if (slipped) return [found("money-unit-slip", "error", where, { printed: shown, expected, params: { printed: shown, expected, unit } })];
  const digits = (text: string) => [...text.replace(/\D/g, "")].sort().join("");
  const swapped = digits(showRatio(printed.value, false)) === digits(expected);
  const found1 = found("tables-disagree", "error", where, {
    printed: shown,
    expected,
    params: {
      what: `${where.row} ${where.column}`,
      one: "项目档案",
      other: dossier.published?.table?.title ?? "",
      first: expected,
      second: shown,
    },
  });
  return swapped
    ? [found1, found("digits-swapped", "hint", where, { printed: shown, expected, params: { printed: shown, expected } })]
    : [found1];
}

function annexes({ dossier, rulebook }: CaseUnderReview): Finding[] {
  const title = rulebook.form.rule.title;
  const printed = dossier.published;
  if (!printed || printed.sections.length === 0 || printed.annexes.some((annex) => annex.includes("自评表"))) return [];
  return [
    found(
      "annex-missing",
      "error",
      { subject: "published", row: title },
      { expected: title, basis: [rulebook.form.basis], params: { annex: title } },
    ),
  ];
}

// A year in a printed sub-project name that is not the evaluation's, where the facts do not already tell of it.
function years(review: CaseUnderReview): Finding[] {
  const { dossier } = review;
  const year = String(dossier.project.year);
  return (dossier.published?.details[0]?.rows ?? []).flatMap((row) => {
    const named = /(\d{4})\s*年/.exec(row.name)?.[1];
    const known = dossier.subprojects.find((one) => one.no === row.no);
    if (!named || named === year || (known && (known.forYear !== null || known.forYearReason !== null))) return [];
    return [
      found(
        "year-mismatch",
        "warning",
        { subject: `subproject.${row.no}`, table: dossier.published?.details[0]?.title ?? "", row: `${row.no} ${row.name}` },
        { printed: named, expected: year, basis: article(review, "第十一条"), params: { name: row.name, found: named, year } },
      ),
    ];
  });
}
