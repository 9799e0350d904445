// What was answered before is answered again before anything else is done, as long as all that the answer was made of stands where it
// stood. Nothing is decided here that was not decided before, nothing refused, nothing recorded: whatever is not surely the same goes
// the ordinary way.
import type { Context, MiddlewareHandler } from "hono";
import { mayAtAll, type Reach, reaches, reachOf } from "../../access/index.ts";
import type { Deps } from "../compose.ts";
import { heldAtOnePlace } from "../store/kept/held-at-one-place.ts";
import { CASE_TABLES, SESSION_TABLES } from "../store/kept/open-reads.ts";
import type { SignedIn } from "../usecases/people/signed-in.ts";
import type { AppEnv, SharedAnswer } from "./app-env.ts";
import { isSecure } from "./identify.ts";

type Asker = Pick<SignedIn, "unchangedUntil"> & { readonly reach: Reach };
type Answer = SharedAnswer & { readonly headers: Readonly<Record<string, string>> };

const MOST_BYTES_OF_ASKERS = 16 * 1024 * 1024;
const MOST_BYTES_OF_ANSWERS = 64 * 1024 * 1024;
/** What an entry weighs beside its key and its bytes, generously. */
const ENTRY_BYTES = 2000;
/** What of a request has more asked than its address says. */
const ASKS_MORE = [
  ...["content-length", "transfer-encoding", "if-match", "if-none-match", "if-modified-since", "if-unmodified-since"],
  ...["if-range", "range", "expect", "idempotency-key"],
];

/** Before every other middleware of the API. */
export function atTheDoor(deps: Deps): MiddlewareHandler<AppEnv> {
  const askers = heldAtOnePlace<Asker>(MOST_BYTES_OF_ASKERS);
  const answers = heldAtOnePlace<Answer>(MOST_BYTES_OF_ANSWERS);
  return async (c, next) => {
    const cookie = c.req.header("cookie");
    if (c.req.method !== "GET" || cookie === undefined || ASKS_MORE.some((name) => c.req.header(name) !== undefined)) return await next();
    const { changes } = deps.store;
    const asking = `${isSecure(c)} ${cookie}`;
    const question = questionOf(c);
    // Where the store stands before anything is read of it. A server is asked only for somebody who is known, and only once.
    if (changes === null && askers.has(asking)) c.set("stand", await deps.reads.stand().catch(() => undefined));
    const peopleAt = changes?.stamp(SESSION_TABLES) ?? c.get("stand");
    const casesAt = changes?.stamp(CASE_TABLES) ?? c.get("stand");
    const asker = askers.find(asking, peopleAt);
    const answer = asker && answers.find(keyOf(asker.reach.tenant, question), casesAt);
    if (asker && answer && Date.parse(deps.now()) < asker.unchangedUntil && reaches(asker.reach, answer.target))
      return new Response(answer.bytes, { headers: answer.headers });
    await next();
    const shared = c.get("shared");
    const signedIn = c.get("signedIn");
    if (shared === undefined || !isWholly(signedIn) || !isAsPacked(c.res)) return;
    const { actor, unchangedUntil } = signedIn;
    const weight = ENTRY_BYTES + 2 * asking.length;
    askers.keep(asking, peopleAt ?? c.get("stand"), { reach: reachOf(actor, "case.read"), unchangedUntil }, weight);
    const headers = Object.fromEntries(c.res.headers);
    const key = keyOf(actor.tenant, question);
    answers.keep(key, casesAt ?? c.get("stand"), { ...shared, headers }, ENTRY_BYTES + 2 * key.length + shared.bytes.length);
  };
}

/** All of a request that its answer can depend on beside who asks, word for word. */
function questionOf({ req, env }: Context<AppEnv>): string {
  const { secure, isProxied } = env?.connection ?? {};
  return [req.url, req.header("host"), req.header("accept-language"), req.header("accept-encoding"), secure, isProxied].join("\n");
}

function keyOf(tenant: string, question: string): string {
  return `${tenant}\n${question}`;
}

/** Whether no step of signing in is left, no roles stand against each other, and the action is open to one of the roles. */
function isWholly(signedIn: SignedIn | null): signedIn is SignedIn {
  return signedIn?.stage === "open" && signedIn.breaches.length === 0 && mayAtAll(signedIn.actor, "case.read");
}

/** Whether what was kept packed is what left. */
function isAsPacked({ status, headers }: Response): boolean {
  return status === 200 && headers.get("content-encoding") === "gzip" && !headers.has("set-cookie");
}
