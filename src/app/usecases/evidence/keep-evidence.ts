// Evidence handed in, linked and voided. What a file is, its content says; what is no document or picture is refused by name.
import { createHash } from "node:crypto";
import type { Actor } from "../../../access/index.ts";
import { type EvidenceKind, type EvidenceLink, keptUntil } from "../../../evidence/index.ts";
import { type Day, failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { refusing } from "../../files/file-refusal.ts";
import { extensionNotes, sniffFormat } from "../../source/sniff-format.ts";
import {
  addLinks,
  addPiece,
  findPiece,
  keepContent,
  listPieces,
  removeLink,
  type StoredPiece,
  voidPiece,
} from "../../store/evidence/evidence-repository.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { findCaseFor } from "../case-access.ts";
import { unknownLinks } from "./link-targets.ts";

export type KeepEvidenceInput = {
  readonly caseId: string;
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly title: string;
  readonly kind: EvidenceKind;
  readonly division: string | null;
  readonly on: Day | null;
  readonly links: readonly EvidenceLink[];
};

export type KeptEvidence = {
  readonly id: string;
  /** Pieces of the same case with the very same content. */
  readonly sameAs: readonly string[];
};

/** Faults, all at once: case-unknown, what the file is refused for, a name that says another format, links to what the case has not. */
export async function keepEvidence(deps: Deps, actor: Actor, input: KeepEvidenceInput): Promise<Result<KeptEvidence>> {
  const { tenant } = actor;
  const { file, links } = input;
  const stored = await findCaseFor(deps, actor, "evidence.add", input.caseId);
  if (!stored.ok) return stored;
  const sniffed = refusing(file.name, "file-kind-unknown", () => sniffFormat(file.name, file.bytes).format);
  const misnamed = sniffed.ok && extensionNotes(file.name, sniffed.value).length > 0 ? [sniffed.value] : [];
  const faults = [
    ...(sniffed.ok ? [] : sniffed.faults),
    ...misnamed.map((format) => fault("file-kind-unknown", { found: file.name, expected: `.${format}` }, { file: file.name })),
    ...(await foreignLinks(deps, actor, input.caseId, links)),
  ];
  if (!sniffed.ok || faults.length > 0) return failure(...faults);
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  const id = deps.newId("e");
  const now = deps.now();
  const { title, kind, division, on, caseId } = input;
  return await deps.store.db.transaction().execute(async (transaction) => {
    const sameAs = (await listPieces(transaction, tenant, caseId)).filter((piece) => piece.sha256 === sha256 && piece.voided === null);
    await keepContent(transaction, { tenant, sha256, format: sniffed.value, bytes: file.bytes, now });
    await addPiece(transaction, {
      ...{ tenant, id, caseId, sha256, fileName: file.name, title, kind, division, on, links },
      keptUntil: keptUntil(deps.archive, { kind, on, uploadedOn: now.slice(0, 10) as Day }),
      ...{ uploadedBy: actor.accountId ?? "", uploadedByName: actor.name, uploadedAt: now },
    });
    await recordEvent(transaction, deps, {
      ...{ actor, action: "evidence.added", object: { kind: "case", id: caseId, unitPath: stored.value.unitPath } },
      after: { id, sha256, fileName: file.name, title, kind, links },
    });
    return success({ id, sameAs: sameAs.map((piece) => piece.id) });
  });
}

async function foreignLinks(deps: Deps, actor: Actor, caseId: string, links: readonly EvidenceLink[]) {
  const unknown = await unknownLinks(deps, actor, caseId, links);
  return unknown.ok ? unknown.value.map(({ kind, id }) => fault("unknown-reference", { found: `${kind} ${id}` })) : unknown.faults;
}

/** A piece that somebody asks for, with its case in reach. Faults: not-found. */
export async function findEvidenceFor(
  deps: Deps,
  actor: Actor,
  action: "evidence.read" | "evidence.link" | "evidence.void",
  id: string,
): Promise<Result<StoredPiece>> {
  const piece = await findPiece(deps.store.db, actor.tenant, id);
  const stored = piece ? await findCaseFor(deps, actor, action, piece.caseId) : null;
  return piece && stored?.ok ? success(piece) : failure(fault("not-found", { found: id }));
}

/** Adds a link or takes one away. Faults: not-found, unknown-reference, already-done. */
export async function linkEvidence(
  deps: Deps,
  actor: Actor,
  id: string,
  { link, linked }: { readonly link: EvidenceLink; readonly linked: boolean },
): Promise<Result<true>> {
  const piece = await findEvidenceFor(deps, actor, "evidence.link", id);
  if (!piece.ok) return piece;
  const faults = linked ? await foreignLinks(deps, actor, piece.value.caseId, [link]) : [];
  if (faults.length > 0) return failure(...faults);
  return await deps.store.db.transaction().execute(async (transaction) => {
    if (linked) await addLinks(transaction, actor.tenant, id, [link]);
    else if (!(await removeLink(transaction, actor.tenant, id, link)))
      return failure(fault("already-done", { found: `${link.kind} ${link.id}` }));
    const object = { kind: "case", id: piece.value.caseId };
    await recordEvent(transaction, deps, { actor, action: linked ? "evidence.linked" : "evidence.unlinked", object, after: { id, link } });
    return success(true as const);
  });
}

/** Marks a piece void; it stays with its reason. Faults: not-found, already-done. */
export async function voidEvidence(deps: Deps, actor: Actor, id: string, reason: string): Promise<Result<true>> {
  const piece = await findEvidenceFor(deps, actor, "evidence.void", id);
  if (!piece.ok) return piece;
  return await deps.store.db.transaction().execute(async (transaction) => {
    if (!(await voidPiece(transaction, { tenant: actor.tenant, id, by: actor.accountId ?? "", reason, now: deps.now() })))
      return failure(fault("already-done", { found: piece.value.title }));
    const object = { kind: "case", id: piece.value.caseId };
    await recordEvent(transaction, deps, { actor, action: "evidence.voided", object, before: { id, title: piece.value.title }, reason });
    return success(true as const);
  });
}
