// An error counts only where all it rests on was read surely. Where a cell is doubtful, or the characters allow another reading
// under which nothing is wrong, the place is named for a person to look at, and no error is claimed.
import type { ReadCell, ReadDocument, ReadTable } from "../../reading/index.ts";
import { found } from "../check.ts";
import type { Finding, FindingCode } from "../finding.ts";
import { readPrinted } from "../printed-number.ts";
import type { SeenTable } from "../seen-table.ts";
import { counterProofOf } from "./counter-proof.ts";
import { hasRest, isCutShort, otherReadings } from "./other-readings.ts";
import { ARITHMETIC, restsOn } from "./rests-on.ts";

/** Errors that a cell left unread, or cut elsewhere, would explain. */
const UNREAD: ReadonlySet<FindingCode> = new Set<FindingCode>(["cell-missing", "deduction-unexplained", "unit-mismatch"]);

/** Without a part that is doubted nothing can be said of the sum. */
const OF_PARTS: FindingCode = "funds-parts-sum";

/** Checks a table once more with a cell read otherwise. */
type Recheck = (table: ReadTable) => readonly Finding[];

/** What is known of a table: as read, as the checks see it, and the document it stands in. */
type Read = { readonly table: ReadTable; readonly seen: SeenTable; readonly document: ReadDocument };

export function settleDoubt(findings: readonly Finding[], { table, seen, document }: Read, recheck: Recheck): Finding[] {
  const cells = new Map(table.cells.map((cell) => [cell.path, cell]));
  const settled = findings.map((finding) => settle(finding, cells, { table, seen, document }, recheck));
  return settled.filter(
    (finding, index) =>
      finding.code !== "doubtful-cell" ||
      settled.findIndex((other) => other.code === "doubtful-cell" && other.where.subject === finding.where.subject) === index,
  );
}

function settle(finding: Finding, cells: ReadonlyMap<string, ReadCell>, { table, seen, document }: Read, recheck: Recheck): Finding {
  if (finding.severity !== "error") return finding;
  const rests = restsOn(finding, table).flatMap((path) => cells.get(path) ?? []);
  // A cell without a readable figure counted as unknown; nothing rests on it but a sum, which lacks it.
  const doubtful = rests.find(
    ({ path, confidence }) =>
      confidence === "doubtful" && (finding.code === OF_PARTS || !(FIGURES.test(path) && readPrinted(valueAt(table, path)) === null)),
  );
  if (!ARITHMETIC.has(finding.code)) {
    // What reading did not find in running text, or cut there from what stands beside it, may stand there otherwise.
    const isUnread =
      doubtful !== undefined ||
      (UNREAD.has(finding.code) && (rests.length > 0 ? rests : table.cells).some(({ confidence }) => confidence !== "certain")) ||
      (UNREAD.has(finding.code) && hasRest(rowOf(finding), table, document.source));
    return isUnread ? { ...finding, severity: "warning" } : finding;
  }
  const proof = finding.params["kind"] === "reach" ? "given" : counterProofOf(finding.code, seen);
  // Where both columns deny their sums, a plain text may have lost a row, however surely the others were read.
  const unsure = doubtful ?? rests.find(({ confidence }) => confidence !== "certain") ?? (proof === "denied" ? textCell(rests) : undefined);
  if (unsure && proof !== "given") return inDoubt(finding, unsure, table);
  // Which rows a level has is no figure that could be left out.
  if (doubtful && rests.some(({ path, confidence }) => confidence === "doubtful" && /\.level\d$/u.test(path)))
    return inDoubt(finding, doubtful, table);
  if (doubtful && finding.code === OF_PARTS) return inDoubt(finding, doubtful, table);
  if (doubtful) {
    // What stands whatever those cells say does not rest on them.
    const sure = rests.filter(({ confidence }) => confidence !== "doubtful");
    const known = without(
      table,
      rests.flatMap(({ path, confidence }) => (confidence === "doubtful" ? [path] : [])),
    );
    const again = recheck(known).find((other) => isSameFinding(other, finding) && other.severity === "error");
    return again && !sure.some((cell) => isUnsure(cell, again, known, document, recheck)) ? again : inDoubt(finding, doubtful, table);
  }
  const other = rests.find((cell) => isUnsure(cell, finding, table, document, recheck));
  return other ? inDoubt(finding, other, table) : finding;
}

function textCell(cells: readonly ReadCell[]): ReadCell | undefined {
  return cells.find(({ address }) => address.startsWith("chars:"));
}

/** `funds.0` of `tables.1.funds.0.score`. */
function rowOf({ where }: Finding): string {
  return /(?:funds|indicators)\.\d+/u.exec(where.subject)?.[0] ?? "total";
}

function isUnsure(cell: ReadCell, finding: Finding, table: ReadTable, document: ReadDocument, recheck: Recheck): boolean {
  // One figure of a money row cut short may have moved all behind it.
  const row = /^funds\.\d+\./u.exec(cell.path)?.[0];
  const near = row === undefined ? [cell] : table.cells.filter(({ path }) => path.startsWith(row));
  return near.some((one) => isCutShort(one, table, document.source)) || explains(cell, finding, table, document, recheck);
}

// A reading that trades one contradiction for another explains nothing.
function explains(cell: ReadCell, finding: Finding, table: ReadTable, { source }: ReadDocument, recheck: Recheck): boolean {
  const recuts = otherReadings(cell, table, source);
  if (recuts.length === 0) return false;
  const before = contradictions(recheck(table));
  return recuts.some((recut) => {
    let other = table;
    for (const [path, figure] of recut) other = replaced(other, path, figure);
    const again = recheck(other);
    return !again.some((one) => isSameFinding(one, finding)) && contradictions(again) < before;
  });
}

function contradictions(findings: readonly Finding[]): number {
  return findings.filter(({ code, severity }) => severity === "error" && ARITHMETIC.has(code)).length;
}

function isSameFinding(one: Finding, other: Finding): boolean {
  return one.code === other.code && one.where.subject === other.where.subject;
}

function without(table: ReadTable, paths: readonly string[]): ReadTable {
  return paths.reduce((left, path) => replaced(left, path, ""), table);
}

function inDoubt(finding: Finding, cell: ReadCell, table: ReadTable): Finding {
  const { table: title, row, column } = finding.where;
  const where = {
    subject: finding.where.subject.replace(/^(tables\.\d+)\..*$/u, `$1.${cell.path}`),
    ...(title === undefined ? {} : { table: title }),
    ...(row === undefined ? {} : { row }),
    ...(column === undefined ? {} : { column }),
    place: cell.address,
  };
  return found("doubtful-cell", "warning", where, {
    printed: valueAt(table, cell.path),
    expected: finding.expected,
    ...(finding.formula === null ? {} : { formula: finding.formula }),
    basis: finding.basis,
    params: {
      kind: "contradiction",
      printed: valueAt(table, cell.path) ?? "",
      name: [row, column].filter((part) => part !== undefined && part !== "").join(" "),
      count: "1",
      all: "",
    },
  });
}

/** The value at a path of the table, as printed. */
function valueAt(table: ReadTable, path: string): string | null {
  let value: unknown = table;
  for (const key of path.split(".")) value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  return typeof value === "string" ? value : null;
}

function replaced(table: ReadTable, path: string, text: string): ReadTable {
  const figure = text === "" ? null : text;
  const [part = "", at = "", field = ""] = path.split(".");
  const index = Number(at);
  switch (part) {
    case "funds":
      return { ...table, funds: table.funds.map((row, other) => (other === index ? { ...row, [field]: figure } : row)) };
    case "indicators":
      return {
        ...table,
        // A name that is not known is empty.
        indicators: table.indicators.map((row, other) =>
          other === index ? { ...row, [field]: field.startsWith("level") ? text : figure } : row,
        ),
      };
    case "total":
      return { ...table, total: { ...table.total, [at]: figure } };
    default:
      return table;
  }
}

const FIGURES =
  /^(?:funds\.\d+\.(?:initial|revised|executed|weight|rate|score)|indicators\.\d+\.(?:weight|score)|total\.(?:weight|score))$/u;

/** What of the table a person should look at: cells where a figure belongs and none can be read, and how many are doubtful. */
export function doubtfulCells(table: ReadTable, index: number): Finding[] {
  const place = (cell: ReadCell) => ({
    subject: `tables.${index}.${cell.path}`,
    ...(table.title === null ? {} : { table: table.title }),
    place: cell.address,
  });
  const unreadable = table.cells.filter(({ path }) => FIGURES.test(path) && readPrinted(valueAt(table, path)) === null);
  const doubtful = table.cells.filter(({ confidence }) => confidence === "doubtful");
  const findings = unreadable.map((cell) =>
    found("doubtful-cell", "warning", place(cell), {
      printed: valueAt(table, cell.path),
      params: { kind: "figure", printed: valueAt(table, cell.path) ?? "", name: "", count: "1", all: "" },
    }),
  );
  const first = doubtful[0];
  if (first)
    findings.push(
      found("doubtful-cell", "hint", place(first), {
        printed: `${doubtful.length} / ${table.cells.length}`,
        params: { kind: "count", printed: "", name: "", count: String(doubtful.length), all: String(table.cells.length) },
      }),
    );
  return findings;
}
