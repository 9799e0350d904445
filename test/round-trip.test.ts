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
const EXAMPLES = ["nanchang-2019", "nanchang-2019-corrected"] as const;
const FILES = ["report.docx", "report.pdf", "self-evaluation.docx", "self-evaluation.xlsx"] as const;

type ReadBack = { readonly document: ReadDocument; readonly findings: readonly Finding[] };
const cases = new Map<string, EvaluatedCase>();
const read = new Map<string, ReadBack>();

beforeAll(async () => {
  const packs = await readPacks([at("regulations")]);
  if (!packs.ok) throw new Error(JSON.stringify(packs.faults));
  for (const example of EXAMPLES) {
    const sources = await readDossierFiles(at(`examples/${example}`));
    if (!sources.ok) throw new Error(JSON.stringify(sources.faults));
    const evaluated = evaluateDossier({ sources: sources.value, packs: packs.value, packIds: [], set: [] });
    if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.faults));
    cases.set(example, evaluated.value);
    for (const file of FILES) read.set(`${example}/${file}`, await readBack(file, evaluated.value));
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

/** Rows of the form as it was composed: the texts of each row's cells, blanks taken out. */
function formRows(evaluated: EvaluatedCase): readonly (readonly string[])[] {
  return composeSelfEvaluation(reportInput(evaluated)).blocks.flatMap((block) =>
    block.kind === "table" ? block.rows.map((row) => row.map(({ text }) => text.replace(/\s+/gu, ""))) : [],
  );
}

describe.each(EXAMPLES)("%s", (example) => {
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
    const rows = formRows(evaluated);
    for (const { level3, target, actual, weight, score } of table?.indicators ?? []) {
      const row = rows.find((cells) => cells.includes(level3.replace(/\s+/gu, ""))) ?? [];
      const from = row.indexOf(level3.replace(/\s+/gu, ""));
      const printed = [target, actual, weight, score].map((text) => (text ?? "").replace(/\s+/gu, ""));
      expect(row.slice(from + 1).filter((text) => text !== "" && printed.includes(text)).length, level3).toBeGreaterThanOrEqual(4);
    }
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

/** What of the founding case's own findings a report of it can show; the others rest on facts that are not printed there. */
const SHOWN = [
  "annex-missing",
  "benefit-unattributed",
  "budget-equals-spending",
  "claim-contradicted",
  "goal-is-slogan",
  "item-over-budget",
  "satisfaction-from-insiders",
  "scores-outrun-rate",
  "year-mismatch",
];

test.each(["report.docx", "report.pdf"])("%s of the founding case has the doubts that its evaluation has", (file) => {
  const own = new Set(caseOf("nanchang-2019").evaluations[0].findings.map(({ code }) => code));
  expect(SHOWN.filter((code) => !own.has(code as Finding["code"]))).toEqual([]);
  const codes = new Set<string>(readOf("nanchang-2019", file).findings.map(({ code }) => code));
  expect(SHOWN.filter((code) => !codes.has(code))).toEqual([]);
});
