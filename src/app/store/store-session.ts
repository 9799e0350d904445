// What the dialect asks of a database, embedded or server: sessions that are handed out one at a time and run statements.
import type { QueryRows } from "./store-messages.ts";

export type StoreSession = {
  run(sql: string, parameters?: readonly unknown[]): Promise<QueryRows>;
  /** Whether the database still knows this session; where not, it has rolled back what was open. */
  isAlive(): boolean;
  /** Gives the session back. */
  release(): void;
};

export type SessionSource = {
  /** Waits for a free session. Throws `StoreError` where there is none to be had. */
  take(): Promise<StoreSession>;
  /** Lets what is under way end, then closes the database. */
  close(): Promise<void>;
};
