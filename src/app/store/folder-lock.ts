// One process to a folder. The engine takes no lock of its own, and two of them on one folder lose data without a word.
// The lock is an abstract socket: the kernel frees it with the process, however that ends, so nothing is ever left behind.
import { createHash } from "node:crypto";
import { closeSync, openSync, rmSync, statSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";

export type FolderLock = { release(): Promise<void> };
export type LockOutcome = { readonly ok: true; readonly lock: FolderLock } | { readonly ok: false; readonly holder: number | undefined };

/** Name of the socket file in the folder. A dead one is harmless. */
export const LOCK_FILE = "lock";

const GREETING_MS = 500;
const TAKEOVER_TRIES = 5;

/** Takes the folder, or says which process has it. The folder is known by device and inode, whatever path leads to it. */
export async function lockFolder(folder: string): Promise<LockOutcome> {
  const { dev, ino } = statSync(folder, { bigint: true });
  const name = `\0hengxiao-store-${createHash("sha256").update(`${dev}:${ino}`).digest("hex").slice(0, 32)}`;
  for (let tries = 1; ; tries++) {
    const server = await listen(name);
    if (server) return await alsoBySocketFile(folder, server);
    const answer = await askHolder(name);
    // The holder may have gone between the two questions.
    if (answer !== "nobody" || tries === TAKEOVER_TRIES) return { ok: false, holder: typeof answer === "number" ? answer : undefined };
  }
}

/**
 * Abstract sockets are not seen from another network namespace (a second container on the same volume), a socket file is.
 * Nobody of our own namespace gets here at the same time, so a dead file can be replaced without a race among us.
 */
async function alsoBySocketFile(folder: string, server: Server): Promise<LockOutcome> {
  const descriptor = openSync(folder, "r");
  // Reached through the descriptor, because a socket's path may not be longer than 107 bytes and a folder's may.
  const path = `/proc/self/fd/${descriptor}/${LOCK_FILE}`;
  const answer = await askHolder(path);
  if (answer !== "nobody") {
    closeSync(descriptor);
    await close(server);
    return { ok: false, holder: typeof answer === "number" ? answer : undefined };
  }
  rmSync(path, { force: true });
  // Some file systems hold no sockets. The abstract one alone is then the lock.
  const fileServer = await listen(path).catch(() => undefined);
  return {
    ok: true,
    lock: {
      release: async () => {
        if (fileServer) await close(fileServer);
        closeSync(descriptor);
        await close(server);
      },
    },
  };
}

/** A server that tells its process id to whoever asks, or undefined if the name is taken. */
function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on("error", () => socket.destroy());
      socket.end(`${process.pid}\n`);
    });
    server.once("error", (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? resolve(undefined) : reject(error)));
    server.listen({ path, exclusive: true }, () => resolve(server.unref()));
  });
}

/** The holder's process id; "silent" if it is there and does not answer; "nobody" if the name is free or left over. */
function askHolder(path: string): Promise<number | "silent" | "nobody"> {
  return new Promise((resolve) => {
    let text = "";
    let connected = false;
    const socket = connect({ path });
    const settle = (answer: number | "silent" | "nobody"): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setEncoding("utf8").setTimeout(GREETING_MS, () => settle("silent"));
    socket.on("connect", () => {
      connected = true;
    });
    socket.on("data", (part: string) => {
      text += part;
    });
    socket.on("end", () => settle(/^\d+\n$/.test(text) ? Number(text) : "silent"));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      const free = !connected && (error.code === "ECONNREFUSED" || error.code === "ENOENT");
      settle(free ? "nobody" : "silent");
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
