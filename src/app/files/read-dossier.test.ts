import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readDossier } from "../../dossier/index.ts";
import { faultText } from "../messages/fault-text.ts";
import { productPath } from "../product-folder.ts";
import { readDossierFiles } from "./read-dossier.ts";
import { writeDossierWorkbook } from "./write-dossier-workbook.ts";
import { anXlsx } from "./xlsx.builder.ts";

const YAML = `dossier: "1"
project: { name: 示例项目, year: "2019", department: 示例部门, unit: 示例单位, completed: "true" }
pack: mof-2020-10
evaluation: { kind: unit-self, signedOn: 2020-05-20, signedBy: 示例单位 }
funds:
  current: { initial: "300", revised: "300", executed: "134.86" }
indicators:
  - id: output.quantity.1
    level1: 产出指标
    level2: 数量指标
    level3: 结算出访团组
    weight: "20"
    target: { kind: at-least, value: "12", unit: 个 }
    actual: { value: "１２" }
`;

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files; a path with "/" is below it. */
function aFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "dossier-"));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

async function faultsOf(path: string) {
  const read = await readDossierFiles(path);
  if (read.ok) return [];
  for (const one of read.faults) {
    for (const language of ["zh", "en"] as const) {
      const text = faultText(one, language);
      // Every fault can be told: what was found and how to mend it.
      expect(text.message.length).toBeGreaterThan(3);
      expect(text.remedy.length).toBeGreaterThan(3);
    }
  }
  const relative = (text: string | undefined) => text?.replaceAll(`${path}/`, "").replaceAll(path, ".");
  return read.faults.map(({ code, params, place }) => [
    params["reason"] ?? code,
    relative(place?.file),
    place?.line,
    relative(params["found"]),
  ]);
}

/** Why a path is refused, and the line. */
async function reasonsOf(path: string) {
  return (await faultsOf(path)).map(([reason, , line]) => (line === undefined ? reason : `${reason} ${line}`));
}

describe("reading a dossier's files", () => {
  it("takes a folder with its ledger, survey and evidence, and names the files it used", async () => {
    const folder = aFolder({
      "dossier.yaml": `${YAML}evidence:\n  - { id: E1, title: 凭证, kind: 原始凭证, file: evidence/pz 001.pdf }\n  - { id: E2, title: 会议纪要, kind: 正式资料, file: "—" }\n`,
      "ledger.csv": "date,source,subproject,amount,voucher,note\n2019-03-01,current,,12.5,记-1,机票\n",
      "survey.csv": "indicator,valid,satisfied,score\noutput.quantity.1,yes,no,80\n",
      "evidence/pz 001.pdf": "%PDF",
      "README.md": "说明",
    });
    const read = await readDossierFiles(folder);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    expect(read.value.files).toEqual([
      { role: "dossier", path: join(folder, "dossier.yaml") },
      { role: "ledger", path: join(folder, "ledger.csv") },
      { role: "answers", path: join(folder, "survey.csv") },
      { role: "evidence", path: join(folder, "evidence/pz 001.pdf") },
    ]);
    const dossier = readDossier(read.value);
    expect(dossier.ok && dossier.value.ledger.map(({ amount }) => amount)).toEqual([12_500_000n]);
    expect(dossier.ok && dossier.value.answers).toHaveLength(1);
    expect(dossier.ok && dossier.value.fullWidth).toEqual([{ path: "indicators.0.actual.value", text: "１２" }]);
  });

  it("takes CSV files with the Chinese headings and choices of the workbook", async () => {
    const folder = aFolder({
      "dossier.yaml": YAML,
      "ledger.csv": "日期,资金来源,金额,摘要\n2019-03-01,上年结转资金,-1,机票\n",
      "survey.csv": "指标编号,是否有效,是否满意\noutput.quantity.1,是,否\n",
    });
    const read = await readDossierFiles(folder);
    expect(!read.ok && read.faults.map(({ code, place }) => [code, place?.line, place?.column, place?.path])).toEqual([
      ["out-of-range", 2, 19, "0.amount"],
    ]);
  });

  it("takes a single YAML file and a workbook, with the same facts", async () => {
    const folder = aFolder({ "dossier.yaml": YAML });
    const yaml = await readDossierFiles(join(folder, "dossier.yaml"));
    if (!yaml.ok) throw new Error(JSON.stringify(yaml.faults));
    writeFileSync(join(folder, "case.xlsx"), await writeDossierWorkbook(yaml.value));
    const workbook = await readDossierFiles(join(folder, "case.xlsx"));
    if (!workbook.ok) throw new Error(JSON.stringify(workbook.faults));
    expect(workbook.value.dossier.data).toEqual(yaml.value.dossier.data);
    expect(workbook.value.files).toEqual([{ role: "dossier", path: join(folder, "case.xlsx") }]);
    expect(readDossier(workbook.value)).toEqual(readDossier(yaml.value));
  });

  it("reads the founding case without a fault", async () => {
    const read = await readDossierFiles(productPath("examples", "nanchang-2019"));
    expect(read.ok || read.faults).toBe(true);
  });

  it("writes nothing", async () => {
    const folder = aFolder({ "dossier.yaml": `${YAML}typo: 1\n`, "ledger.csv": "date\n2019-13-01\n" });
    const state = () =>
      readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs, readFileSync(join(folder, name), "utf8")]);
    const before = state();
    await readDossierFiles(folder);
    expect(state()).toEqual(before);
  });
});

describe("a dossier that cannot be read", () => {
  it("gets every fault of every file at once, each with its line", async () => {
    const folder = aFolder({
      "dossier.yaml": `${YAML.replace('initial: "300"', 'initial: "-300"').replace('value: "12"', 'value: "1e30"')}pakc: x\npack: mof-2021-101\nevidence:\n  - { id: E1, title: 凭证, kind: 原始凭证, file: evidence/没有.pdf }\n`,
      "ledger.csv": "date,source,amount\n2019-03-01,current,12.5,多出\n",
      "survey.csv": 'indicator,valid\n"未闭合,yes\n',
      "ledgr.csv": "date\n",
    });
    expect(await faultsOf(folder)).toEqual([
      ["misnamed-file", "ledgr.csv", undefined, "ledgr.csv"],
      ["duplicate-key", "dossier.yaml", 16, "pack"],
      ["csv-columns", "ledger.csv", 2, "4"],
      ["csv-open-quote", "survey.csv", 2, '"未闭合,yes\n'],
      ["out-of-range", "dossier.yaml", 6, "-300"],
      ["not-a-number", "dossier.yaml", 13, "1e30"],
      ["unknown-key", "dossier.yaml", 15, "pakc"],
      ["file-missing", "dossier.yaml", 18, "evidence/没有.pdf"],
    ]);
  });

  it("is told what is missing", async () => {
    expect(await faultsOf(join(tmpdir(), "nicht-da"))).toEqual([["file-missing", ".", undefined, "."]]);
    expect(await faultsOf(aFolder({ "dossier.yml": YAML, "ledger.csv": "date\n" }))).toEqual([
      ["misnamed-file", "dossier.yml", undefined, "dossier.yml"],
      ["file-missing", ".", undefined, "dossier.yaml"],
    ]);
    expect(await reasonsOf(join(aFolder({}), "x\0y"))).toEqual(["file-missing"]);
  });

  it("is refused by its kind: other files, disguises, wrong encodings, sizes", async () => {
    const folder = aFolder({
      "bericht.docx": "PK",
      "empty.yaml": "",
      "zip.yaml": anXlsx(),
      "gbk.yaml": new Uint8Array([0xb1, 0xa8, 0xb8, 0xe6]),
      "html.xlsx": "<html></html>",
      "old.xlsx": new Uint8Array(Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)])),
      "cut.xlsx": anXlsx().subarray(0, 300),
      "other.xlsx": anXlsx({ sheets: { 表一: "" } }),
      "broken.yaml": "a: [1, 2\nb: {",
    });
    expect(await reasonsOf(join(folder, "bericht.docx"))).toEqual(["wrong-kind"]);
    expect(await reasonsOf(join(folder, "empty.yaml"))).toEqual(["empty-file"]);
    expect(await reasonsOf(join(folder, "zip.yaml"))).toEqual(["misnamed-file"]);
    expect(await reasonsOf(join(folder, "gbk.yaml"))).toEqual(["text-encoding"]);
    expect(await reasonsOf(join(folder, "html.xlsx"))).toEqual(["is-html"]);
    expect(await reasonsOf(join(folder, "old.xlsx"))).toEqual(["is-old-xls"]);
    expect(await reasonsOf(join(folder, "cut.xlsx"))).toEqual(["zip-truncated"]);
    expect((await faultsOf(join(folder, "other.xlsx")))[0]).toEqual(["unknown-key", ".", undefined, "表一"]);
    expect((await reasonsOf(join(folder, "broken.yaml")))[0]).toMatch(/^yaml-.* 2$/);
  });

  it("may not reach outside its folder for evidence", async () => {
    const outside = aFolder({ "secret.pdf": "x" });
    const evidence = (file: string) => `${YAML}evidence:\n  - { id: E1, title: 凭证, kind: 原始凭证, file: "${file}" }\n`;
    for (const file of ["../secret.pdf", "/etc/passwd", "evidence/../../x", "..\\\\x"]) {
      expect(await reasonsOf(aFolder({ "dossier.yaml": evidence(file) }))).toEqual(["outside-folder 16"]);
    }
    const linked = aFolder({ "dossier.yaml": evidence("evidence/link.pdf"), "evidence/a": "" });
    symlinkSync(join(outside, "secret.pdf"), join(linked, "evidence/link.pdf"));
    expect(await reasonsOf(linked)).toEqual(["outside-folder 16"]);
    expect(await reasonsOf(aFolder({ "dossier.yaml": evidence("evidence"), "evidence/a": "" }))).toEqual(["not-a-file 16"]);
  });
});
