// The embedded engine's one session, turn by turn. A transaction has it from begin to end.
import type { EngineHost } from "./engine-host.ts";
import { sessionQueue } from "./session-queue.ts";
import type { SessionSource } from "./store-session.ts";

export type EmbeddedSessionsOptions = {
  readonly host: EngineHost;
  /** How long a transaction may do nothing while others wait. Milliseconds. */
  readonly idleAfterMs: number;
  /** How long closing waits for the transaction that is open. Milliseconds. */
  readonly drainWithinMs: number;
};

export function embeddedSessions({ host, idleAfterMs, drainWithinMs }: EmbeddedSessionsOptions): SessionSource {
  const queue = sessionQueue(idleAfterMs);
  return {
    take: async () => {
      const turn = await queue.take();
      try {
        // The session stays with the thread it began on: on a new one its transaction would not exist.
        const thread = await host.thread();
        return {
          run: async (sql, parameters = []) => {
            turn.busy();
            try {
              return await thread.query(sql, parameters);
            } finally {
              turn.idle();
            }
          },
          isAlive: thread.isAlive,
          release: turn.end,
        };
      } catch (error) {
        turn.end();
        throw error;
      }
    },
    close: async () => {
      await queue.drained(drainWithinMs);
      await host.close();
    },
  };
}
