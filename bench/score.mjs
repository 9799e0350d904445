// Jobs (b in memory) and growth: N projects × 15 indicators under a rulebook compiled from the packs, beside DuckDB, a
// hand-written typed-array kernel, decimal.js, big.js, a spreadsheet engine and rule engines doing the same work. Every
// total, line and grade is compared with an independent exact oracle in the same run.
import { BIGINT, DuckDBDataChunk, DuckDBInstance, INTEGER } from "@duckdb/node-api";
import Big from "big.js";
import { Decimal } from "decimal.js";
import { HyperFormula } from "hyperformula";
import { Engine } from "json-rules-engine";
import Publicodes from "publicodes";
import { compileBatch } from "../dist/scoring/index.js";
import { figure, interleave, median, printTable, ratioOf } from "./measure.mjs";
import { rulebookOf } from "./product.mjs";
import { KIND, LINES, makeProjects, mismatches, oracle, projectAt } from "./projects.mjs";

/** The limit: the rule written by hand over typed arrays, kinds branched, nothing read from a pack. */
function handWritten(columns) {
  const { count, kind, weight, values, budget, executed } = columns;
  const total = new Uint16Array(count);
  for (let project = 0, row = 0; project < count; project++) {
    const b = budget[project];
    const e = executed[project];
    let sum = e >= b ? 1000 : Math.floor((2000 * e + b) / (2 * b));
    for (let i = 0; i < LINES; i++, row++) {
      const w = weight[row];
      const atMost = kind[row] === 1;
      const num = atMost ? values[2 * row] : values[2 * row + 1];
      const den = atMost ? values[2 * row + 1] : values[2 * row];
      const score = num >= den ? w : Math.floor((2 * w * num + den) / (2 * den));
      sum += score;
    }
    total[project] = sum;
  }
  return { total };
}

async function duckdb(columns) {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const names = ["b", "e", ...Array.from({ length: LINES }, (_, i) => [`k${i}`, `w${i}`, `t${i}`, `a${i}`]).flat()];
  const types = names.map((name) => (name === "b" || name === "e" ? BIGINT : INTEGER));
  await connection.run(
    `create table projects (${names.map((name, i) => `${name} ${types[i] === BIGINT ? "bigint" : "integer"}`).join(", ")})`,
  );
  const appender = await connection.createAppender("projects");
  for (let from = 0; from < columns.count; from += 2048) {
    const rows = Math.min(2048, columns.count - from);
    const chunk = DuckDBDataChunk.create(types, rows);
    const column = (pick) => Array.from({ length: rows }, (_, r) => pick(from + r));
    chunk.setColumnValues(
      0,
      column((p) => BigInt(columns.budget[p])),
    );
    chunk.setColumnValues(
      1,
      column((p) => BigInt(columns.executed[p])),
    );
    for (let i = 0; i < LINES; i++) {
      chunk.setColumnValues(
        2 + 4 * i,
        column((p) => columns.kind[p * LINES + i]),
      );
      chunk.setColumnValues(
        3 + 4 * i,
        column((p) => columns.weight[p * LINES + i]),
      );
      chunk.setColumnValues(
        4 + 4 * i,
        column((p) => columns.values[2 * (p * LINES + i)]),
      );
      chunk.setColumnValues(
        5 + 4 * i,
        column((p) => columns.values[2 * (p * LINES + i) + 1]),
      );
    }
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const line = (i) => {
    const num = `(case when k${i}=1 then t${i} else a${i} end)`;
    const den = `(case when k${i}=1 then a${i} else t${i} end)`;
    return `(case when ${num}>=${den} then w${i} else (2*w${i}::bigint*${num}+${den})//(2*${den}) end)`;
  };
  const total = `(case when e>=b then 1000 else (2000*e+b)//(2*b) end)+${Array.from({ length: LINES }, (_, i) => line(i)).join("+")}`;
  return {
    run: () => connection.run(`create or replace temp table scored as select ${total} as total from projects`),
    totals: async () => {
      const reader = await connection.runAndReadAll("select total::integer as total from scored");
      return reader.getColumns()[0];
    },
    close: () => connection.closeSync(),
  };
}

/** The rule with a decimal library; `make` turns a number into its type. */
function withDecimals(columns, make, round) {
  const total = [];
  for (let index = 0; index < columns.count; index++) {
    const project = projectAt(columns, index);
    const rate = make(project.executed).div(project.budget);
    let sum = round(rate.gt(1) ? make(10) : rate.times(10));
    for (const row of project.rows) {
      const weight = make(row.weight).div(100);
      const [num, den] = row.kind === KIND.atMost ? [row.target, row.actual] : [row.actual, row.target];
      sum = sum.plus(num >= den ? weight : round(weight.times(num).div(den)));
    }
    total.push(Math.round(Number(sum.times(100))));
  }
  return total;
}

/** One spreadsheet form, refilled for each project and recalculated. */
function withSpreadsheet(columns) {
  const rows = [["=ROUND(MIN(B1/A1,1)*10,2)", null, null]];
  const sheet = [[1, 1, "=ROUND(MIN(B1/A1,1)*10,2)"]];
  for (let i = 0; i < LINES; i++) sheet.push([0, 1, `=ROUND(IF(B${i + 2}>=1,A${i + 2},A${i + 2}*B${i + 2}),2)`]);
  sheet.push([null, null, `=SUM(C1:C${LINES + 1})`]);
  rows.length = 0;
  const engine = HyperFormula.buildFromArray(sheet, { licenseKey: "gpl-v3" });
  const total = [];
  for (let index = 0; index < columns.count; index++) {
    const project = projectAt(columns, index);
    const cells = [
      [project.budget, project.executed],
      ...project.rows.map((row) => [row.weight / 100, row.kind === KIND.atMost ? row.target / row.actual : row.actual / row.target]),
    ];
    engine.batch(() => cells.forEach(([a, b], r) => engine.setCellContents({ sheet: 0, row: r, col: 0 }, [[a, b]])));
    total.push(Math.round(engine.getCellValue({ sheet: 0, row: LINES + 1, col: 2 }) * 100));
  }
  engine.destroy();
  return total;
}

async function withRuleEngine(columns) {
  const total = [];
  for (let index = 0; index < columns.count; index++) {
    const project = projectAt(columns, index);
    const engine = new Engine([], { allowUndefinedFacts: true });
    let sum = Math.min(project.executed / project.budget, 1) * 10;
    sum = Math.round(sum * 100) / 100;
    project.rows.forEach((row, i) => {
      const share = row.kind === KIND.atMost ? row.target / row.actual : row.actual / row.target;
      engine.addRule({
        conditions: { all: [{ fact: `s${i}`, operator: "greaterThanInclusive", value: 1 }] },
        event: { type: "met", params: { i } },
      });
      engine.addFact(`s${i}`, share);
    });
    const { events } = await engine.run();
    const met = new Set(events.map((event) => event.params.i));
    project.rows.forEach((row, i) => {
      const share = row.kind === KIND.atMost ? row.target / row.actual : row.actual / row.target;
      sum += met.has(i) ? row.weight / 100 : Math.round((row.weight / 100) * share * 100) / 100;
    });
    total.push(Math.round(sum * 100));
  }
  return total;
}

function withPublicodes(columns) {
  const rules = {
    budget: { valeur: 1 },
    spent: { valeur: 1 },
    execution: { arrondi: "2 décimales", valeur: "10 * (spent / budget)", plafond: 10 },
  };
  for (let i = 0; i < LINES; i++) {
    rules[`w${i}`] = { valeur: 1 };
    rules[`n${i}`] = { valeur: 1 };
    rules[`d${i}`] = { valeur: 1 };
    rules[`s${i}`] = { arrondi: "2 décimales", valeur: `w${i} * n${i} / d${i}`, plafond: `w${i}` };
  }
  rules.total = { somme: ["execution", ...Array.from({ length: LINES }, (_, i) => `s${i}`)] };
  const engine = new Publicodes(rules, { logger: { log() {}, warn() {}, error() {} } });
  const total = [];
  for (let index = 0; index < columns.count; index++) {
    const project = projectAt(columns, index);
    const situation = { budget: project.budget, spent: project.executed };
    project.rows.forEach((row, i) => {
      situation[`w${i}`] = row.weight / 100;
      situation[`n${i}`] = row.kind === KIND.atMost ? row.target : row.actual;
      situation[`d${i}`] = row.kind === KIND.atMost ? row.actual : row.target;
    });
    engine.setSituation(situation);
    total.push(Math.round(engine.evaluate("total").nodeValue * 100));
  }
  return total;
}

const OWN = "hengxiao (compiled from the pack)";

export async function benchScore() {
  const compiled = compileBatch(await rulebookOf("mof-2020-10"));
  if (!compiled.ok) throw new Error(`the pack cannot be compiled: ${compiled.rule}`);
  const small = makeProjects(1000);
  const middle = makeProjects(10_000);
  await slowPeers(compiled, small, middle);
  const own = new Map();
  for (const count of [1000, 10_000, 100_000, 1_000_000]) own.set(count, await againstDuckDb(compiled, makeProjects(count), count));
  const growth = own.get(1_000_000) / own.get(10_000);
  console.log(`\ngrowth: time(1,000,000) ÷ time(10,000) = ${figure(growth)} (goal ≤ 120)`);
  const bytes = 1_000_000;
  const columns = makeProjects(1000);
  const perProject =
    Object.values(columns).reduce((sum, value) => sum + (ArrayBuffer.isView(value) ? value.byteLength : 0), 0) / 1000 - LINES;
  console.log(
    `inputs ${figure(perProject)} bytes a project, results ${LINES * 2 + 2 + 2 + 1} (goal ≤ 300 together); peak of this process ${figure(process.resourceUsage().maxRSS / 1024)} MB with every peer's data at ${bytes.toLocaleString("en")}`,
  );
}

async function againstDuckDb(compiled, columns, count) {
  const truth = oracle(columns);
  const peer = await duckdb(columns);
  const rounds = count >= 1_000_000 ? 5 : 9;
  const limit = "typed arrays by hand (limit)";
  const sql = "DuckDB, wide integers";
  let scored;
  const times = await interleave(
    [
      { name: OWN, run: () => (scored = compiled.score(columns, { lines: false })) },
      { name: limit, run: () => handWritten(columns) },
      { name: sql, run: () => peer.run() },
    ],
    rounds,
  );
  const totals = await peer.totals();
  const { lineScore } = compiled.score(columns, { lines: true });
  const wrong =
    mismatches(scored.total, truth.total) +
    mismatches(lineScore, truth.line) +
    mismatches(scored.execution, truth.execution) +
    mismatches(scored.grade, truth.grade);
  peer.close();
  printTable(
    `${count.toLocaleString("en")} projects × ${LINES}: ${wrong} of our totals, lines and grades differ from the oracle`,
    ["", "CPU ms", "wall ms", "projects/s", "ours ÷ this (CPU)", "wrong totals"],
    [
      [
        OWN,
        figure(median(times.get(OWN).cpu)),
        figure(median(times.get(OWN).wall)),
        figure(count / (median(times.get(OWN).wall) / 1000)),
        "1",
        mismatches(scored.total, truth.total),
      ],
      [
        limit,
        figure(median(times.get(limit).cpu)),
        figure(median(times.get(limit).wall)),
        figure(count / (median(times.get(limit).wall) / 1000)),
        figure(ratioOf(times, OWN, limit)),
        mismatches(handWritten(columns).total, truth.total),
      ],
      [
        sql,
        figure(median(times.get(sql).cpu)),
        figure(median(times.get(sql).wall)),
        figure(count / (median(times.get(sql).wall) / 1000)),
        figure(ratioOf(times, OWN, sql)),
        mismatches(totals, truth.total),
      ],
    ],
  );
  if (wrong > 0) process.exitCode = 1;
  return median(times.get(OWN).cpu);
}

async function slowPeers(compiled, small, middle) {
  const rows = [];
  const time = async (name, columns, run) => {
    const truth = oracle(columns).total;
    const wall = performance.now();
    const total = await run();
    const spent = performance.now() - wall;
    compiled.score(columns, { lines: false });
    const start = performance.now();
    for (let i = 0; i < 20; i++) compiled.score(columns, { lines: false });
    const ours = (performance.now() - start) / 20;
    rows.push([name, columns.count, figure(spent), figure(spent / ours), mismatches(total, truth)]);
  };
  await time("decimal.js", middle, () =>
    withDecimals(
      middle,
      (value) => new Decimal(value),
      (value) => value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP),
    ),
  );
  await time("big.js", middle, () =>
    withDecimals(
      middle,
      (value) => new Big(value),
      (value) => value.round(2, Big.roundHalfUp),
    ),
  );
  await time("HyperFormula, one form refilled", small, () => withSpreadsheet(small));
  await time("json-rules-engine", small, () => withRuleEngine(small));
  await time("publicodes (stops at 1,000)", small, () => withPublicodes(small));
  printTable("Peers that would take too long at a million", ["", "projects", "ms", "this ÷ ours", "wrong totals"], rows);
}
