// The evidence of a case as it stands: its pieces, the archive by steps, and what is missing today.
import type { Actor } from "../../../access/index.ts";
import { type ArchiveStep, archiveOf, type MissingOfDivision, missingEvidence } from "../../../evidence/index.ts";
import { type Day, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { listPieces, type StoredPiece } from "../../store/evidence/evidence-repository.ts";
import { findCaseFor } from "../case-access.ts";
import { pieceAsEvidence } from "./hand-over.ts";
import { expectationsOf, type LinkTarget, linkTargets } from "./link-targets.ts";

export type CaseEvidence = {
  readonly pieces: readonly StoredPiece[];
  readonly targets: readonly LinkTarget[];
  /** Vouchers in force besides those among the targets. */
  readonly moreVouchers: number;
  readonly steps: readonly ArchiveStep[];
  readonly missing: readonly MissingOfDivision[];
};

/** Faults: case-unknown. */
export async function readEvidence(deps: Deps, actor: Actor, caseId: string): Promise<Result<CaseEvidence>> {
  const stored = await findCaseFor(deps, actor, "evidence.read", caseId);
  if (!stored.ok) return stored;
  const targets = await linkTargets(deps, actor, caseId);
  if (!targets.ok) return targets;
  const pieces = await listPieces(deps.store.db, actor.tenant, caseId);
  const standing = pieces.filter(({ voided }) => voided === null).map(pieceAsEvidence);
  return success({
    ...{ pieces, ...targets.value, steps: archiveOf(deps.archive, standing) },
    missing: missingEvidence(deps.archive, expectationsOf(targets.value.targets), standing, deps.now().slice(0, 10) as Day),
  });
}
