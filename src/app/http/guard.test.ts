import { afterAll, beforeAll, expect, test } from "vitest";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { buildApp } from "./build-app.ts";

let server: TestApp;
beforeAll(async () => {
  server = await aTestApp();
});
afterAll(async () => await server.close());

test("the page lets in only its own scripts and style sheets with this answer's nonce", async () => {
  const [first, second] = [await server.ask("/cases/nanchang-2019/scorecard"), await server.ask("/")];
  const policy = first.headers.get("content-security-policy") ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
  expect(nonce).not.toBe("");
  expect(await first.text()).toContain(`nonce="${nonce}"`);
  expect(second.headers.get("content-security-policy")).not.toContain(nonce);
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
});

test("hashed files are kept for ever, pages and data are not kept", async () => {
  expect((await server.ask("/assets/index-abc.js")).headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect((await server.ask("/")).headers.get("cache-control")).toContain("no-store");
  expect((await server.ask("/api/packs")).headers.get("cache-control")).toBe("no-store");
});

test("every answer says not to guess its type and not to be framed, and allows no other origin", async () => {
  for (const path of ["/", "/api/packs", "/api/none", "/assets/index-abc.js"]) {
    const { headers } = await server.ask(path);
    expect([
      path,
      headers.get("x-content-type-options"),
      headers.get("x-frame-options"),
      headers.get("access-control-allow-origin"),
    ]).toEqual([path, "nosniff", "DENY", null]);
  }
});

test("a file that was not built is not found, whatever the path climbs through", async () => {
  for (const path of ["/assets/other.js", "/../package.json", "/assets/%2e%2e/%2e%2e/package.json", "/.git/config.txt"])
    expect((await server.ask(path)).status).toBe(404);
});

test("a server on loopback answers to no other host name", async () => {
  for (const host of ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", ""])
    expect([host, (await server.ask("/api/cases", { headers: { host } })).status]).toEqual([host, 421]);
  for (const host of ["localhost:8080", "127.0.0.1", "[::1]:8080"])
    expect([host, (await server.ask("/api/cases", { headers: { host } })).status]).toEqual([host, 200]);
});

test("a server bound to a network address leaves names to the network", async () => {
  const open = buildApp(server.deps, { host: "0.0.0.0", web: null });
  expect((await open.request("/api/packs", { headers: { host: "evaluation.example" } })).status).toBe(200);
});

test("a write from another site's page is refused before it is read", async () => {
  const body = new FormData();
  body.append("file", new File(["x"], "dossier.yaml"));
  const from = async (headers: Record<string, string>) => (await server.ask("/api/cases", { method: "POST", body, headers })).status;
  expect(await from({ origin: "https://evil.example" })).toBe(403);
  expect(await from({ origin: "null" })).toBe(403);
  expect(await from({ "sec-fetch-site": "cross-site" })).toBe(403);
  expect(await from({ "sec-fetch-site": "same-site", origin: "http://127.0.0.1:8080" })).toBe(403);
  expect(await from({ origin: "http://127.0.0.1:8080", "sec-fetch-site": "same-origin" })).toBe(422);
  expect(await from({})).toBe(422);
});

test("a defect gives a reference number and no inner detail", async () => {
  const broken = buildApp({ ...server.deps, store: undefined as never }, { host: "127.0.0.1", web: null });
  const response = await broken.request("/api/cases", { headers: { host: "localhost" } });
  const problem = (await response.json()) as { reference: string; detail: string };
  expect(response.status).toBe(500);
  expect(problem.reference).toMatch(/^[0-9a-f]{8}$/);
  expect(problem.detail).toContain(problem.reference);
  expect(JSON.stringify(problem)).not.toMatch(/undefined|TypeError|\.ts/);
});
