// What the register of outcomes says for an indicator: what can be counted and what not and why, and 因素分析: how much of it the trips
// brought about and what else did.
import { printScaled } from "../kernel/index.ts";
import type { AssessedOutcome, Contribution } from "../trips/index.ts";
import type { Block, Cell } from "./report-document.ts";
import type { ReportContext } from "./report-input.ts";

export function registeredOutcomes({ outcomes: register, dossier, wording }: ReportContext, indicator: string): Block[] {
  const own = register.get(indicator);
  if (!own) return [];
  const words = wording.outcomes;
  const { outcomes, sum, grounds } = own;
  const parts = (Object.keys(sum.byContribution) as (Contribution | "unknown")[])
    .filter((contribution) => sum.byContribution[contribution].outcomes > 0)
    .map((contribution) => {
      const { outcomes: count, realised } = sum.byContribution[contribution];
      return { contribution, outcomes: count, realised: printScaled(realised, 2) };
    });
  const name = dossier.indicators.find(({ id }) => id === indicator)?.level3 ?? indicator;
  const facts = { all: outcomes.length, counted: sum.outcomes, reached: sum.reached, realised: printScaled(sum.realised, 2) };
  const text = [
    words.sum(facts),
    ...(sum.leftOut > 0 ? [words.left(grounds, sum.leftOut)] : []),
    ...(parts.length > 0 ? [words.factors(parts, sum.otherFactors)] : []),
  ].join("");
  return [
    { kind: "paragraph", runs: [{ text }] },
    {
      kind: "table",
      id: `outcomes.${indicator}`,
      caption: words.caption(name),
      widths: [26, 16, 22, 18, 18],
      headerRows: 1,
      rows: [
        Object.values(words.head).map((title): Cell => ({ text: title, header: true, align: "center" })),
        ...outcomes.map((one) => outcomeRow(one, wording)),
      ],
    },
  ];
}

function outcomeRow({ outcome, stage, realised, counts, forbidden }: AssessedOutcome, wording: ReportContext["wording"]): Cell[] {
  const { outcomes: words, dash } = wording;
  const on = outcome.steps.findLast((step) => step.stage === stage)?.on ?? null;
  const amount: Cell =
    realised === null
      ? { text: dash, align: "center" }
      : { text: printScaled(realised, 2), number: printScaled(realised, 2), align: "right" };
  return [
    { text: outcome.title },
    { text: words.stage(stage, on), align: "center" },
    amount,
    { text: counts ? words.part(outcome.contribution?.grade ?? "unknown") : words.marked(forbidden), align: "center" },
    { text: outcome.otherFactors?.join("；") ?? dash },
  ];
}
