// The case's sub-projects: what each was given and spent, whose they are and which year they belong to.
import { fundTotal, subprojectTotal } from "../../dossier/index.ts";
import { type Money, ratio } from "../../kernel/index.ts";
import { type CaseUnderReview, type Check, COLUMNS, duty, found, SUBPROJECT_TABLE, type Subproject } from "../check.ts";
import type { Finding, FindingPlace } from "../finding.ts";
import { showMoney, showPercent } from "../show-figure.ts";

/** Fewer sub-projects than this equal their spending by chance. */
const ENOUGH = 4;
const MYRIAD = 10_000n;

export const checkSubprojects: Check = (review) => [
  ...review.dossier.subprojects.flatMap((one) => row(review, one)),
  ...allEqual(review),
  ...(["budget", "spent"] as const).flatMap((column) => againstTotal(review, column)),
];

function placeOf(one: Subproject): FindingPlace {
  return { subject: `subproject.${one.no}`, table: SUBPROJECT_TABLE, row: `${one.no} ${one.name}` };
}

function row({ dossier, rulebook }: CaseUnderReview, one: Subproject): Finding[] {
  const unit = dossier.moneyUnit;
  const where = placeOf(one);
  const [budget, spent] = [one.budget.value, one.spent.value];
  const findings: Finding[] = [];
  if (budget !== null && spent !== null && spent > budget && !one.exception) {
    const share = budget === 0n ? "—" : showPercent(ratio(spent, budget));
    const [planned, paid] = [showMoney(budget, unit), showMoney(spent, unit)];
    const over = showMoney((spent - budget) as Money, unit);
    findings.push(
      found(
        "item-over-budget",
        "warning",
        { ...where, column: COLUMNS.spent },
        {
          printed: paid,
          expected: `≤ ${planned}`,
          formula: `${paid} ÷ ${planned} = ${share}`,
          params: { name: one.name, spent: paid, budget: planned, over, share, unit },
        },
      ),
    );
  }
  if (one.owner !== null && one.owner !== dossier.project.unit) {
    const amount = spent === null ? "—" : showMoney(spent, unit);
    findings.push(
      found("payer-not-owner", "warning", where, {
        printed: one.owner,
        expected: dossier.project.unit,
        params: { name: one.name, owner: one.owner, payer: dossier.project.unit, amount, unit },
      }),
    );
  }
  const named = /(?<!\d)((?:19|20)\d{2})\s*年/.exec(one.name)?.[1];
  const year = one.forYear ?? (named === undefined ? null : Number(named));
  if (year !== null && year !== dossier.project.year && one.forYearReason === null)
    findings.push(
      found("year-mismatch", "warning", where, {
        printed: String(year),
        expected: String(dossier.project.year),
        basis: duty(rulebook, "truthful"),
        params: { name: one.name, found: String(year), year: String(dossier.project.year) },
      }),
    );
  return findings;
}

// A budget fixed before the spending hardly ever equals it to the cent; most of them doing so says it was written afterwards.
function allEqual({ dossier }: CaseUnderReview): Finding[] {
  const known = dossier.subprojects.filter((one) => one.budget.value !== null && one.spent.value !== null && one.budget.value !== 0n);
  const equal = known.filter((one) => one.budget.value === one.spent.value);
  if (known.length < ENOUGH || equal.length * 2 <= known.length) return [];
  const formula = equal
    .map(
      (one) =>
        `${one.no}: ${showMoney(one.budget.value as Money, dossier.moneyUnit)} = ${showMoney(one.spent.value as Money, dossier.moneyUnit)}`,
    )
    .join("; ");
  return [
    found(
      "budget-equals-spending",
      "warning",
      { subject: "subprojects", table: SUBPROJECT_TABLE, column: COLUMNS.budget },
      { printed: `${equal.length} / ${known.length}`, formula, params: { equal: String(equal.length), all: String(known.length) } },
    ),
  ];
}

// Sub-projects are part of the project: together they cannot have more than it has. A factor of ten thousand is 元 for 万元.
function againstTotal({ dossier, rulebook }: CaseUnderReview, column: "budget" | "spent"): Finding[] {
  const parts = subprojectTotal(dossier, column);
  const whole = fundTotal(dossier, column === "budget" ? "revised" : "executed");
  if (parts === null || whole === null || parts === 0n || whole === 0n) return [];
  const unit = dossier.moneyUnit;
  const [sum, total] = [showMoney(parts, unit), showMoney(whole, unit)];
  const where = { subject: "subprojects", table: SUBPROJECT_TABLE, row: "合计", column: COLUMNS[column] };
  if (parts === whole * MYRIAD || whole === parts * MYRIAD)
    return [
      found("money-unit-slip", "error", where, {
        printed: sum,
        expected: total,
        formula: parts > whole ? `${sum} ÷ ${total} = 10000` : `${total} ÷ ${sum} = 10000`,
        basis: duty(rulebook, "truthful"),
        params: { printed: sum, expected: total, unit, kind: "factor" },
      }),
    ];
  if (parts <= whole) return [];
  return [
    found("subtotal-wrong", "error", where, {
      printed: sum,
      expected: `≤ ${total}`,
      formula: `${sum} > ${total}`,
      basis: duty(rulebook, "truthful"),
      params: { name: SUBPROJECT_TABLE, column: COLUMNS[column], printed: total, expected: sum },
    }),
  ];
}
