// Evidence in the store.
import type { Kysely, Transaction } from "kysely";
import type { EvidenceKind, EvidenceLink } from "../../../evidence/index.ts";
import { provenBytes } from "../proven-bytes.ts";
import type { StoreTables } from "../store-tables.ts";

export type StoredPiece = {
  readonly id: string;
  readonly caseId: string;
  readonly sha256: string;
  readonly size: number;
  readonly format: string;
  readonly fileName: string;
  readonly title: string;
  readonly kind: EvidenceKind;
  readonly division: string | null;
  readonly on: string | null;
  readonly keptUntil: string;
  readonly uploadedBy: string;
  readonly uploadedByName: string;
  readonly uploadedAt: string;
  readonly voided: { readonly at: string; readonly reason: string } | null;
  readonly links: readonly EvidenceLink[];
};

export type NewPiece = Omit<StoredPiece, "voided" | "size" | "format"> & { readonly tenant: string };

/** Keeps bytes once, however often they are handed in. */
export async function keepContent(
  transaction: Transaction<StoreTables>,
  content: { readonly tenant: string; readonly sha256: string; readonly format: string; readonly bytes: Uint8Array; readonly now: string },
): Promise<void> {
  const { tenant, sha256, format, bytes, now } = content;
  await transaction
    .insertInto("evidence_contents")
    .values({ tenant, sha256, format, bytes, size: bytes.byteLength, kept_at: now })
    .onConflict((conflict) => conflict.columns(["tenant", "sha256"]).doNothing())
    .execute();
}

export async function addPiece(transaction: Transaction<StoreTables>, piece: NewPiece): Promise<void> {
  await transaction
    .insertInto("evidence_pieces")
    .values({
      ...{ tenant: piece.tenant, id: piece.id, case_id: piece.caseId, sha256: piece.sha256, file_name: piece.fileName },
      ...{ title: piece.title, kind: piece.kind, division: piece.division, on_day: piece.on, kept_until: piece.keptUntil },
      ...{ uploaded_by: piece.uploadedBy, uploaded_by_name: piece.uploadedByName, uploaded_at: piece.uploadedAt },
      ...{ void_at: null, void_by: null, void_reason: null },
    })
    .execute();
  await addLinks(transaction, piece.tenant, piece.id, piece.links);
}

/** Links that are there already stay. */
export async function addLinks(
  transaction: Transaction<StoreTables>,
  tenant: string,
  pieceId: string,
  links: readonly EvidenceLink[],
): Promise<void> {
  for (const { kind, id } of links)
    await transaction
      .insertInto("evidence_links")
      .values({ tenant, piece_id: pieceId, kind, target_id: id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

export async function removeLink(
  transaction: Transaction<StoreTables>,
  tenant: string,
  pieceId: string,
  { kind, id }: EvidenceLink,
): Promise<boolean> {
  const row = await transaction
    .deleteFrom("evidence_links")
    .where("tenant", "=", tenant)
    .where("piece_id", "=", pieceId)
    .where("kind", "=", kind)
    .where("target_id", "=", id)
    .returning("piece_id")
    .executeTakeFirst();
  return row !== undefined;
}

/** The oldest first, void ones included. */
export async function listPieces(db: Kysely<StoreTables>, tenant: string, caseId: string): Promise<StoredPiece[]> {
  const rows = await pieces(db)
    .where("p.tenant", "=", tenant)
    .where("p.case_id", "=", caseId)
    .orderBy("p.uploaded_at")
    .orderBy("p.id")
    .execute();
  const links = await db
    .selectFrom("evidence_links as l")
    .innerJoin("evidence_pieces as p", (join) => join.onRef("p.tenant", "=", "l.tenant").onRef("p.id", "=", "l.piece_id"))
    .where("l.tenant", "=", tenant)
    .where("p.case_id", "=", caseId)
    .select(["l.piece_id", "l.kind", "l.target_id"])
    .orderBy("l.kind")
    .orderBy("l.target_id")
    .execute();
  return rows.map((row) =>
    pieceOf(
      row,
      links.filter(({ piece_id }) => piece_id === row.id).map(({ kind, target_id }) => ({ kind, id: target_id })),
    ),
  );
}

export async function findPiece(db: Kysely<StoreTables>, tenant: string, id: string): Promise<StoredPiece | undefined> {
  const row = await pieces(db).where("p.tenant", "=", tenant).where("p.id", "=", id).executeTakeFirst();
  if (!row) return undefined;
  const links = await db
    .selectFrom("evidence_links")
    .where("tenant", "=", tenant)
    .where("piece_id", "=", id)
    .select(["kind", "target_id"])
    .orderBy("kind")
    .orderBy("target_id")
    .execute();
  return pieceOf(
    row,
    links.map(({ kind, target_id }) => ({ kind, id: target_id })),
  );
}

/** @throws DatabaseError where the bytes are no longer those that were handed in. */
export async function findContent(db: Kysely<StoreTables>, tenant: string, sha256: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom("evidence_contents")
    .where("tenant", "=", tenant)
    .where("sha256", "=", sha256)
    .select("bytes")
    .executeTakeFirst();
  return row && provenBytes("evidence_contents", row.bytes, sha256);
}

/** False where it is void already. */
export async function voidPiece(
  transaction: Transaction<StoreTables>,
  voiding: { readonly tenant: string; readonly id: string; readonly by: string; readonly reason: string; readonly now: string },
): Promise<boolean> {
  const row = await transaction
    .updateTable("evidence_pieces")
    .set({ void_at: voiding.now, void_by: voiding.by, void_reason: voiding.reason })
    .where("tenant", "=", voiding.tenant)
    .where("id", "=", voiding.id)
    .where("void_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

function pieces(db: Kysely<StoreTables>) {
  return db
    .selectFrom("evidence_pieces as p")
    .innerJoin("evidence_contents as c", (join) => join.onRef("c.tenant", "=", "p.tenant").onRef("c.sha256", "=", "p.sha256"))
    .selectAll("p")
    .select(["c.size", "c.format"]);
}

type PieceRow = StoreTables["evidence_pieces"] & { readonly size: number; readonly format: string };

function pieceOf(row: PieceRow, links: readonly EvidenceLink[]): StoredPiece {
  return {
    ...{ id: row.id, caseId: row.case_id, sha256: row.sha256, size: row.size, format: row.format, fileName: row.file_name },
    ...{ title: row.title, kind: row.kind, division: row.division, on: row.on_day, keptUntil: row.kept_until },
    ...{ uploadedBy: row.uploaded_by, uploadedByName: row.uploaded_by_name, uploadedAt: row.uploaded_at },
    voided: row.void_at === null ? null : { at: row.void_at, reason: row.void_reason ?? "" },
    links,
  };
}
