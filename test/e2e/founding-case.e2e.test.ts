// The founding case in a browser: its score down to the article, other rules, findings, documents, a faulty upload.
import { readFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { productPath } from "../../src/app/product-folder.ts";
import { type RunningProduct, reload, runProduct } from "./running-product.ts";

const CASE = "/cases/nanchang-2019";

async function textOf(place: Locator): Promise<string> {
  return (await place.textContent()) ?? "";
}

let product: RunningProduct;
beforeAll(async () => {
  product = await runProduct();
});
afterAll(async () => await product?.close());

test("a newcomer opens the founding case, sees 92.45 优, and follows the execution rate to its working and an article", async () => {
  const { page, complaints } = await product.open("/");
  await page.locator('a[href$="/cases/nanchang-2019/scorecard"]').click();
  await page.getByTestId("total").waitFor();
  expect(await textOf(page.getByTestId("total"))).toContain("92.45");
  expect(await textOf(page.getByTestId("grade"))).toContain("优");
  await page.getByTestId("score-execution").click();
  const receipt = page.getByTestId("receipt");
  await receipt.waitFor();
  expect(await textOf(receipt)).toContain("300.33 ÷ 465.47");
  expect(await textOf(receipt)).toContain("6.45");
  await page.keyboard.press("Escape");
  await receipt.waitFor({ state: "detached" });
  await page.getByTestId("grade").click();
  await page
    .getByTestId("receipt")
    .getByRole("button", { name: /第十八条/ })
    .click();
  const clause = page.getByTestId("clause");
  await clause.waitFor();
  expect(await textOf(clause)).toContain("第十八条");
  // The words of the article come after its name.
  await expect.poll(async () => await textOf(clause)).toMatch(/90.*80.*60/s);
  expect(complaints).toEqual([]);
  await page.close();
});

test("an official term opens its meaning", async () => {
  const { page } = await product.open(`${CASE}/scorecard`);
  await page.getByRole("button", { name: "“预算执行率”的含义" }).first().click();
  await page.getByText("全年执行数 ÷ 全年预算数", { exact: true }).waitFor();
  await page.close();
});

test("the packs stand side by side, and one of them opens the score sheet under its rules", async () => {
  const { page } = await product.open(`${CASE}/comparison`);
  const total = async (column: string) => (await textOf(page.getByTestId(`total-${column}`))).replace(/\s+/g, " ");
  expect(await total("nanchang-2019")).toContain("92.45优");
  expect(await total("mof-2021-101:completed")).toContain("96.00优");
  expect(await total("mof-2021-101:not-completed")).toContain("91.00优");
  expect(await total("manual-2022-cap")).toContain("79.00中");
  await page.getByRole("switch", { name: "只看有差异的行" }).click();
  expect(await textOf(page.getByTestId("comparison"))).not.toContain("结算出访团组");
  await page.locator('a[href*="pack=mof-2021-101"][href*="completed=false"]').click();
  await page.getByTestId("replay").waitFor();
  expect(await textOf(page.getByTestId("total"))).toContain("91.00");
  await page.close();
});

test("a supposition is tried in place and taken back", async () => {
  const { page } = await product.open(`${CASE}/scorecard?pack=mof-2021-101`);
  expect(await textOf(page.getByTestId("total"))).toContain("96.00");
  await page.getByText("假设：未完成").click();
  await page.getByText("未改动档案").waitFor();
  expect(await textOf(page.getByTestId("total"))).toContain("91.00");
  await page.getByTestId("replay").getByRole("button", { name: "恢复" }).click();
  await page.getByTestId("replay").waitFor({ state: "detached" });
  expect(await textOf(page.getByTestId("total"))).toContain("92.45");
  await page.close();
});

test("a finding leads to the row it is about", async () => {
  const { page } = await product.open(`${CASE}/findings`);
  const finding = page.locator('[data-code="item-over-budget"]').first();
  expect(await textOf(finding)).toContain("33.92");
  await finding.getByRole("link", { name: /查看位置/ }).click();
  const row = page.locator('[data-subject="subproject.2"]');
  await row.waitFor();
  await expect
    .poll(async () => {
      const place = await row.boundingBox();
      return place !== null && place.y > 0 && place.y + place.height < 900;
    })
    .toBe(true);
  expect(await row.getAttribute("class")).toContain("focused-row");
  await page.close();
});

test("findings narrow to a severity, and the address remembers it", async () => {
  const { page } = await product.open(`${CASE}/findings`);
  const all = await page.getByTestId("finding").count();
  await page.locator(".finding-filter button").nth(1).click();
  await page.waitForURL(/severity=error/);
  // The address changes before the list does.
  await expect.poll(async () => await page.getByTestId("finding").count()).toBeLessThan(all);
  const errors = await page.getByTestId("finding").count();
  expect(errors).toBeGreaterThan(0);
  await reload(page);
  await expect.poll(async () => await page.getByTestId("finding").count()).toBe(errors);
  await page.close();
});

test("a figure of the report tells where it comes from", async () => {
  const { page } = await product.open(`${CASE}/report`);
  await page.getByTestId("report").getByRole("button", { name: "92.45" }).first().hover();
  const source = page.getByTestId("figure-source");
  await source.waitFor();
  expect(await textOf(source)).toContain("总分");
  await source.getByRole("link", { name: "查看计算过程" }).click();
  await page.getByTestId("receipt").waitFor();
  await page.close();
});

test("the report downloads as Word, PDF and Excel", async () => {
  const { page } = await product.open(`${CASE}/report`);
  for (const [name, signature] of [
    ["report.docx", "PK"],
    ["report.pdf", "%PDF-"],
    ["self-evaluation.xlsx", "PK"],
  ] as const) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId(`download-${name}`).click()]);
    const bytes = await readFile(await download.path());
    expect(download.suggestedFilename()).toContain("外事活动");
    expect(bytes.subarray(0, signature.length).toString("latin1")).toBe(signature);
    expect(bytes.length).toBeGreaterThan(5000);
  }
  await page.close();
});

test("a faulty dossier is answered with all its faults at once, and a mended one becomes a case", async () => {
  const { page } = await product.open("/");
  await page.getByRole("button", { name: "新建项目" }).click();
  const text = await readFile(productPath("examples", "nanchang-2019", "dossier.yaml"), "utf8");
  const broken = text
    .replace(`year: "2019"`, `year: "MMXIX"`)
    .replace(`budget: "23.92"`, `budget: "1e30"`)
    .replace(`spent: "35.06"`, `spent: "-1"`);
  const choose = async (content: string) =>
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "dossier.yaml", mimeType: "application/yaml", buffer: Buffer.from(content) });
  await choose(broken);
  const faults = page.getByTestId("upload-faults");
  await faults.waitFor();
  expect(await faults.locator("li").count()).toBe(3);
  for (const found of ["MMXIX", "1e30", "-1"]) expect(await textOf(faults)).toContain(found);
  await choose(text);
  await page.waitForURL(/\/cases\/c-/);
  await page.getByTestId("total").waitFor();
  expect(await textOf(page.getByTestId("total"))).toContain("92.45");
  await page.close();
});

test("the English switch holds after the page is opened again", async () => {
  const { page } = await product.open("/packs");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Rule packs" }).waitFor();
  await reload(page);
  await page.getByRole("heading", { name: "Rule packs" }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  await page.close();
});

test("a case that is not there says so and leads back", async () => {
  const { page } = await product.open("/cases/none/scorecard");
  expect(await textOf(page.getByRole("alert"))).toContain("none");
  await page.getByRole("alert").getByRole("link").click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.close();
});

test("the score sheet is worked by keyboard alone", async () => {
  const { page } = await product.open(`${CASE}/scorecard`);
  await page.getByTestId("total").waitFor();
  await page.keyboard.press("Tab");
  expect(await page.locator(":focus").getAttribute("href")).toBe("#content");
  await page.getByTestId("score-output.cost.2").focus();
  await page.keyboard.press("Enter");
  await page.getByTestId("receipt").waitFor();
  expect(await page.locator("dialog :focus").count()).toBe(1);
  await page.keyboard.press("Escape");
  await page.getByTestId("receipt").waitFor({ state: "detached" });
  await page.close();
});
