// SourceDocument → ReadDocument: the tables that the file's own grids hold, then those that only its running text shows, then
// what the sentences say.
import { readDetailTables } from "./details/read-detail-tables.ts";
import { readGridTables } from "./grid/read-grid-tables.ts";
import { partSheets } from "./part-sheets.ts";
import { linkStatements } from "./prose/link-statements.ts";
import { type ReadProse, readProse } from "./prose/read-prose.ts";
import { projectIn } from "./prose/read-prose-table.ts";
import type { DocumentKind, ReadCell, ReadDocument, ReadTable } from "./read-table.ts";
import { readRunningTables } from "./running-text/read-running-tables.ts";
import { withSharedScores } from "./shared-scores.ts";
import type { SourceDocument } from "./source-document.ts";

/** What the document says, every value as printed with its place and how sure the reading is. Never fails: what is no table is not read as one. */
export function readDocument(given: SourceDocument): ReadDocument {
  const source = partSheets(given);
  const grids = readGridTables(source);
  const details = readDetailTables(source);
  const running = readRunningTables(source, new Set([...grids.used, ...details.used]));
  const prose = readProse(source, new Set([...grids.used, ...details.used, ...running.used]));
  const printed = [...grids.tables, ...running.tables];
  const spans = source.format !== "txt" && source.format !== "md";
  const tables = printed.length > 0 ? printed.map((table) => (spans ? table : withSharedScores(table))) : prose.tables;
  const statements = linkStatements(prose.statements, tables);
  return {
    kind: kindOf(source, tables, prose.sections.length),
    title: prose.title ?? tables[0]?.title ?? null,
    issuer: prose.issuer,
    signedOn: prose.signedOn,
    year: prose.year ?? tables.find(({ year }) => year !== null)?.year ?? null,
    tables: completed(tables, statements, prose),
    details: details.details,
    scoreTables: details.scoreTables,
    statements,
    sections: prose.sections,
    annexes: prose.annexes,
    cells: [...details.cells, ...prose.cells],
    source: running.notes.length === 0 ? given : { ...given, notes: [...given.notes, ...running.notes] },
  };
}

/**
 * What the one form of a report leaves out and the report's text says: total and grade, and, where the form has no head of its own,
 * the year and the project of the report's title.
 */
function completed(tables: readonly ReadTable[], statements: ReadDocument["statements"], prose: ReadProse): readonly ReadTable[] {
  const [table] = tables;
  if (!table || tables.length > 1) return tables;
  const at = statements.findIndex((statement) => statement.claims === "conclusion");
  const statement = statements[at];
  const conclusion = statement?.claims === "conclusion" ? statement : null;
  const address = prose.cells.find(({ path }) => path === `statements.${at}`)?.address ?? table.address;
  const cell = (path: string, value: string | null): readonly ReadCell[] =>
    value === null ? [] : [{ path, address, confidence: "likely" as const }];
  const grade = table.grade === null ? (conclusion?.grade ?? null) : null;
  const score = table.total.score === null ? (conclusion?.score ?? null) : null;
  const ofReport = table.funds.length === 0 && /绩效.*报告$/u.test(prose.title ?? "");
  const project = table.project === null && ofReport ? projectIn(prose.title) : null;
  return [
    {
      ...table,
      grade: table.grade ?? grade,
      total: { ...table.total, score: table.total.score ?? score },
      project: table.project ?? project,
      year: table.year ?? (ofReport ? prose.year : null),
      cells: [...table.cells, ...cell("grade", grade), ...cell("total.score", score), ...cell("project", project)],
    },
  ];
}

const SECTIONS_OF_A_REPORT = 3;

function kindOf(source: SourceDocument, tables: readonly ReadTable[], sections: number): DocumentKind {
  const words = wordsOf(source);
  if (sections >= SECTIONS_OF_A_REPORT) return "report";
  // Money that sentences name makes no form.
  if (tables.every(({ indicators }) => indicators.length === 0) && /绩效(?:评价|自评)(?:情况)?报告/u.test(words)) return "report";
  if (tables.length === 0) return "other";
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
