// What `evaluate --out` writes is read back by `audit`: every row of the form, the list of sub-projects and the score sheet, from
// Word, PDF and Excel; the case that is right gives no error, and the founding case the doubts that its own evaluation has.
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { readDossierFiles } from "../src/app/files/read-dossier.ts";
import { readPacks } from "../src/app/files/read-packs.ts";
import { readSource } from "../src/app/source/read-source.ts";
import { type EvaluatedCase, evaluateDossier } from "../src/app/usecases/evaluate-dossier.ts";
import { makeReportFile, type ReportFileName, reportInput } from "../src/app/usecases/write-report-files.ts";
import { examineDocument, type Finding } from "../src/findings/index.ts";
import { printMoneyColumn, printPoints, readPoints, sumMoney } from "../src/kernel/index.ts";
import { type ReadDocument, readDocument } from "../src/reading/index.ts";
import { composeSelfEvaluation } from "../src/report/index.ts";

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
/** Both examples under their own pack, and the founding case under others: each has its own form, weights and grade. */
const EXAMPLES = [
  { name: "nanchang-2019", example: "nanchang-2019", packIds: [] },
  { name: "nanchang-2019-corrected", example: "nanchang-2019-corrected", packIds: [] },
  { name: "nanchang-2019 under mof-2020-10", example: "nanchang-2019", packIds: ["mof-2020-10"] },
  { name: "nanchang-2019 under mof-2021-101", example: "nanchang-2019", packIds: ["mof-2021-101"] },
  { name: "nanchang-2019 under manual-2022-cap", example: "nanchang-2019", packIds: ["manual-2022-cap"] },
] as const;
const FILES = ["report.docx", "report.pdf", "self-evaluation.docx", "self-evaluation.xlsx"] as const;

type ReadBack = { readonly document: ReadDocument; readonly findings: readonly Finding[] };
const cases = new Map<string, EvaluatedCase>();
const read = new Map<string, ReadBack>();

beforeAll(async () => {
  const packs = await readPacks([at("regulations")]);
  if (!packs.ok) throw new Error(JSON.stringify(packs.faults));
  for (const { name, example, packIds } of EXAMPLES) {
    const sources = await readDossierFiles(at(`examples/${example}`));
    if (!sources.ok) throw new Error(JSON.stringify(sources.faults));
    const evaluated = evaluateDossier({ sources: sources.value, packs: packs.value, packIds, set: [] });
    if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.faults));
    cases.set(name, evaluated.value);
    for (const file of FILES) read.set(`${name}/${file}`, await readBack(file, evaluated.value));
  }
}, 120_000);

async function readBack(file: ReportFileName, evaluated: EvaluatedCase): Promise<ReadBack> {
  const source = await readSource(file, await makeReportFile(file, evaluated, { fonts: "packaged", language: "zh" }));
  if (!source.ok) throw new Error(JSON.stringify(source.faults));
  const document = readDocument(source.value);
  return { document, findings: examineDocument(document, evaluated.evaluations[0].rulebook) };
}

function caseOf(example: string): EvaluatedCase {
  const one = cases.get(example);
  if (!one) throw new Error(example);
  return one;
}
function readOf(example: string, file: string): ReadBack {
  const one = read.get(`${example}/${file}`);
  if (!one) throw new Error(`${example}/${file}`);
  return one;
}

/** The form as it was composed, a text for every place of its grid: what a merged cell covers says the same. */
function formGrid(evaluated: EvaluatedCase): readonly (readonly string[])[] {
  const table = composeSelfEvaluation(reportInput(evaluated)).blocks.find((block) => block.kind === "table");
  if (table?.kind !== "table") throw new Error("no form");
  const grid: string[][] = table.rows.map(() => []);
  for (const [row, cells] of table.rows.entries()) {
    let column = 0;
    for (const { text, colSpan = 1, rowSpan = 1 } of cells) {
      while (grid[row]?.[column] !== undefined) column++;
      for (let down = 0; down < rowSpan; down++)
        for (let across = 0; across < colSpan; across++) (grid[row + down] ?? [])[column + across] = text.replace(/\s+/gu, "");
      column += colSpan;
    }
  }
  return grid;
}

const squeezed = (text: string | null) => (text ?? "").replace(/\s+/gu, "");
const blankDash = (text: string | undefined) => (text === "—" ? "" : (text ?? ""));

describe.each(EXAMPLES.map(({ name }) => name))("%s", (example) => {
  test.each(FILES)("%s gives back every indicator, cell for cell", (file) => {
    const evaluated = caseOf(example);
    const { scorecard } = evaluated.evaluations[0];
    const [table, ...others] = readOf(example, file).document.tables;
    expect(others).toEqual([]);
    const [, ...scored] = scorecard.items;
    expect(table?.indicators.map(({ level3, weight, score }) => [level3, weight, score])).toEqual(
      scored.map(({ level3, weight, score }) => [
        level3,
        weight === null ? null : printPoints(weight),
        score === null ? null : printPoints(score),
      ]),
    );
    const grid = formGrid(evaluated);
    const heads = grid.findIndex((row) => row.includes("三级指标"));
    // 指标 | 一级 | 二级 | 三级 三级 | 指标值 | 完成值 | 分值 | 得分 | 原因; a row marked 无 is no indicator.
    const composed = grid.slice(heads + 1, -1).filter((row) => row[3] !== "无");
    expect(
      table?.indicators.map((row) => [
        `${row.level1}${row.level1Points === null ? "" : `（${row.level1Points}分）`}`,
        `${row.level2}${row.level2Points === null ? "" : `（${row.level2Points}分）`}`,
        ...[row.level3, row.target, row.actual, row.weight, row.score, row.reason].map(squeezed),
      ]),
    ).toEqual(composed.map(([, level1, level2, level3, , ...rest]) => [level1, level2, level3, ...rest.map(blankDash)]));
  });

  test.each(FILES)("%s gives back every money row, cell for cell", (file) => {
    const grid = formGrid(caseOf(example));
    const first = grid.findIndex((row) => row.includes("执行率")) + 1;
    const composed = grid.slice(first, first + 4).map(([, , row, , ...amounts]) => [row, ...amounts.map(blankDash)]);
    const [table] = readOf(example, file).document.tables;
    // A workbook stores a number, 300; that it is shown as 300.00 is the cell's format.
    const stored = (text = "") => (file.endsWith(".xlsx") ? text.replace(/(\.\d*?)0+$/u, "$1").replace(/\.$/u, "") : text);
    expect(table?.funds.map((row) => Object.values(row).map((text) => stored(squeezed(text))))).toEqual(
      composed.map((row) => row.map(stored)),
    );
    const goals = grid.findIndex((row) => row.includes("预期目标")) + 1;
    expect([table?.goal, table?.goalAchieved].map((text) => squeezed(text ?? null))).toEqual([grid[goals]?.[2], grid[goals]?.[6]]);
  });

  test.each(FILES)("%s gives back money, total and grade", (file) => {
    const { dossier, evaluations } = caseOf(example);
    const { scorecard } = evaluations[0];
    const { document } = readOf(example, file);
    const [table] = document.tables;
    expect([table?.project, table?.year, table?.moneyUnit]).toEqual([dossier.project.name, dossier.project.year, "万元"]);
    expect([table?.total.weight, readPoints(table?.total.score ?? "")]).toEqual(["100", scorecard.total]);
    const [sum] = table?.funds ?? [];
    expect([sum?.row, sum?.weight]).toEqual(["年度资金总额", "10"]);
    const { current, carryOver, other } = dossier.funds;
    const budget = sumMoney([current, carryOver, other].flatMap((row) => row?.revised.value ?? []));
    expect(sum?.revised).toBe(printMoneyColumn(budget, "万元"));
    if (file.startsWith("report")) expect(table?.grade).toBe(scorecard.grade);
  });

  test.each(["report.docx", "report.pdf"])("%s gives back its list of sub-projects and its score sheet", (file) => {
    const { dossier, evaluations } = caseOf(example);
    const { details, scoreTables } = readOf(example, file).document;
    // A name may carry its exception's number behind it.
    expect(details[0]?.rows.map(({ name }) => name.replace(/（[^（）]*〔\d{4}〕\d+号）$/u, ""))).toEqual(
      dossier.subprojects.map(({ name }) => name),
    );
    expect(details[0]?.rows.every(({ budget, spent }) => budget !== null && spent !== null)).toBe(true);
    const { total } = evaluations[0].scorecard;
    expect(readPoints(scoreTables[0]?.total.score ?? "")).toBe(total);
  });

  test.each(FILES)("%s prints nothing that contradicts itself", (file) => {
    expect(readOf(example, file).findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

/** What of the founding case's own findings a report of it shows by itself. */
const SHOWN = [
  "annex-missing",
  "benefit-unattributed",
  "budget-equals-spending",
  "claim-contradicted",
  "goal-is-slogan",
  "item-over-budget",
  "payer-not-owner",
  "rate-infeasible",
  "satisfaction-from-insiders",
  "scores-outrun-rate",
  "timeliness-overdeducted",
  "unmeasurable",
  "year-mismatch",
];
/** What only the dossier shows: faults of the report once printed, in whose place ours prints the facts and computed sums. */
const OF_THE_OLD_PRINT = [
  "actual-contradicts-text",
  "actual-not-derivable",
  "appropriation-misstated",
  "date-after-signature",
  "doc-number-brackets",
  "fake-quantified",
  "met-but-deducted",
  "percent-for-count",
  "subtotal-wrong",
  "tables-disagree",
  "target-in-name",
  "text-table-disagree",
];
/** And what rests on records that no report prints, or that ours prints each under its own name, as the three rates. */
const OF_RECORDS = [
  "blank-unexplained",
  "cost-plan-vs-budget",
  "denominator-ambiguous",
  "discretion-undocumented",
  "full-marks-without-evidence",
  "low-rate-unexplained",
  "no-corrective-action",
];

test.each(["report.docx", "report.pdf"])("%s of the founding case shows the findings of its evaluation, and no others", (file) => {
  const own = new Set<string>(caseOf("nanchang-2019").evaluations[0].findings.map(({ code }) => code));
  expect([...own].toSorted()).toEqual([...SHOWN, ...OF_THE_OLD_PRINT, ...OF_RECORDS].toSorted());
  const codes = new Set<string>(readOf("nanchang-2019", file).findings.map(({ code }) => code));
  expect([...codes].toSorted()).toEqual(SHOWN);
});
