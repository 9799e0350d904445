// Sixty texts that run where a page forgets to escape, in every text that pages show: planted through the API's routes, and put after every
// text that the server sends, on every page as every role. None runs, none becomes an element, and the pages' policy has nothing to stop.
import { strFromU8, unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../src/access/index.ts";
import { type Planted, plantTexts } from "../../src/app/http/plant-texts.builder.ts";
import { HOSTILE_TEXTS } from "./hostile-texts.builder.ts";
import { PUBLIC, SIGNED, type Stop } from "./page-stops.ts";
import { type RunningProduct, runProduct } from "./running-product.ts";

const BUSY = 20 * 60_000;
/** For a machine that has much else to do. */
const READY_WITHIN = 90_000;
/** So many of the texts stand in one field. */
const AT_A_TIME = 2;

type Seen = { readonly fired: number; readonly dialogs: number; readonly reports: readonly string[]; readonly elements: number };

let product: RunningProduct;
let planted: Planted;
let turn = 0;
beforeAll(async () => {
  product = await runProduct();
  const cookies = new Map<Role, string>();
  planted = await plantTexts(
    async (method, path, as, body) => {
      if (!cookies.has(as)) cookies.set(as, await signIn(as));
      const isForm = body instanceof FormData;
      const headers = { cookie: cookies.get(as) ?? "", ...(isForm ? {} : { "content-type": "application/json" }) };
      const answer = await fetch(`${product.url}${path}`, { method, headers, body: isForm ? body : JSON.stringify(body) });
      return { status: answer.status, body: JSON.parse(await answer.text()) as unknown };
    },
    (most, was = "") => `${was}${nextText(most)}`,
  );
}, BUSY);
afterAll(async () => await product?.close());

async function signIn(as: Role): Promise<string> {
  const { login, password } = product.accounts.find(({ role }) => role === as) ?? {};
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${product.url}/api/session`, { method: "POST", headers, body: JSON.stringify({ login, password }) });
  return (
    answer.headers
      .getSetCookie()
      .find((one) => one.startsWith("hengxiao="))
      ?.split(";")[0] ?? ""
  );
}

/** The next of the texts that fits. */
function nextText(most: number): string {
  for (let tried = 0; tried < HOSTILE_TEXTS.length; tried++) {
    const text = HOSTILE_TEXTS[turn++ % HOSTILE_TEXTS.length] ?? "";
    if (text.length <= most) return text;
  }
  return HOSTILE_TEXTS[4]?.slice(0, most) ?? "";
}

/** Counts what runs from now on, on every page that this one becomes. */
async function watch(page: Page): Promise<() => Promise<Seen>> {
  let dialogs = 0;
  page.on("dialog", (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  const script = `window.__xss = 0; window.__csp = [];
    addEventListener("securitypolicyviolation", (event) => window.__csp.push(event.violatedDirective + " " + event.blockedURI));`;
  await page.addInitScript(script);
  return async () => {
    const seen = (await page.evaluate(`({ fired: window.__xss || 0, reports: window.__csp || [],
      elements: document.querySelectorAll("[data-xss], a[href^='javascript:' i], a[href^='data:text/html' i]").length })`)) as Omit<
      Seen,
      "dialogs"
    >;
    return { ...seen, dialogs };
  };
}

/** Two of the hostile texts after every Chinese text of an answer; the same after the same text, by which pages find things again. */
function spoil(value: unknown, count: (cells: number) => void): unknown {
  if (typeof value === "string") {
    if (!/\p{Script=Han}/u.test(value)) return value;
    let hash = 0;
    for (const letter of value) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
    count(AT_A_TIME);
    return [value, ...Array.from({ length: AT_A_TIME }, (_, n) => HOSTILE_TEXTS[(hash + n) % HOSTILE_TEXTS.length])].join(" ");
  }
  if (Array.isArray(value)) return value.map((one) => spoil(one, count));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spoil(one, count)]));
  return value;
}

/** What was seen wrong at each stop. */
async function walk(stops: readonly Stop[], as: Role | "nobody", count: (cells: number) => void): Promise<readonly string[]> {
  const { page } = await product.open("/packs", 1440, as);
  const seen = await watch(page);
  await page.route("**/api/**", async (route) => {
    // The server lets go of a connection that was idle; the next is asked on another.
    const answer = await route.fetch({ maxRetries: 3 });
    const isJson = answer.headers()["content-type"]?.includes("json") ?? false;
    if (!isJson || answer.status() >= 300) return await route.fulfill({ response: answer });
    return await route.fulfill({ response: answer, json: spoil(await answer.json(), count) });
  });
  const wrong: string[] = [];
  for (const { path, ready, act } of stops) {
    await page.goto(`${product.url}${path}`);
    const isReady = page.locator(ready).first().waitFor({ timeout: READY_WITHIN });
    if (await isReady.then(() => false).catch(() => true)) {
      wrong.push(`${as} ${path} is not there: ${(await page.locator("body").textContent())?.slice(0, 300)}`);
      continue;
    }
    await act?.(page);
    await page.locator(".skeleton").first().waitFor({ state: "detached", timeout: READY_WITHIN });
    for (const chart of await page.locator("canvas").all()) await chart.hover({ force: true }).catch(() => undefined);
    const { fired, dialogs, reports, elements } = await seen();
    if (fired + dialogs + reports.length + elements > 0)
      wrong.push(`${as} ${path}: ${fired} fired, ${dialogs} dialogs, ${elements} elements, ${reports.slice(0, 3)}`);
  }
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.close();
  return wrong;
}

const ROLES = [...new Set(SIGNED.map(({ as }) => as))];

test(
  "no hostile text runs or becomes an element on any page",
  async () => {
    let cells = planted.fields;
    let pages = 0;
    const count = (more: number): void => {
      cells += more;
    };
    const wrong: string[] = [];
    const { caseId, tripId, batchId } = planted;
    const ours: Readonly<Partial<Record<Role, readonly Stop[]>>> = {
      "leading-group": [
        ...["scorecard", "funds", "findings", "report", "published"].map((tab) => ({
          path: `/cases/${caseId}/${tab}`,
          ready: ".tab-body > *",
        })),
        { path: `/audits/${batchId}`, ready: "[data-testid=document-row]" },
        { path: `/audits/${batchId}/documents/1`, ready: "main h1" },
        ...["/sign-in?next=javascript:window.__xss=1", `/?q=${encodeURIComponent(HOSTILE_TEXTS[4] ?? "")}`].map((path) => ({
          ...{ path, ready: "main, [data-testid=sign-in]" },
        })),
      ],
      finance: [
        ...["evidence", "history"].map((tab) => ({ path: `/cases/${caseId}/${tab}`, ready: ".tab-body .card" })),
        ...["", "/entries"].map((view) => ({ path: `/cases/${caseId}/ledger${view}`, ready: ".ledger-views" })),
      ],
      clerk: [{ path: `/trips/${tripId}`, ready: "main h1" }],
    };
    for (const as of ["nobody", ...ROLES] as const) {
      const stops = as === "nobody" ? PUBLIC : [...SIGNED.filter((stop) => stop.as === as), ...(ours[as] ?? [])];
      pages += stops.length;
      wrong.push(...(await walk(stops, as, count)));
    }
    wrong.push(...(await handOverPage()));
    console.info(`xss: ${HOSTILE_TEXTS.length} texts in ${cells} cells on ${pages + 1} pages, ${wrong.length} pages where one ran`);
    expect(wrong).toEqual([]);
    expect(HOSTILE_TEXTS.length).toBeGreaterThanOrEqual(60);
  },
  BUSY,
);

/** The index of a hand-over package opens without a server, and so without the pages' policy. */
async function handOverPage(): Promise<readonly string[]> {
  const answer = await fetch(`${product.url}/api/cases/${planted.caseId}/hand-over.zip`, { headers: { cookie: await signIn("clerk") } });
  expect(answer.status).toBe(200);
  const index = unzipSync(new Uint8Array(await answer.arrayBuffer()))["index.html"];
  const { page } = await product.open("/packs", 1440, "nobody");
  const seen = await watch(page);
  await page.route("**/hand-over", (route) => route.fulfill({ contentType: "text/html", body: strFromU8(index ?? new Uint8Array()) }));
  await page.goto(`${product.url}/hand-over`);
  const { fired, dialogs, elements } = await seen();
  await page.close();
  return fired + dialogs + elements > 0 ? [`hand-over: ${fired} fired, ${dialogs} dialogs, ${elements} elements`] : [];
}

test(
  "the canary: a page with the texts put in as they are is seen",
  async () => {
    const { page } = await product.open("/packs", 1440, "nobody");
    const seen = await watch(page);
    await page.route("**/canary", (route) => route.fulfill({ contentType: "text/html", body: `<main>${HOSTILE_TEXTS[4]}</main>` }));
    await page.goto(`${product.url}/canary`);
    await page.waitForFunction("window.__xss > 0");
    expect(await seen()).toMatchObject({ elements: 1 });
    await page.goto(`${product.url}/glossary`);
    await page.evaluate(`document.querySelector("main").insertAdjacentHTML("beforeend", ${JSON.stringify(HOSTILE_TEXTS[4])})`);
    await page.waitForFunction("window.__csp.length > 0");
    expect((await seen()).elements).toBe(1);
    await page.close();
  },
  BUSY,
);
