// One table of a document against another, and a table's money against its own indicators: the same figure printed twice.
import { compare } from "../../kernel/index.ts";
import type { ReadDocument } from "../../reading/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { COLUMNS, duty, found } from "../check.ts";
import { isMyriadTimes } from "../checks/printed-details.ts";
import type { Finding } from "../finding.ts";
import { plainText } from "../likeness.ts";
import { canBe, type PrintedNumber, readAmounts, readPrinted } from "../printed-number.ts";
import { isBlankRow } from "../printed-row.ts";
import { executionRowOf, type SeenTable } from "../seen-table.ts";

const AMOUNTS = ["initial", "revised", "executed"] as const;
/** Amounts below this are alike by chance. */
const ENOUGH_TO_TELL = 2;

/** Tables of one project and year, each with the first of them. */
export function checkTables({ tables: read }: ReadDocument, tables: readonly SeenTable[], rulebook: Rulebook): Finding[] {
  return [
    ...tables.flatMap((table) => unitOfCosts(table, rulebook)),
    ...tables.flatMap((table, index) => againstTargets(read, tables, table, index, rulebook)),
    ...tables.flatMap((table, index) => {
      const own = read[index];
      const first = read.findIndex(
        (one) => one.project !== null && plainText(one.project) === plainText(own?.project ?? "") && one.year === own?.year,
      );
      const other = tables[first];
      return other && first < index ? twice(other, table, rulebook) : [];
    }),
  ];
}

// The form of targets that stands in the same file is what was approved; the results are given of those targets.
function againstTargets(
  read: ReadDocument["tables"],
  tables: readonly SeenTable[],
  table: SeenTable,
  index: number,
  rulebook: Rulebook,
): Finding[] {
  const own = read[index];
  const isTargets = ({ asks: { indicators } }: SeenTable) =>
    indicators.has("target") && !indicators.has("actual") && !indicators.has("score");
  const at = read.findIndex(
    (one, other) =>
      other !== index &&
      tables[other] !== undefined &&
      isTargets(tables[other]) &&
      one.project !== null &&
      plainText(one.project) === plainText(own?.project ?? "") &&
      (one.year === null || own?.year == null || one.year === own.year),
  );
  const approved = tables[at];
  if (!approved || !table.asks.indicators.has("actual")) return [];
  return table.indicators.flatMap((row, line) => {
    const was = approved.indicators.find(({ level3 }) => plainText(level3) === plainText(row.level3));
    if (!was || isBlankRow(row)) return [];
    return (["target", "weight"] as const).flatMap((field) => {
      const [before, now] = [was[field], row[field]];
      const [a, b] = [readPrinted(before), readPrinted(now)];
      const same = a && b ? canBe(a, b) && a.unit === b.unit : plainText(before ?? "") === plainText(now ?? "");
      if (before === null || now === null || same) return [];
      const where = table.placeOf({
        path: `indicators.${line}.${field}`,
        subject: `published.table.indicators.${line}`,
        row: row.level3,
        column: COLUMNS[field],
      });
      return [
        found("differs-from-approved", "warning", where, {
          printed: now,
          expected: before,
          formula: `${now} ≠ ${before}`,
          basis: duty(rulebook, "approved"),
          params: { name: row.level3, column: COLUMNS[field], was: before, now },
        }),
      ];
    });
  });
}

function twice(first: SeenTable, second: SeenTable, rulebook: Rulebook): Finding[] {
  const [a, b] = [executionRowOf(first.funds), executionRowOf(second.funds)];
  const amounts = AMOUNTS.flatMap((field): Finding[] => {
    const texts = [first.funds[a]?.[field] ?? null, second.funds[b]?.[field] ?? null] as const;
    const [one] = readAmounts([texts[0]], first.moneyUnit);
    const [other] = readAmounts([texts[1]], second.moneyUnit);
    return one && other && first.moneyUnit === second.moneyUnit && !canBe(one, other)
      ? [disagree(`funds.${b}.${field}`, second.funds[b]?.row ?? "", COLUMNS[field], texts, [one, other])]
      : [];
  });
  const scores = [first.total.score, second.total.score] as const;
  const [one, other] = scores.map(readPrinted);
  const totals = one && other && !canBe(one, other) ? [disagree("total.score", "总分", COLUMNS.score, scores, [one, other])] : [];
  return [...amounts, ...totals];

  function disagree(
    path: string,
    row: string,
    column: string,
    [before, after]: readonly [string | null, string | null],
    [x, y]: readonly [PrintedNumber, PrintedNumber],
  ): Finding {
    const where = second.placeOf({ path, subject: "published.table", row, column });
    const details = { printed: after, expected: before, formula: `${before} ≠ ${after}`, basis: duty(rulebook, "truthful") };
    if (x.value.n !== 0n && isMyriadTimes(x.value, y.value))
      return found("money-unit-slip", "error", where, {
        ...details,
        params: { printed: after ?? "", expected: before ?? "", unit: second.moneyUnit ?? "", kind: "factor" },
      });
    return found("tables-disagree", "warning", where, {
      ...details,
      params: { what: `${row} ${column}`, one: first.title, first: before ?? "", other: second.title, second: after ?? "" },
    });
  }
}

// The same digits as an amount of the money rows, under the other unit: one of the two is ten thousand times off.
function unitOfCosts(table: SeenTable, rulebook: Rulebook): Finding[] {
  const unit = table.moneyUnit;
  const total = table.funds[executionRowOf(table.funds)];
  if (unit === null || !total) return [];
  const amounts = AMOUNTS.flatMap((field) => readPrinted(total[field]) ?? []).filter(
    ({ value, unit: own }) => own === "" && value.n > 0n && showDigits(value.n).length > ENOUGH_TO_TELL,
  );
  return table.indicators.flatMap((row, index) =>
    (["target", "actual"] as const).flatMap((field) => {
      const figure = readPrinted(row[field]);
      const slipped = figure && (figure.unit === "元" || figure.unit === "万元") && figure.unit !== unit;
      const same = slipped ? amounts.find(({ value }) => compare(value, figure.value) === 0) : undefined;
      if (!slipped || !same) return [];
      const where = table.placeOf({
        path: `indicators.${index}.${field}`,
        subject: `published.table.indicators.${index}`,
        row: row.level3,
        column: COLUMNS[field],
      });
      const amount = total[AMOUNTS.find((one) => readPrinted(total[one])?.value === same.value) ?? "revised"] ?? "";
      return [
        found("money-unit-slip", "warning", where, {
          printed: row[field],
          expected: `${amount} ${unit}`,
          formula: `${row[field]} ≠ ${amount} ${unit}`,
          basis: duty(rulebook, "truthful"),
          params: { printed: row[field] ?? "", expected: amount, unit, kind: "unit" },
        }),
      ];
    }),
  );
}

function showDigits(value: bigint): string {
  return String(value).replace(/0+$/u, "");
}
