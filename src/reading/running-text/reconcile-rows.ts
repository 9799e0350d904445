// Chooses between readings of money rows by what the table knows: the parts add up to the total, column by column.
import type { FundHead } from "./landmarks.ts";
import type { Span } from "./read-head.ts";
import type { RowReading } from "./split-figures.ts";
import type { Tape } from "./tape.ts";

/** Readings of a row, the likeliest first. */
export type RowToReconcile = { readonly total: boolean; readonly readings: readonly RowReading[] };

/** Of each row the reading chosen, and whether sums bear the choice out; null for a row without figures. */
export type ReconciledRow = { readonly reading: RowReading; readonly summed: boolean } | null;

export const AMOUNTS: readonly FundHead[] = ["initial", "revised", "executed"];
const MOST_WAYS = 40_000;
/** What a column whose parts add up is worth beside the rows' own likelihoods. */
const SUM = 3;

export function reconcileRows(tape: Tape, rows: readonly RowToReconcile[]): readonly ReconciledRow[] {
  const first = rows.map(({ readings }): ReconciledRow => (readings[0] ? { reading: readings[0], summed: false } : null));
  const at = rows.findIndex(({ total, readings }) => total && readings.length > 0);
  const parts = rows.flatMap(({ total, readings }, index) => (!total && readings.length > 0 ? [index] : []));
  if (at < 0 || parts.length === 0) return first;
  const places = [at, ...parts];
  const lengths = places.map((place) => rows[place]?.readings.length ?? 0);
  const width = widthOf(lengths);
  const choices = places.map((place) => rows[place]?.readings.slice(0, width) ?? []);
  const values = choices.map((readings) => readings.map((reading) => AMOUNTS.map((column) => amountOf(tape, reading.cells.get(column)))));
  const ownValues = values.slice(1).map(([own]) => own ?? []);
  let best: { readonly fit: number; readonly ways: readonly number[]; readonly sums: number } | null = null;
  for (const ways of waysThrough(choices.map(({ length }) => length))) {
    const sums = AMOUNTS.filter((_, column) => addsUp(ways.map((way, row) => values[row]?.[way]?.[column] ?? null))).length;
    const blank = blankBefore(values[0]?.[ways[0] ?? 0] ?? [], ownValues);
    const fit = ways.reduce(
      (sum, way, row) => sum + (choices[row]?.[way]?.fit ?? 0),
      SUM * sums - (blank ? BLANK : 0) - UNLIKE * (shapesOf(choices, ways) - 1) - strangePoints(tape, choices, ways),
    );
    if (!best || fit > best.fit) best = { fit, ways, sums };
  }
  if (!best) return first;
  const { ways, sums } = best;
  const partly = new Set(AMOUNTS.filter((_, column) => ways.some((way, row) => (values[row]?.[way]?.[column] ?? null) !== null)));
  const chosen = new Map(places.map((place, row) => [place, choices[row]?.[ways[row] ?? 0]] as const));
  return first.map((one, place) => {
    const reading = chosen.get(place);
    // A total without an amount that its parts have may want any of them.
    return reading
      ? { reading, summed: sums === AMOUNTS.filter((column) => partly.has(column) || reading.cells.has(column)).length && sums > 0 }
      : one;
  });
}

/** What it costs that parts fill other columns than their neighbours. */
const UNLIKE = 1.2;

function shapesOf(choices: readonly (readonly RowReading[])[], ways: readonly number[]): number {
  return new Set(choices.slice(1).map((readings, part) => [...(readings[ways[part + 1] ?? 0]?.cells.keys() ?? [])].join())).size;
}

/** Parts repeat the total's points or have none: others are digits of an amount. */
function strangePoints(tape: Tape, choices: readonly (readonly RowReading[])[], ways: readonly number[]): number {
  const [total, ...parts] = ways.map((way, row) => choices[row]?.[way]);
  const text = (reading: RowReading | undefined, column: FundHead) => {
    const cell = reading?.cells.get(column);
    return cell ? tape.text.slice(cell.start, cell.end) : null;
  };
  const own = text(total, "weight");
  return parts.reduce((cost, part) => {
    const weight = text(part, "weight");
    const strange = weight !== null && weight !== own ? 4 : 0;
    return cost + strange + (own !== null && weight === null && text(part, "score") !== null ? 3 : 0);
  }, 0);
}

/** What it costs that a total leaves a column blank before another that it fills, although its parts fill both. */
const BLANK = 8;

function blankBefore(total: readonly (bigint | null)[], parts: readonly (readonly (bigint | null)[])[]): boolean {
  return total.some(
    (amount, column) =>
      amount === null && total.slice(column + 1).some((one) => one !== null) && parts.some((part) => part[column] !== null),
  );
}

/** The most readings of each row that can all be tried together. */
function widthOf(lengths: readonly number[]): number {
  let width = 1;
  while (width < Math.max(...lengths) && lengths.reduce((ways, length) => ways * Math.min(length, width + 1), 1) <= MOST_WAYS) width++;
  return width;
}

function* waysThrough(lengths: readonly number[]): Generator<readonly number[]> {
  const ways = lengths.map(() => 0);
  for (;;) {
    yield [...ways];
    let place = 0;
    while (place < ways.length && (ways[place] ?? 0) + 1 >= (lengths[place] ?? 0)) ways[place++] = 0;
    if (place === ways.length) return;
    ways[place] = (ways[place] ?? 0) + 1;
  }
}

/** The total first. */
function addsUp([total, ...parts]: readonly (bigint | null)[]): boolean {
  const known = parts.filter((part): part is bigint => part !== null);
  return total != null && known.length > 0 && known.reduce((sum, part) => sum + part, 0n) === total;
}

const PLACES = 6;

function amountOf(tape: Tape, cell: Span | undefined): bigint | null {
  const text = cell ? tape.text.slice(cell.start, cell.end).replace(/[,万元]/gu, "") : "";
  const figure = /^(\d+)(?:\.(\d{1,6}))?$/u.exec(text);
  return figure ? BigInt(`${figure[1]}${(figure[2] ?? "").padEnd(PLACES, "0")}`) : null;
}
