// The paragraphs of a document's running text: lines that were broken for want of room are joined again, blanks are taken out, and
// every paragraph knows its headings and where its characters stood.
import type { SourceAddress, SourceDocument, SourceFormat } from "../source-document.ts";

export type Paragraph = {
  /** Without blanks, but for those between Latin words. */
  readonly text: string;
  /** 1 for 一、 2 for （一） 3 for 1、 4 for （1）; null for text that is no heading. */
  readonly heading: number | null;
  /** The headings above it, outermost first. */
  readonly under: readonly string[];
  /** Where it stands in the outline, as in 四（三）4; null before the first heading. */
  readonly place: string | null;
  readonly lines: readonly ParagraphLine[];
};

export type ParagraphLine = { readonly start: number; readonly block: number; readonly address: SourceAddress; readonly doubtful: boolean };

/** `width` counts what the page shows, blanks too. */
type Line = {
  readonly text: string;
  readonly width: number;
  readonly block: number;
  readonly address: SourceAddress;
  readonly doubtful: boolean;
};

// These formats keep lines, not paragraphs.
const LINE_FORMATS: ReadonlySet<SourceFormat> = new Set<SourceFormat>(["txt", "md", "pdf", "ofd", "image"]);

export function paragraphsOf(source: SourceDocument, used: ReadonlySet<number>): readonly Paragraph[] {
  const lines = source.blocks.flatMap((block, index): Line[] =>
    block.kind === "text" && !used.has(index)
      ? block.text.split("\n").map((text) => ({
          ...{ text: squash(text), width: widthOf(text.trim()), block: index, address: block.address, doubtful: block.doubtful === true },
        }))
      : [{ text: "", width: 0, block: index, address: block.address, doubtful: false }],
  );
  const keepsLines = LINE_FORMATS.has(source.format) || isBrokenByHand(lines);
  return outlined(keepsLines ? rejoined(lines) : lines.filter(({ text }) => text !== "").map((line) => [line]));
}

const ENOUGH_LONG = 20;

/** A file of paragraphs in which each line of the text was made one: most long ones end within a sentence. */
function isBrokenByHand(lines: readonly Line[]): boolean {
  const widths = lines.map(({ width }) => width).filter((width) => width >= SHORTEST_WRAPPED);
  const full = widths.toSorted((a, b) => a - b)[Math.floor(widths.length * 0.8)] ?? 0;
  const long = lines.filter(({ width }) => width >= full - 3 && width <= full + 3);
  return long.length >= ENOUGH_LONG && long.filter(({ text }) => !/[。！？；：.;:）)”]$/u.test(text)).length > long.length * 0.6;
}

function squash(text: string): string {
  return text.replace(/^[\s|]+|[\s|]+$/gu, "").replace(/(?<![A-Za-z])\s+|\s+(?![A-Za-z])/gu, "");
}

function widthOf(text: string): number {
  let width = 0;
  for (const one of text) width += one.charCodeAt(0) < 128 ? 0.5 : 1;
  return width;
}

const SHORTEST_WRAPPED = 14;

function rejoined(lines: readonly Line[]): Line[][] {
  const filled = lines.filter(({ text }) => text !== "");
  const widths = filled.map(({ width }) => width).filter((width) => width >= SHORTEST_WRAPPED);
  // Most lines of a paragraph are full: their width is the page's.
  const full = widths.toSorted((a, b) => a - b)[Math.floor(widths.length * 0.8)] ?? SHORTEST_WRAPPED;
  const lone = lines.filter((line, at) => line.text !== "" && lines[at + 1]?.text === "").length;
  const blankParts = lone < filled.length * 0.7;
  const paragraphs: Line[][] = [];
  let open: Line[] | null = null;
  for (const line of lines) {
    if (line.text === "") {
      if (blankParts) open = null;
      continue;
    }
    if (open && goesOn(open.at(-1) ?? line, line.text, full)) {
      open.push(line);
      continue;
    }
    open = [line];
    paragraphs.push(open);
  }
  return paragraphs;
}

function goesOn({ text: above, width }: Line, text: string, full: number): boolean {
  if (headingLevel(text) !== null && !/[，、（(“]$/u.test(above)) return false;
  if (/^附\s*件/u.test(text) || /^注[:：]/u.test(text) || /^#|:\/\//u.test(above)) return false;
  // A title has no full stop either, but what follows it begins anew.
  if (/(?:报告|总结|说明)$/u.test(above) && /^(?:根据|按照|按|为|现将|对照|一、|(?:19|20)\d\d年)/u.test(text)) return false;
  // A sentence that ends at the very margin may be followed by another of its paragraph.
  if (/[。！？；]$/u.test(above)) return width >= full - 1;
  if (/[：:;]$/u.test(above)) return false;
  // A paragraph ends with a full stop; a heading or a title does not, but it is short.
  return width >= full - 3 || /[，、]$/u.test(above) || (headingLevel(above) === null && width >= full * 0.7);
}

const HEADINGS: readonly (readonly [number, RegExp])[] = [
  [1, /^([一二三四五六七八九十]{1,3})[、.．]/u],
  [2, /^[（(]([一二三四五六七八九十]{1,3})[)）][、.．]?/u],
  [3, /^(\d{1,2})[、.．](?!\d)/u],
  [4, /^[（(](\d{1,2})[)）]/u],
];

function headingLevel(text: string): number | null {
  return HEADINGS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

const LONGEST_HEADING = 45;

function outlined(groups: readonly (readonly Line[])[]): Paragraph[] {
  let under: { level: number; text: string; number: string }[] = [];
  return groups.map((lines) => {
    let text = "";
    const at: ParagraphLine[] = [];
    for (const line of lines) {
      at.push({ start: text.length, block: line.block, address: line.address, doubtful: line.doubtful });
      text += line.text;
    }
    const level = headingLevel(text);
    const isHeading = level !== null && text.length <= LONGEST_HEADING && !/[。；，,]/u.test(text.replace(/[（(][^（）()]*[)）]/gu, ""));
    if (level !== null) under = under.filter((one) => one.level < level);
    const above = under;
    if (isHeading && level !== null) under = [...under, { level, text, number: numberOf(text, level) }];
    const path = isHeading ? under : above;
    return {
      text,
      heading: isHeading ? level : null,
      under: above.map((one) => one.text),
      place: path.length > 0 ? path.map(({ number }) => number).join("") : null,
      lines: at,
    };
  });
}

function numberOf(text: string, level: number): string {
  const number = HEADINGS.find(([one]) => one === level)?.[1].exec(text)?.[1] ?? "";
  return level === 2 || level === 4 ? `（${number}）` : number;
}

/** The line that the paragraph's character stood in. */
export function lineAt(paragraph: Paragraph, index: number): ParagraphLine | null {
  return paragraph.lines.findLast(({ start }) => start <= index) ?? paragraph.lines[0] ?? null;
}

export type Sentence = { readonly text: string; readonly start: number };

/** Sentences with where they begin in the paragraph. */
export function sentencesOf(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const part of text.split(/(?<=[。；！？;])/u)) {
    if (part !== "") sentences.push({ text: part, start });
    start += part.length;
  }
  return sentences;
}
