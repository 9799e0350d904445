// What reading makes of a published document: tables and sentences with every value as printed, where it stands and how sure
// the reading is of it.
import type { PrintedDetailTable, PrintedDocument, PrintedScoreTable } from "../dossier/index.ts";
import type { SourceAddress, SourceDocument } from "./source-document.ts";

/** `certain`: the file's own cells say so. `likely`: solved for, one reading fits. `doubtful`: a person should look. */
export type Confidence = "certain" | "likely" | "doubtful";

/** Of one value: `path` as in `indicators.0.score`, `funds.1.executed`, `total.weight`, `project`. */
export type ReadCell = { readonly path: string; readonly address: SourceAddress; readonly confidence: Confidence };

/** The kinds of published documents. */
export type DocumentKind = "self-eval-table" | "report" | "dept-overall" | "transfer-payment" | "bureau" | "other";

/** A money row as printed; null where nothing stands. */
export type ReadFundRow = {
  readonly row: string;
  readonly initial: string | null;
  readonly revised: string | null;
  readonly executed: string | null;
  readonly weight: string | null;
  readonly rate: string | null;
  readonly score: string | null;
};

/** An indicator row as printed; level names are "" where the form or the fragment does not show them. */
export type ReadIndicatorRow = {
  readonly level1: string;
  readonly level2: string;
  readonly level3: string;
  /** Symbol, value and unit as printed, joined where they stand in cells of their own. */
  readonly target: string | null;
  readonly actual: string | null;
  readonly weight: string | null;
  readonly score: string | null;
  readonly reason: string | null;
  /** Points printed beside a level's name, as in 产出指标（50 分）. */
  readonly level1Points: string | null;
  readonly level2Points: string | null;
  /** Rows that the printed score covers: 1 alone, 3 for itself and two rows below, 0 when covered by a row above. */
  readonly scoreRows: number;
};

export type ReadTable = {
  readonly title: string | null;
  /** Of the first block or cell that the table was read from. */
  readonly address: SourceAddress;
  readonly project: string | null;
  /** 主管部门. */
  readonly department: string | null;
  /** 实施单位. */
  readonly unit: string | null;
  readonly year: number | null;
  readonly moneyUnit: "元" | "万元" | null;
  readonly funds: readonly ReadFundRow[];
  readonly goal: string | null;
  readonly goalAchieved: string | null;
  readonly indicators: readonly ReadIndicatorRow[];
  readonly total: { readonly weight: string | null; readonly score: string | null };
  readonly grade: string | null;
  /** Fields that the form has columns for: what it does not ask for is not missing. Names as in the rows. */
  readonly columns: { readonly funds: readonly string[]; readonly indicators: readonly string[] };
  /** Whether the head (project or money rows) and the end (total, or what follows the last indicator) were seen. */
  readonly hasHead: boolean;
  readonly hasEnd: boolean;
  /** Words of the form left where an answer belongs, as printed. */
  readonly formHints: readonly string[];
  readonly cells: readonly ReadCell[];
};

export type ReadDocument = {
  readonly kind: DocumentKind;
  readonly title: string | null;
  readonly issuer: string | null;
  /** `2020-05-20`; null where no signature date was read. */
  readonly signedOn: string | null;
  readonly year: number | null;
  readonly tables: readonly ReadTable[];
  readonly details: readonly PrintedDetailTable[];
  readonly scoreTables: readonly PrintedScoreTable[];
  readonly statements: PrintedDocument["statements"];
  /** Headings of the first level, in order. */
  readonly sections: readonly string[];
  readonly annexes: readonly string[];
  /** Of values outside `tables`: paths as in `details.0.rows.1.spent`, `statements.2`, `signedOn`. */
  readonly cells: readonly ReadCell[];
  readonly source: SourceDocument;
};
