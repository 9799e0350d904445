// ReportDocument → Word, laid out as GB/T 9704-2012 asks: A4, 22 lines of 28 characters, the official faces, editable in Word and WPS.
import { printDay, readDay, unreachable } from "../../kernel/index.ts";
import type { Block, ReportDocument } from "../../report/index.ts";
import { documentXml, FOOTER_IDS, STATIC_PARTS, STYLE } from "./docx-parts.ts";
import { wordTable } from "./docx-table.ts";
import { wordParagraph, wordRun } from "./docx-text.ts";
import { corePropertiesXml, zipParts } from "./office-package.ts";
import {
  CHARACTER_PITCH,
  FIRST_PAGE,
  FORM,
  LANDSCAPE,
  LINE_PITCH,
  PAGE_NUMBER_DROP,
  type PageBox,
  PORTRAIT,
  pointsOf,
  SIZE,
  textWidth,
} from "./page-geometry.ts";
import { widthInEms } from "./text-width.ts";

type Section = { readonly page: PageBox; readonly blocks: string[] };

/**
 * Writes a report as a .docx file.
 * The same document gives the same bytes on every machine: no clock, no random id goes in.
 */
export async function writeDocx(document: ReportDocument): Promise<Uint8Array> {
  const sections = sectionsOf(document.blocks, FIRST_PAGE[document.layout ?? "report"]);
  const body = sections.map(({ page, blocks }, index) => {
    const properties = sectionProperties(page);
    const markup = blocks.join("");
    if (index === sections.length - 1) return markup + properties;
    // A section's properties stand in its last paragraph; every block ends with one.
    const end = markup.lastIndexOf("</w:pPr>");
    return `${markup.slice(0, end)}${properties}${markup.slice(end)}`;
  });
  return zipParts(
    { ...STATIC_PARTS, "docProps/core.xml": corePropertiesXml(document.meta), "word/document.xml": documentXml(body.join("")) },
    document.meta.day,
  );
}

/** The document's blocks by page: an annex that turns the page, or turns it back, begins a section. */
function sectionsOf(blocks: readonly Block[], first: PageBox): readonly Section[] {
  let section: Section = { page: first, blocks: [] };
  const sections = [section];
  for (const [index, block] of blocks.entries()) {
    if (block.kind === "annex-start") {
      const page = block.landscape ? LANDSCAPE : PORTRAIT;
      if (page !== section.page) {
        section = { page, blocks: [] };
        sections.push(section);
      }
    }
    section.blocks.push(blockMarkup(block, section.page, section.blocks.length === 0, closesWith(blocks[index + 1])));
  }
  return sections.filter(({ blocks: own }, index) => own.length > 0 || index === sections.length - 1);
}

/** The last words of the text go over to the next page together with what closes it: no page holds a signature alone. */
function closesWith(next: Block | undefined): boolean {
  return next?.kind === "annex-note" || next?.kind === "signature";
}

function blockMarkup(block: Block, page: PageBox, atPageTop: boolean, keepNext: boolean): string {
  switch (block.kind) {
    case "title":
      return `${block.lines.map((line) => wordParagraph(STYLE.title, wordRun(line))).join("")}${
        block.subtitle === undefined ? "" : wordParagraph(STYLE.subtitle, wordRun(block.subtitle))
      }${page === FORM ? "" : wordParagraph(STYLE.flush)}`;
    case "heading":
      return wordParagraph(STYLE.heading[block.level], wordRun(block.text));
    case "paragraph": {
      const style = block.note ? STYLE.note : block.flush ? STYLE.flush : STYLE.body;
      return wordParagraph(style, block.runs.map((run) => wordRun(run.text, run.bold)).join(""), { keepNext });
    }
    case "table":
      return wordTable(block, page);
    case "annex-note":
      return annexNote(block.names);
    case "signature":
      return signature(block.unit, block.day, page);
    case "annex-start":
      return `${wordParagraph(STYLE.annexLabel, wordRun(block.label), { pageBreakBefore: !atPageTop })}${wordParagraph(STYLE.title, wordRun(block.title))}${wordParagraph(STYLE.subtitle, wordRun(block.subtitle ?? ""))}`;
    case "page-break":
      return wordParagraph(STYLE.spacer, '<w:r><w:br w:type="page"/></w:r>');
    default:
      return unreachable(block);
  }
}

/** 附件说明: a line below the text, two characters in; further names stand under the first. */
function annexNote(names: readonly string[]): string {
  const numbered = names.length > 1;
  const left = characters(numbered ? 6 : 5);
  return names
    .map((name, index) => {
      const first = index === 0;
      const text = `${first ? "附件：" : ""}${numbered ? `${index + 1}.\t` : ""}${name}`;
      const options = { tab: left, left, hanging: characters((numbered ? 1 : 0) + (first ? 3 : 0)) };
      return wordParagraph(STYLE.annexNote, wordRun(text), first ? { ...options, before: twips(LINE_PITCH) } : options);
    })
    .join("");
}

/** Unit and date centred on one axis, the date four characters from the right edge; room for a seal above. */
function signature(unit: string, day: string, page: PageBox): string {
  const known = readDay(day);
  const date = known ? printDay(known) : day;
  const half = Math.max(4 + widthInEms(date) / 2, widthInEms(unit) / 2);
  const left = Math.max(0, twips(textWidth(page)) - characters(2 * half));
  return `${wordParagraph(STYLE.signature, wordRun(unit), { keepNext: true, before: twips(2 * LINE_PITCH), left })}${wordParagraph(STYLE.signature, wordRun(date), { left })}`;
}

function sectionProperties(page: PageBox): string {
  const side = (millimetres: number) => twips(pointsOf(millimetres));
  // The dashes run through the middle of the number's line, so that line ends half its height below them.
  const footer = twips(pointsOf(page.bottom - PAGE_NUMBER_DROP) - SIZE.si / 2);
  const turned = page === LANDSCAPE ? ' w:orient="landscape"' : "";
  // The grid declares the lines. A character grid is left out: programs lay it out differently, the styles' tracking does it in all.
  return `<w:sectPr><w:footerReference w:type="default" r:id="${FOOTER_IDS.odd}"/><w:footerReference w:type="even" r:id="${FOOTER_IDS.even}"/><w:pgSz w:w="${side(page.width)}" w:h="${side(page.height)}"${turned}/><w:pgMar w:top="${side(page.top)}" w:right="${side(page.right)}" w:bottom="${side(page.bottom)}" w:left="${side(page.left)}" w:header="${side(15)}" w:footer="${footer}" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="${twips(LINE_PITCH)}"/></w:sectPr>`;
}

function twips(points: number): number {
  return Math.round(points * 20);
}

function characters(count: number): number {
  return twips(count * CHARACTER_PITCH);
}
