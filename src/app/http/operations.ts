// What those who run the server ask it: whether it lives, whether it can work, how it does. Answered beside the application, so that
// it is answered while that is still starting; no account is needed, and nothing of the records is said.
import { createHash, timingSafeEqual } from "node:crypto";
import { statfs } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sql } from "kysely";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Config } from "../config.ts";
import { PRODUCT_VERSION } from "../product-folder.ts";
import type { Store } from "../store/open-store.ts";
import { type Connection, isFromHere } from "./connection.ts";

export type Operations = {
  /** Answers the request if it is one of these. */
  readonly answer: (incoming: IncomingMessage, outgoing: ServerResponse, connection: Connection) => boolean;
  /** From now on readiness depends on the store; null: not ready, whatever the store. */
  readonly serve: (store: Store | null) => void;
};

const STORE_WITHIN_MS = 3_000;
/** Seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function operations({ dataFolder, metricsToken }: Pick<Config, "dataFolder" | "metricsToken">): Operations {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: "hengxiao_http_request_duration_seconds",
    help: "Time to answer, by method, kind and status",
    labelNames: ["method", "kind", "status"],
    buckets: BUCKETS,
    registers: [registry],
  });
  new Gauge({ name: "hengxiao_info", help: "The product's version", labelNames: ["version"], registers: [registry] }).set(
    { version: PRODUCT_VERSION },
    1,
  );
  new Gauge({
    name: "hengxiao_store_ready",
    help: "1 where the database answers",
    registers: [registry],
    async collect() {
      this.set((await isReady()) ? 1 : 0);
    },
  });
  new Gauge({
    name: "hengxiao_data_free_bytes",
    help: "Free space where the data folder lies",
    registers: [registry],
    async collect() {
      const { bavail, bsize } = await statfs(dataFolder);
      this.set(bavail * bsize);
    },
  });
  let store: Store | null = null;

  const isReady = async (): Promise<boolean> => {
    if (store === null) return false;
    const asked = sql`select 1`.execute(store.db).then(
      () => true,
      () => false,
    );
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<false>((resolve) => {
      late = setTimeout(() => resolve(false), STORE_WITHIN_MS);
    });
    return await Promise.race([asked, tooLate]).finally(() => clearTimeout(late));
  };

  const measure = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const stop = durations.startTimer({
      method: METHODS.has(incoming.method ?? "") ? (incoming.method ?? "") : "other",
      kind: incoming.url?.startsWith("/api/") ? "api" : "page",
    });
    outgoing.once("close", () => stop({ status: String(outgoing.statusCode) }));
  };

  const metrics = async (incoming: IncomingMessage, outgoing: ServerResponse, connection: Connection): Promise<void> => {
    if (!isFromHere(incoming, connection) && !isBearer(incoming, metricsToken)) return say(outgoing, 403, "");
    say(outgoing, 200, await registry.metrics(), registry.contentType);
  };

  return {
    serve: (next) => {
      store = next;
    },
    answer: (incoming, outgoing, connection) => {
      switch (incoming.url) {
        case "/healthz":
          say(outgoing, 200, "ok\n");
          return true;
        case "/readyz":
          void isReady().then((ready) => say(outgoing, ready ? 200 : 503, ready ? "ready\n" : "not ready\n"));
          return true;
        case "/metrics":
          metrics(incoming, outgoing, connection).catch(() => say(outgoing, 500, ""));
          return true;
        default:
          measure(incoming, outgoing);
          return false;
      }
    },
  };
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

function say(outgoing: ServerResponse, status: number, text: string, type = "text/plain; charset=utf-8"): void {
  outgoing.writeHead(status, { "content-type": type, "cache-control": "no-store", "x-content-type-options": "nosniff" }).end(text);
}

function isBearer({ headers }: IncomingMessage, token: string | null): boolean {
  if (token === null) return false;
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(headers.authorization ?? ""), hash(`Bearer ${token}`));
}
