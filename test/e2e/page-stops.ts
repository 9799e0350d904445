// Every page of the product with the roles that see it: where the walks of the browser's harnesses go.
import type { Page } from "playwright-core";
import type { Role } from "../../src/access/index.ts";
import { drawn } from "./running-product.ts";

/** `ready` is there once the page is; `act` opens what the page has closed; `complains` is what its console rightly says. */
export type Stop = {
  readonly path: string;
  readonly ready: string;
  readonly act?: (page: Page) => Promise<void>;
  readonly complains?: RegExp;
};

const CASE = "/cases/nanchang-2019";
const YEAR = "/trips/years/delegations-2019";
const TRIP = "/trips/delegations-2019-2";

const CASE_PAGES: readonly Stop[] = [
  { path: `${CASE}/scorecard`, ready: ".score-table" },
  { path: `${CASE}/scorecard?item=total`, ready: ".panel[open]" },
  { path: `${CASE}/scorecard?item=output.cost.2`, ready: ".panel[open]" },
  { path: `${CASE}/scorecard?pack=mof-2021-101&completed=false`, ready: "[data-testid=replay]" },
  { path: `${CASE}-corrected/scorecard`, ready: ".score-table" },
  ...["comparison", "funds", "findings", "report", "published"].map((tab) => ({ path: `${CASE}/${tab}`, ready: ".tab-body > *" })),
  { path: "/packs", ready: "main a[href^='/packs/']" },
  ...["henan-2020-10", "mof-2021-101"].map((pack) => ({ path: `/packs/${pack}`, ready: "main h1" })),
  { path: "/glossary", ready: "main h1" },
  { path: "/nowhere", ready: ".state" },
];
const LEDGER_PAGES: readonly Stop[] = [
  { path: "/ledgers", ready: "main h1" },
  ...["", "/entries", "/post", "/imports"].map((view) => ({ path: `${CASE}/ledger${view}`, ready: ".ledger-views" })),
];
const TRIP_PAGES: readonly Stop[] = [
  { path: "/trips", ready: ".trip-years" },
  ...["", "?view=calendar", "?view=overview", "?view=outcomes", "?view=travellers", "?view=exceptions"].map((view) => ({
    ...{ path: `${YEAR}${view}`, ready: ".tag-example" },
  })),
  ...["", "?tab=application", "?tab=approval", "?tab=claim", "?tab=papers"].map((tab) => ({
    ...{ path: `${TRIP}${tab}`, ready: ".tag-example" },
  })),
];
const seenBy = (as: Role, stops: readonly Stop[]) => stops.map((stop) => ({ ...stop, as }));

export const PUBLIC: readonly Stop[] = [
  { path: "/", ready: ".cases-table" },
  { path: "/sign-in", ready: "[data-testid=sign-in]" },
  { path: "/link#a-token-that-opens-nothing", ready: ".state", complains: /status of 404/ },
  { path: "/people", ready: "[data-testid=sign-in]" },
  ...CASE_PAGES,
];

export const SIGNED: readonly (Stop & { readonly as: Role })[] = [
  { as: "finance", path: "/workbench", ready: ".tasks-row" },
  { as: "finance", path: "/account", ready: "[data-testid=sessions]" },
  {
    as: "finance",
    path: "/account",
    ready: "[data-testid=sessions]",
    act: async (page) => await page.getByTestId("account-menu").click(),
  },
  ...["evidence", "process", "history"].map((tab) => ({ as: "finance" as const, path: `${CASE}/${tab}`, ready: ".tab-body .card" })),
  // Who may write sees more on them than who reads.
  ...seenBy("clerk", [...LEDGER_PAGES, ...TRIP_PAGES]),
  ...seenBy("finance", LEDGER_PAGES),
  ...seenBy("leading-group", [...CASE_PAGES, ...TRIP_PAGES]),
  {
    ...{ as: "leading-group", path: "/", ready: ".cases-table" },
    act: async (page) => await page.getByRole("button", { name: "新建项目" }).click(),
  },
  { as: "leading-group", path: "/cases/import", ready: "main h1" },
  { as: "leading-group", path: "/audits", ready: "main h1" },
  { as: "system-admin", path: "/workbench", ready: ".workbench-figures" },
  { as: "system-admin", path: "/people", ready: "[data-testid=people]" },
  {
    ...{ as: "system-admin", path: "/people", ready: "[data-testid=people]" },
    act: async (page) => await page.locator("button.person").first().click(),
  },
  { as: "system-admin", path: "/units", ready: "[data-testid=units]" },
  { as: "system-admin", path: "/units/import", ready: "main h1" },
  { as: "system-admin", path: "/permissions", ready: "[data-testid=permissions]" },
  { as: "system-admin", path: "/webhooks", ready: "main h1" },
  { as: "security-admin", path: "/workbench", ready: "[data-testid=decide]" },
  { as: "security-admin", path: "/trail/releases", ready: "[data-testid=releases]" },
  { as: "audit-admin", path: "/trail", ready: "[data-testid=trail]" },
  {
    ...{ as: "audit-admin", path: "/trail", ready: "[data-testid=trail]" },
    act: async (page) => await page.locator("button.trail-open").first().click(),
  },
  { as: "auditor", path: "/workbench", ready: "#workbench-trail" },
  { as: "bureau-performance", path: "/overview", ready: "[data-testid=overview-groups]" },
];

/** Nothing is awaited any more, in this language. */
export async function settled(page: Page, lang: "zh-CN" | "en"): Promise<void> {
  await page.locator(`html[lang="${lang}"]`).waitFor({ state: "attached" });
  await drawn(page);
}
