// The way to the house's directory and back. The browser goes there by itself, so what is answered is where to go: on to the page that
// was wanted, or back to the sign-in page with the reason.
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { fault } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { hideSecret, openSecret } from "../keys/hide-secret.ts";
import type { PendingSignIn } from "../usecases/directory/directory.ts";
import { signInByDirectory } from "../usecases/directory/sign-in-by-directory.ts";
import { refuse } from "./answers.ts";
import type { App, AppEnv } from "./app-env.ts";
import { problemSchema } from "./contract.ts";
import { giveSession, guarded, isSecure } from "./identify.ts";

const COOKIE = "hengxiao-directory";
const ROOT = "/api/session/directory";
/** Whoever takes longer over there begins anew. */
const MINUTES = 10;
const OWNER = "directory sign-in";

type Pending = PendingSignIn & { readonly next: string; readonly at: string };

const moves = {
  302: { description: "where the browser goes on" },
  default: { description: "problem", content: { "application/problem+json": { schema: problemSchema } } },
} as const;

export function registerDirectoryRoutes(app: App, deps: Deps): void {
  const { directory } = deps;
  app.openapi(
    createRoute({
      ...guarded("session.open"),
      method: "get",
      path: ROOT,
      request: { query: z.object({ next: z.string().max(2000).optional() }) },
      responses: moves,
    }),
    async (c) => {
      if (!directory) return refuse(c, [fault("not-found", { found: c.req.path })]);
      try {
        const { goTo, pending } = await directory.begin(`${baseOf(c, deps)}${ROOT}/return`);
        keepPending(c, deps, { ...pending, next: c.req.valid("query").next ?? "/", at: deps.now() });
        return c.redirect(goTo);
      } catch (error) {
        deps.log.warn({ error }, "the directory cannot be reached");
        return c.redirect("/sign-in?directory=unavailable");
      }
    },
  );

  app.openapi(createRoute({ ...guarded("session.open"), method: "get", path: `${ROOT}/return`, responses: moves }), async (c) => {
    if (!directory) return refuse(c, [fault("not-found", { found: c.req.path })]);
    const pending = takePending(c, deps);
    const back = (why: "refused" | "unknown" | "second-factor") => c.redirect(`/sign-in?directory=${why}`);
    if (!pending) return back("refused");
    const cameBackTo = new URL(`${baseOf(c, deps)}${ROOT}/return${new URL(c.req.url).search}`);
    let person: Awaited<ReturnType<typeof directory.finish>>;
    try {
      person = await directory.finish(cameBackTo, pending);
    } catch (error) {
      deps.log.warn({ reason: error instanceof Error ? error.message : "" }, "the directory's answer does not hold");
      return back("refused");
    }
    const { tenant } = deps;
    const outcome = await signInByDirectory(deps, {
      ...{ tenant, person, settings: directory.settings, from: c.get("actor").from, agent: c.req.header("user-agent") ?? "" },
      replaces: c.get("signedIn"),
    });
    if (outcome.kind !== "opened") return back(outcome.kind);
    giveSession(c, tenant, outcome.session);
    // The page itself leads on, and only to a page of its own.
    return c.redirect(`/sign-in?next=${encodeURIComponent(pending.next)}`);
  });
}

/** How the browser reaches us; the directory knows this address and sends nobody to another. */
export function baseOf(c: Context<AppEnv>, { config }: Pick<Deps, "config">): string {
  if (config.publicUrl !== null) return config.publicUrl;
  return `${isSecure(c) ? "https" : "http"}://${c.env?.connection?.host ?? c.req.header("host") ?? ""}`;
}

function keepPending(c: Context<AppEnv>, deps: Deps, pending: Pending): void {
  const sealed = Buffer.from(hideSecret(deps.keys.hiding, OWNER, JSON.stringify(pending))).toString("base64url");
  // Lax: the browser comes back from another site.
  setCookie(c, COOKIE, sealed, { httpOnly: true, sameSite: "Lax", path: ROOT, secure: isSecure(c), maxAge: MINUTES * 60 });
}

/** Good for one return, and not for long. */
function takePending(c: Context<AppEnv>, deps: Deps): Pending | null {
  const sealed = getCookie(c, COOKIE);
  deleteCookie(c, COOKIE, { path: ROOT });
  if (sealed === undefined) return null;
  try {
    const pending = JSON.parse(openSecret(deps.keys.hiding, OWNER, Buffer.from(sealed, "base64url"))) as Pending;
    return Date.parse(deps.now()) - Date.parse(pending.at) <= MINUTES * 60_000 ? pending : null;
  } catch {
    return null; // not sealed by us
  }
}
