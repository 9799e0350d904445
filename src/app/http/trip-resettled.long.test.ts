// A settled trip that is unlocked and settled once more: the ledger moves by the difference and by nothing else, in the step's own
// transaction; what is more is paid under the spending policy; what was paid is not taken off before it is back. On both databases.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DATABASES } from "../store/store.builder.ts";
import { paymentsOf } from "../usecases/trips/trip-payments.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { codesOf, tokyo, tokyoClaim, tripVoices, YEAR } from "./trip-voices.builder.ts";

let server: TestApp;
const { year, trip, flow, send, act, approve } = tripVoices(() => server);
const CASE = "nanchang-2019";
let id = "";

/** What the trip's own postings were, in 元, and what the whole ledger has paid and reserved since it was opened. */
async function books(of?: string) {
  const { db } = server.deps.store;
  const matter = of ?? (await trip(id, "clerk")).flow?.id ?? "";
  const entries = await db
    .selectFrom("ledger_entries")
    .where("case_id", "=", CASE)
    .select(["kind", "amount", "posting_key"])
    .orderBy("seq")
    .execute();
  const own = entries
    .filter(({ posting_key }) => posting_key.startsWith(`${matter}:`))
    .map(({ kind, amount }) => `${kind} ${Number(amount) / 100}`);
  const head = await db.selectFrom("ledgers").where("case_id", "=", CASE).select(["paid", "reserved", "revised"]).executeTakeFirstOrThrow();
  const sources = await db.selectFrom("ledger_sources").where("case_id", "=", CASE).select(["paid"]).execute();
  expect(sources.reduce((sum, { paid }) => sum + BigInt(paid), 0n)).toBe(BigInt(head.paid));
  return { own, paid: BigInt(head.paid), reserved: BigInt(head.reserved) };
}

async function unlock() {
  const matter = (await trip(id, "clerk")).flow?.id ?? "";
  const { summary, acts } = await flow(matter, "finance");
  const plan = acts.unlock;
  const sent = { version: summary.version, node: plan?.node, reason: "数据更正", opens: plan?.opens };
  expect((await send("POST", `/api/flows/${matter}/unlock`, sent, "finance")).status).toBe(200);
}

/** Back to the clerk, who claims another fare and hands it in. */
async function claimAnew(fare: string) {
  expect((await act(id, "finance", { kind: "return", to: "carry-out", reason: "票据更正" })).status).toBe(200);
  const { version } = await trip(id, "clerk");
  const saved = await send("PUT", `/api/trips/${id}`, { version, content: { ...tokyo(), claim: tokyoClaim(fare) } }, "clerk");
  expect(saved.status).toBe(200);
  expect((await act(id, "clerk", { opinion: "" })).status).toBe(200);
}

async function settle() {
  expect((await act(id, "finance")).status).toBe(200);
  expect((await trip(id)).flow?.outcome).toBe("approved");
}

describe.each(DATABASES)("on %s, a trip that is settled once more", (database) => {
  beforeAll(async () => {
    server = await aTestApp(database);
  }, 300_000);
  afterAll(async () => await server.close());

  let before = { paid: 0n, reserved: 0n };

  test("was approved at 15,075 and settled at 15,000 the first time, what was not used released", async () => {
    const board = await year("clerk");
    const plan = board.written?.plan as { items: readonly unknown[] };
    const beside = { id: "13", title: "计划外团组", outOfPlan: "yes", reason: "急事", replaces: "1" };
    const named = { ...plan, importedVouchers: "no", items: [...plan.items, beside] };
    expect((await send("PUT", `/api/trip-years/${YEAR}`, { version: board.version, plan: named }, "clerk")).status).toBe(200);
    const added = await send("POST", `/api/trip-years/${YEAR}/trips`, { itemId: "13", content: tokyo() }, "clerk");
    id = String(added.body["id"]);
    await send("POST", "/api/flows", { process: "trip", pack: CASE, subject: { kind: "trip", id } }, "clerk");
    before = await books();
    await approve(id, "核准13");
    const { version } = await trip(id, "clerk");
    await send("PUT", `/api/trips/${id}`, { version, content: { ...tokyo(), claim: tokyoClaim("4925") } }, "clerk");
    expect((await act(id, "clerk", { opinion: "" })).status).toBe(200);
    await settle();
    const after = await books();
    expect(after.own).toEqual(["commitment 15075", "payment 15000", "release 75"]);
    expect([after.paid - before.paid, after.reserved - before.reserved]).toEqual([1_500_000n, 0n]);
  }, 240_000);

  test("at the same amount: nothing moves", async () => {
    await unlock();
    await settle();
    expect((await books()).own).toHaveLength(3);
  }, 120_000);

  test("lower: the difference is refunded of its payment, on the source it was drawn from", async () => {
    await unlock();
    await claimAnew("4725.50");
    // Not before finance signs.
    expect((await books()).own).toHaveLength(3);
    await settle();
    const after = await books();
    expect(after.own.slice(3)).toEqual(["refund 199.5"]);
    expect([after.paid - before.paid, after.reserved - before.reserved]).toEqual([1_480_050n, 0n]);
  }, 120_000);

  test("higher within what was approved: reserved again and paid", async () => {
    await unlock();
    await claimAnew("5000");
    await settle();
    const after = await books();
    expect(after.own.slice(4)).toEqual(["commitment 274.5", "payment 274.5"]);
    expect([after.paid - before.paid, after.reserved - before.reserved]).toEqual([1_507_500n, 0n]);
  }, 120_000);

  test("higher than was approved: only by a registered exception, and then only by so much", async () => {
    await unlock();
    await claimAnew("5060.01");
    expect((await trip(id)).flow?.node).toBe("超预算例外审批");
    expect(codesOf((await act(id, "leadership")).body)).toEqual(["trip-step-blocked"]);
    const { version } = await trip(id);
    const exception = { version, kind: "over-budget", clause: "示例条款", grounds: "机票涨价", document: "示例〔2026〕3号" };
    expect((await send("POST", `/api/trips/${id}/exceptions`, exception, "leadership")).status).toBe(200);
    expect((await act(id, "leadership")).status).toBe(200);
    await settle();
    const after = await books();
    expect(after.own.slice(6)).toEqual(["payment 60.01"]);
    expect([after.paid - before.paid, after.reserved - before.reserved]).toEqual([1_513_501n, 0n]);
    // And lower again, through both payments that it takes.
    await unlock();
    await claimAnew("4700");
    await settle();
    const last = await books();
    expect(last.own.slice(7)).toEqual(["refund 60.01", "refund 274.5", "refund 25.5"]);
    expect([last.paid - before.paid, last.reserved - before.reserved]).toEqual([1_477_500n, 0n]);
  }, 240_000);

  test("sent back to the start and approved anew: what was paid is not reserved a second time, nor paid", async () => {
    await unlock();
    expect((await act(id, "finance", { kind: "return", to: "carry-out", reason: "改预算" })).status).toBe(200);
    expect((await act(id, "clerk", { kind: "return", to: "application", reason: "改预算" })).status).toBe(200);
    const { version } = await trip(id, "clerk");
    const dearer = tokyo({ costs: [{ kind: "international-travel", amount: "5200" }], claim: tokyoClaim("5200") });
    expect((await send("PUT", `/api/trips/${id}`, { version, content: dearer }, "clerk")).status).toBe(200);
    await approve(id, "核准13-2", ["division-head"]);
    const approved = await books();
    expect(approved.own.slice(10)).toEqual(["commitment 500"]);
    expect(approved.reserved - before.reserved).toBe(50_000n);
    expect((await act(id, "clerk", { opinion: "" })).status).toBe(200);
    await settle();
    const after = await books();
    expect(after.own.slice(11)).toEqual(["payment 500"]);
    expect([after.paid - before.paid, after.reserved - before.reserved]).toEqual([1_527_500n, 0n]);
  }, 240_000);

  test("taken off after all: not while its money is out; what came back does not go out again", async () => {
    await unlock();
    expect((await act(id, "finance", { kind: "return", to: "carry-out", reason: "任务取消" })).status).toBe(200);
    expect((await act(id, "clerk", { kind: "return", to: "application", reason: "任务取消" })).status).toBe(200);
    const off = { kind: "cancel", reason: "任务取消", opinion: undefined };
    const early = await act(id, "clerk", off);
    expect([early.status, codesOf(early.body)]).toEqual([409, ["flow-money-out"]]);
    expect(early.body["detail"]).toContain("15275.00");
    expect((await books()).own).toHaveLength(12);
    const matter = (await trip(id, "clerk")).flow?.id ?? "";
    const { db } = server.deps.store;
    const out = await db
      .transaction()
      .execute((transaction) => paymentsOf(transaction, { tenant: server.deps.tenant, caseId: CASE, flowId: matter }));
    expect(out.map(({ open }) => open)).toEqual([1_477_500n, 50_000n]);
    // The later payment was reversed, which reserves again what it took; of the earlier one a part came back, then the rest.
    const [first, second] = out;
    const post = async (path: string, posting: Record<string, unknown>) =>
      await send(
        ...(["POST", `/api/cases/${CASE}/ledger/${path}`] as const),
        { key: `back:${JSON.stringify(posting)}`.slice(0, 60), posting: { day: "2019-12-30", ...posting } },
        "finance",
      );
    const refund = async (voucher: string, amount: string) =>
      await post("payments", { kind: "refund", voucher, amount, of: first?.seq, slice: first?.slice ?? null });
    expect(await post("reversals", { kind: "reversal", of: second?.seq, reason: "退款" })).toMatchObject({ status: 200 });
    expect(await refund("退1", "14000")).toMatchObject({ status: 200 });
    expect((await act(id, "clerk", off)).body["detail"]).toContain("775.00");
    expect(await refund("退2", "775")).toMatchObject({ status: 200 });
    expect((await act(id, "clerk", off)).status).toBe(200);
    const after = await books(matter);
    expect(after.own.slice(12)).toEqual(["release 500"]);
    expect([after.paid - before.paid, after.reserved - before.reserved]).toEqual([0n, 0n]);
  }, 240_000);
});
