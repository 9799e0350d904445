// Builds Word files for tests from their XML, so that a document can say anything a program or an attacker might write.
import { type RawEntry, rawZip } from "../files/raw-zip.builder.ts";

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const SPACES = `xmlns:w="${WORD}" xmlns:r="${RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:x="urn:example:other" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`;

export type DocxParts = {
  /** What stands in styles, numbering, footnotes, a header and a footer (`header1`, `footer1`), by the part's name. */
  readonly [part in "styles" | "numbering" | "footnotes" | "header1" | "footer1"]?: string;
} & {
  /** Whole parts to put in place of the usual ones; null leaves one out. */
  readonly parts?: Readonly<Record<string, string | null>>;
  /** Of the main part; the transitional one if not given. */
  readonly spaces?: string;
};

const ROOTS = { styles: "w:styles", numbering: "w:numbering", footnotes: "w:footnotes", header1: "w:hdr", footer1: "w:ftr" } as const;

/** A Word file whose body holds this XML. */
export function aDocx(
  body: string,
  { parts = {}, spaces = SPACES, ...given }: DocxParts = {},
  extra: readonly RawEntry[] = [],
): Uint8Array {
  const names = (Object.keys(ROOTS) as (keyof typeof ROOTS)[]).filter((name) => given[name] !== undefined);
  const relation = (name: string) => `<Relationship Id="${name}" Type="${RELATIONS}/${name.replace(/\d$/, "")}" Target="${name}.xml"/>`;
  const all: Record<string, string | null> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map(relation).join("")}</Relationships>`,
    "word/document.xml": `<w:document ${spaces}><w:body>${body}</w:body></w:document>`,
    ...Object.fromEntries(names.map((name) => [`word/${name}.xml`, `<${ROOTS[name]} ${SPACES}>${given[name]}</${ROOTS[name]}>`])),
    ...parts,
  };
  const entries = Object.entries(all).flatMap(([name, content]) => (content === null ? [] : [{ name, content }]));
  return rawZip([...entries, ...extra]);
}

/** A paragraph of one run. */
export function p(text: string, properties = ""): string {
  return `<w:p>${properties === "" ? "" : `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** A cell; `content` is text, or paragraphs and tables as XML. */
export function tc(content: string, properties = ""): string {
  return `<w:tc>${properties === "" ? "" : `<w:tcPr>${properties}</w:tcPr>`}${content.startsWith("<") ? content : p(content)}</w:tc>`;
}

export function tr(...cells: readonly string[]): string {
  return `<w:tr>${cells.join("")}</w:tr>`;
}

export function tbl(...rows: readonly string[]): string {
  return `<w:tbl>${rows.join("")}</w:tbl>`;
}
