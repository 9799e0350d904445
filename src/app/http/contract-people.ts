// What the pages know of the server about people: sessions, units, accounts, grants, the audit trail.
import { z } from "@hono/zod-openapi";
import { ACTIONS, type Action, ROLES } from "../../access/index.ts";
import { LOGIN } from "../usecases/people/login.ts";

const text = z.string();
const instant = z.string().openapi({ example: "2026-01-02T03:04:05.000Z" });

const roleSchema = z.enum(ROLES);
const actionSchema = z.enum(ACTIONS as [Action, ...Action[]]);
const grantInForceSchema = z.object({ role: roleSchema, unitId: text, unitName: text, unitPath: text });

/** What a new password is held to. */
const passwordRulesSchema = z.object({
  shortest: z.number(),
  shortestForAdministrators: z.number(),
  kinds: z.number(),
  longEnoughWithoutMixing: z.number(),
  remembered: z.number(),
});

export const sessionSchema = z
  .object({
    /** null where nobody is signed in. */
    account: z.object({ id: text, login: text, name: text, unitName: text }).nullable(),
    stage: z.enum(["open", "change-password", "enrol-second-factor"]).nullable(),
    grants: z.array(grantInForceSchema).readonly(),
    /** What the person may do at all; the pages show nothing else. */
    actions: z.array(actionSchema).readonly(),
    idleMinutes: z.number(),
    /** When the session ends whatever is done in it. */
    endsAt: instant.nullable(),
    /** Whether the browser brought a session that has ended; its cookie is taken away with this answer. */
    hasEnded: z.boolean(),
    passwordRules: passwordRulesSchema,
    /** Made-up people on this machine alone. */
    demonstration: z.boolean(),
    /** The house's directory as a second door: what its button says; null where there is none. */
    directory: text.nullable(),
    /** Nobody has an account yet: the administrators' one-time links are still to be used. */
    firstRun: z.boolean(),
  })
  .openapi("Session");

export const signInInputSchema = z.object({
  tenant: text.max(80).optional(),
  login: text.min(1).max(120),
  password: text.min(1).max(1000),
  code: text.max(60).optional(),
});

export const signedOutSchema = z.object({
  done: z.literal(true),
  /** Where to sign out of the directory too; null where that is not wanted. */
  goTo: text.nullable(),
});

export const passwordInputSchema = z.object({ current: text.max(1000), next: text.max(1000) });
export const enrolmentSchema = z.object({ secret: text, uri: text, picture: text });
export const enrolmentInputSchema = z.object({
  secret: text.max(64),
  code: text.max(20),
  /** Asked for again where the session is open already: whoever sits down at it may not put his own authenticator in place. */
  password: text.max(1000).default(""),
});
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(text).readonly() });

export const ownAccountSchema = z
  .object({
    passwordSetAt: instant.nullable(),
    /** null where passwords do not grow old. */
    passwordExpiresAt: instant.nullable(),
    hasSecondFactor: z.boolean(),
    needsSecondFactor: z.boolean(),
    recoveryCodesLeft: z.number(),
    sessions: z
      .array(z.object({ id: text, startedAt: instant, seenAt: instant, from: text, agent: text, current: z.boolean() }))
      .readonly(),
  })
  .openapi("OwnAccount");
/** One of one's own sessions, or null for all but this one. */
export const endSessionsInputSchema = z.object({ id: text.max(64).nullable() });
export const linkTokenSchema = z.object({ token: text.min(20).max(100) });

export const linkSchema = z.object({
  purpose: z.enum(["first-administrator", "set-password"]),
  role: roleSchema.nullable(),
  login: text.nullable(),
  /** The shortest password for this account. */
  shortest: z.number(),
});
export const useLinkInputSchema = z.object({
  tenant: text.max(80).optional(),
  token: text.min(20).max(100),
  login: text.max(120).default(""),
  name: text.max(120).default(""),
  password: text.max(1000),
});

const unitKindSchema = z.enum(["region", "department", "unit", "division"]);
export const unitSchema = z
  .object({
    id: text,
    parentId: text.nullable(),
    kind: unitKindSchema,
    name: text,
    code: text.nullable(),
    path: text,
    ended: z.boolean(),
    version: z.number(),
  })
  .openapi("Unit");
export const addUnitInputSchema = z.object({
  parentId: text.min(1).max(80),
  kind: unitKindSchema,
  name: text.trim().min(1).max(200),
  code: text.trim().max(80).nullable().default(null),
});
export const changeUnitInputSchema = z.object({
  version: z.number().int().min(1),
  name: text.trim().min(1).max(200),
  code: text.trim().max(80).nullable().default(null),
  ended: z.boolean().default(false),
});

const roleName = text.min(1).max(40);
export const accountSchema = z
  .object({
    id: text,
    login: text,
    name: text,
    unitId: text,
    unitName: text,
    hasPassword: z.boolean(),
    hasSecondFactor: z.boolean(),
    disabled: z.boolean(),
    /** Until when wrong passwords keep it locked; null where it is not. */
    lockedUntil: instant.nullable(),
    version: z.number(),
    createdAt: instant,
    grants: z
      .array(
        z.object({
          id: text,
          role: roleSchema,
          unitId: text,
          unitName: text,
          state: z.enum(["waiting", "granted", "denied", "ended"]),
          /** Names of the two persons; null where the first run made it. */
          proposedBy: text.nullable(),
          proposedAt: instant,
          reason: text,
          decidedBy: text.nullable(),
          decidedAt: instant.nullable(),
          version: z.number(),
          /** Whether the reader may decide it: not his own proposal, not his own account. */
          mayDecide: z.boolean(),
        }),
      )
      .readonly(),
  })
  .openapi("Account");
const wanted = z.object({ role: roleName, unitId: text.min(1).max(80) });
const reason = text.trim().min(1).max(500);
export const createAccountInputSchema = z.object({
  login: text.trim().regex(LOGIN),
  name: text.trim().min(1).max(120),
  unitId: text.min(1).max(80),
  directorySubject: text.trim().min(1).max(200).nullable().default(null),
  roles: z.array(wanted).max(12).default([]),
  reason,
});
export const createdAccountSchema = z.object({ id: text, token: text });
export const changeAccountInputSchema = z.object({
  version: z.number().int().min(1),
  name: text.trim().min(1).max(120),
  unitId: text.min(1).max(80),
});
export const tokenSchema = z.object({ token: text });
export const reasonInputSchema = z.object({ reason });
export const switchInputSchema = z.object({ disabled: z.boolean(), reason });
export const proposeGrantInputSchema = wanted.extend({ reason });
export const decideGrantInputSchema = z.object({
  version: z.number().int().min(1),
  granted: z.boolean(),
  reason: text.trim().max(500).nullable().default(null),
});
export const revokeGrantInputSchema = z.object({ version: z.number().int().min(1), reason });
export const doneSchema = z.object({ done: z.literal(true) });
export const createdSchema = z.object({ id: text });
export const signInPolicyViewSchema = z.object({
  source: text,
  parameters: z.record(text, z.union([z.number(), z.array(text).readonly()])),
});

/** The declared table as it is enforced: for every action, how far each role reaches. */
export const permissionTableSchema = z
  .object({
    rows: z
      .array(
        z.object({
          action: actionSchema,
          scopes: z.record(z.enum(["nobody", ...ROLES]), z.enum(["none", "published", "own", "tree", "unit", "tenant"])),
        }),
      )
      .readonly(),
  })
  .openapi("PermissionTable");

/** What a workbook of units and people would make. */
export const organisationPlanSchema = z
  .object({
    units: z.array(z.object({ kind: unitKindSchema, name: text, code: text.nullable(), below: text })).readonly(),
    accounts: z
      .array(
        z.object({
          ...{ login: text, name: text, unitName: text, reason: text },
          roles: z.array(z.object({ role: roleSchema, unitName: text })).readonly(),
        }),
      )
      .readonly(),
    skipped: z.number(),
  })
  .openapi("OrganisationPlan");
export const importedOrganisationSchema = z
  .object({ units: z.number(), accounts: z.array(z.object({ login: text, name: text, token: text })).readonly() })
  .openapi("ImportedOrganisation");

export type OrganisationPlanView = z.infer<typeof organisationPlanSchema>;
export type ImportedOrganisationView = z.infer<typeof importedOrganisationSchema>;
export type PermissionTableView = z.infer<typeof permissionTableSchema>;
export type OwnAccountView = z.infer<typeof ownAccountSchema>;
export type LinkView = z.infer<typeof linkSchema>;
export type EnrolmentView = z.infer<typeof enrolmentSchema>;
export type SignedOut = z.infer<typeof signedOutSchema>;
export type SessionView = z.infer<typeof sessionSchema>;
export type UnitView = z.infer<typeof unitSchema>;
export type AccountView = z.infer<typeof accountSchema>;
