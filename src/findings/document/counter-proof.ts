// A table that was put together from running text may lack a row, or have one too many. That its rows are the form's is shown by
// the one column of points when the other is called wrong: weights that make the hundred, scores that make the total.
import { ratio } from "../../kernel/index.ts";
import type { FindingCode } from "../finding.ts";
import { canBe, exactly, readPoints, readPrinted, sumOf } from "../printed-number.ts";
import { isBlankRow } from "../printed-row.ts";
import { executionRowOf, type SeenTable } from "../seen-table.ts";

/** `silent`: the column is not there. */
export type CounterProof = "given" | "denied" | "silent";

/** Whether the column that the finding does not speak of shows that the rows are all there. Other findings need no such proof. */
export function counterProofOf(code: FindingCode, table: SeenTable): CounterProof {
  if (code !== "total-wrong" && code !== "weights-sum") return "given";
  const field = code === "total-wrong" ? "weight" : "score";
  if (table.indicators.every((row) => row[field] === null)) return "silent";
  return addsUp(table, field, field === "weight" ? "100" : table.total.score) ? "given" : "denied";
}

// With the points of budget execution or without: either way no row is missing.
function addsUp(table: SeenTable, field: "weight" | "score", printed: string | null): boolean {
  const whole = field === "weight" ? exactly(ratio(100n)) : readPrinted(printed);
  const rows = table.indicators.filter((row) => !isBlankRow(row) && !(row.scoreRows === 0 && row[field] === null));
  const execution = table.funds[executionRowOf(table.funds)]?.[field] ?? null;
  const points = readPoints([...rows.map((row) => row[field]), execution]);
  const own = points.slice(0, -1).filter((figure) => figure !== null);
  if (!whole || own.length === 0 || own.length < rows.length) return false;
  const more = points.at(-1);
  return canBe(whole, sumOf(own)) || (more != null && canBe(whole, sumOf([...own, more])));
}
