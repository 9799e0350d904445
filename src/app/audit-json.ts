// The public JSON of an audit (`audit --json`): figures as printed, unknown as null.
import type { ReadDocument, ReadTable } from "../reading/index.ts";
import { findingJson } from "./evaluation-json.ts";
import { faultText } from "./messages/fault-text.ts";
import type { Language } from "./messages/language.ts";
import type { AuditedFile, FailedFile } from "./usecases/audits/audit-files.ts";

export function auditedFileJson({ file, reading, findings, pack }: AuditedFile, language: Language) {
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
    findings: findings.map((finding) => findingJson(finding, language)),
  };
}

/** One failure for each fault of the file. */
export function failedFileJson({ file, faults }: FailedFile, language: Language) {
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
