// Audits files by the thousand: as many at a time as there are child processes, answers in the order of the files. What was read
// goes to disk document by document; only what a list shows of each stays in memory. A file that cannot be read is a failure of
// its own and the rest is done.
import { createHash } from "node:crypto";
import { type Finding, findCopiedText, passagesOf } from "../../../findings/index.ts";
import { type Fault, failure, fault, type Result, success } from "../../../kernel/index.ts";
import { buildRulebook, packForDocument } from "../../../rules/index.ts";
import { type DocumentJson, documentJson } from "../../audit-json.ts";
import type { LinePlace } from "../../files/line-file.ts";
import type { AuditOutcome } from "../../store/audit-repository.ts";
import { countFindings, outcomeOf } from "./audit-outcome.ts";
import type { AuditRecord, AuditRules, AuditSpool } from "./audit-spool.ts";
import { passageKeys } from "./passage-keys.ts";
import type { AuditedDocument, PublishedAudit } from "./published-audit.ts";
import type { UnpackedFile } from "./unpack-upload.ts";

/** What the batch's list shows of a file; its number counts from 1 in the order of the files. `outcome` is null where it could not be read. */
export type BatchRow = {
  readonly n: number;
  readonly file: string;
  readonly outcome: Omit<AuditOutcome, "findings"> | null;
  readonly faults: readonly Fault[];
};
export type AuditedFile = { readonly row: BatchRow; readonly json: DocumentJson; readonly findings: readonly Finding[] };
export type AuditedBatch = {
  readonly rows: readonly BatchRow[];
  /** The documents that were read, in order, each taken from disk when its turn comes. */
  readonly documents: () => Generator<AuditedFile>;
};

export type BatchOptions = AuditRules & {
  readonly spool: AuditSpool;
  /** Told after each file, with how many are done. */
  readonly progress: (done: number, file: string) => void;
  /** Told where the program itself failed on a file; the file is then a failure like any other. */
  readonly defect: (file: string, error: unknown) => void;
};

type Entry = {
  readonly file: string;
  readonly outcome: BatchRow["outcome"];
  readonly faults: readonly Fault[];
  readonly place?: LinePlace;
};

/** Reads and examines every file the spool does not know yet, then holds the documents against each other for copied text. */
export async function auditFiles(audit: PublishedAudit, files: Iterable<UnpackedFile>, options: BatchOptions): Promise<AuditedBatch> {
  const { spool } = options;
  const entries: Entry[] = [];
  const keys = passageKeys();
  const queue = files[Symbol.iterator]();
  let next = 0;
  let done = 0;
  const readRecord = async (name: string, bytes: Uint8Array): Promise<Result<AuditRecord>> => {
    try {
      const read = await audit.read({ name, bytes, pack: options.pack });
      return read.ok ? success(recordOf(name, read.value)) : read;
    } catch (error) {
      options.defect(name, error);
      return failure(fault("internal", { found: name }, { file: name }));
    }
  };
  const take = async ({ name, bytes, faults }: UnpackedFile): Promise<Entry> => {
    if (faults.length > 0) return { file: name, outcome: null, faults };
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const known = spool.find(name, sha256);
    let record = known && spool.read(known);
    if (!record) {
      const read = await readRecord(name, bytes);
      if (!read.ok) return { file: name, outcome: null, faults: read.faults };
      record = read.value;
    }
    for (const passage of record.copies.passages) keys.add(passage.keys);
    return { file: name, outcome: record.outcome, faults: [], place: known ?? spool.add(name, sha256, record) };
  };
  const work = async (): Promise<void> => {
    // The next file is read from disk only when its turn comes.
    for (let step = queue.next(); !step.done; step = queue.next()) {
      const at = next++;
      entries[at] = await take(step.value);
      options.progress(++done, step.value.name);
    }
  };
  await Promise.all(Array.from({ length: audit.atOnce }, work));
  const copies = copiedText(entries, keys.repeated(), options);
  const rows = entries.map(({ file, outcome, faults, place }, index): BatchRow => {
    const copied = copies.get(index);
    const counted = outcome && copied && place ? { ...outcome, ...countFindings([...spool.read(place).findings, ...copied]) } : outcome;
    return { n: index + 1, file, outcome: counted, faults };
  });
  return {
    rows,
    *documents() {
      for (const [index, row] of rows.entries()) {
        const place = entries[index]?.place;
        if (!place) continue;
        const { json, findings } = spool.read(place);
        yield { row, json, findings: [...findings, ...(copies.get(index) ?? [])] };
      }
    },
  };
}

function recordOf(file: string, audited: AuditedDocument): AuditRecord {
  const { reading, pack } = audited;
  const { findings, ...outcome } = outcomeOf(reading, audited);
  return { json: documentJson(file, reading, pack), findings: audited.findings, outcome, copies: passagesOf(reading) };
}

/** What was found copied in each of the files, by its place in the batch. */
function copiedText(
  entries: readonly Entry[],
  repeated: ReadonlySet<number>,
  { pack, packs, spool }: BatchOptions,
): ReadonlyMap<number, readonly Finding[]> {
  const found = new Map<number, Finding[]>();
  const chosen = packForDocument(packs, { signedOn: null, year: null });
  const rulebook = buildRulebook(packs, pack ?? chosen.id, chosen.day);
  if (repeated.size === 0 || !rulebook.ok) return found;
  const read = entries.flatMap(({ file, place }, at) => {
    if (!place) return [];
    const { unit, passages } = spool.read(place).copies;
    return [{ at, name: file, unit, passages: passages.filter(({ keys }) => keys.some((key) => repeated.has(key))) }];
  });
  for (const { index, finding } of findCopiedText(read, rulebook.value)) {
    const at = read[index]?.at ?? 0;
    found.set(at, [...(found.get(at) ?? []), finding]);
  }
  return found;
}
