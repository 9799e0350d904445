// What a file is, by its content: names lie often (pages saved as .xls, Word files as .wps), and only a plain text has
// nothing but its name to say what kind of text it is.
import type { SourceFormat, SourceNote } from "../../reading/index.ts";
import { refuse } from "../files/file-refusal.ts";
import { openZip, type ZipArchive } from "../files/read-zip.ts";
import { decodeText, wideOf } from "./decode-text.ts";
import { isOle, readOleNames } from "./ole-streams.ts";
import { SOURCE_LIMITS } from "./source-limits.ts";

/** What is read, for refusals to name. */
export const TAKEN = ".docx .xlsx .pdf .ofd .html .txt .md .doc .wps .xls .et .rtf .odt .ods";

const EXTENSIONS: Readonly<Record<SourceFormat, readonly string[]>> = {
  docx: ["docx", "docm", "dotx"],
  xlsx: ["xlsx", "xlsm", "xltx"],
  xls: ["xls", "xlt"],
  pdf: ["pdf"],
  html: ["html", "htm", "xhtml", "shtml", "mht", "mhtml"],
  txt: ["txt", "text", "csv", "tsv", "log"],
  md: ["md", "markdown"],
  ofd: ["ofd"],
  doc: ["doc", "dot"],
  wps: ["wps", "wpt"],
  et: ["et", "ett"],
  rtf: ["rtf"],
  odt: ["odt", "ott"],
  ods: ["ods", "ots"],
  image: ["png", "jpg", "jpeg", "tif", "tiff", "bmp", "gif", "webp"],
};

/** `archive` is the file opened, where it is a zip. */
type Sniffed = { readonly format: SourceFormat; readonly archive: ZipArchive | null };

/**
 * The format of the bytes; `name` decides only between formats that are the same inside.
 * @throws FileRefusal for what is encrypted, packed, or none of these formats, saying which.
 */
export function sniffFormat(name: string, bytes: Uint8Array): Sniffed {
  if (starts(bytes, "PK\u0003\u0004") || starts(bytes, "PK\u0005\u0006")) {
    holdSize(bytes);
    const archive = openZip(bytes);
    return { format: formatOfZip(archive), archive };
  }
  return { format: sniffUnpacked(name, bytes), archive: null };
}

function holdSize(bytes: Uint8Array): void {
  if (bytes.length > SOURCE_LIMITS.bytes) refuse("file-size", String(bytes.length), String(SOURCE_LIMITS.bytes));
}

function sniffUnpacked(name: string, bytes: Uint8Array): SourceFormat {
  if (bytes.length === 0) refuse("empty-file");
  holdSize(bytes);
  const extension = extensionOf(name);
  if (isOle(bytes)) return formatOfOle(readOleNames(bytes), extension);
  const known = SIGNATURES.find(([, ...heads]) => heads.some((head) => starts(bytes, head)))?.[0];
  if (known !== undefined) return known;
  const packed = PACKED.find(([, head]) => starts(bytes, head))?.[0];
  if (packed !== undefined) return refuse("is-archive", packed);
  if (starts(bytes, "RIFF") && starts(bytes.subarray(8), "WEBP")) return "image";
  if (starts(bytes, "BM") && starts(bytes.subarray(6), "\0\0\0\0")) return "image";
  // A PDF may begin with a few bytes of something else.
  if (Buffer.from(bytes.subarray(0, 1024)).includes("%PDF-")) return "pdf";
  return formatOfText(extension, bytes);
}

/** A note when the file's name says another format; a name without an extension says none. */
export function extensionNotes(name: string, format: SourceFormat): readonly SourceNote[] {
  const extension = extensionOf(name);
  if (extension === "" || EXTENSIONS[format].includes(extension)) return [];
  return [{ code: "extension-wrong", address: null, found: format }];
}

/** In lower case, without the point; "" where the name has none. */
function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? "";
}

const SIGNATURES: readonly (readonly [SourceFormat, ...string[]])[] = [
  ["pdf", "%PDF-"],
  ["rtf", "{\\rtf"],
  ["image", "\u0089PNG\r\n\u001a\n", "\u00ff\u00d8\u00ff", "GIF87a", "GIF89a", "II*\0", "MM\0*"],
];

const PACKED: readonly (readonly [string, string])[] = [
  ["rar", "Rar!\u001a\u0007"],
  ["7z", "7z\u00bc\u00af\u0027\u001c"],
  ["gzip", "\u001f\u008b"],
  ["bzip2", "BZh"],
  ["xz", "\u00fd7zXZ\0"],
  ["zstd", "\u0028\u00b5\u002f\u00fd"],
];

// Every character of `head` stands for one byte.
function starts(bytes: Uint8Array, head: string): boolean {
  for (let index = 0; index < head.length; index++) if (bytes[index] !== head.charCodeAt(index)) return false;
  return true;
}

function formatOfZip(archive: ZipArchive): SourceFormat {
  if (archive.has("OFD.xml")) return "ofd";
  if (archive.has("[Content_Types].xml")) return formatOfOffice(headOf(archive, "[Content_Types].xml", 1 << 20));
  if (!archive.has("mimetype")) return refuse("is-archive", "zip");
  const type = headOf(archive, "mimetype", 200).trim();
  if (/^application\/vnd\.oasis\.opendocument\.text(?:-template)?$/.test(type)) return "odt";
  if (/^application\/vnd\.oasis\.opendocument\.spreadsheet(?:-template)?$/.test(type)) return "ods";
  return refuse("wrong-kind", type, TAKEN);
}

function formatOfOffice(types: string): SourceFormat {
  if (/wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macroEnabled/.test(types)) return "docx";
  if (/spreadsheetml\.(?:sheet|template)\.main\+xml|ms-excel\.(?:sheet|template)\./.test(types)) return "xlsx";
  return refuse("wrong-kind", types.includes("presentationml") ? "PowerPoint" : "Open Packaging", TAKEN);
}

function headOf(archive: ZipArchive, entry: string, length: number): string {
  const pieces: Uint8Array[] = [];
  let size = 0;
  archive.inflate(entry, (piece) => {
    if (size < length) pieces.push(piece);
    size += piece.length;
  });
  return Buffer.concat(pieces).toString("utf8", 0, length);
}

function formatOfOle(names: readonly string[], extension: string): SourceFormat {
  const has = (...wanted: string[]) => wanted.some((name) => names.includes(name));
  if (has("EncryptedPackage", "EncryptionInfo")) refuse("is-encrypted");
  if (has("WordDocument")) return extension === "wps" || extension === "wpt" ? "wps" : "doc";
  if (has("Workbook", "Book")) return extension === "et" || extension === "ett" ? "et" : "xls";
  return refuse("wrong-kind", has("PowerPoint Document") ? "PowerPoint" : "OLE2", TAKEN);
}

const HEAD = 4_096;

function formatOfText(extension: string, bytes: Uint8Array): SourceFormat {
  const head = headText(bytes);
  if (/^MIME-Version:|^From: <Saved by/im.test(head.slice(0, 400)) && /multipart\/related/i.test(head)) return "html";
  if (head.startsWith("<")) {
    if (/<(?:html|head|body|table|meta|title|div|p|h[1-6]|center|font|span|article|section)[\s>/]|<!doctype html/i.test(head))
      return "html";
    if (/^<\?xml/.test(head))
      return refuse("wrong-kind", /urn:schemas-microsoft-com:office:\w+|[\w.-]+\.com\/office\/word\/\d+/.exec(head)?.[0] ?? "XML", TAKEN);
  }
  if (EXTENSIONS.html.includes(extension) && /<[a-z][^<>]*>/i.test(head)) return "html";
  return EXTENSIONS.md.includes(extension) ? "md" : "txt";
}

// Enough of a text to see what it is; bytes that no text has are something else.
function headText(bytes: Uint8Array): string {
  const wide = wideOf(bytes);
  if (wide === null && !(bytes[0] === 0xff && bytes[1] === 0xfe) && !(bytes[0] === 0xfe && bytes[1] === 0xff)) {
    const sample = bytes.subarray(0, 16 * HEAD);
    const controls = sample.reduce((count, byte) => count + (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) ? 1 : 0), 0);
    if (controls > Math.max(2, sample.length * 0.02)) refuse("wrong-kind", hexOf(bytes), TAKEN);
    return new TextDecoder("latin1")
      .decode(bytes.subarray(0, HEAD))
      .replace(/^\u00ef\u00bb\u00bf/, "")
      .trimStart();
  }
  return decodeText(bytes.subarray(0, HEAD)).text.trimStart();
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 8))
    .toString("hex")
    .replace(/..(?=.)/g, "$& ");
}
