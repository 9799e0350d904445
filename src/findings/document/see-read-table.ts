// A table as the reader of documents gives it → as the checks see it: words in simplified characters, columns of its form, and
// every place as the path and address of the cell that was read.
import type { ReadCell, ReadTable } from "../../reading/index.ts";
import type { FindingPlace } from "../finding.ts";
import { readPrinted } from "../printed-number.ts";
import type { FundField, RowField, SeenTable, Spot } from "../seen-table.ts";
import { simplified } from "../simplified.ts";

const FUND_FIELDS: readonly FundField[] = ["initial", "revised", "executed", "weight", "rate", "score"];
const ROW_FIELDS: readonly RowField[] = ["target", "actual", "weight", "score", "reason"];

/** What findings call a table that does not say its name. */
const UNNAMED = "自评表";

/** The table at `index` of its document; `title` stands in where it has none of its own. */
export function seeReadTable(table: ReadTable, index: number, title: string | null): SeenTable {
  const cells = new Map(table.cells.map((cell) => [cell.path, cell]));
  const name = table.title ?? title ?? "";
  return {
    title: name === "" ? UNNAMED : name,
    moneyUnit: table.moneyUnit,
    funds: table.funds.map((row) => ({ ...row, row: simplified(row.row) })),
    goal: table.goal,
    goalAchieved: table.goalAchieved,
    indicators: table.indicators.map((row) => ({
      ...row,
      id: null,
      level1: simplified(row.level1),
      level2: simplified(row.level2),
      level3: simplified(row.level3),
      target: simplified(row.target),
      actual: simplified(row.actual),
    })),
    total: table.total,
    grade: table.grade,
    asks: {
      funds: new Set(FUND_FIELDS.filter((field) => table.columns.funds.includes(field))),
      indicators: new Set(ROW_FIELDS.filter((field) => table.columns.indicators.includes(field))),
    },
    hasHead: table.hasHead,
    hasEnd: table.hasEnd,
    completion: givesCompletion(table),
    placeOf: (spot) => placeIn(table, cells, `tables.${index}`, name, spot),
  };
}

/** Fewer rows than this are a slip of units, not a column of rates. */
const ENOUGH = 2;

function givesCompletion({ indicators }: ReadTable): boolean {
  const rows = indicators.map((row) => [readPrinted(row.target), readPrinted(row.actual)] as const);
  const rates = rows.filter(([target, actual]) => target && actual && !target.percent && actual.percent);
  return rates.length >= ENOUGH && rows.every(([, actual]) => actual === null || actual.percent);
}

function placeIn(table: ReadTable, cells: ReadonlyMap<string, ReadCell>, base: string, title: string, spot: Spot): FindingPlace {
  return {
    subject: `${base}.${spot.path}`,
    ...(title === "" ? {} : { table: title }),
    ...(spot.row === "" ? {} : { row: spot.row }),
    ...(spot.column === undefined ? {} : { column: spot.column }),
    place: addressOf(cells, spot.path) ?? table.address,
  };
}

/** Of the cell itself; of an empty one, a cell that was read in its row. */
function addressOf(cells: ReadonlyMap<string, ReadCell>, path: string): string | null {
  const own = cells.get(path);
  if (own) return own.address;
  const row = /^(?:funds|indicators)\.\d+/u.exec(path)?.[0];
  if (row === undefined) return null;
  for (const [other, cell] of cells) if (other.startsWith(`${row}.`)) return cell.address;
  return null;
}
