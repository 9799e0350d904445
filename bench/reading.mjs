// Job (d): reading Word, Excel, PDF and text files of the founding case and larger ones, cells with spans and addresses,
// beside the libraries used for such files. Documents per second of one core, contenders in turn; what peers leave out (spans,
// addresses, recomputed formulas) is not counted against us.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ExcelJS from "exceljs";
import { readDossierFiles } from "../dist/app/files/read-dossier.js";
import { readPacks } from "../dist/app/files/read-packs.js";
import { evaluateDossier } from "../dist/app/usecases/evaluate-dossier.js";
import { makeReportFile } from "../dist/app/usecases/write-report-files.js";
import { figure, median, printTable, ratioOf } from "./measure.mjs";

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

/** Files with their readers, ours first, and how many times each reads the file in a round. */
async function jobs(folder) {
  const { docx, form, pdf } = await foundingFiles();
  const keep = (name, bytes) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  return [
    { label: "docx: report", file: keep("report.docx", docx), times: 20, peers: ["mammoth-html", "mammoth-text", "officeparser"] },
    { label: "xlsx: self-evaluation form", file: keep("form.xlsx", form), times: 400, peers: ["sheetjs", "exceljs", "officeparser"] },
    { label: "xlsx: 2,000 × 12", file: keep("ledger.xlsx", await aLedger()), times: 8, peers: ["sheetjs", "exceljs"] },
    { label: "txt: page of text", file: keep("text.txt", readFileSync(product("README.md"))), times: 400, peers: [] },
    { label: "pdf: report", file: keep("report.pdf", pdf), times: 12, peers: ["pdfjs", "officeparser"] },
  ];
}

/** A reader in a process of its own; each call reads so many times and answers with the milliseconds. */
async function startReader(reader, file) {
  const child = fork(fileURLToPath(new URL("read-contender.mjs", import.meta.url)), [reader, file]);
  await once(child, "message");
  const run = async (times) => {
    child.send(times);
    const [answer] = await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => {
        throw new Error(`${reader} ended on ${file}`);
      }),
    ]);
    return answer;
  };
  return { run, end: () => child.kill() };
}

async function measureJob({ file, times, peers }) {
  const names = ["hengxiao", ...peers];
  const readers = new Map();
  for (const name of names) readers.set(name, await startReader(name, file));
  const measured = new Map(names.map((name) => [name, { cpu: [], wall: [] }]));
  for (let round = -1; round < ROUNDS; round++) {
    for (const [name, { run }] of readers) {
      const { cpu, wall } = await run(times);
      // The first round warms up.
      if (round < 0) continue;
      measured.get(name).cpu.push(cpu);
      measured.get(name).wall.push(wall);
    }
  }
  for (const { end } of readers.values()) end();
  return measured;
}

export async function benchReading() {
  const folder = mkdtempSync(join(tmpdir(), "hengxiao-bench-"));
  const rows = [];
  try {
    for (const job of await jobs(folder)) {
      const measured = await measureJob(job);
      for (const [name, { cpu }] of measured) {
        const each = median(cpu) / job.times;
        const isOwn = name === "hengxiao";
        const ratio = isOwn ? "" : figure(1 / ratioOf(measured, "hengxiao", name));
        rows.push([isOwn ? job.label : `  ${name}`, figure(each), figure(1000 / each), ratio]);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  printTable("Reading documents, each reader in a process of its own", ["", "CPU ms each", "per core-second", "peer ÷ ours (CPU)"], rows);
}
