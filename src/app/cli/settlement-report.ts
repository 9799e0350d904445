// The terminal view of a claim: budget, papers and standard side by side, and what of it is paid.
import { type Money, printScaled } from "../../kernel/index.ts";
import type { Settlement } from "../../trips/index.ts";
import { namesText, tripWording } from "../messages/trip-text.ts";
import { type Field, tableLines } from "./columns.ts";
import type { Terminal } from "./terminal.ts";

const DASH = "—";

export function settlementLines(settlement: Settlement, { language, paint }: Pick<Terminal, "language" | "paint">): string[] {
  const { compared, status, committed, payable, refused, heldBack, released, exception, missingPapers } = settlement;
  const words = tripWording(language);
  const { columns } = words.claim;
  const rows = compared.rows.map((row): Field[] => [
    { text: words.kinds[row.kind] },
    { text: row.leg ?? "" },
    { text: yuan(row.budget) },
    { text: yuan(row.papers) },
    { text: row.isAsSpent ? words.claim.asSpent : yuan(row.standard) },
    { text: yuan(row.overBudget) },
    { text: row.isAsSpent ? "" : yuan(row.overStandard) },
    { text: yuan(row.allowed) },
    { text: words.claim.reasons[row.reason], style: "dim" },
  ]);
  rows.push(
    [words.total, "", yuan(compared.budget), yuan(compared.papers), "", "", "", yuan(compared.allowed), ""].map((text) => ({
      text,
      style: "bold",
    })),
  );
  const heads = (["what", "place"] as const).map((key) => ({ title: columns[key], align: "left" as const }));
  const figures = (["budget", "papers", "standard", "overBudget", "overStandard", "allowed"] as const).map((key) => ({
    title: columns[key],
    align: "right" as const,
  }));
  const papers = namesText([...new Set(missingPapers.map(({ paper }) => words.papers[paper]))], language);
  const facts = [
    `${words.claim.committed} ${yuan(committed)}`,
    `${words.claim.payable} ${yuan(payable)}`,
    ...(refused ? [`${words.claim.refused} ${yuan(refused)}`] : []),
    ...(heldBack ? [`${words.claim.heldBack} ${yuan(heldBack)}`] : []),
    ...(released ? [`${words.claim.released} ${yuan(released)}`] : []),
    ...(exception === null ? [] : [`${words.claim.exception} ${exception}`]),
    ...(papers === "" ? [] : [`${words.claim.missing} ${papers}`]),
  ];
  const style = status === "payable" ? "bold" : "yellow";
  return [
    words.claim.title,
    ...tableLines([...heads, ...figures, { title: "", align: "left" }], rows, paint, 1),
    `${paint(style, words.claim.statuses[status])}  ${facts.join("  ")}`,
  ];
}

function yuan(amount: Money | null): string {
  return amount === null ? DASH : printScaled(amount, 2);
}
