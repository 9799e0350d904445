// Delegations in a browser: the year's board, calendar and outcomes; a trip priced as it is written, without a connection, its draft still
// there afterwards; its claim. Nothing runs over the edge, on a screen or on a phone.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningProduct, runProduct } from "./running-product.ts";

let product: RunningProduct;

beforeAll(async () => {
  product = await runProduct();
});
afterAll(async () => await product?.close());

const YEAR = "/trips/years/delegations-2019";
const SECOND = "/trips/delegations-2019-2";
const PAGES = [
  "/trips",
  ...["", "?view=calendar", "?view=overview", "?view=outcomes", "?view=travellers", "?view=exceptions"].map((view) => `${YEAR}${view}`),
  ...["", "?tab=application", "?tab=approval", "?tab=claim", "?tab=papers"].map((tab) => `${SECOND}${tab}`),
];

describe.each([1440, 390])("at %i pixels", (width) => {
  test.each(PAGES)("%s says nothing wrong, is marked as an example, and stays within its width", async (path) => {
    const { page, complaints } = await product.open(path, width);
    await page.locator(".tag-example").first().waitFor();
    const over = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
    expect([complaints, over]).toEqual([[], 0]);
    await page.close();
  });
});

test("the board adds up, and the second delegation is stopped at its budget", async () => {
  const { page } = await product.open(YEAR);
  expect(await page.locator("tfoot .number").allTextContents()).toEqual(["3,000,000.00", "3,003,300.00", "3,000,000.00"]);
  expect(await page.locator(".trip-state-stopped").count()).toBe(1);
  await page.getByRole("link", { name: "2018年南昌市产业创新友好代表团" }).click();
  await page.getByRole("link", { name: "核销" }).click();
  expect(await page.locator(".trip-status").textContent()).toContain("超预算停付");
  await page.close();
});

test("an itinerary is priced without a connection, and what was written is still there when it comes back", async () => {
  const { page } = await product.open("/trips/delegations-2019-3");
  const total = page.locator(".trip-live-total");
  await expect.poll(async () => await total.textContent()).toBe("350,600.00");
  await page.context().setOffline(true);
  // One more night in London for six, at 200 pounds: 1200 × 8.6512 = 10,381.44.
  await page.getByLabel("夜", { exact: true }).first().fill("4");
  await expect.poll(async () => await total.textContent()).toBe("360,981.44");
  await page.context().setOffline(false);
  await page.reload({ waitUntil: "networkidle" });
  await expect.poll(async () => await total.textContent()).toBe("360,981.44");
  // Leaving before the standards were adjusted: London at 160 pounds, 4 × 6 × 40 less, and Berlin as it was then.
  await page.getByLabel("换一天出境试算").fill("2017-12-01");
  await expect.poll(async () => await page.locator(".trip-other").textContent()).toContain("516号");
  expect(await page.locator(".trip-other").textContent()).not.toContain("434号");
  expect(await page.locator(".trip-other strong").textContent()).not.toBe("360,981.44");
  await page.getByRole("button", { name: "放弃本机草稿" }).click();
  await expect.poll(async () => await total.textContent()).toBe("350,600.00");
  await page.close();
});
