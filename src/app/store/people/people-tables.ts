// The tables of units, accounts, grants and sessions as the queries see them.

export type TenantsTable = { readonly tenant: string; readonly name: string; readonly created_at: string };

export const UNIT_KINDS = ["region", "department", "unit", "division"] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export type UnitsTable = {
  readonly tenant: string;
  readonly id: string;
  readonly parent_id: string | null;
  readonly kind: UnitKind;
  readonly name: string;
  /** 统一社会信用代码, 预算单位编码 or the like; unique within the tenant. */
  readonly code: string | null;
  /** "/region/department/unit/": the ids from the root to the node itself. */
  readonly path: string;
  readonly ended_at: string | null;
  readonly version: number;
};

export type AccountsTable = {
  readonly tenant: string;
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly unit_id: string;
  /** null until the person has chosen a password by a one-time link. */
  readonly password_hash: string | null;
  readonly password_set_at: string | null;
  readonly must_change: boolean;
  /** The second factor's secret, sealed with the server's own key; null where there is none. */
  readonly second_factor: Uint8Array | null;
  /** The time step of the last code that was taken: none is taken twice. */
  readonly second_factor_step: string | null;
  /** Who the person is in the unit's directory (OIDC "sub"). */
  readonly directory_subject: string | null;
  readonly disabled_at: string | null;
  readonly created_at: string;
  readonly version: number;
};

export type AccountPasswordsTable = {
  readonly tenant: string;
  readonly account_id: string;
  readonly set_at: string;
  readonly password_hash: string;
};

export type AccountRecoveryCodesTable = {
  readonly tenant: string;
  readonly account_id: string;
  readonly code_hash: string;
  readonly used_at: string | null;
};

export type GrantsTable = {
  readonly tenant: string;
  readonly id: string;
  readonly account_id: string;
  readonly role: string;
  readonly unit_id: string;
  /** null where the first run's link made it. */
  readonly proposed_by: string | null;
  readonly proposed_at: string;
  readonly reason: string;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  /** null while it waits for the second person. */
  readonly granted: boolean | null;
  readonly decision_reason: string | null;
  readonly ended_by: string | null;
  readonly ended_at: string | null;
  readonly end_reason: string | null;
  readonly version: number;
};

/** What a session may do: everything, or only the step that stands before that. */
export type SessionStage = "open" | "change-password" | "enrol-second-factor";

export type SessionDoor = "password" | "link" | "directory";

export type SessionsTable = {
  readonly tenant: string;
  /** SHA-256 of the token; the token itself is only in the browser's cookie. */
  readonly token_hash: string;
  readonly account_id: string;
  readonly stage: SessionStage;
  readonly started_at: string;
  readonly seen_at: string;
  readonly from_address: string;
  readonly agent: string;
  readonly ended_at: string | null;
  readonly ended_why: string | null;
  readonly opened_by: SessionDoor;
};

export type SignInFailuresTable = {
  readonly tenant: string;
  /** "login:…" or "address:…". */
  readonly subject: string;
  readonly failures: number;
  readonly last_at: string;
  readonly locked_until: string | null;
};

export type OneTimeLinksTable = {
  readonly tenant: string;
  readonly token_hash: string;
  readonly purpose: "first-administrator" | "set-password";
  readonly role: string | null;
  readonly account_id: string | null;
  readonly created_at: string;
  readonly created_by: string | null;
  readonly expires_at: string;
  readonly used_at: string | null;
};

export type PeopleTables = {
  readonly tenants: TenantsTable;
  readonly units: UnitsTable;
  readonly accounts: AccountsTable;
  readonly account_passwords: AccountPasswordsTable;
  readonly account_recovery_codes: AccountRecoveryCodesTable;
  readonly grants: GrantsTable;
  readonly sessions: SessionsTable;
  readonly sign_in_failures: SignInFailuresTable;
  readonly one_time_links: OneTimeLinksTable;
};
