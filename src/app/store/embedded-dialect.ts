// Kysely on the embedded engine: PostgreSQL's SQL, one session. A transaction has it from begin to end.
// A query on the store itself inside an open transaction would wait for its own end; on a server with many sessions it would
// silently run outside the transaction. Both are refused at once.
import { AsyncLocalStorage } from "node:async_hooks";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from "kysely";
import type { EngineHost } from "./engine-host.ts";
import type { EngineThread } from "./engine-thread.ts";
import { sessionQueue, type Turn } from "./session-queue.ts";
import { StoreError } from "./store-errors.ts";
import type { QueryRows } from "./store-messages.ts";

export type EmbeddedDialectOptions = {
  readonly host: EngineHost;
  /** How long a transaction may do nothing while others wait. Milliseconds. */
  readonly idleAfterMs: number;
  /** How long closing waits for the transaction that is open. Milliseconds. */
  readonly drainWithinMs: number;
};

export function embeddedDialect(options: EmbeddedDialectOptions): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(options),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

type Session = DatabaseConnection & {
  run(sql: string, parameters?: readonly unknown[]): Promise<QueryRows>;
  isAlive(): boolean;
  readonly turn: Turn;
};

type TransactionMark = { open: boolean };

function createDriver({ host, idleAfterMs, drainWithinMs }: EmbeddedDialectOptions): Driver {
  const queue = sessionQueue(idleAfterMs);
  const context = new AsyncLocalStorage<TransactionMark>();
  const sessions = new WeakMap<DatabaseConnection, Session>();
  const marks = new WeakMap<DatabaseConnection, TransactionMark>();

  const sessionOf = (connection: DatabaseConnection): Session => {
    const session = sessions.get(connection);
    if (session === undefined) throw new Error("a connection of another driver");
    return session;
  };
  const endMark = (connection: DatabaseConnection): void => {
    const mark = marks.get(connection);
    if (mark) mark.open = false;
  };

  return {
    init: async () => undefined,
    acquireConnection: async () => {
      if (context.getStore()?.open) {
        throw new StoreError(
          "outside-transaction",
          "a query on the store while a transaction is open in the same request; run it on the transaction that was handed over",
        );
      }
      const turn = await queue.take();
      try {
        const session = createSession(await host.thread(), turn);
        sessions.set(session, session);
        return session;
      } catch (error) {
        turn.end();
        throw error;
      }
    },
    // Not an async function: the mark has to be set in the caller's own context, where the transaction's work will run.
    beginTransaction: (connection, settings) => {
      const mark = { open: true };
      marks.set(connection, mark);
      context.enterWith(mark);
      return sessionOf(connection)
        .run(beginStatement(settings))
        .then(
          () => undefined,
          (error: unknown) => {
            mark.open = false;
            throw error;
          },
        );
    },
    commitTransaction: async (connection) => {
      endMark(connection);
      const { command } = await sessionOf(connection).run("commit");
      // A transaction that failed before answers a commit with a rollback, and reports success.
      if (command !== "COMMIT")
        throw new StoreError("commit-rolled-back", "a statement of this transaction had failed; nothing was stored");
    },
    rollbackTransaction: async (connection) => {
      endMark(connection);
      const session = sessionOf(connection);
      // An engine that ended has rolled back already; the caller should see why it ended, not that this failed too.
      if (session.isAlive()) await session.run("rollback");
    },
    savepoint: async (connection, name) => void (await sessionOf(connection).run(`savepoint ${quoted(name)}`)),
    rollbackToSavepoint: async (connection, name) => void (await sessionOf(connection).run(`rollback to savepoint ${quoted(name)}`)),
    releaseSavepoint: async (connection, name) => void (await sessionOf(connection).run(`release savepoint ${quoted(name)}`)),
    releaseConnection: async (connection) => sessionOf(connection).turn.end(),
    destroy: async () => {
      await queue.drained(drainWithinMs);
      await host.close();
    },
  };
}

/** The session of one turn. It stays with the thread it began on: on a new one its transaction would not exist. */
function createSession(thread: EngineThread, turn: Turn): Session {
  const run = async (sql: string, parameters: readonly unknown[] = []): Promise<QueryRows> => {
    turn.busy();
    try {
      return await thread.query(sql, parameters);
    } finally {
      turn.idle();
    }
  };
  const executeQuery = async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
    const { rows, affectedRows } = await run(query.sql, query.parameters);
    return { rows: rows as R[], numAffectedRows: BigInt(affectedRows) };
  };
  return {
    turn,
    run,
    isAlive: thread.isAlive,
    executeQuery,
    // The engine answers in one piece.
    async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
      yield await executeQuery<R>(query);
    },
  };
}

function beginStatement({ isolationLevel, accessMode }: TransactionSettings): string {
  return ["begin", isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(" ");
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
