import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { dossierData } from "../../dossier/dossier.builder.ts";
import { type DossierSources, dossierSchema, readDossier } from "../../dossier/index.ts";
import type { SourceFile } from "../../kernel/index.ts";
import { productPath } from "../product-folder.ts";
import { CHOICES, pathOf, SHEETS } from "./dossier-workbook/dossier-sheets.ts";
import { sheetName } from "./dossier-workbook/sheet-words.ts";
import { readDossierWorkbook } from "./read-dossier-workbook.ts";
import { readXlsx } from "./read-xlsx.ts";
import { readYaml } from "./read-yaml.ts";
import { writeDossierWorkbook } from "./write-dossier-workbook.ts";

type Data = Record<string, unknown>;

function aFile(data: unknown, name = "dossier.yaml"): SourceFile {
  return { name, data, locate: (path) => ({ file: name, path: path.join(".") }) };
}

async function roundTrip(sources: DossierSources): Promise<DossierSources> {
  const read = readDossierWorkbook("case.xlsx", await writeDossierWorkbook(sources));
  if (!read.ok) throw new Error(JSON.stringify(read.faults, null, 1));
  return read.value;
}

/** Faults of a workbook after someone has changed it, as [code or reason, sheet!cell, found]. */
async function faultsAfter(change: (workbook: ExcelJS.Workbook) => void, data: Data = dossierData()) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await writeDossierWorkbook({ dossier: aFile(data) })) as unknown as ExcelJS.Buffer);
  change(workbook);
  const read = readDossierWorkbook("case.xlsx", new Uint8Array(await workbook.xlsx.writeBuffer()));
  return read.ok
    ? []
    : read.faults.map(({ code, params, place }) => [params["reason"] ?? code, `${place?.sheet}!${place?.cell ?? ""}`, params["found"]]);
}

function sheetOf(workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = workbook.getWorksheet(name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
}

/** The cell under a heading in the first row below the headings, or of a form the content beside a label. */
function cellUnder(workbook: ExcelJS.Workbook, sheet: string, heading: string, row = 0): ExcelJS.Cell {
  const found: ExcelJS.Cell[] = [];
  sheetOf(workbook, sheet).eachRow((line) => line.eachCell((cell) => cell.text.replace(/ \*$/, "") === heading && found.push(cell)));
  // A title may read like a heading; the heading stands lower.
  const at = found.at(-1);
  if (!at) throw new Error(`no heading ${heading}`);
  const isForm = ["基本信息", "已公布报告"].includes(sheet);
  return sheetOf(workbook, sheet).getCell(isForm ? Number(at.row) : Number(at.row) + 1 + row, isForm ? Number(at.col) + 1 : Number(at.col));
}

// The library shares one style among cells; changing it in place would change them all.
function showAs(cell: ExcelJS.Cell, numFmt: string): void {
  cell.style = { ...cell.style, numFmt };
}

describe("the workbook form of a dossier", () => {
  it("has a place for every key of the dossier and for nothing else", () => {
    const declared = new Set<string>();
    for (const sheet of SHEETS) {
      const parent = "parent" in sheet ? SHEETS.find(({ id }) => id === sheet.parent) : undefined;
      const root = parent && "at" in parent ? [...parent.at, "[]"] : [];
      for (const column of sheet.columns) {
        if (column.key === "#") continue;
        const path = pathOf(column);
        const source = column.sourced ? [[...path, "source"]] : [];
        for (const one of [path, ...source]) {
          if (sheet.layout === "form") declared.add(one.join("."));
          if (sheet.layout === "list") declared.add([...sheet.at, "[]", ...one].join("."));
          if (sheet.layout === "child") declared.add([...root, ...sheet.at, "[]", ...one].join("."));
          if (sheet.layout === "keyed") for (const key of CHOICES.fundSource) declared.add([...sheet.at, key, ...one].join("."));
        }
      }
      if (sheet.layout === "texts" || sheet.layout === "sections") declared.add(sheet.at.join("."));
      if (sheet.layout === "paired") {
        for (const path of [sheet.first, sheet.second])
          for (const leaf of ["name", path.at(-1) ?? ""]) declared.add([...root, ...path.slice(0, -1), "[]", leaf].join("."));
      }
    }
    expect([...declared].sort()).toEqual([...new Set(leavesOf(dossierSchema("万元"), []))].sort());
  });

  it("brings the founding case back as it was, every value and source of it", async () => {
    const yaml = readYaml("dossier.yaml", readFileSync(productPath("examples", "nanchang-2019", "dossier.yaml"), "utf8"));
    if (!yaml.ok) throw new Error(JSON.stringify(yaml.faults));
    const back = await roundTrip({ dossier: yaml.value });
    expect(back.dossier.data).toEqual(yaml.value.data);
    expect(back.dossier.locate(["indicators", 4, "target", "tolerance"])).toEqual({
      file: "case.xlsx",
      sheet: "指标",
      cell: "K9",
      path: "indicators.4.target.tolerance",
    });
  });

  it("brings any dossier back as it was", async () => {
    await fc.assert(
      fc.asyncProperty(aDossierData(), async ({ data, ledger, answers }) => {
        const sources = {
          dossier: aFile(data),
          ...(ledger.length > 0 ? { ledger: aFile(ledger, "ledger.csv") } : {}),
          ...(answers.length > 0 ? { answers: aFile(answers, "survey.csv") } : {}),
        };
        const before = readDossier(sources);
        expect(before.ok || before.faults).toBe(true);
        const back = await roundTrip(sources);
        expect(back.dossier.data).toEqual(data);
        expect(back.ledger?.data ?? []).toEqual(ledger);
        expect(back.answers?.data ?? []).toEqual(answers);
        expect(readDossier(back)).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });

  it("brings the same facts back for every other way of writing them down", async () => {
    const data = dossierData({
      project: { name: "甲", year: "２０１９", department: "乙", unit: "丙", completed: "yes" },
      goals: {},
      indicators: [
        {
          id: "a",
          level1: "产出",
          level2: "数量",
          level3: "数",
          weight: "12.50",
          core: "否",
          target: { kind: "band", value: "256.80", tolerance: "0.10", unit: "万元" },
          actual: { periods: [], milestones: [], value: "１２" },
          evidence: [],
          claims: [],
        },
      ],
      narrative: { one: ["一段"], none: [] },
      subprojects: [{ no: "1", name: "n", division: "d", budget: { value: "1,234.50" }, spent: { value: "—", source: "未结" } }],
    });
    const back = await roundTrip({ dossier: aFile(data) });
    const [before, after] = [readDossier({ dossier: aFile(data) }), readDossier(back)];
    if (!before.ok || !after.ok) throw new Error("a dossier with faults");
    expect(after.value.fullWidth.map(({ text }) => text)).toEqual(["２０１９", "１２"]);
    expect({ ...after.value, goals: null, narrative: null }).toEqual({
      ...before.value,
      goals: null,
      narrative: null,
      indicators: before.value.indicators.map((one) => ({ ...one, actual: { ...one.actual, periods: undefined, milestones: undefined } })),
    });
    expect(after.value.narrative).toEqual({ one: ["一段"] });
  });

  it("is the same bytes for the same dossier", async () => {
    const sources = { dossier: aFile(dossierData()) };
    expect(await writeDossierWorkbook(sources)).toEqual(await writeDossierWorkbook(sources));
    expect(await writeDossierWorkbook(null)).toEqual(await writeDossierWorkbook(null));
  });

  it("is handed out as a template with lists, hints, fixed headings and widths", async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await writeDossierWorkbook(null)) as unknown as ExcelJS.Buffer);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(["说明", ...SHEETS.map(sheetName)]);
    const kind = cellUnder(workbook, "指标", "指标类型");
    expect(kind.dataValidation).toMatchObject({
      type: "list",
      formulae: [expect.stringContaining("区间（±）")],
      showInputMessage: true,
      prompt: expect.stringContaining("下拉"),
    });
    expect(cellUnder(workbook, "台账", "资金来源").dataValidation.formulae).toEqual(['"当年财政拨款,上年结转资金,其他资金"']);
    const indicators = sheetOf(workbook, "指标");
    expect(indicators.views[0]).toMatchObject({ state: "frozen", ySplit: 4, xSplit: 4 });
    for (const sheet of workbook.worksheets) expect(sheet.columns.every((column) => (column.width ?? 0) >= 8)).toBe(true);
    expect(cellUnder(workbook, "子项目", "预算金额").alignment.horizontal).toBe("right");
    expect(cellUnder(workbook, "子项目", "预算金额").border.top?.style).toBe("thin");
  });

  it("when it is empty says what is missing in the words of its sheets", async () => {
    const read = readDossierWorkbook("case.xlsx", await writeDossierWorkbook(null));
    expect(
      !read.ok && read.faults.map(({ code, place, params }) => [code, `${place?.sheet}!${place?.cell ?? ""}`, params["found"]]),
    ).toEqual([
      ["missing-key", "基本信息!C5", "评价规则包"],
      ["missing-key", "基本信息!C7", "项目名称"],
      ["missing-key", "基本信息!C8", "评价年度"],
      ["missing-key", "基本信息!C9", "主管部门"],
      ["missing-key", "基本信息!C10", "实施单位"],
      ["missing-key", "基本信息!C13", "评价类型"],
      ["missing-key", "基本信息!C14", "报告日期"],
      ["missing-key", "基本信息!C15", "报告单位"],
      ["missing-key", "资金!", "资金"],
      ["missing-key", "指标!", "指标"],
    ]);
  });
});

describe("a filled-in workbook with mistakes", () => {
  it("is taken as it is when there are none, saved by another program", async () => {
    expect(await faultsAfter(() => undefined)).toEqual([]);
  });

  it("gets every fault at once, each with its cell", async () => {
    const faults = await faultsAfter((workbook) => {
      cellUnder(workbook, "基本信息", "评价类型").value = "自己评";
      cellUnder(workbook, "基本信息", "评价年度").value = "二〇一九";
      cellUnder(workbook, "资金", "年初预算数").value = -300;
      cellUnder(workbook, "资金", "全年执行数", 1).value = 1e30;
      cellUnder(workbook, "指标", "指标类型").value = "区间（±）";
      cellUnder(workbook, "指标", "每次扣分").value = 2;
      cellUnder(workbook, "指标", "一级指标").value = null;
      sheetOf(workbook, "指标").getCell("AZ5").value = "备注";
      cellUnder(workbook, "满意度调查", "指标编号").value = "没有的指标";
      sheetOf(workbook, "经验").name = "经验做法";
    });
    expect(faults).toEqual([
      ["unknown-key", "经验做法!", "经验做法"],
      ["not-in-list", "基本信息!C13", "自己评"],
      ["outside-table", "指标!AZ5", "备注"],
      ["missing-key", "指标!B5", "一级指标"],
      ["missing-key", "指标!K5", "允许浮动"],
      ["not-for-kind", "指标!N5", "每次扣分"],
      ["missing-key", "满意度调查!B4", "调查对象"],
      ["missing-key", "满意度调查!C4", "对象关系"],
      ["not-a-number", "基本信息!C8", "二〇一九"],
      ["out-of-range", "资金!B4", "-300"],
      ["out-of-range", "资金!F5", `1${"0".repeat(30)}`],
    ]);
  });

  it("is told which known sheet, column or label an unknown one resembles", async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await writeDossierWorkbook({ dossier: aFile(dossierData()) })) as unknown as ExcelJS.Buffer);
    sheetOf(workbook, "子项目").name = "子项目表";
    sheetOf(workbook, "指标").getCell("E4").value = "分植";
    sheetOf(workbook, "基本信息").getCell("B7").value = "项目名字";
    workbook.addWorksheet("草稿");
    const read = readDossierWorkbook("case.xlsx", new Uint8Array(await workbook.xlsx.writeBuffer()));
    const unknown = read.ok
      ? []
      : read.faults.filter(({ code }) => code === "unknown-key").map(({ params }) => [params["found"], params["expected"]?.split("、")[0]]);
    expect(unknown).toEqual([
      ["子项目表", "子项目"],
      ["草稿", "说明"],
      ["项目名字", "项目名称"],
      ["分植", "分值"],
    ]);
  });

  it("refuses merged cells, errors, repeated headings and sheets without headings", async () => {
    const faults = await faultsAfter((workbook) => {
      sheetOf(workbook, "资金").mergeCells("B4:B5");
      cellUnder(workbook, "指标", "分值").value = { error: "#REF!" };
      sheetOf(workbook, "台账").getCell("B3").value = "日期";
      sheetOf(workbook, "数据").spliceRows(1, 3, ["甲"], ["乙"]);
      sheetOf(workbook, "基本信息").getCell("B8").value = "项目名称";
    });
    expect(faults).toContainEqual(["merged-cells", "资金!B4", "case.xlsx"]);
    expect(faults).toContainEqual(["error-cell", "指标!E5", "#REF!"]);
    expect(faults).toContainEqual(["duplicate-key", "台账!B3", "日期"]);
    expect(faults).toContainEqual(["heading-missing", "数据!", "数据"]);
    expect(faults).toContainEqual(["duplicate-key", "基本信息!B8", "项目名称"]);
  });

  it("takes simple formulas at what they come to and refuses others, and values that are not theirs", async () => {
    const change = (formula: string, result?: number) => (workbook: ExcelJS.Workbook) => {
      cellUnder(workbook, "资金", "全年执行数").value = (
        result === undefined ? { formula } : { formula, result }
      ) as ExcelJS.CellFormulaValue;
    };
    expect(await faultsAfter(change("SUM(B4,1.1)*0.5", 150.55))).toEqual([]);
    expect(await faultsAfter(change("B4+B5"))).toEqual([]);
    expect(await faultsAfter(change("SUM(B4:B5)", 300))).toEqual([["formula-stale", "资金!F4", "300"]]);
    expect(await faultsAfter(change("VLOOKUP(A4,A1:B9,2)", 300))).toEqual([["formula-unsupported", "资金!F4", "=VLOOKUP(A4,A1:B9,2)"]]);
    expect(await faultsAfter(change("B4/7", 42.857142857142854))).toEqual([["formula-endless", "资金!F4", "=B4/7 → 42.857142857142…"]]);
  });

  it("reads full-width digits exactly and lists them", async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await writeDossierWorkbook({ dossier: aFile(dossierData()) })) as unknown as ExcelJS.Buffer);
    cellUnder(workbook, "指标", "实际完成值").value = "１２．５";
    const read = readDossierWorkbook("case.xlsx", new Uint8Array(await workbook.xlsx.writeBuffer()));
    const dossier = read.ok ? readDossier(read.value) : null;
    expect(dossier?.ok && dossier.value.indicators[0]?.actual?.value).toEqual({ n: 125n, d: 10n });
    expect(dossier?.ok && dossier.value.fullWidth).toEqual([{ path: "indicators.0.actual.value", text: "１２．５" }]);
  });

  it("takes what people type: numbers for ids, dates as dates, percent cells, TRUE for yes, ids parted by commas", async () => {
    const workbook = new ExcelJS.Workbook();
    const data = dossierData({
      evidence: [
        { id: "E1", title: "凭证", kind: "原始凭证" },
        { id: "2", title: "表", kind: "工作资料" },
      ],
    });
    await workbook.xlsx.load((await writeDossierWorkbook({ dossier: aFile(data) })) as unknown as ExcelJS.Buffer);
    cellUnder(workbook, "子项目", "序号").value = 7;
    cellUnder(workbook, "子项目", "子项目名称").value = "团组";
    cellUnder(workbook, "子项目", "实施处室").value = "礼宾处";
    cellUnder(workbook, "基本信息", "报告日期").value = new Date(Date.UTC(2020, 4, 20));
    showAs(cellUnder(workbook, "基本信息", "报告日期"), "yyyy/m/d");
    cellUnder(workbook, "基本信息", "项目是否完成").value = true;
    cellUnder(workbook, "指标", "完成比率").value = 0.945;
    showAs(cellUnder(workbook, "指标", "完成比率"), "0.0%");
    cellUnder(workbook, "指标", "佐证资料编号").value = "E1、2";
    const read = readDossierWorkbook("case.xlsx", new Uint8Array(await workbook.xlsx.writeBuffer()));
    expect(read.ok || read.faults).toBe(true);
    const dossier = read.ok
      ? (read.value.dossier.data as {
          subprojects: Data[];
          evaluation: Data;
          project: Data;
          indicators: { actual: Data; evidence: string[] }[];
        })
      : null;
    expect(dossier?.subprojects).toEqual([{ no: "7", name: "团组", division: "礼宾处" }]);
    expect(dossier?.evaluation["signedOn"]).toBe("2020-05-20");
    expect(dossier?.project["completed"]).toBe("true");
    expect(dossier?.indicators[0]).toMatchObject({ actual: { rate: "94.5%" }, evidence: ["E1", "2"] });
  });

  it("does not read the sheet of instructions, nor write anything a spreadsheet program would repair", async () => {
    const bytes = await writeDossierWorkbook({ dossier: aFile(dossierData({ other: "=1+1" })) });
    const workbook = readXlsx("case.xlsx", bytes);
    const formulas = workbook.ok
      ? workbook.value.sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.filter(({ formula }) => formula !== undefined)))
      : null;
    expect(formulas).toEqual([]);
    expect(((await roundTrip({ dossier: aFile(dossierData({ other: "=1+1" })) })).dossier.data as Data)["other"]).toBe("=1+1");
  });

  it("is not written from a dossier with faults, which would lose what it does not know", async () => {
    await expect(writeDossierWorkbook({ dossier: aFile(dossierData({ pakc: "x" })) })).rejects.toThrow("unknown-key");
  });
});

/** Paths of the values of a schema: "[]" stands for the entries of a list. */
function leavesOf(schema: z.core.$ZodType, path: readonly string[]): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return leavesOf(schema.unwrap(), path);
  if (schema instanceof z.ZodPipe) return leavesOf(schema.in instanceof z.ZodTransform ? schema.out : schema.in, path);
  if (schema instanceof z.ZodUnion)
    return schema.options
      .flatMap((option) => leavesOf(option, path))
      .map((leaf) =>
        leaf.replace(/\.value$/, (end) => (path.length > 0 && leaf === `${path.join(".")}.value` && isSourced(schema) ? "" : end)),
      );
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, inner]) => leavesOf(inner as z.core.$ZodType, [...path, key]));
  if (schema instanceof z.ZodRecord) return [path.join(".")];
  if (schema instanceof z.ZodArray) {
    const inner = leavesOf(schema.element, [...path, "[]"]);
    // A list of plain texts is one value of its own.
    return inner.length === 1 && inner[0] === [...path, "[]"].join(".") ? [path.join(".")] : inner;
  }
  return [path.join(".")];
}

function isSourced(schema: z.ZodUnion): boolean {
  return schema.options.some((option) => option instanceof z.ZodObject && Object.keys(option.shape).sort().join() === "source,value");
}

/** Raw data of dossiers with everything in them, as people would write them in dossier.yaml. */
function aDossierData(): fc.Arbitrary<{ data: Data; ledger: Data[]; answers: Data[] }> {
  const text = fc
    .string({
      unit: fc.constantFrom(..."项目经费评价办法年度目标abcXYZ012,，、；;\"'=+-@#{}[]:% \n\t_x0041_😀䶮（）"),
      minLength: 1,
      maxLength: 24,
    })
    .map((one) => one.trim())
    .filter((one) => one !== "" && !["—", "-", "－", "~", "null"].includes(one));
  const line = text.map((one) => one.replaceAll(/[\n\t]/g, " ").trim());
  const amount = fc.tuple(fc.nat(9_999_999), fc.constantFrom("", ".5", ".50", ".00", ".123456")).map(([whole, part]) => `${whole}${part}`);
  const points = fc.tuple(fc.nat(100), fc.constantFrom("", ".5", ".25", ".00", ".10")).map(([whole, part]) => `${whole}${part}`);
  const decimal = fc.oneof(
    amount,
    amount.map((one) => (one.startsWith("0") ? one : `-${one}`)),
    fc.constant("12345678901.0123456789"),
    fc.constant("１２．５"),
    fc.constant("1,234.5"),
  );
  const share = fc.oneof(
    fc.nat(100).map((one) => `${one}%`),
    fc.constantFrom("0.8", "12.50%", "0.125%", "100.0%", "0.10"),
  );
  const count = fc.nat(1_000_000).map(String);
  const day = fc
    .date({ min: new Date("1950-01-01"), max: new Date("2090-12-31"), noInvalidDate: true })
    .map((one) => one.toISOString().slice(0, 10));
  const yes = fc.constantFrom("true", "false");
  const sourced = fc.oneof(amount, fc.record({ value: amount, source: text }), fc.record({ source: text }));
  const some = <T>(of: Record<string, fc.Arbitrary<T>>, needed: readonly string[] = []) => fc.record(of, { requiredKeys: [...needed] });
  const list = <T>(of: fc.Arbitrary<T>, most = 3) => fc.array(of, { minLength: 1, maxLength: most });
  const named = <T>(value: fc.Arbitrary<T>, key: string) => list(fc.record({ name: text, [key]: value }));
  const id = fc.stringMatching(/^[a-z]{1,6}(\.[a-z0-9]{1,4}){0,2}$/);
  const target = fc.oneof(
    fc.record({ kind: fc.constantFrom("at-least", "at-most", "equal"), value: decimal, unit: text }),
    fc.record({ kind: fc.constant("band"), value: decimal, tolerance: share, unit: text }),
    fc.record({ kind: fc.constant("periods"), periods: named(decimal, "value"), unit: text }),
    fc.record({ kind: fc.constant("milestones"), milestones: named(day, "due") }),
    fc.record({ kind: fc.constantFrom("yes-no", "tier"), text }),
    some({ kind: fc.constant("occurrences"), text, perOccurrence: points, allowed: count }, ["kind", "text", "perOccurrence"]),
    fc.record({ kind: fc.constant("satisfaction"), value: share }),
  );
  const actual = some<unknown>({
    value: decimal,
    unit: text,
    periods: named(decimal, "value"),
    milestones: named(day, "done"),
    met: yes,
    tier: text,
    grounds: text,
    occurrences: count,
    rate: share,
    source: text,
  }).filter((one) => Object.keys(one).length > 0);
  const unitName = fc.constantFrom("元", "万元");
  const printed = fc.oneof(text, fc.constantFrom("64.5%", "300.00", "100%", "35.70", "12", "-5", "1e3"));
  const indicator = (own: string, nos: readonly string[], papers: readonly string[]) =>
    some<unknown>(
      {
        id: fc.constant(own),
        level1: text,
        level2: text,
        level3: text,
        weight: points,
        core: yes,
        target,
        actual,
        recorded: some<unknown>({ score: points, by: text, reason: text, paper: text, selfScore: points }, ["score"]),
        deviation: text,
        corrective: text,
        notApplicable: text,
        ...(papers.length > 0 ? { evidence: fc.subarray([...papers], { minLength: 1 }) } : {}),
        claims: list(
          some<unknown>(
            {
              text,
              amount: printed,
              baseline: printed,
              date: day,
              ...(nos.length > 0 ? { linkedTo: fc.subarray([...nos], { minLength: 1 }) } : {}),
              otherFactors: text,
              source: text,
            },
            ["text"],
          ),
        ),
        owner: text,
        approved: some<unknown>({ level3: text, target: text, weight: points, adjustment: text }).filter(
          (one) => Object.keys(one).length > 0,
        ),
        analysis: text,
      },
      ["id", "level1", "level2", "level3"],
    );
  const fundRow = some<unknown>({ initial: sourced, revised: sourced, executed: sourced });
  const statement = fc.oneof(
    some<unknown>({ claims: fc.constant("appropriated"), quote: text, place: text, amount: printed }, ["claims", "quote", "amount"]),
    some<unknown>({ claims: fc.constant("execution-rate"), quote: text, rate: printed, spent: printed, budget: printed, name: text }, [
      "claims",
      "quote",
      "rate",
      "name",
    ]),
    some<unknown>({ claims: fc.constant("conclusion"), quote: text, score: printed, grade: text }, ["claims", "quote"]),
    fc.record({ claims: fc.constant("instrument"), quote: text, number: text }),
  );
  const table = some<unknown>(
    {
      title: text,
      place: text,
      moneyUnit: unitName,
      funds: fc.array(some<unknown>({ row: text, initial: printed, rate: printed, score: printed }, ["row"]), { maxLength: 3 }),
      goal: text,
      goalAchieved: text,
      indicators: fc.array(
        some<unknown>({ level1: text, level2: text, level3: text, target: printed, score: printed, reason: text }, [
          "level1",
          "level2",
          "level3",
        ]),
        { maxLength: 3 },
      ),
      total: some<unknown>({ weight: printed, score: printed }).filter((one) => Object.keys(one).length > 0),
      grade: text,
    },
    ["title", "moneyUnit", "funds", "indicators"],
  );
  const published = some<unknown>(
    {
      title: text,
      issuer: text,
      signedOn: day,
      table,
      details: fc.uniqueArray(id, { minLength: 1, maxLength: 2 }).chain((ids) =>
        fc.tuple(
          ...ids.map((one) =>
            some<unknown>(
              {
                id: fc.constant(one),
                title: text,
                place: text,
                moneyUnit: unitName,
                rows: fc.array(some<unknown>({ no: text, name: text, division: text, budget: printed, rate: printed }, ["no", "name"]), {
                  maxLength: 3,
                }),
                totals: some<unknown>({ budget: printed, spent: printed, rate: printed }),
              },
              ["id", "title", "moneyUnit", "rows", "totals"],
            ),
          ),
        ),
      ),
      scoreTables: list(
        some<unknown>(
          {
            title: text,
            place: text,
            rows: fc.array(some<unknown>({ level1: text, level2: text, weight: printed, score: printed }, ["level1", "level2"]), {
              maxLength: 3,
            }),
            total: some<unknown>({ weight: printed, score: printed }),
          },
          ["title", "rows", "total"],
        ),
        2,
      ),
      statements: list(statement),
      sections: list(line),
      annexes: list(line),
    },
    ["title", "issuer", "signedOn"],
  );
  return fc
    .record({
      ids: fc.uniqueArray(id, { minLength: 1, maxLength: 4 }),
      nos: fc.uniqueArray(fc.oneof(count, id), { maxLength: 3 }),
      papers: fc.uniqueArray(id, { maxLength: 3 }),
      problems: fc.uniqueArray(id, { maxLength: 2 }),
      figures: fc.uniqueArray(id, { maxLength: 2 }),
    })
    .chain(({ ids, nos, papers, problems, figures }) => {
      const each = <T>(keys: readonly string[], of: (key: string) => fc.Arbitrary<T>) => fc.tuple(...keys.map(of));
      const data = some<unknown>(
        {
          dossier: fc.constant("1"),
          project: some<unknown>(
            {
              name: text,
              year: fc.integer({ min: 1990, max: 2100 }).map(String),
              department: text,
              unit: text,
              completed: yes,
              nature: text,
            },
            ["name", "year", "department", "unit"],
          ),
          pack: text,
          moneyUnit: fc.constant("万元"),
          evaluation: some<unknown>(
            {
              kind: fc.constantFrom("unit-self", "department", "finance"),
              signedOn: day,
              signedBy: text,
              addressee: text,
              reviewedBy: text,
              methods: list(text),
              standards: list(line),
              submittedOn: day,
            },
            ["kind", "signedOn", "signedBy"],
          ),
          basis: list(some<unknown>({ title: text, number: text, issuer: text }, ["title"])),
          goals: some<unknown>({ overall: text, achieved: text, stages: list(text) }).filter((one) => Object.keys(one).length > 0),
          funds: some<unknown>(
            {
              current: fundRow,
              carryOver: fundRow,
              other: fundRow,
              received: sourced,
              weight: points,
              explanation: text,
              corrective: text,
            },
            ["current"],
          ),
          ...(nos.length > 0
            ? {
                subprojects: each(nos, (no) =>
                  some<unknown>(
                    {
                      no: fc.constant(no),
                      name: text,
                      division: text,
                      budget: sourced,
                      spent: sourced,
                      forYear: count,
                      forYearReason: text,
                      owner: text,
                      exception: some<unknown>({ reason: text, approvedBy: text, document: text, on: day }, [
                        "reason",
                        "approvedBy",
                        "document",
                      ]),
                    },
                    ["no", "name", "division"],
                  ),
                ),
              }
            : {}),
          indicators: each(ids, (own) => indicator(own, nos, papers)),
          surveys: list(
            some<unknown>(
              {
                indicator: fc.constantFrom(...ids),
                respondents: text,
                relation: fc.constantFrom("insiders", "beneficiaries", "public"),
                population: count,
                issued: count,
                returned: count,
                valid: count,
                satisfied: count,
                score: decimal,
                period: text,
                source: text,
              },
              ["indicator", "respondents", "relation"],
            ),
          ),
          ...(papers.length > 0
            ? {
                evidence: each(papers, (own) =>
                  some<unknown>(
                    {
                      id: fc.constant(own),
                      title: text,
                      kind: fc.constantFrom(...CHOICES.evidenceKind),
                      file: text,
                      supports: fc.subarray(ids, { minLength: 1 }),
                      on: day,
                    },
                    ["id", "title", "kind"],
                  ),
                ),
              }
            : {}),
          ...(figures.length > 0
            ? {
                figures: each(figures, (own) =>
                  some<unknown>({ id: fc.constant(own), value: printed, unit: text, source: text }, ["id", "value", "source"]),
                ),
              }
            : {}),
          narrative: fc.dictionary(id, fc.oneof(text, fc.array(text, { minLength: 2, maxLength: 3 })), { minKeys: 1, maxKeys: 4 }),
          experience: list(text),
          ...(problems.length > 0
            ? {
                problems: each(problems, (own) =>
                  some<unknown>(
                    { id: fc.constant(own), text, cause: text, papers: list(id), indicators: fc.subarray(ids, { minLength: 1 }) },
                    ["id", "text"],
                  ),
                ),
              }
            : {}),
          advice: list(
            some<unknown>(
              {
                text,
                ...(problems.length > 0 ? { answers: fc.subarray(problems, { minLength: 1 }) } : {}),
                owner: text,
                deadline: day,
                lookBack: text,
              },
              ["text"],
            ),
          ),
          other: text,
          annexes: list(line),
          published,
          corrections: list(fc.record({ path: text, was: printed, now: printed, because: text })),
        },
        // What others refer to is there whenever they might.
        [
          "dossier",
          "project",
          "pack",
          "evaluation",
          "funds",
          "indicators",
          ...(nos.length > 0 ? ["subprojects"] : []),
          ...(papers.length > 0 ? ["evidence"] : []),
          ...(problems.length > 0 ? ["problems"] : []),
        ],
      );
      const ledger = fc.array(
        some<unknown>(
          { date: day, source: fc.constantFrom("current", "carry-over", "other"), subproject: text, amount, voucher: text, note: text },
          ["date", "source", "amount"],
        ),
        { maxLength: 3 },
      );
      const answers = fc.array(
        some<unknown>({ indicator: text, valid: fc.constantFrom("yes", "no"), satisfied: fc.constantFrom("yes", "no"), score: count }, [
          "indicator",
          "valid",
          "satisfied",
        ]),
        { maxLength: 3 },
      );
      return fc.record({ data, ledger, answers });
    }) as fc.Arbitrary<{ data: Data; ledger: Data[]; answers: Data[] }>;
}
