// How every child process that parses files is bounded: its memory and processor time by the kernel, its end told as a reason.
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync, rm } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Fault } from "../../kernel/index.ts";
import type { FileReason } from "../messages/file-reasons.ts";
import { refusalFault } from "./file-refusal.ts";

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

export type BoundedChild = {
  /** Name of the program beside this file, without its ending. */
  readonly entry: string;
  readonly words: readonly string[];
  readonly limits: ChildLimits;
  /** Processor time of the whole process, where it parses more than one file. */
  readonly cpuSeconds: number;
  readonly stdio: StdioOptions;
};

export function startBoundedChild({ entry, words, limits, cpuSeconds, stdio }: BoundedChild): ChildProcess {
  // Node 20 runs no TypeScript: sources (tests, development) bring a translator, what is built does not.
  const fromSources = import.meta.url.endsWith(".ts");
  const path = fileURLToPath(new URL(`./${entry}.${fromSources ? "ts" : "js"}`, import.meta.url));
  const translator = fromSources ? ["--import", new URL("../store/typescript-loader.mjs", import.meta.url).href] : [];
  const reserved = ENGINE_RESERVES * (fromSources ? 2 : 1); // the translator has a thread of its own
  const node = [process.execPath, `--max-old-space-size=${limits.heapMegabytes}`, ...translator, path, ...words];
  // The shell sets what only the kernel can hold: memory of every kind, and processor time (soft, then hard).
  const bounded = [
    'ulimit -S -t "$1"; ulimit -H -t "$2"; ulimit -d "$3"; shift 3; exec "$@"',
    "sh",
    String(Math.ceil(cpuSeconds)),
    String(Math.ceil(cpuSeconds) + 2),
    String((limits.dataMegabytes + reserved) * 1024),
    ...node,
  ];
  // Made when something is put into it; gone with the child, however that ends.
  const folder = join(tmpdir(), `hengxiao-child-${randomUUID()}`);
  const child = spawn("/bin/sh", ["-c", ...bounded], { cwd: "/", env: { TMPDIR: folder }, stdio });
  child.on("close", () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }, () => undefined));
  return child;
}

/** Ends the child and every program that it started, which would go on without it. */
export function endBoundedChild(child: ChildProcess): void {
  const programs = child.pid === undefined ? [] : startedBy(child.pid);
  child.kill("SIGKILL");
  for (const pid of programs) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself.
    }
  }
}

const MOST_PROGRAMS = 50;

/** Processes below this one, as the kernel lists them. */
function startedBy(pid: number): readonly number[] {
  const found: number[] = [];
  for (let open = [pid]; open.length > 0 && found.length < MOST_PROGRAMS; ) {
    open = open.flatMap(childrenOf);
    found.push(...open);
  }
  return found;
}

function childrenOf(pid: number): readonly number[] {
  try {
    return (readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").match(/\d+/g) ?? []).map(Number);
  } catch {
    // It ended while it was looked at, or the kernel keeps no such list.
    return [];
  }
}

/** What a child complains of before it dies, as far as it is worth keeping. */
export function addComplaint(before: string, piece: Buffer): string {
  return (before + piece.toString("utf8")).slice(0, 4000);
}

/** The end of a child that ended itself, or that the kernel ended. */
export function whyItDied(code: number | null, signal: NodeJS.Signals | null, complaint: string): FileReason {
  if (signal === "SIGXCPU" || code === 128 + 24) return "child-time";
  // The engine aborts when its heap is full and traps when it cannot reserve more, libraries write to nowhere when they are given
  // nothing, and the kernel kills when the machine is full.
  const outOfMemory = /heap out of memory|allocation failed|Cannot allocate|bad_alloc|out of memory/i.test(complaint);
  return outOfMemory || signal === "SIGKILL" || signal === "SIGABRT" || signal === "SIGTRAP" || signal === "SIGSEGV"
    ? "child-memory"
    : "child-crash";
}

/** The answer for a file that its child did not survive, or that found no child. */
export function refusedByChild(name: string, reason: FileReason, limits: ChildLimits): { readonly ok: false; readonly faults: Fault[] } {
  return { ok: false, faults: [refusalFault(name, "file-unreadable", { reason, found: name, expected: limitOf(reason, limits) })] };
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
