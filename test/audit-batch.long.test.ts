// Thousands of documents in one batch: memory stays what it was, in this process and in its children, and nobody is left behind.
import { readdirSync, readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { readPacks } from "../src/app/files/read-packs.ts";
import { productPath } from "../src/app/product-folder.ts";
import { auditFiles } from "../src/app/usecases/audits/audit-files.ts";
import { openPassingSpool } from "../src/app/usecases/audits/audit-spool.ts";
import { makePublishedAudit } from "../src/app/usecases/audits/make-published-audit.ts";
import type { UnpackedFile } from "../src/app/usecases/audits/unpack-upload.ts";
import { type LayoutName, makeCase, renderCase } from "./published/published.ts";

const DOCUMENTS = 5_000;
/** Different ones; the batch has each of them several times, under a name of its own. */
const DIFFERENT = 240;
/** Children, caches and compiled code are as large as they get by then. */
const SETTLED = 1_000;
const MEGABYTE = 2 ** 20;

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

function heapMegabytes(): number {
  if (typeof collect === "function") collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MEGABYTE;
}

/** Megabytes that each child process of this one holds. */
function childrenMegabytes(): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, "utf8");
        const figure = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
        return figure("PPid") === process.pid && /^State:\s+[^Z]/m.test(status) ? [figure("VmRSS") / 1024] : [];
      } catch {
        // It ended while it was looked at.
        return [];
      }
    });
}

test("a batch of thousands takes no more memory than one of hundreds", async () => {
  const packs = await readPacks([productPath("regulations")]);
  if (!packs.ok) throw new Error("the product's own packs cannot be read");
  const formats = ["docx", "xlsx", "html"] as const;
  const files: UnpackedFile[] = [];
  for (let seed = 0; seed < DIFFERENT; seed++) {
    const published = makeCase(seed);
    const { name, bytes } = await renderCase(published, published.layout as LayoutName, formats[seed % formats.length] ?? "docx");
    files.push({ name, bytes, faults: [] });
  }
  function* batch(): Generator<UnpackedFile> {
    for (let n = 0; n < DOCUMENTS; n++) {
      const file = files[n % DIFFERENT];
      if (file) yield { ...file, name: `${n}-${file.name}` };
    }
  }
  const before = childrenMegabytes().length;
  const audit = makePublishedAudit(packs.value);
  const spool = openPassingSpool();
  const heaps: number[] = [];
  const children: number[] = [];
  const { rows, documents } = await auditFiles(audit, batch(), {
    ...{ pack: null, packs: packs.value, spool },
    progress: (done) => {
      if (done % SETTLED !== 0) return;
      heaps.push(heapMegabytes());
      children.push(...childrenMegabytes());
    },
    defect: (file, error) => {
      throw new Error(file, { cause: error });
    },
  });
  await audit.close();
  heaps.push(heapMegabytes());
  expect(rows).toHaveLength(DOCUMENTS);
  expect(rows.filter(({ outcome }) => outcome === null)).toEqual([]);
  let written = 0;
  for (const { json } of documents()) {
    if (json.file !== rows[written]?.file) throw new Error(`${json.file} is out of order`);
    written += 1;
  }
  expect(written).toBe(DOCUMENTS);
  heaps.push(heapMegabytes());
  spool.close();
  const [settled = 0] = heaps;
  // A list row for each document and the keys of its passages, nothing of what was read.
  for (const heap of heaps) expect(heap - settled).toBeLessThan(10);
  for (const child of children) expect(child).toBeLessThan(500);
  await expect.poll(() => childrenMegabytes().length).toBe(before);
  const [least, most] = [Math.min(...children), Math.max(...children)].map(Math.round);
  console.log(`batch: ${DOCUMENTS} documents, heap ${heaps.map(Math.round).join(" ")} MB, children ${least} to ${most} MB`);
}, 1_200_000);
