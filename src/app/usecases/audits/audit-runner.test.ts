import { pino } from "pino";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { ReadDocument } from "../../../reading/index.ts";
import { findBatch, listDocuments } from "../../store/audit-lists.ts";
import { addBatch, addDocuments, takeTask } from "../../store/audit-repository.ts";
import { DAY, theSharedStore } from "../../store/store.builder.ts";
import { type AuditRunner, auditRunner } from "./audit-runner.ts";
import type { AuditedDocument, PublishedFile } from "./published-audit.ts";

let tenant = "";
let tests = 0;
// Opening a store takes its time on a busy machine, and is no part of what a test asks.
beforeAll(async () => {
  await theSharedStore();
});
beforeEach(() => {
  tenant = `runner-${++tests}`;
});

const NOTHING: ReadDocument = {
  ...{ kind: "other", title: null, issuer: null, signedOn: null, year: null, tables: [], details: [], scoreTables: [], statements: [] },
  ...{ sections: [], annexes: [], cells: [] },
  source: { name: "", format: "txt", blocks: [], pageSetup: null, notes: [] },
};
const READ: Result<AuditedDocument> = success({ reading: NOTHING, findings: [], pack: "mof-2020-10" });

type Reader = (file: PublishedFile) => Promise<Result<AuditedDocument>>;

async function aRunner(files: readonly string[], read: Reader, atOnce = 2): Promise<AuditRunner> {
  const { db } = await theSharedStore();
  await addBatch(db, { tenant, id: "b", name: "b", pack: null, now: DAY, unitId: null, createdBy: null });
  const documents = files.map((file) => ({ file, sha256: "0".repeat(64), bytes: new Uint8Array([1]), faults: [] }));
  await addDocuments(db, { tenant, id: "b" }, documents, DAY);
  return await anotherRunner(read, atOnce);
}

async function anotherRunner(read: Reader, atOnce = 2): Promise<AuditRunner> {
  const audit = { read, examine: () => success({ findings: [], pack: "" }), atOnce, close: async () => undefined };
  return auditRunner({ store: await theSharedStore(), tenant, audit, now: () => DAY, log: pino({ level: "silent" }) });
}

async function statuses(): Promise<readonly string[]> {
  const { db } = await theSharedStore();
  const question = { tenant, id: "b", offset: 0, limit: 50, sort: "n", descending: false } as const;
  return (await listDocuments(db, question)).documents.map(({ status }) => status);
}

test("all that waits is read, never more at a time than there are processes", async () => {
  let running = 0;
  let most = 0;
  const pair: { met: () => void } = { met: () => undefined };
  // The first two go on once both are there.
  const meeting = new Promise<void>((resolve) => (pair.met = resolve));
  const runner = await aRunner(["1", "2", "3", "4", "5"], async () => {
    running += 1;
    most = Math.max(most, running);
    if (running === 2) pair.met();
    await meeting;
    running -= 1;
    return READ;
  });
  runner.wake();
  runner.wake();
  await runner.idle();
  expect(await statuses()).toEqual(["done", "done", "done", "done", "done"]);
  expect(most).toBe(2);
});

test("a document that cannot be read, or on which the program fails, is a failure of its own", async () => {
  const runner = await aRunner(["good", "bad", "worse", "last"], async ({ name }) => {
    if (name === "worse") throw new Error("a defect");
    return name === "bad" ? failure(fault("file-unreadable", { found: name })) : READ;
  });
  runner.wake();
  await runner.idle();
  expect(await statuses()).toEqual(["done", "failed", "failed", "done"]);
});

test("what was under way when the program ended is read at the next start", async () => {
  const gate: { open: () => void } = { open: () => undefined };
  const first = await aRunner(["1", "2"], () => new Promise((resolve) => (gate.open = () => resolve(READ))), 1);
  first.wake();
  await expect.poll(statuses).toEqual(["running", "waiting"]);
  const closing = first.close();
  gate.open();
  await closing;
  expect(await statuses()).toEqual(["waiting", "waiting"]);
  const second = await anotherRunner(async () => READ);
  await second.resume();
  await second.idle();
  expect(await statuses()).toEqual(["done", "done"]);
});

test("a document that was under way each time the program died is given up after three times", async () => {
  const runner = await aRunner(["deadly"], async () => READ);
  const { db } = await theSharedStore();
  for (let time = 0; time < 3; time++) {
    await takeTask(db, tenant);
    await (await anotherRunner(async () => new Promise(() => undefined), 0)).resume();
  }
  await runner.resume();
  await runner.idle();
  expect(await statuses()).toEqual(["failed"]);
  expect(await findBatch(db, { tenant, id: "b" })).toMatchObject({ failed: 1, done: 0 });
});
