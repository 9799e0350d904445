import { describe, expect, it } from "vitest";
import { dossierData, dossierFile } from "../../dossier/dossier.builder.ts";
import { readSource } from "../source/read-source.ts";
import { CHILD_LIMITS, type ChildLimits } from "./bounded-child.ts";
import { parseInChild } from "./parse-in-child.ts";
import { readDossierUpload } from "./read-dossier-upload.ts";
import { readXlsx } from "./read-xlsx.ts";
import { writeDossierWorkbook } from "./write-dossier-workbook.ts";
import { aSheet } from "./xlsx.builder.ts";

const rows = (count: number, cells: number) =>
  Array.from(
    { length: count },
    (_, row) =>
      `<row>${Array.from({ length: cells }, (_, cell) => `<c t="inlineStr"><is><t>第${row}行第${cell}格的文字</t></is></c>`).join("")}</row>`,
  ).join("");

async function reasonWithin(limits: Partial<ChildLimits>, bytes: Uint8Array): Promise<unknown> {
  const parsed = await parseInChild("workbook", "case.xlsx", bytes, { ...CHILD_LIMITS, ...limits });
  return parsed.ok ? "taken" : parsed.faults.map(({ code, params, place }) => [code, params["reason"], place?.file]);
}

describe("parsing in a child process", () => {
  it("gives what parsing here would give", async () => {
    const bytes = aSheet(rows(20, 5));
    expect(await parseInChild("workbook", "case.xlsx", bytes)).toEqual(readXlsx("case.xlsx", bytes));
    const broken = aSheet('<row r="2"/><row r="1"/>');
    expect(await parseInChild("workbook", "case.xlsx", broken)).toEqual(readXlsx("case.xlsx", broken));
  });

  it("brings a published document over as it was read", async () => {
    const bytes = new TextEncoder().encode("<table><tr><td>预算</td><td>465.47</td></tr></table>");
    const [read, source] = await Promise.all([parseInChild("published", "自评表.html", bytes), readSource("自评表.html", bytes)]);
    expect(read.ok && { ok: true, value: read.value.source }).toEqual(source);
    expect((await parseInChild("published", "a.rar", new TextEncoder().encode("Rar!\u001a\u0007"))).ok).toBe(false);
  });

  it("brings a dossier over with the place of every value, and its faults with theirs", async () => {
    const bytes = await writeDossierWorkbook({ dossier: dossierFile(dossierData()) });
    const read = await readDossierUpload({ name: "报表.xlsx", bytes });
    expect(read.ok && read.value.dossier.data).toEqual(dossierData());
    expect(read.ok && read.value.dossier.locate(["indicators", 0, "weight"])).toEqual({
      file: "报表.xlsx",
      sheet: "指标",
      cell: "E5",
      path: "indicators.0.weight",
    });
    const refused = await readDossierUpload({ name: "x.yaml", bytes: new TextEncoder().encode("dossier: '1'\nfoo: 1\n") });
    expect(!refused.ok && refused.faults.find(({ code }) => code === "unknown-key")?.place).toEqual({
      file: "x.yaml",
      line: 2,
      column: 1,
      path: "foo",
    });
    const other = await readDossierUpload({ name: "x.exe", bytes });
    expect(!other.ok && other.faults.map(({ code }) => code)).toEqual(["file-kind-unknown"]);
  });

  it("ends a child that takes too much memory, time or room for its answer, and says which", async () => {
    const bytes = aSheet(rows(8_000, 20));
    expect(await reasonWithin({ heapMegabytes: 40 }, bytes)).toEqual([["file-too-large", "child-memory", "case.xlsx"]]);
    expect(await reasonWithin({ dataMegabytes: 150 }, bytes)).toEqual([["file-too-large", "child-memory", "case.xlsx"]]);
    expect(await reasonWithin({ seconds: 1 }, bytes)).toEqual([["file-too-large", "child-time", "case.xlsx"]]);
    expect(await reasonWithin({ resultBytes: 1000 }, bytes)).toEqual([["file-too-large", "child-result", "case.xlsx"]]);
  }, 120_000);

  it("leaves no child behind and lets others wait their turn", async () => {
    const bytes = aSheet(rows(5, 5));
    const all = await Promise.all(Array.from({ length: 6 }, () => parseInChild("workbook", "case.xlsx", bytes)));
    expect(all.every(({ ok }) => ok)).toBe(true);
    const crowd = await Promise.all(Array.from({ length: 30 }, () => reasonWithin({ seconds: 0.05 }, bytes)));
    expect(crowd.filter((reason) => JSON.stringify(reason).includes("child-queue"))).toHaveLength(8);
    // A process's handle closes a turn after its end is known.
    await expect.poll(() => process.getActiveResourcesInfo().includes("ProcessWrap")).toBe(false);
    expect(await reasonWithin({}, bytes)).toBe("taken");
  }, 120_000);
});
