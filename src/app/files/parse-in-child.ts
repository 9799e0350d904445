// Parses an uploaded file in a process of its own, bounded in memory, time and the size of its answer: whatever a file does to
// its parser, the server goes on. A thread would not do: it bounds no buffers and can take the server down with it.
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Result } from "../../kernel/index.ts";
import type { FileReason } from "../messages/file-reasons.ts";
import { refusalFault } from "./file-refusal.ts";
import type { ParseResults, ParseTask } from "./parse-tasks.ts";

/** `dataMegabytes` bounds all memory the process may write to, `heapMegabytes` the part of its objects. */
export type ChildLimits = {
  readonly heapMegabytes: number;
  readonly dataMegabytes: number;
  readonly seconds: number;
  readonly resultBytes: number;
};

export const CHILD_LIMITS: ChildLimits = { heapMegabytes: 512, dataMegabytes: 1024, seconds: 20, resultBytes: 64 * 2 ** 20 };

/**
 * What the engine sets aside for itself before a byte is parsed, in megabytes for each of its threads, and the kernel counts
 * among a process's data. Engines before Node 22 reserve next to nothing.
 */
const ENGINE_RESERVES = Number.parseInt(process.versions.node, 10) >= 22 ? 512 : 0;

/** So many files are parsed at a time, and so many more may wait. */
const AT_ONCE = 2;
const MOST_WAITING = 20;

const turns = { running: 0, waiting: [] as (() => void)[] };

/**
 * What the task makes of the file, or its faults. A child that exceeds a limit is killed and is a fault with its reason
 * (`file-too-large`); one that dies otherwise, or finds too many files waiting, is `file-unreadable`.
 */
export async function parseInChild<Task extends ParseTask>(
  task: Task,
  name: string,
  bytes: Uint8Array,
  limits: ChildLimits = CHILD_LIMITS,
): Promise<Result<ParseResults[Task]>> {
  if (!(await takeTurn())) return refused(name, "child-queue", "");
  try {
    return await runChild(task, name, bytes, limits);
  } finally {
    const next = turns.waiting.shift();
    if (next) next();
    else turns.running -= 1;
  }
}

function takeTurn(): Promise<boolean> | boolean {
  if (turns.running < AT_ONCE) {
    turns.running += 1;
    return true;
  }
  if (turns.waiting.length >= MOST_WAITING) return false;
  // Who ends hands its turn on, so that the number of running ones stays as it is.
  return new Promise((resolve) => turns.waiting.push(() => resolve(true)));
}

function refused(
  name: string,
  reason: FileReason,
  limit: string,
): { readonly ok: false; readonly faults: ReturnType<typeof refusalFault>[] } {
  return { ok: false, faults: [refusalFault(name, "file-unreadable", { reason, found: name, expected: limit })] };
}

function runChild<Task extends ParseTask>(
  task: Task,
  name: string,
  bytes: Uint8Array,
  limits: ChildLimits,
): Promise<Result<ParseResults[Task]>> {
  return new Promise((resolve) => {
    const child = startChild(task, name, limits);
    const answer: Buffer[] = [];
    let size = 0;
    let complaint = "";
    let killedFor: FileReason | null = null;
    const kill = (reason: FileReason) => {
      killedFor ??= reason;
      child.kill("SIGKILL");
    };
    const watch = setTimeout(() => kill("child-time"), limits.seconds * 1000);
    child.stdout?.on("data", (piece: Buffer) => {
      size += piece.length;
      if (size > limits.resultBytes) kill("child-result");
      else answer.push(piece);
    });
    child.stderr?.on("data", (piece: Buffer) => {
      complaint = (complaint + piece.toString("utf8")).slice(0, 4000);
    });
    // A child that dies early takes no more bytes; how it died is told by its end.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(bytes);
    child.on("error", () => {
      clearTimeout(watch);
      resolve(refused(name, "child-crash", ""));
    });
    child.on("close", (code, signal) => {
      clearTimeout(watch);
      const reason = killedFor ?? (code === 0 ? null : whyItDied(code, signal, complaint));
      if (reason !== null) return resolve(refused(name, reason, limitOf(reason, limits)));
      resolve(JSON.parse(Buffer.concat(answer).toString("utf8")) as Result<ParseResults[Task]>);
    });
  });
}

function startChild(task: string, name: string, { heapMegabytes, dataMegabytes, seconds }: ChildLimits): ChildProcess {
  // Node 20 runs no TypeScript: sources (tests, development) bring a translator, what is built does not.
  const fromSources = import.meta.url.endsWith(".ts");
  const entry = fileURLToPath(new URL(fromSources ? "./parse-child.ts" : "./parse-child.js", import.meta.url));
  const translator = fromSources ? ["--import", new URL("../store/typescript-loader.mjs", import.meta.url).href] : [];
  const reserved = ENGINE_RESERVES * (fromSources ? 2 : 1); // the translator has a thread of its own
  const node = [process.execPath, `--max-old-space-size=${heapMegabytes}`, ...translator, entry, task, name];
  // The shell sets what only the kernel can hold: memory of every kind, and processor time (soft, then hard).
  const bounded = [
    'ulimit -S -t "$1"; ulimit -H -t "$2"; ulimit -d "$3"; shift 3; exec "$@"',
    "sh",
    String(Math.ceil(seconds)),
    String(Math.ceil(seconds) + 2),
    String((dataMegabytes + reserved) * 1024),
    ...node,
  ];
  return spawn("/bin/sh", ["-c", ...bounded], { cwd: "/", env: {}, stdio: ["pipe", "pipe", "pipe"] });
}

function whyItDied(code: number | null, signal: NodeJS.Signals | null, complaint: string): FileReason {
  if (signal === "SIGXCPU" || code === 128 + 24) return "child-time";
  // The engine aborts when its heap is full, traps when it cannot reserve more, and the kernel kills when the machine is.
  const outOfMemory = /heap out of memory|allocation failed|Cannot allocate|bad_alloc|out of memory/i.test(complaint);
  return outOfMemory || signal === "SIGKILL" || signal === "SIGABRT" || signal === "SIGTRAP" ? "child-memory" : "child-crash";
}

function limitOf(reason: FileReason, limits: ChildLimits): string {
  switch (reason) {
    case "child-memory":
      return String(Math.min(limits.heapMegabytes, limits.dataMegabytes));
    case "child-time":
      return String(limits.seconds);
    case "child-result":
      return String(limits.resultBytes);
    default:
      return "";
  }
}
