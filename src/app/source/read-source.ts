// The one way from a published file's bytes to what stands in it: the content decides the format, and each format has its
// own reader. Formats that few files have are loaded when one comes.
import { failure, type Result, unreachable } from "../../kernel/index.ts";
import type { SourceDocument, SourceFormat } from "../../reading/index.ts";
import { refuse, refusing } from "../files/file-refusal.ts";
import { readTextSource } from "./read-text-source.ts";
import { extensionNotes, sniffFormat, TAKEN } from "./sniff-format.ts";

/**
 * What stands in the file, or the fault that it cannot be read: `file-kind-unknown` for what is none of the formats,
 * `file-unreadable` for what is encrypted or damaged, `file-too-large` for what exceeds a limit, each with its reason.
 * A name that says another format is noted, not refused.
 */
export async function readSource(name: string, bytes: Uint8Array): Promise<Result<SourceDocument>> {
  const format = refusing(name, "file-unreadable", () => sniffFormat(name, bytes));
  if (!format.ok) return failure(...format.faults);
  const read = await readFormat(format.value, name, bytes);
  const notes = extensionNotes(name, format.value);
  return read.ok && notes.length > 0 ? { ok: true, value: { ...read.value, notes: [...notes, ...read.value.notes] } } : read;
}

async function readFormat(format: SourceFormat, name: string, bytes: Uint8Array): Promise<Result<SourceDocument>> {
  switch (format) {
    case "docx":
      return (await import("./read-docx-source.ts")).readDocxSource(name, bytes);
    case "xlsx":
      return (await import("./read-xlsx-source.ts")).readXlsxSource(name, bytes);
    case "html":
      return (await import("./read-html-source.ts")).readHtmlSource(name, bytes);
    case "txt":
    case "md":
      return readTextSource(name, bytes, format);
    case "pdf":
      return (await import("./read-pdf-source.ts")).readPdfSource(name, bytes);
    case "doc":
    case "wps":
    case "rtf":
    case "odt":
    case "xls":
    case "et":
    case "ods":
      return (await import("./convert-by-office.ts")).readByOffice(name, bytes, format);
    case "ofd":
    case "image":
      return refusing(name, "file-kind-unknown", () => refuse("wrong-kind", format, TAKEN));
    default:
      return unreachable(format);
  }
}
