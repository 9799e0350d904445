// The tables as the queries see them. Written by hand after the migrations; the schema's test holds the two together.

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

export type StoreTables = {
  readonly cases: CasesTable;
  readonly case_versions: CaseVersionsTable;
};
