// Why a file was refused, in English: what was found and how to mend it, by reason.
import type { FaultWording } from "./fault-wording.ts";
import type { FileReason } from "./file-reasons.ts";

const SAVE_AGAIN = "open it in Office or WPS, save it and retry";
const SAVE_AS_XLSX = "open it in Excel or WPS, save it as .xlsx and retry";
const LIMIT = (p: Readonly<Record<string, string>>) => `limit: ${p["expected"] ?? ""}; split it and retry`;
const found = (p: Readonly<Record<string, string>>) => p["found"] ?? "";
const expected = (p: Readonly<Record<string, string>>) => p["expected"] ?? "";

export const FILE_REASONS_EN: Record<FileReason, FaultWording> = {
  "empty-file": { message: () => "the file is empty", remedy: () => "check that it is the right file" },
  "not-a-file": { message: (p) => `no ordinary file: ${found(p)}`, remedy: () => "give a file or a dossier folder" },
  "no-permission": { message: (p) => `may not be read: ${found(p)}`, remedy: () => "ask for permission to read it" },
  "wrong-kind": { message: (p) => `unsupported file: ${found(p)}`, remedy: (p) => `supported: ${expected(p)}` },
  "is-old-xls": { message: () => "this is an old .xls workbook under another extension", remedy: () => SAVE_AS_XLSX },
  "is-html": { message: () => "this is a web page (HTML) or XML renamed to .xlsx", remedy: () => SAVE_AS_XLSX },
  "is-text": {
    message: () => "this is text (CSV, say) renamed to .xlsx",
    remedy: () => `give it its own extension back, or ${SAVE_AS_XLSX}`,
  },
  "is-binary-workbook": { message: () => "this is a binary workbook (.xlsb)", remedy: () => SAVE_AS_XLSX },
  "is-open-document": {
    message: () => "this is an OpenDocument spreadsheet (.ods)",
    remedy: () => "open it in a spreadsheet program, save it as .xlsx and retry",
  },
  "has-macros": { message: () => "the workbook holds macros", remedy: () => "save it as .xlsx without macros and retry" },
  "is-archive": {
    message: (p) => `this is an archive (${found(p)})`,
    remedy: () => "unpack it and give the files inside, or pack them as .zip",
  },
  "is-encrypted": { message: () => "the file is protected by a password", remedy: () => "remove the password and retry" },
  "misnamed-file": { message: (p) => `wrong name or extension: ${found(p)}`, remedy: (p) => `did you mean ${expected(p)}?` },
  "file-size": { message: (p) => `too large: ${found(p)} bytes`, remedy: (p) => `limit: ${expected(p)} bytes; split it and retry` },
  "too-much-text": { message: (p) => `too much text: ${found(p)}`, remedy: LIMIT },
  "needs-office": {
    message: (p) => `reading ${found(p)} files takes LibreOffice on this machine`,
    remedy: () => "save it as .docx or .xlsx and retry, or have LibreOffice installed",
  },
  "not-converted": {
    message: (p) => `LibreOffice could not convert the ${found(p)} file`,
    remedy: () => "open it in its own program, save it as .docx or .xlsx and retry",
  },
  "is-scan": {
    message: () => "a scan: its pages hold pictures and no text",
    remedy: () => "have its characters recognised (OCR), or give the original file",
  },
  "pdf-damaged": { message: () => "the PDF is damaged and cannot be read", remedy: () => "export it as PDF again and retry" },
  "ole-damaged": {
    message: () => "damaged: the directory inside cannot be read",
    remedy: () => "open it in its own program, save it and retry",
  },
  "text-encoding": { message: () => "the text is not UTF-8 (CSV may be GB18030 too)", remedy: () => "save it as UTF-8 and retry" },
  "outside-folder": {
    message: (p) => `points outside the dossier's folder: ${found(p)}`,
    remedy: () => "put the file into the folder and give a relative path, such as evidence/pz-001.pdf",
  },
  "zip-truncated": { message: () => "the file is cut off", remedy: () => "download or save it again and retry" },
  "zip-not-plain": { message: () => "the archive is not built like a document or workbook", remedy: () => SAVE_AGAIN },
  "zip-entries": { message: (p) => `too many parts in the archive: ${found(p)}`, remedy: LIMIT },
  "zip-entry-size": { message: (p) => `a part of the archive is too large: ${found(p)}`, remedy: LIMIT },
  "zip-total-size": { message: (p) => `too large when unpacked: ${found(p)}`, remedy: LIMIT },
  "zip-ratio": { message: (p) => `packed beyond belief (a zip bomb?): ${found(p)}`, remedy: (p) => `limit: ${expected(p)} times` },
  "zip-name": { message: (p) => `unsafe file name in the archive: ${found(p)}`, remedy: () => SAVE_AGAIN },
  "zip-duplicate": { message: (p) => `two parts of the archive share a name: ${found(p)}`, remedy: () => SAVE_AGAIN },
  "zip-mismatch": { message: (p) => `the archive's directory and contents disagree: ${found(p)}`, remedy: () => SAVE_AGAIN },
  "zip-overlap": { message: (p) => `parts of the archive overlap or hide something: ${found(p)}`, remedy: () => SAVE_AGAIN },
  "zip-damaged": { message: (p) => `damaged, the checksum does not fit: ${found(p)}`, remedy: () => "download or save it again and retry" },
  "zip-method": { message: (p) => `unsupported packing method: ${found(p)}`, remedy: () => SAVE_AGAIN },
  "xml-doctype": { message: (p) => `part ${found(p)} declares a document type`, remedy: () => SAVE_AGAIN },
  "xml-syntax": { message: (p) => `a part is not sound XML: ${found(p)}`, remedy: () => SAVE_AGAIN },
  "xml-encoding": { message: (p) => `a part is not UTF-8: ${found(p)}`, remedy: () => SAVE_AGAIN },
  "xml-nesting": { message: (p) => `part ${found(p)} is nested too deeply`, remedy: () => SAVE_AGAIN },
  "xml-attributes": { message: (p) => `part ${found(p)} has too many attributes`, remedy: () => SAVE_AGAIN },
  "part-missing": { message: (p) => `the file lacks a part: ${found(p)}`, remedy: () => SAVE_AGAIN },
  "sheet-name": { message: (p) => `a sheet's name is repeated, empty or too long: ${found(p)}`, remedy: () => "mend the sheet's name" },
  "cell-address": { message: (p) => `not a cell's address: ${found(p)}`, remedy: () => SAVE_AGAIN },
  "cell-order": { message: (p) => `cells or rows are repeated or out of order: ${found(p)}`, remedy: () => SAVE_AGAIN },
  "cell-value": { message: (p) => `not a value a cell can store: "${found(p)}"`, remedy: () => "enter the cell's value anew" },
  "cell-text-length": {
    message: (p) => `text too long for a cell: ${found(p)} characters`,
    remedy: (p) => `limit: ${expected(p)} characters; split it`,
  },
  "string-missing": { message: (p) => `a cell points at a text that is not there: ${found(p)}`, remedy: () => SAVE_AGAIN },
  "merge-range": { message: (p) => `not a range to merge: ${found(p)}`, remedy: () => SAVE_AGAIN },
  "too-many-rows": {
    message: (p) => `too many rows: row ${found(p)}`,
    remedy: (p) => `at most ${expected(p)} rows to a sheet; split it, or clear what stands below the table`,
  },
  "too-many-cells": { message: (p) => `too many cells: ${found(p)}`, remedy: LIMIT },
  "too-many-strings": { message: (p) => `too many texts: ${found(p)}`, remedy: LIMIT },
  "too-many-merges": { message: (p) => `too many merged ranges: ${found(p)}`, remedy: LIMIT },
  "formula-unsupported": {
    message: (p) => `the formula cannot be computed anew: ${found(p)}`,
    remedy: () => "use + − × ÷, SUM, ROUND, IF and references, or paste its value",
  },
  "formula-stale": {
    message: (p) => `the formula's saved value "${found(p)}" is not the computed one, "${expected(p)}"`,
    remedy: () => "open it in a spreadsheet program, recalculate and save; if it persists, check the formula",
  },
  "formula-endless": {
    message: (p) => `the formula gives a decimal without end: ${found(p)}`,
    remedy: (p) => `say how many places to keep: ${expected(p)}`,
  },
  "formula-cycle": {
    message: (p) => `the formula refers to itself, or through too many others: ${found(p)}`,
    remedy: () => "mend the reference, or paste its value",
  },
  "formula-value": { message: (p) => `the formula gives no number: ${found(p)}`, remedy: () => "check the cells it refers to" },
  "error-cell": { message: (p) => `the cell holds an error: ${found(p)}`, remedy: () => "mend the cell" },
  "merged-cells": { message: () => "cells to be filled in are merged", remedy: () => "take the merge apart and fill in each cell" },
  "heading-missing": { message: (p) => `sheet "${found(p)}" has no headings`, remedy: (p) => `restore them: ${expected(p)}…` },
  "outside-table": {
    message: (p) => `something stands outside the columns: "${found(p)}"`,
    remedy: () => "remove it, or move it under its heading",
  },
  "not-for-kind": {
    message: (p) => `"${found(p)}" means nothing for the kind chosen`,
    remedy: (p) => `clear the cell, or choose ${expected(p)}`,
  },
  "csv-control": { message: (p) => `holds a control character: ${found(p)}`, remedy: () => "remove it" },
  "csv-open-quote": {
    message: (p) => `a quotation mark is never closed: ${found(p)}`,
    remedy: () => 'close it; a quotation mark inside a text is written twice ("")',
  },
  "csv-stray-quote": {
    message: (p) => `a quotation mark where none may stand: ${found(p)}`,
    remedy: () => 'quote the whole field; a quotation mark inside it is written twice ("")',
  },
  "csv-columns": { message: (p) => `this row has ${found(p)} columns`, remedy: (p) => `expected ${expected(p)}; quote what holds a comma` },
  "csv-no-header": { message: () => "a column has no heading", remedy: () => "name every column in the first row" },
  "csv-separator": { message: (p) => `the separator is not a comma: ${found(p)}`, remedy: () => "separate by commas" },
  "child-memory": {
    message: () => "reading the file takes more memory than allowed",
    remedy: (p) => `limit: ${expected(p)} MB; make the file smaller and retry`,
  },
  "child-time": {
    message: () => "reading the file takes longer than allowed",
    remedy: (p) => `limit: ${expected(p)} s; make the file smaller and retry`,
  },
  "child-result": { message: () => "the file holds too much", remedy: (p) => `limit: ${expected(p)} bytes; split it and retry` },
  "child-crash": { message: () => "reading the file broke off", remedy: () => SAVE_AGAIN },
  "child-queue": { message: () => "too many files are waiting to be read", remedy: () => "retry later" },
};
