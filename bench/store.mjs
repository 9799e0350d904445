// Job (b) from the database and back, on PostgreSQL: every kept project read, scored under the rules of now, its total and grade written
// as the product does after a change of its packs, and tried under a pack as the overview does; beside the same rule as SQL over one row
// an indicator, and beside the limit: one packed value a project by a bare COPY, the batch scorer, results by COPY. Every total and grade
// is compared with an exact oracle in the same run.
import { connect } from "node:net";
import pg from "pg";
import { readPacks } from "../dist/app/files/read-packs.js";
import { openAt } from "../dist/app/store/open-at.js";
import { copyPacked } from "../dist/app/store/scores/packed-blocks.js";
import { scoresSince } from "../dist/app/store/scores/score-repository.js";
import { replayOverview } from "../dist/app/usecases/overview/replay-overview.js";
import { scorePackedAnew } from "../dist/app/usecases/overview/score-anew.js";
import { readDossier } from "../dist/dossier/index.js";
import { compileBatch, packProject, unpackProjects } from "../dist/scoring/index.js";
import { dossierOf, PACK } from "./api-data.mjs";
import { caseId as idOf, makePeerRows } from "./api-peers.mjs";
import { figure, median, printTable } from "./measure.mjs";
import { cpuOf, startPostgres } from "./postgres.mjs";
import { rulebookOf } from "./product.mjs";
import { LINES, makeProjects, oracle } from "./projects.mjs";

const COUNT = Number(process.env.BENCH_STORE_PROJECTS ?? 1_000_000);
const ROUNDS = 3;
const PIECE = 20_000;
const TENANT = "bench";
const EVERYWHERE = { role: "leading-group", unitId: "", unitPath: "/", bodyPath: "/" };
const ACTOR = { tenant: TENANT, accountId: null, name: "", unitId: null, unitPath: null, grants: [EVERYWHERE], from: "bench" };
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
    checkPacking(columns);
    await fill(client, columns);
    const copying = [cpuOf(process.pid), cpuOf(postgres.pid)];
    const blocks = await copyPacked(store.value.db, TENANT, () => true);
    await client.query("vacuum analyze packed_blocks");
    const [own, server] = [cpuOf(process.pid) - copying[0], cpuOf(postgres.pid) - copying[1]];
    console.log(`packed projects copied together once: ${blocks} blocks, ${own} ms of CPU here, ${server} ms of the server`);
    const rulebook = await rulebookOf(PACK);
    const compiled = compileBatch(rulebook);
    if (!compiled.ok) throw new Error(compiled.rule);
    const grades = rulebook.rules.grades.rule.bands.map(({ grade }) => grade);
    const deps = { packs: packs.value, store: store.value };
    const exact = oracle(columns);
    const kept = () => keptWrongly(store.value.db, exact, grades);
    const results = async () => {
      const { rows } = await client.query("select total, grade from results order by id");
      const wrong = rows.filter(({ total, grade }, index) => total !== exact.total[index] || grade !== exact.grade[index]);
      return wrong.length + Math.abs(rows.length - COUNT);
    };
    const emptied = () => client.query("truncate results");
    const contenders = [
      {
        name: "hengxiao: every total and grade written",
        before: () => client.query("truncate score_blocks"),
        run: () => demand(scorePackedAnew(deps, TENANT), { scored: COUNT, changed: COUNT }),
        wrong: kept,
      },
      {
        name: "hengxiao: read and scored, nothing new to write",
        run: () => demand(scorePackedAnew(deps, TENANT), { scored: COUNT, changed: 0 }),
        wrong: kept,
      },
      {
        name: "hengxiao: every project tried under a pack",
        run: () => tried(deps, exact, grades),
        wrong: () => 0,
      },
      { name: "SQL over one row an indicator, results written", before: emptied, run: () => client.query(SCORE_IN_SQL), wrong: results },
      {
        name: "packed by COPY, scored, results by COPY (limit)",
        before: emptied,
        run: () => copyPath(postgres.port, compiled.score),
        wrong: results,
      },
    ];
    await report(contenders, postgres.pid);
  } finally {
    await client.end();
    await store.value.close();
    await postgres.stop();
  }
}

async function demand(answer, expected) {
  const got = await answer;
  for (const [name, value] of Object.entries(expected)) if (got[name] !== value) throw new Error(`${name}: ${got[name]}, not ${value}`);
}

/** How many of the product's totals and grades, as its overview reads them, are not the oracle's. */
async function keptWrongly(db, exact, grades) {
  let wrong = 0;
  let seen = 0;
  for (let seq = 0; ; ) {
    const page = await scoresSince(db, TENANT, seq, PIECE);
    for (const { caseId, total, grade } of page) {
      const project = Number(caseId.slice(-7));
      if (caseId !== idOf(project) || total !== exact.total[project] || grade !== grades[exact.grade[project]]) wrong++;
    }
    seen += page.length;
    if (page.length < PIECE) return wrong + Math.abs(seen - COUNT);
    seq = page.at(-1).seq;
  }
}

/** As the overview's own question; the pack being the cases' own, nothing moves, and the sum of points is the oracle's. */
async function tried(deps, exact, grades) {
  const answer = await replayOverview(deps, ACTOR, PACK);
  if (!answer.ok) throw new Error(JSON.stringify(answer.faults));
  const { moves, compared, left, pointsAfter } = answer.value;
  const counts = new Map(moves.map(({ from, to, projects }) => [`${from} ${to}`, projects]));
  const right = grades.every((name, grade) => (counts.get(`${name} ${name}`) ?? 0) === exact.grade.filter((one) => one === grade).length);
  const points = exact.total.reduce((sum, total) => sum + total, 0);
  if (!right || compared !== COUNT || left !== 0 || pointsAfter !== points)
    throw new Error(`tried wrongly: ${JSON.stringify(answer.value)}`);
}

async function report(contenders, postgresPid) {
  const spent = new Map(contenders.map(({ name }) => [name, { own: [], server: [], cpu: [], wall: [], wrong: 0 }]));
  let most = 0;
  for (let round = 0; round < ROUNDS; round++)
    for (const { name, before, run, wrong } of contenders) {
      await before?.();
      globalThis.gc?.();
      const [own, server, wall] = [cpuOf(process.pid), cpuOf(postgresPid), performance.now()];
      await run();
      const figures = spent.get(name);
      figures.wall.push(performance.now() - wall);
      figures.own.push(cpuOf(process.pid) - own);
      figures.server.push(cpuOf(postgresPid) - server);
      figures.cpu.push(figures.own.at(-1) + figures.server.at(-1));
      if (name.startsWith("hengxiao")) most = Math.max(most, process.memoryUsage().rss);
      figures.wrong += await wrong();
    }
  const names = contenders.map(({ name }) => name);
  const ours = names.filter((name) => name.startsWith("hengxiao"));
  const [inSql, limit] = names.slice(ours.length);
  const ratio = (a, b, clock = "cpu") => median(spent.get(a)[clock].map((value, round) => value / spent.get(b)[clock][round]));
  printTable(
    `${COUNT.toLocaleString("en")} projects × ${LINES} from PostgreSQL and back (CPU of this process and of the server)`,
    ["", "CPU ms", "of it server", "wall ms", "SQL ÷ this (CPU)", "(wall)", "this ÷ limit (CPU)", "wrong"],
    names.map((name) => [
      name,
      figure(median(spent.get(name).cpu)),
      figure(median(spent.get(name).server)),
      figure(median(spent.get(name).wall)),
      figure(ratio(inSql, name)),
      figure(ratio(inSql, name, "wall")),
      figure(ratio(name, limit)),
      spent.get(name).wrong,
    ]),
  );
  for (const name of ours)
    console.log(`${name}: SQL ÷ ours ${figure(ratio(inSql, name))} (≥ 4), ours ÷ limit ${figure(ratio(name, limit))} (≤ 1.5)`);
  console.log(`this process at most ${Math.round(most / 1024 / 1024)} MB, the bench's own columns and oracle included`);
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
  await client.query("create table projects (id integer primary key, budget bigint not null, executed bigint not null)");
  await client.query("create table packed_only (id integer not null, packed bytea not null)");
  await client.query("create table results (id integer not null, total integer not null, grade integer not null)");
  for (let from = 0; from < columns.count; from += PIECE) {
    const to = Math.min(columns.count, from + PIECE);
    const ids = Array.from({ length: to - from }, (_, index) => from + index);
    const list = (values) => `{${values.join(",")}}`;
    await client.query(
      `insert into cases (tenant, id, name, year, pack, dossier, origin, created_at, updated_at, version, published)
        select '${TENANT}', id, id, 2021, '${PACK}', '{}', 'import', now(), now(), 1, false from unnest($1::text[]) as id`,
      [list(ids.map(idOf))],
    );
    await client.query(
      `insert into case_scores (tenant, case_id, version, seq, rules, pack, signed_on, total, grade, packed)
        select '${TENANT}', id, 1, n + 1, 'other', '${PACK}', '2022-05-20', 1, '未评', packed
        from unnest($1::text[], $2::int[], $3::bytea[]) as own (id, n, packed)`,
      [list(ids.map(idOf)), list(ids), list(ids.map((id) => `"\\\\x${packAt(columns, id).toString("hex")}"`))],
    );
    await client.query("insert into projects select * from unnest($1::int[], $2::bigint[], $3::bigint[])", [
      ...[list(ids), list(ids.map((id) => columns.budget[id])), list(ids.map((id) => columns.executed[id]))],
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
  await client.query("insert into packed_only select seq - 1, packed from case_scores order by seq");
  await client.query("vacuum analyze");
}

const HALF_UP = (w, num, den) =>
  `case when ${num} >= ${den} then ${w} else (2 * ${w}::bigint * ${num} + ${den}) / (2 * ${den}::bigint) end`;
const SCORE_IN_SQL = `insert into results select id, total, case when total >= 9000 then 0 when total >= 8000 then 1
    when total >= 6000 then 2 else 3 end
  from (select p.id, s.points + ${HALF_UP("1000", "p.executed", "p.budget")} as total
    from (select project, sum(case when kind = 1 then ${HALF_UP("weight", "target", "actual")}
      else ${HALF_UP("weight", "actual", "target")} end) as points from lines group by project) s
    join projects p on p.id = s.project) scored`;

// ── the limit ──

/** Read and written as bare bytes over a socket, in bulk: no client's objects stand between the rows and the scorer's columns. */
async function copyPath(port, score) {
  const wire = await openWire(port);
  const ids = new Int32Array(COUNT);
  const packed = Buffer.alloc(COUNT * (HEAD_BYTES + LINE_BYTES * LINES));
  let count = 0;
  let size = 0;
  // One message a row; before the first row's fields stands COPY's own header, and the last is its end.
  await wire.ask("copy packed_only to stdout (format binary)", (bytes, from, end) => {
    const at = count === 0 ? from + 19 : from;
    if (bytes.readInt16BE(at) < 0) return;
    ids[count++] = bytes.readInt32BE(at + 6);
    size += bytes.copy(packed, size, at + 14, end);
  });
  const { total, grade } = score(unpackProjects(packed.subarray(0, size)), { lines: false });
  const results = Buffer.alloc(19 + 26 * count + 2);
  results.write("PGCOPY\n\xff\r\n\0", "latin1");
  for (let index = 0, at = 19; index < count; index++) {
    at = results.writeInt16BE(3, at);
    for (const value of [ids[index], total[index], grade[index]]) {
      at = results.writeInt32BE(4, at);
      at = results.writeInt32BE(value, at);
    }
  }
  results.writeInt16BE(-1, results.length - 2);
  await wire.ask("copy results from stdin (format binary)", undefined, results);
  wire.close();
}

/** As much of PostgreSQL's protocol as COPY needs: https://www.postgresql.org/docs/15/protocol-flow.html */
async function openWire(port) {
  const socket = connect(port, "127.0.0.1");
  let rest = Buffer.alloc(0);
  let waiting;
  socket.on("error", (error) => waiting?.reject(error));
  socket.on("data", (piece) => {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let at = 0;
    for (; at + 5 <= bytes.length; ) {
      const end = at + 1 + bytes.readInt32BE(at + 1);
      if (end > bytes.length) break;
      const kind = bytes[at];
      if (kind === 0x64) waiting.each(bytes, at + 5, end);
      else if (kind === 0x45) waiting.reject(new Error(bytes.toString("utf8", at + 5, end)));
      else if (kind === 0x47) send(waiting.given);
      else if (kind === 0x5a) waiting.resolve();
      at = end;
    }
    rest = bytes.subarray(at);
  });
  const message = (kind, body) => {
    const head = Buffer.from(`${kind}\0\0\0\0`, "latin1");
    head.writeInt32BE(4 + body.length, 1);
    return Buffer.concat([head, body]);
  };
  const send = (given) => {
    for (let at = 0; at < given.length; at += 1 << 20) socket.write(message("d", given.subarray(at, at + (1 << 20))));
    socket.write(message("c", Buffer.alloc(0)));
  };
  const until = (write, each, given) =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject, each, given };
      write();
    });
  const startup = Buffer.from("\0\0\0\0\0\x03\0\0user\0postgres\0database\0postgres\0\0", "latin1");
  startup.writeInt32BE(startup.length, 0);
  await until(() => socket.write(startup));
  return {
    ask: (text, each, given) => until(() => socket.write(message("Q", Buffer.from(`${text}\0`))), each, given),
    close: () => socket.end(message("X", Buffer.alloc(0))),
  };
}
