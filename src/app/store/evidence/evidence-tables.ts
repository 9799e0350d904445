// The tables of evidence as the queries see them.
import type { EvidenceKind, LinkKind } from "../../../evidence/index.ts";

export type EvidenceContentsTable = {
  readonly tenant: string;
  readonly sha256: string;
  readonly size: number;
  /** What the bytes are, by content. */
  readonly format: string;
  readonly bytes: Uint8Array;
  readonly kept_at: string;
};

export type EvidencePiecesTable = {
  readonly tenant: string;
  readonly id: string;
  readonly case_id: string;
  readonly sha256: string;
  readonly file_name: string;
  readonly title: string;
  readonly kind: EvidenceKind;
  readonly division: string | null;
  readonly on_day: string | null;
  readonly kept_until: string;
  readonly uploaded_by: string;
  readonly uploaded_by_name: string;
  readonly uploaded_at: string;
  readonly void_at: string | null;
  readonly void_by: string | null;
  readonly void_reason: string | null;
};

export type EvidenceLinksTable = {
  readonly tenant: string;
  readonly piece_id: string;
  readonly kind: LinkKind;
  readonly target_id: string;
};

export type EvidenceTables = {
  readonly evidence_contents: EvidenceContentsTable;
  readonly evidence_pieces: EvidencePiecesTable;
  readonly evidence_links: EvidenceLinksTable;
};
