// Evidence as the pages show it.
import { type ArchiveStandards, strengthOf } from "../../../evidence/index.ts";
import type { CaseEvidence } from "../../usecases/evidence/read-evidence.ts";
import type { EvidenceView } from "../contract-evidence.ts";

export function evidenceView(standards: ArchiveStandards, { pieces, targets, moreVouchers, steps, missing }: CaseEvidence): EvidenceView {
  return {
    pieces: pieces.map((piece) => ({
      ...{ id: piece.id, title: piece.title, fileName: piece.fileName, format: piece.format, size: piece.size, sha256: piece.sha256 },
      ...{ kind: piece.kind, strength: strengthOf(standards, piece.kind), division: piece.division, on: piece.on },
      ...{
        keptUntil: piece.keptUntil,
        uploadedBy: piece.uploadedByName,
        uploadedAt: piece.uploadedAt,
        voided: piece.voided,
        links: piece.links,
      },
      sameAs: pieces.filter((other) => other.id !== piece.id && other.sha256 === piece.sha256).map(({ id }) => id),
    })),
    kinds: standards.kinds.values.map((kind) => ({
      ...kind,
      years: standards.retention.values.find((one) => one.kind === kind.id)?.years ?? 0,
    })),
    moreVouchers,
    targets: targets.map(({ link, title, division }) => ({ link, title, division })),
    steps: steps.map((step) => ({
      ...step,
      papers: step.papers.map(({ evidence, ...paper }) => ({ ...paper, pieces: evidence.map(({ id }) => id) })),
    })),
    missing: missing.map(({ division, overdue, pieces: lacking }) => ({
      ...{ division, overdue },
      pieces: lacking.map(({ link, title, month, due, overdue: late }) => ({ link, title, month, due, overdue: late })),
    })),
    basis: [standards.steps.cite, standards.kinds.cite],
    sources: [
      standards.kinds.strengthSource,
      standards.steps.papersSource,
      standards.retention.default.source,
      standards.monthly.default.source,
    ],
  };
}
