// Takes uploaded files into an audit batch: archives opened, every document kept as it was sent, then reading begins.
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Actor } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { refusalFault } from "../../files/file-refusal.ts";
import { addBatch, addDocuments, countUnfinished, type NewAuditDocument } from "../../store/audit-repository.ts";
import { afterCommit } from "../../store/one-transaction.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { findBatchFor } from "./batch-access.ts";
import { type UploadedFile, unpackUpload } from "./unpack-upload.ts";

export type TakeInInput = {
  readonly files: readonly UploadedFile[];
  /** The batch to add to; null for a new one. */
  readonly into: string | null;
  readonly name: string | null;
  readonly pack: string | null;
};

export type TakenIn = { readonly id: string; readonly name: string; readonly documents: number };

/** So many documents may wait in all; an upload that finds more waiting is turned away. */
const MOST_WAITING = 50_000;
/** Kept in one transaction. */
const AT_A_TIME = { documents: 64, bytes: 32 * 2 ** 20 };

/** Faults: request-invalid (no file), pack-unknown, not-found (no such batch), file-unreadable (too many wait). */
export async function takeInAudit(deps: Deps, actor: Actor, { files, into, name, pack }: TakeInInput): Promise<Result<TakenIn>> {
  const { tenant } = actor;
  const { db } = deps.store;
  const [first] = files;
  if (!first) return failure(fault("request-invalid", { found: "files", expected: "multipart/form-data; files=…" }));
  if (pack !== null && !deps.packs.has(pack))
    return failure(fault("pack-unknown", { found: pack, expected: [...deps.packs.keys()].join(", ") }));
  if ((await countUnfinished(db, tenant)) > MOST_WAITING)
    return failure(refusalFault(first.name, "file-unreadable", { reason: "child-queue", found: first.name }));
  const known = into === null ? success(null) : await findBatchFor(deps, actor, "audit.upload", into);
  if (!known.ok) return known;
  const batch = known.value ?? { id: deps.newId("a"), name: name || nameOf(files) };
  if (!known.value)
    await db.transaction().execute(async (transaction) => {
      const owner = { unitId: actor.unitId, createdBy: actor.accountId };
      await addBatch(transaction, { tenant, id: batch.id, name: batch.name, pack, now: deps.now(), ...owner });
      const object = { kind: "audit", id: batch.id, unitPath: actor.unitPath };
      await recordEvent(transaction, deps, { actor, action: "audit.uploaded", object, after: { name: batch.name, files: files.length } });
    });
  const documents = await keepDocuments(deps, actor, batch.id, files);
  afterCommit(deps.audits.wake);
  return success({ id: batch.id, name: batch.name, documents });
}

/** Each share of the documents in one transaction with its event. */
async function keepDocuments(deps: Deps, actor: Actor, id: string, files: readonly UploadedFile[]): Promise<number> {
  const key = { tenant: actor.tenant, id };
  let held: NewAuditDocument[] = [];
  let heldBytes = 0;
  let kept = 0;
  const keep = async (): Promise<void> => {
    if (held.length === 0) return;
    await deps.store.db.transaction().execute(async (transaction) => {
      await addDocuments(transaction, key, held, deps.now());
      const object = { kind: "audit", id, unitPath: actor.unitPath };
      const after = { documents: held.map(({ file, sha256 }) => ({ file, sha256 })) };
      await recordEvent(transaction, deps, { actor, action: "audit.uploaded", object, after });
    });
    kept += held.length;
    held = [];
    heldBytes = 0;
  };
  for (const file of files) {
    for (const { name, bytes, faults } of unpackUpload(file)) {
      held.push({ file: name, bytes, faults, sha256: createHash("sha256").update(bytes).digest("hex") });
      heldBytes += bytes.byteLength;
      if (held.length >= AT_A_TIME.documents || heldBytes >= AT_A_TIME.bytes) await keep();
      // Opening a large archive must not keep others from being answered.
      await setImmediate();
    }
  }
  await keep();
  return kept;
}

/** One file gives its name to the batch; of several, the folder they share or the first. */
function nameOf(files: readonly UploadedFile[]): string {
  const first = files[0]?.name ?? "";
  const folder = first.includes("/") ? first.slice(0, first.indexOf("/")) : "";
  if (folder !== "" && files.every((file) => file.name.startsWith(`${folder}/`))) return folder;
  return files.length === 1 ? first.replace(/\.[^.]{1,5}$/, "") : `${first} +${files.length - 1}`;
}
