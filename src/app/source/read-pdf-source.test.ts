import { describe, expect, it } from "vitest";
import { aReportDocument } from "../files/sample-document.builder.ts";
import { writePdf } from "../files/write-pdf.ts";
import { readSource } from "./read-source.ts";

describe("a PDF", () => {
  it("is read as its lines and its ruled tables, each with its page", async () => {
    const read = await readSource("报告.pdf", await writePdf(aReportDocument()));
    const blocks = read.ok ? read.value.blocks : [];
    const pages = blocks.map((block) => block.page ?? 0);
    expect([pages[0], pages.toSorted((a, b) => a - b)]).toEqual([1, pages]);
    const rows = blocks.flatMap((block) =>
      block.kind === "table" ? [block.cells.filter(({ row }) => row === 2).map(({ text }) => text)] : [],
    );
    expect(rows[0]).toEqual(["2", "2018年南昌市产业创新友好代表团", "出国（境）管理处", "33.59", "33.92", "100.98%"]);
    expect(blocks.some((block) => block.kind === "text" && block.text.startsWith("综合得分92.45分"))).toBe(true);
  });

  it("that is torn is refused with its reason", async () => {
    const torn = await readSource("a.pdf", new TextEncoder().encode("%PDF-1.7\n1 0 obj\n<<"));
    expect(torn.ok ? "taken" : torn.faults.map(({ params }) => params["reason"])).toEqual(["pdf-damaged"]);
  });

  it("of pictures alone is refused as a scan", async () => {
    const blank =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";
    const read = await readSource("a.pdf", new TextEncoder().encode(blank));
    expect(read.ok ? "taken" : read.faults.map(({ params }) => params["reason"])).toEqual(["is-scan"]);
  });
});
