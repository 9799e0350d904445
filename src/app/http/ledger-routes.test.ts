// A case's ledger through HTTP: the founding case's rates, what each role may write, exceptions, reversals.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nobody, type Role } from "../../access/index.ts";
import { type Day, moneyOfFen } from "../../kernel/index.ts";
import { postEntryIn } from "../usecases/ledger/post-entry.ts";
import type { LedgerEntryView, LedgerSummaryView, LedgerView } from "./contract-ledger.ts";
import { aLedgerApp, type LedgerApp, OTHER, payment } from "./ledger-app.builder.ts";

const SLOW = 180_000;

let server: LedgerApp;
const read: LedgerApp["read"] = async (path, as) => await server.read(path, as);
const send: LedgerApp["send"] = async (...sent) => await server.send(...sent);
const post: LedgerApp["post"] = async (...posted) => await server.post(...posted);
const LEDGER = "/api/cases/nanchang-2019/ledger";

beforeAll(async () => {
  server = await aLedgerApp();
}, SLOW);
afterAll(async () => await server.close());

describe("the founding case's ledger", () => {
  test("names every rate's denominator and shows the working", async () => {
    const ledger = await read<LedgerView>(LEDGER, "nobody");
    const rates = new Map(ledger.rates.map((rate) => [rate.key, rate]));
    const shown = (key: string) => {
      const rate = rates.get(key);
      return rate && [rate.rate, rate.numerator, rate.denominator, rate.denominatorLabel, rate.trace.steps[0]?.expression];
    };
    expect(shown("revised")).toEqual(["64.52%", "3003300", "4654700", "全年预算数（调整后，含上年结转）", "300.33 ÷ 465.47"]);
    expect(shown("slices")).toEqual(["100.11%", "3003300", "3000000", "各子项目切块合计", "300.33 ÷ 300.00"]);
    expect(shown("source:current")).toEqual(["44.95%", "1348600", "3000000", "该来源全年预算数", "134.86 ÷ 300.00"]);
    expect(shown("source:carry-over")?.[0]).toBe("100.00%");
    expect(ledger.whole).toMatchObject({ revised: "4654700", sliced: "3000000", unallocated: "1654700", left: "1651400" });
    expect(ledger.rules?.order).toMatchObject({ value: ["carry-over", "current", "other"], isLaw: false });
    expect(ledger.may).toEqual({ post: false, adjust: false, except: false, reverse: false, import: false });
  });

  test("shows the one sub-project beyond its budget, without an exception", async () => {
    const { slices, exceptions } = await read<LedgerView>(LEDGER, "nobody");
    expect(slices.filter(({ over }) => over !== null).map(({ id, rate, over }) => [id, rate, over])).toEqual([
      ["2", "100.98%", { by: "3300", excepted: "0" }],
    ]);
    expect([slices.length, exceptions.length]).toEqual([12, 0]);
  });

  test("leads from a rate to its vouchers and from a voucher to its rates", async () => {
    const { entries } = await read<{ entries: LedgerEntryView[] }>(
      `${LEDGER}/entries?rate=source:current&order=oldest&limit=200`,
      "nobody",
    );
    const above = entries.filter(({ countsIn }) => countsIn.some(({ key, side }) => key === "source:current" && side === "numerator"));
    const drawn = above.flatMap(({ draws }) => draws.filter(({ source }) => source === "current").map(({ amount }) => Number(amount)));
    expect(drawn.reduce((sum, one) => sum + Math.round(one * 100), 0)).toBe(134_860_000);
    expect(entries.filter(({ kind }) => kind === "budget")).toHaveLength(1);
    const [split] = above.filter(({ draws }) => draws.length === 2);
    expect(split?.draws.map(({ source }) => source)).toEqual(["current", "carry-over"]);
    const [one] = (await read<{ entries: LedgerEntryView[] }>(`${LEDGER}/entries?slice=2&kinds=payment`, "nobody")).entries;
    expect(one).toMatchObject({
      voucher: "2019/示例-001#1",
      amount: "339200",
      economicClass: { code: "30212", name: "因公出国（境）费用" },
    });
    expect(one?.countsIn.map(({ key }) => key)).toEqual([
      "revised",
      "initial",
      "committed",
      "source:carry-over",
      "slice:2",
      "slices",
      "division:出国（境）管理处",
    ]);
    expect(one?.importRow?.row).toBe(2);
  });

  test("says what was spent by class of expenditure, and stands in the list of ledgers", async () => {
    expect(await read(`${LEDGER}/classes`, "nobody")).toEqual([
      { code: "30212", name: "因公出国（境）费用", vouchers: 12, amount: "3003300", share: "100.00%" },
    ]);
    const ledgers = await read<LedgerSummaryView[]>("/api/ledgers", "nobody");
    expect(ledgers.filter(({ caseId }) => caseId === "nanchang-2019")).toMatchObject([
      { year: 2019, revised: "4654700", paid: "3003300", left: "1651400", rate: "64.52%", parked: 0, closed: false },
    ]);
  });

  test("speaks English too", async () => {
    const ledger = await read<LedgerView>(`${LEDGER}?lang=en`, "nobody");
    expect(ledger.rates[0]).toMatchObject({ label: "Execution of the budget", denominatorLabel: "revised budget, carry-over included" });
  });
});

describe("writing", () => {
  test("a ledger is opened once, from the dossier's budget", async () => {
    expect((await send(OTHER, { document: "示例" }, "clerk")).status).toBe(403);
    expect(await send(OTHER, { document: "示例" })).toMatchObject({ status: 200 });
    expect(await send(OTHER, { document: "示例" })).toMatchObject({ status: 409, body: { code: "already-done" } });
    const ledger = await read<LedgerView>(OTHER);
    expect(ledger).toMatchObject({ may: { post: true, adjust: true, except: false, reverse: true, import: true } });
    expect(ledger.rules?.slice).toMatchObject({ value: "reason" });
    expect(ledger.whole.paid).toBe("0");
  });

  test("a payment is posted once under its key, on the version its writer saw", async () => {
    const seen = await server.ask(OTHER, {}, "finance");
    const { version } = (await seen.json()) as LedgerView;
    expect(seen.headers.get("etag")).toBe(`W/"${version}"`);
    const sent = { posting: payment(), key: "the-same-key", version };
    const twice = await Promise.all([send(`${OTHER}/payments`, sent), send(`${OTHER}/payments`, sent)]);
    expect(twice.map(({ status, body }) => [status, body.seq])).toEqual([
      [200, version + 1],
      [200, version + 1],
    ]);
    expect(twice.map(({ body }) => body.again).toSorted()).toEqual([false, true]);
    expect(await send(`${OTHER}/payments`, { ...sent, key: "another-key" })).toMatchObject({
      status: 409,
      body: { code: "version-conflict", detail: expect.stringMatching(/第 \d+ 版.*最近一次：.*其间：记支付）/) },
    });
    expect(await send(`${OTHER}/payments`, { ...sent, posting: payment({ amount: "1" }) })).toMatchObject({
      status: 422,
      body: { code: "ledger-key-reused" },
    });
    expect((await read<LedgerView>(OTHER)).version).toBe(version + 1);
  });

  test("a refusal says every reason in words, and writes nothing", async () => {
    const before = await read<LedgerView>(OTHER);
    const { status, body } = await post(
      `${OTHER}/payments`,
      payment({ voucher: "x", amount: "99999999", economicClass: "00000", day: "2020-01-01" }),
    );
    expect(status).toBe(422);
    expect((body as unknown as { faults: { message: string }[] }).faults.map(({ message }) => message)).toEqual([
      "2020-01-01 不在 2019 年度内",
      "没有部门预算支出经济分类科目“00000”",
      expect.stringContaining("超出全年预算"),
    ]);
    expect(await post(`${OTHER}/payments`, payment({ voucher: "x", amount: "0.001" }))).toMatchObject({
      status: 422,
      body: { code: "not-an-amount" },
    });
    expect((await read<LedgerView>(OTHER)).version).toBe(before.version);
  });

  test("foresees the answer while a posting is being written, and keeps nothing", async () => {
    const before = await read<LedgerView>(OTHER);
    const foresee = async (posting: unknown, as: Role = "finance") => (await send(`${OTHER}/decision`, { posting }, as)).body;
    expect(await foresee(payment({ voucher: "预-1" }))).toEqual({
      answer: "goes",
      reasons: [],
      notices: [],
      draws: [{ source: "carry-over", amount: "100" }],
      after: { whole: expect.any(String), slice: { name: expect.any(String), left: expect.any(String) } },
    });
    expect(await foresee(payment({ voucher: "预-2", amount: "240000.00" }))).toMatchObject({
      answer: "needs-exception",
      reasons: [expect.stringContaining("要例外单")],
    });
    expect(await foresee(payment({ voucher: "预-3", economicClass: "00000" }))).toMatchObject({
      answer: "stopped",
      reasons: ["没有部门预算支出经济分类科目“00000”"],
      after: null,
    });
    expect(await foresee(payment(), "clerk")).toMatchObject({ code: "case-unknown" });
    expect((await read<LedgerView>(OTHER)).version).toBe(before.version);
  });

  test("beyond a slice an exception is needed, approved by somebody else than spends by it", async () => {
    const over = payment({ voucher: "超-1", amount: "240000.00" });
    const refused = await post(`${OTHER}/payments`, over);
    expect(refused).toMatchObject({ status: 409, body: { code: "ledger-needs-exception" } });
    expect(refused.body.detail).toContain("900");
    const exception = {
      kind: "exception",
      day: "2019-12-01",
      exception: "例外-1",
      limit: "slice",
      slice: "1",
      amount: "1000",
      clause: "财务管理规定第九条",
      approvedBy: "党组会",
      document: "纪要3号",
      reason: "航线调整",
    };
    expect((await post(`${OTHER}/exceptions`, exception, "finance")).status).toBe(403);
    expect((await post(`${OTHER}/exceptions`, exception, "leadership")).status).toBe(200);
    expect((await post(`${OTHER}/payments`, { ...over, exceptions: ["例外-1"] })).status).toBe(200);
    const { slices, exceptions } = await read<LedgerView>(OTHER);
    expect(slices.find(({ id }) => id === "1")?.over).toEqual({ by: "900", excepted: "900" });
    expect(exceptions).toMatchObject([{ id: "例外-1", used: "900" }]);
  });

  test("a reversal needs its reason, takes back whole, and stands beside what it took back", async () => {
    const paid = await post(`${OTHER}/payments`, payment({ voucher: "冲-1", slice: "3" }));
    const of = paid.body.seq;
    expect((await post(`${OTHER}/reversals`, { kind: "reversal", day: "2019-12-21", of, reason: " " })).status).toBe(400);
    expect((await post(`${OTHER}/reversals`, { kind: "reversal", day: "2019-12-21", of, reason: "录入有误" })).status).toBe(200);
    expect(await post(`${OTHER}/reversals`, { kind: "reversal", day: "2019-12-21", of, reason: "再来" })).toMatchObject({
      status: 422,
      body: { code: "ledger-refused" },
    });
    const { entries } = await read<{ entries: LedgerEntryView[] }>(`${OTHER}/entries?seq=${of}`);
    expect(entries).toMatchObject([{ reversedBy: (of ?? 0) + 1, countsIn: [] }]);
  });

  test("a voucher is linked to an indicator afterwards, and no longer, without being changed", async () => {
    const paid = await post(`${OTHER}/payments`, payment({ voucher: "连-1", slice: "3", indicators: ["output.cost.1"] }));
    const path = `${OTHER}/entries/${paid.body.seq}/links`;
    const say = async (id: string, linked: boolean, version?: number) =>
      await send(path, { target: { kind: "indicator", id }, linked, version }, "finance", "PUT");
    expect((await say("output.quantity.1", true)).status).toBe(400);
    expect((await say("output.quantity.1", true, 0)).status).toBe(200);
    expect((await say("output.cost.1", false, 1)).status).toBe(200);
    // Who looked before is told what was said since and by whom; so is who names a version there never was.
    expect(await say("output.quantity.1", false, 1)).toMatchObject({
      status: 409,
      body: { code: "version-conflict", detail: expect.stringMatching(/第 1 版.*现在是第 2 版.*最近一次：.*其间：取消凭证挂接/) },
    });
    expect((await say("output.quantity.1", false, 7)).status).toBe(409);
    expect(await say("nothing", true, 2)).toMatchObject({
      status: 422,
      body: { code: "unknown-reference" },
    });
    const { entries } = await read<{ entries: LedgerEntryView[] }>(`${OTHER}/entries?seq=${paid.body.seq}`);
    expect(entries[0]).toMatchObject({ links: [{ kind: "indicator", target: "output.quantity.1" }], linksVersion: 2 });
    const linkedTo = async (id: string) =>
      (await read<{ entries: LedgerEntryView[] }>(`${OTHER}/entries?link=indicator:${id}`)).entries.map(({ seq }) => seq);
    expect([await linkedTo("output.quantity.1"), await linkedTo("output.cost.1")]).toEqual([[paid.body.seq], []]);
  });

  test("an entry posted within another verb's transaction stands or falls with it, and once", async () => {
    const { deps } = server;
    const approve = (fails: boolean) =>
      deps.store.db.transaction().execute(async (transaction) => {
        const posted = await postEntryIn(transaction, deps, nobody(deps.tenant, "program"), {
          ...{ caseId: "nanchang-2019-corrected", unitPath: null, postingKey: "delegation-4:approved", expectedVersion: null },
          posting: {
            ...{ kind: "commitment", day: "2019-06-01" as Day, commitment: "delegation-4", slice: "4", source: null, document: "批件4号" },
            ...{ amount: moneyOfFen(100_000n), summary: null, exceptions: [] },
          },
        });
        if (fails) throw new Error("the approval fails");
        return posted;
      });
    const { version } = await read<LedgerView>(OTHER);
    await expect(approve(true)).rejects.toThrow("the approval fails");
    expect(await read<LedgerView>(OTHER)).toMatchObject({ version, commitments: [] });
    expect(await approve(false)).toMatchObject({ ok: true, value: { again: false, entry: { seq: version + 1 } } });
    expect(await approve(false)).toMatchObject({ ok: true, value: { again: true, entry: { seq: version + 1 } } });
    expect((await read<LedgerView>(OTHER)).commitments).toMatchObject([{ id: "delegation-4", outstanding: "1000" }]);
  });

  test("what was written stands in the audit trail, with who and why", async () => {
    const page = await read<{ events: { action: string; objectId: string; reason: string | null }[] }>(
      "/api/trail?kind=ledger&limit=50",
      "audit-admin",
    );
    expect(page.events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["ledger.opened", "ledger.payment", "ledger.exception", "ledger.reversal", "ledger.linked"]),
    );
    expect(page.events.find(({ action }) => action === "ledger.reversal")?.reason).toBe("录入有误");
  });
});
