// The parts of a Word file that no report changes: styles, fonts with their fallbacks, settings (ECMA-376 part 1, §17.7, §17.8, §17.15).
import { type Face, WORD_FONTS, WORD_LATIN_FONT } from "./document-fonts.ts";
import { wordParagraph, wordRun } from "./docx-text.ts";
import { contentTypesXml, OFFICE_NS, relationshipsXml, rootRelationshipsXml, XML_DECLARATION } from "./office-package.ts";
import { CHARACTER_PITCH, LINE_PITCH, SIZE } from "./page-geometry.ts";

/** Ids of the paragraph styles a report is set in. */
export const STYLE = {
  title: "Title",
  subtitle: "Subtitle",
  body: "BodyTextFirstIndent",
  flush: "BodyText",
  note: "Note",
  caption: "Caption",
  unitNote: "UnitNote",
  annexLabel: "AnnexLabel",
  annexNote: "AnnexNote",
  signature: "Signature",
  pageNumber: "Footer",
  spacer: "Spacer",
  seam: "Seam",
  heading: { 1: "Heading1", 2: "Heading2", 3: "Heading3", 4: "Heading4" },
} as const;

/** Style of the text in a table's cell, by its size in points. */
export function tableStyle(size: number, header: boolean): string {
  return `${header ? "TableHead" : "TableText"}${size * 2}`;
}

const TABLE_SIZES = [SIZE.xiaoSi, SIZE.wu, SIZE.xiaoWu];
const PITCH = Math.round(LINE_PITCH * 20);
// In twentieths of a point: body text is set a little tighter than its size, so that 28 characters fill a line in every
// program. Paragraphs do not snap to the grid: a fallback font taller than the official one would take two of its lines.
const TRACKING = Math.floor((CHARACTER_PITCH - SIZE.san) * 20);
const NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

type StyleDefinition = {
  readonly id: string;
  readonly name: string;
  readonly next?: string;
  readonly based?: string;
  readonly face?: Face;
  readonly latin?: Face;
  /** Points. */
  readonly size?: number;
  /** Paragraph properties in the order the schema asks for: keepNext … spacing, ind, jc, outlineLvl. */
  readonly paragraph?: string;
  readonly run?: string;
  readonly shown?: boolean;
};

const INDENT_TWO = '<w:ind w:firstLineChars="200" w:firstLine="632"/>';
const HEADING = (level: number, face: Face): StyleDefinition => ({
  id: `Heading${level}`,
  name: `heading ${level}`,
  based: "Normal",
  next: STYLE.body,
  face,
  shown: true,
  paragraph: `<w:keepNext/>${INDENT_TWO}<w:outlineLvl w:val="${level - 1}"/>`,
});

const DEFINITIONS: readonly StyleDefinition[] = [
  HEADING(1, "hei"),
  HEADING(2, "kai"),
  HEADING(3, "fang"),
  HEADING(4, "fang"),
  {
    id: STYLE.title,
    name: "Title",
    next: STYLE.body,
    face: "title",
    size: SIZE.er,
    shown: true,
    paragraph: '<w:keepNext/><w:spacing w:line="700" w:lineRule="exact"/><w:jc w:val="center"/>',
  },
  { id: STYLE.subtitle, name: "Subtitle", next: STYLE.body, face: "kai", shown: true, paragraph: '<w:keepNext/><w:jc w:val="center"/>' },
  { id: STYLE.flush, name: "Body Text", shown: true },
  { id: STYLE.body, name: "Body Text First Indent", based: STYLE.flush, shown: true, paragraph: INDENT_TWO },
  {
    id: STYLE.note,
    name: "Note",
    size: SIZE.wu,
    shown: true,
    paragraph: '<w:spacing w:before="60" w:after="60" w:line="320" w:lineRule="exact"/>',
  },
  {
    id: STYLE.caption,
    name: "caption",
    face: "hei",
    size: SIZE.si,
    shown: true,
    paragraph: '<w:keepNext/><w:spacing w:before="120" w:after="60" w:line="440" w:lineRule="exact"/><w:jc w:val="center"/>',
  },
  {
    id: STYLE.unitNote,
    name: "Unit Note",
    size: SIZE.wu,
    paragraph: '<w:keepNext/><w:spacing w:after="40" w:line="320" w:lineRule="exact"/><w:jc w:val="right"/>',
  },
  { id: STYLE.annexLabel, name: "Annex Label", face: "hei", latin: "hei", shown: true, paragraph: "<w:keepNext/>" },
  { id: STYLE.annexNote, name: "Annex Note", paragraph: "<w:keepNext/><w:keepLines/>" },
  { id: STYLE.signature, name: "Signature", paragraph: '<w:keepLines/><w:jc w:val="center"/>' },
  {
    id: STYLE.pageNumber,
    name: "footer",
    face: "song",
    latin: "song",
    size: SIZE.si,
    paragraph: '<w:spacing w:line="280" w:lineRule="exact"/>',
  },
  // After a table: keeps the next line off its rule, two tables apart, and a section's end from making a page of its own.
  { id: STYLE.spacer, name: "Spacer", size: 1, paragraph: '<w:spacing w:line="120" w:lineRule="exact"/>' },
  // Between the two halves of a table whose head repeats further down: as thin as a line can be.
  { id: STYLE.seam, name: "Seam", size: 1, paragraph: '<w:keepNext/><w:spacing w:line="2" w:lineRule="exact"/>', run: "<w:vanish/>" },
  ...TABLE_SIZES.flatMap((size): readonly StyleDefinition[] => [
    { id: tableStyle(size, false), name: `Table Text ${size}`, size, paragraph: tableParagraph(size) },
    { id: tableStyle(size, true), name: `Table Head ${size}`, face: "hei", size, paragraph: tableParagraph(size) },
  ]),
];

const DEFAULTS = `<w:docDefaults><w:rPrDefault><w:rPr>${runFonts("fang")}<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`;
const NORMAL = `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:line="${PITCH}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr><w:rPr><w:spacing w:val="${TRACKING}"/></w:rPr></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>`;
const RULES = ["top", "left", "bottom", "right", "insideH", "insideV"]
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join("");
const TABLE_STYLES = `<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>${cellMargins(0, 108)}</w:tblPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${RULES}</w:tblBorders>${cellMargins(50, 57)}</w:tblPr></w:style>`;

const STYLES_XML = `${XML_DECLARATION}<w:styles ${NS}>${DEFAULTS}${NORMAL}${TABLE_STYLES}${DEFINITIONS.map(styleXml).join("")}</w:styles>`;

// Every face with the name to take where it is not installed.
const FONT_TABLE_XML = `${XML_DECLARATION}<w:fonts ${NS}>${Object.values(WORD_FONTS)
  .map(
    (font) =>
      `<w:font w:name="${font.name}"><w:altName w:val="${font.otherwise}"/><w:charset w:val="86"/><w:family w:val="${font.family}"/><w:pitch w:val="default"/></w:font>`,
  )
  .join(
    "",
  )}<w:font w:name="${WORD_LATIN_FONT}"><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`;

// Odd and even pages number on their outer side; punctuation is set tight; the layout of Word 2013 and later.
const SETTINGS_XML = `${XML_DECLARATION}<w:settings ${NS}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="${PITCH}"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`;

/** Relationship ids of the footers that number odd and even pages. */
export const FOOTER_IDS = { odd: "rId4", even: "rId5" } as const;

const WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";

const CONTENT_TYPES_XML = contentTypesXml([
  ["word/document.xml", `${WORD_TYPE}.document.main`],
  ["word/styles.xml", `${WORD_TYPE}.styles`],
  ["word/settings.xml", `${WORD_TYPE}.settings`],
  ["word/fontTable.xml", `${WORD_TYPE}.fontTable`],
  ["word/footer1.xml", `${WORD_TYPE}.footer`],
  ["word/footer2.xml", `${WORD_TYPE}.footer`],
]);

const DOCUMENT_RELATIONSHIPS_XML = relationshipsXml([
  [`${OFFICE_NS}/relationships/styles`, "styles.xml"],
  [`${OFFICE_NS}/relationships/settings`, "settings.xml"],
  [`${OFFICE_NS}/relationships/fontTable`, "fontTable.xml"],
  [`${OFFICE_NS}/relationships/footer`, "footer1.xml"],
  [`${OFFICE_NS}/relationships/footer`, "footer2.xml"],
]);

/** Every part but the text and the properties, by path, in the order they are zipped. */
export const STATIC_PARTS: Readonly<Record<string, string>> = {
  "[Content_Types].xml": CONTENT_TYPES_XML,
  "_rels/.rels": rootRelationshipsXml("word/document.xml"),
  "word/_rels/document.xml.rels": DOCUMENT_RELATIONSHIPS_XML,
  "word/styles.xml": STYLES_XML,
  "word/settings.xml": SETTINGS_XML,
  "word/fontTable.xml": FONT_TABLE_XML,
  "word/footer1.xml": pageNumberFooter("right"),
  "word/footer2.xml": pageNumberFooter("left"),
};

/** word/document.xml around its body. */
export function documentXml(body: string): string {
  return `${XML_DECLARATION}<w:document ${NS} xmlns:r="${OFFICE_NS}/relationships"><w:body>${body}</w:body></w:document>`;
}

/** — 1 — on the outer side of the page, one character in. */
function pageNumberFooter(side: "left" | "right"): string {
  const field = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
  const indent = SIZE.si * 20;
  const options = side === "left" ? ({ left: indent, align: side } as const) : ({ right: indent, align: side } as const);
  const number = `${wordRun("— ")}${field("begin")}<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>${field("separate")}<w:r><w:t>1</w:t></w:r>${field("end")}${wordRun(" —")}`;
  return `${XML_DECLARATION}<w:ftr ${NS}>${wordParagraph(STYLE.pageNumber, number, options)}</w:ftr>`;
}

function styleXml(style: StyleDefinition): string {
  const size = style.size === undefined ? "" : `<w:spacing w:val="0"/><w:sz w:val="${style.size * 2}"/><w:szCs w:val="${style.size * 2}"/>`;
  const run = `${style.face ? runFonts(style.face, style.latin) : ""}${style.run ?? ""}${size}`;
  return `<w:style w:type="paragraph" w:styleId="${style.id}"><w:name w:val="${style.name}"/><w:basedOn w:val="${style.based ?? "Normal"}"/>${style.next ? `<w:next w:val="${style.next}"/>` : ""}${style.shown ? "<w:qFormat/>" : ""}${style.paragraph ? `<w:pPr>${style.paragraph}</w:pPr>` : ""}${run ? `<w:rPr>${run}</w:rPr>` : ""}</w:style>`;
}

function runFonts(face: Face, latin?: Face): string {
  const narrow = latin ? WORD_FONTS[latin].name : WORD_LATIN_FONT;
  return `<w:rFonts w:ascii="${narrow}" w:hAnsi="${narrow}" w:eastAsia="${WORD_FONTS[face].name}" w:cs="${WORD_LATIN_FONT}"/>`;
}

function tableParagraph(size: number): string {
  const pitch = Math.round(size * 20 * 1.35);
  return `<w:spacing w:line="${pitch}" w:lineRule="exact"/><w:jc w:val="left"/>`;
}

function cellMargins(upright: number, across: number): string {
  const side = (name: string, width: number) => `<w:${name} w:w="${width}" w:type="dxa"/>`;
  return `<w:tblCellMar>${side("top", upright)}${side("left", across)}${side("bottom", upright)}${side("right", across)}</w:tblCellMar>`;
}
