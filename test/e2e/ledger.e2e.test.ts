// Ledgers in a browser: rates with their denominators down to the voucher and back, a posting decided while it is written, an export
// from upload to the parking list.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningProduct, runProduct } from "./running-product.ts";

let product: RunningProduct;

beforeAll(async () => {
  product = await runProduct();
});
afterAll(async () => await product?.close());

const LEDGER = "/cases/nanchang-2019/ledger";

test("the same spending over two denominators gives two rates, and a rate opens down to its vouchers and back", async () => {
  const { page } = await product.open(LEDGER, 1440, "nobody");
  const rates = page.getByTestId("ledger-rates");
  expect(await rates.locator("strong").first().textContent()).toBe("64.52%");
  expect(await rates.getByText("3,003,300.00 ÷ 3,000,000.00").count()).toBe(1);
  await page.getByTestId("ledger-slices").getByRole("link", { name: "100.98%" }).click();
  await page.getByTestId("ledger-entries").getByRole("button", { name: "第 16 笔" }).click();
  const entry = page.getByTestId("ledger-entry");
  await entry.getByText("2019/示例-001#1").waitFor();
  expect(await entry.textContent()).toContain("超出切块数 3,300.00 元，没有例外单");
  await entry.getByRole("link", { name: "切块执行率", exact: true }).click();
  await page.getByText("计入“切块执行率”的").waitFor();
  await page.goto(`${product.url}/cases/nanchang-2019/scorecard?item=execution`);
  await page.getByTestId("receipt").getByRole("link", { name: "看这项的凭证" }).click();
  await page.getByText("计入“总预算执行率”的").waitFor();
  await page.close();
});

test("a posting is decided while it is written, posted, and reversed with a reason", async () => {
  const { page, complaints } = await product.open(`${LEDGER}/post`, 1440, "finance");
  const decision = page.getByTestId("decision");
  await page.getByLabel("凭证号 *").fill("试-1");
  await page.getByLabel("金额（元） *").fill("99999999");
  await page.locator('[data-answer="stopped"]').waitFor();
  expect(await decision.textContent()).toContain("超出全年预算");
  await page.getByLabel("金额（元） *").fill("100");
  await page.locator('[data-answer="goes"]').waitFor();
  expect(await decision.textContent()).toContain("记后全年预算余 1,651,300.00 元");
  await page.getByRole("button", { name: "记账", exact: true }).click();
  await page.getByTestId("posted").getByRole("link", { name: "第 28 笔" }).click();
  const entry = page.getByTestId("ledger-entry");
  await entry.getByText("冲销这一笔").first().click();
  await entry.getByLabel("冲销理由").fill("试记");
  await entry.getByRole("button", { name: "冲销这一笔" }).click();
  await entry.getByText("冲销第 28 笔").waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

test("an export goes from upload over its columns and the reconciliation to the parking list", async () => {
  const { page, complaints } = await product.open(`${LEDGER}/imports`, 1440, "finance");
  const csv = [
    "支付令号,支付日期,支付金额（元）,经济分类,子项目编号,摘要",
    "示例-001,2019-03-18,339200.00,30212,2,示例",
    "示例-002,2019-04-22,407500.01,30212,6,示例",
    "示例-901,2019-11-02,10.00,30212,1,示例新付",
    "示例-902,2019-11-03,12abc,30212,1,示例",
  ].join("\r\n");
  await page.getByLabel("来自哪个系统").fill("国库集中支付");
  await page.getByTestId("export-file").setInputFiles({ name: "支付.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.getByRole("button", { name: "上传并看列" }).click();
  await page.getByRole("button", { name: "列对了，读入" }).click();
  const seen = page.getByTestId("reconciliation");
  await seen.waitFor();
  expect(await seen.locator(".match-card strong").allTextContents()).toEqual(["1", "1", "0", "1"]);
  expect(await page.getByTestId("refused-rows").textContent()).toContain("金额“12abc”不是金额");
  await page.getByRole("button", { name: "入账（1 行待记）" }).click();
  await page.getByTestId("import-outcome").getByText("记入 1 笔，原已在账 1 笔，挂账 1 笔").waitFor();
  const parked = page.getByTestId("parked");
  expect(await parked.textContent()).toContain("金额不一致：文件 407500.01 元，台账 407500 元");
  await parked.getByRole("button", { name: "处理" }).click();
  await parked.getByText("台账不动").click();
  await parked.getByLabel("处理理由 *").fill("国库多列一分，已去函");
  await parked.getByRole("button", { name: "确定" }).click();
  await page.getByText("没有挂账").waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});
