// What cannot be done and where: one closed vocabulary. Wording lives in app/messages, by code.

export const FAULT_CODES = [
  // what was read
  "unknown-key",
  "duplicate-key",
  "missing-key",
  "wrong-shape",
  "not-a-number",
  "not-an-amount",
  "not-points",
  "not-a-day",
  "not-in-list",
  "out-of-range",
  "empty-text",
  "duplicate-id",
  "unknown-reference",
  "unknown-binding",
  "unknown-fact",
  // files
  "file-missing",
  "file-unreadable",
  "file-too-large",
  "file-kind-unknown",
  "yaml-broken",
  "workbook-broken",
  "csv-broken",
  // packs
  "pack-unknown",
  "pack-uncited",
  "pack-gap",
  "pack-overlap",
  "pack-not-monotone",
  "pack-division-by-zero",
  "pack-weights-not-100",
  "pack-full-marks-unreachable",
  "pack-rule-missing",
  "pack-rule-unused",
  "pack-extends-cycle",
  "pack-example-fails",
  "pack-node-unreachable",
  "pack-node-endless",
  "pack-return-unguarded",
  "pack-separation-missing",
  // processes
  "process-unknown",
  "flow-unknown",
  "flow-running",
  "flow-ended",
  "flow-not-ended",
  "flow-not-yours",
  "flow-duties-separated",
  "flow-already-signed",
  "flow-reason-missing",
  "flow-paper-missing",
  "flow-fact-missing",
  "flow-content-changed",
  "flow-delegation-invalid",
  "flow-cannot-return",
  "flow-cannot-withdraw",
  "flow-cannot-reject",
  "flow-cannot-cancel",
  "flow-money-out",
  "flow-unlock-jumps",
  "flow-nobody-there",
  "flow-not-eligible",
  "flow-rests-on",
  "flow-locked",
  "flow-nothing-due",
  // ledgers
  "ledger-none",
  "ledger-refused",
  "ledger-needs-exception",
  "ledger-key-reused",
  "ledger-columns-missing",
  "import-unknown",
  "import-not-ready",
  // server and store
  "case-unknown",
  "case-unreadable",
  "store-locked",
  "store-unreadable",
  "server-unusable",
  "backup-foreign",
  "backup-newer",
  "backup-damaged",
  "restore-not-empty",
  "restore-differs",
  "store-damaged",
  "trail-broken",
  "file-exists",
  "file-unwritable",
  "port-taken",
  "plain-http",
  "tls-unusable",
  // people
  "sign-in-needed",
  "sign-in-refused",
  "second-factor-needed",
  "second-factor-wrong",
  "password-change-needed",
  "password-wrong",
  "password-weak",
  "link-invalid",
  "not-allowed",
  "content-sealed",
  "separation-of-duties",
  "last-administrator",
  "unit-in-use",
  "version-conflict",
  "already-done",
  "too-many-requests",
  "request-too-large",
  "key-reused",
  "trip-step-blocked",
  "trip-approved",
  "request-invalid",
  "not-found",
  "store-full",
  "store-away",
  "internal",
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

/** Where in the input: a file with line and column, or a workbook's sheet and cell, and the path of keys to it. */
export type Place = {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly sheet?: string;
  readonly cell?: string;
  readonly path?: string;
};

/** A request that cannot be done. `params` feed the wording: `found`, `expected` and what else the code names. */
export type Fault = {
  readonly code: FaultCode;
  readonly place?: Place;
  readonly params: Readonly<Record<string, string>>;
};

export function fault(code: FaultCode, params: Readonly<Record<string, string>> = {}, place?: Place): Fault {
  return place ? { code, place, params } : { code, params };
}
