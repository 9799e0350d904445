// Every route × every role through HTTP, and nobody besides: exactly as the declared table says; a route without an action fails here.
// Then every route that takes an id, asked from another tenant: it answers as if there were no such thing.
import { afterAll, beforeAll, expect, test } from "vitest";
import { ACTIONS, type Action, type Actor, mayAtAll, nobody, ROLES, type Role } from "../../access/index.ts";
import { DEMONSTRATION_ZH } from "../messages/demonstration.zh.ts";
import { findAccount } from "../store/people/account-repository.ts";
import { demonstrationAccounts } from "../usecases/people/demonstration-accounts.ts";
import { openSession } from "../usecases/people/sign-in.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";

const SLOW = 300_000;
const OPEN = ["session.open", "session.read", "session.own"];

type Route = { readonly method: string; readonly path: string; readonly action: Action };

let server: TestApp;
let routes: readonly Route[];
beforeAll(async () => {
  server = await aTestApp();
  const document = (await (await server.ask("/api/openapi.json")).json()) as {
    paths: Record<string, Record<string, { "x-action"?: Action }>>;
  };
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { "x-action": action }]) => ({ method: method.toUpperCase(), path, action: action as Action })),
  );
}, SLOW);
afterAll(async () => await server.close());

/** Values that fit the parameter but name nothing. */
function filled(path: string): string {
  return path
    .replaceAll("{name}", path.includes("/files/") ? "report.docx" : "sheet.docx")
    .replaceAll("{seq}", "999999")
    .replace(/\{(n|table|version|number)\}/g, "1")
    .replace(/\{token\}/g, "x".repeat(30))
    .replace(/\{\w+\}/g, "unknown");
}

async function statusOf({ method, path }: Route, as: Role | "nobody"): Promise<number> {
  const body = ["POST", "PUT", "DELETE", "PATCH"].includes(method) ? { body: "{}", headers: { "content-type": "application/json" } } : {};
  const closes = method === "DELETE" && path === "/api/session";
  const headers = { ...body.headers, ...(closes && as !== "nobody" ? { cookie: await server.cookieOf(as) } : {}) };
  const response = await server.ask(filled(path), { ...body, method, headers }, closes ? "nobody" : as);
  await response.body?.cancel();
  return response.status;
}

function actorOf(role: Role): Actor {
  return { ...nobody("local", ""), accountId: "p", grants: [{ role, unitId: "u", unitPath: "/u/", bodyPath: "/u/" }] };
}

test("every route names an action of the table, and every action has a route", () => {
  expect(routes.filter(({ action }) => !ACTIONS.includes(action)).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  // An action that no route names is asked within one: what a release opens, and for whom it is sealed.
  const used = new Set(routes.map(({ action }) => action));
  expect(ACTIONS.filter((action) => !used.has(action))).toEqual(["trail.content"]);
});

test("no route of the application is missing from the table", () => {
  const declared = new Set(routes.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ":$1")}`));
  const served = server.app.routes.filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/"));
  const names = new Set(served.map(({ method, path }) => `${method} ${path}`));
  const missing = [...names].filter((name) => !declared.has(name) && name !== "GET /api/openapi.json");
  console.info(`routes: ${names.size} served, ${missing.length} not in the table`);
  expect(missing).toEqual([]);
  expect(names.size).toBeGreaterThanOrEqual(declared.size);
});

test(
  "every write that another site's page sends is refused before anything of it is read",
  async () => {
    const forgeries: readonly Readonly<Record<string, string>>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "http://127.0.0.1:8080.evil.example" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site", origin: "http://127.0.0.1:8080" },
    ];
    const writes = routes.filter(({ method }) => method !== "GET");
    const accepted: string[] = [];
    const isRefused = async ({ method, path }: Route, headers: Readonly<Record<string, string>>): Promise<boolean> => {
      const init = { method, body: "{}", headers: { "content-type": "application/json", ...headers } };
      const response = await server.ask(filled(path), init, "leading-group");
      return response.status === 403 && (await response.text()).includes("Origin: ");
    };
    for (const route of writes)
      for (const forgery of forgeries)
        if (!(await isRefused(route, forgery))) accepted.push(`${route.method} ${route.path} ${JSON.stringify(forgery)}`);
    console.info(`csrf: ${writes.length} routes × ${forgeries.length} forgeries, ${accepted.length} accepted`);
    expect(accepted).toEqual([]);
    // The canary: what comes from a page of our own is not refused so.
    const [own] = writes.filter(({ path }) => path === "/api/flows");
    expect(own && (await isRefused(own, { origin: "http://127.0.0.1:8080", "sec-fetch-site": "same-origin" }))).toBe(false);
  },
  SLOW,
);

test(
  "every route answers every role and nobody exactly as declared",
  async () => {
    let cells = 0;
    const wrong: string[] = [];
    for (const route of routes)
      for (const as of [...ROLES, "nobody"] as const) {
        const allowed =
          as === "nobody"
            ? mayAtAll(nobody("local", ""), route.action)
            : mayAtAll(actorOf(as), route.action) || OPEN.includes(route.action);
        const status = await statusOf(route, as);
        cells += 1;
        const refused = status === (as === "nobody" ? 401 : 403);
        // What only opens a session refuses a wrong one with the same number; it is no matter of roles.
        if (refused === allowed && !(route.action === "session.open" && status === 401))
          wrong.push(`${route.method} ${route.path} as ${as}: ${status}`);
      }
    console.info(`access: ${routes.length} routes × ${ROLES.length + 1} = ${cells} cells`);
    expect(wrong).toEqual([]);
  },
  SLOW,
);

/** The same address written otherwise, and what some servers take for another address or method. */
const WRITTEN_OTHERWISE: readonly ((path: string) => readonly [path: string, init?: RequestInit])[] = [
  (path) => [path],
  (path) => [`${path}/`],
  (path) => [path.replace("/api/", "/api//")],
  (path) => [path.replace("/api/", "//api/")],
  (path) => [path.replace("/api/", "/api/./")],
  (path) => [path.replace("/api/", "/api/x/%2e%2e/")],
  (path) => [path.replace("/api/", "/API/")],
  (path) => [path.replace("api", "%61pi")],
  (path) => [path.replace(/([a-z])([^/]*)$/, (_, first: string, rest: string) => `%${first.charCodeAt(0).toString(16)}${rest}`)],
  (path) => [`${path};x=1`],
  (path) => [`${path}%00`],
  (path) => [`${path}.json`],
  (path) => [path, { method: "HEAD" }],
  (path) => [path, { headers: { "x-http-method-override": "GET", "x-original-url": "/api/session", "x-rewrite-url": "/api/session" } }],
];

test(
  "what a role may not read is read by no other way of writing its address",
  async () => {
    const real = (path: string): string =>
      filled(
        path
          .replace("/cases/{id}", "/cases/nanchang-2019")
          .replace("/trip-years/{id}", "/trip-years/delegations-2019")
          .replace("/trips/{id}", "/trips/delegations-2019-2"),
      );
    const reads = routes.filter(({ method }) => method === "GET");
    const opened: string[] = [];
    let [asked, answered] = [0, 0];
    for (const { path, action } of reads) {
      const reader = await server.ask(real(path));
      await reader.body?.cancel();
      if (reader.ok) answered++;
      for (const as of [...ROLES, "nobody"] as const) {
        if (OPEN.includes(action) || mayAtAll(as === "nobody" ? nobody("local", "") : actorOf(as), action)) continue;
        for (const write of WRITTEN_OTHERWISE) {
          const [written, init] = write(real(path));
          const response = await server.ask(written, init, as);
          // A page of the application is not the answer: whoever asks for it gets the same for any address.
          if (response.ok && !(response.headers.get("content-type") ?? "").startsWith("text/html"))
            opened.push(`${written} as ${as}: ${response.status}`);
          await response.body?.cancel();
          asked++;
        }
      }
    }
    console.info(`addresses: ${asked} asked in ${WRITTEN_OTHERWISE.length} ways, ${opened.length} opened what is shut`);
    expect(opened).toEqual([]);
    // The canary: to somebody who may, many of the same addresses do answer.
    expect(answered).toBeGreaterThan(30);
  },
  SLOW,
);

test(
  "another tenant finds none of this one's things, whatever its role, and changes none",
  async () => {
    const { deps } = server;
    await demonstrationAccounts(deps, "elsewhere", DEMONSTRATION_ZH);
    const form = new FormData();
    form.append("files", new File(["# x"], "x.md"));
    const batch = (await (await server.ask("/api/audits", { method: "POST", body: form })).json()) as { id: string };
    await deps.audits.idle();
    const ids: readonly (readonly [string, string])[] = [
      ["/api/cases/{id}", "nanchang-2019"],
      ["/api/audits/{id}", batch.id],
      ["/api/trip-years/{id}", "delegations-2019"],
      ["/api/trips/{id}", "delegations-2019-2"],
    ];
    let asked = 0;
    for (const role of ROLES) {
      const account = await findAccount(deps.store.db, { tenant: "elsewhere", id: `demo-${role}` });
      if (!account) throw new Error(role);
      const { token } = await openSession(deps, { tenant: "elsewhere", account, from: "", agent: "", how: "password" });
      const cookie = `hengxiao=elsewhere~${token}`;
      for (const [root, id] of ids)
        for (const { method, path } of routes.filter((route) => route.path.startsWith(root))) {
          if (method !== "GET") continue;
          const response = await server.ask(filled(path.replace("{id}", id)), { headers: { cookie } }, "nobody");
          asked += 1;
          expect([role, path, response.status < 400]).toEqual([role, path, false]);
          expect(await response.text()).not.toContain("465.47");
        }
      const listed = await (await server.ask("/api/cases", { headers: { cookie } }, "nobody")).text();
      expect(listed).not.toContain("nanchang");
    }
    const admin = async (role: Role, path: string, body: object, method = "PUT") => {
      const account = await findAccount(deps.store.db, { tenant: "elsewhere", id: `demo-${role}` });
      if (!account) throw new Error(role);
      const { token } = await openSession(deps, { tenant: "elsewhere", account, from: "", agent: "", how: "password" });
      const headers = { cookie: `hengxiao=elsewhere~${token}`, "content-type": "application/json" };
      return (await server.ask(path, { method, headers, body: JSON.stringify(body) }, "nobody")).status;
    };
    const mine = deps.newId("u");
    expect(await admin("system-admin", `/api/units/${mine}`, { version: 1, name: "x" })).toBe(404);
    expect(await admin("security-admin", "/api/accounts/p-unknown/disabled", { disabled: true, reason: "x" })).toBe(404);
    console.info(`access: ${asked} questions from another tenant`);
  },
  SLOW,
);

test(
  "a refusal of somebody with an account stands in the audit trail",
  async () => {
    await server.ask("/api/accounts", {}, "clerk");
    const page = (await (await server.ask("/api/trail?result=refused&limit=1", {}, "audit-admin")).json()) as { events: object[] };
    expect(page.events).toMatchObject([{ action: "account.read", result: "refused", reason: "not-allowed", who: "经办人甲" }]);
  },
  SLOW,
);
