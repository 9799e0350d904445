// What is known of each document of a batch, on disk instead of in memory: a journal that a stopped batch goes on from, or a
// file that passes with the process.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DocumentPassages, Finding } from "../../../findings/index.ts";
import type { Pack } from "../../../rules/index.ts";
import type { DocumentJson } from "../../audit-json.ts";
import { type LinePlace, openLineFile, openPassingLineFile } from "../../files/line-file.ts";
import { productPath } from "../../product-folder.ts";
import type { AuditOutcome } from "../../store/audit-repository.ts";
import { rulesMark } from "../rules-mark.ts";

/** `outcome` counts what the document shows by itself; `findings` are those. */
export type AuditRecord = {
  readonly json: DocumentJson;
  readonly findings: readonly Finding[];
  readonly outcome: Omit<AuditOutcome, "findings">;
  readonly copies: DocumentPassages;
};

export type AuditSpool = {
  /** Where the record of the same file, read under the same rules, stands already. */
  readonly find: (file: string, sha256: string) => LinePlace | undefined;
  readonly add: (file: string, sha256: string, record: AuditRecord) => LinePlace;
  readonly read: (place: LinePlace) => AuditRecord;
  readonly close: () => void;
};

/** `pack` is the one asked for. */
export type AuditRules = { readonly pack: string | null; readonly packs: ReadonlyMap<string, Pack> };
type Line = { readonly file: string; readonly sha256: string; readonly rules: string; readonly record: AuditRecord };

/** Name of the journal in the folder that an audit writes into. */
export const JOURNAL = "journal.jsonl";

/** In `folder`, which must be there; `resume` takes up what a journal there already knows. */
export function openJournal(folder: string, resume: boolean, rules: AuditRules): AuditSpool {
  const { file, found } = openLineFile(join(folder, JOURNAL), resume);
  const mark = markOf(rules);
  const known = new Map<string, LinePlace>();
  for (const place of found) {
    const line = readLine(() => file.read(place));
    if (line?.rules === mark) known.set(`${line.sha256} ${line.file}`, place);
  }
  return spool(file, mark, known);
}

export function openPassingSpool(): AuditSpool {
  return spool(openPassingLineFile(), "", new Map());
}

function spool(file: ReturnType<typeof openPassingLineFile>, rules: string, known: ReadonlyMap<string, LinePlace>): AuditSpool {
  return {
    find: (name, sha256) => known.get(`${sha256} ${name}`),
    add: (name, sha256, record) => file.append({ file: name, sha256, rules, record } satisfies Line),
    read: (place) => (file.read(place) as Line).record,
    close: file.close,
  };
}

function readLine(read: () => unknown): Line | undefined {
  try {
    return read() as Line;
  } catch {
    // A line that a machine's end left broken: its document is read again.
    return undefined;
  }
}

/** Changes with the pack asked for, with any rule, and with the product. */
function markOf({ pack, packs }: AuditRules): string {
  const { version } = JSON.parse(readFileSync(productPath("package.json"), "utf8")) as { readonly version: string };
  return [version, rulesMark(packs), pack ?? ""].join(" ");
}
