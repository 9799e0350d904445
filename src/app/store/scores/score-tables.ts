// The tables of kept scores as the queries see them. Numbers of changes arrive as text, like every bigint.

export type ScoreHeadsTable = { readonly tenant: string; readonly seq: string };

export type CaseScoresTable = {
  readonly tenant: string;
  readonly case_id: string;
  /** The version of the case it was scored from. */
  readonly version: number;
  readonly seq: string;
  /** The rules it was scored under, as a hash. */
  readonly rules: string;
  /** The case's own, where it is packed. */
  readonly pack: string | null;
  readonly department: string | null;
  readonly signed_on: string | null;
  /** Hundredths of a point; null where there is no total. */
  readonly total: number | null;
  readonly grade: string | null;
  /** The project as `packProject` makes it; null where that form cannot hold it. */
  readonly packed: Uint8Array | null;
  /** What the list shows; null for a case that cannot be read. */
  readonly unit: string | null;
  /** As it is printed, "64.52%"; null where there is none. */
  readonly execution_rate: string | null;
  /** How many facts a corrected case changed. */
  readonly corrections: number | null;
  readonly errors: number | null;
  readonly warnings: number | null;
  readonly hints: number | null;
};

/** Later totals of cases in the store (score-blocks.ts). */
export type ScoreBlocksTable = {
  readonly tenant: string;
  readonly block: string;
  /** The change by which it was written. */
  readonly seq: string;
  /** JSON: the names that its grades are numbers of. */
  readonly grades: string;
  readonly scores: Uint8Array;
};

/** Copies of packed projects (packed-blocks.ts). */
export type PackedBlocksTable = {
  readonly tenant: string;
  readonly block: string;
  /** How many rows its changes had when it was made. */
  readonly live: number;
  /** JSON: of what lies one after the other in the two columns that follow. */
  readonly runs: string;
  readonly heads: Uint8Array;
  readonly projects: Uint8Array;
};

export type ScoreTables = {
  readonly score_heads: ScoreHeadsTable;
  readonly case_scores: CaseScoresTable;
  readonly score_blocks: ScoreBlocksTable;
  readonly packed_blocks: PackedBlocksTable;
};
