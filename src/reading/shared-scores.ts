// One score for several rows, where the text has no merged cells to say so: every kind of indicators has its score in its first row.
import type { ReadIndicatorRow, ReadTable } from "./read-table.ts";

/** The same table, its scores over the rows that they cover. */
export function withSharedScores(table: ReadTable): ReadTable {
  const { indicators } = table;
  if (indicators.some(({ weight, scoreRows }) => weight !== null || scoreRows !== 1)) return table;
  const groups = groupsOf(indicators).filter(({ length }) => length > 1);
  const shared = groups.filter(([first, ...others]) => first?.score !== null && others.every(({ score }) => score === null));
  const without = groups.filter((rows) => rows.every(({ score }) => score === null));
  const isCustom = shared.length >= LEAST || (shared.length > 0 && nothingIsMissing(table));
  if (!isCustom || shared.length + without.length < groups.length) return table;
  const covers = new Map<ReadIndicatorRow, number>(
    shared.flatMap((rows) => rows.map((row, index) => [row, index === 0 ? rows.length : 0] as const)),
  );
  return { ...table, indicators: indicators.map((row) => ({ ...row, scoreRows: covers.get(row) ?? row.scoreRows })) };
}

/** A single kind may lack a score by mistake, */
const LEAST = 2;

/** unless the scores that are printed make the total. */
function nothingIsMissing({ indicators, funds, total }: ReadTable): boolean {
  const scores = [...indicators, ...funds.slice(0, 1)].flatMap(({ score }) => (score === null ? [] : [thousandths(score)]));
  const whole = total.score === null ? null : thousandths(total.score);
  return (
    whole !== null && scores.every((score) => score !== null) && scores.reduce<number>((sum, score) => sum + (score ?? 0), 0) === whole
  );
}

function thousandths(points: string): number | null {
  const [, whole = "", part = ""] = /^(\d{1,4})(?:\.(\d{1,3}))?$/u.exec(points) ?? [];
  return whole === "" ? null : Number(whole) * 1000 + Number(part.padEnd(3, "0"));
}

/** Neighbouring rows of one kind. */
function groupsOf(rows: readonly ReadIndicatorRow[]): readonly (readonly ReadIndicatorRow[])[] {
  const groups: ReadIndicatorRow[][] = [];
  for (const row of rows) {
    const [before] = groups.at(-1) ?? [];
    if (before && row.level2 !== "" && before.level1 === row.level1 && before.level2 === row.level2) groups.at(-1)?.push(row);
    else groups.push([row]);
  }
  return groups;
}
