import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { failure, fault, success } from "../../../kernel/index.ts";
import { type ReadDocument, readDocument } from "../../../reading/index.ts";
import type { Pack } from "../../../rules/index.ts";
import { readPacks } from "../../files/read-packs.ts";
import { productPath } from "../../product-folder.ts";
import { readSource } from "../../source/read-source.ts";
import { type AuditedBatch, auditFiles } from "./audit-files.ts";
import { type AuditSpool, JOURNAL, openJournal, openPassingSpool } from "./audit-spool.ts";
import type { PublishedAudit } from "./published-audit.ts";
import { summariseBatch } from "./summarise-batch.ts";
import type { UnpackedFile } from "./unpack-upload.ts";

const folder = mkdtempSync(join(tmpdir(), "hengxiao-batch-"));
const spools: AuditSpool[] = [];
afterEach(() => {
  for (const spool of spools.splice(0)) spool.close();
  rmSync(join(folder, JOURNAL), { force: true });
});

const read = await readPacks([productPath("regulations")]);
if (!read.ok) throw new Error("the product's own packs cannot be read");
const packs: ReadonlyMap<string, Pack> = read.value;
const rules = { pack: null, packs };

function kept<T extends AuditSpool>(spool: T): T {
  spools.push(spool);
  return spool;
}

/** Reads here instead of in a child; `asked` are the files it was given. The first one takes longest. */
function anAudit(asked: string[]): PublishedAudit {
  const read: PublishedAudit["read"] = async ({ name, bytes }) => {
    asked.push(name);
    if (name === "坏.txt") return failure(fault("file-unreadable", { found: name }));
    if (name === "错.txt") throw new Error("a defect");
    if (asked.length === 1) await new Promise((resolve) => setTimeout(resolve, 50));
    const source = await readSource(name, bytes);
    if (!source.ok) return source;
    const reading: ReadDocument = readDocument(source.value);
    return success({ reading, findings: [], pack: "mof-2020-10" });
  };
  return { read, examine: () => success({ findings: [], pack: "" }), atOnce: 3, close: async () => undefined };
}

const SENTENCE =
  "全年共组织技能培训二十四期，覆盖各县区的农村劳动力，参训人员结业后多数在本地园区稳定就业，收入比培训前明显增加，企业反映良好。";

function aPage(unit: string, achieved: string): string {
  const row = (...cells: readonly string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  return [
    "<h1>项目支出绩效自评表</h1><table>",
    row("项目名称", `${unit}培训补助`, "实施单位", unit),
    row("年度总体目标", "预期目标", "实际完成情况"),
    row("", "按计划完成培训", achieved),
    row("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"),
    row("产出指标", "数量指标", "培训期数", "≥24期", "24期", "50", "50"),
    row("满意度指标", "满意度指标", "参训人员满意度", "≥90%", "95%", "50", "50"),
    row("总分", "", "", "", "", "100", "100"),
    "</table>",
  ].join("");
}

function aFile(name: string, text = aPage(name, `${name}完成情况各不相同，${name}另有说明`)): UnpackedFile {
  return { name, bytes: new TextEncoder().encode(text), faults: [] };
}

async function audited(files: readonly UnpackedFile[], spool: AuditSpool, asked: string[] = []): Promise<AuditedBatch> {
  return await auditFiles(anAudit(asked), files, { ...rules, spool, progress: () => undefined, defect: () => undefined });
}

const names = (batch: AuditedBatch) => [...batch.documents()].map(({ row, json }) => [row.n, row.file, json.file]);

test("documents come in the order of the files, whichever was read first, and a failure is only its own", async () => {
  const files = [aFile("甲.html"), aFile("坏.txt"), aFile("乙.html"), aFile("错.txt"), aFile("丙.html")];
  const batch = await audited(files, kept(openPassingSpool()));
  expect(names(batch)).toEqual([
    [1, "甲.html", "甲.html"],
    [3, "乙.html", "乙.html"],
    [5, "丙.html", "丙.html"],
  ]);
  expect(batch.rows.map(({ faults }) => faults.map(({ code }) => code))).toEqual([[], ["file-unreadable"], [], ["internal"], []]);
  expect(batch.rows.map(({ outcome }) => outcome?.total ?? null)).toEqual(["100", null, "100", null, "100"]);
});

test("text that two units share is said of both, and counted", async () => {
  const files = [
    aFile("甲.html", aPage("甲县人力资源局", SENTENCE)),
    aFile("乙.html", aPage("乙县人力资源局", `${SENTENCE}其他另述。`)),
    aFile("丙.html"),
  ];
  const batch = await audited(files, kept(openPassingSpool()));
  const copied = [...batch.documents()].map(({ findings }) => findings.map(({ code, params }) => [code, params["other"]]));
  expect(copied).toEqual([[["text-copied-between-units", "乙.html"]], [["text-copied-between-units", "甲.html"]], []]);
  expect(batch.rows.map(({ outcome }) => outcome?.warnings)).toEqual([1, 1, 0]);
  const { batch: sums, codes } = summariseBatch("三份", batch.rows);
  expect([sums.documents, sums.done, sums.failed, sums.passed, sums.warnings]).toEqual([3, 3, 0, 3, 2]);
  expect(codes).toEqual([{ code: "text-copied-between-units", errors: 0, warnings: 2, hints: 0, documents: 2 }]);
});

test("a batch that was stopped goes on without reading again what its journal holds, to the same answer", async () => {
  const files = [aFile("甲.html", aPage("甲县", SENTENCE)), aFile("乙.html", aPage("乙县", SENTENCE)), aFile("坏.txt"), aFile("丙.html")];
  const whole = await audited(files, kept(openPassingSpool()));
  openJournal(folder, false, rules).close();
  const first = openJournal(folder, true, rules);
  await audited(files.slice(0, 2), first);
  first.close();
  // The stop came in the middle of a line.
  writeFileSync(join(folder, JOURNAL), `${readFileSync(join(folder, JOURNAL), "utf8")}{"file":"丙.html","sha`);
  const asked: string[] = [];
  const resumed = await audited(files, kept(openJournal(folder, true, rules)), asked);
  expect(asked.sort()).toEqual(["丙.html", "坏.txt"].sort());
  expect([...resumed.documents()]).toEqual([...whole.documents()]);
  expect(resumed.rows).toEqual(whole.rows);
});

test("what a journal holds is not taken for a file that has changed, for another pack, or for other rules", async () => {
  const files = [aFile("甲.html")];
  const first = openJournal(folder, false, rules);
  await audited(files, first);
  first.close();
  const askedWith = async (file: UnpackedFile, asRules: { readonly pack: string | null; readonly packs: ReadonlyMap<string, Pack> }) => {
    const asked: string[] = [];
    const spool = openJournal(folder, true, asRules);
    await audited([file], spool, asked);
    spool.close();
    return asked.length;
  };
  const fewer = new Map([...packs].filter(([id]) => id !== "henan-2020-10"));
  expect(await askedWith(aFile("甲.html"), rules)).toBe(0);
  expect(await askedWith(aFile("甲.html", aPage("甲", "改了")), rules)).toBe(1);
  expect(await askedWith(aFile("甲.html"), { ...rules, pack: "mof-2020-10" })).toBe(1);
  expect(await askedWith(aFile("甲.html"), { pack: null, packs: fewer })).toBe(1);
});

test("a journal begins anew where nobody asks to go on", async () => {
  const first = openJournal(folder, false, rules);
  await audited([aFile("甲.html")], first);
  first.close();
  const asked: string[] = [];
  await audited([aFile("甲.html")], kept(openJournal(folder, false, rules)), asked);
  expect(asked).toEqual(["甲.html"]);
});
