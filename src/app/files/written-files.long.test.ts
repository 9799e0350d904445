// The writers' files as other programs see them: LibreOffice opens them, lays them out and computes their formulas.
import { describe, expect, it } from "vitest";
import type { Table } from "../../report/index.ts";
import { convertWithLibreOffice, readPdfProperties, readPdfText } from "./office-tools.builder.ts";
import { aDetailTable, aDocumentOf, aReportDocument, aSelfEvaluationForm } from "./sample-document.builder.ts";
import { tableToSheet } from "./table-to-sheet.ts";
import { writeDocx } from "./write-docx.ts";
import { writePdf } from "./write-pdf.ts";
import { writeXlsx } from "./write-xlsx.ts";

describe("LibreOffice", () => {
  it("opens the Word report and lays out as many pages as the PDF has, give or take what another font takes", async () => {
    const pdf = convertWithLibreOffice("report.docx", await writeDocx(aReportDocument()), "pdf");
    const text = readPdfText(pdf).replace(/\s/g, "");
    for (const words of [
      "绩效评价报告",
      "子项目名称",
      "综合得分92.45分",
      "附件：1.项目支出绩效自评表",
      "2020年5月20日",
      "复核事项及处理情况一览表",
    ]) {
      expect(text).toContain(words);
    }
    const pages = Number(readPdfProperties(pdf).get("Pages"));
    const own = Number(readPdfProperties(await writePdf(aReportDocument())).get("Pages"));
    expect(Math.abs(pages - own)).toBeLessThanOrEqual(3);
  });

  it("sets the Word report in 22 lines of 28 characters", async () => {
    const full = aDocumentOf({ kind: "paragraph", flush: true, runs: [{ text: "政".repeat(22 * 28) }] });
    const pdf = convertWithLibreOffice("full.docx", await writeDocx(full), "pdf");
    const lines = readPdfText(pdf)
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line.startsWith("政"));
    expect(lines).toEqual(new Array<string>(22).fill("政".repeat(28)));
    expect(readPdfProperties(pdf).get("Pages")).toBe("1");
  });

  it("computes the totals of the sheets itself", () => {
    // The values the file carries are made wrong, so that what comes back can only have been computed.
    const spoiled = (table: Table): Table => ({
      ...table,
      rows: table.rows.map((row) => row.map((cell) => (cell.formula === undefined ? cell : { ...cell, number: "0" }))),
    });
    const csv = (table: Table) =>
      new TextDecoder().decode(
        convertWithLibreOffice("sheet.xlsx", writeXlsx([tableToSheet(spoiled(table), "表")], aReportDocument().meta), "csv"),
      );
    expect(csv(aDetailTable())).toContain("合计,,,300.00,300.33,100.11%");
    expect(csv(aSelfEvaluationForm())).toContain("总分,,,,,,100,92.45,等级：优");
  });

  it("prints the self-evaluation form on one page", () => {
    const sheet = tableToSheet(aSelfEvaluationForm(), "自评表", { title: "项目支出绩效自评表", subtitle: "（2019年度）" });
    const pdf = convertWithLibreOffice("form.xlsx", writeXlsx([sheet], aReportDocument().meta), "pdf");
    expect(readPdfProperties(pdf).get("Pages")).toBe("1");
    expect(readPdfText(pdf).replace(/\s/g, "")).toContain("项目支出绩效自评表（2019年度）");
  });
});

describe("a batch of PDFs", () => {
  it("does not grow the process report by report", async () => {
    const report = (index: number) =>
      aReportDocument({
        blocks: aReportDocument().blocks.map((block) =>
          block.kind === "paragraph" ? { ...block, runs: block.runs.map((run) => ({ ...run, text: `第${index}号：${run.text}` })) } : block,
        ),
      });
    for (let index = 0; index < 100; index++) await writePdf(report(index));
    const before = process.memoryUsage().rss;
    for (let index = 100; index < 500; index++) await writePdf(report(index));
    const grown = (process.memoryUsage().rss - before) / 1024 / 1024;
    expect(grown).toBeLessThan(100);
  });
});
