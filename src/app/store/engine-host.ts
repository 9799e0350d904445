// Keeps an engine's thread running: one that died or hung is replaced by a new one on the same files, which recovers what was acknowledged.
import { type EngineThread, type EngineThreadOptions, startEngineThread } from "./engine-thread.ts";
import { StoreError } from "./store-errors.ts";
import type { StoreRefusal } from "./store-refusal.ts";

export type EngineEvent =
  | { readonly kind: "engine-ended"; readonly why: string }
  | { readonly kind: "engine-reopened" }
  | { readonly kind: "engine-not-reopened"; readonly why: string };

export type EngineHostOptions = EngineThreadOptions & {
  readonly closeWithinMs: number;
  /** Told of every end and restart, for the log. */
  readonly report: (event: EngineEvent) => void;
};

export type EngineHost = {
  /** The living thread, started anew if the last one has ended. Throws `StoreError` where that fails; the next call tries again. */
  thread(): Promise<EngineThread>;
  close(): Promise<void>;
};

export type EngineHostOutcome = { readonly ok: true; readonly host: EngineHost; readonly created: boolean } | StoreRefusal;

export async function startEngineHost(options: EngineHostOptions): Promise<EngineHostOutcome> {
  const first = await startEngineThread(options);
  if (!first.ok) return first;
  let current = first.thread;
  let restart: Promise<EngineThread> | undefined;
  let closed = false;

  const reopen = async (): Promise<EngineThread> => {
    // Two engines on one folder would destroy it: the old one must be gone, not only told to go.
    await within(options.openWithinMs, current.gone, "the old engine's thread does not end");
    const next = await startEngineThread(options);
    if (!next.ok) throw new StoreError("engine-unavailable", `${next.reason}: ${next.detail}`);
    current = next.thread;
    options.report({ kind: "engine-reopened" });
    watchOver(current);
    return current;
  };

  const thread = async (): Promise<EngineThread> => {
    if (closed) throw new StoreError("store-closed", "the store has been closed");
    if (current.isAlive()) return current;
    restart ??= reopen()
      .catch((error: Error) => {
        options.report({ kind: "engine-not-reopened", why: error.message });
        throw error;
      })
      .finally(() => {
        restart = undefined;
      });
    return await restart;
  };

  /** Reports its end and starts the next one, before anybody asks. */
  const watchOver = (watched: EngineThread): void => {
    void watched.gone.then(async () => {
      if (closed) return;
      options.report({ kind: "engine-ended", why: watched.epitaph() });
      // Already reported; whoever asks next tries again and is told.
      await thread().catch(() => undefined);
    });
  };

  const close = async (): Promise<void> => {
    closed = true;
    // A restart under way ends first, so that the thread it starts is not left running.
    await restart?.catch(() => undefined);
    await current.close(options.closeWithinMs);
  };

  watchOver(current);
  return { ok: true, host: { thread, close }, created: first.created };
}

async function within(milliseconds: number, awaited: Promise<void>, what: string): Promise<void> {
  let watch: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    watch = setTimeout(() => reject(new StoreError("engine-unavailable", `${what} within ${milliseconds} ms`)), milliseconds);
  });
  await Promise.race([awaited, late]).finally(() => clearTimeout(watch));
}
