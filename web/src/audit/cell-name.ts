// What a cell of a read table is called: "培训人数 · 得分" for `indicators.3.score`.
import type { AuditTableView } from "../../../src/app/http/contract-audits.ts";
import type { WebWording } from "../../../src/app/messages/web.zh.ts";

export function cellName(table: AuditTableView, path: string, words: WebWording): string {
  const [head = "", second = "", third = ""] = path.split(".");
  const { audit } = words;
  const columnOf = (columns: Readonly<Record<string, string>>, key: string) => columns[key] ?? key;
  switch (head) {
    case "funds": {
      const row = table.funds[Number(second)]?.row ?? "";
      return third === "row"
        ? audit.cell(row, audit.fundRow)
        : audit.cell(row, third === "" ? audit.funds : columnOf(audit.fundColumns, third));
    }
    case "indicators": {
      const row = table.indicators[Number(second)]?.level3 ?? "";
      return audit.cell(row, third === "" ? audit.indicators : columnOf(audit.indicatorColumns, third));
    }
    case "total":
      return audit.cell(audit.total, second === "" ? audit.grade : columnOf(audit.indicatorColumns, second));
    case "goal":
      return audit.goal;
    case "goalAchieved":
      return audit.goalAchieved;
    case "grade":
      return audit.grade;
    default:
      return columnOf(audit.head, head);
  }
}

/** The text at a path; null where the cell is empty. */
export function cellText(table: AuditTableView, path: string): string | null {
  let value: unknown = table;
  for (const key of path.split(".")) value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  return typeof value === "string" ? (value === "" ? null : value) : typeof value === "number" ? String(value) : null;
}
