// What an audit is pointed at as files, one after another: files as they are, folders with all that is in them, archives opened.
import { readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type FaultCode, fault } from "../../../kernel/index.ts";
import { refusalFault } from "../../files/file-refusal.ts";
import { isLitter, LARGEST_DOCUMENT, type UnpackedFile, unpackUpload } from "./unpack-upload.ts";

/** An archive is held in memory as a whole. */
const LARGEST_ARCHIVE = 2 ** 30;

/**
 * Sorted by name within each folder; links in folders are not followed, and `except`, a folder that is written into, is left out.
 * What is not there or cannot be read is a file with its fault.
 */
export function* gatherInputs(paths: readonly string[], except: string | null = null): Generator<UnpackedFile> {
  for (const path of paths) yield* gather(path, except === null ? null : resolve(except));
}

function* gather(path: string, except: string | null): Generator<UnpackedFile> {
  let found: Stats | undefined;
  let within: readonly string[] | null = null;
  let bytes = new Uint8Array();
  try {
    found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) within = namesIn(path);
    else if (found?.isFile() && found.size <= largest(path)) bytes = new Uint8Array(readFileSync(path));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    yield refused(path, "file-unreadable", "no-permission");
    return;
  }
  if (!found) yield { name: path, bytes, faults: [fault("file-missing", { found: path }, { file: path })] };
  else if (within) {
    if (resolve(path) !== except) for (const name of within) yield* gather(join(path, name), except);
  } else if (!found.isFile()) yield refused(path, "file-unreadable", "not-a-file");
  else if (found.size > largest(path)) yield tooLarge(path);
  else yield* unpackUpload({ name: path, bytes });
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isSymbolicLink() && !isLitter(entry.name))
    .map(({ name }) => name)
    .sort();
}

function largest(path: string): number {
  return /\.zip$/i.test(path) ? LARGEST_ARCHIVE : LARGEST_DOCUMENT;
}

function tooLarge(path: string): UnpackedFile {
  const limit = `${largest(path) / 2 ** 20} MB`;
  return { name: path, bytes: new Uint8Array(), faults: [fault("file-too-large", { found: path, expected: limit }, { file: path })] };
}

function refused(path: string, code: FaultCode, reason: "no-permission" | "not-a-file"): UnpackedFile {
  return { name: path, bytes: new Uint8Array(), faults: [refusalFault(path, code, { reason, found: path })] };
}
