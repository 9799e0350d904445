// What an audit asks of a published document: to be read within limits, and to be examined again once a person has mended it.
import type { Finding } from "../../../findings/index.ts";
import type { Result } from "../../../kernel/index.ts";
import type { ReadDocument } from "../../../reading/index.ts";

/** A file as it was sent; `pack` asks for other rules than those of the document's own date. */
export type PublishedFile = { readonly name: string; readonly bytes: Uint8Array; readonly pack: string | null };

/** `pack` is the one it was examined under. */
export type Examined = { readonly findings: readonly Finding[]; readonly pack: string };
export type AuditedDocument = Examined & { readonly reading: ReadDocument };

export type PublishedAudit = {
  /** Reads in a child process, bounded in memory and time, and examines. */
  readonly read: (file: PublishedFile) => Promise<Result<AuditedDocument>>;
  /** Examines what was read before, as it now stands. */
  readonly examine: (document: ReadDocument, pack: string | null) => Result<Examined>;
  /** How many files it reads at a time. */
  readonly atOnce: number;
  /** Ends what is being read. */
  readonly close: () => Promise<void>;
};
