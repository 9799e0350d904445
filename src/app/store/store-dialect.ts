// Kysely on a source of sessions: PostgreSQL's SQL, whether the engine is embedded or a server.
// A query on the store itself inside an open transaction would wait for its own end on the embedded engine's only session; on a
// server it would silently run outside the transaction. Both are refused at once.
// Work that is to be one transaction (one-transaction.ts) has its first kept open, and savepoints in place of those that follow.
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type Transaction,
  type TransactionBuilder,
  type TransactionSettings,
} from "kysely";
import { type AsyncScope, asyncScope } from "./async-scope.ts";
import { openScope, type TransactionScope } from "./one-transaction.ts";
import { StoreError } from "./store-errors.ts";
import type { SessionSource, StoreSession } from "./store-session.ts";

/** Kysely over the sessions, guarded. */
export function kyselyOn<Tables>(source: SessionSource): Kysely<Tables> {
  const works = asyncScope<TransactionWork>();
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(source, () => works.current()?.underWay === true),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
  const db = new Kysely<Tables>({ dialect });
  const begin = db.transaction.bind(db);
  return Object.assign(db, { transaction: () => marked(begin(), works) });
}

/** Whether the work that was handed a transaction is still to end. */
type TransactionWork = { underWay: boolean };

/** Its work knows, and all that it starts, that it is a transaction's. */
function marked<Tables>(builder: TransactionBuilder<Tables>, works: AsyncScope<TransactionWork>): TransactionBuilder<Tables> {
  const own = {
    execute: builder.execute.bind(builder),
    setIsolationLevel: builder.setIsolationLevel.bind(builder),
    setAccessMode: builder.setAccessMode.bind(builder),
  };
  const execute = async <Result>(work: (transaction: Transaction<Tables>) => Promise<Result>): Promise<Result> =>
    await own.execute(async (transaction) => {
      const mark = { underWay: true };
      try {
        return await works.run(mark, () => work(transaction));
      } finally {
        mark.underWay = false;
      }
    });
  return Object.assign(builder, {
    execute,
    setIsolationLevel: (level: Parameters<typeof own.setIsolationLevel>[0]) => marked(own.setIsolationLevel(level), works),
    setAccessMode: (mode: Parameters<typeof own.setAccessMode>[0]) => marked(own.setAccessMode(mode), works),
  });
}

function createDriver(source: SessionSource, isWithinTransaction: () => boolean): Driver {
  const sessions = new WeakMap<DatabaseConnection, StoreSession>();

  const sessionOf = (connection: DatabaseConnection): StoreSession => {
    const session = sessions.get(connection);
    if (session === undefined) throw new Error("a connection of another driver");
    return session;
  };

  const begin = async (connection: DatabaseConnection, settings: TransactionSettings): Promise<void> => {
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
      await scope.begun();
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
      if (isWithinTransaction()) {
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
    beginTransaction: begin,
    commitTransaction: async (connection) => {
      const scope = openScope();
      if (scope?.held?.connection !== connection) return await commit(sessionOf(connection));
      const name = takeSavepoint(scope);
      if (name !== undefined) await sessionOf(connection).run(`release savepoint ${name}`);
    },
    rollbackTransaction: async (connection) => {
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
