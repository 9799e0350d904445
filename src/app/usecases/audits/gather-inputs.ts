// What an audit is pointed at as files, one after another: files as they are, folders with all that is in them, archives opened.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fault } from "../../../kernel/index.ts";
import { isLitter, type UnpackedFile, unpackUpload } from "./unpack-upload.ts";

/** Sorted by name within each folder; links are not followed. A path that is not there is a file with its fault. */
export function* gatherInputs(paths: readonly string[]): Generator<UnpackedFile> {
  for (const path of paths) yield* gather(path);
}

function* gather(path: string): Generator<UnpackedFile> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) yield { name: path, bytes: new Uint8Array(), faults: [fault("file-missing", { found: path }, { file: path })] };
  else if (found.isDirectory()) {
    for (const entry of readdirSync(path, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1)))
      if (!entry.isSymbolicLink() && !isLitter(entry.name)) yield* gather(join(path, entry.name));
  } else yield* unpackUpload({ name: path, bytes: new Uint8Array(readFileSync(path)) });
}
