// A write with a key (`Idempotency-Key`) is done once, however often it comes: the key, the effect and the answer are one transaction.
// Whoever comes again with the same request gets the same status and body; with another request, a refusal. Twins that come at once are
// told apart by the database: the second waits for the first, does nothing, and gets the first one's answer.
// Keys are kept by tenant and account; without an account, and for passwords and sessions, there are none.
import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler, Next } from "hono";
import { fault } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { hideSecret, openSecret } from "../keys/hide-secret.ts";
import { inOneTransaction } from "../store/one-transaction.ts";
import { claimKey, findKeyedAnswer, keepAnswer, type RequestKey } from "../store/requests/request-key-repository.ts";
import { refuse } from "./answers.ts";
import type { AppEnv, Steps } from "./app-env.ts";

type Answer = { readonly status: number; readonly type: string; readonly etag: string | null; readonly body: string };

const KEY = /^[\x21-\x7e]{1,200}$/;
const HOUR = 60 * 60_000;

/** Thrown where another request has the key; what that one answered takes its place. */
export class KeyTaken extends Error {
  override readonly name = "KeyTaken";
}

/** Sets how the request's writes are done once. */
export function rememberWrites(deps: Deps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    c.set("once", (work, steps) => once(c, deps, work, steps));
    await next();
  };
}

async function once(c: Context<AppEnv>, deps: Deps, work: Next, steps: Steps): Promise<Response | undefined> {
  const key = c.req.header("idempotency-key");
  const { tenant, accountId } = c.get("actor");
  if (key === undefined || accountId === null) {
    await work();
    return undefined;
  }
  if (!KEY.test(key)) return refuse(c, [fault("request-invalid", { found: "Idempotency-Key", expected: "1 … 200 ASCII" })]);
  const { db } = deps.store;
  const id: RequestKey = { tenant, accountId, key };
  const hash = await hashOf(c);
  const earlier = async (): Promise<Response | undefined> => {
    const found = await findKeyedAnswer(db, id, deps.now());
    if (!found) return undefined;
    if (found.request_hash !== hash) return refuse(c, [fault("key-reused", { found: key })]);
    if (found.answer === null) return refuse(c, [fault("already-done", { found: key })]);
    return responseOf(JSON.parse(openSecret(deps.keys.hiding, ownerOf(id), found.answer)) as Answer);
  };
  const known = await earlier();
  if (known) return known;

  let isMine = false;
  const begun = async (): Promise<void> => {
    const now = deps.now();
    const expiresAt = new Date(Date.parse(now) + deps.requests.keyHours * HOUR).toISOString();
    isMine = await claimKey(db, { ...id, hash, now, expiresAt });
    if (!isMine) throw new KeyTaken(key);
  };
  const keep = async (): Promise<void> =>
    await keepAnswer(db, id, hideSecret(deps.keys.hiding, ownerOf(id), JSON.stringify(await answerOf(c.res))));
  await inOneTransaction({ begun, kept: steps === "one" }, async (isHeld) => {
    await work();
    if (c.error) return false;
    if (isHeld()) await keep();
    return true;
  });
  if (isMine) {
    if (steps === "several" && !c.error) await keep();
    return undefined;
  }
  // What it looked at before it wrote may have been the twin's doing: then the twin's answer is this one's too.
  const twin = c.error || c.res.status >= 400 ? await earlier() : undefined;
  if (twin) {
    // Without the headers of the refusal it takes the place of.
    c.res = undefined;
    c.res = twin;
  }
  return undefined;
}

/** An answer is bound to its key: in another row it cannot be read. */
function ownerOf({ tenant, accountId, key }: RequestKey): string {
  return JSON.stringify([tenant, accountId, key]);
}

/** The same for the same request; a form's is that of its parts, for each sending parts them with other marks. */
async function hashOf(c: Context<AppEnv>): Promise<string> {
  const hash = createHash("sha256");
  const url = new URL(c.req.url);
  const add = (part: string | Uint8Array): void => {
    const bytes = typeof part === "string" ? Buffer.from(part) : part;
    hash.update(`${bytes.byteLength}:`).update(bytes);
  };
  for (const part of [c.req.method, url.pathname, url.search]) add(part);
  if (c.req.header("content-type")?.toLowerCase().startsWith("multipart/form-data")) {
    for (const [name, value] of await c.req.formData()) {
      add(name);
      add(typeof value === "string" ? value : value.name);
      if (typeof value !== "string") add(new Uint8Array(await value.arrayBuffer()));
    }
  } else add(await c.req.text());
  return hash.digest("hex");
}

async function answerOf(response: Response): Promise<Answer> {
  return {
    status: response.status,
    type: response.headers.get("content-type") ?? "application/json",
    etag: response.headers.get("etag"),
    body: Buffer.from(await response.clone().arrayBuffer()).toString("base64"),
  };
}

function responseOf({ status, type, etag, body }: Answer): Response {
  const headers = { "content-type": type, "idempotency-replayed": "true", ...(etag === null ? {} : { etag }) };
  return new Response(Buffer.from(body, "base64"), { status, headers });
}
