// Everything that one piece of work writes, in one transaction: it begins with the work's first and is committed when the work is done,
// so that what the work is answered with can be written beside its effect. The dialect looks here when it begins, commits and releases.
import { asyncScope } from "./async-scope.ts";

export type OneTransaction = {
  /** Called in the transaction as soon as it has begun, and again where that one was rolled back and another begins. */
  readonly begun: () => Promise<void>;
  /**
   * Whether the transaction stays open to the end of the work. Where not, the first one is committed as it would be by itself, with what
   * `begun` wrote in it, and the others go their own ways: for work of many steps that must not hold the database.
   */
  readonly kept: boolean;
};

/** What the dialect holds open for a piece of work. */
export type HeldTransaction = {
  readonly connection: object;
  readonly commit: () => Promise<void>;
  readonly rollback: () => Promise<void>;
};

export type TransactionScope = OneTransaction & {
  held: HeldTransaction | undefined;
  /** The savepoint that stands for a transaction within the held one, while it is open. */
  savepoint: string | undefined;
  savepoints: number;
  /** What begins when all is committed. */
  readonly after: (() => void)[];
  /** From then on the dialect works as if there were no scope. */
  over: boolean;
};

const scopes = asyncScope<TransactionScope>();

/** The scope that the caller runs in and that is not over. */
export function openScope(): TransactionScope | undefined {
  const scope = scopes.current();
  return scope?.over ? undefined : scope;
}

/**
 * Runs the work with its transactions made one. `isHeld` says whether one is open; the work answers whether to commit it. Where it throws,
 * nothing stays.
 */
export async function inOneTransaction(plan: OneTransaction, work: (isHeld: () => boolean) => Promise<boolean>): Promise<void> {
  const scope: TransactionScope = { ...plan, held: undefined, savepoint: undefined, savepoints: 0, after: [], over: false };
  await scopes.run(scope, async () => {
    try {
      const good = await work(() => scope.held !== undefined);
      await (good ? scope.held?.commit() : scope.held?.rollback());
      if (!good) scope.after.length = 0;
    } catch (error) {
      scope.after.length = 0;
      await scope.held?.rollback();
      throw error;
    } finally {
      scope.over = true;
    }
  });
  for (const begin of scope.after) begin();
}

/**
 * Begins work in the background when what the caller wrote is committed, outside of its transaction, and not at all where that is taken
 * back. Everything that a request starts and does not wait for begins here.
 */
export function afterCommit(begin: () => void): void {
  const scope = openScope();
  if (scope === undefined) scopes.exit(begin);
  else scope.after.push(begin);
}
