// The public JSON of an audit (`audit --json`): figures as printed, unknown as null.
import type { Finding } from "../findings/index.ts";
import type { Fault } from "../kernel/index.ts";
import type { ReadDocument, ReadTable } from "../reading/index.ts";
import { findingJson } from "./evaluation-json.ts";
import { faultText } from "./messages/fault-text.ts";
import type { Language } from "./messages/language.ts";

export type DocumentJson = ReturnType<typeof documentJson>;

/** All that is said of a document but its findings, the same in every language. */
export function documentJson(file: string, reading: ReadDocument, pack: string) {
  return {
    file,
    kind: reading.kind,
    title: reading.title,
    issuer: reading.issuer,
    signedOn: reading.signedOn,
    pack,
    tables: reading.tables.map(tableJson),
    details: reading.details,
    scoreTables: reading.scoreTables,
    cells: reading.cells,
    notes: reading.source.notes,
  };
}

export function auditedFileJson(document: DocumentJson, findings: readonly Finding[], language: Language) {
  return { ...document, findings: findings.map((finding) => findingJson(finding, language)) };
}

/** One failure for each fault of the file. */
export function failedFileJson(file: string, faults: readonly Fault[], language: Language) {
  return faults.map((fault) => ({ file, ...faultText(fault, language) }));
}

function tableJson(table: ReadTable) {
  return {
    title: table.title,
    address: table.address,
    project: table.project,
    department: table.department,
    unit: table.unit,
    year: table.year,
    moneyUnit: table.moneyUnit,
    funds: table.funds,
    goal: table.goal,
    goalAchieved: table.goalAchieved,
    indicators: table.indicators.map((row) => ({
      ...row,
      level1: named(row.level1),
      level2: named(row.level2),
      level3: named(row.level3),
    })),
    total: table.total,
    grade: table.grade,
    cells: table.cells,
  };
}

function named(text: ReadDocument["tables"][number]["indicators"][number]["level1"]): string | null {
  return text === "" ? null : text;
}
