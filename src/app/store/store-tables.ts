// The tables as the queries see them. Written by hand after the migrations; the schema's test holds the two together.

import type { EvidenceTables } from "./evidence/evidence-tables.ts";
import type { FlowTables } from "./flows/flow-tables.ts";
import type { LedgerTables } from "./ledger/ledger-tables.ts";
import type { PeopleTables } from "./people/people-tables.ts";
import type { RequestTables } from "./requests/request-key-tables.ts";
import type { ScoreTables } from "./scores/score-tables.ts";
import type { TrailTables } from "./trail/trail-tables.ts";
import type { TripTables } from "./trips/trip-tables.ts";
import type { WebhookTables } from "./webhooks/webhook-tables.ts";

/** Where a case's present content came from. */
export type CaseOrigin = "example" | "import";

export type CasesTable = {
  readonly tenant: string;
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly pack: string;
  /** JSON text. */
  readonly dossier: string;
  readonly origin: CaseOrigin;
  /** Instants: ISO text in UTC. */
  readonly created_at: string;
  readonly updated_at: string;
  readonly version: number;
  /** The node of the tree it belongs to; null for one that was here before there were units. */
  readonly unit_id: string | null;
  readonly created_by: string | null;
  /** Open to everybody. */
  readonly published: boolean;
};

export type CaseVersionsTable = {
  readonly tenant: string;
  readonly case_id: string;
  readonly version: number;
  readonly name: string;
  readonly year: number;
  readonly pack: string;
  readonly dossier: string;
  readonly saved_at: string;
  readonly note: string;
};

/** Where an uploaded document stands on its way. */
export type AuditStatus = "waiting" | "running" | "done" | "failed";

export type AuditBatchesTable = {
  readonly tenant: string;
  readonly id: string;
  readonly name: string;
  /** The rule pack asked for; null where each document has the one of its own date. */
  readonly pack: string | null;
  readonly created_at: string;
  readonly unit_id: string | null;
  readonly created_by: string | null;
};

export type AuditDocumentsTable = {
  readonly tenant: string;
  readonly batch_id: string;
  /** From 1, in the order they were sent. */
  readonly n: number;
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  readonly status: AuditStatus;
  readonly attempts: number;
  /** JSON text; null unless it failed. */
  readonly faults: string | null;
  readonly kind: string | null;
  readonly project: string | null;
  readonly department: string | null;
  readonly year: number | null;
  readonly total: string | null;
  readonly grade: string | null;
  /** The rule pack it was examined under. */
  readonly pack: string | null;
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
  /** JSON text: finding code → how many of each severity. */
  readonly codes: string;
  /** The project's money in yuan. */
  readonly amount: string | null;
  readonly corrections: number;
  /** Packed JSON; null until it is done. */
  readonly findings: Uint8Array | null;
  readonly finished_at: string | null;
};

export type AuditOriginalsTable = {
  readonly tenant: string;
  readonly batch_id: string;
  readonly n: number;
  readonly bytes: Uint8Array;
};

export type AuditReadingsTable = {
  readonly tenant: string;
  readonly batch_id: string;
  readonly n: number;
  /** Packed JSON of what was read, before any correction. */
  readonly reading: Uint8Array;
};

export type AuditCorrectionsTable = {
  readonly tenant: string;
  readonly batch_id: string;
  readonly n: number;
  readonly seq: number;
  /** The entry this one takes back; null where it sets a value. */
  readonly undoes: number | null;
  readonly table_no: number;
  readonly path: string;
  readonly was: string | null;
  readonly now: string | null;
  readonly by_name: string;
  readonly made_at: string;
};

export type StoreTables = LedgerTables &
  EvidenceTables &
  PeopleTables &
  RequestTables &
  ScoreTables &
  TrailTables &
  TripTables &
  WebhookTables &
  FlowTables & {
    readonly cases: CasesTable;
    readonly case_versions: CaseVersionsTable;
    readonly audit_batches: AuditBatchesTable;
    readonly audit_documents: AuditDocumentsTable;
    readonly audit_originals: AuditOriginalsTable;
    readonly audit_readings: AuditReadingsTable;
    readonly audit_corrections: AuditCorrectionsTable;
  };
