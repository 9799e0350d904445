// What the list of a batch shows of a document: whose it is, its total, how much is wrong, how much money it is about.
import type { Finding, Severity } from "../../../findings/index.ts";
import { printMoney, printMoneyColumn, readMoney } from "../../../kernel/index.ts";
import type { ReadDocument } from "../../../reading/index.ts";
import type { AuditOutcome } from "../../store/audit-repository.ts";
import type { Examined } from "./published-audit.ts";

export type FindingCounts = Pick<AuditOutcome, "errors" | "warnings" | "hints" | "codes">;

/** How much is wrong, by severity and by code. */
export function countFindings(findings: readonly Finding[]): FindingCounts {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const codes: Record<string, Partial<Record<Severity, number>>> = {};
  for (const { code, severity } of findings) {
    const counts = codes[code] ?? {};
    codes[code] = { ...counts, [severity]: (counts[severity] ?? 0) + 1 };
  }
  return { errors: count("error"), warnings: count("warning"), hints: count("hint"), codes };
}

export function outcomeOf(document: ReadDocument, { findings, pack }: Examined): AuditOutcome {
  const first = <T>(pick: (table: ReadDocument["tables"][number]) => T | null): T | null =>
    document.tables.map(pick).find((value) => value !== null) ?? null;
  return {
    kind: document.kind,
    project: first((table) => table.project) ?? document.title,
    department: first((table) => table.department) ?? first((table) => table.unit) ?? document.issuer,
    year: document.year,
    total: first((table) => table.total.score) ?? document.scoreTables[0]?.total.score ?? statedTotal(document),
    grade: first((table) => table.grade),
    pack,
    ...countFindings(findings),
    amount: first(tableMoney),
    findings,
  };
}

function statedTotal(document: ReadDocument): string | null {
  for (const statement of document.statements) if (statement.claims === "conclusion" && statement.score !== null) return statement.score;
  return null;
}

/** The first row's budget of the year in yuan; a form names its total row first. A table that states no unit is in 万元, as the forms are. */
function tableMoney({ funds, moneyUnit }: ReadDocument["tables"][number]): string | null {
  const [total] = funds;
  const printed = total?.revised ?? total?.initial ?? total?.executed ?? null;
  const money = printed === null ? null : readMoney(printed, moneyUnit ?? "万元");
  return money === null ? null : printMoney(money, "元");
}

/** Yuan as the store adds them up, in the 万元 that official tables print. */
export function inWan(yuan: string | null): string | null {
  const money = yuan === null ? null : readMoney(yuan, "元");
  return money === null ? null : printMoneyColumn(money, "万元");
}
