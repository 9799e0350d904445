// What is one's own stays there: texts planted in another unit's case, another division's audit and another tenant's case, and every secret,
// looked for in the answer of every GET route to every role, in exports, in the log, in temporary files, in backups and in the store's files.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROLES, type Role } from "../../access/index.ts";
import { openLog } from "../log.ts";
import { DEMONSTRATION_ZH } from "../messages/demonstration.zh.ts";
import { tarEntries } from "../store/backup/tar-archive.ts";
import { writeBackup } from "../store/backup/write-backup.ts";
import { findAccount } from "../store/people/account-repository.ts";
import { demonstrationAccounts } from "../usecases/people/demonstration-accounts.ts";
import { openSession } from "../usecases/people/sign-in.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { buildApp } from "./build-app.ts";
import { codeAt } from "./people-app.builder.ts";
import { type NextText, type PlantedCase, plantCase, type Send } from "./plant-texts.builder.ts";

const SLOW = 15 * 60_000;
/** Every planted text begins so, and so does every search. */
const MARK = "密鉴";

/** Texts of one kind, and the roles of the examples' unit that may read them. */
type Owner = { readonly name: string; readonly texts: string[]; readonly readers: readonly Role[] };
type Crossing = string;

const OVER_ALL: readonly Role[] = ["bureau-business", "bureau-performance", "auditor"];
const OWNERS = {
  /** A unit beside the examples' own. */
  unit: { name: "another unit", texts: [], readers: OVER_ALL },
  /** Handed in to be audited by the second division: the first division's people have no part in it. */
  division: { name: "another division", texts: [], readers: ["finance", "leading-group", ...OVER_ALL] },
  tenant: { name: "another tenant", texts: [], readers: [] },
} satisfies Record<string, Owner>;
const SECRET = { name: "a secret", texts: [] as string[] };

let server: TestApp;
let app: ReturnType<typeof buildApp>;
let theirs: readonly PlantedCase[];
let divisionBatch = "";
let log = "";
let temporary = "";
const before = process.env["TMPDIR"];
const cookies = new Map<string, string>();

beforeAll(async () => {
  server = await aTestApp("embedded");
  temporary = mkdtempSync(join(tmpdir(), "hengxiao-leak-"));
  process.env["TMPDIR"] = temporary;
  const webhooks = { addresses: ["https://oa.example.gov.cn"], private: "no", formerSecretHours: 72 } as const;
  const requests = { ...server.deps.requests, signInsPerMinute: 1e6, searchesPerMinute: 1e6, exportsPerMinute: 1e6 };
  const sink = {
    write: (line: string): boolean => {
      log += line;
      return true;
    },
  };
  const deps = { ...server.deps, webhooks, requests, log: openLog(server.deps.config, sink) };
  deps.log.level = "trace";
  app = buildApp(deps, { host: "127.0.0.1", web: null });

  const elsewhere = await demonstrationAccounts(deps, "elsewhere", DEMONSTRATION_ZH);
  SECRET.texts.push(...elsewhere.map(({ password }) => password));
  const bureau = await anotherUnit();
  theirs = [
    await plantCase(
      sendAs("local", (role) => bureau.get(role) ?? ""),
      markOf(OWNERS.unit),
    ),
    await plantCase(
      sendAs("elsewhere", (role) => `demo-${role}`),
      markOf(OWNERS.tenant),
    ),
  ];
  divisionBatch = await auditOfDivision();
  await secondFactor(bureau.get("clerk") ?? "");
  await webhookSecret();
  await deps.audits.idle();
}, SLOW);
afterAll(async () => {
  if (before === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = before;
  rmSync(temporary, { recursive: true, force: true });
  await server.close();
});

const markOf =
  (owner: Owner): NextText =>
  (_most, was = "") => {
    const text = `${MARK}${owner.name.replaceAll(" ", "-")}-${owner.texts.length}-`;
    owner.texts.push(text);
    return `${was}${text}`;
  };

async function cookieOf(tenant: string, id: string): Promise<string> {
  const known = cookies.get(`${tenant} ${id}`);
  if (known !== undefined) return known;
  const account = await findAccount(server.deps.store.db, { tenant, id });
  if (!account) throw new Error(`no account ${id}`);
  const { token } = await openSession(server.deps, { tenant, account, from: "", agent: "", how: "password" });
  SECRET.texts.push(token);
  const cookie = `hengxiao=${tenant}~${token}`;
  cookies.set(`${tenant} ${id}`, cookie);
  return cookie;
}

async function ask(path: string, init: RequestInit, cookie: string): Promise<Response> {
  return await app.request(path, { ...init, headers: { host: "127.0.0.1:8080", cookie, ...(init.headers as Record<string, string>) } });
}

function sendAs(tenant: string, accountOf: (role: Role) => string): Send {
  return async (method, path, as, body) => {
    const isForm = body instanceof FormData;
    const init = isForm ? { method, body } : { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    const answer = await ask(path, init, await cookieOf(tenant, accountOf(as)));
    return { status: answer.status, body: JSON.parse(await answer.text()) as unknown };
  };
}

const local = sendAs("local", (role) => `demo-${role}`);

async function demand(method: string, path: string, as: Role, body: unknown): Promise<Record<string, string>> {
  const answer = await local(method, path, as, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as Record<string, string>;
}

const passwordOf = (role: Role): string => `Kiefer-41-Wolke-${role}`;

/** With a clerk, an accountant and a leading group of its own; their passwords and links are secrets. */
async function anotherUnit(): Promise<ReadonlyMap<Role, string>> {
  const department = await demand("POST", "/api/units", "system-admin", { parentId: "root", kind: "department", name: "另一部门" });
  const unit = await demand("POST", "/api/units", "system-admin", { parentId: department["id"], kind: "unit", name: "另一单位" });
  const people = new Map<Role, string>();
  for (const role of ["clerk", "finance", "leading-group"] as const) {
    const roles = [{ role, unitId: unit["id"] }];
    const account = { login: `other-${role}`, name: role, unitId: unit["id"], roles, reason: "示例" };
    const made = await demand("POST", "/api/accounts", "system-admin", account);
    const password = passwordOf(role);
    SECRET.texts.push(password, made["token"] ?? "");
    await demand("POST", "/api/links", "system-admin", { token: made["token"], password });
    people.set(role, String(made["id"]));
  }
  const accounts = (await (await ask("/api/accounts", {}, await cookieOf("local", "demo-security-admin"))).json()) as {
    readonly id: string;
    readonly grants: readonly { readonly id: string; readonly version: number }[];
  }[];
  for (const { id, grants } of accounts)
    if ([...people.values()].includes(id))
      for (const { id: grant, version } of grants)
        await demand("PUT", `/api/grants/${grant}`, "security-admin", { version, granted: true });
  return people;
}

async function auditOfDivision(): Promise<string> {
  const mark = markOf(OWNERS.division);
  const form = new FormData();
  form.append("name", mark(80));
  form.append(
    "files",
    new File([`# ${mark(80)}\n\n| 指标 | 分值 | 得分 |\n| --- | --- | --- |\n| ${mark(80)} | 10 | 11 |\n`], `${mark(80)}.md`),
  );
  const answer = await ask("/api/audits", { method: "POST", body: form }, await cookieOf("local", "demo-division-head-2"));
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { id: string }).id;
}

async function secondFactor(account: string): Promise<void> {
  const path = "/api/session/second-factor";
  const send = sendAs("local", () => account);
  const begun = (await send("POST", path, "clerk")).body as { readonly secret: string };
  const code = codeAt(begun.secret, server.deps.now());
  const enrolled = await send("PUT", path, "clerk", { secret: begun.secret, code, password: passwordOf("clerk") });
  expect([enrolled.status, enrolled.body]).toEqual([200, expect.anything()]);
  const { recoveryCodes } = enrolled.body as { readonly recoveryCodes: readonly string[] };
  SECRET.texts.push(begun.secret, ...recoveryCodes);
}

async function webhookSecret(): Promise<void> {
  const subscription = { name: "示例", url: "https://oa.example.gov.cn/x", areas: ["case"] };
  const { secret } = await demand("POST", "/api/webhooks", "system-admin", subscription);
  SECRET.texts.push(secret ?? "");
}

type Parameter = { readonly name: string; readonly in: string; readonly schema?: { readonly enum?: readonly string[] } };
type Document = { readonly paths: Record<string, { readonly get?: { readonly parameters?: readonly Parameter[] } }> };

/** Every GET route with everything of theirs that it may be asked for, by name and by search. */
async function questions(): Promise<readonly string[]> {
  const document = (await (await ask("/api/openapi.json", {}, "")).json()) as Document;
  return Object.entries(document.paths).flatMap(([path, { get }]) => {
    if (!get) return [];
    // It makes a new secret for whoever asks.
    if (path === "/api/session/second-factor") return [];
    const names = get.parameters?.find(({ name }) => name === "name")?.schema?.enum ?? ["sheet.xlsx"];
    const filled = names.flatMap((name) =>
      idsFor(path).map((id) =>
        path
          .replace("{id}", id)
          .replace("{name}", name)
          .replace(/\{(n|table|version|number|seq)\}/g, "1")
          .replace(/\{\w+\}/g, "unknown"),
      ),
    );
    const query = get.parameters?.filter((one) => one.in === "query").map(({ name }) => name) ?? [];
    const variants = [
      "",
      ...(query.includes("q") ? [`?q=${encodeURIComponent(MARK)}`] : []),
      ...(query.includes("format") ? ["?format=csv", "?format=xlsx", "?format=ods"] : []),
      ...(query.includes("limit") ? ["?limit=200"] : []),
    ];
    return [...new Set(filled)].flatMap((one) => variants.map((variant) => `${one}${variant}`));
  });
}

function idsFor(path: string): readonly string[] {
  if (path.startsWith("/api/cases/")) return theirs.map(({ caseId }) => caseId);
  if (path.startsWith("/api/audits/")) return [...theirs.map(({ batchId }) => batchId), divisionBatch];
  if (path.startsWith("/api/flows/")) return theirs.map(({ flowId }) => flowId);
  if (path.startsWith("/api/evidence/")) return theirs.flatMap(({ pieceIds }) => pieceIds.slice(0, 1));
  return ["unknown"];
}

/** What stands in bytes, archives within opened. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return Buffer.from(bytes).toString("utf8");
  try {
    return Object.entries(unzipSync(bytes))
      .map(([name, content]) => `${name}\n${textOf(content)}`)
      .join("\n");
  } catch {
    return Buffer.from(bytes).toString("utf8");
  }
}

/** The reason of a change is part of its event, which the audit administrator reads of the whole tenant. */
function toldInTrail(text: string): boolean {
  return theirs[0]?.reasons.includes(text) ?? false;
}

function crossingsIn(text: string, where: string, as: Role | "nobody"): readonly Crossing[] {
  const owners = Object.values(OWNERS).filter(({ readers }) => !(readers as readonly string[]).includes(as));
  return [...owners, SECRET].flatMap(({ name, texts }) => {
    const found = texts.find((one) => text.includes(one) && !(as === "audit-admin" && toldInTrail(one)));
    return found === undefined ? [] : [`${where} as ${as}: ${name} (${found})`];
  });
}

/** `answerTo`: what answers, where it is not the application. */
async function walk(
  asked: readonly string[],
  roles: readonly (Role | "nobody")[],
  answerTo = (path: string, cookie: string) => ask(path, {}, cookie),
) {
  const crossings: Crossing[] = [];
  const read = new Set<string>();
  let cells = 0;
  for (const path of asked)
    for (const as of roles) {
      const answer = await answerTo(path, as === "nobody" ? "" : await cookieOf("local", `demo-${as}`));
      const text = textOf(new Uint8Array(await answer.arrayBuffer()));
      cells += 1;
      crossings.push(...crossingsIn(text, path, as));
      for (const { name, texts } of Object.values(OWNERS)) if (texts.some((one) => text.includes(one))) read.add(`${as} ${name}`);
    }
  return { cells, crossings, read };
}

test(
  "nothing planted crosses to whom it is none of, and no secret comes out anywhere",
  async () => {
    const asked = await questions();
    const { cells, crossings, read } = await walk(asked, [...ROLES, "nobody"]);
    // Who may read, did: else nothing was looked at.
    expect([...read]).toEqual(
      expect.arrayContaining(["auditor another unit", "bureau-performance another unit", "leading-group another division"]),
    );

    let backup = Buffer.alloc(0);
    const write = async (bytes: Uint8Array): Promise<void> => {
      backup = Buffer.concat([backup, bytes]);
    };
    await writeBackup({ db: server.deps.store.db, now: server.deps.now(), product: "test", write });
    const backedUp = await inflated(backup);
    expect(backedUp).toContain(OWNERS.unit.texts[0]);
    const places: Readonly<Record<string, string>> = {
      "the log": log,
      "temporary files": filesBelow(temporary),
      "a backup": backedUp,
      "the data folder": filesBelow(server.deps.config.dataFolder),
    };
    expect(log.length).toBeGreaterThan(100);
    const holdsRecords = new Set(["a backup", "the data folder"]);
    for (const [where, text] of Object.entries(places)) {
      const owned = holdsRecords.has(where) ? [] : Object.values(OWNERS);
      for (const { name, texts } of [...owned, SECRET]) {
        const found = texts.find((one) => text.includes(one));
        if (found !== undefined) crossings.push(`${where}: ${name} (${found})`);
      }
    }
    const canaries = Object.values(OWNERS).reduce((sum, { texts }) => sum + texts.length, SECRET.texts.length);
    console.info(
      `leak: ${canaries} canaries × ${asked.length} questions × ${ROLES.length + 1} = ${cells} answers and ${Object.keys(places).length} places, ${crossings.length} crossings`,
    );
    expect(crossings).toEqual([]);
  },
  SLOW,
);

/** Every part of a backup, inflated. */
async function inflated(tar: Buffer): Promise<string> {
  const texts: string[] = [];
  for await (const { name, at, size } of tarEntries(async (from, length) => tar.subarray(from, from + length), tar.length)) {
    const bytes = tar.subarray(at, at + size);
    texts.push((name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString());
  }
  return texts.join("\n");
}

function filesBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("utf8"))
    .join("\n");
}

test(
  "the canaries: a route that answers with another unit's case, and one that tells a secret, are seen",
  async () => {
    const leaking = async (): Promise<Response> => new Response(`${OWNERS.unit.texts[0]} ${SECRET.texts[0]}`);
    const { crossings } = await walk(["/api/leaking"], ["clerk", "auditor"], leaking);
    expect(crossings.map((one) => one.replace(/ \(.*/, ""))).toEqual([
      "/api/leaking as clerk: another unit",
      "/api/leaking as clerk: a secret",
      "/api/leaking as auditor: a secret",
    ]);
  },
  SLOW,
);
