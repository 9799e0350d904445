// A report of the founding report's shape, made from what the example's dossier says was printed: read back cell for cell from every
// kind of file, its contradictions found, nothing that is right called wrong.
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { readDossierFiles } from "../src/app/files/read-dossier.ts";
import { readPacks } from "../src/app/files/read-packs.ts";
import { documentToSheets } from "../src/app/files/table-to-sheet.ts";
import { writeDocx } from "../src/app/files/write-docx.ts";
import { writePdf } from "../src/app/files/write-pdf.ts";
import { writeXlsx } from "../src/app/files/write-xlsx.ts";
import { readSource } from "../src/app/source/read-source.ts";
import { evaluateDossier } from "../src/app/usecases/evaluate-dossier.ts";
import type { PrintedDocument } from "../src/dossier/index.ts";
import { examineDocument, type Finding } from "../src/findings/index.ts";
import { type ReadDocument, type ReadTable, readDocument } from "../src/reading/index.ts";
import type { Rulebook } from "../src/rules/index.ts";
import { asPage, asText, printedReport } from "./printed-report.builder.ts";

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const FORMATS = ["txt", "html", "docx", "pdf", "xlsx"] as const;
type Format = (typeof FORMATS)[number];

let printed: PrintedDocument;
let ownCodes: ReadonlySet<string>;
const read = new Map<Format, { readonly document: ReadDocument; readonly findings: readonly Finding[] }>();

async function bytesOf(format: Format): Promise<Uint8Array> {
  const report = printedReport(printed);
  switch (format) {
    case "txt":
      return asText(report);
    case "html":
      return asPage(report);
    case "docx":
      return await writeDocx(report);
    case "pdf":
      return await writePdf(report, { fonts: "packaged" });
    case "xlsx":
      return writeXlsx(documentToSheets(report), report.meta);
  }
}

beforeAll(async () => {
  const [packs, sources] = await Promise.all([readPacks([at("regulations")]), readDossierFiles(at("examples/nanchang-2019"))]);
  if (!packs.ok || !sources.ok) throw new Error(JSON.stringify([packs.ok || packs.faults, sources.ok || sources.faults]));
  const evaluated = evaluateDossier({ sources: sources.value, packs: packs.value, packIds: ["mof-2020-10"], set: [] });
  if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.faults));
  const [evaluation] = evaluated.value.evaluations;
  const { published } = evaluated.value.dossier;
  if (!published) throw new Error("the example has no published report");
  printed = published;
  ownCodes = new Set(evaluation.findings.filter(({ where }) => where.subject.startsWith("published")).map(({ code }) => code));
  for (const format of FORMATS) read.set(format, await readBack(format, evaluation.rulebook));
}, 120_000);

async function readBack(format: Format, rulebook: Rulebook) {
  const source = await readSource(`report.${format}`, await bytesOf(format));
  if (!source.ok) throw new Error(JSON.stringify(source.faults));
  const document = readDocument(source.value);
  return { document, findings: examineDocument(document, rulebook) };
}

function readOf(format: Format) {
  const one = read.get(format);
  if (!one) throw new Error(format);
  return one;
}

/** What is wrong with the report: each contradiction by the codes that say it. */
const IN_TABLES = [
  "subtotal-wrong",
  "tables-disagree",
  "item-over-budget",
  "budget-equals-spending",
  "year-mismatch",
  "met-but-deducted",
  "percent-for-count",
  "target-in-name",
  "fake-quantified",
  "cost-plan-vs-budget",
  "satisfaction-from-insiders",
];
const IN_SENTENCES = [
  "actual-contradicts-text",
  "actual-not-derivable",
  "rate-infeasible",
  "date-after-signature",
  "benefit-unattributed",
  "denominator-ambiguous",
  "full-marks-without-evidence",
  "appropriation-misstated",
];
const PROVABLE = {
  tables: ["subtotal-wrong", "tables-disagree"],
  sentences: ["actual-contradicts-text", "actual-not-derivable", "date-after-signature"],
};
/** The dossier keeps the whole reason that the original gives in its text; the document made here has a shorter one. */
const NOT_IN_PRINT = ["text-table-disagree"];
/** What would say that a sum or rate is wrong; in this report those are right. */
const ARITHMETIC: readonly string[] = ["funds-parts-sum", "rate-wrong", "rate-score-wrong", "weights-sum", "total-wrong", "grade-wrong"];
/** Figures that are right. */
const RIGHT = ["6.45", "92.45", "269.21", "134.86", "165.47", "100.11%", "4.8%"];

function tableOf(format: Format): ReadTable {
  const [table, ...others] = readOf(format).document.tables;
  if (!table || others.length > 0) throw new Error(`${others.length} more tables`);
  return table;
}

describe.each(FORMATS)("as %s", (format) => {
  test("the form is read cell for cell", () => {
    const table = tableOf(format);
    const { funds, indicators, total, goal, goalAchieved, moneyUnit } = printed.table ?? {};
    expect(table.funds).toEqual(funds);
    expect(
      table.indicators.map(({ level1, level2, level3, target, actual, weight, score, reason }) => ({
        ...{ level1, level2, level3, target, actual },
        ...{ weight, score, reason },
      })),
    ).toEqual(indicators?.filter(({ level3 }) => level3 !== "无").map(({ id: _, ...row }) => row));
    expect([table.total, table.goal, table.goalAchieved, table.moneyUnit]).toEqual([total, goal, goalAchieved, moneyUnit]);
    expect([table.project, table.unit, table.year]).toEqual(["外事活动（出访）专项经费", "南昌市人民政府外事办公室", 2019]);
  });

  test("both lists of delegations and the score sheet are read cell for cell", () => {
    const { details, scoreTables } = readOf(format).document;
    expect(details.map(({ title, moneyUnit, rows, totals }) => ({ title, moneyUnit, rows, totals }))).toEqual(
      printed.details.map(({ title, moneyUnit, rows, totals }) => ({ title, moneyUnit, rows, totals })),
    );
    expect(scoreTables.map(({ rows, total }) => ({ rows, total }))).toEqual(
      printed.scoreTables.map(({ rows, total }) => ({ rows, total })),
    );
  });

  test("every contradiction is found, and only what can be proved is an error", () => {
    const { findings } = readOf(format);
    const codes = new Set<string>(findings.map(({ code }) => code));
    // A workbook holds the tables, not the sentences around them.
    const shown = format === "xlsx" ? IN_TABLES : [...IN_TABLES, ...IN_SENTENCES];
    expect(shown.filter((code) => !codes.has(code))).toEqual([]);
    const errors = new Set<string>(findings.filter(({ severity }) => severity === "error").map(({ code }) => code));
    expect(errors).toEqual(new Set([...PROVABLE.tables, ...(format === "xlsx" ? [] : PROVABLE.sentences)]));
  });

  test("nothing that is right is called wrong", () => {
    const { findings } = readOf(format);
    expect(findings.filter(({ code }) => ARITHMETIC.includes(code)).map(({ code }) => code)).toEqual([]);
    expect(findings.filter(({ printed: text }) => RIGHT.includes(text ?? "")).map(({ code }) => code)).toEqual([]);
  });
});

describe.each(FORMATS.filter((format) => format !== "xlsx"))("as %s", (format) => {
  test("title, chapters, annexes, body and day of the report are read, and the grade of its conclusion", () => {
    const { document } = readOf(format);
    const { title, issuer, signedOn, sections, annexes } = printed;
    expect([document.kind, document.title, document.issuer, document.signedOn]).toEqual(["report", title, issuer, signedOn]);
    expect([document.sections, document.annexes, tableOf(format).grade]).toEqual([sections, annexes, "优"]);
  });

  test("what the dossier's own evaluation finds in the print is found by reading it", () => {
    const codes = new Set<string>(readOf(format).findings.map(({ code }) => code));
    expect([...ownCodes].filter((code) => !codes.has(code))).toEqual(NOT_IN_PRINT);
  });
});
