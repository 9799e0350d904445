// Matters in a browser: the founding case's evaluation drawn, a to-do list, an approval on a phone, a return with its reason, unlocking.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../src/access/index.ts";
import { type RunningProduct, runProduct } from "./running-product.ts";

let product: RunningProduct;
const ids = new Map<string, string>();
beforeAll(async () => {
  product = await runProduct();
  const { page } = await product.open("/", 1440, "auditor");
  for (const subject of ["nanchang-2019", "nanchang-2019-corrected", "demo-delegation"]) {
    const [flow] = await page.evaluate(
      async (one) => (await (await fetch(`/api/flows?subject=${one}`)).json()) as { id: string }[],
      subject,
    );
    ids.set(subject, flow?.id ?? "");
  }
  await page.close();
});
afterAll(async () => await product.close());

/** What one may do, on a matter's page. */
const FLOW = ".flow-act";
const flowOn = (subject: string) => `/flows/${ids.get(subject)}`;

async function open(path: string, as: Role, ready: string, width = 1440) {
  const { page, complaints } = await product.open(path, width, as);
  await page.locator(ready).first().waitFor();
  const sideways = await page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  expect([path, width, sideways]).toEqual([path, width, 0]);
  return { page, complaints };
}

test("the founding case's evaluation is drawn, every node done, and its returned signature struck out", async () => {
  const { page, complaints } = await open(flowOn("nanchang-2019"), "auditor", FLOW);
  expect(await page.locator(".flow-box-done").count()).toBe(9);
  expect(await page.locator("svg[role=img]").getAttribute("aria-label")).toBe("流程图：共 9 个环节，已办 9 个，停在“办结”");
  expect(await page.locator(".flow-signatures > li").count()).toBe(12);
  expect(await page.locator(".flow-void").textContent()).toContain("退回后失效");
  expect(await page.getByRole("heading", { name: "本事项已结束" }).count()).toBe(1);
  expect(complaints).toEqual([]);
});

test("whoever signs starts at what waits for them, the most urgent first", async () => {
  const { page, complaints } = await open("/sign-in", "finance", ".tasks-row");
  expect(new URL(page.url()).pathname).toBe("/workbench");
  const waiting = page.locator("section[aria-labelledby=tasks-waiting] .tasks-row");
  expect(await waiting.locator("strong").allTextContents()).toEqual([
    "更正后的 2019 年度出访项目绩效评价（演示）",
    "友城代表团出访（演示）",
  ]);
  expect(await waiting.first().evaluate((row) => row.matches(".tasks-row-overdue"))).toBe(true);
  expect(complaints).toEqual([]);
});

test("on a phone the process is a list, and an opinion and two taps approve", async () => {
  const { page, complaints } = await open(flowOn("demo-delegation"), "finance", FLOW, 390);
  expect(await page.locator(".flow-drawing").isVisible()).toBe(false);
  expect(await page.locator(".flow-step").first().isVisible()).toBe(true);
  const act = page.getByRole("region", { name: "办理" });
  // What one may do is above the process there.
  const [actBox, listBox] = await Promise.all([act.boundingBox(), page.locator(".flow-list").boundingBox()]);
  expect((actBox?.y ?? 0) < (listBox?.y ?? 0)).toBe(true);
  const button = act.getByRole("button", { name: "同意" });
  expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await button.click();
  expect(await act.getByRole("button", { name: "确定" }).isDisabled()).toBe(true);
  await act.getByLabel("意见（必填）").fill("费用在标准之内");
  await act.getByRole("button", { name: "确定" }).click();
  await page.waitForSelector("text=正在等：财政业务处己");
  expect(await page.locator(".flow-step-current strong").textContent()).toBe("财政局单项核准");
  expect(complaints).toEqual([]);
});

test("a return goes where it is sent, with its reason, and may come straight back", async () => {
  const { page } = await open(flowOn("nanchang-2019-corrected"), "finance", FLOW);
  await page.getByRole("button", { name: "退回" }).click();
  await page.getByRole("radio", { name: "处室自评" }).check();
  await page.getByLabel("理由（必填）").fill("国内费用与明细表不一致");
  await page.getByRole("button", { name: "确定" }).click();
  await page.waitForSelector(".flow-returned");
  expect(await page.locator(".flow-box-current .flow-title").textContent()).toBe("处室自评");
  expect(await page.locator(".flow-returned").textContent()).toContain("国内费用与明细表不一致");
  const clerk = await open(flowOn("nanchang-2019-corrected"), "clerk", FLOW);
  await clerk.page.getByRole("button", { name: "提交" }).click();
  await clerk.page.getByRole("button", { name: "确定" }).click();
  await clerk.page.waitForSelector("text=正在等：财务丙");
});

test("unlocking shows what it opens, and asks for a reason", async () => {
  const { page } = await open(flowOn("nanchang-2019"), "bureau-performance", FLOW);
  await page.getByRole("button", { name: "解锁" }).click();
  expect(await page.locator(".flow-unlock li").allTextContents()).toEqual([
    "重开环节“财政局审核”",
    "签字失效（保留记录）：财政局审核 · 财政绩效处庚",
  ]);
  expect(await page.getByRole("button", { name: "确定" }).isDisabled()).toBe(true);
  await page.getByLabel("理由（必填）").fill("报告附表更正");
  await page.getByRole("button", { name: "确定" }).click();
  await page.waitForSelector(".flow-box-current");
  expect(await page.locator(".flow-box-current .flow-title").textContent()).toBe("财政局审核");
});

test("a case shows its matters, and the page is in English too", async () => {
  const { page, complaints } = await open("/cases/nanchang-2019/process", "clerk", ".tasks-row");
  expect(await page.locator(".tasks-row strong").textContent()).toContain("项目绩效评价");
  await page.getByRole("button", { name: "English" }).click();
  await page.waitForSelector("text=Matters of this project");
  expect(complaints).toEqual([]);
});
