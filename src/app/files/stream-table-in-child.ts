// A long uploaded table read in a process of its own, bounded in memory and time, its rows handed over in batches as they are asked
// for: a table of 200,000 rows never lies in the server's memory.
import type { Readable } from "node:stream";
import type { Result } from "../../kernel/index.ts";
import type { FileReason } from "../messages/file-reasons.ts";
import { addComplaint, type ChildLimits, refusedByChild, startBoundedChild, whyItDied } from "./bounded-child.ts";
import { messageReader } from "./child-message.ts";
import type { TableFile, TableRow } from "./table-rows.ts";

/** Wall time is what the child and whoever takes its rows need together. */
export const TABLE_CHILD_LIMITS: ChildLimits = { heapMegabytes: 384, dataMegabytes: 1024, seconds: 900, resultBytes: 64 * 2 ** 20 };
const CPU_SECONDS = 60;

export type TableRequest = {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Null: the first sheet that is visible. */
  readonly sheet: string | null;
  /** No more rows than this are handed over. */
  readonly most?: number;
};

/** Hands over batches of rows, each taken before the next is sent; then what the file is, or its faults. */
export async function streamTableInChild(
  { name, bytes, sheet, most }: TableRequest,
  take: (rows: readonly TableRow[]) => Promise<void> | void,
  limits: ChildLimits = TABLE_CHILD_LIMITS,
): Promise<Result<TableFile>> {
  const child = startBoundedChild({
    entry: "table-child",
    words: [name, sheet ?? "", most === undefined ? "" : String(most)],
    limits,
    cpuSeconds: CPU_SECONDS,
    stdio: ["pipe", "ignore", "pipe", "pipe"],
  });
  let complaint = "";
  let killedFor: FileReason | null = null;
  let answer: Result<TableFile> | null = null;
  const kill = (reason: FileReason): void => {
    killedFor ??= reason;
    child.kill("SIGKILL");
  };
  const watch = setTimeout(() => kill("child-time"), limits.seconds * 1000);
  const ended = new Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal }));
    child.on("error", () => resolve({ code: null, signal: null }));
  });
  child.stderr?.on("data", (piece: Buffer) => {
    complaint = addComplaint(complaint, piece);
  });
  // A child that dies early takes no more bytes; how it died is told by its end.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(bytes);
  try {
    const read = messageReader(limits.resultBytes);
    for await (const piece of child.stdio[3] as Readable) {
      const messages = read(piece as Buffer);
      if (messages === "too-long") {
        kill("child-result");
        break;
      }
      for (const { head, body } of messages) {
        const value: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
        if ((head as { readonly kind: string }).kind === "rows") await take(value as readonly TableRow[]);
        else answer = value as Result<TableFile>;
      }
    }
  } catch (error) {
    kill("child-crash");
    throw error;
  } finally {
    clearTimeout(watch);
  }
  const { code, signal } = await ended;
  if (answer !== null && killedFor === null) return answer;
  return refusedByChild(name, killedFor ?? whyItDied(code, signal, complaint), limits);
}
