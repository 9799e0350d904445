// The whole HTTP application over given dependencies: guards, API, OpenAPI document, web pages, one place for defects.
import { randomUUID } from "node:crypto";
import { OpenAPIHono } from "@hono/zod-openapi";
import { compress } from "hono/compress";
import { HTTPException } from "hono/http-exception";
import { fault } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { DatabaseError, StoreError, type StoreErrorCode } from "../store/store-errors.ts";
import { refuse } from "./answers.ts";
import type { App, AppEnv } from "./app-env.ts";
import { atTheDoor } from "./at-the-door.ts";
import { registerAuditRoutes } from "./audit-routes.ts";
import { registerCaseRoutes } from "./case-routes.ts";
import { registerDirectoryRoutes } from "./directory-routes.ts";
import { registerEvidenceRoutes } from "./evidence-routes.ts";
import { registerExportRoutes } from "./export-routes.ts";
import { registerFileRoutes } from "./file-routes.ts";
import { registerFlowRoutes } from "./flow-routes.ts";
import { checkHost, checkOrigin, chooseLanguage, secureHeaders } from "./guard.ts";
import { identify } from "./identify.ts";
import { registerLedgerImportRoutes } from "./ledger-import-routes.ts";
import { registerLedgerRoutes } from "./ledger-routes.ts";
import { KeyTaken, rememberWrites } from "./once.ts";
import { registerOrganisationRoutes } from "./organisation-routes.ts";
import { registerOverviewRoutes } from "./overview-routes.ts";
import { registerPackRoutes } from "./pack-routes.ts";
import { registerPeopleRoutes } from "./people-routes.ts";
import { registerProjectListRoutes } from "./project-list-routes.ts";
import { registerReleaseRoutes } from "./release-routes.ts";
import { registerSessionRoutes } from "./session-routes.ts";
import { serveWeb, type WebFiles } from "./static-files.ts";
import { registerTrailRoutes } from "./trail-routes.ts";
import { registerTripRoutes } from "./trip-routes.ts";
import { registerWebhookRoutes } from "./webhook-routes.ts";

export type AppOptions = {
  /** The address the server is bound to; decides which Host headers it answers to. */
  readonly host: string;
  /** The built web application, or null for the API alone. */
  readonly web: WebFiles | null;
};

/** SQLSTATE character_not_in_repertoire and untranslatable_character. */
const NO_CHARACTER: ReadonlySet<string> = new Set(["22021", "22P05"]);
/** SQLSTATE disk_full. */
const DISK_FULL = "53100";
/** SQLSTATE data_corrupted and index_corrupted: what is on the disk is not what was written. */
const DAMAGED: ReadonlySet<string> = new Set(["XX001", "XX002"]);
/** What passes when the database is back; a commit that was under way may have happened. */
const AWAY: ReadonlySet<StoreErrorCode> = new Set([
  "session-busy",
  "engine-restarted",
  "engine-unavailable",
  "connection-lost",
  "server-unavailable",
]);

export function buildApp(deps: Deps, { host, web }: AppOptions): App {
  const app = new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      return refuse(
        c,
        result.error.issues.map((issue) =>
          fault("request-invalid", { found: `${result.target} ${issue.path.join(".")}`, expected: issue.message }),
        ),
      );
    },
  });
  app.use("/api/*", atTheDoor(deps));
  // Every refusal is logged once, here; what was uploaded or asked is not.
  app.use("/api/*", async (c, next) => {
    await next();
    if (c.res.status >= 400 && c.res.status !== 500)
      deps.log.info({ method: c.req.method, path: c.req.path, status: c.res.status }, "refused");
  });
  app.use(chooseLanguage, secureHeaders, checkHost(host), checkOrigin, compress());
  app.use("/api/*", identify(deps), rememberWrites(deps));
  registerSessionRoutes(app, deps);
  registerDirectoryRoutes(app, deps);
  registerPeopleRoutes(app, deps);
  registerOrganisationRoutes(app, deps);
  registerTrailRoutes(app, deps);
  registerReleaseRoutes(app, deps);
  registerEvidenceRoutes(app, deps);
  registerCaseRoutes(app, deps);
  registerOverviewRoutes(app, deps);
  registerLedgerRoutes(app, deps);
  registerLedgerImportRoutes(app, deps);
  registerFileRoutes(app, deps);
  registerProjectListRoutes(app, deps);
  registerExportRoutes(app, deps);
  registerPackRoutes(app, deps);
  registerAuditRoutes(app, deps);
  registerTripRoutes(app, deps);
  registerFlowRoutes(app, deps);
  registerWebhookRoutes(app, deps);
  app.doc31("/api/openapi.json", { openapi: "3.1.0", info: { title: "Hengxiao", version: "1" } });
  app.all("/api/*", (c) => refuse(c, [fault("not-found", { found: c.req.path })]));
  if (web) app.get("*", serveWeb(web));
  app.notFound((c) => refuse(c, [fault("not-found", { found: c.req.path })]));
  app.onError((error, c) => {
    // Replaced by what the request that has the key answered (once.ts).
    if (error instanceof KeyTaken) return refuse(c, [fault("already-done", { found: error.message })]);
    // A body that is not what it says it is.
    if (error instanceof HTTPException && error.status < 500) return refuse(c, [fault("request-invalid", { found: error.message })]);
    // Characters that no record can hold, U+0000 before all: nothing of the request was kept.
    if (error instanceof DatabaseError && NO_CHARACTER.has(error.code))
      return refuse(c, [fault("request-invalid", { found: "U+0000", expected: "UTF-8" })]);
    const reference = randomUUID().slice(0, 8);
    if (error instanceof DatabaseError && error.code === DISK_FULL) {
      deps.log.error({ reference, method: c.req.method, path: c.req.path, error }, "disk full");
      return refuse(c, [fault("store-full")]);
    }
    if (error instanceof DatabaseError && DAMAGED.has(error.code)) {
      deps.log.error({ reference, method: c.req.method, path: c.req.path, error }, "data damaged");
      return refuse(c, [fault("store-damaged", { table: error.table ?? "?", detail: reference })]);
    }
    if (error instanceof StoreError && AWAY.has(error.code)) {
      deps.log.error({ reference, method: c.req.method, path: c.req.path, error }, "database away");
      return refuse(c, [fault("store-away")]);
    }
    deps.log.error({ reference, method: c.req.method, path: c.req.path, error }, "unexpected error");
    return refuse(c, [fault("internal", { found: reference })]);
  });
  return app;
}
