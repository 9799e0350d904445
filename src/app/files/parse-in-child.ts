// Parses an uploaded file in a process of its own, bounded in memory, time and the size of its answer: whatever a file does to
// its parser, the server goes on. A thread would not do: it bounds no buffers and can take the server down with it.
import type { Result } from "../../kernel/index.ts";
import type { FileReason } from "../messages/file-reasons.ts";
import {
  addComplaint,
  CHILD_LIMITS,
  type ChildLimits,
  endBoundedChild,
  refusedByChild,
  startBoundedChild,
  whyItDied,
} from "./bounded-child.ts";
import type { ParseResults, ParseTask } from "./parse-tasks.ts";

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
  if (!(await takeTurn())) return refusedByChild(name, "child-queue", limits);
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

function runChild<Task extends ParseTask>(
  task: Task,
  name: string,
  bytes: Uint8Array,
  limits: ChildLimits,
): Promise<Result<ParseResults[Task]>> {
  return new Promise((resolve) => {
    const child = startBoundedChild({
      entry: "parse-child",
      words: [task, name],
      limits,
      cpuSeconds: limits.seconds,
      stdio: ["pipe", "pipe", "pipe"],
    });
    const answer: Buffer[] = [];
    let size = 0;
    let complaint = "";
    let killedFor: FileReason | null = null;
    const kill = (reason: FileReason) => {
      killedFor ??= reason;
      endBoundedChild(child);
    };
    const watch = setTimeout(() => kill("child-time"), limits.seconds * 1000);
    child.stdout?.on("data", (piece: Buffer) => {
      size += piece.length;
      if (size > limits.resultBytes) kill("child-result");
      else answer.push(piece);
    });
    child.stderr?.on("data", (piece: Buffer) => {
      complaint = addComplaint(complaint, piece);
    });
    // A child that dies early takes no more bytes; how it died is told by its end.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(bytes);
    child.on("error", () => {
      clearTimeout(watch);
      resolve(refusedByChild(name, "child-crash", limits));
    });
    child.on("close", (code, signal) => {
      clearTimeout(watch);
      const reason = killedFor ?? (code === 0 ? null : whyItDied(code, signal, complaint));
      if (reason !== null) return resolve(refusedByChild(name, reason, limits));
      resolve(JSON.parse(Buffer.concat(answer).toString("utf8")) as Result<ParseResults[Task]>);
    });
  });
}
