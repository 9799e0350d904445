// Where on the pages a finding's subject stands: the tab, and the row that carries it.
import type { CaseView } from "../../../src/app/http/contract.ts";

export type CaseTab = "scorecard" | "comparison" | "funds" | "findings" | "report" | "published";
export type FindingSpot = { readonly tab: CaseTab; readonly focus: string };

/** A subject is a path in the dossier ("funds.current", "subprojects.1.spent", "published.details.0"), an indicator's id, or part of the score. */
export function placeOfFinding(subject: string, one: CaseView): FindingSpot {
  const indicator = one.indicators.find((row) => subject === row.id || subject.startsWith(`${row.id}.`));
  if (indicator) return { tab: "scorecard", focus: indicator.id };
  const [head = "", second = ""] = subject.split(".");
  switch (head) {
    case "execution":
      return { tab: "scorecard", focus: "execution" };
    case "indicators":
      return { tab: "scorecard", focus: one.indicators[Number(second)]?.id ?? (one.indicators.some((row) => row.id === subject.slice(11)) ? subject.slice(11) : "total") };
    case "surveys":
      return { tab: "scorecard", focus: one.surveys[Number(second)]?.indicator ?? "surveys" };
    case "funds":
    case "rate":
      return { tab: "funds", focus: second === "" || second === "total" ? "funds" : `funds.${second}` };
    case "subprojects":
    case "ledger": {
      const row = one.subprojects.rows[Number(second)];
      return { tab: "funds", focus: second === "" || !row ? "subprojects" : `subprojects.${second}` };
    }
    case "published":
      return { tab: "published", focus: subject };
    case "goals":
      return { tab: "scorecard", focus: "goals" };
    case "narrative":
    case "problems":
    case "advice":
    case "experience":
    case "annexes":
    case "other":
      return { tab: "report", focus: subject };
    default:
      return { tab: "scorecard", focus: "total" };
  }
}
