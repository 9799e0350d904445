// The server's side of local administration: a backup or a verification of the store that it has open, for the command line of the
// same user. There is nothing here that changes data.
import { rmSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { Deps } from "../compose.ts";
import { PRODUCT_VERSION } from "../product-folder.ts";
import { verifyStore } from "../store/backup/verify-store.ts";
import { writeBackup } from "../store/backup/write-backup.ts";
import { anchorAll } from "../usecases/trail/anchor-trail.ts";
import { proveTrails } from "../usecases/trail/prove-trails.ts";
import { type ControlQuestion, controlPath } from "./control-socket.ts";

export type ControlServer = { readonly close: () => Promise<void> };

/** A reader that takes nothing for so long is given up: the snapshot it holds open keeps others waiting. */
const STALLED_MS = 10_000;

/** To be called while the store's lock is held, so that a socket left behind by a killed server can be replaced. */
export async function startControlServer(dataFolder: string, deps: Deps): Promise<ControlServer> {
  const { path, release } = controlPath(dataFolder);
  rmSync(path, { force: true });
  const server = createServer((request, response) => {
    request.resume();
    const answer = request.method === "POST" ? ANSWERS[request.url as ControlQuestion] : undefined;
    if (!answer) return void response.writeHead(404).end();
    answer(deps, response).catch((error: unknown) => {
      deps.log.error({ question: request.url, error }, "local administration");
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  const before = process.umask(0o177);
  try {
    await listen(server, path);
  } finally {
    process.umask(before);
  }
  return {
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      release();
    },
  };
}

const ANSWERS: Readonly<Record<ControlQuestion, (deps: Deps, response: ServerResponse) => Promise<void>>> = {
  "/backup": async (deps, response) => {
    const { store, now } = deps;
    // What the backup holds of the audit trail can be proved against what stands outside of it.
    await anchorAll(deps, "backup");
    response.writeHead(200, { "content-type": "application/x-tar" });
    await writeBackup({ db: store.db, now: now(), product: PRODUCT_VERSION, write: (bytes) => send(response, bytes) });
    response.end();
  },
  "/verify": async ({ store, config }, response) => {
    const report = await verifyStore(store.db);
    const problems = [...report.problems, ...(await proveTrails(store.db, config))];
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ ...report, problems }));
  },
};

async function send(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  if (response.destroyed) throw new Error("the reader has gone");
  if (bytes.length === 0 || response.write(bytes)) return;
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: Error): void => {
      clearTimeout(stalled);
      response.off("drain", onDrain).off("close", onClose);
      if (error) reject(error);
      else resolve();
    };
    const onDrain = (): void => settle();
    const onClose = (): void => settle(new Error("the reader has gone"));
    const stalled = setTimeout(() => settle(new Error(`the reader took nothing for ${STALLED_MS} ms`)), STALLED_MS);
    response.on("drain", onDrain).on("close", onClose);
  });
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => resolve());
  });
}
