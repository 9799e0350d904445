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

export type ScoreTables = { readonly score_heads: ScoreHeadsTable; readonly case_scores: CaseScoresTable };
