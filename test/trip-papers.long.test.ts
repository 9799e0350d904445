// The papers of a delegation as LibreOffice lays them out: the official opinion form is one sheet, in Word and in Excel.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { convertWithLibreOffice, readPdfText } from "../src/app/files/office-tools.builder.ts";
import { documentToSheets } from "../src/app/files/table-to-sheet.ts";
import { writeDocx } from "../src/app/files/write-docx.ts";
import { writePdf } from "../src/app/files/write-pdf.ts";
import { writeXlsx } from "../src/app/files/write-xlsx.ts";
import { composeOpinionForm } from "../src/app/usecases/trips/compose-opinion-form.ts";
import { readTripYear } from "../src/app/usecases/trips/trip-year.ts";
import type { Day } from "../src/kernel/index.ts";
import { ROOT } from "./planted-tree.ts";

const year = await readTripYear({
  ...{ folder: join(ROOT, "examples/delegations-2019"), dataFolder: "none", on: "2019-12-31" as Day, exceptions: new Map() },
});
if (!year.ok) throw new Error(JSON.stringify(year.faults));

/** The fullest of the examples, with a purpose of 160 characters, three findings, and remarks of 108. */
function aFullForm() {
  const one = year.ok ? year.value.cases.get("4") : undefined;
  if (!one) throw new Error("the fourth delegation");
  const { planned } = one.both;
  const { trip } = planned.priced;
  const purpose = { need: "走访机构，交流人力资源管理经验。".repeat(10), tasks: trip.purpose?.tasks ?? [] };
  const full = { ...trip, purpose, remarks: "各项费用按标准测算，机票为优惠票价。".repeat(6) };
  const breach = { code: "trip-too-long", reason: "too-many-days", severity: "warning", path: "returns", about: "3" } as const;
  const breaches = Array.from({ length: 3 }, () => ({ ...breach, found: "11", expected: "≤ 10", basis: [] }));
  return composeOpinionForm({ ...planned, priced: { ...planned.priced, trip: full } }, breaches);
}

const squeezed = (text: string | undefined) => (text ?? "").replace(/\s/g, "");

describe("the opinion form, filled in full", () => {
  const form = aFullForm();
  it.each([
    ["Word", async () => convertWithLibreOffice("form.docx", await writeDocx(form), "pdf")],
    ["Excel", async () => convertWithLibreOffice("form.xlsx", writeXlsx(documentToSheets(form), form.meta), "pdf")],
    ["PDF", async () => await writePdf(form, { fonts: "packaged" })],
  ] as const)("stands on one sheet in %s, from its title to its remarks", async (_name, made) => {
    const [first, second] = readPdfText(await made())
      .split("\f")
      .map(squeezed);
    for (const part of ["因公临时出国任务和预算审批意见表", "出访国别", "各项支出的测算见预算明细"]) expect(first).toContain(part);
    expect(second).toContain("团组人员名单");
  });
});
