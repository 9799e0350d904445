// How often somebody may: tries to sign in by address, searches and exports by session, by address where there is none. Counted in this
// process alone; several servers before one database count each for itself.
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { RequestPolicy } from "../request-policy.ts";

export type RateClass = "sign-in" | "search" | "export";

/** Who asks. */
export type Asker = { readonly session: string | null; readonly address: string };

/** Seconds until he may again; null where he may now, which is counted. */
export type Spend = (what: RateClass, who: Asker) => Promise<number | null>;

const MINUTE = 60;

export function rates({ signInsPerMinute, searchesPerMinute, exportsPerMinute }: RequestPolicy): Spend {
  const limiters: Readonly<Record<RateClass, RateLimiterMemory>> = {
    "sign-in": new RateLimiterMemory({ points: signInsPerMinute, duration: MINUTE }),
    search: new RateLimiterMemory({ points: searchesPerMinute, duration: MINUTE }),
    export: new RateLimiterMemory({ points: exportsPerMinute, duration: MINUTE }),
  };
  return async (what, { session, address }) => {
    const key = what === "sign-in" || session === null ? `address ${address}` : `session ${session}`;
    try {
      await limiters[what].consume(key);
      return null;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    }
  };
}
