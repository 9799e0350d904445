// A cell corrected by hand, or a correction taken back: who, when and what it was are kept, and the findings follow at once.
import type { Actor } from "../../../access/index.ts";
import { type Fault, failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { addCorrection, type CorrectionEntry, listCorrections, standingCorrections } from "../../store/audit-corrections.ts";
import { updateOutcome, within } from "../../store/audit-repository.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { versionConflict } from "../version-conflict.ts";
import { outcomeOf } from "./audit-outcome.ts";
import { findBatchFor } from "./batch-access.ts";
import { correctCell } from "./correct-cell.ts";
import { type AuditPlace, applyCorrections, type OpenDocument, openAuditDocument } from "./open-audit-document.ts";

export type Correction = {
  readonly table: number;
  readonly path: string;
  readonly value: string | null;
  /** Of the document as it was looked at; undefined where the caller does not mind what others did. */
  readonly version?: number | undefined;
};

/** Faults: not-found, request-invalid where the table has no such cell, version-conflict where somebody else corrected the cell meanwhile. */
export async function correctAudit(
  deps: Deps,
  actor: Actor,
  place: AuditPlace,
  { table, path, value, version }: Correction,
): Promise<Result<OpenDocument>> {
  const opened = await openRead(deps, actor, place);
  if (!opened.ok) return opened;
  const { document, read } = opened.value;
  const was = valueAt(read.corrected.tables[table], path);
  const corrected = correctCell(read.corrected, { table, path, value });
  if (was === undefined || !corrected.ok)
    return failure(fault("request-invalid", { found: `${table} ${path}`, expected: "indicators.0.score" }));
  // Others' corrections of other cells stand beside this one.
  const late =
    version !== undefined && document.entries.some((entry) => entry.seq > version && entry.table === table && entry.path === path);
  if (late) return failure(await conflict(deps, actor, place, version));
  if (was === value) return success(document);
  const entry = { seq: nextSeq(document.entries), undoes: null, table, path, was, now: value, by: actor.name, at: deps.now() };
  return await keep(deps, actor, place, document, entry);
}

/** Faults: not-found where there is no such correction, or it was taken back already. */
export async function undoCorrection(deps: Deps, actor: Actor, place: AuditPlace, seq: number): Promise<Result<OpenDocument>> {
  const opened = await openRead(deps, actor, place);
  if (!opened.ok) return opened;
  const { document } = opened.value;
  const undone = standingCorrections(document.entries).find((entry) => entry.seq === seq);
  if (!undone) return failure(fault("not-found", { found: `${place.id}/${place.n}/${seq}` }));
  const { table, path, was, now } = undone;
  const entry = { seq: nextSeq(document.entries), undoes: seq, table, path, was: now, now: was, by: actor.name, at: deps.now() };
  return await keep(deps, actor, place, document, entry);
}

type ReadPart = NonNullable<OpenDocument["read"]>;

async function openRead(
  deps: Deps,
  actor: Actor,
  place: AuditPlace,
): Promise<Result<{ readonly document: OpenDocument; readonly read: ReadPart }>> {
  const batch = await findBatchFor(deps, actor, "audit.correct", place.id);
  if (!batch.ok) return batch;
  const opened = await openAuditDocument(deps, actor, place);
  if (!opened.ok) return opened;
  const { read } = opened.value;
  if (!read) return failure(fault("not-found", { found: `${place.id}/${place.n}` }));
  return success({ document: opened.value, read });
}

/** All of it is worked out first; then entry and outcome are written together. */
async function keep(
  deps: Deps,
  actor: Actor,
  place: AuditPlace,
  before: OpenDocument,
  entry: CorrectionEntry,
): Promise<Result<OpenDocument>> {
  const { read } = before;
  if (!read) return failure(fault("not-found", { found: `${place.id}/${place.n}` }));
  const entries = [...before.entries, entry];
  const standing = standingCorrections(entries);
  const corrected = applyCorrections(read.reading, standing);
  const examined = deps.audit.examine(corrected, before.summary.pack);
  if (!examined.ok) return examined;
  const outcome = outcomeOf(corrected, examined.value);
  const key = { tenant: actor.tenant, ...place };
  const kept = await within(deps.store.db, async (transaction) => {
    const added = await addCorrection(transaction, { ...key, ...entry });
    if (!added) return false;
    await updateOutcome(transaction, { ...key, outcome, corrections: standing.length });
    await recordEvent(transaction, deps, {
      ...{ actor, action: entry.undoes === null ? "audit.corrected" : "audit.correction-undone" },
      object: { kind: "audit-document", id: `${place.id}/${place.n}` },
      before: { table: entry.table, path: entry.path, value: entry.was },
      after: { table: entry.table, path: entry.path, value: entry.now },
    });
    return added;
  });
  return kept ? await openAuditDocument(deps, actor, place) : failure(await conflict(deps, actor, place, entry.seq - 1));
}

async function conflict(deps: Deps, { tenant }: Actor, { id, n }: AuditPlace, asked: number): Promise<Fault> {
  const { db } = deps.store;
  const current = (await listCorrections(db, { tenant, id, n })).at(-1)?.seq ?? 0;
  return await versionConflict(db, { tenant, kind: "audit-document", id: `${id}/${n}`, asked, current });
}

function nextSeq(entries: readonly CorrectionEntry[]): number {
  return (entries.at(-1)?.seq ?? 0) + 1;
}

/** The text at a path as in `indicators.0.score`; undefined where there is no such cell. */
function valueAt(table: unknown, path: string): string | null | undefined {
  let value: unknown = table;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value === null || typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
}
