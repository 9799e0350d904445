// Job (b) from the database and back, on PostgreSQL: every kept project read, scored under the rules of now, and its total and grade
// written where they changed, as the product does after a change of its packs; beside the same rule as SQL over one row an indicator, and
// beside the limit: one packed value a project by COPY, the batch scorer, results by COPY. Every total is compared with an exact oracle.
import { spawn } from "node:child_process";
import { once } from "node:events";
import pg from "pg";
import { readPacks } from "../dist/app/files/read-packs.js";
import { openAt } from "../dist/app/store/open-at.js";
import { scorePackedAnew } from "../dist/app/usecases/overview/score-anew.js";
import { readDossier } from "../dist/dossier/index.js";
import { compileBatch, packProject, unpackProjects } from "../dist/scoring/index.js";
import { dossierOf, PACK } from "./api-data.mjs";
import { caseId, makePeerRows } from "./api-peers.mjs";
import { figure, median, printTable } from "./measure.mjs";
import { cpuOf, program, startPostgres } from "./postgres.mjs";
import { rulebookOf } from "./product.mjs";
import { LINES, makeProjects, oracle } from "./projects.mjs";

const COUNT = Number(process.env.BENCH_STORE_PROJECTS ?? 1_000_000);
const ROUNDS = 3;
const PIECE = 20_000;
const TENANT = "bench";
const HEAD_BYTES = 22;
const LINE_BYTES = 11;
const REGULATIONS = new URL("../regulations", import.meta.url).pathname;

export async function benchStore() {
  const postgres = await startPostgres(["shared_buffers=512MB", "max_wal_size=8GB", "work_mem=64MB"]);
  const store = await openAt({ kind: "server", url: postgres.url() });
  const packs = await readPacks([REGULATIONS]);
  if (!store.ok || !packs.ok) throw new Error(JSON.stringify([store, packs]));
  const client = new pg.Client(postgres.url());
  await client.connect();
  try {
    const columns = makeProjects(COUNT);
    const exact = oracle(columns);
    checkPacking(columns);
    await fill(client, columns);
    const rulebook = await rulebookOf(PACK);
    const compiled = compileBatch(rulebook);
    if (!compiled.ok) throw new Error(compiled.rule);
    const deps = { packs: packs.value, store: store.value };
    const differing = async (table) => {
      const { rows } = await client.query(`select total from ${table} order by case_id`);
      return rows.filter(({ total }, index) => total !== exact.total[index]).length + Math.abs(rows.length - COUNT);
    };
    const contenders = [
      {
        name: "hengxiao: read, score, nothing changed",
        run: async () => {
          const { scored, changed } = await scorePackedAnew(deps, TENANT);
          if (scored !== COUNT || changed !== 0) throw new Error(`${scored} scored, ${changed} changed`);
        },
        wrong: () => differing("case_scores"),
      },
      {
        name: "hengxiao: read, score, one in twenty written back",
        before: () =>
          client.query("update case_scores set total = 1 where case_id like '%13' or case_id like '%5_1' or case_id like '%77'"),
        run: async () => {
          const { changed } = await scorePackedAnew(deps, TENANT);
          if (changed === 0) throw new Error("nothing written");
        },
        wrong: () => differing("case_scores"),
      },
      {
        name: "SQL over one row an indicator, results written",
        before: () => client.query("truncate results"),
        run: () => client.query(SCORE_IN_SQL),
        wrong: () => differing("results"),
      },
      {
        name: "packed by COPY, scored, results by COPY (limit)",
        before: () => client.query("truncate results"),
        run: () => copyPath(postgres.url(), compiled.score),
        wrong: () => differing("results"),
      },
    ];
    await report(contenders, postgres.pid);
  } finally {
    await client.end();
    await store.value.close();
    await postgres.stop();
  }
}

async function report(contenders, postgresPid) {
  const spent = new Map(contenders.map(({ name }) => [name, { cpu: [], wall: [], wrong: 0 }]));
  const used = () => cpuOf(process.pid) + cpuOf(postgresPid);
  for (let round = 0; round < ROUNDS; round++)
    for (const { name, before, run, wrong } of contenders) {
      await before?.();
      const [cpu, wall] = [used(), performance.now()];
      await run();
      const own = spent.get(name);
      own.wall.push(performance.now() - wall);
      own.cpu.push(used() - cpu);
      own.wrong += await wrong();
    }
  const [own, written, inSql, limit] = contenders.map(({ name }) => name);
  const ratio = (a, b) => median(spent.get(a).cpu.map((value, round) => value / spent.get(b).cpu[round]));
  printTable(
    `${COUNT.toLocaleString("en")} projects × ${LINES} from PostgreSQL and back (CPU of both sides)`,
    ["", "CPU ms", "wall ms", "SQL ÷ this (CPU)", "wrong totals"],
    contenders.map(({ name }) => [
      name,
      figure(median(spent.get(name).cpu)),
      figure(median(spent.get(name).wall)),
      figure(ratio(inSql, name)),
      spent.get(name).wrong,
    ]),
  );
  const goal = (name) => `SQL ÷ ours ${figure(ratio(inSql, name))} (≥ 4), ours ÷ limit ${figure(ratio(name, limit))} (≤ 1.5)`;
  console.log(`nothing changed: ${goal(own)}; one in twenty written back: ${goal(written)}`);
}

// ── the store ──

function packAt({ kind, weight, values, budget, executed, executionWeight }, project) {
  const bytes = Buffer.alloc(HEAD_BYTES + LINE_BYTES * LINES);
  bytes[0] = 1;
  bytes[1] = LINES;
  // Whether it is completed no dossier here says.
  bytes[2] = 2;
  bytes.writeDoubleLE(budget[project], 4);
  bytes.writeDoubleLE(executed[project], 12);
  bytes.writeUInt16LE(executionWeight[project], 20);
  for (let line = 0; line < LINES; line++) {
    const row = project * LINES + line;
    const at = HEAD_BYTES + LINE_BYTES * line;
    const [target, actual] = reduced(values[2 * row], values[2 * row + 1]);
    bytes[at] = kind[row];
    bytes.writeUInt16LE(weight[row], at + 1);
    bytes.writeUInt32LE(target, at + 3);
    bytes.writeUInt32LE(actual, at + 7);
  }
  return bytes;
}

function reduced(a, b) {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return [a / x, b / x];
}

/** The bytes written here are those that the product makes of the same projects' dossiers. */
function checkPacking(columns) {
  const file = (data) => ({ name: "dossier.yaml", data, locate: () => ({ file: "dossier.yaml" }) });
  makePeerRows(100).projects.forEach((project, index) => {
    const read = readDossier({ dossier: file(dossierOf(project)) });
    const packed = read.ok && packProject(read.value);
    if (!packed || !packAt(columns, index).equals(packed)) throw new Error(`project ${index} is packed otherwise`);
  });
}

async function fill(client, columns) {
  await client.query(`create unlogged table lines (project integer not null, n integer not null, kind integer not null,
    weight integer not null, target integer not null, actual integer not null)`);
  await client.query(
    "create table projects (id integer primary key, case_id text not null, budget bigint not null, executed bigint not null)",
  );
  await client.query("create table results (case_id text not null, total integer not null, grade integer not null)");
  for (let from = 0; from < columns.count; from += PIECE) {
    const to = Math.min(columns.count, from + PIECE);
    const ids = Array.from({ length: to - from }, (_, index) => from + index);
    const list = (values) => `{${values.join(",")}}`;
    await client.query(
      `insert into cases (tenant, id, name, year, pack, dossier, origin, created_at, updated_at, version, published)
        select '${TENANT}', id, id, 2021, '${PACK}', '{}', 'import', now(), now(), 1, false from unnest($1::text[]) as id`,
      [list(ids.map(caseId))],
    );
    await client.query(
      `insert into case_scores (tenant, case_id, version, seq, rules, signed_on, total, grade, packed)
        select '${TENANT}', id, 1, n + 1, 'other', '2022-05-20', 1, '差', packed
        from unnest($1::text[], $2::int[], $3::bytea[]) as own (id, n, packed)`,
      [list(ids.map(caseId)), list(ids), list(ids.map((id) => `"\\\\x${packAt(columns, id).toString("hex")}"`))],
    );
    await client.query("insert into projects select * from unnest($1::int[], $2::text[], $3::bigint[], $4::bigint[])", [
      ...[list(ids), list(ids.map(caseId)), list(ids.map((id) => columns.budget[id])), list(ids.map((id) => columns.executed[id]))],
    ]);
    const rows = ids.flatMap((id) => Array.from({ length: LINES }, (_, line) => id * LINES + line));
    await client.query(`insert into lines select * from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[])`, [
      ...[
        list(rows.map((row) => Math.floor(row / LINES))),
        list(rows.map((row) => row % LINES)),
        list(rows.map((row) => columns.kind[row])),
      ],
      ...[list(rows.map((row) => columns.weight[row])), list(rows.map((row) => columns.values[2 * row]))],
      list(rows.map((row) => columns.values[2 * row + 1])),
    ]);
  }
  await client.query(`insert into score_heads values ('${TENANT}', ${columns.count})`);
  await client.query("vacuum analyze");
  // The totals under the rules of now, as they stand after a first round.
  const exact = oracle(columns);
  const grades = (await rulebookOf(PACK)).rules.grades.rule.bands.map(({ grade }) => grade);
  for (let from = 0; from < columns.count; from += PIECE) {
    const ids = Array.from({ length: Math.min(columns.count, from + PIECE) - from }, (_, index) => from + index);
    await client.query(
      `update case_scores score set total = own.total, grade = own.grade
        from unnest($1::text[], $2::int[], $3::text[]) as own (id, total, grade) where score.case_id = own.id`,
      [`{${ids.map(caseId)}}`, `{${ids.map((id) => exact.total[id])}}`, `{${ids.map((id) => grades[exact.grade[id]])}}`],
    );
  }
  await client.query("vacuum full analyze case_scores");
}

const HALF_UP = (w, num, den) =>
  `case when ${num} >= ${den} then ${w} else (2 * ${w}::bigint * ${num} + ${den}) / (2 * ${den}::bigint) end`;
const SCORE_IN_SQL = `insert into results select case_id, total, case when total >= 9000 then 0 when total >= 8000 then 1
    when total >= 6000 then 2 else 3 end
  from (select p.case_id, s.points + ${HALF_UP("1000", "p.executed", "p.budget")} as total
    from (select project, sum(case when kind = 1 then ${HALF_UP("weight", "target", "actual")}
      else ${HALF_UP("weight", "actual", "target")} end) as points from lines group by project) s
    join projects p on p.id = s.project) scored`;

// ── the limit ──

async function copyPath(url, score) {
  const out = await psql(url, "copy (select case_id, packed from case_scores order by case_id) to stdout (format binary)");
  const ids = [];
  const packed = [];
  for (let at = 19; out.readInt16BE(at) === 2; ) {
    const idLength = out.readInt32BE(at + 2);
    ids.push(out.latin1Slice(at + 6, at + 6 + idLength));
    const from = at + 10 + idLength;
    const length = out.readInt32BE(from - 4);
    packed.push(out.subarray(from, from + length));
    at = from + length;
  }
  const { total, grade } = score(unpackProjects(packed), { lines: false });
  await psql(url, "copy results from stdin", ids.map((id, index) => `${id}\t${total[index]}\t${grade[index]}\n`).join(""));
}

async function psql(url, command, input = "") {
  const child = spawn(program("psql"), ["-q", "-X", "-d", url, "-c", command], { stdio: ["pipe", "pipe", "inherit"] });
  const pieces = [];
  child.stdout.on("data", (piece) => pieces.push(piece));
  child.stdin.end(input);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`psql: ${code}`);
  return Buffer.concat(pieces);
}
