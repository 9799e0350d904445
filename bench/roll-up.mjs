// Job (c): seven grouping sets over 1,000,000 scored projects, beside DuckDB and the limit, a pass that fills two tables of sums and
// stops there; then one changed project in the sums that are kept. Every sum is compared.
import { DuckDBDataChunk, DuckDBInstance, INTEGER } from "@duckdb/node-api";
import { rollUp } from "../dist/scoring/index.js";
import { figure, interleave, median, printTable, ratioOf } from "./measure.mjs";

const COUNT = 1_000_000;
const SIZES = { regions: 36, departments: 500, years: 10, grades: 4 };
const GROUPINGS = ["region", "department", "year", "grade", "region-year", "department-year", "all"];
const COLUMNS = ["region", "department", "year", "grade", "total"];
const OWN = "hengxiao, seven grouping sets";
const LIMIT = "two tables of sums, one pass (limit)";
const SQL = "DuckDB, seven grouping sets";

/** Made by a fixed rule, so that every run has the same projects. */
function makeScored() {
  const columns = {
    count: COUNT,
    region: new Uint16Array(COUNT),
    department: new Uint32Array(COUNT),
    year: new Uint16Array(COUNT),
    grade: new Uint8Array(COUNT),
    total: new Uint16Array(COUNT),
  };
  let state = 12345;
  const next = (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  for (let index = 0; index < COUNT; index++) {
    columns.region[index] = next(SIZES.regions);
    columns.department[index] = next(SIZES.departments);
    columns.year[index] = next(SIZES.years);
    const total = 4000 + next(6001);
    columns.total[index] = total;
    columns.grade[index] = total >= 9000 ? 0 : total >= 8000 ? 1 : total >= 6000 ? 2 : 3;
  }
  return columns;
}

function twoTables({ count, region, department, year, total }) {
  const byRegion = new Float64Array(SIZES.regions * SIZES.years * 2);
  const byDepartment = new Float64Array(SIZES.departments * SIZES.years * 2);
  for (let index = 0; index < count; index++) {
    const points = total[index];
    const r = 2 * (region[index] * SIZES.years + year[index]);
    const d = 2 * (department[index] * SIZES.years + year[index]);
    byRegion[r]++;
    byRegion[r + 1] += points;
    byDepartment[d]++;
    byDepartment[d + 1] += points;
  }
  return [byRegion, byDepartment];
}

async function duckdb(columns) {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(`create table scored (${COLUMNS.map((name) => `${name} integer`).join(", ")})`);
  const appender = await connection.createAppender("scored");
  for (let from = 0; from < COUNT; from += 2048) {
    const rows = Math.min(2048, COUNT - from);
    const chunk = DuckDBDataChunk.create(
      COLUMNS.map(() => INTEGER),
      rows,
    );
    COLUMNS.forEach((name, at) => chunk.setColumnValues(at, Array.from(columns[name].subarray(from, from + rows))));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const sets = "(region), (department), (year), (grade), (region, year), (department, year), ()";
  const query = `select region, department, year, grade, count(*)::integer as n, sum(total)::bigint as points from scored group by grouping sets (${sets})`;
  return { run: async () => (await connection.runAndReadAll(query)).getRows(), close: () => connection.closeSync() };
}

/** Sums by grouping and keys, as text, from ours and from DuckDB's rows. */
function ownSums(groups) {
  return GROUPINGS.flatMap((grouping) =>
    groups(grouping).map(({ keys, projects, points }) => `${grouping} ${keys} ${projects} ${points}`),
  ).toSorted();
}

function theirSums(rows) {
  const named = ([region, department, year, grade, n, points]) => {
    if (grade !== null) return `grade ${grade} ${n} ${points}`;
    if (region !== null)
      return `${year === null ? "region" : "region-year"} ${[region, year].filter((key) => key !== null)} ${n} ${points}`;
    if (department !== null)
      return `${year === null ? "department" : "department-year"} ${[department, year].filter((key) => key !== null)} ${n} ${points}`;
    return year === null ? `all  ${n} ${points}` : `year ${year} ${n} ${points}`;
  };
  return rows.map(named).toSorted();
}

export async function benchRollUp() {
  const columns = makeScored();
  const peer = await duckdb(columns);
  let kept;
  let rows;
  const sevenSets = () => {
    kept = rollUp(columns, SIZES);
    for (const grouping of GROUPINGS) kept.groups(grouping);
  };
  const times = await interleave(
    [
      { name: OWN, run: sevenSets },
      { name: LIMIT, run: () => twoTables(columns) },
      { name: SQL, run: async () => (rows = await peer.run()) },
    ],
    9,
  );
  const [own, theirs] = [ownSums(kept.groups), theirSums(rows)];
  const differ = own.filter((sum, index) => sum !== theirs[index]).length + Math.abs(own.length - theirs.length);
  peer.close();
  printTable(
    `Seven grouping sets over ${COUNT.toLocaleString("en")} scored projects: ${differ} of ${own.length} sums differ`,
    ["", "CPU ms", "wall ms", "ours ÷ this (CPU)", "goal"],
    [OWN, LIMIT, SQL].map((name, index) => [
      name,
      figure(median(times.get(name).cpu)),
      figure(median(times.get(name).wall)),
      figure(ratioOf(times, OWN, name)),
      ["", "≤ 2", "≤ 0.5"][index],
    ]),
  );
  const change = { region: 3, department: 7, year: 2, grade: 1, total: 8500 };
  const start = process.cpuUsage();
  for (let n = 0; n < 100_000; n++) {
    kept.count(change, 1);
    kept.count(change, -1);
  }
  const { user, system } = process.cpuUsage(start);
  console.log(`one changed project in the kept sums: ${figure((user + system) / 100_000)} µs (goal ≤ 50)`);
}
