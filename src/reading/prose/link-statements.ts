// Finds the table's row that a sentence about an indicator speaks of: by the kind of indicator, and among several rows of a kind by
// the words they share.
import type { PrintedDocument } from "../../dossier/index.ts";
import type { ReadIndicatorRow, ReadTable } from "../read-table.ts";

type Statements = PrintedDocument["statements"];

/**
 * Statements whose indicator is found get its path in the document (`tables.0.indicators.3`); the others keep the kind they name.
 * Of several tables nobody can tell which a sentence speaks of.
 */
export function linkStatements(statements: Statements, tables: readonly ReadTable[]): Statements {
  const [table] = tables;
  if (!table || tables.length > 1) return statements;
  return statements.map((statement) => {
    if (!("indicator" in statement)) return statement;
    const row = rowOf(statement.indicator, statement.quote, table.indicators);
    return row < 0 ? statement : { ...statement, indicator: `tables.0.indicators.${row}` };
  });
}

function rowOf(kind: string, quote: string, rows: readonly ReadIndicatorRow[]): number {
  const core = coreOf(kind);
  const every = [...rows.keys()];
  const atSecond = every.filter((index) => coreOf(rows[index]?.level2 ?? "").includes(core));
  const some = atSecond.length > 0 ? atSecond : every.filter((index) => coreOf(rows[index]?.level1 ?? "").includes(core));
  const [only] = some;
  if (some.length === 1 && only !== undefined) return only;
  const ranked = some
    .map((index) => ({ index, shared: sharedPairs(rows[index]?.level3 ?? "", quote) }))
    .toSorted((a, b) => b.shared - a.shared);
  const [best, second] = ranked;
  return best && best.shared > 0 && best.shared > (second?.shared ?? 0) ? best.index : -1;
}

// 数量指标, 产出数量 and 数量 name one kind.
function coreOf(name: string): string {
  return name.replace(/指标|项目|服务对象|社会公众|影响|发展/gu, "").replace(/^产出(?=.)/u, "");
}

function sharedPairs(name: string, quote: string): number {
  const plain = name.replace(/[\s\d]/gu, "");
  let shared = 0;
  for (let at = 0; at + 2 <= plain.length; at++) if (quote.includes(plain.slice(at, at + 2))) shared++;
  return shared;
}
