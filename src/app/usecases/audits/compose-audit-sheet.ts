// Audit sheets as format-neutral documents: one for a document, with every finding and what was corrected by hand; one for a batch.
import type { Finding } from "../../../findings/index.ts";
import { printPercent, ratio } from "../../../kernel/index.ts";
import type { SourceNote } from "../../../reading/index.ts";
import type { Block, Cell, ReportDocument, Table } from "../../../report/index.ts";
import { type AuditSheetWording, auditSheetWording } from "../../messages/audit-sheet.ts";
import { CODE_NAMES_EN } from "../../messages/code-names.en.ts";
import { CODE_NAMES_ZH } from "../../messages/code-names.zh.ts";
import { faultText } from "../../messages/fault-text.ts";
import { findingText } from "../../messages/finding-text.ts";
import type { Language } from "../../messages/language.ts";
import { sourceNoteText } from "../../messages/source-notes.ts";
import { sourcePlaceText } from "../../messages/source-place.ts";
import type { CorrectionEntry } from "../../store/audit-corrections.ts";
import type { AuditBatch, CodeCount } from "../../store/audit-lists.ts";
import type { AuditDocumentSummary } from "../../store/audit-repository.ts";
import { inWan } from "./audit-outcome.ts";

export type SheetInput = {
  readonly subject: Pick<
    AuditDocumentSummary,
    "file" | "project" | "department" | "year" | "total" | "grade" | "errors" | "warnings" | "hints"
  >;
  readonly findings: readonly Finding[];
  /** What reading had to do or leave. */
  readonly notes: readonly SourceNote[];
  /** Corrections that hold. */
  readonly corrections: readonly CorrectionEntry[];
  readonly packNumber: string | null;
  readonly day: string;
  readonly language: Language;
};

export function composeAuditSheet({ subject, findings, notes, corrections, packNumber, day, language }: SheetInput): ReportDocument {
  const words = auditSheetWording(language);
  const facts: readonly (readonly [string, string | null])[] = [
    [words.facts.file, subject.file],
    [words.facts.project, subject.project],
    [words.facts.department, subject.department],
    [words.facts.year, subject.year === null ? null : String(subject.year)],
    [words.facts.total, subject.total],
    [words.facts.grade, subject.grade],
    [words.facts.pack, packNumber],
    [words.facts.findings, words.counts(subject.errors, subject.warnings, subject.hints)],
    ...(corrections.length > 0 ? [[words.facts.corrections, String(corrections.length)] as const] : []),
  ];
  return {
    layout: "landscape",
    meta: { title: words.title, author: "", day, subject: subject.project ?? subject.file },
    blocks: [
      { kind: "title", lines: [words.title], subtitle: subject.project ?? subject.file },
      factsTable("about", words.about, facts, words),
      ...(findings.length > 0 ? [findingsTable(findings, words, language)] : [note(words.none)]),
      ...(notes.length > 0 ? [notesTable(notes, words, language)] : []),
      ...(corrections.length > 0
        ? [
            plainTable("corrections", words.corrections, [3, 2, 2, 1.5, 2.5], Object.values(words.correctionColumns), [
              ...corrections.map(({ path, was, now, by, at }) => [path, was ?? words.blank, now ?? words.blank, by, at]),
            ]),
          ]
        : []),
    ],
  };
}

type ListedDocument = Pick<
  AuditDocumentSummary,
  "n" | "file" | "status" | "faults" | "project" | "department" | "total" | "grade" | "errors" | "warnings" | "amount"
>;

export type BatchSheetInput = {
  readonly batch: Pick<
    AuditBatch,
    "name" | "documents" | "done" | "failed" | "passed" | "errors" | "warnings" | "hints" | "amountWithErrors"
  >;
  readonly codes: readonly CodeCount[];
  readonly documents: readonly ListedDocument[];
  readonly day: string;
  readonly language: Language;
};

export function composeBatchSheet({ batch, codes, documents, day, language }: BatchSheetInput): ReportDocument {
  const words = auditSheetWording(language);
  const names = language === "zh" ? CODE_NAMES_ZH : CODE_NAMES_EN;
  const facts: readonly (readonly [string, string | null])[] = [
    [words.summary.documents, String(batch.documents)],
    [words.summary.done, String(batch.done)],
    [words.summary.failed, String(batch.failed)],
    [words.summary.passRate, batch.done === 0 ? null : printPercent(ratio(BigInt(batch.passed), BigInt(batch.done)), 1)],
    [words.facts.findings, words.counts(batch.errors, batch.warnings, batch.hints)],
    [words.summary.amount, inWan(batch.amountWithErrors)],
  ];
  return {
    layout: "landscape",
    meta: { title: words.batchTitle, author: "", day, subject: batch.name },
    blocks: [
      { kind: "title", lines: [words.batchTitle], subtitle: batch.name },
      factsTable("about", words.about, facts, words),
      ...(codes.length > 0
        ? [
            plainTable("codes", words.codes, [4, 1.2, 1.2, 1.2], Object.values(words.codeColumns), [
              ...codes.map((one) => [names[one.code] ?? one.code, String(one.errors), String(one.warnings), String(one.documents)]),
            ]),
          ]
        : []),
      plainTable("documents", words.documents, [1, 3.2, 3.2, 2.4, 1.2, 1, 1, 1.6, 2.8], Object.values(words.documentColumns), [
        ...documents.map((one) => documentLine(one, words, language)),
      ]),
    ],
  };
}

function documentLine(one: ListedDocument, words: AuditSheetWording, language: Language): readonly string[] {
  const [fault] = one.faults;
  const isDone = one.status === "done";
  const said = fault ? faultText(fault, language).message : isDone ? "" : words.waiting;
  return [
    String(one.n),
    one.file,
    one.project ?? words.blank,
    one.department ?? words.noDepartment,
    `${one.total ?? words.blank}${one.grade ?? ""}`,
    isDone ? String(one.errors) : words.blank,
    isDone ? String(one.warnings) : words.blank,
    inWan(one.amount) ?? words.blank,
    said,
  ];
}

function factsTable(id: string, caption: string, facts: readonly (readonly [string, string | null])[], words: AuditSheetWording): Table {
  return {
    ...{ kind: "table", id, caption, widths: [2, 8], headerRows: 0 },
    rows: facts.map(([label, value]) => [
      { text: label, header: true },
      { text: value ?? words.blank, align: "left" },
    ]),
  };
}

function findingsTable(findings: readonly Finding[], words: AuditSheetWording, language: Language): Table {
  const rows = findings.map((finding, index) => {
    const { message, remedy, place } = findingText(finding, language);
    const basis = finding.basis.map((one) => (one.kind === "law" ? `${one.instrument} ${one.article}` : one.instrument)).join("\n");
    return [
      String(index + 1),
      words.severity[finding.severity],
      place,
      message,
      finding.printed ?? words.blank,
      finding.expected ?? words.blank,
      basis,
      remedy,
    ];
  });
  return plainTable("findings", words.findings, [0.8, 0.8, 2.4, 4.2, 1.5, 1.7, 2.2, 3.4], Object.values(words.columns), rows);
}

const MOST_NOTES = 40;

/** A workbook may have one for each of its formulas: the first of them, and how many there are. */
function notesTable(notes: readonly SourceNote[], words: AuditSheetWording, language: Language): Table {
  const shown = notes
    .slice(0, MOST_NOTES)
    .map((one) => [one.address === null ? words.blank : sourcePlaceText(one.address, language), sourceNoteText(one, language)]);
  const rest = notes.length - shown.length;
  return plainTable("notes", words.notes, [2, 8], Object.values(words.noteColumns), [
    ...shown,
    ...(rest > 0 ? [[words.blank, words.moreNotes(rest)]] : []),
  ]);
}

function plainTable(
  id: string,
  caption: string,
  widths: readonly number[],
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): Table {
  const line = (texts: readonly string[]): readonly Cell[] => texts.map((text) => ({ text, align: "left" }));
  return {
    ...{ kind: "table", id, caption, widths, headerRows: 1 },
    rows: [heads.map((text) => ({ text, header: true })), ...rows.map(line)],
  };
}

function note(text: string): Block {
  return { kind: "paragraph", runs: [{ text }] };
}
