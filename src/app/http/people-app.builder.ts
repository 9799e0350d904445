// An application with people and nothing else, with a clock that the test sets, for tests of sessions, accounts and grants.
import { rm } from "node:fs/promises";
import type { Transaction } from "kysely";
import { Secret, TOTP } from "otpauth";
import { pino } from "pino";
import type { AdminRole, Role } from "../../access/index.ts";
import { compose, type Deps } from "../compose.ts";
import { aConfig } from "../config.builder.ts";
import { aDataFolder } from "../store/store.builder.ts";
import type { StoreTables } from "../store/store-tables.ts";
import { ensureRoot, firstLinks, ROOT_UNIT } from "../usecases/people/first-run.ts";
import type { SignInPolicy } from "../usecases/people/sign-in-policy.ts";
import type { App, AppEnv } from "./app-env.ts";
import { buildApp } from "./build-app.ts";
import { endWatch, pastTheProduct, watchChanges } from "./watched-changes.builder.ts";

export type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly cookies: readonly string[] };
type Asked = { readonly cookie?: string; readonly from?: string; readonly secure?: boolean; readonly device?: string };

export type PeopleApp = {
  readonly app: App;
  readonly deps: Deps;
  readonly call: (method: string, path: string, body?: unknown, asked?: Asked) => Promise<Answer>;
  /** Signs in; the answer's session, or null where it was refused. */
  readonly signIn: (login: string, password: string, asked?: Asked & { readonly code?: string }) => Promise<string | null>;
  /** Makes the account with a password and standing roles, through the pages' own routes; answers with its id. */
  readonly person: (login: string, roles?: readonly Role[]) => Promise<string>;
  /** A session of one of the three administrators. */
  readonly as: (role: AdminRole) => Promise<string>;
  readonly at: (instant: string) => void;
  readonly pass: (minutes: number) => void;
  /** What the test changes by its own hand. */
  readonly past: (change: (trx: Transaction<StoreTables>) => Promise<unknown>) => Promise<void>;
  /** Fails where a record was changed without an event of the trail. */
  readonly close: () => Promise<void>;
};

export const PASSWORD = "Kiefer-41-Wolke-77";
const START = "2026-01-02T03:00:00.000Z";

export async function aPeopleApp(policy: Partial<SignInPolicy> = {}): Promise<PeopleApp> {
  const { dataFolder: folder, databaseUrl } = await aDataFolder();
  const composed = await compose(aConfig(folder, { databaseUrl }), { log: pino({ level: "silent" }) });
  if (!composed.ok) throw new Error(JSON.stringify(composed.faults));
  let now = START;
  const deps: Deps = {
    ...composed.value,
    now: () => now,
    signIn: { ...composed.value.signIn, secondFactorRoles: [], ...policy },
    // Tests sign in faster than people do.
    requests: { ...composed.value.requests, signInsPerMinute: 100_000 },
  };
  await watchChanges(deps.store.db);
  await ensureRoot(deps, deps.tenant, "root");
  const links = await firstLinks(deps, deps.tenant);
  const app = buildApp(deps, { host: "127.0.0.1", web: null });

  const call: PeopleApp["call"] = async (method, path, body, { cookie, from = "10.0.0.9", secure = false, device } = {}) => {
    const sent = [cookie, device].filter((one) => one !== undefined).join("; ");
    const headers: Record<string, string> = { host: "127.0.0.1:8080", ...(sent === "" ? {} : { cookie: sent }) };
    if (body !== undefined && !(body instanceof FormData)) headers["content-type"] = "application/json";
    const connection = { address: from, secure, host: "127.0.0.1:8080", isProxied: false };
    const init = { method, headers, ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }) };
    const response = await app.request(path, init, { connection } as AppEnv["Bindings"]);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    return { status: response.status, body: isJson ? JSON.parse(text) : {}, cookies: response.headers.getSetCookie() };
  };
  const signIn: PeopleApp["signIn"] = async (login, password, { code, ...asked } = {}) => {
    const { status, cookies } = await call("POST", "/api/session", { login, password, ...(code === undefined ? {} : { code }) }, asked);
    return status === 200 ? cookieIn(cookies) : null;
  };
  for (const { role, token } of links) {
    const used = await call("POST", "/api/links", { token, login: `first-${role}`, name: role, password: PASSWORD });
    if (used.status !== 200) throw new Error(JSON.stringify(used.body));
  }
  const as = async (role: AdminRole): Promise<string> => {
    const session = await signIn(`first-${role}`, PASSWORD);
    if (session === null) throw new Error(`${role} cannot sign in`);
    return session;
  };
  return {
    app,
    deps,
    call,
    signIn,
    as,
    person: async (login, roles = []) => {
      const system = { cookie: await as("system-admin") };
      const wanted = roles.map((role) => ({ role, unitId: ROOT_UNIT }));
      const made = await call("POST", "/api/accounts", { login, name: login, unitId: ROOT_UNIT, roles: wanted, reason: "test" }, system);
      const used = await call("POST", "/api/links", { token: made.body["token"], password: PASSWORD });
      if (used.status !== 200) throw new Error(JSON.stringify([made.body, used.body]));
      const security = { cookie: await as("security-admin") };
      const { body } = await call("GET", "/api/accounts", undefined, security);
      const account = (body as unknown as readonly { id: string; grants: { id: string; version: number }[] }[]).find(
        ({ id }) => id === made.body["id"],
      );
      for (const { id, version } of account?.grants ?? []) await call("PUT", `/api/grants/${id}`, { version, granted: true }, security);
      return String(made.body["id"]);
    },
    at: (instant) => {
      now = instant;
    },
    pass: (minutes) => {
      now = new Date(Date.parse(now) + minutes * 60_000).toISOString();
    },
    past: async (change) => await pastTheProduct(deps.store.db, change),
    close: async () => {
      await endWatch(deps.store.db).finally(async () => {
        await deps.close();
        await rm(folder, { recursive: true, force: true });
      });
    },
  };
}

/** "name=value" of the session among the cookies an answer sets. */
export function cookieIn(cookies: readonly string[]): string {
  const found = cookies.map((one) => /^((?:__Host-)?hengxiao=[^;]+)/.exec(one)?.[1]).find((one) => one !== undefined);
  if (found === undefined) throw new Error("no session among the cookies");
  return found;
}

/** What an authenticator shows at an instant. */
export function codeAt(secret: string, instant: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.parse(instant) });
}
