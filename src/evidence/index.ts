export { type ArchiveStep, archiveOf } from "./archive.ts";
export { type ArchiveStandards, EVIDENCE_KINDS, type EvidenceKind, readArchiveStandards } from "./archive-standards.ts";
export { type EvidenceLink, keptUntil, LINK_KINDS, type LinkKind, strengthOf } from "./evidence.ts";
export { type Expectation, type MissingOfDivision, missingEvidence } from "./missing.ts";
