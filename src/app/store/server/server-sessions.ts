// Sessions on a PostgreSQL server, from a pool. A session whose connection broke is thrown away, and the pool makes a new one.
import pg from "pg";
import { COPIES_OUT, type CopiedRow, copiedRows } from "../copy-out.ts";
import { DatabaseError, type DatabaseErrorFields, StoreError } from "../store-errors.ts";
import type { QueryRows } from "../store-messages.ts";
import { messageOf } from "../store-refusal.ts";
import type { SessionSource, StoreSession } from "../store-session.ts";
import { serverTypes } from "./server-types.ts";

export type ServerSessionsOptions = {
  readonly url: string;
  readonly sessions: number;
  /** A statement that takes longer is ended. Milliseconds. */
  readonly hangAfterMs: number;
  /** How long a request may wait for a session. Milliseconds. */
  readonly openWithinMs: number;
  /** How long a transaction may do nothing before the server ends it. Milliseconds. */
  readonly idleAfterMs: number;
  /** How long closing waits for what is under way. Milliseconds. */
  readonly closeWithinMs: number;
  /** Told of each connection that broke while nobody used it. */
  readonly report: (why: string) => void;
};

/** The same answers whatever the server, the database or the user is set to. */
const SESSION_SETTINGS = [
  "set timezone = 'UTC'",
  "set datestyle = 'ISO, YMD'",
  "set bytea_output = 'hex'",
  "set search_path = public",
  "set standard_conforming_strings = on",
  "set client_min_messages = 'warning'",
  // A server set to report commits before they are on the disk does not do so for us.
  "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'",
];

/** Milliseconds after the server should have ended a statement by itself. */
const GRACE = 5_000;

const FIELDS = ["severity", "detail", "hint", "table", "column", "constraint"] as const;
const WRITES = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

export function serverSessions(options: ServerSessionsOptions): SessionSource {
  const { hangAfterMs, idleAfterMs, closeWithinMs } = options;
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: "hengxiao",
    max: options.sessions,
    connectionTimeoutMillis: options.openWithinMs,
    statement_timeout: hangAfterMs,
    query_timeout: hangAfterMs + GRACE,
    idle_in_transaction_session_timeout: idleAfterMs,
    keepAlive: true,
    types: serverTypes,
    onConnect: async (client: pg.ClientBase) => {
      await client.query(SESSION_SETTINGS.join("; "));
    },
  });
  pool.on("error", (error) => options.report(error.message));
  const taken = new Set<() => void>();
  let closed = false;

  const take = async (): Promise<StoreSession> => {
    if (closed) throw new StoreError("store-closed", "the store has been closed");
    const client = await pool.connect().catch((error: unknown) => {
      throw unavailable(error);
    });
    let broken = false;
    let given = true;
    const onError = (): void => {
      broken = true;
    };
    client.on("error", onError);
    const session: StoreSession = {
      run: async (sql, parameters = []) => {
        try {
          if (COPIES_OUT.test(sql)) return await copyOf(client, sql);
          return rowsOf(await client.query({ text: sql, values: [...parameters] }));
        } catch (error) {
          const refused = refusalOf(error);
          // What is no answer of the server, or its last word, leaves no session to go on with.
          broken ||= refused === undefined || refused.severity === "FATAL" || refused.severity === "PANIC";
          if (refused === undefined || broken) throw new StoreError("connection-lost", `${messageOf(error)}, during: ${sql.slice(0, 200)}`);
          throw new DatabaseError(refused);
        }
      },
      isAlive: () => !broken,
      release: () => {
        if (!given) return;
        given = false;
        taken.delete(abandon);
        client.off("error", onError);
        client.release(broken);
      },
    };
    // Ends a session that somebody still holds: the server rolls back what it had open.
    const abandon = (): void => {
      broken = true;
      session.release();
    };
    taken.add(abandon);
    return session;
  };

  const close = async (): Promise<void> => {
    closed = true;
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<void>((resolve) => {
      late = setTimeout(resolve, closeWithinMs);
    });
    const ended = pool.end();
    await Promise.race([ended, tooLate]);
    clearTimeout(late);
    for (const abandon of taken) abandon();
    await ended;
  };

  return { take, close };
}

/** The driver lets what is copied pass by; this keeps it. A server sends each row by itself, the first behind the header. */
class CopyQuery extends pg.Query {
  readonly copied: CopiedRow[] = [];
  /** Why what came is no copy: told when it has ended, as nobody hears what is thrown in between. */
  unread: unknown = undefined;
  private isBegun = false;

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    try {
      for (const { fields } of copiedRows(chunk, !this.isBegun)) this.copied.push({ fields: fields.map(owned) });
    } catch (error) {
      this.unread ??= error;
    }
    this.isBegun = true;
  }
}

/** The driver reads on into the same buffer; what is long begins at a whole word of its own. */
function owned(field: Uint8Array | null): Uint8Array | null {
  if (field === null) return null;
  const own = Buffer.allocUnsafeSlow(field.length);
  own.set(field);
  return own;
}

async function copyOf(client: pg.PoolClient, text: string): Promise<QueryRows> {
  return await new Promise((resolve, reject) => {
    const copy: CopyQuery = new CopyQuery({ text }, (error) => {
      const why = error ?? copy.unread;
      if (why) reject(why);
      else resolve({ command: "COPY", rows: copy.copied, affectedRows: 0 });
    });
    client.query(copy);
  });
}

/** A statement of several parts answers with the last one. */
function rowsOf(result: pg.QueryResult | readonly pg.QueryResult[]): QueryRows {
  const last = Array.isArray(result) ? result.at(-1) : result;
  const { command = "", rows = [], rowCount = 0 } = last ?? {};
  return { command: command ?? "", rows, affectedRows: WRITES.has(command) ? (rowCount ?? 0) : 0 };
}

/** The server's answer to a statement it refuses; undefined for any other error. */
function refusalOf(error: unknown): DatabaseErrorFields | undefined {
  if (!(error instanceof pg.DatabaseError) || error.code === undefined) return undefined;
  const given = FIELDS.flatMap((name) => (typeof error[name] === "string" ? [[name, error[name]]] : []));
  return { code: error.code, message: error.message, ...Object.fromEntries(given) };
}

/** Keeps what the server or the system said, for whoever tells the user why. */
function unavailable(error: unknown): StoreError {
  return new StoreError("server-unavailable", messageOf(error), { cause: error });
}
