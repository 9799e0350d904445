// Starts the server: the port first (the cheap refusal), then the store, the examples where asked for, and the pages.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { failure, fault, type Result, success } from "../../kernel/index.ts";
import { compose, type Deps } from "../compose.ts";
import type { Config } from "../config.ts";
import { productPath } from "../product-folder.ts";
import { loadExamples } from "../usecases/load-examples.ts";
import { buildApp } from "./build-app.ts";
import { readWebFiles } from "./static-files.ts";

export type RunningServer = { readonly url: string; readonly close: () => Promise<void> };
export type StartOptions = { readonly demonstration: boolean };

// Requests under way get this long to finish when the server closes.
const CLOSE_WITHIN_MS = 5_000;

/** Faults: port-taken, file-missing (pages not built), and what the packs, the store and the examples refuse with. */
export async function startServer(config: Config, { demonstration }: StartOptions): Promise<Result<RunningServer>> {
  const web = await readWebFiles(productPath("dist", "web"));
  if (!web) return failure(fault("file-missing", { found: productPath("dist", "web", "index.html") }));
  let answer: (request: Request) => Response | Promise<Response> = () =>
    new Response(null, { status: 503, headers: { "retry-after": "1" } });
  const server = createServer(getRequestListener((request) => answer(request)));
  const listening = await listen(server, config);
  if (!listening.ok) return listening;
  const ready = await prepare(config, demonstration);
  if (!ready.ok) {
    await stop(server);
    return ready;
  }
  const app = buildApp(ready.value, { host: config.host, web });
  answer = (request) => app.fetch(request);
  const { port } = server.address() as AddressInfo;
  return success({
    url: `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`,
    close: async () => {
      await stop(server);
      await ready.value.close();
    },
  });
}

async function prepare(config: Config, demonstration: boolean): Promise<Result<Deps>> {
  const deps = await compose(config);
  if (!deps.ok || !demonstration) return deps;
  const loaded = await loadExamples(deps.value, productPath("examples"));
  if (loaded.ok) return deps;
  await deps.value.close();
  return failure(...loaded.faults);
}

function listen(server: Server, { host, port }: Config): Promise<Result<true>> {
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const found = `${host}:${port}`;
      resolve(
        failure(
          error.code === "EADDRINUSE"
            ? fault("port-taken", { found })
            : fault("out-of-range", { found: `${found} (${error.code ?? error.message})`, expected: "HOST, PORT" }),
        ),
      );
    });
    server.listen(port, host, () => resolve(success(true)));
  });
}

/** Takes no new connection, lets what is under way finish, then cuts what is left. */
async function stop(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}
