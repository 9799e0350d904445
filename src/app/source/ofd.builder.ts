// Builds OFD documents for tests: texts with their places and ruled tables, as office programs write them.
import { rawZip } from "../files/raw-zip.builder.ts";

const SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const LETTER = 4;

/** A line of text whose letters stand a letter apart; millimetres from the page's top left. */
export function ofdText(words: string, left: number, top: number): string {
  const step = [...words].length > 1 ? ` DeltaX="g ${[...words].length - 1} ${LETTER}"` : "";
  return `<ofd:TextObject ID="1" Boundary="${left} ${top} 100 6" Font="1" Size="${LETTER}"><ofd:TextCode X="0" Y="5"${step}>${words}</ofd:TextCode></ofd:TextObject>`;
}

/** A line of a path, drawn within a box of its own as some programs do. */
function ofdLine(fromX: number, fromY: number, toX: number, toY: number): string {
  return `<ofd:PathObject ID="1" Boundary="${fromX} ${fromY} ${toX - fromX} ${toY - fromY}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L ${toX - fromX} ${toY - fromY}</ofd:AbbreviatedData></ofd:PathObject>`;
}

/** A table ruled all over: cells 40 wide and 10 high. */
export function ofdTable(rows: readonly (readonly string[])[], left: number, top: number): string {
  const columns = rows[0]?.length ?? 0;
  const [right, bottom] = [left + columns * 40, top + rows.length * 10];
  return [
    ...Array.from({ length: rows.length + 1 }, (_, row) => ofdLine(left, top + row * 10, right, top + row * 10)),
    ...Array.from({ length: columns + 1 }, (_, column) => ofdLine(left + column * 40, top, left + column * 40, bottom)),
    ...rows.flatMap((row, at) => row.map((words, column) => ofdText(words, left + column * 40 + 2, top + at * 10 + 2))),
  ].join("");
}

export type OfdParts = {
  /** What stands in the page template that every page is laid on. */
  readonly template?: string;
  /** Whole parts to add or to put in place of the usual ones. */
  readonly parts?: Readonly<Record<string, string>>;
};

/** A document of these pages, each its layer's XML. */
export function anOfd(pages: readonly string[], { template, parts = {} }: OfdParts = {}): Uint8Array {
  const layer = (content: string) => `<ofd:Content><ofd:Layer ID="2" Type="Body">${content}</ofd:Layer></ofd:Content>`;
  const page = (content: string, before = "") => `<ofd:Page ${SPACE}>${before}${layer(content)}</ofd:Page>`;
  const known = template === undefined ? "" : '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>';
  const laid = template === undefined ? "" : '<ofd:Template TemplateID="9" ZOrder="Background"/>';
  const all: Record<string, string> = {
    "OFD.xml": `<ofd:OFD ${SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    "Doc_0/Document.xml": `<ofd:Document ${SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>${known}</ofd:CommonData><ofd:Pages>${pages.map((_, at) => `<ofd:Page ID="${at + 10}" BaseLoc="Pages/Page_${at}/Content.xml"/>`).join("")}</ofd:Pages></ofd:Document>`,
    ...(template === undefined ? {} : { "Doc_0/Tpls/Tpl_0/Content.xml": page(template) }),
    ...Object.fromEntries(pages.map((content, at) => [`Doc_0/Pages/Page_${at}/Content.xml`, page(content, laid)])),
    ...parts,
  };
  return rawZip(Object.entries(all).map(([name, content]) => ({ name, content })));
}
