// One audited document for its page: what was read as it now stands, each value and finding with its place in the original.
import type { Finding } from "../../../findings/index.ts";
import type { ReadDocument, ReadTable } from "../../../reading/index.ts";
import { findingJson } from "../../evaluation-json.ts";
import type { Language } from "../../messages/language.ts";
import type { CorrectionEntry } from "../../store/audit-corrections.ts";
import type { AuditBatch } from "../../store/audit-lists.ts";
import type { OpenDocument } from "../../usecases/audits/open-audit-document.ts";
import type { AuditDocumentView, AuditFindingView, AuditTableView, CorrectionView } from "../contract-audits.ts";
import { auditRowView } from "./audit-view.ts";
import { type SourcePages, sourcePages } from "./source-pages.ts";

type SpotOf = SourcePages["spotOf"];

export type DocumentViewInput = {
  readonly batch: AuditBatch;
  readonly document: OpenDocument;
  readonly packNumber: string | null;
  readonly language: Language;
};

export function auditDocumentView({ batch, document, packNumber, language }: DocumentViewInput): AuditDocumentView {
  const { summary, entries, read } = document;
  const head = {
    batch: { id: batch.id, name: batch.name },
    row: auditRowView(summary, language),
    previous: summary.n > 1 ? summary.n - 1 : null,
    next: summary.n < batch.documents ? summary.n + 1 : null,
    packNumber,
    corrections: entries.flatMap((entry) => correctionView(entry, entries)),
    version: entries.at(-1)?.seq ?? 0,
  };
  if (!read) return { ...head, ...NOTHING_READ };
  const { corrected, findings } = read;
  const { pages, spotOf } = sourcePages(corrected.source);
  return {
    ...head,
    format: corrected.source.format,
    title: corrected.title,
    issuer: corrected.issuer,
    signedOn: corrected.signedOn,
    notes: corrected.source.notes.map(({ code, found, address }) => ({ code, found, spot: spotOf(address) })),
    pages: pages.length,
    tables: corrected.tables.map((table) => tableView(table, spotOf)),
    ...otherTables(corrected, spotOf),
    findings: findings.map((finding) => placedFinding(finding, corrected, spotOf, language)),
  };
}

const NOTHING_READ = {
  ...{ format: null, title: null, issuer: null, signedOn: null, notes: [], pages: 0 },
  ...{ tables: [], details: [], scoreTables: [], statements: [], findings: [] },
} as const;

function correctionView(entry: CorrectionEntry, entries: readonly CorrectionEntry[]): readonly CorrectionView[] {
  if (entry.undoes !== null) return [];
  const undoing = entries.find(({ undoes }) => undoes === entry.seq);
  const { seq, table, path, was, now, by, at } = entry;
  return [{ seq, table, path, was, now, by, at, undone: undoing ? { by: undoing.by, at: undoing.at } : null }];
}

function tableView(table: ReadTable, spotOf: SpotOf): AuditTableView {
  const { title, project, department, unit, year, moneyUnit, goal, goalAchieved, total, grade, columns } = table;
  return {
    ...{ title, project, department, unit, year, moneyUnit, goal, goalAchieved, total, grade, columns },
    funds: table.funds,
    indicators: table.indicators.map(({ level1Points: _, level2Points: __, ...row }) => row),
    cells: table.cells.map(({ path, address, confidence }) => ({ path, address, confidence, spot: spotOf(address) })),
  };
}

function otherTables({ details, scoreTables, statements, cells }: ReadDocument, spotOf: SpotOf) {
  const address = new Map(cells.map((cell) => [cell.path, cell.address]));
  const spot = (...paths: readonly string[]) => {
    const known = paths.find((path) => address.has(path)) ?? cells.find(({ path }) => path.startsWith(`${paths[0]}.`))?.path;
    return known === undefined ? null : spotOf(address.get(known));
  };
  return {
    details: details.map(({ title, moneyUnit, rows, totals }, at) => ({
      ...{ title, moneyUnit, totals },
      rows: rows.map((row, index) => ({ ...row, spot: spot(`details.${at}.rows.${index}`) })),
    })),
    scoreTables: scoreTables.map(({ title, rows, total }, at) => ({
      ...{ title, total },
      rows: rows.map((row, index) => ({ ...row, spot: spot(`scoreTables.${at}.rows.${index}`) })),
    })),
    statements: statements.map(({ claims, quote, place }, at) => ({ claims, quote, spot: spot(`statements.${at}`) ?? spotOf(place) })),
  };
}

/** A finding's subject is a path in the document, as in `tables.0.indicators.3.score`. */
function placedFinding(finding: Finding, document: ReadDocument, spotOf: SpotOf, language: Language): AuditFindingView {
  const subject = /^tables\.(\d+)(?:\.(.+))?$/.exec(finding.where.subject);
  const table = subject ? Number(subject[1]) : null;
  const path = subject?.[2] ?? null;
  const cells = table === null ? document.cells : (document.tables[table]?.cells ?? []);
  const wanted = table === null ? finding.where.subject : (path ?? "");
  const address = addressOf(cells, wanted) ?? (table === null ? null : (document.tables[table]?.address ?? null));
  return { ...findingJson(finding, language), table, path, spot: spotOf(finding.where.place) ?? spotOf(address) };
}

/** Of the cell at the path, of the first one below it, or of what it is part of. */
function addressOf(cells: readonly { readonly path: string; readonly address: string }[], path: string): string | null {
  for (let wanted = path; wanted !== ""; wanted = wanted.includes(".") ? wanted.slice(0, wanted.lastIndexOf(".")) : "") {
    const found = cells.find((cell) => cell.path === wanted) ?? cells.find((cell) => cell.path.startsWith(`${wanted}.`));
    if (found) return found.address;
  }
  return null;
}
