// SourceDocument → ReadDocument: the tables that the file's own grids hold, then those that only its running text shows, then
// what the sentences say.
import { readDetailTables } from "./details/read-detail-tables.ts";
import { readGridTables } from "./grid/read-grid-tables.ts";
import { partSheets } from "./part-sheets.ts";
import { linkStatements } from "./prose/link-statements.ts";
import { readProse } from "./prose/read-prose.ts";
import type { DocumentKind, ReadCell, ReadDocument, ReadTable } from "./read-table.ts";
import { readRunningTables } from "./running-text/read-running-tables.ts";
import type { SourceDocument } from "./source-document.ts";

/** What the document says, every value as printed with its place and how sure the reading is. Never fails: what is no table is not read as one. */
export function readDocument(given: SourceDocument): ReadDocument {
  const source = partSheets(given);
  const grids = readGridTables(source);
  const details = readDetailTables(source);
  const running = readRunningTables(source, new Set([...grids.used, ...details.used]));
  const prose = readProse(source, new Set([...grids.used, ...details.used, ...running.used]));
  const printed = [...grids.tables, ...running.tables];
  const tables = printed.length > 0 ? printed : prose.tables;
  const statements = linkStatements(prose.statements, tables);
  return {
    kind: kindOf(source, tables, prose.sections.length),
    title: prose.title ?? tables[0]?.title ?? null,
    issuer: prose.issuer,
    signedOn: prose.signedOn,
    year: prose.year ?? tables.find(({ year }) => year !== null)?.year ?? null,
    tables: withGrade(tables, statements, prose.cells),
    details: details.details,
    scoreTables: details.scoreTables,
    statements,
    sections: prose.sections,
    annexes: prose.annexes,
    cells: [...details.cells, ...prose.cells],
    source: given,
  };
}

/** A form without a place for its grade has the one that the text gives, where the document has one form. */
function withGrade(tables: readonly ReadTable[], statements: ReadDocument["statements"], cells: readonly ReadCell[]): readonly ReadTable[] {
  const [table] = tables;
  const at = statements.findIndex((statement) => statement.claims === "conclusion" && statement.grade !== null);
  const conclusion = statements[at];
  if (!table || tables.length > 1 || table.grade !== null || conclusion?.claims !== "conclusion") return tables;
  const address = cells.find(({ path }) => path === `statements.${at}`)?.address ?? table.address;
  return [{ ...table, grade: conclusion.grade, cells: [...table.cells, { path: "grade", address, confidence: "likely" }] }];
}

const SECTIONS_OF_A_REPORT = 3;

function kindOf(source: SourceDocument, tables: readonly ReadTable[], sections: number): DocumentKind {
  const words = wordsOf(source);
  if (sections >= SECTIONS_OF_A_REPORT) return "report";
  if (tables.length === 0) return /绩效(?:评价|自评)(?:情况)?报告/u.test(words) ? "report" : "other";
  if (/部门整体|整体支出绩效/u.test(words)) return "dept-overall";
  if (/转移支付.{0,12}(?:区域|整体)?绩效/u.test(words)) return "transfer-payment";
  if (tables.every(({ columns }) => !columns.indicators.includes("target") && !columns.indicators.includes("actual"))) return "bureau";
  return "self-eval-table";
}

/** The document's first words, blanks taken away: what it calls itself. */
function wordsOf(source: SourceDocument): string {
  let words = "";
  for (const block of source.blocks) {
    if (words.length > 2000) break;
    words += block.kind === "text" ? block.text : block.cells.map(({ text }) => text).join("");
  }
  return words.replace(/\s+/gu, "").slice(0, 2000);
}
