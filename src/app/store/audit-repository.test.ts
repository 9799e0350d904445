import { createHash } from "node:crypto";
import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { everythingOf } from "../../access/reach.builder.ts";
import { fault } from "../../kernel/index.ts";
import { addCorrection, type CorrectionEntry, listCorrections, standingCorrections } from "./audit-corrections.ts";
import { countCodes, countDepartments, findBatch, listBatches, listDocuments } from "./audit-lists.ts";
import {
  type AuditOutcome,
  addBatch,
  addDocuments,
  countUnfinished,
  findDocument,
  findOriginal,
  requeueRunning,
  saveFailure,
  saveReading,
  takeTask,
} from "./audit-repository.ts";
import { DATABASES, DAY, theSharedStore } from "./store.builder.ts";

const SLOW = 120_000;
const ID = "batch";

/** Each test has a tenant to itself. */
let tenant = "";
let tests = 0;
beforeEach(() => {
  tenant = `audits-${++tests}`;
});

describe.each(DATABASES)("on %s", (database) => {
  async function aBatchOf(...files: readonly string[]) {
    const { db } = await theSharedStore(database);
    await addBatch(db, { tenant, id: ID, name: "2022自评", pack: null, now: DAY, unitId: null, createdBy: null });
    await addDocuments(
      db,
      { tenant, id: ID },
      files.map((file) => ({
        file,
        sha256: createHash("sha256").update(file).digest("hex"),
        bytes: new TextEncoder().encode(file),
        faults: [],
      })),
      DAY,
    );
    return db;
  }

  function anOutcome(outcome: Partial<AuditOutcome> = {}): AuditOutcome {
    return {
      ...{ kind: "self-eval-table", project: "项目", department: "甲局", year: 2022, total: "92.45", grade: "优", pack: "mof-2020-10" },
      ...{ errors: 0, warnings: 0, hints: 0, codes: {}, amount: "4654700", findings: [] },
      ...outcome,
    };
  }

  /** Reads the next waiting document with this outcome. */
  async function readNext(outcome: Partial<AuditOutcome> = {}, reading: unknown = { kind: "self-eval-table" }): Promise<void> {
    const { db } = await theSharedStore(database);
    const task = await takeTask(db, tenant);
    if (!task) throw new Error("no document waits");
    await saveReading(db, { tenant, id: ID, n: task.n, reading, outcome: anOutcome(outcome), now: DAY });
  }

  describe("an uploaded document", () => {
    test(
      "is handed out once, in the order of the upload, with the bytes that were sent",
      async () => {
        const db = await aBatchOf("一.docx", "二.docx");
        const tasks = await Promise.all([takeTask(db, tenant), takeTask(db, tenant), takeTask(db, tenant)]);
        // On a server they ask beside each other; each document goes to one of them, whichever that is.
        tasks.sort((left, right) => (left?.n ?? 9) - (right?.n ?? 9));
        expect(tasks.map((task) => [task?.n, task?.file, task?.attempts])).toEqual([
          [1, "一.docx", 1],
          [2, "二.docx", 1],
          [undefined, undefined, undefined],
        ]);
        expect(new TextDecoder().decode(tasks[1]?.bytes)).toBe("二.docx");
        expect(await findOriginal(db, { tenant, id: ID, n: 1 })).toEqual({ file: "一.docx", bytes: new TextEncoder().encode("一.docx") });
      },
      SLOW,
    );

    test(
      "that was being read when the program ended waits again and counts the attempt",
      async () => {
        const db = await aBatchOf("一.docx");
        await takeTask(db, tenant);
        expect(await findBatch(db, { tenant, id: ID })).toMatchObject({ waiting: 0, running: 1 });
        expect(await requeueRunning(db, tenant)).toBe(1);
        expect(await countUnfinished(db, tenant)).toBe(1);
        expect(await takeTask(db, tenant)).toMatchObject({ n: 1, attempts: 2 });
      },
      SLOW,
    );

    test(
      "keeps what was read of it, whatever characters it holds",
      async () => {
        const db = await aBatchOf("一.docx");
        const reading = { title: "nul \0, half \ud800, 𠮷", cells: [null, "60%"] };
        await readNext({ project: "a\0b\ud800", findings: [{ code: "rate-wrong" }] }, reading);
        expect(await findDocument(db, { tenant, id: ID, n: 1 })).toMatchObject({
          status: "done",
          project: "a\ufffdb\ufffd",
          reading,
          findings: [{ code: "rate-wrong" }],
          faults: [],
        });
      },
      SLOW,
    );

    test(
      "that cannot be read keeps the reason and stays in the list",
      async () => {
        const db = await aBatchOf("一.rar", "二.docx");
        const faults = [fault("file-kind-unknown", { found: "一.rar" }, { file: "一.rar" })];
        await takeTask(db, tenant);
        await saveFailure(db, { tenant, id: ID, n: 1, faults, now: DAY });
        await readNext();
        expect(await findBatch(db, { tenant, id: ID })).toMatchObject({ documents: 2, done: 1, failed: 1, passed: 1 });
        const { documents } = await listDocuments(db, {
          tenant,
          id: ID,
          offset: 0,
          limit: 9,
          sort: "n",
          descending: false,
          status: "failed",
        });
        expect(documents.map(({ file, faults: why }) => [file, why])).toEqual([["一.rar", faults]]);
      },
      SLOW,
    );
  });

  test(
    "a batch adds up its findings by code and by department, and its money to the fen",
    async () => {
      const db = await aBatchOf("一", "二", "三");
      await readNext({ errors: 2, codes: { "rate-wrong": { error: 2 } }, amount: "0.10" });
      await readNext({ department: "乙局", errors: 1, warnings: 1, codes: { "rate-wrong": { error: 1, warning: 1 } }, amount: "0.20" });
      await readNext({ department: null, hints: 1, codes: { "full-width-digits": { hint: 1 } }, amount: null });
      expect(await listBatches(db, everythingOf(tenant))).toEqual([
        {
          ...{ id: ID, name: "2022自评", pack: null, createdAt: DAY, documents: 3, waiting: 0, running: 0, done: 3, failed: 0 },
          ...{ passed: 1, errors: 3, warnings: 1, hints: 1, amount: "0.30", amountWithErrors: "0.30" },
          ...{ createdBy: null, unitPath: null },
        },
      ]);
      expect(await countCodes(db, { tenant, id: ID })).toEqual([
        { code: "rate-wrong", errors: 3, warnings: 1, hints: 0, documents: 2 },
        { code: "full-width-digits", errors: 0, warnings: 0, hints: 1, documents: 1 },
      ]);
      expect((await countDepartments(db, { tenant, id: ID })).map(({ department, errors }) => [department, errors])).toEqual([
        ["甲局", 2],
        ["乙局", 1],
        [null, 0],
      ]);
    },
    SLOW,
  );

  test(
    "documents are found by code, department, verdict and words, and sorted by their printed totals as numbers",
    async () => {
      const db = await aBatchOf("一", "二", "三");
      await readNext({ project: "培训", total: "92.45", errors: 1, codes: { "rate-wrong": { error: 1 } } });
      await readNext({ project: "修路", total: "100", department: "乙局" });
      await readNext({ project: "造林", total: "九十分", department: null });
      const ask = async (question: object) =>
        (await listDocuments(db, { tenant, id: ID, offset: 0, limit: 9, sort: "n", descending: false, ...question })).documents.map(
          ({ project }) => project,
        );
      expect(await ask({ code: "rate-wrong" })).toEqual(["培训"]);
      expect(await ask({ department: "乙局" })).toEqual(["修路"]);
      expect(await ask({ department: "" })).toEqual(["造林"]);
      expect(await ask({ verdict: "passed" })).toEqual(["修路", "造林"]);
      expect(await ask({ verdict: "errors" })).toEqual(["培训"]);
      expect(await ask({ search: "林" })).toEqual(["造林"]);
      expect(await ask({ sort: "total", descending: true })).toEqual(["修路", "培训", "造林"]);
      expect(await ask({ offset: 1, limit: 1 })).toEqual(["修路"]);
    },
    SLOW,
  );

  describe("a correction", () => {
    const aCorrection = (entry: Partial<CorrectionEntry>): CorrectionEntry => ({
      ...{ seq: 1, undoes: null, table: 0, path: "indicators.0.score", was: "10", now: "9", by: "张三", at: DAY },
      ...entry,
    });

    test(
      "is kept with who and when, and taking it back leaves both entries",
      async () => {
        const db = await aBatchOf("一");
        const key = { tenant, id: ID, n: 1 };
        const made = [
          aCorrection({}),
          aCorrection({ seq: 2, was: "9", now: null }),
          aCorrection({ seq: 3, undoes: 2, was: null, now: "9", by: "李四" }),
        ];
        for (const entry of made) expect(await addCorrection(db, { ...key, ...entry })).toBe(true);
        const entries = await listCorrections(db, key);
        expect(entries).toEqual(made);
        expect(standingCorrections(entries).map(({ seq }) => seq)).toEqual([1]);
        await expect(sql`update audit_corrections set by_name = 'x'`.execute(db)).rejects.toMatchObject({ code: "23000" });
        await expect(sql`delete from audit_originals`.execute(db)).rejects.toMatchObject({ code: "23000" });
      },
      SLOW,
    );

    test(
      "made on an older state than the store's is not written, nor is one taken back twice",
      async () => {
        const db = await aBatchOf("一");
        const key = { tenant, id: ID, n: 1 };
        expect(await addCorrection(db, { ...key, ...aCorrection({}) })).toBe(true);
        expect(await addCorrection(db, { ...key, ...aCorrection({ now: "8" }) })).toBe(false);
        expect(await addCorrection(db, { ...key, ...aCorrection({ seq: 2, undoes: 1 }) })).toBe(true);
        expect(await addCorrection(db, { ...key, ...aCorrection({ seq: 3, undoes: 1 }) })).toBe(false);
      },
      SLOW,
    );
  });
});
