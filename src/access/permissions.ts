// The one declared table: which role may do what, and on how much of the tree. The server enforces it, the pages follow it, a test walks it.
import type { AnyRole } from "./role.ts";

/**
 * How far a permission reaches: nothing; what is published; what one created oneself; the subtree of the node where the role is
 * granted; the subtree of the 单位 that node belongs to; everything of the tenant.
 */
export type Scope = "none" | "published" | "own" | "tree" | "unit" | "tenant";

type Row = Partial<Readonly<Record<AnyRole, Scope>>>;

/** What is decided for the tenant as a whole: a narrower scope could be written here and would not be kept. */
type WholeRow = Partial<Readonly<Record<AnyRole, "tenant">>>;
type Rows = { readonly [action: string]: Row } & {
  readonly [action: `${"organisation" | "account" | "grant" | "webhook"}.${string}`]: WholeRow;
} & { readonly "unit.manage": WholeRow };

const EVERYONE_OF_THE_HOUSE: Row = {
  clerk: "unit",
  "division-head": "unit",
  finance: "unit",
  "leading-group": "unit",
  leadership: "unit",
  "bureau-business": "tree",
  "bureau-performance": "tree",
  "third-party": "tree",
  auditor: "tree",
};

const SIGNED_IN: Row = {
  ...EVERYONE_OF_THE_HOUSE,
  "system-admin": "tenant",
  "security-admin": "tenant",
  "audit-admin": "tenant",
};

const SIGNS: Row = {
  clerk: "unit",
  "division-head": "unit",
  finance: "unit",
  "leading-group": "unit",
  leadership: "unit",
  "bureau-business": "tree",
  "bureau-performance": "tree",
  "third-party": "tree",
};

/** Rows by action, "noun.verb". A role that a row does not name may not. */
export const PERMISSIONS = {
  // rules, terms and what the server says of itself are open
  "rules.read": { ...SIGNED_IN, nobody: "published", respondent: "published" },
  "session.read": { ...SIGNED_IN, nobody: "published", respondent: "published" },
  "session.open": { ...SIGNED_IN, nobody: "published", respondent: "published" },
  "session.own": SIGNED_IN,

  // cases
  "case.read": { ...EVERYONE_OF_THE_HOUSE, nobody: "published", respondent: "published" },
  "case.import": { clerk: "tree", "division-head": "tree", finance: "unit", "leading-group": "unit", "bureau-performance": "tree" },
  "case.revise": { clerk: "tree", "division-head": "tree", finance: "unit", "leading-group": "unit", "bureau-performance": "tree" },
  "case.history": EVERYONE_OF_THE_HOUSE,
  "overview.read": EVERYONE_OF_THE_HOUSE,

  // everything within reach at once; each table by what one may read of it
  "export.read": EVERYONE_OF_THE_HOUSE,

  // evidence of a case
  "evidence.read": EVERYONE_OF_THE_HOUSE,
  "evidence.add": { clerk: "unit", "division-head": "unit", finance: "unit", "leading-group": "unit", "third-party": "tree" },
  "evidence.link": { clerk: "unit", "division-head": "unit", finance: "unit", "leading-group": "unit", "third-party": "tree" },
  "evidence.void": { "division-head": "unit", finance: "unit", "leading-group": "unit" },
  "evidence.hand-over": { ...EVERYONE_OF_THE_HOUSE },

  // ledgers: money in, money out, what goes beyond a limit and what is taken back are acts of different people
  "ledger.read": { ...EVERYONE_OF_THE_HOUSE, nobody: "published", respondent: "published" },
  "ledger.post": { finance: "unit" },
  "ledger.adjust": { finance: "unit", "bureau-business": "tree" },
  "ledger.except": { "leading-group": "unit", leadership: "unit" },
  "ledger.reverse": { finance: "unit" },
  "ledger.import": { finance: "unit" },

  // audits of published documents
  "audit.read": {
    clerk: "own",
    "division-head": "tree",
    finance: "unit",
    "leading-group": "unit",
    "bureau-business": "tree",
    "bureau-performance": "tree",
    "third-party": "own",
    auditor: "tree",
  },
  "audit.upload": {
    clerk: "unit",
    "division-head": "unit",
    finance: "unit",
    "leading-group": "unit",
    "bureau-business": "tree",
    "bureau-performance": "tree",
    "third-party": "own",
    auditor: "own",
  },
  "audit.correct": {
    clerk: "own",
    "division-head": "tree",
    finance: "unit",
    "leading-group": "unit",
    "bureau-business": "tree",
    "bureau-performance": "tree",
    "third-party": "own",
    auditor: "own",
  },

  // delegations: plan and trips, what is decided on them, and what they may cost
  "trip.read": { ...EVERYONE_OF_THE_HOUSE, nobody: "published", respondent: "published" },
  "trip.revise": { clerk: "unit", "division-head": "unit" },
  // who opines, approves and settles is decided by the trip's process; an exception is the leadership's alone
  "trip.except": { leadership: "unit" },

  // matters that run through a process: who signs is decided by the process, within what these rows let one see
  "flow.read": EVERYONE_OF_THE_HOUSE,
  "flow.start": SIGNS,
  "flow.act": SIGNS,
  "flow.unlock": SIGNS,
  "flow.delegate": SIGNS,
  "task.read": SIGNS,

  // other systems that are told of events, at addresses the operator allows
  "webhook.manage": { "system-admin": "tenant" },

  // organisation, people and what they may
  "unit.read": SIGNED_IN,
  "unit.manage": { "system-admin": "tenant" },
  "organisation.import": { "system-admin": "tenant" },
  "account.read": { "system-admin": "tenant", "security-admin": "tenant" },
  "account.create": { "system-admin": "tenant" },
  "account.change": { "system-admin": "tenant" },
  "account.disable": { "system-admin": "tenant", "security-admin": "tenant" },
  "account.reset": { "security-admin": "tenant" },
  "account.unlock": { "security-admin": "tenant" },
  "grant.propose": { "system-admin": "tenant" },
  "grant.decide": { "security-admin": "tenant" },
  "grant.revoke": { "security-admin": "tenant" },

  // this very table, to be read
  "permission.read": { "system-admin": "tenant", "security-admin": "tenant", "audit-admin": "tenant", auditor: "tenant" },

  // the audit trail
  "trail.read": { "audit-admin": "tenant", auditor: "tree" },
  "trail.export": { "audit-admin": "tenant" },
  "trail.content": { auditor: "tree" },
  "trail.open": { auditor: "tree", "audit-admin": "tenant" },
  "trail.releases": { "audit-admin": "tenant", "security-admin": "tenant" },
  "trail.propose-release": { "audit-admin": "tenant" },
  "trail.decide-release": { "security-admin": "tenant" },
} as const satisfies Rows;

export type Action = keyof typeof PERMISSIONS;

export const ACTIONS = Object.keys(PERMISSIONS) as readonly Action[];

/** How far a role may do this. */
export function scopeOf(role: AnyRole, action: Action): Scope {
  return (PERMISSIONS[action] as Row)[role] ?? "none";
}
