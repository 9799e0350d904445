// A child process that parses one file after another, bounded like one that parses a single file.
import type { Socket } from "node:net";
import type { Result } from "../../kernel/index.ts";
import type { FileReason } from "../messages/file-reasons.ts";
import { addComplaint, type ChildLimits, endBoundedChild, startBoundedChild, whyItDied } from "./bounded-child.ts";
import { messageReader, packMessage } from "./child-message.ts";
import type { ParseResults, ParseTask } from "./parse-tasks.ts";

/** How long a child lives: files parsed, memory it holds after a file, processor time, seconds without a file. */
export type ChildLife = {
  readonly files: number;
  readonly megabytes: number;
  readonly cpuSeconds: number;
  readonly idleSeconds: number;
};

export type ChildAnswer<T> =
  | { readonly kind: "answered"; readonly result: Result<T> }
  | { readonly kind: "died"; readonly reason: FileReason };

export type ReusedChild<T> = {
  readonly pid: number | undefined;
  /** One file at a time. */
  readonly parse: (name: string, bytes: Uint8Array) => Promise<ChildAnswer<T>>;
  /** Files it has answered for. */
  readonly files: () => number;
  /** Whether it should parse no more. */
  readonly isWorn: () => boolean;
  readonly kill: () => void;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
};

/** What the child says of itself with each answer. */
type ChildState = { readonly rss: number; readonly cpuSeconds: number };

export function startReusedChild<Task extends ParseTask>(
  task: Task,
  limits: ChildLimits,
  life: ChildLife,
): ReusedChild<ParseResults[Task]> {
  type Answer = ChildAnswer<ParseResults[Task]>;
  const child = startBoundedChild({
    entry: "parse-many-child",
    words: [task],
    limits,
    // Whatever went before, a file has as much processor time as one that is parsed alone.
    cpuSeconds: life.cpuSeconds + limits.seconds,
    stdio: ["pipe", "ignore", "pipe", "pipe"],
  });
  const channels = [child.stdin, child.stderr, child.stdio[3]] as unknown as readonly Socket[];
  const answers = channels[2];
  const read = messageReader(limits.resultBytes);
  let complaint = "";
  let killedFor: FileReason | null = null;
  let files = 0;
  let state: ChildState = { rss: 0, cpuSeconds: 0 };
  let death: FileReason | null = null;
  let settle: ((answer: Answer) => void) | null = null;

  const answer = (given: Answer): void => {
    settle?.(given);
    settle = null;
  };
  const kill = (reason: FileReason): void => {
    killedFor ??= reason;
    endBoundedChild(child);
  };
  // A child without a file keeps nobody waiting for its end.
  const hold = (isBusy: boolean): void => {
    for (const one of [child, ...channels]) {
      if (isBusy) one.ref();
      else one.unref();
    }
  };

  answers?.on("data", (piece: Buffer) => {
    const messages = read(piece);
    if (messages === "too-long") return kill("child-result");
    for (const { head, body } of messages) {
      state = head as ChildState;
      files += 1;
      answer({ kind: "answered", result: JSON.parse(Buffer.from(body).toString("utf8")) as Result<ParseResults[Task]> });
    }
  });
  child.stderr?.on("data", (piece: Buffer) => {
    complaint = addComplaint(complaint, piece);
  });
  // A child that dies early takes no more bytes; how it died is told by its end.
  for (const channel of channels) channel.on("error", () => undefined);
  const gone = new Promise<void>((resolve) => {
    const end = (reason: FileReason): void => {
      death = killedFor ?? reason;
      answer({ kind: "died", reason: death });
      resolve();
    };
    child.on("error", () => end("child-crash"));
    child.on("close", (code, signal) => end(whyItDied(code, signal, complaint)));
  });

  return {
    pid: child.pid,
    parse: (name, bytes) =>
      new Promise<Answer>((resolve) => {
        if (death !== null) return resolve({ kind: "died", reason: death });
        complaint = "";
        hold(true);
        const watch = setTimeout(() => kill("child-time"), limits.seconds * 1000);
        settle = (given) => {
          clearTimeout(watch);
          hold(false);
          resolve(given);
        };
        for (const part of packMessage({ name }, bytes)) child.stdin?.write(part);
      }),
    files: () => files,
    isWorn: () => files >= life.files || state.rss > life.megabytes * 2 ** 20 || state.cpuSeconds > life.cpuSeconds,
    kill: () => {
      // Who ends it may wait for it to be gone.
      hold(true);
      kill("child-crash");
    },
    gone,
  };
}
