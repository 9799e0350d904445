// Delegations in a browser: the year's board, calendar and outcomes; a trip priced as it is written, without a connection, its draft still
// there afterwards, also where the page itself is opened without one; application, claim and plan filled in; an exception allowed on a phone.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningProduct, reload, runProduct } from "./running-product.ts";

let product: RunningProduct;

beforeAll(async () => {
  product = await runProduct();
});
afterAll(async () => await product?.close());

const YEAR = "/trips/years/delegations-2019";
const SECOND = "/trips/delegations-2019-2";

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
  await reload(page);
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

test("a page with a draft opens without a connection, and saves when it is back", async () => {
  const { page } = await product.open("/trips/delegations-2019-5", 1440, "clerk");
  await page.evaluate<unknown>("navigator.serviceWorker.ready");
  const total = page.locator(".trip-live-total");
  await expect.poll(async () => await total.textContent()).toBe("447,200.00");
  await page.getByLabel("团组名称").fill("离线改名的团组");
  await page.context().setOffline(true);
  // The page is asked for anew, and comes from what the build named; no answer of the server does.
  await page.reload();
  await expect.poll(async () => await total.textContent()).toBe("447,200.00");
  expect(await page.getByLabel("团组名称").inputValue()).toBe("离线改名的团组");
  expect(await page.getByRole("button", { name: "保存" }).count()).toBe(0);
  await page.context().setOffline(false);
  await reload(page);
  await page.getByRole("button", { name: "保存" }).click();
  await expect.poll(async () => await page.locator("h1").textContent()).toBe("离线改名的团组");
  expect(await page.locator(".trip-draft").count()).toBe(0);
  const kept = (await page.evaluate<string>(
    "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((one) => one.keys())))).then((lists) => lists.flat().map(({ url }) => new URL(url).pathname).join(' '))",
  )) as string;
  expect(kept).toContain("/assets/");
  expect(kept).not.toContain("/api/");
  await page.close();
});

test("application and claim are filled in and saved as one version", async () => {
  const { page } = await product.open("/trips/delegations-2019-5?tab=application", 1440, "clerk");
  await page.getByLabel("必要性").fill("推动友城交流");
  await page.getByLabel("对应的绩效目标").first().fill("benefit.social.1");
  await page.getByRole("link", { name: "核销", exact: true }).click();
  await page.getByLabel("列支单位").fill("另一单位");
  await page.getByRole("button", { name: "保存" }).click();
  // Somebody else pays than whose delegation it is: said as soon as it is saved.
  await expect.poll(async () => await page.getByText("由“另一单位”列支").count()).toBe(1);
  await page.close();
});

test("the plan takes a delegation beside it, and its trip begins there", async () => {
  const { page } = await product.open(YEAR, 1440, "clerk");
  await page.getByRole("button", { name: "修改计划" }).click();
  await page.getByRole("button", { name: "+ 加一项" }).click();
  await page.getByLabel("团组", { exact: true }).last().fill("计划外的团组");
  await page.getByLabel("国家（用、分开）").last().fill("韩国");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByRole("button", { name: "填写行程" }).click();
  await expect.poll(async () => await page.locator("h1").textContent()).toBe("计划外的团组");
  await page.close();
});

test("on a phone the leadership allows the exception that the second delegation waits for", async () => {
  const { page } = await product.open(`${SECOND}?tab=approval`, 390, "leadership");
  await expect.poll(async () => await page.locator(".flow-act").textContent()).toContain("例外审批");
  await page.getByText("超预算支付").click();
  await page.getByLabel("例外依据的条款").fill("示例条款");
  await page.getByLabel("事由").fill("示例：机票涨价");
  await page.getByLabel("批准文号").fill("示例〔2019〕9号");
  await page.getByRole("button", { name: "特事特办登记" }).click();
  await expect.poll(async () => await page.locator(".trip-exceptions").textContent()).toContain("示例：机票涨价");
  await expect.poll(async () => await page.locator(".flow-hindrances").count()).toBe(0);
  await page.locator(".flow-act").getByRole("button", { name: "同意" }).click();
  await page.getByLabel("意见").last().fill("同意按实际票价支付");
  await page.getByRole("button", { name: "确定" }).click();
  await expect.poll(async () => await page.locator(".flow-act").textContent()).toContain("财务");
  await page.close();
});
