// All of it → one ReportDocument: title, addressee, the seven chapters, signature and annexes. Knows no file format.
import { printDay } from "../kernel/index.ts";
import { factTable } from "../scoring/index.ts";
import { annexes } from "./annexes.ts";
import { boundParagraph, plainParagraph } from "./bound-text.ts";
import { chapters } from "./chapters.ts";
import type { Block, ReportDocument } from "./report-document.ts";
import type { ReportContext, ReportInput } from "./report-input.ts";
import { selfEvaluationTable } from "./self-evaluation-table.ts";

/** The whole report. Same input, same document. */
export function composeReport(input: ReportInput): ReportDocument {
  const context: ReportContext = { ...input, facts: factTable(input.dossier, input.scorecard) };
  const { dossier, wording } = input;
  const appended = annexes(context);
  const lines = wording.title({ unit: dossier.project.unit, year: dossier.project.year, project: dossier.project.name });
  const blocks: Block[] = [
    { kind: "title", lines },
    ...(dossier.evaluation.addressee ? [{ ...plainParagraph(wording.addressee(dossier.evaluation.addressee)), flush: true } as const] : []),
    ...(dossier.narrative["opening"] ?? []).map((paragraph) => boundParagraph(context, paragraph)),
    ...chapters(context),
    { kind: "annex-note", names: appended.map((annex) => annex.name) },
    { kind: "signature", unit: dossier.evaluation.signedBy, day: printDay(dossier.evaluation.signedOn) },
    ...appended.flatMap((annex, index): Block[] => [
      {
        kind: "annex-start",
        label: wording.annex(index + 1),
        title: annex.name,
        ...(annex.subtitle ? { subtitle: annex.subtitle } : {}),
        ...(annex.landscape ? { landscape: true } : {}),
      },
      ...annex.blocks,
    ]),
  ];
  return { meta: metaOf(context, lines.join("")), blocks };
}

/** The self-evaluation table alone, as a document of its own. */
export function composeSelfEvaluation(input: ReportInput): ReportDocument {
  const context: ReportContext = { ...input, facts: factTable(input.dossier, input.scorecard) };
  const form = input.rulebook.form.rule;
  return {
    layout: "form",
    meta: metaOf(context, form.title),
    blocks: [
      { kind: "title", lines: [form.title], subtitle: form.yearNote.replace("{year}", String(input.dossier.project.year)) },
      selfEvaluationTable(context),
    ],
  };
}

function metaOf({ dossier, wording }: ReportContext, title: string): ReportDocument["meta"] {
  return { title, author: dossier.evaluation.signedBy, day: dossier.evaluation.signedOn, subject: wording.subject };
}
