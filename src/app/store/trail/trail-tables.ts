// The tables of the audit trail as the queries see them. Numbers of events arrive as text, like every bigint.

export type TrailResult = "done" | "refused" | "failed";

/** Why a chain does not hold. */
export const BREAK_REASONS = ["number", "link", "seal", "content", "time", "anchor-link", "anchor-signature", "cut-off"] as const;
export type BreakReason = (typeof BREAK_REASONS)[number];

export type TrailEventsTable = {
  readonly tenant: string;
  readonly seq: string;
  readonly at: string;
  readonly account_id: string | null;
  readonly account_name: string;
  readonly roles: string;
  readonly from_address: string;
  readonly action: string;
  readonly object_kind: string;
  readonly object_id: string;
  readonly unit_path: string | null;
  readonly result: TrailResult;
  readonly reason: string | null;
  /** JSON text of what was before and after; opened by release only. */
  readonly content: string | null;
  readonly content_hash: string;
  readonly link: string;
  readonly seal: string;
};

export type TrailHeadsTable = { readonly tenant: string; readonly seq: string; readonly at: string; readonly link: string };

export type TrailAnchorsTable = {
  readonly tenant: string;
  readonly seq: string;
  readonly link: string;
  readonly at: string;
  readonly why: string;
  readonly algorithm: "ed25519" | "sm2";
  readonly signature: string;
};

export type TrailReleasesTable = {
  readonly tenant: string;
  readonly id: string;
  readonly first_seq: string;
  readonly last_seq: string;
  readonly reason: string;
  readonly proposed_by: string;
  readonly proposed_at: string;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly granted: boolean | null;
  readonly expires_at: string | null;
};

export type TrailTables = {
  readonly trail_events: TrailEventsTable;
  readonly trail_heads: TrailHeadsTable;
  readonly trail_anchors: TrailAnchorsTable;
  readonly trail_releases: TrailReleasesTable;
};
