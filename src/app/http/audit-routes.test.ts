import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { problemSchema, savedSchema } from "./contract.ts";
import { auditBatchSchema, auditDocumentSchema, auditSchema, sourcePageSchema, takenInSchema } from "./contract-audits.ts";

let server: TestApp;
/** The batch of the form, a copy of it in a zip, and a file of no known kind. */
let id = "";
beforeAll(async () => {
  server = await aTestApp();
  const zip = zipSync({ "乙局/自评表.html": strToU8(FORM.replace("临江市水利局", "临江市林业局").replace(">11<", ">10<")) });
  const taken = await upload(["自评表.html", FORM], ["全部.zip", zip], ["旧.rar", "Rar!\u001a\u0007\u0000"]);
  id = taken.id;
  await server.deps.audits.idle();
});
afterAll(async () => await server.close());

/** With two things wrong: the rate (300.33 ÷ 465.00), and 11 points of 10. */
const FORM = `<!doctype html><meta charset="utf-8"><h1>项目支出绩效自评表</h1><p>（2022年度）</p><table>
<tr><td>项目名称</td><td colspan="7">河道清淤</td></tr>
<tr><td>主管部门</td><td colspan="3">临江市水利局</td><td>实施单位</td><td colspan="3">临江市河道管理所</td></tr>
<tr><td rowspan="3">项目资金（万元）</td><td></td><td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>分值</td><td>执行率</td><td>得分</td></tr>
<tr><td>年度资金总额</td><td>465.00</td><td>465.00</td><td>300.33</td><td>10</td><td>65.4%</td><td>6.46</td></tr>
<tr><td>其中：当年财政拨款</td><td>465.00</td><td>465.00</td><td>300.33</td><td>—</td><td>—</td><td>—</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td><td>偏差原因分析及改进措施</td></tr>
<tr><td rowspan="4">产出指标</td><td>数量指标</td><td>清淤长度</td><td>≥12公里</td><td>12公里</td><td>15</td><td>15</td><td></td></tr>
<tr><td>质量指标</td><td>验收合格率</td><td>≥95%</td><td>98.6%</td><td>15</td><td>15</td><td></td></tr>
<tr><td>时效指标</td><td>按期完成率</td><td>100%</td><td>100%</td><td>10</td><td>10</td><td></td></tr>
<tr><td>成本指标</td><td>每公里费用</td><td>≤65万元</td><td>64.8万元</td><td>10</td><td>11</td><td></td></tr>
<tr><td rowspan="2">效益指标</td><td>社会效益指标</td><td>减少积水点</td><td>≥30处</td><td>31处</td><td>15</td><td>15</td><td></td></tr>
<tr><td>可持续影响指标</td><td>管护制度</td><td>≥4项</td><td>4项</td><td>15</td><td>15</td><td></td></tr>
<tr><td>满意度指标</td><td>服务对象满意度指标</td><td>居民满意度</td><td>≥90%</td><td>93.2%</td><td>10</td><td>10</td><td></td></tr>
<tr><td colspan="5">总分</td><td>100</td><td>97.46</td><td></td></tr></table>`;

async function upload(...files: readonly (readonly [string, string | Uint8Array<ArrayBuffer>])[]) {
  const body = new FormData();
  for (const [name, content] of files) body.append("files", new File([content], name));
  const response = await server.ask("/api/audits", { method: "POST", body });
  expect(response.status).toBe(202);
  return takenInSchema.parse(await response.json());
}

async function read<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  const response = await server.ask(path);
  expect([path, response.status]).toEqual([path, 200]);
  return schema.parse(await response.json());
}

const openForm = async () => await read(`/api/audits/${id}/documents/1`, auditDocumentSchema);

async function correct(correction: object): Promise<Response> {
  return await server.ask(`/api/audits/${id}/documents/1/corrections`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ table: 0, path: "indicators.3.score", value: "10", ...correction }),
  });
}

test("an upload becomes a batch: archives opened, every document audited or failed with its reason", async () => {
  const { batch, documents, byCode, byDepartment } = await read(`/api/audits/${id}`, auditSchema);
  expect(batch).toMatchObject({ documents: 3, done: 2, failed: 1, waiting: 0, running: 0 });
  expect(documents.map(({ file, status, department }) => [file, status, department])).toEqual([
    ["自评表.html", "done", "临江市水利局"],
    ["全部.zip/乙局/自评表.html", "done", "临江市林业局"],
    ["旧.rar", "failed", null],
  ]);
  expect(documents[2]?.problem?.message).toContain("rar");
  expect(documents[0]).toMatchObject({ project: "河道清淤", year: 2022, total: "97.46", amount: "465.00" });
  expect(byCode.find(({ code }) => code === "rate-wrong")).toMatchObject({ errors: 2, documents: 2 });
  expect(new Set(byDepartment.map(({ department }) => department))).toEqual(new Set(["临江市水利局", "临江市林业局"]));
  expect((await read("/api/audits", z.array(auditBatchSchema))).map((one) => one.id)).toContain(id);
});

test("documents are narrowed by what was found in them and by whose they are", async () => {
  const files = async (query: string) => (await read(`/api/audits/${id}?${query}`, auditSchema)).documents.map(({ n }) => n);
  expect(await files("code=score-over-weight")).toEqual([1]);
  expect(await files(`department=${encodeURIComponent("临江市林业局")}`)).toEqual([2]);
  expect(await files("status=failed")).toEqual([3]);
  expect(await files("sort=n&order=desc&limit=2")).toEqual([3, 2]);
});

test("a finding stands at its cell in the table read and in the original, and the original shows it there", async () => {
  const { findings, tables } = await openForm();
  const found = findings.find(({ code }) => code === "score-over-weight");
  expect(found).toMatchObject({ severity: "error", table: 0, path: "indicators.3.score", printed: "11" });
  const { blocks } = await read(`/api/audits/${id}/documents/1/source`, sourcePageSchema);
  const cells = blocks.flatMap((block) => (block.kind === "table" ? block.cells : []));
  expect(cells.find(({ address }) => address === found?.spot?.anchor)?.text).toBe("11");
  expect(tables[0]?.cells.find(({ path }) => path === "funds.0.rate")).toMatchObject({ confidence: "certain" });
});

test("a correction is kept with its author, its findings follow, and taking it back restores both and keeps the history", async () => {
  const corrected = auditDocumentSchema.parse(await (await correct({})).json());
  expect(corrected.tables[0]?.indicators[3]?.score).toBe("10");
  expect(corrected.findings.map(({ code }) => code)).not.toContain("score-over-weight");
  expect(corrected.row.corrections).toBe(1);
  expect((await read(`/api/audits/${id}?code=score-over-weight`, auditSchema)).total).toBe(0);
  const seq = corrected.corrections[0]?.seq;
  const undone = await server.ask(`/api/audits/${id}/documents/1/corrections/${seq}`, { method: "DELETE" }, "finance");
  const restored = auditDocumentSchema.parse(await undone.json());
  expect(restored.findings.map(({ code }) => code)).toContain("score-over-weight");
  expect(restored.corrections).toMatchObject([{ was: "11", now: "10", by: "绩效领导小组丁", undone: { by: "财务丙" } }]);
  expect((await server.ask(`/api/audits/${id}/documents/1/corrections/${seq}`, { method: "DELETE" })).status).toBe(404);
});

test("a correction of a cell that is not there is refused", async () => {
  for (const wrong of [{ path: "indicators.99.score" }, { path: "cells.0.path" }, { path: "year", value: "MMXX" }, { table: 7 }])
    expect([wrong, (await correct(wrong)).status]).toEqual([wrong, 400]);
});

test("sheets and originals are what they say they are, the original byte for byte", async () => {
  for (const path of [`${id}/sheet.docx`, `${id}/sheet.xlsx`, `${id}/documents/1/sheet.docx`, `${id}/documents/1/sheet.xlsx`]) {
    const bytes = new Uint8Array(await (await server.ask(`/api/audits/${path}`)).arrayBuffer());
    expect([path, new TextDecoder().decode(bytes.slice(0, 2))]).toEqual([path, "PK"]);
  }
  const original = await server.ask(`/api/audits/${id}/documents/1/original`);
  expect(original.headers.get("content-disposition")).toContain("attachment");
  expect(original.headers.get("content-type")).toBe("application/octet-stream");
  expect(await original.text()).toBe(FORM);
});

test("a table becomes a case that can be evaluated", async () => {
  const made = await server.ask(`/api/audits/${id}/documents/2/tables/0/case`, { method: "POST" });
  const text = await made.text();
  expect([made.status, text]).toMatchObject([200, text]);
  const saved = savedSchema.parse(JSON.parse(text));
  const scored = z.object({ score: z.string() }).parse(await (await server.ask(`/api/cases/${saved.id}/evaluation`)).json());
  // 97.46 as printed, with the rate's 6.46 (10 × 300.33 ÷ 465.00) and the score of 11 no longer there.
  expect(scored.score).toBe("96.46");
});

test("what is not there, an unknown pack and an upload without a file are problems", async () => {
  const status = async (path: string) => problemSchema.parse(await (await server.ask(path)).json()).status;
  expect([await status("/api/audits/none"), await status(`/api/audits/${id}/documents/99`)]).toEqual([404, 404]);
  expect([await status(`/api/audits/${id}/documents/1/source?page=9`), await status(`/api/audits/${id}/documents/3/sheet.docx`)]).toEqual([
    404, 404,
  ]);
  const body = new FormData();
  body.append("pack", "no-such-pack");
  expect((await server.ask("/api/audits", { method: "POST", body })).status).toBe(400);
  body.append("files", new File([FORM], "a.html"));
  expect((await server.ask("/api/audits", { method: "POST", body })).status).toBe(404);
});

test("an upload from another site's page is turned away", async () => {
  const body = new FormData();
  body.append("files", new File([FORM], "a.html"));
  expect((await server.ask("/api/audits", { method: "POST", body, headers: { origin: "https://elsewhere.example" } })).status).toBe(403);
});
