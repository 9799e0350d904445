// What a bound figure is called on a page, and where it is shown in full.
import type { CaseView } from "../../../src/app/http/contract-cases.ts";
import type { WebWording } from "../../../src/app/messages/web.zh.ts";

/** `item` opens a receipt where one is; otherwise `focus` marks a row of the tab. */
export type FigurePlace = { readonly name: string; readonly item?: string; readonly tab?: "scorecard" | "funds"; readonly focus?: string };

/** A reference names its fact ("funds.total.executed", "indicator.output.cost.1.deviation", "score.total"). */
export function placeOfFigure(ref: string, one: CaseView, words: WebWording): FigurePlace {
  const [head = "", ...rest] = ref.split(".");
  const tail = rest.join(".");
  const labels: Readonly<Record<string, string>> = words.report.figureParts;
  switch (head) {
    case "funds": {
      const source = one.funds.rows.find((row) => row.id === rest[0]);
      const columns: Readonly<Record<string, string>> = words.terms;
      return {
        name: words.report.figureOf(source ? words.funds.sources[source.id] : tail, columns[rest[1] ?? ""] ?? ""),
        tab: "funds",
        focus: `funds.${rest[0]}`,
      };
    }
    case "rate": {
      const names: Readonly<Record<string, string>> = words.funds.rateNames;
      return { name: names[tail] ?? tail, tab: "funds", focus: "funds" };
    }
    case "subproject": {
      const row = one.subprojects.rows.find((entry) => entry.no === rest[0]);
      return { name: words.report.figureOf(row?.name ?? tail, labels[rest[1] ?? ""] ?? ""), tab: "funds", focus: `subproject.${rest[0]}` };
    }
    case "subprojects":
      return { name: words.report.figureOf(words.funds.subproject, labels[tail] ?? ""), tab: "funds", focus: "subprojects" };
    case "indicator":
    case "survey": {
      const row = one.indicators.find((indicator) => tail.startsWith(`${indicator.id}.`));
      const what = row ? tail.slice(row.id.length + 1) : tail;
      const part = labels[what] ?? labels[what.split(".").at(-1) ?? ""] ?? "";
      return row ? { name: words.report.figureOf(row.level3, part), item: row.id } : { name: words.report.otherFigure };
    }
    case "score":
    case "suggested":
    case "weight": {
      const row = one.indicators.find((indicator) => indicator.id === tail);
      const part = labels[head] ?? "";
      if (row) return { name: words.report.figureOf(row.level3, part), item: row.id };
      if (tail === "execution") return { name: words.report.figureOf(words.terms.executionRate, part), item: "execution" };
      if (tail === "total") return { name: words.caseHead.total, item: "total" };
      return { name: words.report.figureOf(words.scorecard.subtotal, part), tab: "scorecard", focus: "indicators" };
    }
    case "grade":
      return { name: words.terms.grade, item: "grade" };
    default:
      return { name: words.report.otherFigure };
  }
}

/** Whether a source is told in words; a mere path in the dossier says nothing to a reader. */
export function isToldInWords(source: string): boolean {
  return [...source].some((letter) => letter > "\u2fff");
}
