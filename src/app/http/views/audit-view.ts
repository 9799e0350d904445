// An audit batch and its documents as the pages list them.
import { type Fault, printPercent, ratio } from "../../../kernel/index.ts";
import { faultText } from "../../messages/fault-text.ts";
import type { Language } from "../../messages/language.ts";
import type { AuditBatch, DepartmentCount } from "../../store/audit-lists.ts";
import type { AuditDocumentSummary } from "../../store/audit-repository.ts";
import { inWan } from "../../usecases/audits/audit-outcome.ts";
import type { AuditBatchView, AuditRow, AuditView } from "../contract-audits.ts";

export function auditBatchView(batch: AuditBatch): AuditBatchView {
  const { errors, warnings, hints, ...rest } = batch;
  return {
    ...rest,
    passRate: batch.done === 0 ? null : printPercent(ratio(BigInt(batch.passed), BigInt(batch.done)), 1),
    findings: { error: errors, warning: warnings, hint: hints },
    amount: inWan(batch.amount),
    amountWithErrors: inWan(batch.amountWithErrors),
  };
}

export function departmentView(count: DepartmentCount): AuditView["byDepartment"][number] {
  return { ...count, amountWithErrors: inWan(count.amountWithErrors) };
}

export function auditRowView(document: AuditDocumentSummary, language: Language): AuditRow {
  const { sha256: _, faults, errors, warnings, hints, codes, kind, ...rest } = document;
  return {
    ...rest,
    amount: inWan(document.amount),
    kind: kind as AuditRow["kind"],
    problem: problemOfFaults(faults, language),
    findings: { error: errors, warning: warnings, hint: hints },
    codes: Object.keys(codes),
  };
}

function problemOfFaults([first]: readonly Fault[], language: Language): AuditRow["problem"] {
  if (!first) return null;
  const { code, message, remedy } = faultText(first, language);
  return { code, message, remedy };
}
