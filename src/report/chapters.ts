// The body of the report: the pack's outline filled with the dossier's narrative and what follows from the figures.
import type { OutlineSection } from "../rules/index.ts";
import { boundParagraph, boundRuns, plainParagraph } from "./bound-text.ts";
import { indicatorAnalysis } from "./indicator-analysis.ts";
import { fundsTable, subprojectTable } from "./money-tables.ts";
import type { Block, Heading } from "./report-document.ts";
import type { ReportContext } from "./report-input.ts";
import { scoreTable } from "./score-tables.ts";

const NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五"];

/** All chapters of the outline. A required section without text says 无 rather than disappearing. */
export function chapters(context: ReportContext): Block[] {
  return context.rulebook.outline.rule.flatMap((section, index) => sectionBlocks(context, section, 1, index));
}

function sectionBlocks(context: ReportContext, section: OutlineSection, level: 1 | 2 | 3, index: number): Block[] {
  const inner = section.sections.flatMap((child, position) => sectionBlocks(context, child, level === 1 ? 2 : 3, position));
  const own = [...narrative(context, section.id), ...computed(context, section.id)];
  if (own.length === 0 && inner.length === 0) {
    if (!section.required) return [];
    own.push(plainParagraph(context.wording.none));
  }
  return [heading(section, level, index), ...own, ...inner];
}

function heading(section: OutlineSection, level: 1 | 2 | 3, index: number): Heading {
  const plain = section.title.replace(/^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])\s*/, "");
  const number = NUMERALS[index] ?? String(index + 1);
  const text = level === 1 ? `${number}、${plain}` : level === 2 ? `（${number}）${plain}` : `${index + 1}.${plain}`;
  return { kind: "heading", level, text, anchor: section.id };
}

function narrative(context: ReportContext, id: string): Block[] {
  return (context.dossier.narrative[id] ?? []).map((paragraph) => boundParagraph(context, paragraph));
}

/** What the system itself puts into a section: tables, per-indicator analysis, problems, causes and advice. */
function computed(context: ReportContext, id: string): Block[] {
  const { dossier, wording } = context;
  switch (id) {
    case "overview.use":
      return dossier.subprojects.length > 0 ? [fundsTable(context), subprojectTable(context)] : [fundsTable(context)];
    case "conclusion":
      return [scoreTable(context)];
    case "analysis.output":
      return [...indicatorAnalysis(context, "cost"), ...indicatorAnalysis(context, "output")];
    case "analysis.benefit":
      // An outline without a section of its own for satisfaction treats it with the benefits.
      return [
        ...indicatorAnalysis(context, "benefit"),
        ...(hasSection(context.rulebook.outline.rule, "analysis.satisfaction") ? [] : indicatorAnalysis(context, "satisfaction")),
      ];
    case "analysis.satisfaction":
      return indicatorAnalysis(context, "satisfaction");
    case "experience":
      return numbered(context, dossier.experience);
    case "problems":
      return numbered(
        context,
        dossier.problems.map((problem) => problem.text),
      );
    case "causes":
      return dossier.problems.flatMap((problem, index) =>
        problem.cause ? [boundParagraph(context, wording.problemCause(index + 1, problem.cause))] : [],
      );
    case "advice":
      return dossier.advice.map((piece, index) => ({
        kind: "paragraph",
        runs: [
          { text: `${index + 1}.` },
          ...boundRuns(context, piece.text),
          ...(piece.owner || piece.deadline
            ? [{ text: wording.adviceDuty({ owner: piece.owner ?? wording.dash, deadline: piece.deadline ?? wording.dash }) }]
            : []),
        ],
      }));
    case "other":
      return dossier.other === null || dossier.narrative["other"] ? [] : [boundParagraph(context, dossier.other)];
    default:
      return [];
  }
}

function numbered(context: ReportContext, items: readonly string[]): Block[] {
  return items.map((text, index) => ({ kind: "paragraph", runs: [{ text: `${index + 1}.` }, ...boundRuns(context, text)] }));
}

function hasSection(sections: readonly OutlineSection[], id: string): boolean {
  return sections.some((section) => section.id === id || hasSection(section.sections, id));
}
