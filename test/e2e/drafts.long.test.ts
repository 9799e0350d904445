// Two people over the same plan, and over the same trip, in a browser: what the later one wrote stays over another language, another view and another's save, is put
// onto what was saved, and is saved with it.
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningProduct, reload, runProduct } from "./running-product.ts";

let product: RunningProduct;
beforeAll(async () => {
  product = await runProduct();
});
afterAll(async () => await product?.close());

const YEAR = "/trips/years/delegations-2019";
const titles = (page: Page): Locator => page.getByLabel("团组", { exact: true });

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "保存", exact: true }).click();
}

test("a plan is written by two at once, and both have what they wrote", async () => {
  const { page: late } = await product.open(YEAR, 1440, "clerk");
  await late.getByRole("button", { name: "修改计划" }).click();
  await titles(late).nth(0).fill("后保存的团组");
  await titles(late).nth(2).fill("后保存的第三团");
  await late.getByRole("button", { name: "English" }).click();
  await late.getByRole("button", { name: "中文" }).click();
  await late.getByRole("link", { name: "日历" }).click();
  await late.getByRole("link", { name: "计划", exact: true }).click();
  expect(await titles(late).nth(0).inputValue()).toBe("后保存的团组");
  await late.goto(`${product.url}/trips`);
  await late.locator(".trip-draft-list a").click();
  expect(await titles(late).nth(0).inputValue()).toBe("后保存的团组");

  const { page: early } = await product.open(YEAR, 1440, "clerk");
  await early.getByRole("button", { name: "修改计划" }).click();
  await titles(early).nth(1).fill("先保存的团组");
  await titles(early).nth(2).fill("先保存的第三团");
  await save(early);
  await early.getByRole("button", { name: "修改计划" }).waitFor();
  await early.close();

  await save(late);
  await late.getByTestId("faults").waitFor();
  await late.getByTestId("stale-draft").getByRole("button").click();
  expect(await late.getByTestId("merged-draft").textContent()).toContain("团组 · 3 · 团组");
  expect(await Promise.all([0, 1, 2].map((row) => titles(late).nth(row).inputValue()))).toEqual([
    "后保存的团组",
    "先保存的团组",
    "后保存的第三团",
  ]);
  await save(late);
  await late.getByRole("button", { name: "修改计划" }).waitFor();
  await reload(late);
  const board = await late.locator("tbody").first().textContent();
  for (const title of ["后保存的团组", "先保存的团组", "后保存的第三团"]) expect(board).toContain(title);
  await late.close();
});

test("a trip is written by two at once in different places, and nothing is named that only one of them wrote", async () => {
  const trip = "/trips/delegations-2019-5";
  const { page: late } = await product.open(trip, 1440, "clerk");
  await late.getByLabel("团组名称").fill("后改名的团组");
  const { page: early } = await product.open(`${trip}?tab=application`, 1440, "clerk");
  await early.getByLabel("必要性").fill("先写的必要性");
  await save(early);
  await early.locator(".trip-draft").waitFor({ state: "detached" });
  await early.close();

  await save(late);
  await late.getByTestId("stale-draft").getByRole("button").click();
  expect(await late.getByTestId("merged-draft").textContent()).toContain("两边改的都在");
  await save(late);
  await late.locator(".trip-draft").waitFor({ state: "detached" });
  await expect.poll(async () => await late.locator("h1").textContent()).toBe("后改名的团组");
  await late.goto(`${product.url}${trip}?tab=application`);
  expect(await late.getByLabel("必要性").inputValue()).toBe("先写的必要性");
  await late.close();
});
