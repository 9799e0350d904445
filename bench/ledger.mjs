// Job (f): a treasury export of 100,000 rows × 12 columns, read beside the libraries used for it with every sum exact to the cent;
// then staged, reconciled and posted into the embedded store in one transaction.
import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ExcelJS from "exceljs";
import { readLedgerStandards } from "../dist/app/files/read-ledger-standards.js";
import { streamTableInChild } from "../dist/app/files/stream-table-in-child.js";
import { saveCase } from "../dist/app/store/case-repository.js";
import { beginStaging, createImport, setImportStatus, stageRows } from "../dist/app/store/ledger/import-repository.js";
import { ensureLedger } from "../dist/app/store/ledger/load-book.js";
import { postImport } from "../dist/app/store/ledger/post-import.js";
import { postToLedger } from "../dist/app/store/ledger/post-to-ledger.js";
import { countMatches } from "../dist/app/store/ledger/reconcile-import.js";
import { verifyLedger } from "../dist/app/store/ledger/verify-ledger.js";
import { openStore } from "../dist/app/store/open-store.js";
import { exportRowReader, guessColumns } from "../dist/ledger/index.js";
import { figure, median, printTable } from "./measure.mjs";

const ROWS = 100_000;
const ROUNDS = 5;
const MOST_MEGABYTES = 300;
const NOW = "2026-01-01T00:00:00.000Z";
const fenOfRow = (row) => ((row * 37) % 1_000_000) + 1;

/** As a spreadsheet program writes it: shared strings, dates by their format, numbers as stored. */
async function makeExport(file) {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useSharedStrings: true, useStyles: true });
  const sheet = workbook.addWorksheet("支付明细");
  const heads = [
    "支付令号",
    "支付日期",
    "摘要",
    "收款人",
    "支付金额",
    "部门预算支出经济分类",
    "子项目",
    "处室名称",
    "资金来源",
    "指标文号",
    "结算方式",
    "备注",
  ];
  sheet.addRow(heads).commit();
  let sum = 0n;
  for (let n = 1; n <= ROWS; n++) {
    const fen = fenOfRow(n);
    sum += BigInt(fen);
    const row = sheet.addRow([
      `示例-${String(n).padStart(6, "0")}`,
      new Date(Date.UTC(2019, 0, 1 + (n % 365))),
      `第${n}笔示例支出`,
      `示例单位${n % 5000}`,
      fen / 100,
      "30212",
      String(1 + (n % 12)),
      `处室${n % 7}`,
      n % 3 === 0 ? "上年结转" : "当年财政拨款",
      `示例〔2019〕${n % 900}号`,
      "转账",
      `备注${n}`,
    ]);
    row.getCell(2).numFmt = "yyyy-mm-dd";
    row.commit();
  }
  await workbook.commit();
  return String(sum);
}

async function readAll(file, expected) {
  const names = ["hengxiao", "exceljs-stream", "sheetjs"];
  const path = fileURLToPath(new URL("ledger-contender.mjs", import.meta.url));
  const measured = new Map(names.map((name) => [name, []]));
  const children = new Map();
  for (const name of names) {
    const child = fork(path, [name, file], { execArgv: ["--expose-gc"] });
    await once(child, "message");
    children.set(name, child);
  }
  for (let round = 0; round < ROUNDS; round++)
    for (const name of names) {
      children.get(name).send("read");
      const [answer] = await once(children.get(name), "message");
      if (answer.rows !== ROWS || answer.sum !== expected)
        throw new Error(`${name}: ${answer.rows} rows, ${answer.sum} instead of ${expected}`);
      measured.get(name).push(answer);
    }
  for (const child of children.values()) child.kill();
  const of = (name, key) => measured.get(name).map((one) => one[key]);
  const ratio = (name, clock) => median(of(name, clock).map((value, round) => value / of("hengxiao", clock)[round]));
  printTable(
    `Reading ${ROWS} rows × 12 columns (every reader: all rows, sum exact to the cent)`,
    ["", "CPU s", "wall s", "peak MB", "peer ÷ ours (CPU)", "(wall)"],
    names.map((name) => [
      name,
      figure(median(of(name, "cpu")) / 1000),
      figure(median(of(name, "wall")) / 1000),
      figure(Math.max(...of(name, "megabytes"))),
      name === "hengxiao" ? "" : figure(ratio(name, "cpu")),
      name === "hengxiao" ? "" : figure(ratio(name, "wall")),
    ]),
  );
  const peak = Math.max(...of("hengxiao", "megabytes"));
  console.log(
    `goals: exceljs stream ÷ ours ${figure(ratio("exceljs-stream", "cpu"))} (≥ 2); peak ${figure(peak)} MB (≤ ${MOST_MEGABYTES})`,
  );
}

async function importAll(file, folder, expected) {
  const standards = await readLedgerStandards([fileURLToPath(new URL("../regulations", import.meta.url))]);
  const opened = await openStore({ folder: join(folder, "store") });
  if (!standards.ok || !opened.ok) throw new Error(JSON.stringify([standards, opened]));
  const { db } = opened.value;
  const { classes, rules } = standards.value;
  const references = { isEconomicClass: classes.has };
  const key = { tenant: "bench", id: "c" };
  const by = { byName: "bench", now: NOW };
  const steps = [];
  const timed = async (name, run) => {
    const wall = performance.now();
    const answer = await run();
    steps.push([name, (performance.now() - wall) / 1000]);
    return answer;
  };
  await saveCase(db, {
    ...key,
    name: "c",
    year: 2019,
    pack: "p",
    dossier: "{}",
    origin: "import",
    expectedVersion: 0,
    note: "",
    now: NOW,
    unitId: null,
    createdBy: null,
    published: false,
  });
  await ensureLedger(db, { ...key, year: 2019, now: NOW });
  const money = (source) => ({ kind: "budget", day: "2019-01-01", source, amount: 10n ** 12n, document: null });
  const open = [
    { kind: "rules", day: "2019-01-01", rules },
    money("current"),
    money("carry-over"),
    ...Array.from({ length: 12 }, (_, n) => ({
      kind: "slice",
      day: "2019-01-01",
      slice: String(n + 1),
      name: `团组${n + 1}`,
      within: null,
      division: null,
      amount: 10n ** 11n,
      document: null,
    })),
  ];
  for (const [n, posting] of open.entries()) {
    const answer = await postToLedger(db, { ...key, posting, postingKey: `open-${n}`, expectedVersion: null, references, ...by });
    if (answer.kind !== "posted") throw new Error(JSON.stringify(answer));
  }
  const bytes = new Uint8Array(readFileSync(file));
  const of = { tenant: key.tenant, importId: "i" };
  await timed("file kept", () =>
    db.transaction().execute((transaction) =>
      createImport(transaction, {
        ...of,
        caseId: key.id,
        sourceName: "s",
        fileName: "f.xlsx",
        sha256: createHash("sha256").update(bytes).digest("hex"),
        bytes,
        ...by,
      }),
    ),
  );
  const head = [];
  await timed("columns guessed from the first rows", () =>
    streamTableInChild({ name: "f.xlsx", bytes, sheet: null, most: 20 }, (rows) => void head.push(...rows)),
  );
  const guess = guessColumns(head);
  await timed("read in the bounded child and staged", async () => {
    await db.transaction().execute((transaction) => beginStaging(transaction, of, guess.mapping));
    const read = exportRowReader({ mapping: guess.mapping, classes });
    await streamTableInChild({ name: "f.xlsx", bytes, sheet: null }, (rows) =>
      db.transaction().execute((transaction) => stageRows(transaction, of, rows.map(read), rows.at(-1).number)),
    );
    await setImportStatus(db, of, { status: "staged" });
  });
  const counts = await timed("reconciled", () => countMatches(db, { ...key, importId: "i" }));
  const posted = await timed("posted in one transaction", () =>
    db.transaction().execute((transaction) => postImport(transaction, { ...key, importId: "i", references, isComplete: true, ...by })),
  );
  const verdict = await timed("replayed from nothing and compared", () => verifyLedger(db, key));
  await opened.value.close();
  if (posted.posted !== ROWS || counts[0].amount !== expected || verdict.differences.length > 0)
    throw new Error(JSON.stringify([posted, counts, verdict]));
  printTable(
    "Importing it into the embedded store",
    ["", "wall s", "rows/s"],
    steps.map(([name, seconds]) => [name, figure(seconds), seconds > 0.5 ? figure(ROWS / seconds) : ""]),
  );
  console.log(
    `posted ${posted.posted}, parked ${posted.parked}; the replay of ${verdict.entries} entries differs in ${verdict.differences.length} balances`,
  );
}

export async function benchLedger() {
  const folder = mkdtempSync(join(tmpdir(), "hengxiao-bench-"));
  try {
    const file = join(folder, "export.xlsx");
    const sum = await makeExport(file);
    await readAll(file, sum);
    await importAll(file, folder, sum);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
