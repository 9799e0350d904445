// Every page as the roles that see it, in both languages, on a screen and on a phone: no serious or critical violation of WCAG 2.1 A
// and AA that axe knows of, nothing runs over the edge, and the console says nothing.
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../src/access/index.ts";
import { PUBLIC, SIGNED, type Stop, settled } from "./page-stops.ts";
import { type RunningProduct, runProduct } from "./running-product.ts";

const WHOLE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
/** For a machine that has much else to do. */
const BUSY = 5 * 60_000;
const REDRAWING_TRIES = 20;
const REDRAWING_MS = 200;
let product: RunningProduct;
let flow = "";
let batchPath = "";
beforeAll(async () => {
  product = await runProduct();
  const auditor = await product.open("/", 1440, "auditor");
  flow = await auditor.page.evaluate(async () => {
    const flows = (await (await fetch("/api/flows?subject=demo-delegation")).json()) as { id: string }[];
    return flows[0]?.id ?? "";
  });
  await auditor.page.close();
  const audit = await product.open("/packs", 1440, "audit-admin");
  await audit.page.evaluate(async () => {
    const body = JSON.stringify({ first: "1", last: "2", reason: "x" });
    await fetch("/api/trail/releases", { method: "POST", headers: { "content-type": "application/json" }, body });
  });
  await audit.page.close();
  const batch = await product.open("/audits", 1440, "leading-group");
  await batch.page.getByTestId("audit-files").setInputFiles([
    { name: "b.rar", mimeType: "application/vnd.rar", buffer: Buffer.from("Rar!\u001a\u0007\u0000", "latin1") },
    {
      name: "a.md",
      mimeType: "text/markdown",
      buffer: Buffer.from("# 自评表\n\n| 指标 | 分值 | 得分 |\n| --- | --- | --- |\n| 数量 | 10 | 11 |\n"),
    },
  ]);
  await batch.page.waitForURL(/\/audits\/a-/);
  await batch.page.locator("[data-testid=document-row]").nth(1).waitFor();
  batchPath = new URL(batch.page.url()).pathname;
  await batch.page.close();
});
afterAll(async () => await product?.close());

async function violations(page: Page, what: string): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async (tags) => {
    const { axe: engine } = globalThis as unknown as { axe: typeof import("axe-core") };
    const result = await engine.run({ runOnly: tags, resultTypes: ["violations"] });
    return result.violations.map(({ id, impact, nodes }) => ({ id, impact, places: nodes.map(({ target }) => target.join(" ")) }));
  }, WHOLE);
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, places }) => `${what}: ${id} at ${places.slice(0, 3).join(" | ")}`);
}

/** How far the page reaches beyond its window, when what is drawn anew for another width has been. */
async function overflow(page: Page, what: string): Promise<readonly string[]> {
  for (let tries = 1; ; tries++) {
    const over = await page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (over <= 0) return [];
    if (tries === REDRAWING_TRIES) return [`${what}: ${over} px over the edge`];
    await page.waitForTimeout(REDRAWING_MS);
  }
}

/** Opened on a phone, then on a screen, and there made as narrow as a phone, in Chinese and in English. */
async function walk(stops: readonly Stop[], as: Role | "nobody"): Promise<readonly string[]> {
  const wrong: string[] = [];
  const { page, complaints } = await product.open("/packs", 1440, as);
  let read = 0;
  // What slides in is looked at when it has arrived.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const { path, ready, act, complains } of stops) {
    await page.evaluate("localStorage.setItem('hengxiao.language', 'zh')");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("about:blank");
    await page.goto(`${product.url}${path}`);
    await page.locator(ready).first().waitFor();
    await settled(page, "zh-CN");
    wrong.push(...(await overflow(page, `${as} ${path} opened at 390`)));
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.reload();
    await page.locator(ready).first().waitFor();
    await act?.(page);
    await settled(page, "zh-CN");
    wrong.push(...(await violations(page, `${as} ${path} zh 1440`)), ...(await overflow(page, `${as} ${path} zh 1440`)));
    await page.setViewportSize({ width: 390, height: 844 });
    wrong.push(...(await overflow(page, `${as} ${path} zh 390`)));
    // By script: on a phone the switch is in the menu, and behind a dialog nothing can be pressed.
    await page.evaluate("document.querySelector('.language button[lang=en]').click()");
    await settled(page, "en");
    await page.locator(ready).first().waitFor();
    wrong.push(...(await violations(page, `${as} ${path} en 390`)), ...(await overflow(page, `${as} ${path} en 390`)));
    wrong.push(...complaints.slice(read).flatMap((complaint) => (complains?.test(complaint) ? [] : [`${as} ${path}: ${complaint}`])));
    read = complaints.length;
  }
  await page.close();
  return wrong;
}

test(
  "pages that everybody sees",
  async () => {
    expect(await walk(PUBLIC, "nobody")).toEqual([]);
  },
  BUSY,
);

const ROLES = [...new Set(SIGNED.map(({ as }) => as))];

test.each(ROLES)(
  "pages as %s sees them",
  async (as) => {
    const own: readonly Stop[] =
      as === "finance"
        ? [{ path: `/flows/${flow}`, ready: ".flow-act" }]
        : as === "leading-group"
          ? [
              { path: batchPath, ready: "[data-testid=document-row]" },
              ...["1", "2"].map((document) => ({ path: `${batchPath}/documents/${document}`, ready: "main h1" })),
            ]
          : [];
    expect(await walk([...SIGNED.filter((stop) => stop.as === as), ...own], as)).toEqual([]);
  },
  BUSY,
);

test("the canary: a picture without a word for it, as wide as two windows, and a complaint are found", async () => {
  const { page, complaints } = await product.open("/glossary", 1440, "nobody");
  expect([await overflow(page, "before"), complaints]).toEqual([[], []]);
  await page.evaluate("document.body.append(Object.assign(document.createElement('img'), { width: 2880 })); console.warn('wide')");
  expect(await violations(page, "canary")).toEqual([expect.stringContaining("image-alt")]);
  expect(await overflow(page, "canary")).toEqual([expect.stringContaining("px over the edge")]);
  expect(complaints).toEqual(["wide"]);
  await page.close();
});
