// Delegations over HTTP: the example year as everybody sees it; a trip drafted, reviewed, approved, changed, claimed and settled by the
// people whose it is to do so.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role } from "../../access/index.ts";
import type { ActKind } from "../../trips/index.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { problemSchema } from "./contract.ts";
import { tripStandardsSchema, tripViewSchema, tripYearSchema } from "./contract-trips.ts";

let server: TestApp;
beforeAll(async () => {
  server = await aTestApp();
}, 60_000);
afterAll(async () => await server.close());

const YEAR = "delegations-2019";

async function year(as: Role | "nobody" = "nobody") {
  const response = await server.ask(`/api/trip-years/${YEAR}`, {}, as);
  expect(response.status).toBe(200);
  return tripYearSchema.parse(await response.json());
}

async function trip(id: string, as: Role | "nobody" = "leading-group") {
  const response = await server.ask(`/api/trips/${id}`, {}, as);
  expect(response.status).toBe(200);
  return tripViewSchema.parse(await response.json());
}

async function send(method: string, path: string, body: unknown, as: Role | "nobody") {
  const init = { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await server.ask(path, init, as);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const codesOf = (body: unknown) => problemSchema.parse(body).faults.map((one) => one.code);

describe("the example year", () => {
  test("shows everybody the twelve delegations, with the second stopped at its budget", async () => {
    const board = await year();
    expect(board).toMatchObject({
      budget: "3000000.00",
      spent: "3003300.00",
      payable: "3000000.00",
      heldBack: "3300.00",
      mayRevise: false,
    });
    expect(board.rows.map((row) => row.state)).toEqual(["settled", "stopped", ...Array.from({ length: 10 }, () => "settled")]);
    expect(board.rows.every((row) => row.example)).toBe(true);
    expect(board.limits.map(({ limit, left }) => [limit, left])).toEqual([
      ["delegations", "0"],
      ["people", "5"],
      ["countries", "2"],
      ["days", "6"],
      ["money", "1654700"],
    ]);
    expect(board.outcomes.filter((one) => one.counted)).toEqual([]);
  });

  test("shows each trip with its approvals standing, and its papers", async () => {
    const second = await trip(`${YEAR}-2`, "nobody");
    expect(second.acts.map(({ kind, stands }) => [kind, stands])).toEqual([
      ["internal-review", true],
      ["foreign-affairs", true],
      ["finance", true],
      ["bureau-approval", true],
      ["meeting", true],
      ["exception", false],
      ["settlement", true],
    ]);
    expect(second.trip.settlement).toMatchObject({ status: "stopped-at-budget", payable: "335900.00", heldBack: "3300.00" });
    expect(second.trip.findings.map(({ code }) => code)).toEqual(["trip-over-budget"]);
    for (const name of second.papers.filter((one) => !one.endsWith(".pdf"))) {
      const paper = await server.ask(`/api/trips/${second.id}/papers/${name}`, {}, "nobody");
      expect([name, paper.status, (await paper.arrayBuffer()).byteLength > 3000]).toEqual([name, 200, true]);
    }
    expect((await server.ask(`/api/trips/${second.id}/papers/other.docx`)).status).toBe(404);
    expect((await server.ask("/api/trips/none")).status).toBe(404);
  });

  test("hands out the standards as they are written", async () => {
    const response = await server.ask("/api/trip-standards", {}, "nobody");
    const standards = tripStandardsSchema.parse(await response.json());
    expect(standards.map((one) => (one["instrument"] as { id: string }).id).toSorted()).toContain("mof-2017-434");
  });

  test("is settled in full once the leadership records the exception and finance settles anew", async () => {
    const id = `${YEAR}-2`;
    const { version } = await trip(id);
    const act = { version, agreed: true, document: "示例〔2019〕9号", exception: { clause: "示例条款" } };
    expect((await send("POST", `/api/trips/${id}/acts/exception`, act, "finance")).status).toBe(403);
    expect((await send("POST", `/api/trips/${id}/acts/exception`, act, "nobody")).status).toBe(401);
    expect(codesOf((await send("POST", `/api/trips/${id}/acts/exception`, { ...act, document: null }, "leadership")).body)).toEqual([
      "missing-key",
    ]);
    expect((await send("POST", `/api/trips/${id}/acts/exception`, act, "leadership")).status).toBe(200);
    const excepted = await trip(id);
    expect(excepted.trip.settlement).toMatchObject({ status: "payable", payable: "339200.00", exception: "示例〔2019〕9号" });
    // The settlement was of another amount: it is done again.
    expect(excepted.acts.find(({ kind }) => kind === "settlement")?.stands).toBe(false);
    expect((await send("POST", `/api/trips/${id}/acts/settlement`, { version, agreed: true }, "finance")).status).toBe(200);
    expect(await year()).toMatchObject({ payable: "3003300.00", heldBack: "0.00" });
  });
});

describe("a trip of one's own", () => {
  const LEG = { id: "东京", country: "日本", city: "东京", from: "2019-11-04", days: "5", nights: "4" };
  const PAPERS = ["invitation", "invitation-translation", "member-list", "programme", "budget-detail", "public-notice", "opinion-form"];
  const content = (changes: Record<string, unknown> = {}) => ({
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

  test("goes from draft to settlement, each step by whose it is, and a change has what it touches decided again", async () => {
    // The example's delegation 12 gives way to one that has no trip yet.
    const { version } = await trip(`${YEAR}-12`, "clerk");
    const id = `${YEAR}-12`;
    expect((await send("PUT", `/api/trips/${id}`, { version, content: content() }, "finance")).status).toBe(403);
    const wrong = await send(
      "PUT",
      `/api/trips/${id}`,
      { version, content: { ...content(), legs: [{ ...LEG, days: "x" }], costs: [{ kind: "y" }] } },
      "clerk",
    );
    expect([wrong.status, codesOf(wrong.body)]).toEqual([422, ["not-a-number", "not-in-list"]]);
    const saved = await send("PUT", `/api/trips/${id}`, { version, content: content(), note: "改为东京" }, "clerk");
    expect(saved).toMatchObject({ status: 200, body: { id, version: version + 1 } });
    expect((await send("PUT", `/api/trips/${id}`, { version, content: content() }, "clerk")).status).toBe(409);

    // Nothing written by the drafter counts as an opinion, and nothing stands of what was decided on the other content.
    const drafted = await trip(id, "clerk");
    expect(drafted.acts.filter(({ stands }) => stands)).toEqual([]);
    expect(drafted.mayRevise).toBe(true);
    expect(drafted.trip.findings.map(({ code }) => code)).toContain("trip-single-review");

    const act = async (kind: ActKind, as: Role, more: Record<string, unknown> = {}) => {
      const now = await trip(id, as);
      return await send("POST", `/api/trips/${id}/acts/${kind}`, { version: now.version, agreed: true, ...more }, as);
    };
    expect(codesOf((await act("finance", "finance")).body)).toEqual(["trip-step-blocked"]);
    expect((await act("internal-review", "clerk")).status).toBe(403);
    expect((await act("internal-review", "division-head")).status).toBe(200);
    expect(codesOf((await act("foreign-affairs", "division-head")).body)).toEqual(["separation-of-duties"]);
    expect((await act("meeting", "leadership", { document: "纪要1" })).status).toBe(422);
    expect((await act("foreign-affairs", "leading-group", { opinion: "同意" })).status).toBe(200);
    expect((await act("bureau-approval", "bureau-business", { document: "核准1" })).status).toBe(422);
    expect((await act("finance", "finance", { opinion: "同意" })).status).toBe(200);
    expect((await act("bureau-approval", "bureau-business", { document: "核准1" })).status).toBe(200);
    expect((await act("meeting", "leadership", { document: "纪要1", votes: { agreed: 5, against: 0, abstained: 0 } })).status).toBe(200);
    const approved = await trip(id, "clerk");
    // 20,000 × 4 + 10,000 × 5 + 5,000 × 5 yen at 0.065, and the fare.
    expect(approved.trip.total).toBe("15075.00");
    expect(approved.acts.find(({ kind }) => kind === "bureau-approval")?.latest?.amount).toBe("15075.00");

    // A dearer fare touches the money: the opinion on the task stands.
    const dearer = content({ costs: [{ kind: "international-travel", amount: "6000" }] });
    await send("PUT", `/api/trips/${id}`, { version: approved.version, content: dearer }, "clerk");
    const touched = await trip(id);
    expect(touched.acts.filter(({ stands }) => stands).map(({ kind }) => kind)).toEqual(["foreign-affairs"]);
    expect((await act("internal-review", "division-head")).status).toBe(200);
    expect((await act("finance", "finance")).status).toBe(200);
    expect((await act("bureau-approval", "bureau-business", { document: "核准2" })).status).toBe(200);
    expect((await act("meeting", "leadership", { document: "纪要2" })).status).toBe(200);

    // The claim changes nothing that was approved; without the leader's report nothing is settled.
    const lines = [
      { kind: "lodging", leg: "东京", amount: "80000", currency: "JPY" },
      { kind: "meal", leg: "东京", amount: "50000", currency: "JPY" },
      { kind: "misc", leg: "东京", amount: "25000", currency: "JPY" },
      { kind: "international-travel", amount: "5900" },
    ];
    const claim = { departs: "2019-11-04", returns: "2019-11-08", lines, expenseSheet: "yes", exception: "自己写的" };
    const before = await trip(id);
    await send("PUT", `/api/trips/${id}`, { version: before.version, content: { ...dearer, claim } }, "clerk");
    expect(codesOf((await act("settlement", "finance")).body)).toEqual(["trip-step-blocked"]);
    const reported = { ...claim, report: { on: "2019-11-20", signedByLeader: "yes" } };
    await send("PUT", `/api/trips/${id}`, { version: before.version + 1, content: { ...dearer, claim: reported } }, "clerk");
    expect((await act("settlement", "finance")).status).toBe(200);
    const settled = await trip(id);
    expect(settled.trip.settlement).toMatchObject({ status: "payable", payable: "15975.00", released: "100.00", exception: null });
    expect((await year()).rows.find((row) => row.id === "12")?.state).toBe("settled");
  });

  test("a refusal says why, and the trip stands where it stood", async () => {
    const id = `${YEAR}-11`;
    const { version } = await trip(id);
    const refuse = { version, agreed: false };
    expect(codesOf((await send("POST", `/api/trips/${id}/acts/meeting`, refuse, "leadership")).body)).toEqual(["missing-key"]);
    expect((await send("POST", `/api/trips/${id}/acts/meeting`, { ...refuse, opinion: "行程过长" }, "leadership")).status).toBe(200);
    const refused = await trip(id);
    expect(refused.acts.find(({ kind }) => kind === "meeting")).toMatchObject({
      stands: false,
      latest: { agreed: false, opinion: "行程过长" },
    });
    expect(refused.history.map(({ kind }) => kind)).toEqual([
      "internal-review",
      "foreign-affairs",
      "finance",
      "bureau-approval",
      "meeting",
      "settlement",
      "meeting",
    ]);
  });

  test("a delegation beside the plan needs a place in it, then has a trip of its own", async () => {
    const board = await year("clerk");
    const plan = board.written?.plan as { items: { id: string }[] };
    const path = `/api/trip-years/${YEAR}`;
    const added = { ...plan, items: [...plan.items, { id: "13", title: "计划外团组", outOfPlan: "yes" }] };
    expect((await send("POST", `${path}/trips`, { itemId: "13", content: content() }, "clerk")).status).toBe(422);
    expect((await send("PUT", path, { version: board.version, plan: added }, "finance")).status).toBe(403);
    const shorter = { ...plan, items: plan.items.slice(1) };
    expect(codesOf((await send("PUT", path, { version: board.version, plan: shorter }, "clerk")).body)).toEqual(["unknown-reference"]);
    expect((await send("PUT", path, { version: board.version, plan: added, note: "计划外" }, "clerk")).status).toBe(200);
    expect((await send("PUT", path, { version: board.version, plan: added }, "clerk")).status).toBe(409);
    const saved = await send("POST", `${path}/trips`, { itemId: "13", content: content() }, "clerk");
    expect(saved.status).toBe(200);
    expect((await send("POST", `${path}/trips`, { itemId: "13", content: content() }, "clerk")).status).toBe(409);
    expect((await trip(String(saved.body["id"]))).trip.total).toBe("15075.00");
    const after = await year();
    expect(after.written).toBeNull();
    expect(after.findings.map(({ code, where }) => `${code} ${where.place.path}`)).toEqual([
      "plan-limit-exceeded limits.delegations",
      "trip-not-in-plan items.12",
    ]);
  });

  test("outcomes are registered for trips that there are", async () => {
    const board = await year("clerk");
    const path = `/api/trip-years/${YEAR}`;
    const outcomes = (tripId: string) => ({
      outcomes: "1",
      items: [
        {
          id: "a",
          trip: tripId,
          title: "合作协议",
          steps: [{ stage: "agreement", on: "2019-07-17", source: "协议文本" }],
          baseline: { text: "没有往来" },
          contribution: { grade: "main", grounds: "出访期间签署" },
        },
      ],
    });
    expect((await send("PUT", path, { version: board.version, outcomes: outcomes("99") }, "clerk")).status).toBe(422);
    expect((await send("PUT", path, { version: board.version, outcomes: outcomes("1") }, "clerk")).status).toBe(200);
    const after = await year();
    expect(after.outcomes).toMatchObject([{ id: "a", stage: "agreement", counted: true, marks: [{ mark: "follow-up-overdue" }] }]);
    expect(after.rows[0]?.costs).toMatchObject({ agreements: 1, perAgreement: "239200.00" });
  });

  test("every change stands in the audit trail", async () => {
    const events = await server.deps.store.db.selectFrom("trail_events").where("object_kind", "=", "trip").select(["action"]).execute();
    const actions = [...new Set(events.map(({ action }) => action))];
    expect(actions.toSorted()).toEqual(["trip.added", "trip.agreed", "trip.refused", "trip.revised"]);
  });
});
