// A result in percent against the plan and the result that the report's own text gives of the indicator.
import { compare, least, multiply, ONE, sum } from "../../kernel/index.ts";
import { findLevel1, findLevel2, type Rulebook } from "../../rules/index.ts";
import { COLUMNS } from "../check.ts";
import { checkDerivable } from "../checks/not-derivable.ts";
import type { Finding } from "../finding.ts";
import { plainText } from "../likeness.ts";
import { readPrinted } from "../printed-number.ts";
import type { SeenDocument } from "../seen-table.ts";
import { showScore } from "../show-figure.ts";

/** A stretch within which the plan counts as kept. */
const TOLERANCE = /[±]|上下浮动|浮动/u;

export function checkTextDerivable({ table, statements }: SeenDocument, rulebook: Rulebook): Finding[] {
  if (!table) return [];
  return statements.flatMap((statement): Finding[] => {
    if (statement.claims !== "completion") return [];
    const index = table.indicators.findIndex((_, at) => statement.indicator === `tables.0.indicators.${at}`);
    const row = table.indicators[index];
    const [planned, done] = [statement.planned, statement.done].map((figures) => (figures ?? []).map(readPrinted));
    if (!row || !planned || !done || planned.length === 0 || done.length !== planned.length) return [];
    const [plans, results] = [planned, done].map((figures) => figures.flatMap((figure) => (figure ? [figure.value] : [])));
    if (plans?.length !== planned.length || results?.length !== done.length) return [];
    const [target, value] = [sum(plans), sum(results)];
    const level1 = findLevel1(rulebook, row.level1);
    const isCost = level1?.id === "cost" || findLevel2(rulebook, row.level2, level1)?.id === "cost";
    const own = TOLERANCE.test(`${row.level3}${row.target}`) || isCost;
    // The sentence is surely of this row where the row itself names the plan, or the sentence the row.
    const named = statement.planned?.some((figure) => `${row.level3}${row.target}`.includes(figure));
    const isSure = named || plainText(statement.quote).includes(plainText(row.level3));
    const where = table.placeOf({
      path: `indicators.${index}.actual`,
      subject: `published.table.indicators.${index}`,
      row: row.level3,
      column: COLUMNS.actual,
    });
    return checkDerivable({
      row,
      value,
      target,
      met: own || compare(value, target) >= 0,
      fair: (share) => {
        const weight = readPrinted(row.weight);
        return weight && compare(share, ONE) < 0 ? showScore(multiply(weight.value, least(share, ONE))) : null;
      },
      where: { ...where, quote: statement.quote },
      severity: isSure ? "error" : "warning",
      rulebook,
    });
  });
}
