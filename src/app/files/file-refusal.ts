// A file that is not taken: thrown deep inside a reader, turned into a fault at the reader's edge.
import { type Fault, type FaultCode, failure, fault, type Place, type Result, success } from "../../kernel/index.ts";
import type { FileReason } from "../messages/file-reasons.ts";

type RefusalPlace = Omit<Place, "file">;

/** Why, what was found, what would be accepted, and where in the file. */
export type Refusal = { readonly reason: FileReason; readonly found?: string; readonly expected?: string; readonly place?: RefusalPlace };

/** Stops a reader. Only `refusing` catches it. */
export class FileRefusal extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`${refusal.reason}: ${refusal.found ?? ""}`);
    this.refusal = refusal;
  }
}

/** Ends the reading of a file. */
export function refuse(reason: FileReason, found = "", expected = "", place?: RefusalPlace): never {
  throw new FileRefusal({ reason, found, expected, ...(place ? { place } : {}) });
}

/** Runs a reader; a refusal becomes a fault of `file`, with `code` where the reason has none of its own. */
export function refusing<T>(file: string, code: FaultCode, read: () => T): Result<T> {
  try {
    return success(read());
  } catch (error) {
    if (error instanceof FileRefusal) return failure(refusalFault(file, code, error.refusal));
    throw error;
  }
}

/** The fault of a refusal. `found` is shortened: what stands in a hostile file may be long. */
export function refusalFault(file: string, code: FaultCode, { reason, found = "", expected = "", place }: Refusal): Fault {
  return fault(OWN_CODES[reason] ?? code, { reason, found: shorten(found || file), expected }, { file, ...place });
}

const OWN_CODES: Partial<Record<FileReason, FaultCode>> = {
  "empty-file": "file-unreadable",
  "not-a-file": "file-unreadable",
  "no-permission": "file-unreadable",
  "is-encrypted": "file-unreadable",
  "wrong-kind": "file-kind-unknown",
  "is-old-xls": "file-kind-unknown",
  "is-html": "file-kind-unknown",
  "is-text": "file-kind-unknown",
  "is-binary-workbook": "file-kind-unknown",
  "is-open-document": "file-kind-unknown",
  "has-macros": "file-kind-unknown",
  "misnamed-file": "file-kind-unknown",
  "is-archive": "file-kind-unknown",
  "needs-office": "file-kind-unknown",
  "text-encoding": "file-unreadable",
  "too-much-text": "file-too-large",
  "file-size": "file-too-large",
  "zip-entries": "file-too-large",
  "zip-entry-size": "file-too-large",
  "zip-total-size": "file-too-large",
  "zip-ratio": "file-too-large",
  "too-many-rows": "file-too-large",
  "too-many-cells": "file-too-large",
  "too-many-strings": "file-too-large",
  "too-many-merges": "file-too-large",
  "child-memory": "file-too-large",
  "child-time": "file-too-large",
  "child-result": "file-too-large",
  "child-crash": "file-unreadable",
  "child-queue": "file-unreadable",
};

const MOST_SHOWN = 120;

function shorten(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text;
}
