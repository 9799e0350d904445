// Published documents in a browser: uploaded and read, each finding led to its place, a cell corrected and taken back, the
// sheets downloaded, a table made into a case.
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningProduct, reload, runProduct } from "./running-product.ts";

/** A self-evaluation table as offices publish it, with two things wrong: the rate (300.33 ÷ 465.00) and 11 points of 10. */
const FORM = `<!doctype html><meta charset="utf-8"><h1>项目支出绩效自评表</h1><p>（2022年度）</p><table>
<tr><td>项目名称</td><td colspan="7">基层干部能力提升专项</td></tr>
<tr><td>主管部门</td><td colspan="3">临江市人力资源局</td><td>实施单位</td><td colspan="3">临江市干部培训中心</td></tr>
<tr><td rowspan="3">项目资金（万元）</td><td></td><td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>分值</td><td>执行率</td><td>得分</td></tr>
<tr><td>年度资金总额</td><td>465.00</td><td>465.00</td><td>300.33</td><td>10</td><td>65.4%</td><td>6.46</td></tr>
<tr><td>其中：当年财政拨款</td><td>465.00</td><td>465.00</td><td>300.33</td><td>—</td><td>—</td><td>—</td></tr>
<tr><td rowspan="2">年度总体目标</td><td colspan="4">预期目标</td><td colspan="3">实际完成情况</td></tr>
<tr><td colspan="4">举办培训班12期，提高基层干部履职能力</td><td colspan="3">全年举办12期，考核合格率98.6%</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td><td>偏差原因分析及改进措施</td></tr>
<tr><td rowspan="4">产出指标</td><td>数量指标</td><td>举办培训班期数</td><td>≥12期</td><td>12期</td><td>15</td><td>15</td><td></td></tr>
<tr><td>质量指标</td><td>培训合格率</td><td>≥95%</td><td>98.6%</td><td>15</td><td>15</td><td></td></tr>
<tr><td>时效指标</td><td>按期完成率</td><td>100%</td><td>100%</td><td>10</td><td>10</td><td></td></tr>
<tr><td>成本指标</td><td>人均培训费</td><td>≤650元</td><td>648元</td><td>10</td><td>11</td><td></td></tr>
<tr><td rowspan="2">效益指标</td><td>社会效益指标</td><td>办件差错减少</td><td>≥30件</td><td>31件</td><td>15</td><td>15</td><td></td></tr>
<tr><td>可持续影响指标</td><td>课程更新门数</td><td>≥4门</td><td>4门</td><td>15</td><td>15</td><td></td></tr>
<tr><td>满意度指标</td><td>服务对象满意度指标</td><td>学员满意度</td><td>≥90%</td><td>93.2%</td><td>10</td><td>10</td><td></td></tr>
<tr><td colspan="5">总分</td><td>100</td><td>97.46</td><td></td></tr></table>`;

async function textOf(place: Locator): Promise<string> {
  return (await place.textContent()) ?? "";
}

let product: RunningProduct;
/** Where the audited form is looked at. */
let form = "";

beforeAll(async () => {
  product = await runProduct();
});
afterAll(async () => await product?.close());

function finding(page: Page, code: string): Locator {
  return page.locator(`[data-testid="audit-finding"][data-code="${code}"]`);
}

test("a form and a file of no known kind are uploaded together: one is audited, the other fails with its reason", async () => {
  const { page, complaints } = await product.open("/audits");
  await page.getByTestId("audit-files").setInputFiles([
    { name: "自评表.html", mimeType: "text/html", buffer: Buffer.from(FORM) },
    { name: "旧资料.rar", mimeType: "application/octet-stream", buffer: Buffer.from("Rar!\u001a\u0007\u0000 and nothing else") },
  ]);
  await page.waitForURL(/\/audits\/a-/);
  await page.locator('[data-testid="document-row"][data-status="done"]').waitFor();
  await page.locator('[data-testid="document-row"][data-status="failed"]').waitFor();
  expect(await textOf(page.locator('[data-status="failed"] .document-problem'))).toContain("rar");
  await page.getByRole("link", { name: "基层干部能力提升专项" }).click();
  await page.getByTestId("tables").waitFor();
  form = new URL(page.url()).pathname;
  expect(complaints).toEqual([]);
  await page.close();
});

test("a finding leads to its cell in the original and in the table read, and a cell of the table to its place", async () => {
  const { page } = await product.open(form);
  await finding(page, "score-over-weight").locator("button").first().click();
  const place = page.getByTestId("original").locator('[aria-current="location"]');
  await place.waitFor();
  expect(await textOf(place)).toBe("11");
  expect(await page.locator("[data-marked]").getAttribute("data-cell")).toBe("indicators.3.score");
  await page.locator('[data-cell="funds.0.rate"] button').click();
  await expect.poll(async () => await textOf(place)).toBe("65.4%");
  expect(await textOf(page.getByTestId("picked-cell"))).toContain("年度资金总额 · 执行率");
  await page.close();
});

test("a cell corrected by hand keeps who did it, its findings follow at once, and it can be taken back", async () => {
  const { page, complaints } = await product.open(form);
  const cell = page.locator('[data-cell="indicators.3.score"]');
  const wrong = finding(page, "score-over-weight");
  await wrong.waitFor();
  await cell.locator("button").focus();
  await page.keyboard.press("F2");
  const editor = page.getByTestId("cell-editor");
  await editor.getByLabel(/改为/).fill("10");
  await editor.getByRole("button", { name: "保存" }).click();
  await editor.waitFor({ state: "detached" });
  await wrong.waitFor({ state: "detached" });
  expect(await textOf(cell)).toBe("10");
  expect(await textOf(page.getByTestId("picked-cell"))).toMatch(/11 → 10.*绩效领导小组丁/s);
  await reload(page);
  expect(await wrong.count()).toBe(0);
  await cell.locator("button").dblclick();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "撤销" }).click();
  await wrong.waitFor();
  expect(await textOf(page.getByTestId("picked-cell"))).toContain("撤销");
  expect(complaints).toEqual([]);
  await page.close();
});

test("the audit sheet and the original are downloaded as what they are", async () => {
  const { page } = await product.open(form);
  for (const [name, signature] of [
    ["sheet.docx", "PK"],
    ["sheet.xlsx", "PK"],
    ["original", "<!doctype html>"],
  ] as const) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId(`download-${name}`).click()]);
    const bytes = await readFile(await download.path());
    expect([name, bytes.subarray(0, signature.length).toString("latin1")]).toEqual([name, signature]);
  }
  await page.close();
});

test("the table read becomes a project with a score", async () => {
  const { page } = await product.open(form);
  await page.getByTestId("make-case-0").click();
  await page.waitForURL(/\/cases\/c-/);
  await page.getByTestId("total").waitFor();
  expect(await textOf(page.locator("h1"))).toContain("基层干部能力提升专项");
  await page.close();
});
