// Imports in the store, on both databases: staged piece by piece, reconciled, posted once, what does not fit parked and settled.
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import type { Day } from "../../../kernel/index.ts";
import { type ColumnMapping, type ExportRow, matchRow, type ReadRow } from "../../../ledger/index.ts";
import { A_DAY, aBudget, aPayment, aSlice, fen, spendingRules } from "../../../ledger/ledger.builder.ts";
import { DATABASES, DAY, theSharedStore } from "../store.builder.ts";
import {
  beginStaging,
  createImport,
  findImport,
  findMapping,
  importBytes,
  keepMapping,
  listImports,
  listMappings,
  setImportStatus,
  stageRows,
} from "./import-repository.ts";
import { aLedger, type TestLedger } from "./ledger.builder.ts";
import { listParked, settleParked } from "./parked-repository.ts";
import { postImport } from "./post-import.ts";
import { countMatches, importRows, matchedRows, missingThere } from "./reconcile-import.ts";
import { verifyLedger } from "./verify-ledger.ts";

const SLOW = 120_000;
let tenant = "";
let tests = 0;
beforeEach(() => {
  tenant = `import-${++tests}`;
});

const MAPPING: ColumnMapping = {
  sheet: null,
  headingRow: 1,
  columns: { voucher: 0, day: 1, amount: 2 },
  unit: "元",
  numbering: "year",
  severalLines: false,
  project: null,
};
const REFERENCES = { isEconomicClass: () => true };

function aRow(number: number, part: Partial<ExportRow> = {}): ReadRow {
  const row: ExportRow = {
    number,
    voucher: `2019/支-${number}#1`,
    day: "2019-06-30" as Day,
    amount: fen(1000),
    economicClass: "30212",
    payee: null,
    summary: null,
    slice: "1",
    source: null,
    commitment: null,
    ...part,
  };
  return { kind: "row", row };
}

type Db = Awaited<ReturnType<typeof theSharedStore>>["db"];

async function anImport(db: Db, { key }: TestLedger, rows: readonly ReadRow[], importId = "i1"): Promise<void> {
  const bytes = new TextEncoder().encode(`${importId} ${rows.length}`);
  await db.transaction().execute(async (transaction) => {
    await createImport(transaction, {
      ...{
        tenant: key.tenant,
        importId,
        caseId: key.id,
        sourceName: "国库支付",
        fileName: "支付明细.xlsx",
        bytes,
        byName: "财务",
        now: DAY,
      },
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    await beginStaging(transaction, { tenant: key.tenant, importId }, MAPPING);
    await stageRows(transaction, { tenant: key.tenant, importId }, rows, rows.length + 1);
    await setImportStatus(transaction, { tenant: key.tenant, importId }, { status: "staged" });
  });
}

const post = (db: Db, { key }: TestLedger, importId = "i1", isComplete = false) =>
  db
    .transaction()
    .execute((transaction) =>
      postImport(transaction, { ...key, importId, references: REFERENCES, isComplete, byAccount: null, byName: "财务", now: DAY }),
    );

const OPENING = [
  { kind: "rules", day: A_DAY, rules: spendingRules("reason", "reason") } as const,
  aBudget({ amount: fen(1_000_000) }),
  aSlice({ slice: "1", amount: fen(50_000) }),
  aSlice({ slice: "2", amount: fen(60_000) }),
];

describe.each(DATABASES)("on %s", (database) => {
  test(
    "rows are posted once; what differs, is refused or wants an exception is parked with what was found",
    async () => {
      const { db } = await theSharedStore(database);
      const ledger = await aLedger(db, tenant);
      const inLedger = (voucher: string) => aPayment({ voucher, amount: fen(1000), day: "2019-06-30" as Day });
      await ledger.posted(...OPENING, inLedger("2019/支-3#1"), inLedger("2019/支-4#1"), inLedger("2019/支-5#1"), inLedger("2019/手工-1#1"));
      const rows: ReadRow[] = [
        aRow(2),
        aRow(3),
        aRow(4, { amount: fen(1001) }),
        aRow(5, { day: "2019-07-01" as Day }),
        aRow(6, { slice: "别处" }),
        aRow(7, { amount: fen(60_000) }),
        aRow(8, { day: "2020-01-01" as Day }),
        aRow(9, { amount: fen(-500) }),
        { kind: "refused", number: 10, faults: [{ field: "amount", code: "not-an-amount", found: "12abc\u0000" }] },
        { kind: "total", number: 11, label: "合计", amount: fen(64_001) },
        { kind: "other-project", number: 12 },
        { kind: "blank" },
      ];
      await anImport(db, ledger, rows);
      const of = { ...ledger.key, importId: "i1" };
      expect(await findImport(db, { tenant, importId: "i1" })).toMatchObject({
        rows: 8,
        refused: 1,
        otherProjects: 1,
        amount: "65501",
        stagedRow: 13,
      });
      expect((await countMatches(db, of)).map(({ match, rows: count }) => `${match} ${count}`)).toEqual([
        "amount-differs 1",
        "date-differs 1",
        "matched 1",
        "missing-here 5",
      ]);
      expect(await matchedRows(db, of, { match: "amount-differs", after: 0, most: 10 })).toMatchObject([
        { n: 4, here_amount: "1000", amount: "1001" },
      ]);
      expect(await missingThere(db, of)).toMatchObject([{ voucher: "2019/手工-1#1" }]);
      expect(await importRows(db, of, { kind: "refused", after: 0, most: 10 })).toMatchObject([{ n: 10 }]);
      expect(await importRows(db, of, { kind: "total", after: 0, most: 10 })).toMatchObject([{ n: 11, amount: "64001", summary: "合计" }]);

      expect(await post(db, ledger, "i1", true)).toEqual({ posted: 2, matched: 1, parked: 6, firstSeq: 9, lastSeq: 10 });
      const parked = await listParked(db, ledger.key, { open: true }, 100);
      expect(parked.map(({ kind, row, seq }) => `${kind} ${row?.n ?? "-"} ${seq ?? "-"}`)).toEqual([
        "missing-there - 8",
        "amount-differs 4 6",
        "date-differs 5 7",
        "slice-unknown 6 -",
        "needs-exception 7 -",
        "refused 8 -",
      ]);
      expect(JSON.parse(parked[4]?.details ?? "")).toMatchObject({ excesses: [{ limit: "slice", by: "15000" }] });
      expect((await verifyLedger(db, ledger.key))?.differences).toEqual([]);

      expect(await post(db, ledger)).toMatchObject({ posted: 0, matched: 3 });
      const settle = () =>
        db.transaction().execute((transaction) =>
          settleParked(transaction, ledger.key, {
            n: 1,
            outcome: "kept",
            reason: "手工凭证，国库未列",
            seq: null,
            by_name: "财务",
            decided_at: DAY,
          }),
        );
      await settle();
      await expect(settle()).rejects.toThrow();
      expect((await listParked(db, ledger.key, { n: 1 }, 1))[0]?.outcome).toMatchObject({ outcome: "kept", by_name: "财务" });
      expect(await listParked(db, ledger.key, { open: true, importId: "i1" }, 100)).toHaveLength(parked.length - 1 + 5);
    },
    SLOW,
  );

  test(
    "the same file is kept once, unless it was discarded; what it holds comes back as it came",
    async () => {
      const { db } = await theSharedStore(database);
      const ledger = await aLedger(db, tenant);
      const create = (importId: string) =>
        db.transaction().execute((transaction) =>
          createImport(transaction, {
            ...{ tenant, importId, caseId: ledger.key.id, sourceName: "国库支付", fileName: "a.csv", bytes: new Uint8Array([0, 1, 255]) },
            ...{ sha256: "0".repeat(64), byName: "财务", now: DAY },
          }),
        );
      const both = await Promise.all([create("a"), create("b")]);
      expect(both.map(({ kind }) => kind).toSorted()).toEqual(["created", "known"]);
      const first = both[0]?.kind === "created" ? "a" : "b";
      expect([...(await importBytes(db, { tenant, importId: first }))]).toEqual([0, 1, 255]);
      await setImportStatus(db, { tenant, importId: first }, { status: "discarded" });
      expect((await create("c")).kind).toBe("created");
      expect((await listImports(db, tenant, ledger.key.id)).map(({ status }) => status).toSorted()).toEqual(["discarded", "uploaded"]);
    },
    SLOW,
  );

  test(
    "mappings are kept by system, each version once",
    async () => {
      const { db } = await theSharedStore(database);
      const keep = (mapping: ColumnMapping) =>
        db
          .transaction()
          .execute((transaction) => keepMapping(transaction, { tenant, sourceName: "国库支付", mapping, byName: "财务", now: DAY }));
      expect(await findMapping(db, tenant, "国库支付")).toBeNull();
      await keep(MAPPING);
      await keep(MAPPING);
      await keep({ ...MAPPING, headingRow: 3 });
      expect(await findMapping(db, tenant, "国库支付")).toEqual({ ...MAPPING, headingRow: 3 });
      expect(await listMappings(db, tenant)).toEqual(["国库支付"]);
      const { rows } = await sql<{ n: number }>`select count(*)::integer as n from ledger_mappings where tenant = ${tenant}`.execute(db);
      expect(rows[0]?.n).toBe(2);
    },
    SLOW,
  );

  test(
    "the database and the pure room match rows alike",
    async () => {
      const { db } = await theSharedStore(database);
      const ledger = await aLedger(db, tenant);
      await ledger.posted(
        ...OPENING,
        aPayment({ voucher: "2019/支-2#1", amount: fen(1000) }),
        aPayment({ voucher: "2019/支-3#1", amount: fen(7) }),
      );
      await anImport(db, ledger, [aRow(2), aRow(3), aRow(4), aRow(5, { voucher: "2019/支-2#2" })]);
      for (const row of await matchedRows(db, { ...ledger.key, importId: "i1" }, { match: null, after: 0, most: 10 })) {
        const line =
          row.seq === null || row.here_day === null || row.here_amount === null
            ? undefined
            : { seq: row.seq, day: row.here_day as Day, amount: BigInt(row.here_amount) as never };
        expect(matchRow({ day: row.day as Day, amount: BigInt(row.amount ?? 0) as never }, line).kind).toBe(row.match);
      }
    },
    SLOW,
  );
});
