// Rows that the text breaks off within: what all rows above them have is not there any more.
import type { RowColumn } from "./cell-likelihood.ts";
import type { Span } from "./read-head.ts";
import type { TapeRow } from "./read-indicator-rows.ts";
import type { Tape } from "./tape.ts";

/** The last row, where the text breaks off within it: what all rows above it have is not there any more. */
export function rowCutOff(tape: Tape, rows: readonly TapeRow[]): TapeRow | null {
  const [last, above] = [rows.at(-1), rows.slice(0, -1)];
  if (!last || above.length < 2 || Math.max(...[...last.cells.values()].map(({ end }) => end)) < tape.text.length - 1) return null;
  const has = (row: TapeRow, ...columns: readonly RowColumn[]) => columns.some((column) => row.cells.has(column));
  const most = (...columns: readonly RowColumn[]) => above.filter((row) => has(row, ...columns)).length * 2 > above.length;
  const lacksValues = (most("target") && !has(last, "target")) || (most("actual") && !has(last, "actual"));
  const text = (column: RowColumn) => tape.text.slice(last.cells.get(column)?.start ?? 0, last.cells.get(column)?.end ?? 0);
  const breaksOff =
    !has(last, "weight", "score") && text("target").length > text("actual").length && text("target").startsWith(text("actual"));
  return lacksValues || (above.every((row) => has(row, "weight", "score")) && breaksOff) ? last : null;
}

const SHORT_REST = 40;

/** What stands behind the last row and names a level: a row of which the text has no value any more. */
export function nameCutOff(tape: Tape, { end }: Span, rows: readonly TapeRow[]): Span | null {
  const start = Math.max(0, ...[...(rows.at(-1)?.cells.values() ?? [])].map((cell) => cell.end));
  const rest = tape.text.slice(start, end);
  const isCut = start > 0 && end === tape.text.length && rest.length <= SHORT_REST && /^[一-鿿]{2,8}指标[一-鿿]/u.test(rest);
  return isCut ? { start, end } : null;
}
