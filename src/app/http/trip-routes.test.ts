// Delegations over HTTP: the example year as everybody sees it; a trip drafted, approved through its process, changed, claimed and settled
// by the people whose it is to do so; exceptions with their register.
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nobody, type Role } from "../../access/index.ts";
import type { Day } from "../../kernel/index.ts";
import { DEMONSTRATION_FLOWS_ZH } from "../messages/demonstration-flows.zh.ts";
import { recordEvent } from "../store/trail/record-event.ts";
import { addException } from "../store/trips/exception-repository.ts";
import { demonstrationFlows } from "../usecases/flows/demonstration-flows.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { problemSchema } from "./contract.ts";
import { tasksSchema } from "./contract-flows.ts";
import { caseOutcomesSchema, tripStandardsSchema, tripYearSchema } from "./contract-trips.ts";
import { codesOf, OTHER_HEAD, OTHER_LEADER, PAPERS, tokyo, tokyoClaim, tripVoices, YEAR } from "./trip-voices.builder.ts";

let server: TestApp;
beforeAll(async () => {
  server = await aTestApp();
}, 300_000);
afterAll(async () => await server.close());

const { year, trip, flow, send, act, handIn, approve } = tripVoices(() => server);

async function standing(tripId: string) {
  return (await trip(tripId)).acts.filter(({ stands }) => stands).map(({ kind }) => kind);
}

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
    expect(second.trip.findings.map(({ code, message }) => [code, message])).toEqual([
      ["trip-over-budget", "决算 339,200.00 元超过批准的预算 335,900.00 元，超出 3,300.00 元，没有例外记录"],
    ]);
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

  test("is stopped at its budget in its matter, and settled in full once the leadership allows the exception", async () => {
    const id = `${YEAR}-2`;
    const own = DEMONSTRATION_FLOWS_ZH.filter(({ subject }) => subject.id === id);
    const made = await demonstrationFlows(server.deps, server.deps.tenant, own);
    expect([own.length, made.ok]).toEqual([1, true]);
    const stopped = await trip(id);
    expect(stopped.flow).toMatchObject({ node: "超预算例外审批", outcome: null });
    expect(stopped.acts.find(({ kind }) => kind === "meeting")?.latest).toMatchObject({
      document: "示例纪要〔2018〕2号",
      amount: "335900.00",
      votes: { agreed: 2, against: 0, abstained: 0 },
    });
    expect(stopped.acts.find(({ kind }) => kind === "settlement")?.stands).toBe(false);
    expect(stopped.trip.settlement).toMatchObject({ status: "stopped-at-budget", payable: "335900.00", heldBack: "3300.00" });
    // The exception comes first; who may not allow it is told so.
    expect(codesOf((await act(id, "leadership")).body)).toEqual(["trip-step-blocked"]);
    const { version } = stopped;
    const exception = { version, kind: "over-budget", clause: "示例条款", grounds: "示例：机票涨价", document: "示例〔2019〕9号" };
    expect((await send("POST", `/api/trips/${id}/exceptions`, exception, "finance")).status).toBe(403);
    expect((await send("POST", `/api/trips/${id}/exceptions`, exception, "nobody")).status).toBe(401);
    expect((await send("POST", `/api/trips/${id}/exceptions`, { ...exception, clause: " " }, "leadership")).status).toBe(400);
    expect((await send("POST", `/api/trips/${id}/exceptions`, { ...exception, version: 9 }, "leadership")).status).toBe(409);
    expect((await send("POST", `/api/trips/${id}/exceptions`, exception, "leadership")).status).toBe(200);
    const excepted = await trip(id);
    expect(excepted.trip.settlement).toMatchObject({ status: "payable", payable: "339200.00", exception: "示例〔2019〕9号" });
    expect(excepted.exceptions).toMatchObject([{ kind: "over-budget", clause: "示例条款", state: "completed", byName: "党组秘书戊" }]);
    expect((await act(id, "leadership")).status).toBe(200);
    expect((await act(id, "finance")).status).toBe(200);
    expect((await trip(id)).flow?.outcome).toBe("approved");
    expect(await year()).toMatchObject({ payable: "3003300.00", heldBack: "0.00", exceptions: [{ trip: id }] });
  }, 120_000);
});

describe("a trip of one's own", () => {
  const content = tokyo;

  test("goes from draft to settlement through its process, and a change has what it touches decided again", async () => {
    const id = `${YEAR}-12`;
    const { version } = await trip(id, "clerk");
    expect((await send("PUT", `/api/trips/${id}`, { version, content: content() }, "finance")).status).toBe(403);
    const wrong = await send(
      "PUT",
      `/api/trips/${id}`,
      { version, content: { ...content(), legs: [{ ...tokyo().legs[0], days: "x" }], costs: [{ kind: "y" }] } },
      "clerk",
    );
    expect([wrong.status, codesOf(wrong.body)]).toEqual([422, ["not-a-number", "not-in-list"]]);
    const saved = await send("PUT", `/api/trips/${id}`, { version, content: content(), note: "改为东京" }, "clerk");
    expect(saved).toMatchObject({ status: 200, body: { id, version: version + 1 } });
    expect((await send("PUT", `/api/trips/${id}`, { version, content: content() }, "clerk")).status).toBe(409);

    // Nothing written by the drafter counts as an opinion, and nothing stands of what was decided on the other content.
    const drafted = await trip(id, "clerk");
    expect(drafted).toMatchObject({ mayRevise: true, flow: null, pack: "nanchang-2019" });
    expect(await standing(id)).toEqual([]);
    expect(drafted.trip.findings.map(({ code }) => code)).toContain("trip-single-review");

    const start = { process: "trip", pack: "nanchang-2019", subject: { kind: "trip", id } };
    expect((await send("POST", "/api/flows", start, "finance")).status).toBe(404);
    expect((await send("POST", "/api/flows", start, "clerk")).status).toBe(200);
    expect((await act(id, "clerk", { opinion: "" })).status).toBe(200);
    // It is in the head's hands: the clerk changes nothing behind them.
    const locked = await send("PUT", `/api/trips/${id}`, { version: version + 1, content: content({ title: "改名" }) }, "clerk");
    expect([locked.status, codesOf(locked.body)]).toEqual([409, ["flow-locked", "flow-not-yours"]]);
    expect((await act(id, "division-head")).status).toBe(200);
    expect((await act(id, OTHER_HEAD, { opinion: "任务明确" })).status).toBe(200);
    // Half of the two opinions binds nothing.
    expect((await trip(id)).flow?.node).toBe("外事与财务双审");
    expect((await act(id, "finance", { opinion: "按标准" })).status).toBe(200);
    expect((await handIn(id, "single-approval", "核准1", "bureau-business")).status).toBe(200);
    expect((await act(id, "bureau-business")).status).toBe(200);
    expect((await handIn(id, "minutes", "纪要1", "leadership")).status).toBe(200);
    expect((await act(id, "leadership")).status).toBe(200);
    expect((await act(id, OTHER_LEADER)).status).toBe(200);
    const approved = await trip(id, "clerk");
    // 20,000 × 4 + 10,000 × 5 + 5,000 × 5 yen at 0.065, and the fare.
    expect(approved.trip.total).toBe("15075.00");
    expect(approved.acts.find(({ kind }) => kind === "bureau-approval")?.latest).toMatchObject({ amount: "15075.00", document: "核准1" });
    expect(await standing(id)).toEqual(["internal-review", "foreign-affairs", "finance", "bureau-approval", "meeting"]);

    // What was approved does not change in silence; sent back, a dearer fare has the money decided again and leaves the task alone.
    const dearer = content({ costs: [{ kind: "international-travel", amount: "6000" }] });
    const silent = await send("PUT", `/api/trips/${id}`, { version: approved.version, content: dearer }, "clerk");
    expect([silent.status, codesOf(silent.body)]).toEqual([409, ["trip-approved"]]);
    expect((await act(id, "clerk", { kind: "return", to: "application", reason: "机票涨价" })).status).toBe(200);
    expect((await send("PUT", `/api/trips/${id}`, { version: approved.version, content: dearer }, "clerk")).status).toBe(200);
    expect((await act(id, "clerk", { opinion: "" })).status).toBe(200);
    expect((await act(id, "division-head")).status).toBe(200);
    expect(await standing(id)).toEqual(["internal-review", "foreign-affairs"]);
    const matter = await flow((await trip(id)).flow?.id ?? "", "finance");
    expect(matter.signatures.filter(({ carried }) => carried).map(({ person, opinion }) => `${person} ${opinion}`)).toEqual([
      "处室负责人癸 任务明确",
    ]);
    expect(matter.nodes.find(({ state }) => state === "current")?.people).toEqual(["财务丙"]);
    expect((await act(id, "finance")).status).toBe(200);
    expect((await handIn(id, "single-approval", "核准2", "bureau-business")).status).toBe(200);
    expect((await act(id, "bureau-business")).status).toBe(200);
    expect((await act(id, "leadership")).status).toBe(200);
    expect((await act(id, OTHER_LEADER)).status).toBe(200);
    expect((await trip(id)).flow?.node).toBe("执行出访任务");

    // The claim changes nothing that was approved; without the leader's report nothing is handed in.
    const { report, ...unreported } = tokyoClaim("5900");
    const claim = { ...unreported, exception: "自己写的" };
    const before = await trip(id);
    expect(codesOf((await act(id, "clerk", { opinion: "" })).body)).toEqual([
      "flow-paper-missing",
      "flow-paper-missing",
      "trip-step-blocked",
    ]);
    await send("PUT", `/api/trips/${id}`, { version: before.version, content: { ...dearer, claim } }, "clerk");
    expect(codesOf((await act(id, "clerk", { opinion: "" })).body)).toEqual(["flow-paper-missing"]);
    const reported = { ...claim, report };
    await send("PUT", `/api/trips/${id}`, { version: before.version + 1, content: { ...dearer, claim: reported } }, "clerk");
    // That it cost no more than was approved is not for the clerk to state.
    expect((await act(id, "clerk", { opinion: "", facts: { "over-budget": "true" } })).status).toBe(200);
    expect((await trip(id)).flow?.node).toBe("报销与验收");
    expect((await act(id, "finance")).status).toBe(200);
    const settled = await trip(id);
    expect(settled.trip.settlement).toMatchObject({ status: "payable", payable: "15975.00", released: "100.00", exception: null });
    expect(settled.flow?.outcome).toBe("approved");
    expect((await year()).rows.find((row) => row.id === "12")?.state).toBe("settled");
    const late = await send("PUT", `/api/trips/${id}`, { version: settled.version, content: dearer }, "clerk");
    expect(codesOf(late.body)).toEqual(["flow-locked"]);
  }, 120_000);

  test("goes on without a paper only for as long as the register says", async () => {
    const id = `${YEAR}-11`;
    const { version } = await trip(id, "clerk");
    const fewer = content({ papers: PAPERS.filter((kind) => kind !== "public-notice").map((kind) => ({ kind })) });
    await send("PUT", `/api/trips/${id}`, { version, content: fewer }, "clerk");
    await send("POST", "/api/flows", { process: "trip", pack: "nanchang-2019", subject: { kind: "trip", id } }, "clerk");
    await act(id, "clerk", { opinion: "" });
    await act(id, "division-head");
    const refused = await act(id, "finance");
    expect(refused.body["detail"]).toContain("缺公示");
    const path = `/api/trips/${id}/exceptions`;
    const exception = { version: version + 1, kind: "papers", clause: "示例条款", grounds: "会期临近", document: "示例〔2026〕1号" };
    const faults = async (more: Record<string, unknown>) =>
      codesOf((await send("POST", path, { ...exception, ...more }, "leadership")).body);
    expect(await faults({})).toEqual(["missing-key", "missing-key"]);
    expect(await faults({ papers: ["leader-report"], until: "2026-01-05" })).toEqual(["not-in-list"]);
    expect(await faults({ papers: ["public-notice"], until: "2026-01-01" })).toEqual(["out-of-range"]);
    const allowed = await send("POST", path, { ...exception, papers: ["public-notice"], until: "2026-01-02" }, "leadership");
    expect(allowed.status).toBe(200);
    expect((await act(id, "finance")).status).toBe(200);
    expect((await trip(id)).exceptions).toMatchObject([
      { kind: "papers", until: "2026-01-02", state: "open", papers: [{ paper: "public-notice", there: false }] },
    ]);
    // A refusal says why and ends the matter's way forward until it is mended.
    const back = await act(id, OTHER_HEAD, { kind: "return", to: "application", reason: "行程过长" });
    expect(back.status).toBe(200);
    const returned = await trip(id);
    expect(returned.acts.find(({ kind }) => kind === "foreign-affairs")).toMatchObject({
      stands: false,
      latest: { agreed: false, opinion: "行程过长" },
    });

    // Handed in anew it goes on while the exception lasts. Once its day has passed, no later step is taken either, though that step asks for
    // no such paper itself; the paper is chased and its want a finding.
    await act(id, "clerk", { opinion: "" });
    for (const who of ["division-head", "finance", OTHER_HEAD] as const) await act(id, who);
    expect((await trip(id)).flow?.node).toBe("财政局单项核准");
    await handIn(id, "single-approval", "核准11", "bureau-business");
    const { store, tenant } = server.deps;
    const early = {
      ...exception,
      kind: "papers" as const,
      document: "示例〔2025〕9号",
      until: "2026-01-01" as Day,
      byId: null,
      byName: "示例",
      hash: "0".repeat(64),
    };
    const { version: now } = await trip(id, "clerk");
    await store.db.transaction().execute(async (transaction) => {
      // As it was allowed on an earlier day, with its event.
      await addException(transaction, {
        ...{ tenant, id, version: now, exception: { ...early, papers: ["passport-copies"] }, now: "2025-12-20T03:04:05.000Z" },
      });
      const { document, until, grounds: reason } = early;
      await recordEvent(transaction, server.deps, {
        ...{ actor: nobody(tenant, "test"), action: "trip.excepted", reason, object: { kind: "trip", id } },
        after: { document, until },
      });
    });
    const expired = await act(id, "bureau-business");
    expect([codesOf(expired.body), expired.body["detail"]]).toEqual([["trip-step-blocked"], expect.stringContaining("缺护照")]);
    const plan = (await year("clerk")).written?.plan as Record<string, unknown>;
    const closeOn = async (closedOn: string) => {
      const written = { version: (await year("clerk")).version, plan: { ...plan, closedOn } };
      expect((await send("PUT", `/api/trip-years/${YEAR}`, written, "clerk")).status).toBe(200);
    };
    const chased = async () => {
      const row = (await year("clerk")).rows.find((one) => one.id === "11");
      const { findings } = (await trip(id, "clerk")).trip;
      return [row?.chases.filter(({ what }) => what === "exception"), findings.filter(({ message }) => message.includes("准许晚交"))];
    };
    const waiting = async () => {
      const tasks = tasksSchema.parse(await (await server.ask("/api/tasks", {}, "bureau-business")).json());
      return tasks.waiting.find(({ subject }) => subject.id === id);
    };
    // The example's year is closed: nobody is chased, the matter stands on the list without a deadline, and the gate holds all the same.
    expect(await chased()).toEqual([[], []]);
    expect(await waiting()).toMatchObject({ archived: true, due: null, overdue: false });
    await closeOn("2026-01-03");
    expect(await chased()).toMatchObject([
      [
        { what: "exception", due: "2026-01-02", daysLate: 0 },
        { what: "exception", due: "2026-01-01", daysLate: 1 },
      ],
      [{ code: "trip-papers-missing", severity: "error" }],
    ]);
    expect((await waiting())?.archived).toBe(false);
    expect((await waiting())?.due).not.toBeNull();
    await closeOn("2026-01-02");
    expect(await chased()).toEqual([[], []]);
    // A further exception lets it wait on.
    const again = { ...exception, version: now, document: "示例〔2026〕2号", papers: ["passport-copies"], until: "2026-01-02" };
    expect((await send("POST", path, again, "leadership")).status).toBe(200);
    expect((await act(id, "bureau-business")).status).toBe(200);
    expect((await act(id, "leadership", { kind: "return", to: "application", reason: "补公示" })).status).toBe(200);
    await act(id, OTHER_LEADER, { kind: "return", to: "application", reason: "补公示" });
    expect((await trip(id)).flow?.node).toBe("拟定出访方案");
    await closeOn("2020-12-31");
  }, 120_000);

  test("a year's plan is begun once for a unit, and filled in", async () => {
    const begin = async (year: unknown, as: Role | "nobody") => await send("POST", "/api/trip-years", { year }, as);
    expect([(await begin(2027, "nobody")).status, (await begin(2027, "finance")).status, (await begin("2027", "clerk")).status]).toEqual([
      401, 403, 400,
    ]);
    const begun = await begin(2027, "clerk");
    expect(begun).toMatchObject({ status: 200, body: { version: 1 } });
    const again = await begin(2027, "division-head");
    expect([again.status, codesOf(again.body)]).toEqual([409, ["already-done"]]);
    const path = `/api/trip-years/${String(begun.body["id"])}`;
    const seen = async (as: Role | "nobody") => {
      const response = await server.ask(path, {}, as);
      return response.status === 200 ? tripYearSchema.parse(await response.json()) : response.status;
    };
    expect(await seen("clerk")).toMatchObject({ year: 2027, delegations: 0, example: null, mayRevise: true, targets: null });
    // It is the whole unit's at once, and nobody else's.
    expect(await seen("finance")).toMatchObject({ year: 2027, mayRevise: false });
    expect(await seen("nobody")).toBe(404);
    const item = { id: "1", title: "赴日团组", month: "2027-05", target: "benefit.social.1" };
    const plan = {
      plan: "1",
      year: "2027",
      unit: "示例",
      case: "nanchang-2019",
      limits: { delegations: "3", people: "12" },
      items: [item],
    };
    expect((await send("PUT", path, { version: 1, plan }, "clerk")).status).toBe(200);
    expect((await send("POST", `${path}/trips`, { itemId: "1", content: content() }, "clerk")).status).toBe(200);
    expect(await seen("leadership")).toMatchObject({ delegations: 1, rows: [{ state: "applied", title: "赴日团组" }] });
  }, 120_000);

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

  test("is paid from its plan's ledger: reserved when approved, given back when sent back, paid when settled", async () => {
    const board = await year("clerk");
    const plan = board.written?.plan as { items: { id: string }[] };
    const id = board.rows.find((row) => row.id === "13")?.trip ?? "";
    const named = { ...plan, importedVouchers: "no" };
    expect((await send("PUT", `/api/trip-years/${YEAR}`, { version: board.version, plan: named }, "clerk")).status).toBe(200);
    const commitments = async () => {
      const rows = await server.deps.store.db.selectFrom("ledger_commitments").selectAll().orderBy("commitment").execute();
      return rows.map(({ amount, paid, released }) => [amount, paid, released].join(" "));
    };
    await send("POST", "/api/flows", { process: "trip", pack: "nanchang-2019", subject: { kind: "trip", id } }, "clerk");
    await approve(id, "核准13");
    expect(await commitments()).toEqual(["1507500 0 0"]);
    // More than the whole budget has left is not approved at all: the meeting's last vote is taken back with it.
    await act(id, "clerk", { kind: "return", to: "application", reason: "改包机" });
    expect(await commitments()).toEqual(["1507500 0 1507500"]);
    const fare = (amount: string) => content({ costs: [{ kind: "international-travel", amount }] });
    const { version } = await trip(id, "clerk");
    await send("PUT", `/api/trips/${id}`, { version, content: fare("9000000") }, "clerk");
    await act(id, "clerk", { opinion: "" });
    for (const who of ["division-head", "finance", "bureau-business", "leadership"] as const) await act(id, who);
    const refused = await act(id, OTHER_LEADER);
    expect([refused.status, codesOf(refused.body)]).toEqual([422, ["ledger-refused"]]);
    expect((await trip(id)).flow?.node).toBe("党组会审定");
    await act(id, OTHER_LEADER, { kind: "return", to: "application", reason: "超出预算" });
    await act(id, "leadership", { kind: "return", to: "application", reason: "超出预算" });
    await send("PUT", `/api/trips/${id}`, { version: version + 1, content: fare("6000") }, "clerk");
    await approve(id, "核准13-2", ["division-head"]);
    expect((await commitments()).toSorted()).toEqual(["1507500 0 1507500", "1607500 0 0"]);

    // It cost 40 yuan more: the leadership allows it, finance pays it, the ledger knows by which exception.
    const claim = tokyoClaim("6040");
    await send("PUT", `/api/trips/${id}`, { version: version + 2, content: { ...fare("6000"), claim } }, "clerk");
    await act(id, "clerk", { opinion: "" });
    expect((await trip(id)).flow?.node).toBe("超预算例外审批");
    const exception = { version: version + 3, kind: "over-budget", clause: "示例条款", grounds: "机票涨价", document: "示例〔2026〕2号" };
    expect((await send("POST", `/api/trips/${id}/exceptions`, exception, "leadership")).status).toBe(200);
    expect((await act(id, "leadership")).status).toBe(200);
    expect((await act(id, "finance")).status).toBe(200);
    expect((await commitments()).toSorted()).toEqual(["1507500 0 1507500", "1607500 1607500 0"]);
    const exceptions = await server.deps.store.db
      .selectFrom("ledger_exceptions")
      .where("exception", "like", `${id}-%`)
      .select(["exceeds", "amount", "used"])
      .orderBy("exceeds")
      .execute();
    expect(exceptions).toEqual([
      { exceeds: "commitment", amount: "4000", used: "4000" },
      { exceeds: "slice", amount: "4000", used: "0" },
    ]);
  }, 240_000);

  test("outcomes are registered for trips that there are, and reach the indicators and the report of the case", async () => {
    const board = await year("clerk");
    const path = `/api/trip-years/${YEAR}`;
    const item = {
      id: "a",
      trip: "1",
      title: "合作协议",
      steps: [
        { stage: "agreement", on: "2019-08-17", source: "协议文本" },
        { stage: "realised", on: "2019-12-20", source: "开工记录" },
        { stage: "amount", on: "2020-03-10", amount: "6500000.50", source: "到账凭证" },
        { stage: "amount", on: "2020-06-10", amount: "9000000", source: "评价日之后的到账凭证" },
      ],
      baseline: { text: "没有往来" },
      otherFactors: ["招商政策"],
      contribution: { grade: "main", grounds: "出访期间签署" },
      indicator: "benefit.economic.1",
    };
    const after = { ...item, id: "b", title: "评价之后的协议", steps: [{ stage: "agreement", on: "2020-06-01", source: "协议文本" }] };
    const older = { ...item, id: "c", title: "出访之前的协议", steps: [{ stage: "agreement", on: "2019-03-01", source: "协议文本" }] };
    const madeUp = { ...item, id: "d", title: "编造的协议", example: "示例" };
    const outcomes = (...items: readonly Record<string, unknown>[]) => ({ outcomes: "1", items });
    const put = async (written: unknown) => await send("PUT", path, { version: board.version, outcomes: written }, "clerk");
    expect((await put(outcomes({ ...item, trip: "99" }))).status).toBe(422);
    // The indicator is one of the case's own.
    const unknown = await put(outcomes({ ...item, indicator: "推动合作" }));
    expect([unknown.status, codesOf(unknown.body)]).toEqual([422, ["unknown-reference"]]);
    expect(problemSchema.parse(unknown.body).faults[0]).toMatchObject({ path: "items.0.indicator" });
    expect((await put(outcomes(item, after, older, madeUp))).status).toBe(200);
    const registered = await year();
    expect(registered.outcomes[0]).toMatchObject({ id: "a", stage: "amount", counted: true, marks: [{ mark: "follow-up-overdue" }] });
    expect(registered.rows[0]?.costs).toMatchObject({ agreements: 2 });

    const seen = caseOutcomesSchema.parse(await (await server.ask("/api/cases/nanchang-2019/outcomes", {}, "nobody")).json());
    expect(seen.outcomes.map(({ id, counted, later, stage, realised }) => [id, counted, later, stage, realised])).toEqual([
      // What was paid in after the evaluation's day is not yet there.
      ["a", true, false, "amount", "6500000.50"],
      ["b", false, true, "agreement", null],
      ["c", false, false, "agreement", null],
      ["d", false, false, "amount", "6500000.50"],
    ]);
    expect(seen.indicators).toEqual([
      {
        ...{ indicator: "benefit.economic.1", outcomes: 1, leftOut: 1, realised: "6500000.50", others: ["招商政策"] },
        reached: { intention: 1, agreement: 1, realised: 1, amount: 1 },
        factors: [{ name: "主要促成", outcomes: 1, realised: "6500000.50" }],
      },
    ]);
    const report = await (await server.ask("/api/cases/nanchang-2019/report", {}, "nobody")).text();
    expect(report).toContain("有对应本指标的成效2项，可计入1项：达成协议1项，落地1项，到账1项，到账金额6500000.50元");
    expect(report).toContain("不计入1项：出访之前已有1项");
    expect(report).toContain("因素分析：可计入的成效中，出访主要促成1项（到账6500000.50元）；其他促成因素：招商政策");
    for (const absent of ["编造的协议", "评价之后的协议"]) expect(report).not.toContain(absent);
    const word = await server.ask("/api/cases/nanchang-2019/files/report.docx", {}, "nobody");
    expect([word.status, (await word.arrayBuffer()).byteLength > 10_000]).toEqual([200, true]);
    // A case that no plan names has none.
    const other = await server.ask("/api/cases/nanchang-2019-corrected/outcomes", {}, "nobody");
    expect(caseOutcomesSchema.parse(await other.json())).toMatchObject({ outcomes: [], indicators: [] });
  }, 120_000);

  test("targets are indicators of the case that the plan names, and free text where it names none", async () => {
    const board = await year("clerk");
    const path = `/api/trip-years/${YEAR}`;
    const plan = board.written?.plan as { items: readonly Record<string, unknown>[] };
    const id = `${YEAR}-11`;
    const seen = await trip(id, "clerk");
    expect(seen.targets?.map((one) => one.id)).toEqual(board.targets?.map((one) => one.id));
    expect(seen.targets).toContainEqual({ id: "benefit.social.1", level2: "社会效益指标", name: "提高管理水平，提升国际知名度" });
    const serving = (target: string) =>
      content({ purpose: { need: "会谈", tasks: [{ text: "会谈", target }] }, invitation: { by: "示例" } });
    const save = async (target: string) => {
      const { version } = await trip(id, "clerk");
      return await send("PUT", `/api/trips/${id}`, { version, content: serving(target) }, "clerk");
    };
    const refused = await save("提升国际知名度");
    expect([refused.status, problemSchema.parse(refused.body).faults.map((one) => [one.code, one.path])]).toEqual([
      422,
      [["unknown-reference", "purpose.tasks.0.target"]],
    ]);
    expect((await save("benefit.social.1")).status).toBe(200);
    const letter = new TextDecoder().decode(
      unzipSync(new Uint8Array(await (await server.ask(`/api/trips/${id}/papers/request.docx`, {}, "clerk")).arrayBuffer()))[
        "word/document.xml"
      ],
    );
    expect(letter).toContain("提高管理水平，提升国际知名度");
    expect(letter).not.toContain("benefit.social.1");
    const put = async (changes: Record<string, unknown>) => {
      const { version } = await year("clerk");
      return await send("PUT", path, { version, plan: { ...plan, ...changes } }, "clerk");
    };
    const items = plan.items.map((item) => ({ ...item, target: "提升国际知名度" }));
    expect(codesOf((await put({ items })).body)).toEqual(items.map(() => "unknown-reference"));
    expect(codesOf((await put({ case: "none" })).body)).toEqual(["case-unknown"]);
    expect((await put({ case: "—", items })).status).toBe(200);
    expect(await year()).toMatchObject({ targets: null, caseId: null });
    expect((await save("提升国际知名度")).status).toBe(200);
    expect((await put({})).status).toBe(200);
  }, 120_000);

  test("every change stands in the audit trail", async () => {
    const events = await server.deps.store.db.selectFrom("trail_events").where("object_kind", "=", "trip").select(["action"]).execute();
    const actions = [...new Set(events.map(({ action }) => action))];
    expect(actions.toSorted()).toEqual(["trip.added", "trip.excepted", "trip.revised"]);
  });
});
