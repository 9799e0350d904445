// The engine has one session, so its users take turns: a query, or a transaction from begin to end, at a time, first come, first served.
import { StoreError } from "./store-errors.ts";

export type Turn = {
  /** Marks the start and the end of a statement: a turn without one is idle. */
  busy(): void;
  idle(): void;
  end(): void;
};

export type SessionQueue = {
  /** Waits for the session. Throws `session-busy` when its holder has been idle for too long while others wait. */
  take(): Promise<Turn>;
  /** Resolves to true when the session is free, to false after `withinMs`. */
  drained(withinMs: number): Promise<boolean>;
};

type Waiter = { readonly go: (turn: Turn) => void; readonly watch: NodeJS.Timeout };

/** `idleAfterMs`: how long a holder may do nothing while another waits. A query outside its own open transaction ends here at the latest. */
export function sessionQueue(idleAfterMs: number): SessionQueue {
  const waiters = new Set<Waiter>();
  let holder: { idleSince: number | undefined } | undefined;

  const begin = (): Turn => {
    const mine: { idleSince: number | undefined } = { idleSince: performance.now() };
    holder = mine;
    return {
      busy: () => {
        mine.idleSince = undefined;
      },
      idle: () => {
        mine.idleSince = performance.now();
      },
      end: () => {
        if (holder !== mine) return;
        holder = undefined;
        const [next] = waiters;
        if (next === undefined) return;
        waiters.delete(next);
        clearInterval(next.watch);
        next.go(begin());
      },
    };
  };

  const take = (): Promise<Turn> => {
    if (holder === undefined) return Promise.resolve(begin());
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const idleSince = holder?.idleSince;
        if (idleSince === undefined || performance.now() - idleSince < idleAfterMs) return;
        waiters.delete(waiter);
        clearInterval(waiter.watch);
        reject(
          new StoreError(
            "session-busy",
            `a transaction has held the only session for ${idleAfterMs} ms without a statement; ` +
              "either it waits for this very query, which must then run on the transaction, or it does slow work that belongs before it",
          ),
        );
      };
      const waiter: Waiter = { go: resolve, watch: setInterval(look, Math.max(10, idleAfterMs / 10)) };
      waiters.add(waiter);
    });
  };

  const drained = async (withinMs: number): Promise<boolean> => {
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<false>((resolve) => {
      late = setTimeout(() => resolve(false), withinMs);
    });
    const free = take().then(
      () => true,
      () => false,
    );
    return await Promise.race([free, tooLate]).finally(() => clearTimeout(late));
  };

  return { take, drained };
}
