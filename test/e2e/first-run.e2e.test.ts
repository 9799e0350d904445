// The first run in a browser: three administrators by their one-time links, the tree of units, a clerk by two persons, who then signs in.
import { Secret, TOTP } from "otpauth";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AdminRole } from "../../src/access/index.ts";
import { type RunningProduct, runProduct } from "./running-product.ts";

const PASSWORD = "Kiefer-41-Wolke-77";

let product: RunningProduct;
const pages = new Map<AdminRole, Page>();
const complaints: (readonly string[])[] = [];
beforeAll(async () => {
  product = await runProduct({ demonstration: false });
});
afterAll(async () => await product?.close());

const of = (role: AdminRole): Page => {
  const page = pages.get(role);
  if (!page) throw new Error(role);
  return page;
};

async function setPassword(page: Page): Promise<void> {
  await page.getByLabel("新密码", { exact: true }).fill(PASSWORD);
  await page.getByLabel("再输一遍").fill(PASSWORD);
  await page.getByRole("button", { name: "设置并登录" }).click();
}

/** The form of the dialog that is open. */
const form = (page: Page): Locator => page.getByTestId("ask");

async function choose(page: Page, field: string, option: string): Promise<void> {
  await form(page).getByRole("combobox", { name: field }).click();
  await page.locator(".ant-select-item-option:visible", { hasText: option }).first().click();
}

test("each administrator opens an account by a link, sets a password and an authenticator, and starts at the workbench", async () => {
  expect(product.links.map(({ role }) => role).toSorted()).toEqual(["audit-admin", "security-admin", "system-admin"]);
  for (const { role, token } of product.links) {
    const opened = await product.open(`/link#${token}`, 1440, "nobody");
    const { page } = opened;
    complaints.push(opened.complaints);
    await page.getByLabel("登录名").fill(role);
    await page.getByLabel("姓名").fill(`${role} 甲`);
    await setPassword(page);
    await page.getByRole("button", { name: "设置验证器" }).click();
    const secret = ((await page.getByTestId("secret").textContent()) ?? "").replaceAll(" ", "");
    expect(await page.locator("a[href^='otpauth://totp/']").getAttribute("href")).toContain(secret);
    await page.getByLabel("验证码").fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
    await page.getByRole("button", { name: "确认" }).click();
    await page.getByTestId("recovery-codes").locator("li").nth(5).waitFor();
    await page.getByRole("button", { name: "已保管好，继续" }).click();
    await page.getByRole("heading", { name: "工作台" }).waitFor();
    pages.set(role, page);
  }
  const again = await product.open(`/link#${product.links[0]?.token}`, 1440, "nobody");
  await again.page.getByText("链接无效、已用过或已过期").waitFor();
  await again.page.close();
});

test("the system administrator makes a unit and an account in it, and cannot grant what he proposed", async () => {
  const page = of("system-admin");
  await page.goto(`${product.url}/units`);
  await page
    .getByTestId("units")
    .getByRole("button", { name: /^添加下级/ })
    .click();
  await choose(page, "类别", "单位");
  await form(page).getByLabel("名称").fill("外事办公室");
  await form(page).getByRole("button", { name: "保存" }).click();
  await page.getByTestId("units").getByText("外事办公室").waitFor();
  await page.goto(`${product.url}/people`);
  await page.getByRole("button", { name: "新建账号" }).click();
  await form(page).getByLabel("登录名").fill("clerk");
  await form(page).getByLabel("姓名").fill("经办人甲");
  await choose(page, "所在单位", "外事办公室");
  await form(page).getByRole("button", { name: "再加一个角色" }).click();
  await choose(page, "角色", "经办人");
  await form(page).getByLabel("理由").fill("任职通知 1 号");
  await form(page).getByRole("button", { name: "建立账号" }).click();
  await page.getByTestId("one-time-link").waitFor();
  expect(await page.getByRole("button", { name: "同意" }).count()).toBe(0);
});

test("the security administrator finds it on the workbench and grants it", async () => {
  const page = of("security-admin");
  await page.goto(`${product.url}/workbench`);
  await page.getByTestId("decide").getByText("经办人甲：经办人 · 外事办公室").waitFor();
  await page.getByRole("link", { name: "到人员页审定" }).click();
  await page.getByTestId("waiting-grants").getByRole("button", { name: /^同意/ }).click();
  await form(page).getByRole("button", { name: "同意" }).click();
  await page.getByTestId("waiting-grants").waitFor({ state: "detached" });
});

test("the clerk sets a password by the link, and sees what a clerk sees", async () => {
  const link = await of("system-admin").getByTestId("one-time-link").inputValue();
  const opened = await product.open(new URL(link).pathname + new URL(link).hash, 1440, "nobody");
  const { page } = opened;
  complaints.push(opened.complaints);
  await setPassword(page);
  await page.getByTestId("account-menu").waitFor();
  await page.getByTestId("account-menu").click();
  await page.getByTestId("sign-out").click();
  await page.getByRole("link", { name: "登录" }).click();
  await page.getByLabel("登录名").fill("clerk");
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.waitForURL("**/workbench");
  await page.getByRole("heading", { name: "工作台" }).waitFor();
  expect(await page.getByRole("navigation", { name: "主导航" }).getByRole("link").allTextContents()).toEqual([
    "工作台",
    "项目",
    "总览",
    "台账",
    "审核",
    "出访",
    "规则包",
    "条款释义",
  ]);
});

test("the audit administrator reads who did it, and the chain is whole", async () => {
  const page = of("audit-admin");
  await page.goto(`${product.url}/trail?action=grant.granted`);
  const row = page.getByTestId("trail").locator("tbody tr");
  await row.first().waitFor();
  expect(await row.count()).toBe(1);
  expect(await row.textContent()).toContain("security-admin 甲");
  await page.getByRole("button", { name: "核对整条链" }).click();
  expect(await page.getByTestId("trail-proof").textContent()).toContain("完好");
  expect(complaints.flat()).toEqual([]);
});
