// Kysely on a source of sessions: PostgreSQL's SQL, whether the engine is embedded or a server.
// A query on the store itself inside an open transaction would wait for its own end on the embedded engine's only session; on a
// server it would silently run outside the transaction. Both are refused at once.
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

  return {
    init: async () => undefined,
    acquireConnection: async () => {
      if (context.getStore()?.open) {
        throw new StoreError(
          "outside-transaction",
          "a query on the store while a transaction is open in the same request; run it on the transaction that was handed over",
        );
      }
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
      // A database that ended the session has rolled back already; the caller should see why it ended, not that this failed too.
      if (session.isAlive()) await session.run("rollback");
    },
    savepoint: async (connection, name) => void (await sessionOf(connection).run(`savepoint ${quoted(name)}`)),
    rollbackToSavepoint: async (connection, name) => void (await sessionOf(connection).run(`rollback to savepoint ${quoted(name)}`)),
    releaseSavepoint: async (connection, name) => void (await sessionOf(connection).run(`release savepoint ${quoted(name)}`)),
    releaseConnection: async (connection) => sessionOf(connection).release(),
    destroy: source.close,
  };
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
