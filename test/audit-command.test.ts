// `audit` as bureaus and scripts hold on to it: the JSON's shape, exit codes, folders and archives, sheets, going on after a
// stop, and nobody left behind. Runs the built product.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type LayoutName, makeCase, type PublishedFormat, renderCase } from "./published/published.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const program = join(root, "bin/hengxiao.mjs");
const folder = mkdtempSync(join(tmpdir(), "hengxiao-audit-cli-"));
const env = { ...process.env, HENGXIAO_DATA: join(folder, "data"), LANG: "zh_CN.UTF-8", NO_COLOR: "1" };
const reports = join(folder, "reports");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LAYOUT: LayoutName = "official-2020";

async function aDocument(seed: number, format: PublishedFormat, isWrong = false) {
  const published = makeCase(seed, { layout: LAYOUT, defects: isWrong ? ["total-wrong"] : [] });
  return (await renderCase(published, LAYOUT, format)).bytes;
}

beforeAll(async () => {
  mkdirSync(join(reports, "乙局"), { recursive: true });
  writeFileSync(join(reports, "甲项目.docx"), await aDocument(11, "docx"));
  writeFileSync(join(reports, "丙项目.xlsx"), await aDocument(12, "xlsx"));
  writeFileSync(join(reports, "乙局/乙项目.html"), await aDocument(13, "html"));
  writeFileSync(join(reports, ".DS_Store"), "litter");
});

function hengxiao(...words: readonly string[]) {
  const run = spawnSync(process.execPath, [program, ...words], { cwd: root, encoding: "utf8", env, maxBuffer: 2 ** 26 });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

const printed = z.string().nullable();
const cells = z.array(z.strictObject({ path: z.string(), address: z.string(), confidence: z.enum(["certain", "likely", "doubtful"]) }));
const sums = { budget: printed, spent: printed, rate: printed };
const auditJson = z.strictObject({
  documents: z.array(
    z.strictObject({
      file: z.string(),
      kind: z.enum(["self-eval-table", "report", "dept-overall", "transfer-payment", "bureau", "other"]),
      title: printed,
      issuer: printed,
      signedOn: printed,
      pack: z.string(),
      tables: z.array(
        z.strictObject({
          ...{ title: printed, address: z.string(), project: printed, department: printed, unit: printed },
          year: z.int().nullable(),
          moneyUnit: z.enum(["元", "万元"]).nullable(),
          funds: z.array(
            z.strictObject({
              ...{ row: z.string(), initial: printed, revised: printed, executed: printed, weight: printed, rate: printed, score: printed },
            }),
          ),
          ...{ goal: printed, goalAchieved: printed },
          indicators: z.array(
            z.strictObject({
              ...{ level1: printed, level2: printed, level3: printed, target: printed, actual: printed, weight: printed, score: printed },
              ...{ reason: printed, level1Points: printed, level2Points: printed, scoreRows: z.int() },
            }),
          ),
          total: z.strictObject({ weight: printed, score: printed }),
          grade: printed,
          cells,
        }),
      ),
      details: z.array(
        z.strictObject({
          ...{ id: z.string(), title: z.string(), place: printed, moneyUnit: z.enum(["元", "万元"]) },
          rows: z.array(z.strictObject({ no: z.string(), name: z.string(), division: printed, ...sums })),
          totals: z.strictObject(sums),
        }),
      ),
      scoreTables: z.array(
        z.strictObject({
          ...{ title: z.string(), place: printed },
          rows: z.array(z.strictObject({ level1: z.string(), level2: z.string(), weight: printed, score: printed })),
          total: z.strictObject({ weight: printed, score: printed }),
        }),
      ),
      cells,
      notes: z.array(z.strictObject({ code: z.string(), address: printed, found: z.string() })),
      findings: z.array(
        z.strictObject({
          ...{ code: z.string().min(1), severity: z.enum(["error", "warning", "hint"]), message: z.string().min(1) },
          where: z.strictObject({ subject: z.string(), table: printed, row: printed, column: printed, place: printed, quote: printed }),
          ...{ printed, expected: printed, formula: printed },
          basis: z.array(z.strictObject({ instrument: z.string(), article: printed, pack: z.string(), default: printed })),
          remedy: z.string().min(1),
        }),
      ),
    }),
  ),
  failures: z.array(z.strictObject({ file: z.string(), code: z.string(), place: z.string(), message: z.string(), remedy: z.string() })),
});

const answer = (out: string) => auditJson.parse(JSON.parse(out));

describe("audit --json", () => {
  it("answers for a folder with one JSON value, its files in order, what they print in it", () => {
    const { code, out } = hengxiao("audit", reports, "--json");
    const { documents, failures } = answer(out);
    expect([code, failures]).toEqual([0, []]);
    expect(documents.map(({ file }) => file)).toEqual(
      ["丙项目.xlsx", "乙局/乙项目.html", "甲项目.docx"].map((name) => join(reports, name)),
    );
    for (const { kind, pack, tables } of documents) {
      expect([kind, pack, tables.length]).toEqual(["self-eval-table", "mof-2020-10", 1]);
      expect(tables[0]?.funds.length).toBeGreaterThan(0);
      expect(tables[0]?.indicators.length).toBeGreaterThan(3);
      expect(tables[0]?.total.weight).toBe("100");
    }
  });

  it("opens an archive, and examines under the pack asked for", () => {
    const path = join(folder, "全部.zip");
    writeFileSync(path, zipSync({ "甲/项目.docx": readFileSync(join(reports, "甲项目.docx")) }));
    const { code, out } = hengxiao("audit", path, "--json", "--pack", "henan-2020-10");
    expect(code).toBe(0);
    expect(answer(out).documents.map(({ file, pack }) => [file, pack])).toEqual([[`${path}/甲/项目.docx`, "henan-2020-10"]]);
  });

  it("names what cannot be read and audits the rest: exit 3", () => {
    const mixed = join(folder, "mixed");
    cpSync(reports, mixed, { recursive: true });
    writeFileSync(join(mixed, "破损.docx"), Buffer.from("PK\u0003\u0004 no document"));
    writeFileSync(join(mixed, "空.xlsx"), "");
    const { code, out } = hengxiao("audit", mixed, join(folder, "没有.pdf"), "--json");
    const { documents, failures } = answer(out);
    expect([code, documents.length]).toEqual([3, 3]);
    expect(failures.map(({ file, code }) => [file, code])).toEqual([
      [join(mixed, "破损.docx"), "file-unreadable"],
      [join(mixed, "空.xlsx"), "file-unreadable"],
      [join(folder, "没有.pdf"), "file-missing"],
    ]);
    expect(failures.every(({ message, remedy }) => message.length > 2 && remedy.length > 2)).toBe(true);
  });

  it("refuses an unknown pack before anything is read: exit 3", () => {
    const { code, out, err } = hengxiao("audit", reports, "--pack", "mof-1999", "--json");
    expect([code, answer(out).failures.map((one) => one.code), err.includes("mof-1999")]).toEqual([3, ["pack-unknown"], true]);
  });
});

describe("audit", () => {
  it("exits 1 for findings of the severity asked for, and only then", async () => {
    const path = join(folder, "错.xlsx");
    writeFileSync(path, await aDocument(21, "xlsx", true));
    const { code, out } = hengxiao("audit", path, "--json", "--fail-on", "error");
    expect(code).toBe(1);
    expect(answer(out).documents[0]?.findings.some(({ severity }) => severity === "error")).toBe(true);
    expect(hengxiao("audit", path).code).toBe(0);
    expect(hengxiao("audit", join(reports, "丙项目.xlsx"), "--fail-on", "error").code).toBe(0);
  });

  it("says for people what it found, in their language, with the sum at the end", () => {
    expect(hengxiao("audit", reports).out.trimEnd().split("\n").at(-1)).toBe("共 3 份：读取 3 份，未能读取 0 份，无错误 3 份");
    expect(hengxiao("audit", reports, "--lang", "en").out).toContain("3 files: 3 read, 0 not read, 3 without an error");
  });

  it("exits 2 where it is used wrongly", () => {
    expect(hengxiao("audit").code).toBe(2);
    expect(hengxiao("audit", reports, "--fail-on", "all").code).toBe(2);
    const alone = hengxiao("audit", reports, "--resume");
    expect([alone.code, alone.err.includes("--out")]).toEqual([2, true]);
  });

  it("ends quietly when its reader has seen enough", () => {
    const words = `"${process.execPath}" "${program}" audit "${reports}" --json | head -c 20`;
    const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", words], { cwd: root, encoding: "utf8", env });
    expect([status, stdout.length, stderr]).toEqual([0, 20, ""]);
  });
});

describe("audit --out", () => {
  const SHEETS = ["0001-丙项目", "0002-乙项目", "0003-甲项目"].flatMap((name) => [`${name}.docx`, `${name}.xlsx`]);
  const written = (path: string) =>
    ["audit.json", "summary.docx", "summary.xlsx", ...SHEETS.map((name) => join("sheets", name))].map((name) =>
      readFileSync(join(path, name)),
    );

  it("writes the JSON, a sheet of the batch and one of each document, the same bytes each time", () => {
    const [one, two] = [join(folder, "one"), join(folder, "two")];
    const { code, out } = hengxiao("audit", reports, "--json", "--out", one);
    expect(code).toBe(0);
    expect(hengxiao("audit", reports, "--out", two).code).toBe(0);
    expect(readdirSync(one).sort()).toEqual(["audit.json", "journal.jsonl", "sheets", "summary.docx", "summary.xlsx"]);
    expect(readdirSync(join(one, "sheets")).sort()).toEqual(SHEETS);
    expect(readFileSync(join(one, "audit.json"), "utf8")).toBe(out);
    expect(written(two)).toEqual(written(one));
  });

  it("goes on from its journal to the same files, and does not audit what it wrote itself", () => {
    const inside = join(reports, "audited");
    expect(hengxiao("audit", join(reports, "甲项目.docx"), "--out", inside).code).toBe(0);
    const [before = ""] = readFileSync(join(inside, "journal.jsonl"), "utf8").split("\n");
    expect(hengxiao("audit", reports, "--out", inside, "--resume").code).toBe(0);
    const journal = readFileSync(join(inside, "journal.jsonl"), "utf8").trimEnd().split("\n");
    expect([journal.length, journal[0]]).toEqual([3, before]);
    expect(written(inside)).toEqual(written(join(folder, "one")));
    const { mtimeMs } = statSync(join(inside, "journal.jsonl"));
    expect(hengxiao("audit", reports, "--out", inside, "--resume").code).toBe(0);
    expect(statSync(join(inside, "journal.jsonl")).mtimeMs).toBeGreaterThanOrEqual(mtimeMs);
    expect(readFileSync(join(inside, "journal.jsonl"), "utf8").trimEnd().split("\n")).toEqual(journal);
    rmSync(inside, { recursive: true });
  });
});

describe("the processes of an audit", () => {
  const childrenOf = (pid: number) =>
    readdirSync("/proc").filter((name) => {
      const status = /^\d+$/.test(name) && existsSync(`/proc/${name}/status`) ? readStatus(name) : "";
      return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) === pid;
    });
  const readStatus = (pid: string): string => {
    try {
      return readFileSync(`/proc/${pid}/status`, "utf8");
    } catch {
      // It ended while it was looked at.
      return "";
    }
  };
  const isGone = (pid: string) => !/^State:\s+[^Z]/m.test(readStatus(pid));

  async function withChildren(run: ChildProcess): Promise<readonly string[]> {
    for (let look = 0; look < 400; look++) {
      const children = childrenOf(run.pid ?? 0);
      if (children.length > 0) return children;
      await setTimeout(10);
    }
    throw new Error("the audit started no child");
  }

  it("are gone with it, even when it is killed", async () => {
    const many = join(folder, "many");
    mkdirSync(many);
    for (let n = 0; n < 200; n++) cpSync(join(reports, "甲项目.docx"), join(many, `${n}.docx`));
    writeFileSync(join(many, "z.zip"), zipSync({ "a.txt": strToU8("没有表") }));
    const run = spawn(process.execPath, [program, "audit", many], { cwd: root, env, stdio: "ignore" });
    const children = await withChildren(run);
    run.kill("SIGKILL");
    await once(run, "exit");
    await expect.poll(() => children.every(isGone), { timeout: 10_000 }).toBe(true);
  });
});
