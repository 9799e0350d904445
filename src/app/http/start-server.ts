// Starts the server: the port first (the cheap refusal), then the store, the examples where asked for, and the pages.
import { createServer, type Server, type ServerResponse } from "node:http";
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
  let answer: (request: Request) => Response | Promise<Response> = unavailable;
  const server = createServer(getRequestListener((request) => answer(request)));
  const underWay = watchRequests(server);
  const listening = await listen(server, config);
  if (!listening.ok) return listening;
  const ready = await prepare(config, demonstration);
  if (!ready.ok) {
    await stop(server, underWay);
    return ready;
  }
  const app = buildApp(ready.value, { host: config.host, web });
  await ready.value.audits.resume();
  answer = (request) => app.fetch(request);
  const { port } = server.address() as AddressInfo;
  return success({
    url: `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`,
    close: async () => {
      answer = unavailable;
      await stop(server, underWay);
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

/** What the server says before it is ready and once it was told to end. */
function unavailable(): Response {
  return new Response(null, { status: 503, headers: { "retry-after": "1", connection: "close" } });
}

/** The answers not yet fully sent. */
function watchRequests(server: Server): ReadonlySet<ServerResponse> {
  const underWay = new Set<ServerResponse>();
  server.on("request", (_request, response) => {
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
  });
  return underWay;
}

/**
 * Lets what is under way be sent, then closes; what takes too long is cut. The order matters: closing a server drops
 * connections whose answer is written but not yet sent.
 */
async function stop(server: Server, underWay: ReadonlySet<ServerResponse>): Promise<void> {
  const sent = Promise.all([...underWay].map((response) => new Promise<void>((resolve) => response.once("close", () => resolve()))));
  let cut: NodeJS.Timeout | undefined;
  await Promise.race([sent, new Promise((resolve) => (cut = setTimeout(resolve, CLOSE_WITHIN_MS)))]);
  clearTimeout(cut);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
