// The door through the house's directory: who comes by it, and everything that does not come by it.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Role } from "../../access/index.ts";
import { addAccount } from "../store/people/account-repository.ts";
import { aDirectory, CLIENT, type TestDirectory, type TokenFault } from "../usecases/directory/directory.builder.ts";
import { openDirectory } from "../usecases/directory/directory.ts";
import { type DirectorySettings, readDirectorySettings } from "../usecases/directory/directory-settings.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import type { App } from "./app-env.ts";
import { buildApp } from "./build-app.ts";

let server: TestApp;
let directory: TestDirectory;
let settings: DirectorySettings;
let app: App;
beforeAll(async () => {
  server = await aTestApp();
  directory = await aDirectory();
  const folder = server.deps.config.dataFolder;
  await writeFile(join(folder, "secret"), `${CLIENT.secret}\n`);
  const file = join(folder, "directory.yaml");
  const lines = [
    `issuer: ${directory.issuer}`,
    `clientId: ${CLIENT.id}`,
    `clientSecretFile: ${join(folder, "secret")}`,
    "label: 统一身份认证",
  ];
  await writeFile(file, `${lines.join("\n")}\nsignOut: everywhere\n`);
  const read = await readDirectorySettings(file);
  if (!read.ok || read.value === null) throw new Error(JSON.stringify(read));
  settings = read.value;
  app = buildApp({ ...server.deps, directory: openDirectory(settings) }, { host: "127.0.0.1", web: null });
  await known("clerk", "d-clerk");
  await known("system-admin", "d-admin");
});
afterAll(async () => {
  await server.close();
  await directory.close();
});
beforeEach(() => {
  directory.person = { sub: "d-clerk" };
});

async function known(role: Role, number: string): Promise<void> {
  await server.past(
    async (transaction) => await sql`update accounts set directory_subject = ${number} where id = ${`demo-${role}`}`.execute(transaction),
  );
}

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .filter((one) => !/=;|Max-Age=0/.test(one))
    .map((one) => one.split(";")[0])
    .join("; ");

async function ask(path: string, cookie = "", method = "GET"): Promise<Response> {
  return await app.request(path, { method, headers: { host: "127.0.0.1:8080", ...(cookie === "" ? {} : { cookie }) } });
}

/** There, through the directory, and back; the last answer and the cookies of it. */
async function comeBy(change: (back: URL) => void = () => undefined, next = "/tasks") {
  const away = await ask(`/api/session/directory?next=${encodeURIComponent(next)}`);
  const pending = cookiesOf(away);
  const there = await fetch(away.headers.get("location") ?? "", { redirect: "manual" });
  const back = new URL(there.headers.get("location") ?? "");
  change(back);
  const landed = await ask(`${back.pathname}${back.search}`, pending);
  return { pending, back, status: landed.status, to: landed.headers.get("location"), cookie: cookiesOf(landed) };
}

test("somebody whom the directory names and who has an account here comes in, with what was granted here and no more", async () => {
  const { to, cookie } = await comeBy();
  expect(to).toBe("/sign-in?next=%2Ftasks");
  const session = (await (await ask("/api/session", cookie)).json()) as { account: { login: string }; grants: { role: string }[] };
  expect([session.account.login, session.grants.map(({ role }) => role)]).toEqual(["clerk", ["clerk"]]);
  const asked = directory.asked.at(-1);
  expect(asked?.get("code_challenge_method")).toBe("S256");
  expect(asked?.get("redirect_uri")).toBe("http://127.0.0.1:8080/api/session/directory/return");
  expect([asked?.get("state"), asked?.get("nonce")]).toEqual([expect.stringMatching(/.{20,}/), expect.stringMatching(/.{20,}/)]);
});

test("nobody is made an account by it, and one that is disabled stays shut", async () => {
  directory.person = { sub: "d-stranger" };
  const stranger = await comeBy();
  expect([stranger.to, stranger.cookie]).toEqual(["/sign-in?directory=unknown", ""]);
  await server.past(async (transaction) => {
    const account = { tenant: server.deps.tenant, id: "p-gone", login: "gone", name: "已离开", unitId: "foreign-affairs" };
    await addAccount(transaction, { ...account, directorySubject: "d-gone", now: server.deps.now() });
    await sql`update accounts set disabled_at = now() where id = 'p-gone'`.execute(transaction);
  });
  directory.person = { sub: "d-gone" };
  expect((await comeBy()).to).toBe("/sign-in?directory=unknown");
  const { events } = (await (await server.ask("/api/trail?action=session.open&result=refused&limit=2", {}, "audit-admin")).json()) as {
    events: { reason: string }[];
  };
  expect(events.map(({ reason }) => reason)).toEqual(["directory: disabled", "directory: unknown"]);
});

test("an administrator needs a second factor over there as well as here", async () => {
  const needing = buildApp(
    {
      ...server.deps,
      directory: openDirectory(settings),
      signIn: { ...server.deps.signIn, secondFactorRoles: ["system-admin"] },
    },
    { host: "127.0.0.1", web: null },
  );
  const before = app;
  app = needing;
  directory.person = { sub: "d-admin", amr: ["pwd"] };
  expect((await comeBy()).to).toBe("/sign-in?directory=second-factor");
  directory.person = { sub: "d-admin", amr: ["pwd", "otp"] };
  const { to, cookie } = await comeBy();
  expect([to, cookie.includes("hengxiao=")]).toEqual(["/sign-in?next=%2Ftasks", true]);
  app = before;
});

test.each(["key", "none", "audience", "issuer", "nonce", "expired"] satisfies TokenFault[])(
  "a token whose %s is wrong opens nothing",
  async (fault) => {
    directory.person = { sub: "d-clerk", fault };
    expect(await comeBy()).toMatchObject({ to: "/sign-in?directory=refused", cookie: "" });
  },
);

test("a return that this browser did not begin, or twice, or with another's code, opens nothing", async () => {
  expect((await comeBy((back) => back.searchParams.set("state", "guessed"))).to).toBe("/sign-in?directory=refused");
  expect((await comeBy((back) => back.searchParams.set("code", "guessed"))).to).toBe("/sign-in?directory=refused");
  const begun = await comeBy();
  for (const cookie of ["", "hengxiao-directory=AAAA", begun.pending]) {
    const again = await ask(`${begun.back.pathname}${begun.back.search}`, cookie);
    expect(again.headers.get("location")).toBe("/sign-in?directory=refused");
  }
  const mine = await ask("/api/session/directory");
  const others = await comeBy();
  const crossed = await ask(`${others.back.pathname}${others.back.search}`, cookiesOf(mine));
  expect(crossed.headers.get("location")).toBe("/sign-in?directory=refused");
});

test("it leads on within this site alone, and what the browser keeps meanwhile says nothing", async () => {
  const { to, pending } = await comeBy(undefined, "https://evil.example/");
  expect(to).toBe("/sign-in?next=https%3A%2F%2Fevil.example%2F");
  expect(Buffer.from(pending.split("=")[1] ?? "", "base64url").toString("latin1")).not.toContain("evil");
});

test("signing out leads to the directory's own sign-out, and with a password only out of here", async () => {
  const { cookie } = await comeBy();
  const left = (await (await ask("/api/session", cookie, "DELETE")).json()) as { goTo: string };
  expect(left.goTo).toMatch(new RegExp(`^${directory.issuer}/leave\\?`));
  expect(new URL(left.goTo).searchParams.get("post_logout_redirect_uri")).toBe("http://127.0.0.1:8080/");
  const own = (await (await ask("/api/session", await server.cookieOf("clerk"), "DELETE")).json()) as { goTo: string | null };
  expect(own.goTo).toBeNull();
});

test("without a directory there is no such door, and one that cannot be reached says so", async () => {
  expect((await server.ask("/api/session/directory")).status).toBe(404);
  expect(await (await server.ask("/api/session")).json()).toMatchObject({ directory: null });
  const gone = buildApp(
    { ...server.deps, directory: openDirectory({ ...settings, issuer: "http://127.0.0.1:9" }) },
    { host: "127.0.0.1", web: null },
  );
  const away = await gone.request("/api/session/directory", { headers: { host: "127.0.0.1" } });
  expect(away.headers.get("location")).toBe("/sign-in?directory=unavailable");
});

test("settings that would be unsafe or do not say enough are refused with their place", async () => {
  const file = join(server.deps.config.dataFolder, "other.yaml");
  const faultsOf = async (text: string) => {
    await writeFile(file, text);
    const read = await readDirectorySettings(file);
    return read.ok ? [] : read.faults.map(({ code }) => code);
  };
  expect(await faultsOf("issuer: http://id.example.gov.cn\nclientId: a\nlabel: b\n")).toEqual(["wrong-shape"]);
  expect(await faultsOf("issuer: https://id.example.gov.cn\n")).toEqual(["missing-key", "missing-key"]);
  expect(await faultsOf("issuer: https://id.example.gov.cn\nclientId: a\nlabel: b\nclientSecretFile: /nowhere\n")).toEqual([
    "file-missing",
  ]);
  expect(await readDirectorySettings(`${file}-none`)).toEqual({ ok: true, value: null });
});
