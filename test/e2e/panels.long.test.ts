// A sheet over a page, in a browser whose scrollbars take room: the page behind stands where it stood, and the dark ground covers all of it.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningProduct, runProduct } from "./running-product.ts";

let product: RunningProduct;
beforeAll(async () => {
  product = await runProduct({ scrollbars: true });
});
afterAll(async () => await product?.close());

const LEFT = "document.querySelector('main').firstElementChild.getBoundingClientRect().left";
const BAR = "window.innerWidth - document.documentElement.clientWidth";
const AT_EDGE = "Boolean(document.elementFromPoint(window.innerWidth - 2, 450)?.closest('.panel'))";

async function opened(page: Page, open: () => Promise<void>): Promise<readonly unknown[]> {
  const before = await page.evaluate<number>(LEFT);
  await open();
  await page.locator(".panel[open]").waitFor();
  return [(await page.evaluate<number>(LEFT)) - before, await page.evaluate<boolean>(AT_EDGE)];
}

test("a dialog in the middle of a page that does not scroll", async () => {
  const { page } = await product.open("/");
  await page.locator(".cases-table").waitFor();
  expect(await page.evaluate<number>(BAR)).toBe(0);
  const open = async () => await page.getByRole("button", { name: "新建项目" }).click();
  expect(await opened(page, open)).toEqual([0, true]);
  await page.close();
});

test("a dialog in the middle and a sheet at the side of a page that scrolls", async () => {
  const { page } = await product.open("/");
  await page.locator(".cases-table").waitFor();
  await page.setViewportSize({ width: 1440, height: 460 });
  expect(await page.evaluate<number>(BAR)).toBeGreaterThan(0);
  expect(await opened(page, async () => await page.getByRole("button", { name: "新建项目" }).click())).toEqual([0, true]);
  await page.goto(`${product.url}/cases/nanchang-2019/scorecard`, { waitUntil: "networkidle" });
  await page.locator(".score-table").waitFor();
  const sheet = async () => await page.locator(".score-table a[href*='item=']").first().click();
  expect(await opened(page, sheet)).toEqual([0, true]);
  await page.close();
});
