// Where on the pages a finding's subject stands: the tab, and the row that carries it.
import type { CaseView } from "../../../src/app/http/contract-cases.ts";

export type CaseTab = "scorecard" | "comparison" | "funds" | "findings" | "report" | "published";
export type FindingSpot = { readonly tab: CaseTab; readonly focus: string };

/** A subject is a path in the dossier ("funds.current", "subproject.2", "published.table"), an indicator's id, or part of the score. */
export function placeOfFinding(subject: string, one: CaseView): FindingSpot {
  const indicator = one.indicators.find((row) => subject === row.id || subject.startsWith(`${row.id}.`));
  if (indicator) return { tab: "scorecard", focus: indicator.id };
  const [head = "", second = ""] = subject.split(".");
  switch (head) {
    case "execution":
    case "indicators":
    case "goals":
      return { tab: "scorecard", focus: head === "indicators" ? (at(one.indicators, second)?.id ?? head) : head };
    case "surveys":
      return { tab: "scorecard", focus: at(one.surveys, second)?.indicator ?? head };
    case "funds":
      return { tab: "funds", focus: second === "" || second === "total" ? head : `funds.${second}` };
    case "subproject":
      return { tab: "funds", focus: one.subprojects.rows.some((row) => row.no === second) ? `subproject.${second}` : "subprojects" };
    case "subprojects":
      return { tab: "funds", focus: second === "" ? head : `subproject.${at(one.subprojects.rows, second)?.no ?? ""}` };
    case "ledger":
      return { tab: "funds", focus: "subprojects" };
    case "published":
      return { tab: one.hasPublished ? "published" : "report", focus: subject };
    case "narrative":
      return { tab: "report", focus: subject };
    case "problems":
    case "advice":
    case "experience":
    case "other":
      return { tab: "report", focus: `narrative.${head}` };
    default:
      return { tab: "scorecard", focus: "total" };
  }
}

/** The entry a path names by its index; none where the path ends at the list. */
function at<T>(list: readonly T[], index: string): T | undefined {
  return index === "" ? undefined : list[Number(index)];
}
