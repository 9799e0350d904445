// The store on a PostgreSQL server: looks at the server before it trusts it, then brings the schema up to date.
import { type Kysely, sql } from "kysely";
import pg from "pg";
import { failure, type Result, success } from "../../../kernel/index.ts";
import { migrate } from "../migrate.ts";
import { allMigrations } from "../migrations/all-migrations.ts";
import type { Store, StoreEvent } from "../open-store.ts";
import { kyselyOn } from "../store-dialect.ts";
import { DatabaseError, StoreError } from "../store-errors.ts";
import { messageOf, refuseServer, type ServerRefusal, type ServerRefusalReason, serverFault } from "../store-refusal.ts";
import type { StoreTables } from "../store-tables.ts";
import { serverSessions } from "./server-sessions.ts";

export type ServerStoreOptions = {
  /** postgres://USER[:PASSWORD]@HOST[:PORT]/DATABASE, or with ?host=FOLDER for a socket. */
  readonly url: string;
  /** How many sessions at most. Default 10. */
  readonly sessions?: number;
  /** Default 60 seconds. */
  readonly hangAfterMs?: number;
  /** How long a connection may take, and a request may wait for a session. Default 20 seconds. */
  readonly openWithinMs?: number;
  /** Default 60 seconds. */
  readonly idleAfterMs?: number;
  /** Default 10 seconds. */
  readonly closeWithinMs?: number;
  /** Up to which migration the schema is brought; default the last. 0 leaves it as it is. */
  readonly schema?: number;
  readonly report?: (event: StoreEvent) => void;
};

/** The oldest server on which the tests run. */
const OLDEST_VERSION = 150_000;

/** Opens the store on a server, or says why not: `server-unusable` with its reason. */
export async function openServerStore(options: ServerStoreOptions): Promise<Result<Store>> {
  const { hangAfterMs = 60_000, openWithinMs = 20_000, idleAfterMs = 60_000, closeWithinMs = 10_000, sessions = 10 } = options;
  const target = readAddress(options.url);
  if ("reason" in target) return failure(serverFault("DATABASE_URL", target));
  const unfit = demandTls(target);
  if (unfit) return failure(serverFault(target.address, unfit));
  const report = (why: string): void => options.report?.({ kind: "connection-lost", why });
  const source = serverSessions({ url: options.url, sessions, hangAfterMs, openWithinMs, idleAfterMs, closeWithinMs, report });
  const db = kyselyOn<StoreTables>(source);
  try {
    const refused = await examineServer(db);
    const migrated = refused ?? (await migrate(db, allMigrations, options.schema));
    if (migrated.ok) {
      let closing: Promise<void> | undefined;
      const close = (): Promise<void> => {
        closing ??= db.destroy();
        return closing;
      };
      return success({ db, changes: null, place: target.address, created: migrated.applied.length === allMigrations.length, close });
    }
    await db.destroy();
    return failure(serverFault(target.address, { ok: false, reason: migrated.reason as ServerRefusalReason, detail: migrated.detail }));
  } catch (error) {
    await db.destroy();
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    return failure(serverFault(target.address, refusal));
  }
}

type Target = { readonly address: string; readonly host: string; readonly encrypted: boolean; readonly plainAsked: boolean };

/** Where the address leads, or why it is none. The password is never part of what is said. */
function readAddress(url: string): Target | ServerRefusal {
  if (!/^postgres(ql)?:\/\//.test(url)) return refuseServer("server-address", url.replace(/:[^:@/]*@/, ":…@").slice(0, 40));
  try {
    const { host, port, database, user, ssl } = new pg.Client({ connectionString: url });
    const address = `postgres://${user}@${host}:${port}/${database}`;
    return { address, host, encrypted: Boolean(ssl), plainAsked: /[?&]sslmode=disable\b/.test(url) };
  } catch (error) {
    return refuseServer("server-address", messageOf(error).replace(url, ""));
  }
}

/** To another machine data travel encrypted, unless the address says that they need not. */
function demandTls({ host, encrypted, plainAsked }: Target): ServerRefusal | undefined {
  const isHere = host.startsWith("/") || ["localhost", "127.0.0.1", "::1"].includes(host);
  return isHere || encrypted || plainAsked ? undefined : refuseServer("server-tls", host);
}

type ServerFacts = {
  readonly version: number;
  readonly encoding: string;
  readonly read_only: string;
  readonly fsync: string;
  readonly full_pages: string;
  readonly foreign: string | null;
  readonly ours: boolean;
};

/** What would make it unfit, seen before anything is written. */
async function examineServer(db: Kysely<StoreTables>): Promise<ServerRefusal | undefined> {
  const { rows } = await sql<ServerFacts>`select current_setting('server_version_num')::int as version,
    current_setting('server_encoding') as encoding, current_setting('transaction_read_only') as read_only,
    current_setting('fsync') as fsync, current_setting('full_page_writes') as full_pages,
    to_regclass('public.schema_migrations') is not null as ours,
    (select min(relname) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')) as foreign`.execute(db);
  const facts = rows[0];
  if (facts === undefined) throw new Error("a server without settings");
  if (facts.version < OLDEST_VERSION) return refuseServer("server-version", String(facts.version));
  if (facts.encoding !== "UTF8") return refuseServer("server-encoding", facts.encoding);
  if (facts.read_only === "on") return refuseServer("server-read-only", "transaction_read_only = on");
  if (facts.fsync !== "on") return refuseServer("server-not-durable", `fsync = ${facts.fsync}`);
  if (facts.full_pages !== "on") return refuseServer("server-not-durable", `full_page_writes = ${facts.full_pages}`);
  if (!facts.ours && facts.foreign !== null) return refuseServer("server-not-ours", facts.foreign);
  return undefined;
}

/** By SQLSTATE, or its class where that says enough. */
const BY_STATE: Readonly<Record<string, ServerRefusalReason>> = {
  "28000": "server-login",
  "28P01": "server-login",
  "3D000": "server-no-database",
  "42501": "server-permission",
  "25006": "server-read-only",
  "53100": "no-space",
  "53300": "server-busy",
  "57P01": "server-busy",
  "57P02": "server-busy",
  "57P03": "server-busy",
  "57014": "no-answer",
};

/** By the system's own names of errors, TLS included. */
const BY_SYSTEM: readonly (readonly [RegExp, ServerRefusalReason])[] = [
  [/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT|EACCES|ECONNRESET|EPIPE)$/, "server-unreachable"],
  [/^(ETIMEDOUT)$/, "no-answer"],
  [/CERT|SELF_SIGNED|ALTNAME|^ERR_(SSL|TLS)/, "server-tls"],
];

const BY_WORDS: readonly (readonly [RegExp, ServerRefusalReason])[] = [
  [/does not support SSL/i, "server-tls"],
  [/password|SASL|SCRAM/i, "server-login"],
  [/timeout|timed out/i, "no-answer"],
  [/terminated|ended/i, "server-unreachable"],
];

/** Why the server will not have us, or undefined where the error is our own. */
function refusalOf(error: unknown): ServerRefusal | undefined {
  const cause = error instanceof StoreError && error.cause !== undefined ? error.cause : error;
  const codes = [cause, ...(cause instanceof AggregateError ? cause.errors : [])].map((one: unknown) =>
    one instanceof Error && "code" in one ? String(one.code) : "",
  );
  const words = [messageOf(cause), ...(cause instanceof AggregateError ? cause.errors.map(messageOf) : [])].filter(Boolean).join("; ");
  const known =
    codes.map((code) => BY_STATE[code]).find(Boolean) ??
    BY_SYSTEM.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1] ??
    BY_WORDS.find(([pattern]) => pattern.test(words))?.[1];
  if (known) return refuseServer(known, words);
  return error instanceof DatabaseError || !(error instanceof StoreError) ? undefined : refuseServer("no-answer", words);
}
