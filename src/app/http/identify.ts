// Who asks: the session's cookie becomes an actor before any route runs, and each route says which action of the permission table it is.
// A request that may not is refused here, and the refusal stands in the audit trail.
import type { Context, MiddlewareHandler } from "hono";
import { every } from "hono/combine";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { type Action, type Actor, mayAtAll, nobody } from "../../access/index.ts";
import { type Fault, fault } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { recordEvent } from "../store/trail/record-event.ts";
import type { OpenedSession } from "../usecases/people/sign-in.ts";
import { type SignedIn, whoIsSignedIn } from "../usecases/people/signed-in.ts";
import { refuse } from "./answers.ts";
import type { AppEnv, Steps } from "./app-env.ts";
import { takeIfMatch } from "./if-match.ts";
import { type RateClass, rates } from "./rates.ts";
import { limitBody, readForm } from "./uploads.ts";

const PLAIN_COOKIE = "hengxiao";
const SECURE_COOKIE = "__Host-hengxiao";
const DEVICE_COOKIE = "hengxiao-device";
const DEVICE_SECONDS = 180 * 24 * 3600;

/** Sets the actor of the request, and how a refusal is recorded. */
export function identify(deps: Deps): MiddlewareHandler<AppEnv> {
  const spend = rates(deps.requests);
  return async (c, next) => {
    const from = addressOf(c);
    const token = getCookie(c, isSecure(c) ? SECURE_COOKIE : PLAIN_COOKIE);
    // The token says whose session it is; the tenant stands before it so that it can be looked up where it is kept.
    const [tenant, secret] = token?.split("~") ?? [];
    const stand = c.get("stand") ?? (tenant && secret ? await deps.reads.stand() : undefined);
    const signedIn = tenant && secret ? await whoIsSignedIn(deps, { tenant, token: secret, from, stand }) : null;
    const actor = signedIn?.actor ?? nobody(deps.tenant, from);
    c.set("stand", stand);
    c.set("signedIn", signedIn);
    c.set("hasEnded", token !== undefined && signedIn === null);
    c.set("actor", actor);
    c.set("largest", deps.requests.largestKilobytes * 1024);
    c.set("spend", (what) => spend(what, { session: signedIn?.tokenHash ?? null, address: from }));
    c.set("deny", (action) => recordDenial(deps, actor, action, c.req.path));
    await next();
  };
}

export type RouteBounds = {
  /** Bytes of a request's body where it brings a file; else what the parameters say. */
  readonly largest?: number;
  /** What of it has its limit a minute; opening a session has its own. */
  readonly rate?: RateClass;
  /** Where the work is of several transactions, or begins what goes on in the background. */
  readonly steps?: Steps;
};

/** A route's action and bounds, for createRoute: `createRoute({ ...guarded("case.read"), … })`. */
export function guarded(action: Action, { largest, rate, steps = "one" }: RouteBounds = {}) {
  const counted = action === "session.open" ? "sign-in" : rate;
  const before = counted === undefined ? [permits(action)] : [permits(action), limitRate(counted)];
  const withBody = every(limitBody(largest), readForm, takeIfMatch, doneOnce(action, steps));
  const bodyOnly: MiddlewareHandler<AppEnv> = async (c, next) => await (isBareQuestion(c) ? next() : withBody(c, next));
  return { "x-action": action, middleware: [...before, bodyOnly] };
}

const OF_A_BODY = ["content-length", "transfer-encoding", "if-match"];

/** Whether it brings nothing that would have to be looked at. */
function isBareQuestion({ req }: Context<AppEnv>): boolean {
  return ["GET", "HEAD"].includes(req.method) && OF_A_BODY.every((name) => req.header(name) === undefined);
}

function limitRate(what: RateClass): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const seconds = await c.get("spend")(what);
    if (seconds === null) return await next();
    c.header("retry-after", String(seconds));
    return refuse(c, [fault("too-many-requests", { found: String(seconds) })]);
  };
}

/** Nothing of a session is kept to be answered again: its cookie is given once. */
function doneOnce(action: Action, steps: Steps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.req.method === "GET" || action.startsWith("session.")) return await next();
    return await c.get("once")(next, steps);
  };
}

function permits(action: Action): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const signedIn = c.get("signedIn");
    // Whose session has ended is told so everywhere: he would take what is open to everybody for all there is.
    if (c.get("hasEnded") && !action.startsWith("session.")) return refuse(c, [fault("sign-in-needed")]);
    if (mayAtAll(c.get("actor"), action) || (signedIn !== null && action.startsWith("session."))) return await next();
    await c.get("deny")(action);
    return refuse(c, [refusalOf(signedIn)], signedIn === null ? 401 : 403);
  };
}

function refusalOf(signedIn: SignedIn | null): Fault {
  if (signedIn === null) return fault("sign-in-needed");
  if (signedIn.breaches.length > 0)
    return fault("separation-of-duties", { found: signedIn.breaches.map((pair) => pair.join(", ")).join("; ") });
  return signedIn.stage === "open" ? fault("not-allowed") : fault("password-change-needed", { found: signedIn.stage });
}

async function recordDenial(deps: Deps, actor: Actor, action: Action, path: string): Promise<void> {
  // Whoever has no account asks for what is not open all day long; that is the web's noise, and the log has it.
  if (actor.accountId === null) return;
  await deps.store.db.transaction().execute(async (transaction) => {
    await recordEvent(transaction, deps, { actor, action, object: { kind: "route", id: path }, result: "refused", reason: "not-allowed" });
  });
}

/** Gives the browser the session; script never sees it, and no other site's page sends it. */
export function giveSession(c: Context<AppEnv>, tenant: string, { token, device }: Pick<OpenedSession, "token" | "device">): void {
  const secure = isSecure(c);
  const flags = { httpOnly: true, sameSite: "Strict", path: "/", secure } as const;
  setCookie(c, secure ? SECURE_COOKIE : PLAIN_COOKIE, `${tenant}~${token}`, flags);
  setCookie(c, secure ? `__Host-${DEVICE_COOKIE}` : DEVICE_COOKIE, device, { ...flags, maxAge: DEVICE_SECONDS });
}

/** What this browser keeps since somebody signed in there: it opens nothing, it only has a lock-out count of its own. */
export function deviceOf(c: Context<AppEnv>): string | null {
  return getCookie(c, isSecure(c) ? `__Host-${DEVICE_COOKIE}` : DEVICE_COOKIE) ?? null;
}

export function takeSession(c: Context<AppEnv>): void {
  deleteCookie(c, PLAIN_COOKIE, { path: "/" });
  if (isSecure(c)) deleteCookie(c, SECURE_COOKIE, { path: "/", secure: true });
}

export function isSecure(c: Context<AppEnv>): boolean {
  return c.env?.connection?.secure ?? new URL(c.req.url).protocol === "https:";
}

function addressOf(c: Context<AppEnv>): string {
  return c.env?.connection?.address ?? "";
}
