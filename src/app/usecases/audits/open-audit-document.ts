// An audited document as it now stands: what was read with the corrections that hold, and what is found wrong with that.
import type { Actor } from "../../../access/index.ts";
import type { Finding } from "../../../findings/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { ReadDocument } from "../../../reading/index.ts";
import type { Deps } from "../../compose.ts";
import { type CorrectionEntry, listCorrections, standingCorrections } from "../../store/audit-corrections.ts";
import { type AuditDocumentSummary, findDocument } from "../../store/audit-repository.ts";
import { findBatchFor } from "./batch-access.ts";
import { correctCell } from "./correct-cell.ts";

export type AuditPlace = { readonly id: string; readonly n: number };

export type OpenDocument = {
  readonly summary: AuditDocumentSummary;
  /** Every correction ever made, the oldest first. */
  readonly entries: readonly CorrectionEntry[];
  /** Null until it is read. */
  readonly read: { readonly reading: ReadDocument; readonly corrected: ReadDocument; readonly findings: readonly Finding[] } | null;
};

/** Fault: not-found. */
export async function openAuditDocument(deps: Deps, actor: Actor, { id, n }: AuditPlace): Promise<Result<OpenDocument>> {
  const key = { tenant: actor.tenant, id, n };
  const batch = await findBatchFor(deps, actor, "audit.read", id);
  if (!batch.ok) return batch;
  const stored = await findDocument(deps.store.db, key);
  if (!stored) return failure(fault("not-found", { found: `${id}/${n}` }));
  const { reading, findings, ...summary } = stored;
  if (reading === null || findings === null) return success({ summary, entries: [], read: null });
  const entries = await listCorrections(deps.store.db, key);
  const asRead = reading as ReadDocument;
  const corrected = applyCorrections(asRead, standingCorrections(entries));
  return success({ summary, entries, read: { reading: asRead, corrected, findings: findings as readonly Finding[] } });
}

/** The document with the corrections made on it, in order. One that no longer fits changes nothing. */
export function applyCorrections(document: ReadDocument, corrections: readonly CorrectionEntry[]): ReadDocument {
  return corrections.reduce((before, { table, path, now }) => {
    const after = correctCell(before, { table, path, value: now });
    return after.ok ? after.value : before;
  }, document);
}
