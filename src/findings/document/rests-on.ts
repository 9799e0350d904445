// What a finding about a table rests on: the paths of all the values that had to be read rightly for it to hold.
import type { ReadTable } from "../../reading/index.ts";
import type { Finding, FindingCode } from "../finding.ts";
import { executionRowOf } from "../seen-table.ts";
import { simplified } from "../simplified.ts";

/** Codes whose errors a sum, a quotient or a product proves: one figure misread, and there is no error. */
export const ARITHMETIC: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "funds-parts-sum",
  "rate-wrong",
  "rate-score-wrong",
  "weights-sum",
  "total-wrong",
  "level-weights-sum",
  "score-over-weight",
  "subtotal-wrong",
  "over-budget",
  "current-year-over-grant",
  "budget-zero",
  "grade-wrong",
]);

const FUND_FIELDS = ["initial", "revised", "executed", "rate", "weight", "score"] as const;
const ROW_FIELDS = ["target", "actual", "weight", "score"] as const;

/** Paths within the table, the finding's own among them. */
export function restsOn(finding: Finding, table: ReadTable): readonly string[] {
  const path = finding.where.subject.replace(/^tables\.\d+\.?/u, "");
  const [part = "", at = "", field = ""] = path.split(".");
  const index = Number(at);
  const execution = executionRowOf(table.funds.map((row) => ({ ...row, row: simplified(row.row) })));
  switch (finding.code) {
    case "funds-parts-sum":
    case "budget-zero":
      return table.funds.map((_, row) => `funds.${row}.${field}`);
    case "weights-sum":
      return [...column(table, "weight"), `funds.${execution}.weight`, "total.weight"];
    case "total-wrong": {
      const scores = [...column(table, "score"), `funds.${execution}.score`, "total.score"];
      return finding.params["kind"] === "reach" ? [...scores, ...column(table, "weight"), `funds.${execution}.weight`] : scores;
    }
    case "level-weights-sum": {
      const first = table.indicators[index];
      return table.indicators.flatMap((row, other) =>
        row.level1 === first?.level1 ? [`indicators.${other}.weight`, `indicators.${other}.level1`, `indicators.${other}.level2`] : [],
      );
    }
    case "grade-wrong":
      return ["grade", "total.score"];
    case "score-over-weight":
      return [`indicators.${index}.score`, `indicators.${index}.weight`];
    default:
      break;
  }
  if (part === "funds") return fundCells(finding.code, index);
  // A reason that is doubted may hold what belongs to the cells before it.
  if (part === "indicators" && field !== "") return [...ROW_FIELDS, "reason"].map((one) => `indicators.${index}.${one}`);
  return [path];
}

function column(table: ReadTable, field: "weight" | "score"): readonly string[] {
  return table.indicators.map((_, row) => `indicators.${row}.${field}`);
}

function fundCells(code: FindingCode, row: number): readonly string[] {
  const fields =
    code === "rate-score-wrong" ? FUND_FIELDS : FUND_FIELDS.slice(0, code === "rate-wrong" || code === "rate-denominator" ? 4 : 3);
  return fields.map((field) => `funds.${row}.${field}`);
}
