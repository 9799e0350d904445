// A case's ledger through HTTP: the founding case's rates, what each role may write, exceptions, reversals, exports from upload to the
// parking list.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nobody, type Role } from "../../access/index.ts";
import { type Day, moneyOfFen } from "../../kernel/index.ts";
import { verifyLedger } from "../store/ledger/verify-ledger.ts";
import { postEntryIn } from "../usecases/ledger/post-entry.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import type {
  ExportColumnsView,
  ExportRowView,
  LedgerEntryView,
  LedgerImportView,
  LedgerSummaryView,
  LedgerView,
  ParkedView,
  ReconciliationView,
} from "./contract-ledger.ts";

const SLOW = 180_000;
const LEDGER = "/api/cases/nanchang-2019/ledger";
const OTHER = "/api/cases/nanchang-2019-corrected/ledger";

let server: TestApp;
beforeAll(async () => {
  server = await aTestApp();
}, SLOW);
afterAll(async () => await server.close());

async function read<T>(path: string, as: Role | "nobody" = "finance"): Promise<T> {
  const response = await server.ask(path, {}, as);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

type Sent = {
  readonly status: number;
  readonly body: {
    readonly seq?: number;
    readonly code?: string;
    readonly detail?: string;
    readonly notices?: readonly { code: string }[];
    readonly again?: boolean;
  };
};

async function send(path: string, body: unknown, as: Role = "finance", method = "POST"): Promise<Sent> {
  const response = await server.ask(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) }, as);
  return { status: response.status, body: (await response.json()) as Sent["body"] };
}

let keys = 0;
const post = (path: string, posting: unknown, as: Role = "finance", more: object = {}) =>
  send(path, { posting, key: `key-${++keys}-0000`, ...more }, as);
const payment = (part: object = {}) => ({
  kind: "payment",
  day: "2019-12-20",
  voucher: "示例-补-1",
  amount: "100.00",
  slice: "1",
  economicClass: "30212",
  ...part,
});

async function upload(
  path: string,
  name: string,
  bytes: Uint8Array | string,
  as: Role = "finance",
): Promise<{ importId: string; known: boolean }> {
  const form = new FormData();
  form.append("source", "国库集中支付");
  form.append("file", new File([typeof bytes === "string" ? bytes : new Uint8Array(bytes)], name));
  const response = await server.ask(`${path}/imports`, { method: "POST", body: form }, as);
  return (await response.json()) as { importId: string; known: boolean };
}

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

describe("importing an export", () => {
  const CSV = [
    "国库集中支付明细,,,,,",
    "支付令号,支付日期,支付金额（元）,经济分类,子项目编号,摘要",
    "Z-1,2019-11-01,1000.00,30212,3,示例机票",
    "Z-2,2019-11-02,2000.00,30211,别处,示例",
    "Z-3,2019-11-03,12abc,30212,3,示例",
    "Z-4,2019-11-04,500000.00,30212,3,示例",
    "连-1,2019-12-20,101.00,30212,3,示例",
    "合计,,503101.00,,,",
  ].join("\r\n");

  async function staged(importId: string, path = OTHER): Promise<LedgerImportView> {
    await server.deps.ledgerImports.idle();
    return await read<LedgerImportView>(`${path}/imports/${importId}`);
  }

  async function versionOf(importId: string): Promise<number> {
    return (await read<LedgerImportView>(`${OTHER}/imports/${importId}`)).version;
  }

  test(
    "goes from upload to the parking list, and is there once",
    async () => {
      const { importId, known } = await upload(OTHER, "支付.csv", CSV);
      expect(known).toBe(false);
      expect(await upload(OTHER, "又一次.csv", CSV)).toEqual({ importId, known: true });
      const columns = await read<ExportColumnsView>(`${OTHER}/imports/${importId}/columns`);
      expect(columns).toMatchObject({
        origin: "guessed",
        missing: [],
        encoding: "utf-8",
        mapping: { headingRow: 2, numbering: "year", severalLines: false },
      });
      expect(columns.headings.map(({ field }) => field)).toEqual(["voucher", "day", "amount", "economicClass", "slice", "summary"]);
      expect(await send(`${OTHER}/imports/${importId}/posting`, { complete: false, version: await versionOf(importId) })).toMatchObject({
        status: 409,
        body: { code: "import-not-ready" },
      });
      expect(
        await send(`${OTHER}/imports/${importId}/columns`, { ...columns.mapping, columns: { voucher: 0 }, version: 0 }, "finance", "PUT"),
      ).toMatchObject({ status: 422, body: { code: "ledger-columns-missing" } });
      expect((await send(`${OTHER}/imports/${importId}/columns`, { ...columns.mapping, version: 0 }, "finance", "PUT")).status).toBe(200);
      expect(await staged(importId)).toMatchObject({ status: "staged", rows: 4, refused: 1, amount: "503101", progress: null });

      const seen = await read<ReconciliationView>(`${OTHER}/imports/${importId}/reconciliation`);
      expect(seen.counts).toEqual([
        { match: "amount-differs", rows: 1, amount: "101" },
        { match: "missing-here", rows: 3, amount: "503000" },
      ]);
      expect(seen.refused).toEqual([{ row: 5, faults: ["金额“12abc”不是金额"] }]);
      expect(seen.totals).toEqual([{ row: 8, label: "合计", amount: "503101" }]);
      const rows = await read<{ rows: ExportRowView[] }>(`${OTHER}/imports/${importId}/rows?match=amount-differs`);
      expect(rows.rows).toMatchObject([{ voucher: "2019/连-1#1", amount: "101", hereAmount: "100" }]);

      expect((await send(`${OTHER}/imports/${importId}/posting`, { complete: false, version: await versionOf(importId) })).status).toBe(
        200,
      );
      expect(await staged(importId)).toMatchObject({ status: "posted", outcome: { posted: 1, matched: 0, parked: 3 } });
      const parked = await read<ParkedView[]>(`${OTHER}/parked`);
      expect(parked.map(({ kind, row }) => [kind, row?.row])).toEqual([
        ["slice-unknown", 4],
        ["needs-exception", 6],
        ["amount-differs", 7],
      ]);
      expect(parked[0]?.why).toEqual(["文件写的“别处”对不上任何子项目或处室"]);
      expect(parked[2]?.why).toEqual(["金额不一致：文件 101 元，台账 100 元"]);

      const [unknown, excess, differs] = parked.map(({ n }) => n);
      const settle = (n: number | undefined, body: object) => send(`${OTHER}/parked/${n}`, body);
      expect(await settle(unknown, { outcome: "posted", reason: "应为3号", slice: "3" })).toMatchObject({ status: 200 });
      expect(await settle(unknown, { outcome: "posted", reason: "应为3号", slice: "3" })).toMatchObject({
        status: 409,
        body: { code: "version-conflict", detail: expect.stringContaining("其间：挂账入账") },
      });
      expect(await settle(excess, { outcome: "posted", reason: "照付", slice: "3" })).toMatchObject({
        status: 409,
        body: { code: "ledger-needs-exception" },
      });
      expect(await settle(excess, { outcome: "corrected", reason: "照付" })).toMatchObject({ status: 400 });
      expect(await settle(differs, { outcome: "corrected", reason: "以国库为准" })).toMatchObject({ status: 200 });
      expect((await read<ParkedView[]>(`${OTHER}/parked`)).map(({ n }) => n)).toEqual([excess]);
      expect((await read<ParkedView[]>(`${OTHER}/parked?open=false`)).find(({ n }) => n === differs)?.outcome).toMatchObject({
        outcome: "corrected",
        reason: "以国库为准",
      });
      expect(
        (await verifyLedger(server.deps.store.db, { tenant: server.deps.tenant, id: "nanchang-2019-corrected" }))?.differences,
      ).toEqual([]);
    },
    SLOW,
  );

  test(
    "of the same system takes the columns that were kept for it",
    async () => {
      const { importId } = await upload(OTHER, "第二批.csv", `${CSV}\r\n`);
      expect(await read<ExportColumnsView>(`${OTHER}/imports/${importId}/columns`)).toMatchObject({ origin: "kept" });
      expect(
        (await server.ask(`${OTHER}/imports/${importId}`, { method: "DELETE", headers: { "if-match": '"0"' } }, "finance")).status,
      ).toBe(200);
      expect(await staged(importId)).toMatchObject({ status: "discarded" });
    },
    SLOW,
  );

  test(
    "that cannot be read is failed by name, and nothing is staged of it",
    async () => {
      const { importId } = await upload(OTHER, "坏.xlsx", new Uint8Array([0x50, 0x4b, 3, 4, 0]));
      expect((await server.ask(`${OTHER}/imports/${importId}/columns`, {}, "finance")).status).toBe(422);
      const mapping = {
        sheet: null,
        headingRow: 1,
        columns: { voucher: 0, day: 1, amount: 2 },
        unit: "元",
        numbering: "year",
        severalLines: false,
        project: null,
      };
      expect((await send(`${OTHER}/imports/${importId}/columns`, { ...mapping, version: 0 }, "finance", "PUT")).status).toBe(200);
      const failed = await staged(importId);
      expect([failed.status, failed.faults.length, failed.rows]).toEqual(["failed", 1, 0]);
    },
    SLOW,
  );

  test(
    "cut off while staging goes on behind the last row, and posts each row once",
    async () => {
      const many = [
        "支付令号,支付日期,支付金额,子项目编号",
        ...Array.from({ length: 4500 }, (_, n) => `M-${n + 1},2019-10-01,0.01,5`),
      ].join("\n");
      const { importId } = await upload(OTHER, "多.csv", many);
      const { mapping } = await read<ExportColumnsView>(`${OTHER}/imports/${importId}/columns`);
      await send(`${OTHER}/imports/${importId}/columns`, { ...mapping, version: 0 }, "finance", "PUT");
      expect(await staged(importId)).toMatchObject({ status: "staged", rows: 4500, refused: 0 });
      // As a crash after two batches leaves it.
      const { db } = server.deps.store;
      await db.deleteFrom("ledger_import_rows").where("import_id", "=", importId).where("n", ">", 2000).execute();
      await db
        .updateTable("ledger_imports")
        .set({ status: "staging", staged_row: 2000, rows: 1999, amount: "1999" })
        .where("id", "=", importId)
        .execute();
      await server.deps.ledgerImports.resume();
      expect(await staged(importId)).toMatchObject({ status: "staged", rows: 4500, refused: 0, amount: "45" });
      await send(`${OTHER}/imports/${importId}/posting`, { complete: false, version: await versionOf(importId) });
      await send(`${OTHER}/imports/${importId}/posting`, { complete: false, version: await versionOf(importId) });
      expect(await staged(importId)).toMatchObject({ status: "posted", outcome: { posted: 4500, matched: 0, parked: 0 } });
      expect((await verifyLedger(db, { tenant: server.deps.tenant, id: "nanchang-2019-corrected" }))?.differences).toEqual([]);
    },
    SLOW,
  );

  test(
    "of two who decide on the same import the second is told what the first did",
    async () => {
      const { importId } = await upload(OTHER, "两人.csv", CSV.replace("503101.00", "503101.0"));
      const path = `${OTHER}/imports/${importId}`;
      const columns = await server.ask(`${path}/columns`, {}, "finance");
      expect(columns.headers.get("etag")).toBe('W/"0"');
      const { mapping } = (await columns.json()) as ExportColumnsView;
      const put = async (version: string, change: object) => {
        const body = JSON.stringify({ ...mapping, ...change });
        const headers = { "content-type": "application/json", "if-match": version };
        const response = await server.ask(`${path}/columns`, { method: "PUT", headers, body }, "finance");
        return [response.status, ((await response.json()) as { detail?: string }).detail ?? null] as const;
      };
      expect(await put('"0"', {})).toEqual([200, null]);
      await server.deps.ledgerImports.idle();
      const late = expect.stringMatching(/您看到的是第 0 版，现在是第 1 版；最近一次：.+；其间：设定导出文件的列/);
      expect(await put('"0"', { severalLines: true })).toEqual([409, late]);
      for (const [at, method, body] of [
        [`${path}/posting`, "POST", { complete: false, version: 0 }],
        [`${path}?version=0`, "DELETE", undefined],
      ] as const)
        expect(await send(at, body, "finance", method)).toMatchObject({ status: 409, body: { code: "version-conflict", detail: late } });
      expect((await send(path, undefined, "finance", "DELETE")).status).toBe(400);
      expect(await read<LedgerImportView>(path)).toMatchObject({ status: "staged", version: 1 });
      expect((await send(`${path}?version=1`, undefined, "finance", "DELETE")).status).toBe(200);
    },
    SLOW,
  );
});
