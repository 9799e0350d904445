// What a script cannot do however fast it is: try passwords, search and export without end, send without measure.
import { afterAll, beforeAll, expect, test } from "vitest";
import { aTestApp, type TestApp } from "./app.builder.ts";
import type { App, AppEnv } from "./app-env.ts";
import { buildApp } from "./build-app.ts";

let server: TestApp;
let app: App;
beforeAll(async () => {
  server = await aTestApp();
  const requests = { ...server.deps.requests, signInsPerMinute: 3, searchesPerMinute: 4, exportsPerMinute: 2, largestKilobytes: 1 };
  app = buildApp({ ...server.deps, requests }, { host: "127.0.0.1", web: null });
});
afterAll(async () => await server.close());

async function ask(path: string, { from = "10.0.0.1", cookie = "", ...init }: RequestInit & { from?: string; cookie?: string } = {}) {
  const connection = { address: from, secure: false, host: "127.0.0.1", isProxied: false };
  const headers = { host: "127.0.0.1", ...(cookie === "" ? {} : { cookie }), "content-type": "application/json" };
  return await app.request(path, { ...init, headers }, { connection } as AppEnv["Bindings"]);
}

test("an address tries to sign in so often and no more; another address is not kept from it", async () => {
  const body = JSON.stringify({ login: "nobody", password: "Kiefer-41-Wolke-77" });
  const tries = [];
  for (let n = 0; n < 5; n++) tries.push(await ask("/api/session", { method: "POST", body }));
  expect(tries.map(({ status }) => status)).toEqual([401, 401, 401, 429, 429]);
  const refused = tries.at(-1);
  expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  expect(Number(refused?.headers.get("retry-after"))).toBeLessThanOrEqual(60);
  expect(await refused?.json()).toMatchObject({ code: "too-many-requests" });
  // A link is another door of the same house.
  expect((await ask("/api/links/look", { method: "POST", body: JSON.stringify({ token: "x".repeat(30) }) })).status).toBe(429);
  expect((await ask("/api/session", { method: "POST", body, from: "10.0.0.2" })).status).toBe(401);
});

test("a session searches and exports so often and no more, wherever it comes from; what is neither has no limit", async () => {
  const mine = await server.cookieOf("audit-admin");
  const search = async (from: string, cookie: string) => (await ask("/api/trail", { from, cookie })).status;
  const searches = [];
  for (let n = 0; n < 5; n++) searches.push(await search(`10.0.1.${n}`, mine));
  expect(searches).toEqual([200, 200, 200, 200, 429]);
  expect(await search("10.0.1.1", await server.cookieOf("audit-admin"))).toBe(200);
  const exports = [];
  for (let n = 0; n < 3; n++) exports.push((await ask("/api/trail/proof", { cookie: mine })).status);
  expect(exports).toEqual([200, 200, 429]);
  for (let n = 0; n < 6; n++) expect((await ask("/api/permissions", { cookie: mine })).status).toBe(200);
});

test("a request that is too large is refused before it is read, said or not said how large it is", async () => {
  const cookie = await server.cookieOf("system-admin");
  const unit = (name: string) => JSON.stringify({ parentId: "foreign-affairs", kind: "division", name, code: null });
  const large = await ask("/api/units", { method: "POST", cookie, body: unit("x".repeat(2000)) });
  expect([large.status, ((await large.json()) as { code: string }).code]).toEqual([413, "request-too-large"]);
  const stream = new Blob([unit("x".repeat(2000))]).stream();
  const unsaid = await ask("/api/units", { method: "POST", cookie, body: stream, duplex: "half" } as RequestInit & { cookie: string });
  expect(unsaid.status).toBe(413);
  expect((await ask("/api/units", { method: "POST", cookie, body: unit("档案处") })).status).toBe(200);
});
