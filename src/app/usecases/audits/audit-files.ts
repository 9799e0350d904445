// Audits files by the thousand: several at a time, each in a process of its own, answers in the order of the files. A file that
// cannot be read is a failure of its own and the rest is done.
import { findCopiedText } from "../../../findings/index.ts";
import type { Fault } from "../../../kernel/index.ts";
import type { ReadDocument } from "../../../reading/index.ts";
import { buildRulebook, type Pack, packForDocument } from "../../../rules/index.ts";
import type { AuditedDocument, PublishedAudit } from "./published-audit.ts";
import type { UnpackedFile } from "./unpack-upload.ts";

export type AuditedFile = AuditedDocument & { readonly file: string };
export type FailedFile = { readonly file: string; readonly faults: readonly Fault[] };
export type AuditedBatch = { readonly documents: readonly AuditedFile[]; readonly failures: readonly FailedFile[] };

export type BatchOptions = {
  readonly pack: string | null;
  readonly packs: ReadonlyMap<string, Pack>;
  /** Told after each file, with how many are done. */
  readonly progress: (done: number, file: string) => void;
};

/** Reads and examines every file, then holds the documents against each other for copied text. */
export async function auditFiles(audit: PublishedAudit, files: Iterable<UnpackedFile>, options: BatchOptions): Promise<AuditedBatch> {
  const answers: (AuditedFile | FailedFile)[] = [];
  const queue = files[Symbol.iterator]();
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    // The next file is read from disk only when its turn comes.
    for (let step = queue.next(); !step.done; step = queue.next()) {
      const at = next++;
      const { name, bytes, faults } = step.value;
      const read = faults.length > 0 ? { ok: false as const, faults } : await audit.read({ name, bytes, pack: options.pack });
      answers[at] = read.ok ? { ...read.value, file: name } : { file: name, faults: read.faults };
      options.progress(++done, name);
    }
  };
  await Promise.all(Array.from({ length: audit.atOnce }, work));
  const documents = answers.filter((one): one is AuditedFile => "reading" in one);
  return { documents: withCopiedText(documents, options), failures: answers.filter((one): one is FailedFile => "faults" in one) };
}

const LEAST_FOR_COPIES = 2;

function withCopiedText(documents: readonly AuditedFile[], { pack, packs }: BatchOptions): readonly AuditedFile[] {
  if (documents.length < LEAST_FOR_COPIES) return documents;
  const chosen = packForDocument(packs, { signedOn: null, year: null });
  const rulebook = buildRulebook(packs, pack ?? chosen.id, chosen.day);
  if (!rulebook.ok) return documents;
  const copies = findCopiedText(
    documents.map(({ file, reading }: { file: string; reading: ReadDocument }) => ({ name: file, document: reading })),
    rulebook.value,
  );
  return documents.map((one, index) => ({
    ...one,
    findings: [...one.findings, ...copies.filter((copy) => copy.index === index).map(({ finding }) => finding)],
  }));
}
