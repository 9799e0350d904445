// Job (d): reading Word, Excel, PDF and text files of the founding case and larger ones, cells with spans and addresses,
// beside the libraries used for such files. Documents per second of one core, contenders in turn; what peers leave out (spans,
// addresses, recomputed formulas) is not counted against us.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import * as XLSX from "@e965/xlsx";
import ExcelJS from "exceljs";
import mammoth from "mammoth";
import { parseOffice } from "officeparser";
import { readDossierFiles } from "../dist/app/files/read-dossier.js";
import { readPacks } from "../dist/app/files/read-packs.js";
import { readSource } from "../dist/app/source/read-source.js";
import { evaluateDossier } from "../dist/app/usecases/evaluate-dossier.js";
import { makeReportFile } from "../dist/app/usecases/write-report-files.js";
import { figure, interleave, median, printTable, ratioOf } from "./measure.mjs";

const product = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const ROUNDS = 5;

async function foundingFiles() {
  const [packs, sources] = await Promise.all([readPacks([product("regulations")]), readDossierFiles(product("examples/nanchang-2019"))]);
  if (!packs.ok || !sources.ok) throw new Error(JSON.stringify([packs, sources]));
  const evaluated = evaluateDossier({ sources: sources.value, packs: packs.value, packIds: [], set: [] });
  if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.faults));
  const make = (name) => makeReportFile(name, evaluated.value, { fonts: "packaged", language: "zh" });
  const [docx, form, pdf] = [await make("report.docx"), await make("self-evaluation.xlsx"), await make("report.pdf")];
  return { docx, form, pdf };
}

/** A ledger of 2,000 rows × 12 columns as a spreadsheet program writes it. */
async function aLedger() {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet("明细");
  for (let row = 1; row <= 2_000; row++) {
    sheet.addRow(
      Array.from({ length: 12 }, (_, column) => (column % 3 === 0 ? `第${row}笔支出摘要${column}` : (row * 37 + column * 11) / 100)),
    );
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const ours = (name, bytes) => async () => {
  const read = await readSource(name, bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.value;
};
const sheetJs = (bytes) => () => {
  const workbook = XLSX.read(bytes, { cellNF: true });
  return workbook.SheetNames.map((name) => XLSX.utils.sheet_to_json(workbook.Sheets[name], { header: 1 }));
};
const excelJs = (bytes) => () => new ExcelJS.Workbook().xlsx.load(bytes);

async function pdfText(bytes) {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  // The character maps of Chinese fonts are files of the package.
  const maps = `${createRequire(import.meta.url)
    .resolve("pdfjs-dist/package.json")
    .replace(/package\.json$/, "cmaps/")}`;
  return async () => {
    const task = getDocument({ data: bytes.slice(), cMapUrl: maps, cMapPacked: true, verbosity: 0 });
    const document = await task.promise;
    for (let page = 1; page <= document.numPages; page++) await (await document.getPage(page)).getTextContent();
    await task.destroy();
  };
}

const times = (count, run) => async () => {
  for (let index = 0; index < count; index++) await run();
};

/**
 * Jobs with their contenders, ours first. `files` are read one after another in a round: as many as it takes for every reader
 * to run as it does in a batch of thousands.
 */
async function jobs() {
  const { docx, form, pdf } = await foundingFiles();
  const ledger = await aLedger();
  const text = new Uint8Array(readFileSync(product("README.md")));
  const readsPdf = (await readSource("report.pdf", pdf)).ok;
  return [
    {
      files: 20,
      contenders: [
        ["docx: report", ours("report.docx", docx)],
        ["mammoth → HTML", () => mammoth.convertToHtml({ buffer: Buffer.from(docx) })],
        ["mammoth, text alone", () => mammoth.extractRawText({ buffer: Buffer.from(docx) })],
        ["officeparser", () => parseOffice(Buffer.from(docx))],
      ],
    },
    {
      files: 100,
      contenders: [
        ["xlsx: self-evaluation form", ours("form.xlsx", form)],
        ["@e965/xlsx", sheetJs(form)],
        ["exceljs", excelJs(form)],
      ],
    },
    {
      files: 4,
      contenders: [
        ["xlsx: 2,000 × 12", ours("ledger.xlsx", ledger)],
        ["@e965/xlsx, 2,000 × 12", sheetJs(ledger)],
        ["exceljs, 2,000 × 12", excelJs(ledger)],
      ],
    },
    { files: 200, contenders: [["txt: page of text", ours("text.txt", text)]] },
    {
      files: 3,
      contenders: [...(readsPdf ? [["pdf: report", ours("report.pdf", pdf)]] : []), ["pdfjs-dist, text alone", await pdfText(pdf)]],
    },
  ];
}

export async function benchReading() {
  const rows = [];
  for (const { files, contenders } of await jobs()) {
    const measured = await interleave(
      contenders.map(([name, run]) => ({ name, run: times(files, run) })),
      ROUNDS,
    );
    const [own] = contenders[0];
    for (const [name] of contenders) {
      const each = median(measured.get(name).cpu) / files;
      rows.push([name, figure(each), figure(1000 / each), name === own ? "" : figure(1 / ratioOf(measured, own, name))]);
    }
  }
  printTable("Reading documents", ["", "CPU ms each", "per core-second", "peer ÷ ours (CPU)"], rows);
}
