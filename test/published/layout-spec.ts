// How a form looks, as data: its labels, its columns and their order, what it leaves out, what it leaves standing.
import type { FormTraits } from "./form-traits.ts";

export type FundColumn = "initial" | "revised" | "executed" | "weight" | "rate" | "score";

export type IndicatorColumn =
  | "level1"
  | "level2"
  | "level3"
  | "target"
  | "actual"
  | "weight"
  | "score"
  | "reason"
  | "symbol"
  | "value"
  | "unit"
  | "core"
  | "coefficient"
  | "explain"
  | "standard"
  | "blank";

export type Columns<Key> = readonly (readonly [key: Key, head: string, share?: number])[];

export type LayoutSpec = {
  readonly kind: "self-eval-table" | "report" | "dept-overall" | "transfer-payment" | "bureau";
  readonly traits: FormTraits;
  /** Lines above the table; `{year}` and `{project}` are filled in. In the table's first row where `titleInside`. */
  readonly title: readonly string[];
  readonly titleInside: boolean;
  readonly projectLabel: string | null;
  readonly departmentLabel: string | null;
  readonly unitLabel: string | null;
  /** Rows of boxes that say nothing of the figures, as 项目类别. */
  readonly boxes: readonly (readonly [label: string, content: string])[];
  /** The total beside the head, as 自评得分; null where it stands below. */
  readonly headTotalLabel: string | null;
  readonly fundLabel: string;
  /** `pairs`: amounts beside their labels, a row each, as the forms of transfer areas have it. */
  readonly fundStyle: "columns" | "pairs";
  readonly fundColumns: Columns<FundColumn>;
  /** The total below its parts, as in forms by source of money. */
  readonly fundTotalLast: boolean;
  /** Amounts carry their unit in the cell: 5.8万元. */
  readonly amountUnits: boolean;
  /** What stands where a money cell is not asked for: "", "—", "/". */
  readonly fundBlank: string;
  readonly goals: { readonly label: string; readonly plan: string; readonly done: string } | null;
  readonly sideLabel: string | null;
  readonly indicatorColumns: Columns<IndicatorColumn>;
  /** Heads in two rows: the target's symbol, value and unit under one head. */
  readonly twoRowHead: boolean;
  /** Heads and level names broken over lines inside their cells, as narrow columns break them. */
  readonly broken: boolean;
  readonly pointsInNames: "none" | "level1" | "both";
  readonly numbered: boolean;
  readonly placeholders: boolean;
  readonly stars: boolean;
  readonly symbols: "plain" | "words" | "wide" | "ascii";
  readonly totalLabel: string | null;
  readonly gradeLabel: string | null;
  readonly closing: readonly (readonly [label: string, content: string])[];
  readonly notes: readonly string[];
  readonly fragment: "none" | "start" | "end";
  readonly traditional: boolean;
};
