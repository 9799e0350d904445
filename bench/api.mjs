// Job (g): the product's real server with sessions, permissions and audit on, 200 connections always asking, beside bare servers that
// read the same projects from the same database and compute the same scores: on PostgreSQL and on the embedded database. Then 200 people
// on the pages of a case and of its ledger. Every answer's total and lines are compared with an independent exact oracle.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import { askFor, quantile } from "./api-client.mjs";
import { fillProduct } from "./api-data.mjs";
import { caseId, makePeerRows, peerTables } from "./api-peers.mjs";
import { figure, median, printTable } from "./measure.mjs";
import { cpuOf, freePort, startPostgres } from "./postgres.mjs";
import { LINES, oracle } from "./projects.mjs";

const COUNT = Number(process.env.BENCH_API_CASES ?? 2000);
const USERS = 200;
const LEDGERS = 50;
const ROUNDS = 5;
const ROUND_MS = 2000;
const PACED_MS = 5000;
/** Milliseconds between two pages of one person. */
const BEAT = 2000;
/** What the product is started with (deploy/hengxiao.sh); the bare servers have it too. */
const ROOM = ["--max-semi-space-size=64"];
const PRODUCT = fileURLToPath(new URL("../dist/app/main.js", import.meta.url));
const CONTENDER = fileURLToPath(new URL("api-contender.mjs", import.meta.url));

export async function benchApi() {
  const folder = mkdtempSync(join(tmpdir(), "hengxiao-bench-"));
  const postgres = await startPostgres(["shared_buffers=256MB", "max_connections=60"]);
  const running = [];
  try {
    const admin = new pg.Client(postgres.url());
    await admin.connect();
    await admin.query("create database peer");
    await admin.query("create database product");
    await admin.end();
    const peer = new pg.Client(postgres.url("peer"));
    await peer.connect();
    await peerTables((sql, values) => peer.query(sql, values), COUNT);
    await peer.end();
    const server = await product({ HENGXIAO_DATA: join(folder, "server"), DATABASE_URL: postgres.url("product") }, running);
    const embedded = await product({ HENGXIAO_DATA: join(folder, "embedded") }, running);
    const bare = { memory: {}, pg: { URL: postgres.url("peer") }, pglite: {} };
    const ports = {};
    for (const [kind, env] of Object.entries(bare)) ports[kind] = await contender(kind, env, running);
    const right = truth();
    const read = (n) => [`/projects/${caseId(n)}`];
    const receipt = (n) => [`/api/cases/${caseId(n)}/evaluation?lang=zh`];
    const bareServer = (kind, name) => ({ name, ...ports[kind], pageAt: read, headersOf: () => [], check: right(ofReceipt) });
    const own = (one, name) => ({ name, ...one, pageAt: receipt, check: right(ofEvaluation) });
    const contenders = [
      own(server, "hengxiao on PostgreSQL"),
      bareServer("pg", "fastify + pg"),
      bareServer("memory", "node:http, computed from memory"),
      own(embedded, "hengxiao, embedded"),
      bareServer("pglite", "fastify + PGlite"),
    ];
    await inFlight(contenders, postgres.pid);
    await pages([
      ["hengxiao on PostgreSQL", server],
      ["hengxiao, embedded", embedded],
    ]);
  } finally {
    for (const child of running) child.kill("SIGTERM");
    await Promise.all(running.map((child) => child.exitCode ?? child.signalCode ?? once(child, "exit")));
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fills the store and serves it as it is served in earnest. */
async function product(place, running) {
  const port = await freePort();
  const env = { ...place, PORT: String(port), LANG: "zh_CN.UTF-8" };
  const cookies = await fillProduct(env, { count: COUNT, users: USERS, ledgers: LEDGERS });
  const flags = process.env.BENCH_API_PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_API_PROFILE}`] : [];
  const child = spawn(process.execPath, [...flags, ...ROOM, PRODUCT, "serve"], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  running.push(child);
  for (let tries = 0; ; tries++) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) break;
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the server ended with ${child.exitCode ?? child.signalCode}`);
    if (tries > 600) throw new Error("the server does not become ready");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const headersOf = (index) => [`cookie: ${cookies[index]}`, "accept-encoding: gzip", "accept: application/json"];
  return { port, pid: child.pid, headersOf };
}

async function contender(kind, env, running) {
  const child = spawn(process.execPath, [...ROOM, CONTENDER, kind, String(COUNT)], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  running.push(child);
  const ended = once(child, "exit").then(([code, signal]) => {
    throw new Error(`${kind} ended with ${code ?? signal} before it was ready`);
  });
  const [port] = await Promise.race([once(child, "message"), ended]);
  return { port, pid: child.pid };
}

/** Spread over all cases, the same for every contender. */
function pick(index, turn) {
  return ((index + 1) * 7919 + turn * 1_299_709) % COUNT;
}

// ── right answers ──

/** Answers are read once each; the same bytes again are right again. */
function truth() {
  const { columns } = makePeerRows(COUNT);
  const exact = oracle(columns);
  const index = new Map(Array.from({ length: COUNT }, (_, n) => [caseId(n), n]));
  return (scoresOf) => {
    const known = new Map();
    return (path, { encoding, body }) => {
      const seen = known.get(path);
      if (seen !== undefined) return seen.equals(body);
      const answer = JSON.parse(encoding === "gzip" ? gunzipSync(body) : body);
      const n = index.get(/c-\d+/.exec(path)[0]);
      const { lines, execution, total } = scoresOf(answer);
      const isRight =
        total === exact.total[n] &&
        execution === exact.execution[n] &&
        lines.length === LINES &&
        lines.every((score, line) => score === exact.line[n * LINES + line]);
      if (isRight) known.set(path, Buffer.from(body));
      return isRight;
    };
  };
}

const hundredths = (text) => Math.round(Number(text) * 100);
const ofReceipt = ({ execution, total, items }) => ({
  ...{ execution: hundredths(execution), total: hundredths(total), lines: items.map(({ score }) => hundredths(score)) },
});
function ofEvaluation({ score, items }) {
  const isLine = ({ id }) => /^line\./.test(id);
  const execution = items.find((item) => !isLine(item));
  return {
    execution: hundredths(execution?.score),
    total: hundredths(score),
    lines: items.filter(isLine).map((item) => hundredths(item.score)),
  };
}

// ── always asking ──

async function inFlight(contenders, postgresPid) {
  const rounds = new Map(contenders.map(({ name }) => [name, []]));
  const ask = (one, milliseconds) => askFor({ ...one, users: USERS, milliseconds, pageOf: (index, turn) => one.pageAt(pick(index, turn)) });
  // Every project once: the first reading of each costs our servers an evaluation.
  const first = new Map();
  for (const one of contenders) {
    const before = cpuOf(one.pid);
    const pageOf = (index, turn) => one.pageAt(index + turn * USERS);
    const seen = await askFor({ ...one, pageOf, users: USERS, turns: COUNT / USERS });
    first.set(one.name, { refused: seen.refused, wrong: seen.wrong, cpu: (1000 * (cpuOf(one.pid) - before)) / seen.requests });
  }
  for (let round = 0; round < ROUNDS; round++)
    for (const one of contenders) {
      const [own, database] = [cpuOf(one.pid), cpuOf(postgresPid)];
      const seen = await ask(one, ROUND_MS);
      const each = (milliseconds) => (1000 * milliseconds) / seen.requests;
      rounds.get(one.name).push({
        ...seen,
        ...{ rate: seen.requests / seen.seconds, cpu: each(cpuOf(one.pid) - own), database: each(cpuOf(postgresPid) - database) },
        ...{ p50: quantile(seen.latencies, 0.5), p99: quantile(seen.latencies, 0.99), most: seen.latencies.at(-1) },
      });
    }
  const of = (name, key) => rounds.get(name).map((round) => round[key]);
  const ratio = (own, other, key) => median(of(own, key).map((value, round) => value / of(other, key)[round]));
  const sum = (name, key) => of(name, key).reduce((all, value) => all + value, first.get(name)[key]);
  printTable(
    `One project with 15 lines and its receipt, ${USERS} connections always asking, ${COUNT} projects`,
    ["", "req/s", "p50 ms", "p99 ms", "max ms", "server CPU µs", "PostgreSQL CPU µs", "the first time", "not 200", "wrong"],
    contenders.map(({ name }) => [
      name,
      ...["rate", "p50", "p99", "most", "cpu", "database"].map((key) => figure(median(of(name, key)))),
      figure(first.get(name).cpu),
      ...[sum(name, "refused"), sum(name, "wrong")],
    ]),
  );
  const [server, bare, memory, embedded, pglite] = contenders.map(({ name }) => name);
  const p99 = median(of(embedded, "p99"));
  console.log(
    [
      `on PostgreSQL: ${figure(ratio(server, bare, "rate"))} × the requests (≥ 0.8)`,
      `${figure(ratio(server, bare, "p99"))} × the p99 (≤ 1.5) of fastify + pg`,
      `${figure(ratio(server, memory, "cpu"))} × the CPU of an answer computed from memory (≤ 4)`,
    ].join(", "),
  );
  console.log(
    `embedded: ${figure(ratio(embedded, pglite, "rate"))} × the requests of fastify + PGlite (≥ 4), p99 ${figure(p99)} ms (≤ 200)`,
  );
}

// ── people on pages ──

const PAGES = {
  "a case": (index, turn) => {
    const id = caseId(pick(index, turn));
    return [`/api/cases/${id}?lang=zh`, `/api/cases/${id}/evaluation?lang=zh`];
  },
  "its ledger": (index, turn) => {
    const id = caseId((index + turn) % LEDGERS);
    return [`/api/cases/${id}?lang=zh`, `/api/cases/${id}/ledger?lang=zh`, `/api/cases/${id}/ledger/entries?lang=zh`];
  },
};

async function pages(products) {
  const rows = [];
  for (const [page, pageOf] of Object.entries(PAGES))
    for (const beat of [BEAT, 0])
      for (const [name, one] of products) {
        const check = (_, { encoding, body }) => JSON.parse(encoding === "gzip" ? gunzipSync(body) : body) !== null;
        const cpu = cpuOf(one.pid);
        const seen = await askFor({ ...one, pageOf, users: USERS, beat, milliseconds: PACED_MS, check: beat > 0 ? check : () => true });
        rows.push([
          `${page}, ${name}${beat > 0 ? `, one in ${beat / 1000} s each` : ", one after the other"}`,
          figure(seen.pages / seen.seconds),
          ...[0.5, 0.99, 1].map((share) => figure(quantile(seen.latencies, share))),
          figure((cpuOf(one.pid) - cpu) / seen.pages),
          seen.refused,
        ]);
      }
  printTable(
    `${USERS} people, each with a session of their own`,
    ["page", "pages/s", "p50 ms", "p99 ms", "max ms", "CPU ms", "not 200"],
    rows,
  );
}
