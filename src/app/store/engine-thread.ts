// One life of the engine's thread: its start, its questions and answers, and the watch that ends it when it hangs.
import { Worker } from "node:worker_threads";
import { DatabaseError, StoreError } from "./store-errors.ts";
import type { QueryRows, StoreReply, StoreRequest, StoreThreadData } from "./store-messages.ts";
import { reasonOfWords, refuse, type StoreRefusal } from "./store-refusal.ts";

export type EngineThreadOptions = {
  readonly folder: string;
  /** A query without an answer for so long means that the engine hangs. Milliseconds. */
  readonly hangAfterMs: number;
  readonly openWithinMs: number;
};

export type EngineThread = {
  /** Throws `DatabaseError` where the database refuses, `StoreError` where the thread ends under way. */
  query(sql: string, parameters: readonly unknown[]): Promise<QueryRows>;
  isAlive(): boolean;
  /** Why it ended, once it has. */
  epitaph(): string;
  /** Resolves when the thread is gone, and with it every file it had open. */
  readonly gone: Promise<void>;
  /** Shuts the database down; after `withinMs` the thread is ended without it, which loses nothing that was acknowledged. */
  close(withinMs: number): Promise<void>;
};

export type EngineThreadOutcome = { readonly ok: true; readonly thread: EngineThread; readonly created: boolean } | StoreRefusal;

type Opening = { readonly ok: true; readonly created: boolean } | StoreRefusal;
type Waiting = { resolve(result: QueryRows): void; reject(error: Error): void; readonly watch: NodeJS.Timeout };

/** Starts the thread and opens the database in it. After a refusal the thread is gone. */
export async function startEngineThread(options: EngineThreadOptions): Promise<EngineThreadOutcome> {
  const worker = startWorker(options.folder);
  const gone = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let end: string | undefined;

  const finish = (why: string): void => {
    end ??= why;
    for (const { reject, watch } of waiting.values()) {
      clearTimeout(watch);
      reject(new StoreError("engine-restarted", `the database engine ended during this request: ${why}`));
    }
    waiting.clear();
  };
  const kill = (why: string): void => {
    finish(why);
    void worker.terminate();
  };
  const settle = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    clearTimeout(found?.watch);
    return found;
  };
  const query = (sql: string, parameters: readonly unknown[]): Promise<QueryRows> =>
    new Promise((resolve, reject) => {
      if (end !== undefined) throw new StoreError("engine-restarted", `the database engine ended before this request: ${end}`);
      const id = ++lastId;
      worker.postMessage({ kind: "query", id, sql, parameters } satisfies StoreRequest);
      const watch = setTimeout(() => kill(`no answer within ${options.hangAfterMs} ms to: ${sql.slice(0, 200)}`), options.hangAfterMs);
      waiting.set(id, { resolve, reject, watch });
    });

  const opening = await new Promise<Opening>((resolve, reject) => {
    const watch = setTimeout(() => resolve(refuse("no-answer", `not open within ${options.openWithinMs} ms`)), options.openWithinMs);
    const conclude = (outcome: Opening): void => {
      clearTimeout(watch);
      resolve(outcome);
    };
    worker.on("message", (message: StoreReply) => {
      switch (message.kind) {
        case "opened":
          return conclude({ ok: true, created: message.created });
        case "refused":
          return conclude(refuse(message.reason, message.detail));
        case "died":
          kill(message.detail);
          return conclude(refuse(reasonOfWords(message.detail) ?? "damaged", message.detail));
        case "answered":
          return settle(message.id)?.resolve(message.result);
        case "failed":
          return settle(message.id)?.reject(new DatabaseError(message.error));
        case "closed":
          return kill("closed");
      }
    });
    // Not the database but our own code failed; that is nobody's folder's fault.
    worker.on("error", (error: Error) => {
      finish(error.message);
      clearTimeout(watch);
      reject(error);
    });
    worker.once("exit", () => {
      finish("the thread ended");
      conclude(refuse("damaged", "the engine's thread ended while opening"));
    });
  });

  if (!opening.ok) {
    kill(opening.detail);
    await gone;
    return opening;
  }
  const close = async (withinMs: number): Promise<void> => {
    if (end === undefined) worker.postMessage({ kind: "close" } satisfies StoreRequest);
    const watch = setTimeout(() => kill(`not closed within ${withinMs} ms`), withinMs);
    await gone;
    clearTimeout(watch);
  };
  const thread: EngineThread = { query, isAlive: () => end === undefined, epitaph: () => end ?? "", gone, close };
  return { ok: true, thread, created: opening.created };
}

function startWorker(folder: string): Worker {
  const data: StoreThreadData = { folder };
  // Node 20 runs no TypeScript in a thread. The sources (tests, development) therefore bring a translator; what is built does not.
  const fromSources = import.meta.url.endsWith(".ts");
  const entry = new URL(fromSources ? "./store-worker.ts" : "./store-worker.js", import.meta.url);
  const translator = new URL("./typescript-loader.mjs", import.meta.url).href;
  const worker = new Worker(entry, {
    name: "hengxiao-store",
    workerData: data,
    stdout: true,
    stderr: true,
    ...(fromSources ? { execArgv: ["--import", translator] } : {}),
  });
  // What the engine prints of itself on a crash is thousands of characters of its own code; the reply "died" says what matters.
  worker.stdout.resume();
  worker.stderr.resume();
  return worker;
}
