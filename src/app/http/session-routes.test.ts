// Signing in as an attacker and as a forgetful person would: what is refused, what it tells, what ends when.
import * as argon2 from "@node-rs/argon2";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { firstLinks, ROOT_UNIT } from "../usecases/people/first-run.ts";
import { aPeopleApp, codeAt, cookieIn, PASSWORD, type PeopleApp } from "./people-app.builder.ts";

vi.mock("@node-rs/argon2", { spy: true });

const NEXT = "Anders-58-Regen-12";
const REFUSED = { status: 401, body: expect.objectContaining({ code: "sign-in-refused" }) };

let people: PeopleApp;
beforeAll(async () => {
  people = await aPeopleApp();
});
afterAll(async () => await people.close());

async function statusOf(path: string, cookie: string | null): Promise<number> {
  return (await people.call("GET", path, undefined, cookie === null ? {} : { cookie })).status;
}

async function session(login: string, password = PASSWORD): Promise<string> {
  const opened = await people.signIn(login, password);
  if (opened === null) throw new Error(`${login} cannot sign in`);
  return opened;
}

describe("a refused sign-in", () => {
  test("says the same for an unknown login, a wrong password, a disabled account and one without a password", async () => {
    await people.person("known");
    const disabled = await people.person("disabled");
    const security = { cookie: await people.as("security-admin") };
    const system = { cookie: await people.as("system-admin") };
    await people.call("PUT", `/api/accounts/${disabled}/disabled`, { disabled: true, reason: "left" }, security);
    await people.call("POST", "/api/accounts", { login: "fresh", name: "x", unitId: ROOT_UNIT, reason: "new" }, system);
    const tries = [
      { login: "nobody-at-all", password: PASSWORD },
      { login: "known", password: "wrong-password-1" },
      { login: "disabled", password: PASSWORD },
      { login: "fresh", password: PASSWORD },
      { login: "known", password: "x".repeat(900) },
    ];
    const answers = await Promise.all(tries.map((body) => people.call("POST", "/api/session", body)));
    for (const answer of answers) {
      expect(answer).toMatchObject(REFUSED);
      expect(answer.body).toEqual(answers[0]?.body);
      expect(answer.cookies).toEqual([]);
    }
  });

  test("costs one hash whether the account is unknown, locked or the password wrong, so that time tells nothing", async () => {
    await people.person("hashed");
    await people.person("shut");
    const { deps } = people;
    await deps.store.db
      .insertInto("sign_in_failures")
      .values({ tenant: deps.tenant, subject: "login:shut", failures: 9, last_at: deps.now(), locked_until: "2027-01-02T04:00:00.000Z" })
      .execute();
    const hashes: Record<string, number> = {};
    for (const login of ["nowhere", "hashed", "shut"]) {
      vi.mocked(argon2.verify).mockClear();
      await people.call("POST", "/api/session", { login, password: "wrong-password-1" });
      hashes[login] = vi.mocked(argon2.verify).mock.calls.length;
    }
    expect(hashes).toEqual({ nowhere: 1, hashed: 1, shut: 1 });
  });

  test("locks the account after five, for half an hour, for the right password too, and nobody else", async () => {
    await people.person("besieged");
    await people.person("bystander");
    for (let n = 0; n < 5; n++) expect(await people.signIn("besieged", "wrong-password-1")).toBeNull();
    expect(await people.signIn("besieged", PASSWORD)).toBeNull();
    expect(await people.signIn("BESIEGED", PASSWORD)).toBeNull();
    expect(await people.signIn("bystander", PASSWORD)).not.toBeNull();
    people.pass(29);
    expect(await people.signIn("besieged", PASSWORD)).toBeNull();
    people.pass(1);
    expect(await people.signIn("besieged", PASSWORD)).not.toBeNull();
  });

  test("locks strangers out and not the browser from which the person signed in before", async () => {
    await people.person("visited");
    const { cookies } = await people.call("POST", "/api/session", { login: "visited", password: PASSWORD });
    const device = cookies.map((one) => /^hengxiao-device=[^;]+/.exec(one)?.[0]).find((one) => one !== undefined) ?? "";
    for (let n = 0; n < 6; n++) await people.signIn("visited", "wrong-password-1", { from: "10.9.9.9" });
    expect(await people.signIn("visited", PASSWORD)).toBeNull();
    expect(await people.signIn("visited", PASSWORD, { device })).not.toBeNull();
    const forged = device.replace(/\.[^.]*$/, ".forged");
    for (let n = 0; n < 6; n++) await people.signIn("visited", "wrong-password-1", { from: "10.9.9.9" });
    expect(await people.signIn("visited", PASSWORD, { device: forged })).toBeNull();
    for (let n = 0; n < 6; n++) await people.signIn("visited", "wrong-password-1", { device });
    expect(await people.signIn("visited", PASSWORD, { device })).toBeNull();
  });

  test("the security administrator sees the lock and ends it, with a reason in the trail", async () => {
    const id = await people.person("stuck");
    for (let n = 0; n < 5; n++) await people.signIn("stuck", "wrong-password-1");
    const security = { cookie: await people.as("security-admin") };
    const listed = (await people.call("GET", "/api/accounts", undefined, security)).body as unknown as {
      id: string;
      lockedUntil: string;
    }[];
    expect(listed.find((one) => one.id === id)?.lockedUntil).toMatch(/^2026/);
    expect((await people.call("POST", `/api/accounts/${id}/unlock`, { reason: "seen in person" }, security)).status).toBe(200);
    expect((await people.call("POST", `/api/accounts/${id}/unlock`, { reason: "again" }, security)).body["code"]).toBe("already-done");
    expect(await people.signIn("stuck", PASSWORD)).not.toBeNull();
  });

  test("makes one address wait after fifty, whatever the accounts", async () => {
    await people.person("inhabitant");
    for (let n = 0; n < 50; n++) await people.signIn(`guess-${n}`, "wrong-password-1", { from: "203.0.113.5" });
    expect(await people.signIn("inhabitant", PASSWORD, { from: "203.0.113.5" })).toBeNull();
    expect(await people.signIn("inhabitant", PASSWORD)).not.toBeNull();
  });
});

describe("a session", () => {
  test("is a new one with every sign-in, and the one the browser had before is dead", async () => {
    await people.person("renewed");
    const first = await session("renewed");
    const again = await people.signIn("renewed", PASSWORD, { cookie: first });
    expect(again).not.toBe(first);
    expect([await statusOf("/api/session/account", first), await statusOf("/api/session/account", again)]).toEqual([401, 200]);
    const planted = await people.signIn("renewed", PASSWORD, { cookie: `hengxiao=${people.deps.tenant}~chosen-by-somebody-else` });
    expect(planted).not.toContain("chosen");
  });

  test("is a new one after the password was changed, and every other session has ended", async () => {
    await people.person("changing");
    const [here, elsewhere] = [await session("changing"), await session("changing")];
    people.pass(1);
    const changed = await people.call("PUT", "/api/session/password", { current: PASSWORD, next: NEXT }, { cookie: here });
    expect(changed.status).toBe(200);
    for (const dead of [here, elsewhere]) expect(await statusOf("/api/session/account", dead)).toBe(401);
    expect(await statusOf("/api/session/account", cookieIn(changed.cookies))).toBe(200);
    expect(await people.signIn("changing", PASSWORD)).toBeNull();
  });

  test("ends where a role is granted or taken away, the account disabled or reset, or the person signs out", async () => {
    const id = await people.person("moved");
    const security = { cookie: await people.as("security-admin") };
    const system = { cookie: await people.as("system-admin") };
    const ends: Record<string, () => Promise<unknown>> = {
      granted: async () => {
        const proposed = await people.call("POST", `/api/accounts/${id}/grants`, { role: "clerk", unitId: ROOT_UNIT, reason: "r" }, system);
        return await people.call("PUT", `/api/grants/${proposed.body["id"]}`, { version: 1, granted: true }, security);
      },
      revoked: async () => {
        const listed = (await people.call("GET", "/api/accounts", undefined, security)).body as unknown as {
          id: string;
          grants: { id: string }[];
        }[];
        const grant = listed.find((one) => one.id === id)?.grants[0]?.id;
        return await people.call("DELETE", `/api/grants/${grant}`, { version: 2, reason: "r" }, security);
      },
      reset: async () => {
        const { body } = await people.call("POST", `/api/accounts/${id}/reset`, { reason: "lost" }, security);
        people.pass(1);
        return await people.call("POST", "/api/links", { token: body["token"], password: NEXT });
      },
      disabled: async () => await people.call("PUT", `/api/accounts/${id}/disabled`, { disabled: true, reason: "left" }, security),
    };
    let password = PASSWORD;
    for (const [why, end] of Object.entries(ends)) {
      const open = await session("moved", password);
      expect([why, await statusOf("/api/session/account", open)]).toEqual([why, 200]);
      await end();
      expect([why, await statusOf("/api/session/account", open)]).toEqual([why, 401]);
      if (why === "reset") password = NEXT;
    }
    await people.person("leaver");
    const open = await session("leaver");
    expect((await people.call("DELETE", "/api/session", undefined, { cookie: open })).cookies.join()).toMatch(/hengxiao=;/);
    expect(await statusOf("/api/session/account", open)).toBe(401);
  });

  test("that has ended is refused on every route there is", async () => {
    await people.person("replayed", ["clerk"]);
    const dead = await session("replayed");
    await people.call("DELETE", "/api/session", undefined, { cookie: dead });
    const { body } = await people.call("GET", "/api/openapi.json");
    const paths = Object.entries(body["paths"] as Record<string, Record<string, { "x-action": string }>>);
    const routes = paths.flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { "x-action": action }]) => ({ method: method.toUpperCase(), path, action })),
    );
    const answered = await Promise.all(
      routes
        .filter(({ action }) => !["session.open", "session.read"].includes(action))
        .map(async ({ method, path }) => {
          const sent = method === "GET" ? undefined : {};
          const { status } = await people.call(method, path.replace(/\{\w+\}/g, "1"), sent, { cookie: dead });
          return { route: `${method} ${path}`, status };
        }),
    );
    expect(answered.filter(({ status }) => status !== 401)).toEqual([]);
    expect(answered.length).toBeGreaterThan(50);
  });

  test("runs out after fifteen minutes of nothing and after eight hours of anything", async () => {
    await people.person("sleeper");
    const idle = await session("sleeper");
    people.pass(14);
    expect(await statusOf("/api/session/account", idle)).toBe(200);
    people.pass(14);
    expect(await statusOf("/api/session/account", idle)).toBe(200);
    people.pass(15);
    expect(await statusOf("/api/session/account", idle)).toBe(401);
    const busy = await session("sleeper");
    for (let minutes = 10; minutes < 480; minutes += 10) {
      people.pass(10);
      expect([minutes, await statusOf("/api/session/account", busy)]).toEqual([minutes, 200]);
    }
    people.pass(10);
    expect(await statusOf("/api/session/account", busy)).toBe(401);
  });

  test("a sixth at once ends the one unused the longest; the person sees them and ends them", async () => {
    await people.person("many");
    const sessions: string[] = [];
    for (let n = 0; n < 6; n++) {
      people.pass(1);
      sessions.push(await session("many"));
    }
    expect(await Promise.all(sessions.map((one) => statusOf("/api/session/account", one)))).toEqual([401, 200, 200, 200, 200, 200]);
    const own = (await people.call("GET", "/api/session/account", undefined, { cookie: sessions[5] ?? "" })).body;
    const listed = own["sessions"] as { id: string; current: boolean }[];
    expect([listed.length, listed.filter(({ current }) => current).length]).toEqual([5, 1]);
    const other = listed.find(({ current }) => !current)?.id ?? "";
    const end = async (id: string | null) =>
      (await people.call("DELETE", "/api/session/account/sessions", { id }, { cookie: sessions[5] ?? "" })).status;
    expect([await end(other), await end("not-mine"), await end(null)]).toEqual([200, 404, 200]);
    expect(await Promise.all(sessions.map((one) => statusOf("/api/session/account", one)))).toEqual([401, 401, 401, 401, 401, 200]);
  });

  test("is in a cookie that no script reads, no other site sends, and no plain connection carries where there is TLS", async () => {
    const body = { login: "first-system-admin", password: PASSWORD };
    const plain = (await people.call("POST", "/api/session", body)).cookies.find((one) => one.startsWith("hengxiao=")) ?? "";
    expect(plain).toMatch(/; Path=\//);
    expect(plain).toMatch(/; HttpOnly/);
    expect(plain).toMatch(/; SameSite=Strict/);
    expect(plain).not.toMatch(/Expires|Max-Age|Domain/i);
    const secure = await people.call("POST", "/api/session", body, { secure: true });
    for (const cookie of secure.cookies) expect(cookie).toMatch(/^__Host-hengxiao.*Path=\/.*HttpOnly.*Secure.*SameSite=Strict/);
    const value = cookieIn(secure.cookies).replace("__Host-", "");
    expect((await people.call("GET", "/api/session/account", undefined, { secure: true, cookie: value })).status).toBe(401);
  });

  test("that has ended is taken from the browser by the question who is signed in", async () => {
    await people.person("returning");
    const cookie = await session("returning");
    people.pass(16);
    const { body, cookies } = await people.call("GET", "/api/session", undefined, { cookie });
    expect(body).toMatchObject({ account: null, hasEnded: true, grants: [] });
    expect(cookies.join()).toMatch(/hengxiao=;/);
  });
});

describe("a password", () => {
  test("is held to length, kinds, what is guessed first, the login, and the last five", async () => {
    await people.person("careful");
    let current = PASSWORD;
    const rulesBroken = async (next: string): Promise<readonly string[]> => {
      const { body } = await people.call("PUT", "/api/session/password", { current, next }, { cookie: await session("careful", current) });
      return ((body["faults"] ?? []) as { message: string }[]).map(({ message }) => message);
    };
    expect(await rulesBroken("Ab1-")).toHaveLength(1);
    expect(await rulesBroken("abcdefgh")).toHaveLength(1);
    expect(await rulesBroken("Password-2026-x")).toHaveLength(1);
    // The login, which is a common word besides.
    expect(await rulesBroken("Careful-2026-x")).toHaveLength(2);
    expect(await rulesBroken("admin")).toHaveLength(3);
    for (const next of ["Birke-11-Sonne", "Birke-22-Sonne", "Birke-33-Sonne", "Birke-44-Sonne"]) {
      people.pass(1);
      expect(await rulesBroken(next)).toEqual([]);
      current = next;
    }
    expect(await rulesBroken(PASSWORD)).toHaveLength(1);
    people.pass(1);
    expect(await rulesBroken("Birke-55-Sonne")).toEqual([]);
    current = "Birke-55-Sonne";
    people.pass(1);
    expect(await rulesBroken(PASSWORD)).toEqual([]);
  });

  test("older than ninety days is changed before anything else", async () => {
    const old = await aPeopleApp();
    await old.person("aged", ["clerk"]);
    old.pass(91 * 24 * 60);
    const cookie = (await old.signIn("aged", PASSWORD)) ?? "";
    expect((await old.call("GET", "/api/session", undefined, { cookie })).body).toMatchObject({ stage: "change-password", grants: [] });
    const refused = await old.call("GET", "/api/units", undefined, { cookie });
    expect([refused.status, refused.body["code"]]).toEqual([403, "password-change-needed"]);
    const changed = await old.call("PUT", "/api/session/password", { current: PASSWORD, next: NEXT }, { cookie });
    expect((await old.call("GET", "/api/units", undefined, { cookie: cookieIn(changed.cookies) })).status).toBe(200);
    await old.close();
  });

  test("guessed wrong five times at an open session ends it and locks the account", async () => {
    await people.person("hijacked");
    const cookie = await session("hijacked");
    const statuses: number[] = [];
    for (let n = 0; n < 6; n++)
      statuses.push((await people.call("PUT", "/api/session/password", { current: `wrong-${n}`, next: NEXT }, { cookie })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 401]);
    expect(await people.signIn("hijacked", PASSWORD)).toBeNull();
  });
});

describe("a second factor", () => {
  async function enrolled(
    login: string,
  ): Promise<{ readonly secret: string; readonly recovery: readonly string[]; readonly cookie: string }> {
    const cookie = await session(login);
    const { body } = await people.call("POST", "/api/session/second-factor", undefined, { cookie });
    const secret = String(body["secret"]);
    const code = codeAt(secret, people.deps.now());
    const confirmed = await people.call("PUT", "/api/session/second-factor", { secret, code, password: PASSWORD }, { cookie });
    expect(confirmed.status).toBe(200);
    return { secret, recovery: confirmed.body["recoveryCodes"] as string[], cookie: cookieIn(confirmed.cookies) };
  }

  test("is asked for once the password is right; each code is good once, also the one it was set up with", async () => {
    await people.person("twofold");
    const { secret } = await enrolled("twofold");
    const asked = await people.call("POST", "/api/session", { login: "twofold", password: PASSWORD });
    expect([asked.status, asked.body["code"]]).toEqual([401, "second-factor-needed"]);
    expect((await people.call("POST", "/api/session", { login: "twofold", password: "wrong-password-1" })).body["code"]).toBe(
      "sign-in-refused",
    );
    expect(await people.signIn("twofold", PASSWORD, { code: codeAt(secret, people.deps.now()) })).toBeNull();
    people.pass(1);
    const code = codeAt(secret, people.deps.now());
    expect(await people.signIn("twofold", PASSWORD, { code })).not.toBeNull();
    expect(await people.signIn("twofold", PASSWORD, { code })).toBeNull();
    people.pass(10);
    expect(await people.signIn("twofold", PASSWORD, { code })).toBeNull();
  });

  test("recovery codes are good once each, in capitals and with blanks too", async () => {
    await people.person("forgetful");
    const { recovery, cookie } = await enrolled("forgetful");
    expect(new Set(recovery).size).toBe(10);
    const typed = ` ${(recovery[0] ?? "").toUpperCase()} `;
    expect(await people.signIn("forgetful", PASSWORD, { code: typed })).not.toBeNull();
    expect(await people.signIn("forgetful", PASSWORD, { code: recovery[0] ?? "" })).toBeNull();
    const own = await people.call("GET", "/api/session/account", undefined, { cookie });
    expect(own.body).toMatchObject({ hasSecondFactor: true, recoveryCodesLeft: 9 });
  });

  test("used by two at the same moment lets in one", async () => {
    await people.person("twins");
    const { secret, recovery } = await enrolled("twins");
    people.pass(1);
    const both = async (code: string) =>
      (await Promise.all([1, 2, 3].map(() => people.signIn("twins", PASSWORD, { code })))).filter((one) => one !== null).length;
    expect(await both(codeAt(secret, people.deps.now()))).toBe(1);
    expect(await both(recovery[1] ?? "")).toBe(1);
  });

  test("guessed wrong five times locks the account", async () => {
    await people.person("guessed");
    const { secret } = await enrolled("guessed");
    people.pass(1);
    const right = codeAt(secret, people.deps.now());
    const wrong = right === "000000" ? "111111" : "000000";
    for (let n = 0; n < 5; n++) expect(await people.signIn("guessed", PASSWORD, { code: wrong })).toBeNull();
    expect(await people.signIn("guessed", PASSWORD, { code: right })).toBeNull();
  });

  test("is not put in another's place by whoever sits down at an open session", async () => {
    await people.person("away");
    const { cookie } = await enrolled("away");
    const { body } = await people.call("POST", "/api/session/second-factor", undefined, { cookie });
    const secret = String(body["secret"]);
    const code = codeAt(secret, people.deps.now());
    const put = async (password: string) =>
      (await people.call("PUT", "/api/session/second-factor", { secret, code, password }, { cookie })).body["code"];
    expect([await put(""), await put("wrong-password-1")]).toEqual(["password-wrong", "password-wrong"]);
  });

  test("stands before everything for roles that need one", async () => {
    const strict = await aPeopleApp({ secondFactorRoles: ["clerk"] });
    await strict.person("officer", ["clerk"]);
    const cookie = (await strict.signIn("officer", PASSWORD)) ?? "";
    expect((await strict.call("GET", "/api/session", undefined, { cookie })).body).toMatchObject({
      stage: "enrol-second-factor",
      grants: [],
    });
    expect((await strict.call("GET", "/api/units", undefined, { cookie })).status).toBe(403);
    const { body } = await strict.call("POST", "/api/session/second-factor", undefined, { cookie });
    const code = codeAt(String(body["secret"]), strict.deps.now());
    const done = await strict.call("PUT", "/api/session/second-factor", { secret: body["secret"], code }, { cookie });
    expect((await strict.call("GET", "/api/units", undefined, { cookie: cookieIn(done.cookies) })).status).toBe(200);
    await strict.close();
  });
});

describe("a one-time link", () => {
  async function linkFor(login: string, roles: readonly string[] = []): Promise<string> {
    const system = { cookie: await people.as("system-admin") };
    const wanted = roles.map((role) => ({ role, unitId: ROOT_UNIT }));
    const made = await people.call("POST", "/api/accounts", { login, name: "x", unitId: ROOT_UNIT, roles: wanted, reason: "n" }, system);
    return String(made.body["token"]);
  }
  const use = async (token: string, password = PASSWORD) => (await people.call("POST", "/api/links", { token, password })).status;
  const look = async (token: string) => await people.call("POST", "/api/links/look", { token });

  test("is looked at without being used up, then works once, also where two use it at the same moment", async () => {
    const token = await linkFor("invited");
    expect((await look(token)).body).toMatchObject({ purpose: "set-password", login: "invited", shortest: 8 });
    expect((await look(token)).status).toBe(200);
    expect((await Promise.all([use(token), use(token), use(token)])).toSorted()).toEqual([200, 404, 404]);
    expect([(await look(token)).status, await use(token)]).toEqual([404, 404]);
  });

  test("is worthless after a day, and once a newer one was given", async () => {
    const late = await linkFor("late");
    people.pass(24 * 60);
    expect([(await look(late)).status, await use(late)]).toEqual([404, 404]);
    const id = await people.person("twice");
    const security = { cookie: await people.as("security-admin") };
    const reset = async () => String((await people.call("POST", `/api/accounts/${id}/reset`, { reason: "lost" }, security)).body["token"]);
    const [first, second] = [await reset(), await reset()];
    expect([await use(first, NEXT), await use(second, NEXT)]).toEqual([404, 200]);
  });

  test("holds whoever may become an administrator to the administrators' password", async () => {
    const token = await linkFor("future-auditor", ["audit-admin"]);
    expect((await look(token)).body).toMatchObject({ shortest: 12 });
    expect(await use(token, "Kurz-42-x")).toBe(422);
    expect(await use(token, PASSWORD)).toBe(200);
  });

  test("after a reset the old password opens nothing, before and after the link is used", async () => {
    const id = await people.person("lost");
    const security = { cookie: await people.as("security-admin") };
    const { body } = await people.call("POST", `/api/accounts/${id}/reset`, { reason: "stolen" }, security);
    expect(await people.signIn("lost", PASSWORD)).toBeNull();
    people.pass(1);
    expect(await use(String(body["token"]), PASSWORD)).toBe(422);
    expect(await use(String(body["token"]), NEXT)).toBe(200);
    expect([await people.signIn("lost", PASSWORD), await people.signIn("lost", NEXT)]).toEqual([null, expect.any(String)]);
  });
});

test("the first run has no password at all; its links come again only for a role that nobody ever held", async () => {
  const { deps } = people;
  const other = "elsewhere";
  const { ensureRoot } = await import("../usecases/people/first-run.ts");
  await ensureRoot(deps, other, "x");
  const links = await firstLinks(deps, other);
  expect(links.map(({ role }) => role)).toEqual(["system-admin", "security-admin", "audit-admin"]);
  expect(await firstLinks(deps, other)).toEqual([]);
  const use = async (token: string, login: string) =>
    (await people.call("POST", "/api/links", { tenant: other, token, login, name: "n", password: PASSWORD })).status;
  expect(await use(links[0]?.token ?? "", "sys")).toBe(200);
  expect(await use(links[1]?.token ?? "", "SYS")).toBe(422);
  people.pass(24 * 60);
  expect(await use(links[1]?.token ?? "", "sec")).toBe(404);
  const anew = await firstLinks(deps, other);
  expect(anew.map(({ role }) => role)).toEqual(["security-admin", "audit-admin"]);
  expect(await use(anew[0]?.token ?? "", "sec")).toBe(200);
});
