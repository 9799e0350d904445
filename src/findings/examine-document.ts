// A published document read → what is wrong with it by its own figures: every table's money, rows and totals, and what its
// sentences, details and pages show. Each finding's subject is the path of the cell it is about, its place the cell's address.
import { type Day, readDay } from "../kernel/index.ts";
import type { ReadDocument, ReadTable } from "../reading/index.ts";
import type { Rulebook } from "../rules/index.ts";
import { checkPrintedDetails } from "./checks/printed-details.ts";
import { checkPrintedFunds } from "./checks/printed-funds.ts";
import { checkPrintedIndicators } from "./checks/printed-indicators.ts";
import { checkPrintedStatements } from "./checks/printed-statements.ts";
import { checkPrintedGoals, checkPrintedText } from "./checks/printed-text.ts";
import { checkPrintedTotals } from "./checks/printed-totals.ts";
import { checkBaseData } from "./document/check-base-data.ts";
import { checkClaims } from "./document/check-claims.ts";
import { checkPlannedCosts } from "./document/check-costs.ts";
import { checkTextDerivable } from "./document/check-derivable.ts";
import { checkEvaluator } from "./document/check-evaluator.ts";
import { checkForm } from "./document/check-form.ts";
import { checkFormat } from "./document/check-format.ts";
import { checkFormulas } from "./document/check-formulas.ts";
import { checkHead } from "./document/check-head.ts";
import { checkPayers } from "./document/check-payers.ts";
import { checkProse, checkReferences } from "./document/check-prose.ts";
import { checkPrintedReasons } from "./document/check-reasons.ts";
import { checkTables } from "./document/check-tables.ts";
import { checkTrips } from "./document/check-trips.ts";
import { checkWording } from "./document/check-wording.ts";
import { gatherBenefits } from "./document/gather-benefits.ts";
import { grounded } from "./document/ground.ts";
import { placeInDocument } from "./document/place-in-document.ts";
import { seeReadTable } from "./document/see-read-table.ts";
import { doubtfulCells, settleDoubt } from "./document/settle-doubt.ts";
import { linesOf, type Prose, proseOf } from "./document/source-lines.ts";
import type { Finding } from "./finding.ts";
import type { SeenDocument, SeenTable } from "./seen-table.ts";

/**
 * All findings of a published document under the rulebook: errors first, then warnings, then hints; within each in reading
 * order. `where.subject` is the path of what was read (`tables.0.indicators.3.score`, `statements.2`, `details.0.totals.budget`,
 * `source` for the text as such), `where.place` its address. What rests on a cell that was not read surely is no error.
 */
export function examineDocument(document: ReadDocument, rulebook: Rulebook): readonly Finding[] {
  const tables = document.tables.map((table, index) => seeReadTable(table, index, document.title));
  const lines = linesOf(document);
  // Sentences speak of the one table; of several nobody can tell which.
  const said = tables.length === 1 ? document.statements : [];
  const ofTables = document.tables.flatMap((read, index) => {
    const table = tables[index];
    if (!table) return [];
    const check = (other: ReadTable) => examineTable(seeReadTable(other, index, document.title), rulebook);
    const found = [
      ...checkHead({ document, read, table, index, lines, rulebook }),
      ...examineTable(table, rulebook),
      ...checkPrintedReasons(table, said, rulebook),
      ...checkPlannedCosts({ ...seenDocument(document, tables), table, statements: said }, rulebook),
      ...checkForm({ document, table, lines, rulebook }),
      ...checkWording({ document, table, lines, rulebook }),
    ];
    return [...settleDoubt(found, { table: read, seen: table, document }, check), ...doubtfulCells(read, index)];
  });
  const prose = proseOf(lines);
  const ofText = examineText(document, tables, prose, rulebook);
  const rank = { error: 0, warning: 1, hint: 2 } as const;
  const all = [
    ...ofTables,
    ...checkTables(document, tables, rulebook),
    ...ofText,
    ...checkPayers(document, rulebook),
    ...checkTrips(document, prose, rulebook),
    ...checkEvaluator(document, prose, rulebook),
    ...checkBaseData(lines, rulebook),
    ...checkFormulas(document),
    ...checkFormat(document, rulebook),
  ];
  // Two checks may meet at one place with one thing to say.
  const once = all.filter((one, index) => all.findIndex((other) => isSame(one, other) || isOfTwin(one, other)) === index);
  return once.map((finding) => grounded(placed(finding, document), rulebook)).toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

/** What is missing from the whole document stands at its title, or where it begins. */
function placed(finding: Finding, { cells, source }: ReadDocument): Finding {
  const place = finding.where.place ?? cells.find(({ path }) => path === "title")?.address ?? source.blocks[0]?.address;
  return place === undefined ? finding : { ...finding, where: { ...finding.where, place } };
}

function isSame(one: Finding, other: Finding): boolean {
  return (
    one.code === other.code &&
    one.where.subject === other.where.subject &&
    one.where.place === other.where.place &&
    one.where.row === other.where.row &&
    one.where.column === other.where.column &&
    (one.printed === other.printed || one.code === "funds-parts-sum")
  );
}

/** A table printed twice shows the same row twice; it is said of the first. */
function isOfTwin(one: Finding, other: Finding): boolean {
  const ofDetails = (finding: Finding) => finding.where.subject.startsWith("details.");
  return (
    one.code === other.code &&
    ofDetails(one) &&
    ofDetails(other) &&
    one.printed === other.printed &&
    one.formula === other.formula &&
    one.where.row === other.where.row &&
    Object.entries(one.params).every(([name, value]) => other.params[name] === value)
  );
}

function examineTable(table: SeenTable, rulebook: Rulebook): readonly Finding[] {
  const alone: SeenDocument = {
    ...{ title: table.title, issuer: "", signedOn: null, table },
    ...{ details: [], scoreTables: [], statements: [], sections: [], annexes: [] },
  };
  return [
    ...checkPrintedFunds(table, rulebook),
    ...checkPrintedIndicators(table, rulebook),
    ...checkPrintedTotals(alone, rulebook),
    ...checkPrintedGoals(table, rulebook),
  ];
}

// Sentences that the reader understood are held against the table; what it did not still has sums and dates of its own.
function examineText(document: ReadDocument, tables: readonly SeenTable[], prose: Prose, rulebook: Rulebook): readonly Finding[] {
  const whole = seenDocument(document, tables);
  const sheets = checkPrintedTotals(whole, rulebook).filter(({ where }) => where.subject === "published.scores");
  const ofReading = [
    ...sheets,
    ...checkPrintedDetails(whole, rulebook),
    ...checkPrintedStatements(whole, rulebook),
    ...checkTextDerivable(whole, rulebook),
    ...checkPrintedText(whole, rulebook),
  ].map((finding) => placeInDocument(finding, document));
  const reading = gatherBenefits(ofReading);
  const grade = tables.length === 1 ? (tables[0]?.grade ?? null) : null;
  const context = { prose, signedOn: whole.signedOn, grade, rulebook };
  const isReport = document.kind === "report" || document.sections.length > 0;
  const claims = { document, table: whole.table, prose, rulebook };
  const ofProse = [...(isReport ? [...checkProse(context), ...checkClaims(claims)] : []), ...checkReferences(context)];
  return [...reading, ...ofProse.filter((finding) => !reading.some((other) => saysTheSame(finding, other)))];
}

function saysTheSame(one: Finding, other: Finding): boolean {
  const plain = ({ printed }: Finding) => printed?.replace(/\s/gu, "") ?? null;
  return one.code === other.code && (plain(one) === plain(other) || one.where.place === other.where.place);
}

/** The document with the one table that its sentences can speak of; of several nobody can tell. */
function seenDocument(document: ReadDocument, tables: readonly SeenTable[]): SeenDocument {
  const { title, issuer, details, scoreTables, statements, sections, annexes } = document;
  return {
    title: title ?? tables[0]?.title ?? "",
    issuer: issuer ?? "",
    signedOn: dayOf(document),
    table: tables.length === 1 ? (tables[0] ?? null) : null,
    ...{ details: [...details], scoreTables: [...scoreTables], statements: [...statements] },
    ...{ sections: [...sections], annexes: [...annexes] },
  };
}

function dayOf({ signedOn }: ReadDocument): Day | null {
  return signedOn === null ? null : readDay(signedOn);
}
