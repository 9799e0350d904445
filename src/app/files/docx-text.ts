// WordprocessingML of paragraphs and runs (ECMA-376 part 1, §17.3): the one place where text enters a Word file, always escaped.
import { escapeXml } from "./office-package.ts";

/** What a paragraph says beyond its style; lengths in twentieths of a point. */
export type ParagraphOptions = {
  readonly keepNext?: boolean;
  readonly pageBreakBefore?: boolean;
  readonly tab?: number;
  readonly before?: number;
  readonly left?: number;
  readonly right?: number;
  readonly hanging?: number;
  readonly align?: "left" | "center" | "right";
};

/** A paragraph of a style; `runs` is finished markup. */
export function wordParagraph(style: string, runs = "", options: ParagraphOptions = {}): string {
  const { keepNext, pageBreakBefore, tab, before, left, right, hanging, align } = options;
  // The schema fixes the order of these.
  let properties = `<w:pStyle w:val="${style}"/>`;
  if (keepNext) properties += "<w:keepNext/>";
  if (pageBreakBefore) properties += "<w:pageBreakBefore/>";
  if (tab !== undefined) properties += `<w:tabs><w:tab w:val="left" w:pos="${tab}"/></w:tabs>`;
  if (before !== undefined) properties += `<w:spacing w:before="${before}"/>`;
  if (left !== undefined || right !== undefined)
    properties += `<w:ind w:left="${left ?? 0}" w:right="${right ?? 0}" w:hanging="${hanging ?? 0}"/>`;
  if (align !== undefined) properties += `<w:jc w:val="${align}"/>`;
  return `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`;
}

/** A text as a run: line breaks and tabs kept, and the marks Latin shares with Chinese set as Chinese. */
export function wordRun(text: string, bold = false): string {
  if (text === "") return "";
  const hint = SHARED_MARKS.test(text) ? '<w:rFonts w:hint="eastAsia"/>' : "";
  const properties = hint || bold ? `<w:rPr>${hint}${bold ? "<w:b/><w:bCs/>" : ""}</w:rPr>` : "";
  const content = escapeXml(text).replaceAll("\n", `</w:t><w:br/>${OPEN}`).replaceAll("\t", `</w:t><w:tab/>${OPEN}`);
  return `<w:r>${properties}${OPEN}${content}</w:t></w:r>`;
}

const OPEN = '<w:t xml:space="preserve">';
// Word takes these for Latin unless told otherwise, and Latin quotation marks look wrong among Chinese characters.
const SHARED_MARKS = /[\u2014\u2018\u2019\u201c\u201d\u2026\u00b7\u00d7\u00b1\u2103]/;
