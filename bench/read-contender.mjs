// One reader in a process of its own, as whoever uses it has it: reads a file over and over when asked to, and answers with the
// processor time it took. Started by reading.mjs with the reader's name and the file.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [, , reader = "", file = ""] = process.argv;
const bytes = new Uint8Array(readFileSync(file));

const READERS = {
  hengxiao: async () => {
    const { readSource } = await import("../dist/app/source/read-source.js");
    return async () => {
      const read = await readSource(file, bytes);
      if (!read.ok) throw new Error(JSON.stringify(read.faults));
      return read.value;
    };
  },
  "mammoth-html": async () => {
    const { default: mammoth } = await import("mammoth");
    return () => mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
  },
  "mammoth-text": async () => {
    const { default: mammoth } = await import("mammoth");
    return () => mammoth.extractRawText({ buffer: Buffer.from(bytes) });
  },
  officeparser: async () => {
    const { parseOffice } = await import("officeparser");
    return () => parseOffice(Buffer.from(bytes));
  },
  sheetjs: async () => {
    const XLSX = await import("@e965/xlsx");
    return () => {
      const workbook = XLSX.read(bytes, { cellNF: true });
      return workbook.SheetNames.map((name) => XLSX.utils.sheet_to_json(workbook.Sheets[name], { header: 1 }));
    };
  },
  exceljs: async () => {
    const { default: ExcelJS } = await import("exceljs");
    return () => new ExcelJS.Workbook().xlsx.load(bytes);
  },
  pdfjs: async () => {
    const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
    // The character maps of Chinese fonts are files of the package.
    const maps = createRequire(import.meta.url)
      .resolve("pdfjs-dist/package.json")
      .replace(/package\.json$/, "cmaps/");
    return async () => {
      const task = getDocument({ data: bytes.slice(), cMapUrl: maps, cMapPacked: true, verbosity: 0 });
      const document = await task.promise;
      for (let page = 1; page <= document.numPages; page++) await (await document.getPage(page)).getTextContent();
      await task.destroy();
    };
  },
};

const read = await READERS[reader]();
process.on("message", async (times) => {
  const before = process.cpuUsage();
  const wall = performance.now();
  for (let index = 0; index < times; index++) await read();
  const { user, system } = process.cpuUsage(before);
  process.send({ cpu: (user + system) / 1000, wall: performance.now() - wall });
});
process.send("ready");
