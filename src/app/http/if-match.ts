// Versions by the header: `If-Match: "7"` stands for the body's `version`, as an answer's ETag gave it.
import type { Context, MiddlewareHandler } from "hono";
import { fault } from "../../kernel/index.ts";
import { refuse } from "./answers.ts";
import type { AppEnv } from "./app-env.ts";

const TAG = /^(?:W\/)?"(\d{1,9})"$/;
const EXPECTED = 'If-Match: "7"';

/** Where a change must name the version it was made on and names none. */
export const NO_VERSION = fault("request-invalid", { found: "version", expected: `version=7, ${EXPECTED}` });

/** The tag of a thing's version. A language's or a reader's own view of it has the same: it names the content, not the bytes. */
export function tagVersion(c: Context<AppEnv>, version: number): void {
  c.header("etag", `W/"${version}"`);
}

/** Puts the header's version into a JSON body that names none; two that differ are refused, as is what is no version at all. */
export const takeIfMatch: MiddlewareHandler<AppEnv> = async (c, next) => {
  const header = c.req.header("if-match");
  if (header === undefined) return await next();
  const version = Number(TAG.exec(header.trim())?.[1] ?? Number.NaN);
  const wrong = (found: string) => refuse(c, [fault("request-invalid", { found, expected: EXPECTED })]);
  if (Number.isNaN(version)) return wrong(`If-Match: ${header}`);
  c.set("ifMatch", version);
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) return await next();
  const body = parsed(await c.req.text());
  if (typeof body !== "object" || body === null || Array.isArray(body)) return await next();
  const given = (body as { readonly version?: unknown }).version ?? undefined;
  if (given !== undefined && given !== version) return wrong(`version ${String(given)}, If-Match: ${header}`);
  // Kept as a promise, whatever its type says.
  c.req.bodyCache.text = Promise.resolve(JSON.stringify({ ...body, version })) as unknown as string;
  return await next();
};

/** undefined where it is no JSON, which the route's own schema then says. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
