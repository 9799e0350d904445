// A batch of files made to hurt, through the audit that a bureau runs: each ends in a reading or in a refusal that names it, within
// its time and memory, nothing is written or asked of the network, and the right file behind them is read as if alone. What is
// read says what stands in the file: a wrong answer without a word would be worse than none.
import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { childPool } from "../../src/app/files/child-pool.ts";
import { readPacks } from "../../src/app/files/read-packs.ts";
import { productPath } from "../../src/app/product-folder.ts";
import { auditFiles } from "../../src/app/usecases/audits/audit-files.ts";
import { openPassingSpool } from "../../src/app/usecases/audits/audit-spool.ts";
import { makePublishedAudit } from "../../src/app/usecases/audits/make-published-audit.ts";
import { type UnpackedFile, unpackUpload } from "../../src/app/usecases/audits/unpack-upload.ts";
import type { SourceDocument } from "../../src/reading/index.ts";
import { type LayoutName, makeCase, renderCase } from "../published/published.ts";
import { hostileDocuments } from "./hostile-documents.ts";
import type { HostileFile } from "./hostile-file.ts";
import { hostileOthers } from "./hostile-others.ts";
import { hostilePdfs } from "./hostile-pdfs.ts";
import { hostileWorkbooks } from "./hostile-workbooks.ts";

/** Seconds of the processor that opening one file may take of this process: what hangs here, no limit of a child ends. */
const OPENED = 20;
/** Seconds after which a file hangs: a child's own limit of 20 on the processor, and as long as a machine that others use takes over it. */
const HANGS = 300;

async function hostileFiles(canary: string): Promise<readonly HostileFile[]> {
  return [...(await hostileWorkbooks(canary)), ...(await hostileDocuments(canary)), ...(await hostilePdfs(canary)), ...hostileOthers()];
}

/** Of the processor, whatever else the machine does. */
function secondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Counts who asks for anything at an address of this machine. */
async function listen() {
  let asked = 0;
  const server = createServer((socket) => {
    asked += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`, asked: () => asked, close: () => server.close() };
}

const wordsOf = ({ blocks }: SourceDocument) =>
  blocks.flatMap((block) => (block.kind === "text" ? [block.text] : block.cells.map(({ text }) => text)));

/** What is wrong with a reading of the file; nothing where it is as it has to be. */
function complaintsAbout({ name, says = [], hides = [], notes = [] }: HostileFile, source: SourceDocument): readonly string[] {
  const words = wordsOf(source).join("\n");
  const codes = source.notes.map(({ code }) => code as string);
  return [
    ...says.filter((text) => !words.includes(text)).map((text) => `${name} does not say ${JSON.stringify(text)}: ${words.slice(0, 200)}`),
    ...hides.filter((text) => words.includes(text)).map((text) => `${name} says ${JSON.stringify(text)}`),
    ...notes.filter((code) => !codes.includes(code)).map((code) => `${name} lacks the note ${code}: ${codes.join()}`),
  ];
}

test("files made to hurt are read for what they hold, or refused by name, and none hangs", async () => {
  const listener = await listen();
  const pool = childPool("source", { size: 1 });
  const wrong: string[] = [];
  const hanging: string[] = [];
  let slowest = { name: "", seconds: 0 };
  const files = await hostileFiles(listener.url);
  for (const file of files) {
    const before = process.cpuUsage();
    const unpacked: UnpackedFile[] = [];
    for (const one of unpackUpload(file)) if (unpacked.length < 50) unpacked.push(one);
    const opened = secondsSince(before);
    if (opened > OPENED) hanging.push(`${file.name}: opened in ${opened.toFixed(1)} s`);
    for (const { name, bytes, faults } of unpacked) {
      const began = performance.now();
      const read = faults.length > 0 ? { ok: false as const, faults } : await pool.parse(name, bytes);
      const seconds = (performance.now() - began) / 1000;
      if (seconds > slowest.seconds) slowest = { name, seconds };
      if (seconds > HANGS) hanging.push(`${name}: ${seconds.toFixed(1)} s`);
      const reason = read.ok ? "read" : read.faults.map(({ code, params }) => `${code} ${params["reason"] ?? ""}`).join();
      if (file.fate !== "ends" && (file.fate === "read") !== read.ok) wrong.push(`${name}: ${reason}`);
      if (reason.includes("child-crash")) wrong.push(`${name}: ${reason}`);
      if (read.ok) wrong.push(...complaintsAbout(file, read.value));
    }
  }
  await pool.close();
  listener.close();
  expect(wrong).toEqual([]);
  expect(hanging).toEqual([]);
  expect(listener.asked()).toBe(0);
  expect(Object.keys(Object.prototype)).toEqual([]);
  console.log(`hostile: ${files.length} files, 0 crashes, 0 hangs, 0 wrong; slowest ${slowest.name} ${slowest.seconds.toFixed(1)} s`);
}, 1_200_000);

test("a batch with all of them in it is done, and the right file behind them is read", async () => {
  const packs = await readPacks([productPath("regulations")]);
  if (!packs.ok) throw new Error("the product's own packs cannot be read");
  const listener = await listen();
  const before = new Set(readdirSync(tmpdir()));
  const files = await hostileFiles(listener.url);
  const layout: LayoutName = "official-2020";
  const right = await renderCase(makeCase(7, { layout }), layout, "docx");
  const spool = openPassingSpool();
  const audit = makePublishedAudit(packs.value);
  function* batch(): Generator<UnpackedFile> {
    for (const file of files) yield* unpackUpload(file);
    yield { name: "right.docx", bytes: right.bytes, faults: [] };
  }
  const defects: string[] = [];
  const held = process.memoryUsage.rss();
  const { rows } = await auditFiles(audit, batch(), {
    ...{ pack: null, packs: packs.value, spool },
    progress: () => undefined,
    defect: (file, error) => defects.push(`${file}: ${String(error)}`),
  });
  await audit.close();
  spool.close();
  listener.close();
  expect(defects).toEqual([]);
  const missing = files.filter(({ name }) => !rows.some(({ file }) => file === name || file.startsWith(`${name}/`)));
  expect(missing.map(({ name }) => name)).toEqual([]);
  for (const { file, outcome, faults } of rows) if (outcome === null) expect([file, faults.length > 0]).toEqual([file, true]);
  expect(rows.find(({ file }) => file === "right.docx")?.outcome?.total).not.toBeNull();
  expect(listener.asked()).toBe(0);
  // A child's folder goes after the child, and others on the machine may have theirs for a while.
  const left = () => readdirSync(tmpdir()).filter((name) => !before.has(name) && /^hengxiao-(?:child|lines)-/.test(name));
  await expect.poll(left, { timeout: 120_000, interval: 200 }).toEqual([]);
  // The files themselves are held here by the test; what parsing takes is the children's.
  expect((process.memoryUsage.rss() - held) / 2 ** 20).toBeLessThan(400);
}, 1_200_000);
