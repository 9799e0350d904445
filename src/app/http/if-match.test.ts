// Lost updates: whoever changes an earlier version than there is, is refused and told which there is and who made it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { listUnits } from "../store/people/unit-repository.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";

/** Uploads are read in a process of their own, which a busy machine is slow to start. */
const SLOW = 180_000;

let server: TestApp;
beforeAll(async () => {
  server = await aTestApp();
});
afterAll(async () => await server.close());

type Headers = Readonly<Record<string, string>>;

async function rename(headers: Headers, body: object, unit = "second-division"): Promise<Response> {
  const init = { method: "PUT", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
  return await server.ask(`/api/units/${unit}`, init, "system-admin");
}

async function versionOf(unit: string): Promise<number> {
  return (await listUnits(server.deps.store.db, server.deps.tenant)).find(({ id }) => id === unit)?.version ?? 0;
}

test("the header's version stands for the body's", async () => {
  const version = await versionOf("second-division");
  const content = { name: "综合二处", code: null, ended: false };
  expect((await rename({ "if-match": `"${version}"` }, content)).status).toBe(200);
  const late = await rename({ "if-match": `W/"${version}"` }, content);
  expect(late.status).toBe(409);
  const problem = (await late.json()) as { code: string; detail: string };
  expect(problem.code).toBe("version-conflict");
  expect(problem.detail).toContain(`现在是第 ${version + 1} 版`);
  expect(problem.detail).toContain("2026-01-02 11:04");
  expect(await versionOf("second-division")).toBe(version + 1);
});

test("a header that is no version, or another than the body's, is refused", async () => {
  const content = { name: "综合二处", code: null, ended: false };
  for (const header of ["*", "7", '"x"', '"1", "2"', ""])
    expect([header, (await rename({ "if-match": header }, { ...content, version: 1 })).status]).toEqual([header, 400]);
  expect((await rename({ "if-match": '"9"' }, { ...content, version: 8 })).status).toBe(400);
});

test(
  "what can be changed says its version, and a case is replaced on it",
  async () => {
    const cases = (await (await server.ask("/api/cases")).json()) as { id: string }[];
    const id = cases[0]?.id ?? "";
    for (const path of [`/api/cases/${id}`, "/api/trip-years/delegations-2019", "/api/trips/delegations-2019-2"])
      expect([path, (await server.ask(path)).headers.get("etag")]).toEqual([path, expect.stringMatching(/^W\/"\d+"$/)]);
    const workbook = new File([await (await server.ask(`/api/cases/${id}/files/dossier.xlsx`)).blob()], "dossier.xlsx");
    const replace = async (headers: Headers, query = "") => {
      const body = new FormData();
      body.append("file", workbook);
      return await server.ask(`/api/cases/${id}${query}`, { method: "PUT", body, headers });
    };
    const tag = (await server.ask(`/api/cases/${id}`)).headers.get("etag") ?? "";
    expect((await replace({})).status).toBe(400);
    const saved = await replace({ "if-match": tag });
    expect(saved.status).toBe(200);
    expect(saved.headers.get("etag")).not.toBe(tag);
    const late = await replace({ "if-match": tag });
    expect([late.status, ((await late.json()) as { code: string }).code]).toEqual([409, "version-conflict"]);
    expect((await replace({}, "?version=1")).status).toBe(409);
  },
  SLOW,
);

test("of two who act on the same matter the second is told who acted, and how", async () => {
  const post = async (path: string, body: object, headers: Headers = {}) => {
    const init = { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
    const response = await server.ask(path, init, "clerk");
    return { status: response.status, body: (await response.json()) as { id: string; version: number; code: string; detail: string } };
  };
  const subject = { kind: "trip", id: "acted-on-twice" };
  const { body: started } = await post("/api/flows", {
    process: "trip",
    pack: "nanchang-2019",
    subject,
    title: "两人同办",
    facts: {},
  });
  const path = `/api/flows/${started.id}`;
  const tag = (await server.ask(path, {}, "clerk")).headers.get("etag") ?? "";
  expect(tag).toBe(`W/"${started.version}"`);
  const act = { kind: "cancel", reason: "重复发起" };
  expect((await post(`${path}/acts`, { act }, { "if-match": tag })).status).toBe(200);
  const late = expect.stringMatching(/最近一次：.+；其间：终止流程/);
  for (const [where, body] of [
    ["acts", { act }],
    ["papers", { takesBack: 1 }],
  ] as const)
    expect(await post(`${path}/${where}`, body, { "if-match": tag })).toMatchObject({
      status: 409,
      body: { code: "version-conflict", detail: late },
    });
});

test(
  "of two who correct the same cell the second is told; of other cells both stand",
  async () => {
    const body = new FormData();
    const rows = [
      "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |",
      "| --- | --- | --- | --- | --- | --- | --- |",
      "| 产出指标 | 数量指标 | 培训人数 | 100人 | 90人 | 50 | 45 |",
      "| 效益指标 | 社会效益指标 | 满意度 | 95% | 95% | 40 | 40 |",
    ];
    body.append("files", new File([`# 项目支出绩效自评表\n\n${rows.join("\n")}\n`], "a.md"));
    const { id } = (await (await server.ask("/api/audits", { method: "POST", body })).json()) as { id: string };
    await server.deps.audits.idle();
    const correct = async (path: string, value: string, version: number) =>
      await server.ask(`/api/audits/${id}/documents/1/corrections`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ table: 0, path, value, version }),
      });
    const seen = (await (await server.ask(`/api/audits/${id}/documents/1`)).json()) as { version: number; tables: object[] };
    expect([seen.version, seen.tables.length]).toEqual([0, 1]);
    expect((await correct("indicators.0.score", "44", 0)).status).toBe(200);
    const late = await correct("indicators.0.score", "43", 0);
    expect([late.status, ((await late.json()) as { code: string }).code]).toEqual([409, "version-conflict"]);
    expect((await correct("indicators.1.score", "39", 0)).status).toBe(200);
    const now = (await (await server.ask(`/api/audits/${id}/documents/1`)).json()) as { version: number };
    expect(now.version).toBe(2);
  },
  SLOW,
);
