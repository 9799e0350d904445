// A printed table as its checks see it, whoever read it: rows as printed, what its form asks for, how much of it was seen, and
// where each cell stands.
import type { PrintedDocument, PrintedTable } from "../dossier/index.ts";
import type { Day } from "../kernel/index.ts";
import { COLUMNS } from "./check.ts";
import type { FindingPlace } from "./finding.ts";

export type FundField = "initial" | "revised" | "executed" | "weight" | "rate" | "score";
export type RowField = "target" | "actual" | "weight" | "score" | "reason";

export type SeenFund = PrintedTable["funds"][number];
export type SeenIndicator = PrintedTable["indicators"][number] & {
  /** Points printed beside a level's name; null where they stand in the name itself, or nowhere. */
  readonly level1Points: string | null;
  readonly level2Points: string | null;
  /** Rows that the printed score covers; 0 where a row above covers this one. */
  readonly scoreRows: number;
};

/** A place of a table by the cell's path within it (`funds.0.rate`, `indicators.3`, `total.score`) and its words. */
export type Spot = {
  readonly path: string;
  /** What a dossier's findings call it. */
  readonly subject: string;
  readonly row: string;
  readonly column?: string;
};

export type SeenTable = Omit<PrintedTable, "place" | "moneyUnit" | "indicators" | "total"> & {
  /** Null where the table does not say. */
  readonly moneyUnit: "元" | "万元" | null;
  readonly indicators: readonly SeenIndicator[];
  readonly total: { readonly weight: string | null; readonly score: string | null };
  /** Columns of the form: what it does not ask for is not missing. */
  readonly asks: { readonly funds: ReadonlySet<FundField>; readonly indicators: ReadonlySet<RowField> };
  /** Whether the beginning and the end were seen. What a fragment adds up to cannot be said. */
  readonly hasHead: boolean;
  readonly hasEnd: boolean;
  /** Results are given as rates of completion, whatever the target counts: 360天, 完成率100%. */
  readonly completion: boolean;
  readonly placeOf: (spot: Spot) => FindingPlace;
};

/** A printed document with its table as the checks see it. */
export type SeenDocument = Omit<PrintedDocument, "table" | "signedOn"> & {
  readonly table: SeenTable | null;
  /** Null where no date of signature is known. */
  readonly signedOn: Day | null;
};

/** A dossier's printed document: it was written down whole, and asks for the columns that some row fills. */
export function seePrinted(printed: PrintedDocument): SeenDocument {
  const { table, ...rest } = printed;
  return { ...rest, table: table ? seePrintedTable(table) : null };
}

function seePrintedTable({ place, ...table }: PrintedTable): SeenTable {
  const { funds, indicators } = table;
  const scored = indicators.some((row) => row.score !== null) || table.total?.score != null;
  const fundFields = (["initial", "revised", "executed", "weight", "rate", "score"] as const).filter(
    (field) =>
      funds.some((row) => row[field] !== null) || ((field === "score" ? scored : field !== "initial") && funds[0]?.weight !== null),
  );
  const rowFields = (["target", "actual", "weight", "score"] as const).filter((field) => indicators.some((row) => row[field] !== null));
  return {
    ...table,
    indicators: indicators.map((row) => ({ ...row, level1Points: null, level2Points: null, scoreRows: 1 })),
    total: table.total ?? { weight: null, score: null },
    // The official form always has its column of reasons, filled or not.
    asks: { funds: new Set(fundFields), indicators: new Set([...rowFields, "reason" as const]) },
    hasHead: true,
    // Without its total it may have been cut off.
    hasEnd: table.total !== undefined,
    completion: false,
    placeOf: ({ subject, row, column }) => ({
      ...{ subject, table: table.title, row },
      ...(column === undefined ? {} : { column }),
      ...(place ? { place } : {}),
    }),
  };
}

/** The title of a column by its field's name. */
export function columnOf(field: FundField | RowField): string {
  return COLUMNS[field];
}

const TOTAL_ROW = /总额|合计|总计|总数|小计/u;
const PART_ROW =
  /其中|当年|本年|上年|结转|中央|省级?|市级?|县级?|区级?|地方|其他|一般公共|政府性|国有资本|专户|自筹|自有|单位资金|基本支出|项目支出|人员|公用/u;

/** The row that sums the money up: by its name, else the first where its name is no part's; -1 where there is none. */
export function totalRowOf(funds: readonly SeenFund[]): number {
  const named = funds.findIndex(({ row }) => TOTAL_ROW.test(row) && !/^其中/u.test(row));
  if (named >= 0) return named;
  return funds[0] && !PART_ROW.test(funds[0].row) ? 0 : -1;
}

/** The row that carries the points of budget execution: the total, or where none is named the first that has any. */
export function executionRowOf(funds: readonly SeenFund[]): number {
  const total = totalRowOf(funds);
  return total >= 0 ? total : funds.findIndex(({ weight, score }) => weight !== null || score !== null);
}
