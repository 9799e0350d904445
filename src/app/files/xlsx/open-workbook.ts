// Finds the parts of a workbook by its content types and relationships (ECMA-376 part 2 and part 1, §12.3, §18.2), the way
// a spreadsheet program does, and refuses what only looks like a workbook.
import { refuse } from "../file-refusal.ts";
import { type Relation, readContentTypes, relationsOf } from "../package-parts.ts";
import { openZip, ZIP_LIMITS, type ZipArchive, type ZipLimits } from "../read-zip.ts";
import type { SheetVisibility } from "../source-workbook.ts";
import { attributeOf, namespacedAttribute, readXmlPart } from "./read-xml.ts";

/** A sheet's entry; `part` is null for sheets without cells (charts). */
type SheetEntry = { readonly name: string; readonly visibility: SheetVisibility; readonly part: string | null };

export type WorkbookParts = {
  readonly archive: ZipArchive;
  /** In the order of their tabs. */
  readonly sheets: readonly SheetEntry[];
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  /** Whether days are counted from 1904. */
  readonly from1904: boolean;
};

/** SpreadsheetML's namespace, transitional and strict. */
export const SHEET_NAMESPACES = [
  "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
  "http://purl.oclc.org/ooxml/spreadsheetml/main",
];

const RELATION_NAMESPACES = [
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
  "http://purl.oclc.org/ooxml/officeDocument/relationships",
];
const MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
const TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml";
const MOST_SHEETS = 255;
const LARGEST_FILE = 64 * 2 ** 20;

/** `opened` is the archive of the bytes where it is open already. @throws FileRefusal when the bytes are no .xlsx workbook. */
export function openWorkbook(bytes: Uint8Array, opened: ZipArchive | null = null, limits: ZipLimits = ZIP_LIMITS): WorkbookParts {
  refuseDisguises(bytes);
  const archive = opened ?? openZip(bytes, limits);
  if (archive.has("mimetype")) refuse("is-open-document");
  const types = readContentTypes(archive);
  const workbook =
    relationsOf(archive, "").find(({ type }) => type === "officeDocument")?.target ?? refuse("part-missing", "officeDocument");
  const type = types(workbook);
  if (type.includes("macroEnabled") || archive.has("xl/vbaProject.bin")) refuse("has-macros");
  if (type.includes("sheet.binary")) refuse("is-binary-workbook");
  if (type !== MAIN_TYPE && type !== TEMPLATE_TYPE) refuse("wrong-kind", type, ".xlsx");
  const relations = relationsOf(archive, workbook);
  const single = (kind: string) => relations.find((relation) => relation.type === kind)?.target ?? null;
  return { archive, ...readWorkbookPart(archive, workbook, relations), sharedStrings: single("sharedStrings"), styles: single("styles") };
}

// What offices rename to .xlsx most often gets its own answer.
function refuseDisguises(bytes: Uint8Array): void {
  if (bytes.length === 0) refuse("empty-file");
  if (bytes.length > LARGEST_FILE) refuse("file-size", String(bytes.length), String(LARGEST_FILE));
  const starts = (...head: number[]) => head.every((byte, index) => bytes[index] === byte);
  if (starts(0x50, 0x4b)) return;
  if (starts(0xd0, 0xcf, 0x11, 0xe0))
    refuse(Buffer.from(bytes).includes(Buffer.from("EncryptedPackage", "utf16le")) ? "is-encrypted" : "is-old-xls");
  const head = new TextDecoder("latin1")
    .decode(bytes.subarray(0, 512))
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart();
  if (head.startsWith("<")) refuse("is-html");
  refuse(/[\0-\x08]/.test(head) ? "wrong-kind" : "is-text", "", ".xlsx");
}

function readWorkbookPart(
  archive: ZipArchive,
  part: string,
  relations: readonly Relation[],
): { readonly sheets: readonly SheetEntry[]; readonly from1904: boolean } {
  const sheets: SheetEntry[] = [];
  const names = new Set<string>();
  let from1904 = false;
  readXmlPart(archive, part, {
    open: (element, depth) => {
      if (!SHEET_NAMESPACES.includes(element.uri)) return;
      if (element.local === "workbookPr" && depth === 2) from1904 = ["1", "true"].includes(attributeOf(element, "date1904") ?? "");
      if (element.local !== "sheet" || depth !== 3) return;
      const name = attributeOf(element, "name") ?? "";
      if (name === "" || name.length > 31 || names.has(name.toLowerCase()) || sheets.length >= MOST_SHEETS) refuse("sheet-name", name);
      names.add(name.toLowerCase());
      const relation =
        relations.find(({ id }) => id === namespacedAttribute(element, RELATION_NAMESPACES, "id")) ?? refuse("part-missing", name);
      sheets.push({
        name,
        visibility: visibilityOf(attributeOf(element, "state")),
        part: relation.type === "worksheet" ? relation.target : null,
      });
    },
  });
  if (sheets.length === 0) refuse("part-missing", "sheet");
  return { sheets, from1904 };
}

function visibilityOf(state: string | undefined): SheetVisibility {
  return state === "hidden" ? "hidden" : state === "veryHidden" ? "very-hidden" : "visible";
}
