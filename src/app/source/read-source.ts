// The one way from a published file's bytes to what stands in it: the content decides the format, and each format has its
// own reader. Formats that few files have are loaded when one comes.
import { failure, type Result, unreachable } from "../../kernel/index.ts";
import type { SourceDocument, SourceFormat } from "../../reading/index.ts";
import { refuse, refusing } from "../files/file-refusal.ts";
import type { ZipArchive } from "../files/read-zip.ts";
import { readTextSource } from "./read-text-source.ts";
import { extensionNotes, sniffFormat, TAKEN } from "./sniff-format.ts";

/**
 * What stands in the file, or the fault that it cannot be read: `file-kind-unknown` for what is none of the formats,
 * `file-unreadable` for what is encrypted or damaged, `file-too-large` for what exceeds a limit, each with its reason.
 * A name that says another format is noted, not refused.
 */
export async function readSource(name: string, bytes: Uint8Array): Promise<Result<SourceDocument>> {
  const sniffed = refusing(name, "file-unreadable", () => sniffFormat(name, bytes));
  if (!sniffed.ok) return failure(...sniffed.faults);
  const { format, archive } = sniffed.value;
  const read = await readFormat(format, { name, bytes, archive });
  const notes = extensionNotes(name, format);
  return read.ok && notes.length > 0 ? { ok: true, value: { ...read.value, notes: [...notes, ...read.value.notes] } } : read;
}

type GivenFile = { readonly name: string; readonly bytes: Uint8Array; readonly archive: ZipArchive | null };

// Importing again what was imported costs as much as reading a small file.
const docxReader = once(() => import("./read-docx-source.ts"));
const xlsxReader = once(() => import("./read-xlsx-source.ts"));
const htmlReader = once(() => import("./read-html-source.ts"));
const ofdReader = once(() => import("./read-ofd-source.ts"));
const pdfReader = once(() => import("./read-pdf-source.ts"));
const officeReader = once(() => import("./convert-by-office.ts"));

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null;
  return () => (loaded ??= load());
}

async function readFormat(format: SourceFormat, { name, bytes, archive }: GivenFile): Promise<Result<SourceDocument>> {
  switch (format) {
    case "docx":
      return (await docxReader()).readDocxSource(name, bytes, archive);
    case "xlsx":
      return (await xlsxReader()).readXlsxSource(name, bytes, archive);
    case "html":
      return (await htmlReader()).readHtmlSource(name, bytes);
    case "txt":
    case "md":
      return readTextSource(name, bytes, format);
    case "pdf":
      return (await pdfReader()).readPdfSource(name, bytes);
    case "doc":
    case "wps":
    case "rtf":
    case "odt":
    case "xls":
    case "et":
    case "ods":
      return (await officeReader()).readByOffice(name, bytes, format);
    case "ofd":
      return (await ofdReader()).readOfdSource(name, bytes, archive);
    case "image":
      return refusing(name, "file-kind-unknown", () => refuse("wrong-kind", format, TAKEN));
    default:
      return unreachable(format);
  }
}
