// Exports of a treasury system into a case's ledger: from upload to the parking list, cut off on the way, decided by two at once.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../access/index.ts";
import { verifyLedger } from "../store/ledger/verify-ledger.ts";
import type { ExportColumnsView, ExportRowView, LedgerImportView, ParkedView, ReconciliationView } from "./contract-ledger-imports.ts";
import { aLedgerApp, type LedgerApp, OTHER, payment } from "./ledger-app.builder.ts";

const SLOW = 180_000;

let server: LedgerApp;
const read: LedgerApp["read"] = async (path, as) => await server.read(path, as);
const send: LedgerApp["send"] = async (...sent) => await server.send(...sent);

beforeAll(async () => {
  server = await aLedgerApp();
  await send(OTHER, { document: "示例" });
  await server.post(`${OTHER}/payments`, payment({ voucher: "连-1", slice: "3" }));
}, SLOW);
afterAll(async () => await server.close());

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

test(
  "an export goes from upload to the parking list, and is there once",
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

    expect((await send(`${OTHER}/imports/${importId}/posting`, { complete: false, version: await versionOf(importId) })).status).toBe(200);
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
    expect((await verifyLedger(server.deps.store.db, { tenant: server.deps.tenant, id: "nanchang-2019-corrected" }))?.differences).toEqual(
      [],
    );
  },
  SLOW,
);

test(
  "another export of the same system takes the columns that were kept for it",
  async () => {
    const { importId } = await upload(OTHER, "第二批.csv", `${CSV}\r\n`);
    expect(await read<ExportColumnsView>(`${OTHER}/imports/${importId}/columns`)).toMatchObject({ origin: "kept" });
    expect((await server.ask(`${OTHER}/imports/${importId}`, { method: "DELETE", headers: { "if-match": '"0"' } }, "finance")).status).toBe(
      200,
    );
    expect(await staged(importId)).toMatchObject({ status: "discarded" });
  },
  SLOW,
);

test(
  "an export that cannot be read is failed by name, and nothing is staged of it",
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
  "an export cut off while staging goes on behind the last row, and posts each row once",
  async () => {
    const many = ["支付令号,支付日期,支付金额,子项目编号", ...Array.from({ length: 4500 }, (_, n) => `M-${n + 1},2019-10-01,0.01,5`)].join(
      "\n",
    );
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
