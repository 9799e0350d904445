// An upload as documents: files as they are, archives opened into what they hold, each file that is none named and left out.
// Nothing is written to disk, and an archive is opened by our own guarded reader only.
import { type Fault, fault } from "../../../kernel/index.ts";
import { FileRefusal, refusalFault } from "../../files/file-refusal.ts";
import { openZip, type ZipArchive, type ZipLimits } from "../../files/read-zip.ts";

export type UploadedFile = { readonly name: string; readonly bytes: Uint8Array };
/** `faults` where the file itself could not be taken out of its archive. */
export type UnpackedFile = UploadedFile & { readonly faults: readonly Fault[] };

/** Bytes of one document. */
export const LARGEST_DOCUMENT = 20 * 2 ** 20;
const ARCHIVE_LIMITS: ZipLimits = { entries: 20_000, entryBytes: 128 * 2 ** 20, totalBytes: 2 ** 30, ratio: 250 };
/** An archive in an archive is opened, one in that is a document that cannot be read. */
const DEEPEST = 2;

/** One by one, so that no more than one unpacked file is held at a time. */
export function* unpackUpload(file: UploadedFile, depth = 0): Generator<UnpackedFile> {
  if (depth >= DEEPEST || !isArchiveName(file.name)) {
    yield checkSize(file);
    return;
  }
  let archive: ZipArchive;
  try {
    archive = openZip(file.bytes, ARCHIVE_LIMITS);
  } catch (error) {
    yield refusedFile(file, error);
    return;
  }
  if (isDocument(archive)) {
    yield checkSize(file);
    return;
  }
  for (const { name, size } of archive.entries) {
    if (name.endsWith("/") || isLitter(name)) continue;
    const path = `${file.name}/${name}`;
    if (size > LARGEST_DOCUMENT && !isArchiveName(name)) {
      yield { name: path, bytes: new Uint8Array(), faults: [tooLarge(path)] };
      continue;
    }
    try {
      const bytes = inflate(archive, name, size);
      yield* unpackUpload({ name: path, bytes }, depth + 1);
    } catch (error) {
      yield refusedFile({ name: path, bytes: new Uint8Array() }, error);
    }
  }
}

function checkSize(file: UploadedFile): UnpackedFile {
  if (file.bytes.byteLength <= LARGEST_DOCUMENT) return { ...file, faults: [] };
  return { name: file.name, bytes: new Uint8Array(), faults: [tooLarge(file.name)] };
}

function tooLarge(name: string): Fault {
  return fault("file-too-large", { found: name, expected: `${LARGEST_DOCUMENT / 2 ** 20} MB` }, { file: name });
}

function refusedFile(file: UploadedFile, error: unknown): UnpackedFile {
  if (!(error instanceof FileRefusal)) throw error;
  return { ...file, faults: [refusalFault(file.name, "file-unreadable", error.refusal)] };
}

function inflate(archive: ZipArchive, name: string, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  archive.inflate(name, (piece) => {
    bytes.set(piece, at);
    at += piece.length;
  });
  return bytes;
}

function isArchiveName(name: string): boolean {
  return /\.zip$/i.test(name);
}

// A document of an office program is a zip too, whatever it is called.
function isDocument(archive: ZipArchive): boolean {
  return ["[Content_Types].xml", "mimetype", "OFD.xml"].some((part) => archive.has(part));
}

/** What systems and programs leave in folders beside people's files. */
export function isLitter(path: string): boolean {
  const parts = path.split("/");
  const name = parts.at(-1) ?? "";
  return parts.includes("__MACOSX") || name.startsWith(".") || name.startsWith("~$") || /^(?:thumbs\.db|desktop\.ini)$/i.test(name);
}
