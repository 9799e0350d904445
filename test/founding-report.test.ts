// The report that describes the system, as its published text, as a Word file and as a PDF made from that: read completely, its
// contradictions found, nothing that is right called wrong. The text is looked for beside the project.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readPacks } from "../src/app/files/read-packs.ts";
import { readSource } from "../src/app/source/read-source.ts";
import { examineDocument } from "../src/findings/index.ts";
import type { Day } from "../src/kernel/index.ts";
import { readDocument } from "../src/reading/index.ts";
import { buildRulebook } from "../src/rules/index.ts";

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const REPORT = at("../shared/founding/nanchang-2019-report.txt");
const OFFICE = "/usr/bin/soffice";
const present = existsSync(REPORT);
if (!present) console.log("the founding report's text is not beside the project: its formats are not tested here");
const formats = !present ? [] : existsSync(OFFICE) ? (["txt", "docx", "pdf"] as const) : (["txt", "docx"] as const);

/** A Word file of paragraphs, one for each line of the text. */
function asWord(text: string): Uint8Array {
  const escaped = (words: string) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const lines = text.split("\n").map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`);
  const office = "http://schemas.openxmlformats.org";
  return zipSync({
    "[Content_Types].xml": strToU8(
      `<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    "_rels/.rels": strToU8(
      `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    "word/document.xml": strToU8(
      `<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body>${lines.join("")}</w:body></w:document>`,
    ),
  });
}

function bytesOf(format: "txt" | "docx" | "pdf"): Uint8Array {
  const text = readFileSync(REPORT);
  if (format === "txt") return new Uint8Array(text);
  const word = asWord(text.toString("utf8"));
  if (format === "docx") return word;
  const folder = mkdtempSync(join(tmpdir(), "hengxiao-founding-"));
  try {
    writeFileSync(join(folder, "report.docx"), word);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    execFileSync(OFFICE, [profile, "--headless", "--convert-to", "pdf", "--outdir", folder, join(folder, "report.docx")], {
      timeout: 120_000,
    });
    return new Uint8Array(readFileSync(join(folder, "report.pdf")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function audited(format: "txt" | "docx" | "pdf") {
  const [packs, source] = await Promise.all([readPacks([at("regulations")]), readSource(`report.${format}`, bytesOf(format))]);
  if (!packs.ok || !source.ok) throw new Error(JSON.stringify([packs.ok || packs.faults, source.ok || source.faults]));
  const rulebook = buildRulebook(packs.value, "mof-2020-10", "2020-05-20" as Day);
  if (!rulebook.ok) throw new Error(JSON.stringify(rulebook.faults));
  const document = readDocument(source.value);
  return { document, findings: examineDocument(document, rulebook.value) };
}

/** One code at least for each of the report's contradictions, in the order of its pages. */
const CONTRADICTIONS = [
  "subtotal-wrong",
  "item-over-budget",
  "actual-not-derivable",
  "actual-contradicts-text",
  "met-but-deducted",
  "percent-for-count",
  "target-in-name",
  "year-mismatch",
  "rate-infeasible",
  "satisfaction-from-insiders",
  "date-after-signature",
  "benefit-unattributed",
  "denominator-ambiguous",
  "budget-equals-spending",
  "cost-plan-vs-budget",
  "fake-quantified",
  "full-marks-without-evidence",
  "appropriation-misstated",
];

test("the report is looked for, and formats are tested where it is", () => {
  expect(formats.length > 0).toBe(present);
});

describe.each(formats)("as %s", (format) => {
  test("every part is read and every contradiction found", async () => {
    const { document, findings } = await audited(format);
    const [table, ...others] = document.tables;
    expect([others.length, table?.total, table?.grade, table?.indicators.length]).toEqual([0, { weight: "100", score: "92.45" }, "优", 9]);
    expect(table?.indicators.map(({ score }) => score)).toEqual(["20", "15", "3", "5", "3", "15", "10", "5", "10"]);
    expect(table?.funds[0]).toMatchObject({ initial: "465.47", revised: "465.47", executed: "300.33", weight: "10", score: "6.45" });
    expect(document.details.map(({ rows, totals }) => [rows.length, totals.budget, totals.spent])).toEqual([
      [12, "300.33", "300.33"],
      [12, "300.00", "300.33"],
    ]);
    expect(document.scoreTables.map(({ rows, total }) => [rows.length, total.weight, total.score])).toEqual([[9, "100", "92.45"]]);
    const codes = new Set<string>(findings.map(({ code }) => code));
    expect(CONTRADICTIONS.filter((code) => !codes.has(code))).toEqual([]);
    // What adds up is called wrong by none: 6.45 + 46 + 30 + 10, 269.21 + 31.12, +4.83 %, 134.86 + 165.47.
    const provable = findings.filter(({ severity }) => severity === "error").map(({ code }) => code);
    expect(new Set(provable)).toEqual(
      new Set(["subtotal-wrong", "tables-disagree", "actual-contradicts-text", "actual-not-derivable", "date-after-signature"]),
    );
    const printed = findings.map((finding) => finding.printed ?? "");
    for (const right of ["6.45", "92.45", "269.21", "134.86", "165.47"]) expect(printed).not.toContain(right);
  }, 180_000);
});
