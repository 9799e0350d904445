// Kysely on a source of sessions: PostgreSQL's SQL, whether the engine is embedded or a server.
// A query on the store itself inside an open transaction would wait for its own end on the embedded engine's only session; on a
// server it would silently run outside the transaction. Both are refused at once.
// Work that is to be one transaction (one-transaction.ts) has its first kept open, and savepoints in place of those that follow.
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
import { openScope, type TransactionScope } from "./one-transaction.ts";
import { StoreError } from "./store-errors.ts";
import type { SessionSource, StoreSession } from "./store-session.ts";

export function storeDialect(source: SessionSource): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(source),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

type TransactionMark = { open: boolean };

function createDriver(source: SessionSource): Driver {
  const context = new AsyncLocalStorage<TransactionMark>();
  const sessions = new WeakMap<DatabaseConnection, StoreSession>();
  const marks = new WeakMap<DatabaseConnection, TransactionMark>();

  const sessionOf = (connection: DatabaseConnection): StoreSession => {
    const session = sessions.get(connection);
    if (session === undefined) throw new Error("a connection of another driver");
    return session;
  };
  const endMark = (connection: DatabaseConnection): void => {
    const mark = marks.get(connection);
    if (mark) mark.open = false;
  };

  const begin = async (connection: DatabaseConnection, settings: TransactionSettings, mark: TransactionMark): Promise<void> => {
    const session = sessionOf(connection);
    const scope = openScope();
    if (scope?.held?.connection === connection) {
      // What waits for the end of another cannot be told apart from it in one session.
      if (scope.savepoint !== undefined) throw new Error("two transactions at once in work that is to be one");
      scope.savepoints += 1;
      scope.savepoint = `within_${scope.savepoints}`;
      await session.run(`savepoint ${scope.savepoint}`).catch((error: unknown) => {
        scope.savepoint = undefined;
        throw error;
      });
      return;
    }
    await session.run(beginStatement(settings));
    if (scope === undefined) return;
    hold(scope, connection);
    try {
      mark.open = false;
      await scope.begun();
      mark.open = true;
    } catch (error) {
      scope.held = undefined;
      if (session.isAlive()) await session.run("rollback");
      throw error;
    }
    if (!scope.kept) {
      scope.held = undefined;
      scope.over = true;
    }
  };

  /** Commit and rollback of a held transaction; each gives the session back. */
  const hold = (scope: TransactionScope, connection: DatabaseConnection): void => {
    const session = sessionOf(connection);
    const end = async (work: () => Promise<void>): Promise<void> => {
      scope.held = undefined;
      try {
        await work();
      } finally {
        session.release();
      }
    };
    scope.held = {
      connection,
      commit: async () => await end(async () => await commit(session)),
      rollback: async () =>
        await end(async () => {
          if (session.isAlive()) await session.run("rollback");
        }),
    };
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
      const held = openScope()?.held?.connection as DatabaseConnection | undefined;
      // Of this store: another one's transaction is no business of ours.
      if (held !== undefined && sessions.has(held)) return held;
      const session = await source.take();
      const connection = connectionOn(session);
      sessions.set(connection, session);
      return connection;
    },
    // Not an async function: the mark has to be set in the caller's own context, where the transaction's work will run.
    beginTransaction: (connection, settings) => {
      const mark = { open: true };
      marks.set(connection, mark);
      context.enterWith(mark);
      return begin(connection, settings, mark).catch((error: unknown) => {
        mark.open = false;
        throw error;
      });
    },
    commitTransaction: async (connection) => {
      endMark(connection);
      const scope = openScope();
      if (scope?.held?.connection !== connection) return await commit(sessionOf(connection));
      const name = takeSavepoint(scope);
      if (name !== undefined) await sessionOf(connection).run(`release savepoint ${name}`);
    },
    rollbackTransaction: async (connection) => {
      endMark(connection);
      const session = sessionOf(connection);
      const scope = openScope();
      if (scope?.held?.connection === connection) {
        const name = takeSavepoint(scope);
        if (name !== undefined) {
          if (session.isAlive()) await session.run(`rollback to savepoint ${name}`);
          return;
        }
        // The first one itself: the session goes back the usual way.
        scope.held = undefined;
      }
      // A database that ended the session has rolled back already; the caller should see why it ended, not that this failed too.
      if (session.isAlive()) await session.run("rollback");
    },
    savepoint: async (connection, name) => void (await sessionOf(connection).run(`savepoint ${quoted(name)}`)),
    rollbackToSavepoint: async (connection, name) => void (await sessionOf(connection).run(`rollback to savepoint ${quoted(name)}`)),
    releaseSavepoint: async (connection, name) => void (await sessionOf(connection).run(`release savepoint ${quoted(name)}`)),
    releaseConnection: async (connection) => {
      if (openScope()?.held?.connection !== connection) sessionOf(connection).release();
    },
    destroy: source.close,
  };
}

async function commit(session: StoreSession): Promise<void> {
  const { command } = await session.run("commit");
  // A transaction that failed before answers a commit with a rollback, and reports success.
  if (command !== "COMMIT") throw new StoreError("commit-rolled-back", "a statement of this transaction had failed; nothing was stored");
}

/** The name of the savepoint that ends now; undefined where the held transaction itself does. */
function takeSavepoint(scope: TransactionScope): string | undefined {
  const name = scope.savepoint;
  scope.savepoint = undefined;
  return name;
}

function connectionOn(session: StoreSession): DatabaseConnection {
  const executeQuery = async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
    const { rows, affectedRows } = await session.run(query.sql, query.parameters);
    return { rows: rows as R[], numAffectedRows: BigInt(affectedRows) };
  };
  return {
    executeQuery,
    // One piece; what is too large for that is read through a cursor.
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
