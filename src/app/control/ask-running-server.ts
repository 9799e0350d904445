// The command line's side of local administration.
import { existsSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { type ControlQuestion, controlPath } from "./control-socket.ts";

/** The answer of the server that has this data folder open, to be read to its end; null where none runs. */
export async function askRunningServer(dataFolder: string, question: ControlQuestion): Promise<IncomingMessage | null> {
  if (!existsSync(dataFolder)) return null;
  const { path, release } = controlPath(dataFolder);
  try {
    return await new Promise((resolve, reject) => {
      const asked = request({ socketPath: path, method: "POST", path: question, timeout: 0 });
      asked.once("response", resolve);
      asked.once("error", (error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT" || error.code === "ECONNREFUSED") resolve(null);
        else reject(error);
      });
      asked.end();
    });
  } finally {
    release();
  }
}
