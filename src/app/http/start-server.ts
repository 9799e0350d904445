// Starts the server: the port first (the cheap refusal), then the store, the examples where asked for, and the pages.
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { nobody } from "../../access/index.ts";
import { failure, fault, type Result, success } from "../../kernel/index.ts";
import { compose, type Deps } from "../compose.ts";
import type { Config } from "../config.ts";
import { startControlServer } from "../control/control-server.ts";
import { DEMONSTRATION_ZH } from "../messages/demonstration.zh.ts";
import { DEMONSTRATION_FLOWS_ZH } from "../messages/demonstration-flows.zh.ts";
import { productPath } from "../product-folder.ts";
import { findUnit } from "../store/people/unit-repository.ts";
import { forgetKeys } from "../store/requests/request-key-repository.ts";
import { demonstrationFlows } from "../usecases/flows/demonstration-flows.ts";
import { runByTheClock } from "../usecases/flows/run-by-the-clock.ts";
import { loadExamples } from "../usecases/load-examples.ts";
import { scoreEverywhere } from "../usecases/overview/score-anew.ts";
import { type DemonstrationAccount, demonstrationAccounts, EXAMPLE_UNIT } from "../usecases/people/demonstration-accounts.ts";
import { ensureRoot, type FirstLink, firstLinks } from "../usecases/people/first-run.ts";
import { anchorAll } from "../usecases/trail/anchor-trail.ts";
import { EXAMPLE_YEAR, loadDelegations } from "../usecases/trips/load-delegations.ts";
import { deliverWebhooks } from "../usecases/webhooks/deliver-webhooks.ts";
import { buildApp } from "./build-app.ts";
import { type Connection, connectionOf, readProxies } from "./connection.ts";
import { operations } from "./operations.ts";
import { readWebFiles } from "./static-files.ts";
import { openTransport } from "./transport.ts";

export type RunningServer = {
  readonly url: string;
  /** Of the demonstration, the first time it is started. */
  readonly accounts: readonly DemonstrationAccount[];
  /** For the three administrators, the first time a server without a demonstration is started. */
  readonly links: readonly FirstLink[];
  /** Reads the certificate again. */
  readonly renew: () => void;
  readonly close: () => Promise<void>;
};
export type StartOptions = { readonly demonstration: boolean };

// Requests under way get this long to finish when the server closes.
const CLOSE_WITHIN_MS = 5_000;

/** Faults: plain-http, tls-unusable, port-taken, file-missing (pages not built), and what the packs, the store and the examples refuse with. */
export async function startServer(config: Config, { demonstration }: StartOptions): Promise<Result<RunningServer>> {
  const web = await readWebFiles(productPath("dist", "web"));
  if (!web) return failure(fault("file-missing", { found: productPath("dist", "web", "index.html") }));
  let answer: (request: Request, env: { readonly connection: Connection }) => Response | Promise<Response> = unavailable;
  const proxies = readProxies(config.proxies) ?? { trusts: () => false };
  const { answer: answerOperations, serve } = operations(config);
  const application = getRequestListener((request, { incoming }) =>
    answer(request, { connection: connectionOf(incoming as IncomingMessage, proxies) }),
  );
  const transport = openTransport(config, (incoming, outgoing) => {
    if (!answerOperations(incoming, outgoing, connectionOf(incoming, proxies))) void application(incoming, outgoing);
  });
  if (!transport.ok) return transport;
  const { server, scheme, renew } = transport.value;
  const underWay = watchRequests(server);
  const listening = await listen(server, config);
  if (!listening.ok) return listening;
  const ready = await prepare(config, demonstration);
  if (!ready.ok) {
    await stop(server, underWay);
    return ready;
  }
  const { deps, accounts, links } = ready.value;
  const app = buildApp(deps, { host: config.host, web });
  const control = config.databaseUrl === null ? await startControlServer(config.dataFolder, deps) : null;
  await deps.audits.resume();
  await deps.ledgerImports.resume();
  const anchors = anchorHourly(deps);
  const clock = runClockHourly(deps);
  const scoring = scoreInBackground(deps);
  const webhooks = deliverInBackground(deps);
  answer = (request, env) => app.fetch(request, env);
  serve(deps.store);
  const { port } = server.address() as AddressInfo;
  return success({
    url: config.publicUrl ?? `${scheme}://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`,
    renew: () => {
      const renewed = renew();
      if (renewed.ok) deps.log.info("certificate renewed");
      else deps.log.error({ faults: renewed.faults }, "certificate not renewed");
    },
    accounts,
    links,
    close: async () => {
      answer = unavailable;
      serve(null);
      await stop(server, underWay);
      clearInterval(anchors);
      await clock.stop();
      await scoring.stop();
      await webhooks.stop();
      await anchorAll(deps, "stop");
      await control?.close();
      await deps.close();
    },
  });
}

type Prepared = Pick<RunningServer, "accounts" | "links"> & { readonly deps: Deps };

async function prepare(config: Config, demonstration: boolean): Promise<Result<Prepared>> {
  const composed = await compose(config, { demonstration });
  if (!composed.ok) return composed;
  const deps = composed.value;
  const { tenant } = deps;
  if (!demonstration) {
    await ensureRoot(deps, tenant, tenant);
    return success({ deps, accounts: [], links: await firstLinks(deps, tenant) });
  }
  const accounts = await demonstrationAccounts(deps, tenant, DEMONSTRATION_ZH);
  const unit = await findUnit(deps.store.db, tenant, EXAMPLE_UNIT);
  const loader = { ...nobody(tenant, "program"), unitId: EXAMPLE_UNIT, unitPath: unit?.path ?? null };
  const loaded = await loadExamples(deps, loader, productPath("examples"));
  const delegations = await loadDelegations(deps, loader, productPath("examples", EXAMPLE_YEAR), EXAMPLE_YEAR);
  // Matters need the demonstration's people; where they were made by an earlier start, so were these.
  const flows = loaded.ok && accounts.length > 0 ? await demonstrationFlows(deps, tenant, DEMONSTRATION_FLOWS_ZH) : success(0);
  if (loaded.ok && delegations.ok && flows.ok) return success({ deps, accounts, links: [] });
  await deps.close();
  return failure(...[loaded, delegations, flows].flatMap((one) => (one.ok ? [] : one.faults)));
}

const HOUR = 60 * 60_000;

/** The audit trail's head is signed and kept outside at the start, then every hour. */
function anchorHourly(deps: Deps): NodeJS.Timeout {
  const anchor = (why: "start" | "hour"): void => {
    anchorAll(deps, why).catch((error: unknown) => deps.log.error({ error }, "the audit trail could not be anchored"));
  };
  anchor("start");
  return setInterval(() => anchor("hour"), HOUR).unref();
}

/** Cases that were last scored under other rules, at the start and every hour; closing waits for the one under way. */
function scoreInBackground(deps: Deps): { readonly stop: () => Promise<void> } {
  let going = true;
  let underWay: Promise<unknown> = Promise.resolve();
  const round = (): void => {
    underWay = underWay
      .then(() => scoreEverywhere(deps, () => going))
      .then(
        (scored) => {
          if (scored > 0) deps.log.info({ scored }, "cases scored anew");
        },
        (error: unknown) => deps.log.error({ error }, "cases could not be scored anew"),
      );
  };
  round();
  const timer = setInterval(round, HOUR).unref();
  return {
    stop: async () => {
      going = false;
      clearInterval(timer);
      await underWay;
    },
  };
}

/** Deadlines, reminders and keys that have expired, at the start and every hour; closing waits for a round that is under way. */
function runClockHourly(deps: Deps): { readonly stop: () => Promise<void> } {
  let underWay: Promise<unknown> = Promise.resolve();
  const round = (): void => {
    underWay = underWay
      .then(() => runByTheClock(deps))
      .catch((error: unknown) => deps.log.error({ error }, "deadlines could not be looked after"))
      .then(() => forgetKeys(deps.store.db, deps.now()))
      .catch((error: unknown) => deps.log.error({ error }, "keys of requests could not be removed"));
  };
  round();
  const timer = setInterval(round, HOUR).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await underWay;
    },
  };
}

const WEBHOOK_PAUSE = 5_000;

/** Other systems are told of events every few seconds, where the operator has opened that door; closing waits for a round under way. */
function deliverInBackground(deps: Deps): { readonly stop: () => Promise<void> } {
  if (deps.webhooks === null) return { stop: () => Promise.resolve() };
  let underWay: Promise<unknown> | null = null;
  let going = true;
  const round = (): void => {
    underWay ??= deliverWebhooks(deps, () => going)
      .catch((error: unknown) => deps.log.error({ error }, "webhooks could not be delivered"))
      .finally(() => {
        underWay = null;
      });
  };
  const timer = setInterval(round, WEBHOOK_PAUSE).unref();
  return {
    stop: async () => {
      going = false;
      clearInterval(timer);
      await underWay;
    },
  };
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
