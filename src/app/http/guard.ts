// What every request passes before a route sees it: whose host it names, where a write comes from, and the headers every
// answer carries.
import { randomBytes } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { fault } from "../../kernel/index.ts";
import { languageOf } from "../messages/language.ts";
import type { AppEnv } from "./app-env.ts";
import { isLoopback } from "./connection.ts";
import { problemOf, problemResponse } from "./problem.ts";

const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"];

/** Sets the request's language: ?lang=, else what the browser prefers, else Chinese. */
export const chooseLanguage: MiddlewareHandler<AppEnv> = async (c, next) => {
  c.set("language", languageOf(c.req.query("lang") ?? c.req.header("accept-language")));
  await next();
};

/**
 * A server bound to loopback answers only to loopback names: a page that rebinds its own name to 127.0.0.1 is turned away.
 * Bound elsewhere, or asked through a proxy we know, names are the network's business and only the origin of writes is checked.
 */
export function checkHost(bound: string): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!isLoopback(bound) || c.env?.connection?.isProxied || LOOPBACK_NAMES.includes(hostname(c.req.header("host")))) return await next();
    return problemResponse(
      problemOf(
        [fault("request-invalid", { found: `Host: ${c.req.header("host") ?? ""}`, expected: LOOPBACK_NAMES.join(", ") })],
        c.get("language"),
        421,
      ),
    );
  };
}

/** A write must come from a page of this very server, or from no page at all (a script of the user's own). */
export const checkOrigin: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (["GET", "HEAD"].includes(c.req.method)) return await next();
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site");
  const host = (c.env?.connection?.host ?? c.req.header("host") ?? "").toLowerCase();
  const sameOrigin = origin === undefined || originHost(origin) === host;
  if (sameOrigin && (site === undefined || site === "same-origin" || site === "none")) return await next();
  return problemResponse(
    problemOf([fault("request-invalid", { found: `Origin: ${origin ?? site ?? ""}`, expected: host })], c.get("language"), 403),
  );
};

const COMMON_HEADERS: readonly (readonly [string, string])[] = [
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"],
  ["referrer-policy", "no-referrer"],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
  ["permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
];

/** For so long a browser that came encrypted comes back encrypted. */
const ONE_YEAR = "max-age=31536000";

// Data and downloads run nothing and load nothing, wherever they are opened.
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** The page's own policy. The component library writes its style sheets at run time, and only with this answer's nonce. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export function makeNonce(): string {
  return randomBytes(16).toString("base64");
}

export const secureHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  for (const [name, value] of COMMON_HEADERS) c.res.headers.set(name, value);
  if (c.env?.connection?.secure) c.res.headers.set("strict-transport-security", ONE_YEAR);
  if (!c.res.headers.has("content-security-policy")) c.res.headers.set("content-security-policy", DATA_POLICY);
  if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
};

function hostname(host: string | undefined): string {
  return (host ?? "").toLowerCase().replace(/:\d+$/, "");
}

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host.toLowerCase() : null;
}
