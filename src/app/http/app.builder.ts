// An application over a real store of its own, embedded or on a server as the project of tests has it, with the examples loaded and a fixed clock, for tests.
import { rm } from "node:fs/promises";
import type { Transaction } from "kysely";
import { pino } from "pino";
import { type Actor, nobody, type Role } from "../../access/index.ts";
import { compose, type Deps } from "../compose.ts";
import { aConfig } from "../config.builder.ts";
import { DEMONSTRATION_ZH } from "../messages/demonstration.zh.ts";
import { productPath } from "../product-folder.ts";
import { findAccount } from "../store/people/account-repository.ts";
import { aFilledDataFolder, type DatabaseName, type DataPlace } from "../store/store.builder.ts";
import type { StoreTables } from "../store/store-tables.ts";
import { loadExamples } from "../usecases/load-examples.ts";
import { demonstrationAccounts, EXAMPLE_UNIT } from "../usecases/people/demonstration-accounts.ts";
import { openSession } from "../usecases/people/sign-in.ts";
import { EXAMPLE_YEAR, loadDelegations } from "../usecases/trips/load-delegations.ts";
import type { App } from "./app-env.ts";
import { buildApp } from "./build-app.ts";
import type { WebFiles } from "./static-files.ts";
import { endWatch, pastTheProduct, watchChanges } from "./watched-changes.builder.ts";

export type TestApp = {
  readonly app: App;
  readonly deps: Deps;
  /** Asks as a browser on this machine would: as the leading group of the examples' unit, as another role, or as nobody. */
  readonly ask: (path: string, init?: RequestInit, as?: Role | "nobody") => Promise<Response>;
  /** The cookie of a fresh session. */
  readonly cookieOf: (role: Role) => Promise<string>;
  /** What the test changes by its own hand. */
  readonly past: (change: (trx: Transaction<StoreTables>) => Promise<unknown>) => Promise<void>;
  /** Fails where a record was changed without an event of the trail. */
  readonly close: () => Promise<void>;
};

const TEST_PAGE = `<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><title>x</title>`;
const TEST_WEB: WebFiles = {
  page: TEST_PAGE,
  files: new Map([["/assets/index-abc.js", { bytes: new Uint8Array([59]), type: "text/javascript", hashed: true }]]),
};

/** On the database of the project of tests, or on the one that is named. Unwatched only where the store itself is what is looked at. */
export async function aTestApp(
  database?: DatabaseName,
  { watched = true, place }: { readonly watched?: boolean; readonly place?: DataPlace } = {},
): Promise<TestApp> {
  if (place) await loadDemonstration(place);
  const { dataFolder: folder, databaseUrl } = place ?? (await aFilledDataFolder("demonstration", loadDemonstration, database));
  const deps = await composeAt({ dataFolder: folder, databaseUrl });
  if (watched) await watchChanges(deps.store.db);
  const app = buildApp(deps, { host: "127.0.0.1", web: TEST_WEB });
  const cookieOf = async (role: Role): Promise<string> => {
    const account = await findAccount(deps.store.db, { tenant: deps.tenant, id: `demo-${role}` });
    if (!account) throw new Error(`no account of ${role}`);
    const { token } = await openSession(deps, { tenant: deps.tenant, account, from: "", agent: "", how: "password" });
    return `hengxiao=${deps.tenant}~${token}`;
  };
  const cookies = new Map<string, string>();
  return {
    app,
    deps,
    cookieOf,
    past: async (change) => await pastTheProduct(deps.store.db, change),
    ask: async (path, init = {}, as = "leading-group") => {
      if (as !== "nobody" && !cookies.has(as)) cookies.set(as, await cookieOf(as));
      const cookie: Record<string, string> = as === "nobody" ? {} : { cookie: cookies.get(as) ?? "" };
      const headers = { host: "127.0.0.1:8080", ...cookie, ...(init.headers as Record<string, string> | undefined) };
      return await app.request(path, { ...init, headers });
    },
    close: async () => {
      await deps.audits.idle();
      await deps.ledgerImports.idle();
      await (watched ? endWatch(deps.store.db) : Promise.resolve()).finally(async () => {
        await deps.close();
        await rm(folder, { recursive: true, force: true });
      });
    },
  };
}

async function composeAt({ dataFolder, databaseUrl }: DataPlace): Promise<Deps> {
  const composed = await compose(aConfig(dataFolder, { databaseUrl }), { log: pino({ level: "silent" }), demonstration: true });
  if (!composed.ok) throw new Error(JSON.stringify(composed.faults));
  return { ...composed.value, now: () => "2026-01-02T03:04:05.000Z" };
}

/** Accounts, examples and delegations of the demonstration. */
async function loadDemonstration(place: DataPlace): Promise<void> {
  const deps = await composeAt(place);
  await demonstrationAccounts(deps, deps.tenant, DEMONSTRATION_ZH);
  const loader: Actor = { ...nobody(deps.tenant, "program"), unitId: EXAMPLE_UNIT };
  const loaded = await loadExamples(deps, loader, productPath("examples"));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  const delegations = await loadDelegations(deps, loader, productPath("examples", EXAMPLE_YEAR), EXAMPLE_YEAR);
  if (!delegations.ok) throw new Error(JSON.stringify(delegations.faults));
  await deps.close();
}
