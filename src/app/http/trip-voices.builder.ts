// The people of the demonstration at work on trips over HTTP, for tests: what each sees, and what each does where a trip's matter stands.
import { expect } from "vitest";
import type { Role } from "../../access/index.ts";
import type { TestApp } from "./app.builder.ts";
import { problemSchema } from "./contract.ts";
import { flowViewSchema } from "./contract-flows.ts";
import { tripViewSchema, tripYearSchema } from "./contract-trips.ts";

export const YEAR = "delegations-2019";

/** Somebody of the demonstration who is not the first of a role. */
export const OTHER_HEAD = "division-head-2" as Role;
export const OTHER_LEADER = "leadership-2" as Role;

export const codesOf = (body: unknown) => problemSchema.parse(body).faults.map((one) => one.code);

const LEG = { id: "东京", country: "日本", city: "东京", from: "2019-11-04", days: "5", nights: "4" };
export const PAPERS = [
  "invitation",
  "invitation-translation",
  "member-list",
  "programme",
  "budget-detail",
  "public-notice",
  "opinion-form",
];

/** A trip to Tokyo: 20,000 × 4 + 10,000 × 5 + 5,000 × 5 yen at 0.065, and a fare of 5,000 yuan: 15,075 yuan. */
export const tokyo = (changes: Record<string, unknown> = {}) => ({
  trip: "1",
  title: "测试团组",
  departs: "2019-11-04",
  returns: "2019-11-08",
  members: [{ id: "甲", rank: "其他", leader: "yes" }],
  legs: [LEG],
  costs: [{ kind: "international-travel", amount: "5000" }],
  exchange: { JPY: { rate: "6.5", per: "100", on: "2019-10-01", source: "测试" } },
  papers: PAPERS.map((kind) => ({ kind })),
  approval: { inPlan: "yes", taskDocument: "批件1号", finance: { by: "自己" }, budget: "1" },
  ...changes,
});

/** What it claims where the fare came to `fare` yuan. */
export const tokyoClaim = (fare: string) => ({
  ...{ departs: "2019-11-04", returns: "2019-11-08", expenseSheet: "yes", report: { on: "2019-11-20", signedByLeader: "yes" } },
  lines: [
    { kind: "lodging", leg: "东京", amount: "80000", currency: "JPY" },
    { kind: "meal", leg: "东京", amount: "50000", currency: "JPY" },
    { kind: "misc", leg: "东京", amount: "25000", currency: "JPY" },
    { kind: "international-travel", amount: fare },
  ],
});

export function tripVoices(server: () => TestApp) {
  async function year(as: Role | "nobody" = "nobody") {
    const response = await server().ask(`/api/trip-years/${YEAR}`, {}, as);
    expect(response.status).toBe(200);
    return tripYearSchema.parse(await response.json());
  }

  async function trip(id: string, as: Role | "nobody" = "leading-group") {
    const response = await server().ask(`/api/trips/${id}`, {}, as);
    expect(response.status).toBe(200);
    return tripViewSchema.parse(await response.json());
  }

  async function flow(id: string, as: Role) {
    const response = await server().ask(`/api/flows/${id}`, {}, as);
    expect(response.status).toBe(200);
    return flowViewSchema.parse(await response.json());
  }

  async function send(method: string, path: string, body: unknown, as: Role | "nobody") {
    const init = { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await server().ask(path, init, as);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  /** Somebody agrees where the trip's matter stands, or sends it back. */
  async function act(tripId: string, as: Role, more: Record<string, unknown> = {}) {
    const id = (await trip(tripId, "clerk")).flow?.id ?? "";
    const { summary, content } = await flow(id, as);
    const sent = { kind: "agree", opinion: "同意", seen: content.hash, ...more };
    return await send("POST", `/api/flows/${id}/acts`, { version: summary.version, act: sent }, as);
  }

  async function handIn(tripId: string, paper: string, reference: string, as: Role) {
    const id = (await trip(tripId, "clerk")).flow?.id ?? "";
    return await send("POST", `/api/flows/${id}/papers`, { paper, name: paper, reference }, as);
  }

  /** From the clerk to the meeting's last vote; `heads` are those whose signature does not stand any more. */
  async function approve(tripId: string, number: string, heads: readonly Role[] = ["division-head", OTHER_HEAD]) {
    expect((await act(tripId, "clerk", { opinion: "" })).status).toBe(200);
    for (const head of heads) expect((await act(tripId, head)).status).toBe(200);
    expect((await act(tripId, "finance")).status).toBe(200);
    await handIn(tripId, "single-approval", number, "bureau-business");
    expect((await act(tripId, "bureau-business")).status).toBe(200);
    await handIn(tripId, "minutes", number, "leadership");
    expect((await act(tripId, "leadership")).status).toBe(200);
    expect((await act(tripId, OTHER_LEADER)).status).toBe(200);
  }

  return { year, trip, flow, send, act, handIn, approve };
}
