// Job (e): the founding case's report as Word and PDF and its self-evaluation table as Excel, beside the libraries used
// for such files with the same content, and LibreOffice's conversion. CPU milliseconds a document, contenders in turn.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TemplateHandler } from "easy-template-x";
import ExcelJS from "exceljs";
import { readDossierFiles } from "../dist/app/files/read-dossier.js";
import { readPacks } from "../dist/app/files/read-packs.js";
import { evaluateDossier } from "../dist/app/usecases/evaluate-dossier.js";
import { makeReportFile, reportInput } from "../dist/app/usecases/write-report-files.js";
import { composeReport, composeSelfEvaluation } from "../dist/report/index.js";
import { figure, interleave, median, printTable, ratioOf } from "./measure.mjs";

const product = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const OPTIONS = { fonts: "packaged", language: "zh" };

/** Evaluates the founding case, with other facts where they are given. */
async function foundingCase() {
  const [packs, sources] = await Promise.all([readPacks([product("regulations")]), readDossierFiles(product("examples/nanchang-2019"))]);
  if (!packs.ok || !sources.ok) throw new Error(JSON.stringify([packs, sources]));
  return (set = []) => {
    const evaluated = evaluateDossier({ sources: sources.value, packs: packs.value, packIds: [], set });
    if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.faults));
    return evaluated.value;
  };
}

const REISSUED = 200;

/** CPU minutes that 10,000 projects × 3 files take, from evaluation to bytes, by as many as are made here, no two with the same facts. */
async function reissue(evaluate) {
  const files = ["report.docx", "report.pdf", "self-evaluation.xlsx"];
  const make = async (n) => {
    const evaluated = evaluate([
      ["project.name", `出访经费 ${n}`],
      ["funds.current.executed", `${100 + n}.${10 + (n % 90)}`],
    ]);
    for (const file of files) await makeReportFile(file, evaluated, OPTIONS);
  };
  for (let n = 0; n < 10; n++) await make(n);
  const start = process.cpuUsage();
  for (let n = 10; n < 10 + REISSUED; n++) await make(n);
  const { user, system } = process.cpuUsage(start);
  return ((user + system) / 1000 / REISSUED / 60_000) * 10_000;
}

/** The text of a report as plain lines, for peers that are given content rather than a tree. */
function linesOf(document) {
  return document.blocks.flatMap((block) => {
    if (block.kind === "paragraph") return [block.runs.map((run) => run.text).join("")];
    if (block.kind === "heading") return [block.text];
    if (block.kind === "table") return block.rows.map((row) => row.map((cell) => cell.text).join("\t"));
    return [];
  });
}

async function withExcelJs(table) {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet("自评表");
  const thin = { style: "thin" };
  table.rows.forEach((row, r) => {
    let column = 1;
    for (const cell of row) {
      const target = sheet.getCell(r + 1, column);
      target.value = cell.text;
      target.border = { top: thin, left: thin, right: thin, bottom: thin };
      target.alignment = { wrapText: true, horizontal: cell.align ?? "center" };
      column += cell.colSpan ?? 1;
    }
  });
  return workbook.xlsx.writeBuffer();
}

export async function benchDocuments() {
  const evaluate = await foundingCase();
  const evaluated = evaluate();
  const input = reportInput(evaluated);
  const report = composeReport(input);
  const form = composeSelfEvaluation(input).blocks.find((block) => block.kind === "table");
  const lines = linesOf(report);
  const template = await templateWith(lines);
  const handler = new TemplateHandler();
  const times = await interleave(
    [
      { name: "hengxiao docx", run: () => makeReportFile("report.docx", evaluated, OPTIONS) },
      { name: "easy-template-x docx", run: () => handler.process(template, { lines: lines.map((text) => ({ text })) }) },
      { name: "hengxiao pdf", run: () => makeReportFile("report.pdf", evaluated, OPTIONS) },
      { name: "hengxiao xlsx", run: () => makeReportFile("self-evaluation.xlsx", evaluated, OPTIONS) },
      { name: "exceljs xlsx", run: () => withExcelJs(form) },
    ],
    9,
  );
  const office = libreOffice(await makeReportFile("report.docx", evaluated, OPTIONS));
  const cpu = (name) => median(times.get(name).cpu);
  const row = (name, peer) => [name, figure(cpu(name)), figure(1000 / cpu(name)), peer ? figure(ratioOf(times, name, peer)) : ""];
  printTable(
    `Documents of the founding case (${lines.length} lines of report)`,
    ["", "CPU ms each", "per core-second", "ours ÷ peer (CPU)"],
    [
      row("hengxiao docx", "easy-template-x docx"),
      row("easy-template-x docx"),
      row("hengxiao xlsx", "exceljs xlsx"),
      row("exceljs xlsx"),
      row("hengxiao pdf"),
      ...(office === null
        ? [["LibreOffice docx → pdf: not on this machine", "", "", ""]]
        : [
            [
              "LibreOffice docx → pdf, 20 in one process",
              figure(office),
              figure(1000 / office),
              figure(median(times.get("hengxiao pdf").cpu) / office),
            ],
          ]),
    ],
  );
  const own = await reissue(evaluate);
  const peers = office === null ? null : ((cpu("easy-template-x docx") + cpu("exceljs xlsx") + office) / 60_000) * 10_000;
  const beside =
    peers === null ? "" : `; the peers ${figure(peers)}, ours ÷ theirs ${figure(own / peers)} (goal ≤ 0.39: 15 minutes where they take 38)`;
  console.log(`\n10,000 projects × 3 files, no two alike: ${figure(own)} CPU minutes, by ${REISSUED} of them${beside}`);
}

/** CPU milliseconds a file when LibreOffice converts 20 in one process, or null where it is not installed. */
function libreOffice(docx) {
  if (spawnSync("soffice", ["--version"]).status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), "hengxiao-bench-"));
  try {
    const files = Array.from({ length: 20 }, (_, i) => join(folder, `report-${i}.docx`));
    for (const file of files) writeFileSync(file, docx);
    const script = `/usr/bin/env bash -c 'times; soffice --headless -env:UserInstallation=file://${folder}/profile --convert-to pdf --outdir ${folder} ${files.join(" ")} >/dev/null 2>&1; times'`;
    const text = execFileSync("bash", ["-c", script], { encoding: "utf8" });
    const children = text
      .trim()
      .split("\n")
      .filter((_, i) => i % 2 === 1);
    const total = (line) =>
      line
        .split(/\s+/)
        .reduce((sum, part) => sum + Number(part.split("m")[0]) * 60_000 + Number(part.split("m")[1].replace("s", "")) * 1000, 0);
    return (total(children.at(-1)) - total(children[0])) / files.length;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A Word template with one loop, made from our own writer's package so that the peer starts from a real file. */
async function templateWith() {
  const { Document, Packer, Paragraph } = await import("docx");
  const document = new Document({
    sections: [{ children: [new Paragraph("{#lines}"), new Paragraph("{text}"), new Paragraph("{/lines}")] }],
  });
  return Packer.toBuffer(document);
}
