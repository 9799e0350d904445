// The annexes: the self-evaluation table, what the system found, and the same case under other packs.
import { plainParagraph } from "./bound-text.ts";
import type { Block, Cell, Table } from "./report-document.ts";
import type { ComparedScorecard, ReportContext } from "./report-input.ts";
import { comparisonTable } from "./score-tables.ts";
import { selfEvaluationTable } from "./self-evaluation-table.ts";

/** One annex: the name that the body lists, and its blocks after the annex head. */
export type Annex = { readonly name: string; readonly subtitle?: string; readonly landscape: boolean; readonly blocks: readonly Block[] };

export function annexes(context: ReportContext): Annex[] {
  const { rulebook, wording, dossier } = context;
  const form: Annex = {
    name: rulebook.form.rule.title,
    subtitle: rulebook.form.rule.yearNote.replace("{year}", String(dossier.project.year)),
    landscape: false,
    blocks: [selfEvaluationTable(context)],
  };
  const findings: Annex = { name: wording.findings.title, landscape: true, blocks: findingsBlocks(context) };
  return context.comparison.length > 0 ? [form, findings, comparisonAnnex(context)] : [form, findings];
}

function comparisonAnnex(context: ReportContext): Annex {
  const { wording, rulebook, scorecard } = context;
  const own: ComparedScorecard = { label: rulebook.instrument.number, scorecard, rulebook };
  const notes = context.comparison.flatMap((entry) => [
    ...(entry.scorecard.inForce ? [] : [wording.comparison.replayed(entry.label)]),
    ...(entry.rulebook.instrument.note ? [`${entry.label}：${entry.rulebook.instrument.note}`] : []),
  ]);
  return {
    name: wording.comparison.title,
    landscape: true,
    blocks: [
      plainParagraph(wording.comparison.intro),
      comparisonTable(context, [own, ...context.comparison]),
      ...[...new Set(notes)].map(plainParagraph),
    ],
  };
}

function findingsBlocks(context: ReportContext): Block[] {
  const { findings, wording, describe } = context;
  const words = wording.findings;
  if (findings.length === 0) return [plainParagraph(words.clean)];
  const counts = (["error", "warning", "hint"] as const)
    .map((severity) => `${words.severities[severity]} ${findings.filter((finding) => finding.severity === severity).length}`)
    .join("、");
  const table: Table = {
    kind: "table",
    id: "findings",
    widths: [5, 7, 46, 12, 13, 25],
    headerRows: 1,
    rows: [
      [words.no, words.severity, words.message, words.printed, words.expected, words.remedy].map((text) => ({
        text,
        header: true,
        align: "center",
      })),
      ...findings.map((finding, index): Cell[] => {
        const text = describe(finding);
        const basis = finding.basis.filter((citation) => citation.kind === "law").map(wording.citation);
        return [
          { text: String(index + 1), align: "center" },
          { text: words.severities[finding.severity], align: "center" },
          { text: words.problem({ place: text.place, message: text.message, basis: basis.join("、") }), align: "left" },
          { text: finding.printed ?? wording.dash, align: "center" },
          { text: finding.expected ?? wording.dash, align: "center" },
          { text: text.remedy, align: "left" },
        ];
      }),
    ],
  };
  return [plainParagraph(words.intro(counts)), table];
}
