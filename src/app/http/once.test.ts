// Writes with a key: done once, answered the same each time, on whichever database this project of tests has.
import { assert as always, asyncProperty, integer } from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../access/index.ts";
import { findAccount } from "../store/people/account-repository.ts";
import { listUnits } from "../store/people/unit-repository.ts";
import { forgetKeys } from "../store/requests/request-key-repository.ts";
import { openSession } from "../usecases/people/sign-in.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { buildApp } from "./build-app.ts";

let server: TestApp;
beforeAll(async () => {
  server = await aTestApp();
});
afterAll(async () => await server.close());

let made = 0;
const fresh = (): string => `key-${++made}`;

async function send(key: string | null, path: string, body: object, as: Role = "system-admin", method = "POST"): Promise<Response> {
  const headers = { "content-type": "application/json", ...(key === null ? {} : { "idempotency-key": key }) };
  return await server.ask(path, { method, headers, body: JSON.stringify(body) }, as);
}

const aUnit = (name: string) => ({ parentId: "foreign-affairs", kind: "division", name, code: null });

async function unitsNamed(name: string): Promise<number> {
  return (await listUnits(server.deps.store.db, server.deps.tenant)).filter((unit) => unit.name === name).length;
}

test("a request that comes again with its key does nothing again and is answered the same", async () => {
  const key = fresh();
  const first = await send(key, "/api/units", aUnit("一处"));
  const again = await send(key, "/api/units", aUnit("一处"));
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(first.headers.get("idempotency-replayed")).toBeNull();
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(again.headers.get("content-type")).toBe(first.headers.get("content-type"));
  expect(await again.text()).toBe(await first.text());
  expect(await unitsNamed("一处")).toBe(1);
});

test("without a key each request is one of its own", async () => {
  await send(null, "/api/units", aUnit("二处"));
  await send(null, "/api/units", aUnit("二处"));
  expect(await unitsNamed("二处")).toBe(2);
});

test("a key that was used for another request is refused, and nothing changes", async () => {
  const key = fresh();
  await send(key, "/api/units", aUnit("三处"));
  const other = await send(key, "/api/units", aUnit("四处"));
  expect(other.status).toBe(422);
  expect(await other.json()).toMatchObject({ code: "key-reused" });
  expect((await send(key, "/api/units?lang=en", aUnit("三处"))).status).toBe(422);
  expect([await unitsNamed("三处"), await unitsNamed("四处")]).toEqual([1, 0]);
});

test("a key is the account's own: another one's request with the same key is another request", async () => {
  const key = fresh();
  const account = { login: "keyed", name: "甲", unitId: "foreign-affairs", directorySubject: null, roles: [], reason: "新来" };
  expect((await send(key, "/api/accounts", account)).status).toBe(200);
  const trip = await send(key, "/api/trail/releases", { first: "1", last: "2", reason: "核对" }, "audit-admin");
  expect(trip.status).toBe(200);
});

test("an answer's secrets are not to be read in the database, and open only in their own row", async () => {
  const key = fresh();
  const account = { login: "secretive", name: "乙", unitId: "foreign-affairs", directorySubject: null, roles: [], reason: "新来" };
  const first = (await (await send(key, "/api/accounts", account)).json()) as { token: string };
  expect((await (await send(key, "/api/accounts", account)).json()) as object).toEqual(first);
  const { rows } = await sql<{ answer: Uint8Array }>`select answer from request_keys where key = ${key}`.execute(server.deps.store.db);
  expect(Buffer.from(rows[0]?.answer ?? []).toString("latin1")).not.toContain(first.token);
  const moved = fresh();
  await send(moved, "/api/units", aUnit("五处"));
  await sql`update request_keys set answer = (select answer from request_keys where key = ${key}) where key = ${moved}`.execute(
    server.deps.store.db,
  );
  expect((await send(moved, "/api/units", aUnit("五处"))).status).toBe(500);
});

test("a refusal that wrote nothing leaves the key free", async () => {
  const key = fresh();
  expect((await send(key, "/api/units", { ...aUnit("六处"), parentId: "nowhere" })).status).toBe(422);
  expect((await send(key, "/api/units", aUnit("六处"))).status).toBe(200);
});

test("a key ends after the hours that the organisation keeps it, and is then removed", async () => {
  const key = fresh();
  await send(key, "/api/units", aUnit("七处"));
  const now = () => "2026-01-03T03:04:06.000Z";
  const later = buildApp({ ...server.deps, now }, { host: "127.0.0.1", web: null });
  const headers = {
    ...{ host: "127.0.0.1:8080", "content-type": "application/json", "idempotency-key": key },
    cookie: await cookieAt(now),
  };
  expect((await later.request("/api/units", { method: "POST", headers, body: JSON.stringify(aUnit("七处")) })).status).toBe(200);
  expect(await unitsNamed("七处")).toBe(2);
  const removed = await forgetKeys(server.deps.store.db, now());
  expect(removed).toBeGreaterThan(0);
  expect(await forgetKeys(server.deps.store.db, now())).toBe(0);
});

async function cookieAt(now: () => string): Promise<string> {
  const { tenant } = server.deps;
  const account = await findAccount(server.deps.store.db, { tenant, id: "demo-system-admin" });
  if (!account) throw new Error("no account");
  const { token } = await openSession({ ...server.deps, now }, { tenant, account, from: "", agent: "", how: "password" });
  return `hengxiao=${tenant}~${token}`;
}

test("a key that is none is refused", async () => {
  for (const key of ["", "a b", "x".repeat(201)]) expect([key, (await send(key, "/api/units", aUnit("八处"))).status]).toEqual([key, 400]);
});

test("twins that come at once have one effect and one answer", async () => {
  await always(
    asyncProperty(integer({ min: 2, max: 8 }), async (twins) => {
      const key = fresh();
      const name = `双${key}`;
      const answers = await Promise.all(Array.from({ length: twins }, async () => await send(key, "/api/units", aUnit(name))));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(new Set(await Promise.all(answers.map(async (answer) => await answer.text()))).size).toBe(1);
      expect(await unitsNamed(name)).toBe(1);
    }),
    { numRuns: 10 },
  );
});

test("of twins that a second effect would refuse, each is told of the first", async () => {
  const login = "twin";
  const account = { login, name: "丙", unitId: "foreign-affairs", directorySubject: null, roles: [], reason: "新来" };
  const key = fresh();
  const answers = await Promise.all(Array.from({ length: 6 }, async () => await send(key, "/api/accounts", account)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(await Promise.all(answers.map(async (answer) => await answer.text()))).size).toBe(1);
  expect((await send(fresh(), "/api/accounts", account)).status).toBe(422);
});

test("an upload is the same request however its parts are marked; in several steps it is done once too", async () => {
  const upload = async (key: string, text: string, path = "/api/audits", field = "files") => {
    const body = new FormData();
    body.append(field, new File([text], "a.md"));
    return await server.ask(path, { method: "POST", body, headers: { "idempotency-key": key } });
  };
  const key = fresh();
  const first = await upload(key, "# 甲");
  const again = await upload(key, "# 甲");
  expect([first.status, again.status]).toEqual([202, 202]);
  expect(await again.text()).toBe(await first.text());
  expect((await upload(key, "# 乙")).status).toBe(422);
  const batches = (await (await server.ask("/api/audits")).json()) as object[];
  expect(batches).toHaveLength(1);
  await server.deps.audits.idle();
});

test("where the program ended before it could keep the answer, the request is known to be done", async () => {
  const key = fresh();
  await send(key, "/api/units", aUnit("九处"));
  await sql`update request_keys set answer = null where key = ${key}`.execute(server.deps.store.db);
  const again = await send(key, "/api/units", aUnit("九处"));
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({ code: "already-done" });
  expect(await unitsNamed("九处")).toBe(1);
});
