// The audit trail over HTTP: whose events are listed, contents by release of two persons and for a time, what is exported, a case's history.
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findHead } from "../store/trail/trail-repository.ts";
import { backupStore } from "../usecases/backup-store.ts";
import { readOutsideAnchors } from "../usecases/trail/outside-anchors.ts";
import { proveTrailFile } from "../usecases/trail/trail-file.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import type { ReleaseView, TrailEventView, TrailPageView, TrailPersonView, TrailProofView } from "./contract-trail.ts";
import { changesSince } from "./watched-changes.builder.ts";

let server: TestApp;
beforeAll(async () => {
  server = await aTestApp();
});
afterAll(async () => await server.close());

const get = async <T>(path: string, as: Parameters<TestApp["ask"]>[2]): Promise<T> => (await (await server.ask(path, {}, as)).json()) as T;
const send = async (method: string, path: string, body: object, as: Parameters<TestApp["ask"]>[2]) =>
  await server.ask(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) }, as);

test("filters narrow the list, and pages follow each other to the first event", async () => {
  const { events } = await get<TrailPageView>("/api/trail?kind=case&action=case.imported", "audit-admin");
  expect(events.length).toBeGreaterThan(0);
  expect(new Set(events.map(({ objectKind, action }) => `${objectKind} ${action}`))).toEqual(new Set(["case case.imported"]));
  expect(events.every(({ hasContent }) => hasContent)).toBe(true);
  const seen: string[] = [];
  for (let next: string | null = "100000"; next !== null; ) {
    const page: TrailPageView = await get(`/api/trail?limit=3&before=${next}`, "audit-admin");
    seen.push(...page.events.map(({ seq }) => seq));
    next = page.next;
  }
  expect(seen).toEqual(Array.from(seen, (_, index) => String(seen.length - index)));
});

test("whoever reads the trail chooses among the people of his part of the tree", async () => {
  const everybody = await get<readonly TrailPersonView[]>("/api/trail/people", "audit-admin");
  expect(everybody).toContainEqual({ id: "demo-clerk", name: "经办人甲", unitName: "因公出访处" });
  expect((await server.ask("/api/trail/people", {}, "clerk")).status).toBe(403);
});

test("a release is asked for by one, granted by another, and stands for a time; each opening is an event", async () => {
  const { events } = await get<TrailPageView>("/api/trail?kind=case&limit=1", "audit-admin");
  const seq = events[0]?.seq ?? "";
  const open = async () => (await server.ask(`/api/trail/${seq}/content`, {}, "audit-admin")).status;
  const releases = async (as: "audit-admin" | "security-admin") => await get<readonly ReleaseView[]>("/api/trail/releases", as);
  expect(await open()).toBe(403);
  const asked = await send("POST", "/api/trail/releases", { first: seq, last: seq, reason: "审计通知书 1 号" }, "audit-admin");
  const { id } = (await asked.json()) as { id: string };
  expect(await releases("audit-admin")).toMatchObject([
    { id, state: "waiting", proposedBy: "审计管理员", decidedBy: null, mayDecide: false },
  ]);
  expect(await releases("security-admin")).toMatchObject([{ mayDecide: true }]);
  expect((await send("PUT", `/api/trail/releases/${id}`, { granted: true }, "audit-admin")).status).toBe(403);
  expect((await send("PUT", `/api/trail/releases/${id}`, { granted: true }, "security-admin")).status).toBe(200);
  expect((await send("PUT", `/api/trail/releases/${id}`, { granted: false }, "security-admin")).status).toBe(409);
  expect(await releases("audit-admin")).toMatchObject([{ state: "standing", decidedBy: "安全管理员", mayDecide: false }]);
  expect(await open()).toBe(200);
  expect((await server.ask(`/api/trail/${BigInt(seq) - 1n}/content`, {}, "audit-admin")).status).toBe(403);
  const opened = await get<TrailPageView>("/api/trail?action=trail.content-opened", "audit-admin");
  expect(opened.events).toMatchObject([{ objectKind: "event", objectId: seq, who: "审计管理员", hasContent: false }]);
  const { now } = server.deps;
  const later = new Date(Date.parse(now()) + 73 * 60 * 60_000).toISOString();
  Object.assign(server.deps, { now: () => later });
  const cookie = await server.cookieOf("audit-admin");
  const over = await server.ask(`/api/trail/${seq}/content`, { headers: { cookie } }, "nobody");
  const list = (await (await server.ask("/api/trail/releases", { headers: { cookie } }, "nobody")).json()) as readonly ReleaseView[];
  Object.assign(server.deps, { now });
  expect([over.status, list[0]?.state]).toEqual([403, "expired"]);
});

test("the export is an event, names no content, and is proved as it stands", async () => {
  const file = await (await server.ask("/api/trail/export", {}, "audit-admin")).text();
  const proof = await proveTrailFile("trail.ndjson", file.split("\n"), { sealKey: server.deps.keys.seal, outside: [], publicKey: null });
  expect(proof).toMatchObject({ ok: true, value: { broken: null, sealed: true } });
  expect(file).not.toContain('"content":');
  const [last] = (await get<TrailPageView>("/api/trail?limit=1", "audit-admin")).events;
  expect(last).toMatchObject({ action: "trail.exported", who: "审计管理员" });
  expect(await get<TrailProofView>("/api/trail/proof", "audit-admin")).toEqual({
    events: Number(last?.seq),
    anchors: expect.any(Number),
    broken: null,
  });
});

test("a case's history is shown to whoever may see the case, and to nobody else", async () => {
  const history = await get<readonly TrailEventView[]>("/api/cases/nanchang-2019/history", "clerk");
  expect(history[0]).toMatchObject({ action: "case.imported", objectId: "nanchang-2019" });
  expect((await server.ask("/api/cases/nanchang-2019/history", {}, "audit-admin")).status).toBe(403);
  expect((await server.ask("/api/cases/nanchang-2019/history", {}, "nobody")).status).toBe(401);
});

test("the head is signed and kept outside at every approval, at every report, and at a backup of a store that no server has open", async () => {
  const [folder = ""] = server.deps.anchorFolders;
  const whys = async () => (await readOutsideAnchors([folder], server.deps.tenant)).map((line) => JSON.parse(line).why as string);
  const head = async () => (await findHead(server.deps.store.db, server.deps.tenant))?.seq;
  const lastAnchored = async () => JSON.parse((await readOutsideAnchors([folder], server.deps.tenant)).at(-1) ?? "{}").seq as string;
  const before = (await whys()).length;

  const begun = await send("POST", "/api/flows", { process: "trip", pack: "nanchang-2019", subject: { kind: "trip", id: "x" } }, "clerk");
  const { id } = (await begun.json()) as { id: string };
  for (const paper of ["invitation", "budget-detail"]) await send("POST", `/api/flows/${id}/papers`, { paper, name: paper }, "clerk");
  const seen = await get<{ summary: { version: number }; content: { hash: string } }>(`/api/flows/${id}`, "clerk");
  const act = { kind: "agree", opinion: "", seen: seen.content.hash };
  expect((await send("POST", `/api/flows/${id}/acts`, { version: seen.summary.version, act }, "clerk")).status).toBe(200);
  await expect.poll(whys).toHaveLength(before + 1);
  expect([(await whys()).at(-1), await lastAnchored()]).toEqual(["approval", await head()]);

  await send("POST", "/api/trail/releases", { first: "1", last: "1", reason: "核对" }, "audit-admin");
  const report = await server.ask("/api/cases/nanchang-2019/files/score.json");
  expect([report.status, (await whys()).at(-1), await lastAnchored()]).toEqual([200, "report", await head()]);
  // Where nothing has happened since, the anchor there is counts.
  await server.ask("/api/cases/nanchang-2019/files/score.json");
  expect(await whys()).toHaveLength(before + 2);

  const { config } = server.deps;
  if (config.databaseUrl !== null) {
    await send("POST", "/api/trail/releases", { first: "1", last: "1", reason: "核对" }, "audit-admin");
    const file = join(folder, "backup.tar");
    expect(await backupStore(config, { file, now: server.deps.now(), progress: () => undefined })).toMatchObject({ ok: true });
    expect([(await whys()).at(-1), await lastAnchored()]).toEqual(["backup", await head()]);
  }
  console.info(`trail: ${(await whys()).length} heads anchored outside, at ${[...new Set(await whys())].join(", ")}`);
});

test("a change that nobody tells of would be seen", async () => {
  const { db } = server.deps.store;
  await sql`update units set code = 'x' where id = 'second-division'`.execute(db);
  expect((await changesSince(db)).untold).toEqual(["units"]);
  // What this test did is its own business.
  await sql`delete from watch.touched where transaction = (select max(transaction) from watch.touched)`.execute(db);
});
