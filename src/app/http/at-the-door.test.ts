// What is answered at the door is what the ordinary way answers: every request here is asked of an application that has answered it before
// and of another one over the same store, past its door; and after each change the next answer is the new one.
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Role } from "../../access/index.ts";
import { DEMONSTRATION_ZH } from "../messages/demonstration.zh.ts";
import { findCase, saveCase } from "../store/case-repository.ts";
import { addAccount, addGrant, findAccount, setDisabled } from "../store/people/account-repository.ts";
import { endSessions } from "../store/people/session-repository.ts";
import { addUnit, findUnit } from "../store/people/unit-repository.ts";
import { aQuietDataFolder } from "../store/store.builder.ts";
import { demonstrationAccounts, EXAMPLE_UNIT } from "../usecases/people/demonstration-accounts.ts";
import { tokenHash } from "../usecases/people/session-token.ts";
import { openSession } from "../usecases/people/sign-in.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import type { App } from "./app-env.ts";
import { buildApp } from "./build-app.ts";

const START = "2026-01-02T03:04:05.000Z";
const CASE = "nanchang-2019";
const PATH = `/api/cases/${CASE}/evaluation?lang=zh`;
const ELSEWHERE = "elsewhere";
const GZIP = { "accept-encoding": "gzip" };

type Headers = Readonly<Record<string, string>>;
type Asked = { readonly headers?: Headers; readonly method?: string; readonly connection?: object; readonly body?: string };

let server: TestApp;
let app: App;
let reference: App;
let deps: TestApp["deps"];
let instant = START;
/** How often it was looked up who asks: never where the door answers. */
let lookedUp = 0;

let remove: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  const quiet = await aQuietDataFolder();
  ({ remove } = quiet);
  server = await aTestApp(undefined, { place: quiet });
  const { reads } = server.deps;
  const session: typeof reads.session = async (...asked) => {
    lookedUp++;
    return await reads.session(...asked);
  };
  const signIn = { ...server.deps.signIn, idleMinutes: 10, sessionMinutes: 30 };
  deps = { ...server.deps, signIn, reads: { ...reads, session }, now: () => instant };
  app = buildApp(deps, { host: "127.0.0.1", web: null });
  reference = buildApp(deps, { host: "127.0.0.1", web: null });
  await demonstrationAccounts(deps, ELSEWHERE, DEMONSTRATION_ZH);
  const { tenant } = deps;
  await server.past(async (trx) => {
    const own = await trx.selectFrom("cases").where("tenant", "=", tenant).where("id", "=", CASE).selectAll().executeTakeFirstOrThrow();
    await trx
      .insertInto("cases")
      .values({ ...own, tenant: ELSEWHERE, version: 77 })
      .execute();
    const parent = (await findUnit(trx, tenant, EXAMPLE_UNIT)) ?? null;
    await addUnit(trx, { tenant, id: "moved", parent, kind: "division", name: "处室", code: null });
    await addUnit(trx, {
      tenant,
      id: "beside",
      parent: (await findUnit(trx, tenant, "root")) ?? null,
      kind: "unit",
      name: "单位",
      code: null,
    });
    await addAccount(trx, {
      tenant,
      id: "stranger",
      login: "stranger",
      name: "示例",
      unitId: "beside",
      directorySubject: null,
      now: START,
    });
    const grant = { tenant, id: "stranger", accountId: "stranger", role: "clerk", unitId: "beside" } as const;
    await addGrant(trx, { ...grant, proposedBy: null, reason: "-", now: START, atOnce: true });
  });
});
afterAll(async () => {
  await server?.close();
  await remove();
});

let home: string;
beforeEach(async () => {
  instant = START;
  const { tenant } = deps;
  home ??= (await findUnit(deps.store.db, tenant, "moved"))?.path ?? "";
  await server.past(async (trx) => {
    await trx.updateTable("units").set({ path: home }).where("tenant", "=", tenant).where("id", "=", "moved").execute();
    await trx
      .updateTable("cases")
      .set({ published: false, unit_id: "moved" })
      .where("tenant", "=", tenant)
      .where("id", "=", CASE)
      .execute();
  });
});

async function cookieOf(id: string, tenant = deps.tenant): Promise<string> {
  const account = await findAccount(deps.store.db, { tenant, id });
  if (!account) throw new Error(`no account ${id}`);
  const { token } = await openSession(deps, { tenant, account, from: "", agent: "", how: "password" });
  return `hengxiao=${tenant}~${token}`;
}

async function askOf(one: App, cookie: string, path: string, { headers, connection, ...init }: Asked = {}) {
  const sent = { host: "127.0.0.1:8080", ...GZIP, ...(cookie === "" ? {} : { cookie }), ...headers };
  const env = connection === undefined ? {} : { connection };
  const response = await one.request(path, { ...init, headers: sent }, env as never);
  const bytes = Buffer.from(await response.arrayBuffer());
  const isPacked = response.headers.get("content-encoding") === "gzip";
  return {
    status: response.status,
    headers: [...response.headers],
    body: String(isPacked && bytes.length > 0 ? gunzipSync(bytes) : bytes),
  };
}

/** The status and whether the door answered, when both applications gave the same. */
async function ask(cookie: string, path = PATH, asked: Asked = {}): Promise<[status: number, place: "door" | "inside"]> {
  const before = lookedUp;
  const answer = await askOf(app, cookie, path, asked);
  const place = lookedUp === before && answer.status === 200 ? "door" : "inside";
  // The ordinary way does not look at this header, and the door answers nobody who sends it.
  expect(answer).toEqual(await askOf(reference, cookie, path, { ...asked, headers: { ...asked.headers, "if-range": "-" } }));
  return [answer.status, place];
}

/** Somebody who was answered at the door. */
async function known(id: string, path = PATH): Promise<string> {
  const cookie = await cookieOf(id);
  expect(await ask(cookie, path)).toEqual([200, "inside"]);
  expect(await ask(cookie, path)).toEqual([200, "door"]);
  return cookie;
}

const demo = (role: Role): string => `demo-${role}`;
const hashIn = (cookie: string): string => tokenHash(cookie.split("~")[1] ?? "");

async function save(version: number): Promise<void> {
  const stored = await findCase(deps.store.db, { tenant: deps.tenant, id: CASE });
  if (!stored) throw new Error(CASE);
  const note = { note: "", now: instant };
  await server.past((trx) => saveCase(trx, { ...stored, ...note, tenant: deps.tenant, expectedVersion: version }));
}

async function versionNow(): Promise<number> {
  return (await findCase(deps.store.db, { tenant: deps.tenant, id: CASE }))?.version ?? 0;
}

test("the case and its evaluation are answered at the door, in either language, and nothing else of the API is", async () => {
  const cookie = await known(demo("clerk"));
  await known(demo("finance"), `/api/cases/${CASE}`);
  // A session was opened: everybody is looked up once more.
  expect([await ask(cookie), await ask(cookie), await ask(cookie, `/api/cases/${CASE}`)]).toEqual([
    [200, "inside"],
    [200, "door"],
    [200, "door"],
  ]);
  const english = { headers: { "accept-language": "en" } };
  const bare = `/api/cases/${CASE}/evaluation`;
  expect([await ask(cookie, bare, english), await ask(cookie, bare), await ask(cookie, bare, english), await ask(cookie, bare)]).toEqual([
    [200, "inside"],
    [200, "inside"],
    [200, "door"],
    [200, "door"],
  ]);
  for (const path of [
    "/api/cases",
    `/api/cases/${CASE}/report`,
    `/api/cases/${CASE}/ledger`,
    `${PATH}&set=project.completed%3Dfalse`,
    "/api/session",
  ])
    for (const _ of [1, 2]) expect([path, ...(await ask(cookie, path))]).toEqual([path, 200, "inside"]);
});

test("a request that asks more than its address says, or otherwise, goes inside", async () => {
  const cookie = await known(demo("clerk"));
  const etag = `W/"${await versionNow()}"`;
  const more = ["if-none-match", "if-match", "if-modified-since", "range", "idempotency-key"].map((name) => ({ [name]: etag }));
  for (const headers of more) for (const _ of [1, 2]) expect((await ask(cookie, PATH, { headers }))[1]).toBe("inside");
  for (const encoding of ["identity", "deflate", "gzip;q=0"])
    for (const _ of [1, 2]) expect(await ask(cookie, PATH, { headers: { "accept-encoding": encoding } })).toEqual([200, "inside"]);
  for (const _ of [1, 2]) expect(await ask(cookie, PATH, { method: "HEAD" })).toEqual([200, "inside"]);
  for (const _ of [1, 2]) expect((await ask(cookie, PATH, { method: "DELETE" }))[0]).toBe(404);
});

test("a page that rebinds its name to this machine is turned away", async () => {
  const cookie = await known(demo("clerk"));
  for (const _ of [1, 2]) expect(await ask(cookie, PATH, { headers: { host: "example.org" } })).toEqual([421, "inside"]);
  const connection = { address: "10.0.0.1", secure: false, host: "example.org", isProxied: true };
  const proxied = { headers: { host: "example.org" }, connection };
  expect([await ask(cookie, PATH, proxied), await ask(cookie, PATH, proxied)]).toEqual([
    [200, "inside"],
    [200, "door"],
  ]);
  expect(await ask(cookie, PATH, { headers: { host: "example.org" }, connection: { ...connection, isProxied: false } })).toEqual([
    421,
    "inside",
  ]);
});

test("an encrypted connection has its own cookie and its own headers", async () => {
  const cookie = await known(demo("clerk"));
  const connection = { address: "10.0.0.1", secure: true, host: "127.0.0.1:8080", isProxied: false };
  for (const _ of [1, 2]) expect((await ask(cookie, PATH, { connection }))[0]).toBe(404);
  const own = `__Host-${cookie}`;
  expect([await ask(own, PATH, { connection }), await ask(own, PATH, { connection })]).toEqual([
    [200, "inside"],
    [200, "door"],
  ]);
  const { headers } = await askOf(app, own, PATH, { connection });
  expect(new Map(headers as [string, string][]).get("strict-transport-security")).toBeDefined();
});

test("whoever has no reach is answered as if the door had never answered anybody, and his refusal is recorded each time", async () => {
  const refusals = async () =>
    (await deps.store.db.selectFrom("trail_events").where("result", "=", "refused").select("seq").execute()).length;
  await known(demo("clerk"));
  const stranger = await cookieOf("stranger");
  const admin = await cookieOf(demo("system-admin" as Role));
  for (const _ of [1, 2]) expect(await ask(stranger)).toEqual([404, "inside"]);
  for (const _ of [1, 2]) expect(await ask("")).toEqual([404, "inside"]);
  // Published things are open to everybody but the administrators, who act in no other part.
  await server.past((trx) => trx.updateTable("cases").set({ published: true }).where("id", "=", CASE).execute());
  await known(demo("clerk"));
  expect([await ask(stranger), await ask(stranger)]).toEqual([
    [200, "inside"],
    [200, "door"],
  ]);
  const before = await refusals();
  for (const _ of [1, 2]) expect(await ask(admin)).toEqual([403, "inside"]);
  expect(await refusals()).toBe(before + 4);
});

test("whoever is answered one case at the door is not answered another that others are answered there", async () => {
  const [stranger, other] = [await cookieOf("stranger"), await cookieOf(demo("clerk"))];
  const published = `/api/cases/${CASE}-corrected/evaluation?lang=zh`;
  for (const place of ["inside", "door"]) {
    expect(await ask(stranger, published)).toEqual([200, place]);
    expect(await ask(other)).toEqual([200, place]);
  }
  for (const _ of [1, 2]) expect(await ask(stranger)).toEqual([404, "inside"]);
  expect([await ask(stranger, published), await ask(other)]).toEqual([
    [200, "door"],
    [200, "door"],
  ]);
});

test("another tenant's case of the same name is its own", async () => {
  const [here, there] = [await known(demo("clerk")), await cookieOf(demo("clerk"), ELSEWHERE)];
  const etags: (string | undefined)[] = [];
  for (const cookie of [there, here, there, here]) {
    expect((await ask(cookie))[0]).toBe(200);
    etags.push((await askOf(app, cookie, PATH)).headers.find(([name]) => name === "etag")?.[1]);
  }
  expect(etags).toEqual(['W/"77"', `W/"${await versionNow()}"`, 'W/"77"', `W/"${await versionNow()}"`]);
  expect([await ask(there), await ask(here)]).toEqual([
    [200, "door"],
    [200, "door"],
  ]);
});

type Change = { readonly of: string; readonly by?: string; readonly change: (cookie: string) => Promise<unknown>; readonly status: number };
const { clerk, head, finance, leaders } = {
  clerk: demo("clerk"),
  head: demo("division-head"),
  finance: demo("finance"),
  leaders: demo("leading-group"),
};
const CHANGES: readonly Change[] = [
  { of: "signing out", change: async (cookie) => await askOf(app, cookie, "/api/session", { method: "DELETE" }), status: 401 },
  {
    of: "a session that somebody else ends",
    change: async (cookie) => await endSessions(deps.store.db, { tenant: deps.tenant, tokenHash: hashIn(cookie) }, "signed-out", instant),
    status: 401,
  },
  {
    of: "disabling the account",
    by: head,
    change: async () => await server.past((trx) => setDisabled(trx, { tenant: deps.tenant, id: head }, START)),
    status: 401,
  },
  {
    of: "ending the grant",
    by: finance,
    change: async () =>
      await server.past((trx) => trx.updateTable("grants").set({ ended_at: START }).where("account_id", "=", finance).execute()),
    status: 404,
  },
  {
    of: "giving the case to another unit",
    change: async () =>
      await server.past((trx) =>
        trx.updateTable("cases").set({ unit_id: "beside" }).where("tenant", "=", deps.tenant).where("id", "=", CASE).execute(),
      ),
    status: 404,
  },
  {
    of: "moving the case's unit",
    change: async () =>
      await server.past((trx) =>
        trx.updateTable("units").set({ path: "/gone/" }).where("tenant", "=", deps.tenant).where("id", "=", "moved").execute(),
      ),
    status: 404,
  },
];

test.each(CHANGES)("$of changes the next answer", async ({ by = clerk, change, status }) => {
  const cookie = await known(by);
  await change(cookie);
  expect(await ask(cookie)).toEqual([status, "inside"]);
  expect((await ask(cookie))[0]).toBe(status);
});

test("what is no longer published is at once gone for those who had it as that alone", async () => {
  const publish = async (published: boolean) =>
    await server.past((trx) => trx.updateTable("cases").set({ published }).where("id", "=", CASE).execute());
  await publish(true);
  const cookie = await known("stranger");
  await publish(false);
  expect(await ask(cookie)).toEqual([404, "inside"]);
  await publish(true);
  expect(await ask(cookie)).toEqual([200, "inside"]);
});

test("a session that is used is noted every minute, and runs out when nobody uses it or when it is old", async () => {
  const after = (minutes: number) => {
    instant = new Date(Date.parse(START) + minutes * 60_000).toISOString();
  };
  const seenAt = async (cookie: string) =>
    (await deps.store.db.selectFrom("sessions").where("token_hash", "=", hashIn(cookie)).select("seen_at").executeTakeFirst())?.seen_at;
  const cookie = await known(leaders);
  after(0.9);
  expect([await ask(cookie), await seenAt(cookie)]).toEqual([[200, "door"], START]);
  after(1.1);
  expect([(await ask(cookie))[0], await seenAt(cookie)]).toEqual([200, instant]);
  expect([await ask(cookie), await ask(cookie)]).toEqual([
    [200, "inside"],
    [200, "door"],
  ]);
  after(1.1 + deps.signIn.idleMinutes);
  expect(await ask(cookie)).toEqual([401, "inside"]);

  after(0);
  const old = await known(leaders);
  for (let minutes = 0; minutes < deps.signIn.sessionMinutes; minutes += deps.signIn.idleMinutes / 2) {
    after(minutes);
    expect((await ask(old))[0]).toBe(200);
  }
  after(deps.signIn.sessionMinutes);
  expect(await ask(old)).toEqual([401, "inside"]);
});

test("whoever asks while the case is saved has at least the version whose saving he was told of", async () => {
  const cookies = [await known(clerk), await cookieOf(leaders), await cookieOf("stranger")];
  const first = await versionNow();
  let [acknowledged, going, atTheDoor] = [first, true, 0];
  const reader = async (cookie: string, isStranger: boolean): Promise<void> => {
    while (going) {
      const [least, before] = [acknowledged, lookedUp];
      const { status, headers } = await askOf(app, cookie, PATH);
      expect(status).toBe(isStranger ? 404 : 200);
      if (lookedUp === before) atTheDoor++;
      if (!isStranger) expect(Number(/\d+/.exec(headers.find(([name]) => name === "etag")?.[1] ?? "")?.[0])).toBeGreaterThanOrEqual(least);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const readers = cookies.map((cookie, index) => reader(cookie, index === 2));
  for (let version = first; version < first + 8; version++) {
    await save(version);
    acknowledged = version + 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  going = false;
  await Promise.all(readers);
  expect(atTheDoor).toBeGreaterThan(0);
  expect(await ask(cookies[0] ?? "")).toEqual([200, expect.anything()]);
});
