// Receivers of events in a browser: one is added and its secret shown once, the secret is renewed, and the log says what was sent.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningProduct, reload, runProduct } from "./running-product.ts";

/** The worker sends what waits every few seconds. */
const SENT_WITHIN = 60_000;

let receiver: Server;
let product: RunningProduct;
let origin = "";
let refusing = false;
let received = 0;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      received++;
      response.writeHead(refusing ? 500 : 204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  product = await runProduct({ files: { "webhooks.yaml": `addresses: ["${origin}"]\nprivate: "yes"\n` } });
});
afterAll(async () => {
  await product?.close();
  receiver.close();
});

async function fits(page: Page): Promise<void> {
  expect(await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth")).toBe(0);
}

const rows = (page: Page) => page.getByTestId("deliveries").locator("tbody tr");

test("a receiver is added, and its secret is shown once", async () => {
  const { page, complaints } = await product.open("/webhooks", 1440, "system-admin");
  await page.getByText("还没有接收方").waitFor();
  await page.getByRole("button", { name: "登记接收方" }).click();
  const form = page.getByRole("dialog", { name: "登记接收方" });
  await form.getByLabel("名称").fill("数据中台");
  await form.getByLabel("接收地址").fill(`${origin}/events`);
  await form.getByText("台账", { exact: true }).click();
  await form.getByRole("button", { name: "登记接收方" }).click();
  const secret = page.getByTestId("webhook-secret");
  await secret.waitFor();
  expect((await secret.textContent())?.length).toBeGreaterThan(20);
  await page.getByRole("button", { name: "已保存好" }).click();
  await page.getByTestId("webhooks").getByText("数据中台").first().waitFor();
  await page.getByText("还没有推送", { exact: true }).waitFor();
  await reload(page);
  expect(await secret.count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.close();
});

test("its secret is renewed: another one, and until when the former signs beside it", async () => {
  const { page } = await product.open("/webhooks", 1440, "system-admin");
  await page.getByTestId("webhooks").getByRole("button", { name: "更换密钥" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "更换密钥" }).click();
  const secret = page.getByTestId("webhook-secret");
  await secret.waitFor();
  await page.getByRole("button", { name: "已保存好" }).click();
  await page.getByText(/旧密钥同时签名至 \d{4}/).waitFor();
  await page.close();
});

test("what was sent and what was refused stands in the log, is tried again by itself, and once more by hand", async () => {
  const { page } = await product.open("/webhooks", 1440, "system-admin");
  const post = async (voucher: string) => {
    const { page: ledger } = await product.open("/cases/nanchang-2019/ledger/post", 1440, "finance");
    await ledger.getByLabel("凭证号 *").fill(voucher);
    await ledger.getByLabel("金额（元） *").fill("100");
    await ledger.locator('[data-answer="goes"]').waitFor();
    await ledger.getByRole("button", { name: "记账", exact: true }).click();
    await ledger.getByTestId("posted").waitFor();
    await ledger.close();
  };
  const until = async (count: number, state: string) =>
    await expect
      .poll(
        async () => {
          await reload(page);
          return await rows(page).filter({ hasText: state }).count();
        },
        { timeout: SENT_WITHIN, interval: 1000 },
      )
      .toBe(count);
  await post("推-1");
  await until(1, "已送到");
  refusing = true;
  await post("推-2");
  await until(1, "对方答 500");
  const [refused, sent] = await rows(page).allTextContents();
  expect(refused).toMatch(/数据中台等待 第 1 次 · 对方没有接收 · 对方答 500 · .*再试/);
  expect(sent).toMatch(/数据中台已送到 第 1 次 · 对方答 204/);
  refusing = false;
  await until(2, "已送到");
  const before = received;
  await rows(page).getByRole("button", { name: "重新推送" }).last().click();
  await expect.poll(() => received, { timeout: SENT_WITHIN }).toBe(before + 1);
  await page.close();
});

describe.each([1440, 390])("at %i pixels", (width) => {
  test("receivers, log and form stay within the width", async () => {
    const { page, complaints } = await product.open("/webhooks", width, "system-admin");
    await rows(page).first().waitFor();
    await fits(page);
    await page.getByRole("button", { name: "登记接收方" }).click();
    await page.getByRole("dialog").getByLabel("名称").waitFor();
    await fits(page);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
