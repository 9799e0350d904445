// One reader of a ledger export in a process of its own: reads the file once for each message and answers with rows, the sum of the
// amounts in fen, CPU and wall milliseconds, and the most memory it has had.
import { readFileSync } from "node:fs";

const [, , reader, file] = process.argv;
const AMOUNT = 4;
const fenOf = (text) => {
  const [whole, part = ""] = text.split(".");
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, "0"));
};

const READERS = {
  hengxiao: async () => {
    const { streamTable } = await import("../dist/app/files/table-rows.js");
    return () => {
      let [rows, sum] = [0, 0n];
      const read = streamTable("export.xlsx", new Uint8Array(readFileSync(file)), null, ({ number, cells }) => {
        if (number === 1) return;
        rows += 1;
        sum += fenOf(cells[AMOUNT]);
      });
      if (!read.ok) throw new Error(JSON.stringify(read.faults));
      return { rows, sum };
    };
  },
  "exceljs-stream": async () => {
    const { default: ExcelJS } = await import("exceljs");
    return async () => {
      let [rows, sum] = [0, 0n];
      const workbook = new ExcelJS.stream.xlsx.WorkbookReader(file, {
        sharedStrings: "cache",
        styles: "cache",
        worksheets: "emit",
        hyperlinks: "ignore",
      });
      for await (const sheet of workbook)
        for await (const row of sheet) {
          if (row.number === 1) continue;
          const cells = row.values;
          rows += 1;
          sum += fenOf(String(cells[AMOUNT + 1]));
        }
      return { rows, sum };
    };
  },
  sheetjs: async () => {
    const XLSX = await import("@e965/xlsx");
    return () => {
      const { Sheets, SheetNames } = XLSX.read(readFileSync(file), { dense: true });
      const lines = XLSX.utils.sheet_to_json(Sheets[SheetNames[0]], { header: 1 });
      return { rows: lines.length - 1, sum: lines.slice(1).reduce((sum, cells) => sum + fenOf(String(cells[AMOUNT])), 0n) };
    };
  },
};

const read = await READERS[reader]();
process.on("message", async () => {
  globalThis.gc?.();
  const cpu = process.cpuUsage();
  const wall = performance.now();
  const { rows, sum } = await read();
  const spent = process.cpuUsage(cpu);
  process.send({
    rows,
    sum: String(sum),
    cpu: (spent.user + spent.system) / 1000,
    wall: performance.now() - wall,
    megabytes: process.resourceUsage().maxRSS / 1024,
  });
});
process.send("ready");
