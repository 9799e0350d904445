// The thread the embedded engine lives in, so that a long query does not stop the server answering. Started by engine-thread.ts.
import { parentPort, workerData } from "node:worker_threads";
import type { PGlite } from "@electric-sql/pglite";
import { COPIES_OUT, type CopiedRow, copiedRows } from "./copy-out.ts";
import { openDurable } from "./open-durable.ts";
import type { DatabaseErrorFields } from "./store-errors.ts";
import type { StoreReply, StoreRequest, StoreThreadData } from "./store-messages.ts";
import { messageOf } from "./store-refusal.ts";

const port = parentPort;
if (port === null) throw new Error("store-worker is started as a thread of the store");

const OPTIONAL_FIELDS = ["severity", "detail", "hint", "table", "column", "constraint"] as const;
/** SQLSTATE invalid_parameter_value. */
const INVALID_PARAMETER = "22023";

const reply = (message: StoreReply): void => port.postMessage(message);

/** An engine that aborted would answer nothing any more, or spin; the only way on is a new thread. */
function die(detail: string): never {
  reply({ kind: "died", detail });
  process.exit(1);
}

async function answer(database: PGlite, request: StoreRequest): Promise<void> {
  if (request.kind === "close") {
    await database.close();
    reply({ kind: "closed" });
    return;
  }
  try {
    if (COPIES_OUT.test(request.sql)) {
      const rows = await copyOf(database, request.sql);
      reply({ kind: "answered", id: request.id, result: { command: "COPY", rows, affectedRows: 0 } });
      return;
    }
    const { rows, affectedRows = 0, command = "" } = await database.query(request.sql, [...request.parameters]);
    reply({ kind: "answered", id: request.id, result: { command, rows, affectedRows } });
  } catch (error) {
    const fields = databaseErrorFields(error);
    if (isFatal(error, fields)) die(messageOf(error));
    reply({ kind: "failed", id: request.id, error: fields });
  }
}

/** The engine has no standard output; what is copied to its device of that name is handed over whole. */
async function copyOf(database: PGlite, sql: string): Promise<CopiedRow[]> {
  const { blob } = await database.query(sql.replace(/ to stdout (?=\(format binary\)$)/, " to '/dev/blob' "));
  if (!blob) throw new Error("nothing was copied");
  return copiedRows(new Uint8Array(await blob.arrayBuffer()), true);
}

/** The parts of a refusal that can cross a thread. A value that is no value of its column's type is refused before the database sees it. */
function databaseErrorFields(error: unknown): DatabaseErrorFields {
  const record = (error instanceof Error ? error : {}) as Readonly<Record<string, unknown>>;
  const given = OPTIONAL_FIELDS.flatMap((name) => (typeof record[name] === "string" ? [[name, record[name]]] : []));
  const code = typeof record.code === "string" ? record.code : INVALID_PARAMETER;
  return { code, message: messageOf(error), ...Object.fromEntries(given) };
}

function isFatal(error: unknown, fields: DatabaseErrorFields): boolean {
  const crashed = error instanceof Error && (error.name === "RuntimeError" || error.name === "ExitStatus");
  return crashed || fields.severity === "PANIC" || fields.severity === "FATAL";
}

const opened = await openDurable((workerData as StoreThreadData).folder, { onAbort: die });
if (opened.ok) {
  const { database, created } = opened;
  port.on("message", (request: StoreRequest) => {
    answer(database, request).catch((error: unknown) => die(messageOf(error)));
  });
  reply({ kind: "opened", created });
} else {
  reply({ kind: "refused", reason: opened.reason, detail: opened.detail });
}
