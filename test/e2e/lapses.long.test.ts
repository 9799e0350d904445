// The year's end in a browser: what is left of each source, what lapses by which document, what is carried over; then nothing is posted.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningProduct, runProduct } from "./running-product.ts";

const LEDGER = "/cases/nanchang-2019/ledger";

let product: RunningProduct;
beforeAll(async () => {
  product = await runProduct();
});
afterAll(async () => await product?.close());

test.each([1440, 390])("at %i pixels the form of the closing stays within its width", async (width) => {
  const { page, complaints } = await product.open(`${LEDGER}/post`, width, "finance");
  await page.getByText("结账", { exact: true }).click();
  await page.getByTestId("lapses").locator("fieldset").first().waitFor();
  expect([complaints, await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth")]).toEqual([[], 0]);
  await page.close();
});

test("what lapses needs its document; the rest is carried over, and a closed year takes no more payments", async () => {
  const { page, complaints } = await product.open(`${LEDGER}/post`, 1440, "finance");
  await page.getByText("结账", { exact: true }).click();
  const lapses = page.getByTestId("lapses");
  expect(await lapses.locator("legend").allTextContents()).toEqual(["当年财政拨款 年末余 1,651,400.00 元"]);
  await lapses.getByLabel("收回不再结转（元）").fill("651400");
  await lapses.getByText("结转下年 1,000,000.00 元").waitFor();
  const act = page.getByRole("button", { name: "记账", exact: true });
  expect(await act.isDisabled()).toBe(true);
  await lapses.getByLabel("收回文号或依据").fill("财预〔2019〕1号");
  await page.locator('[data-answer="goes"]').waitFor();
  await act.click();
  await page
    .getByTestId("posted")
    .getByRole("link", { name: /第 \d+ 笔/ })
    .click();
  const entry = page.getByTestId("ledger-entry");
  await entry.getByText("结账").first().waitFor();
  await page.goto(`${product.url}${LEDGER}/post`, { waitUntil: "networkidle" });
  await page.getByText("已于 2019-12-31 结账").waitFor();
  await page.getByLabel("凭证号 *").fill("晚-1");
  await page.getByLabel("金额（元） *").fill("1");
  await page.locator('[data-answer="stopped"]').waitFor();
  expect(await page.getByTestId("decision").textContent()).toContain("结账");
  expect(complaints).toEqual([]);
  await page.close();
});
