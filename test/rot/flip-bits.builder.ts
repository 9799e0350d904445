// Flips single bits in what the product has kept: in the embedded database's files, in files handed in, in a backup. Each time the data
// are opened, verified and read through the API. A flip is noticed (nothing opens, something is refused, `verify` names it), harmless
// (every row and every answer is as it was), or was served silently, which must not be. The seed decides where.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { sql } from "kysely";
import type { Role } from "../../src/access/index.ts";
import type { Deps } from "../../src/app/compose.ts";
import { aTestApp } from "../../src/app/http/app.builder.ts";
import { buildApp } from "../../src/app/http/build-app.ts";
import { verifyBackup } from "../../src/app/store/backup/read-backup.ts";
import { verifyStore } from "../../src/app/store/backup/verify-store.ts";
import { openReads } from "../../src/app/store/kept/open-reads.ts";
import { openAt } from "../../src/app/store/open-at.ts";
import { ENGINE_FOLDER } from "../../src/app/store/open-durable.ts";
import type { Store } from "../../src/app/store/open-store.ts";
import { type Chance, chanceFrom } from "../../src/app/store/power-loss.builder.ts";
import { aFolder } from "../../src/app/store/store.builder.ts";
import { backupStore } from "../../src/app/usecases/backup-store.ts";
import { evaluationCache } from "../../src/app/usecases/evaluation-cache.ts";
import { scoreBoards } from "../../src/app/usecases/overview/score-board.ts";
import { anchorAll } from "../../src/app/usecases/trail/anchor-trail.ts";
import { proveTrails } from "../../src/app/usecases/trail/prove-trails.ts";

/** Where a bit is flipped. `commits` is where the engine notes which transactions were committed, without checksums; `value` is a name changed by SQL past the product, which nothing can notice: the canary. */
const SPOTS = ["table", "index", "toast", "commits", "engine", "file", "backup"] as const;
type Spot = (typeof SPOTS)[number] | "value";

type Rotten = {
  readonly flips: number;
  readonly noticed: Readonly<Record<string, number>>;
  readonly harmless: Readonly<Record<string, number>>;
  readonly silent: readonly string[];
};

/** The data as they were left, and what they said then. */
export type Kept = {
  readonly folder: string;
  readonly deps: Deps;
  readonly backup: Buffer;
  readonly backupTables: string;
  /** Files of the embedded database by what they hold. */
  readonly files: Readonly<Record<"table" | "index" | "toast" | "commits" | "engine", readonly string[]>>;
  /** How far the notes on transactions are in use. */
  readonly commitBytes: number;
  readonly cookies: ReadonlyMap<Role, string>;
  readonly questions: readonly (readonly [Role, string])[];
  readonly tables: string;
  readonly answers: readonly string[];
};

const STORE = "store";
const COMMITS = "pg_xact/0000";
const TRANSACTIONS_A_BYTE = 4;
const EVIDENCE = 12;
const EVIDENCE_BYTES = 60_000;

/** So many flips, the spots by turns. */
export async function flipBits(kept: Kept, flips: number, seed: number, spots: readonly Spot[] = SPOTS): Promise<Rotten> {
  const chance = chanceFrom(seed);
  const noticed: Record<string, number> = {};
  const harmless: Record<string, number> = {};
  const silent: string[] = [];
  for (let flip = 0; flip < flips; flip++) {
    const spot = spots[flip % spots.length] ?? "table";
    const outcome = spot === "backup" ? await flipInBackup(kept, chance) : await flipInData(kept, spot, chance);
    if (outcome.was === "silent") silent.push(`flip ${flip} of seed ${seed}, ${spot}: ${outcome.where}`);
    else {
      const counts = outcome.was === "noticed" ? noticed : harmless;
      counts[spot] = (counts[spot] ?? 0) + 1;
    }
  }
  return { flips, noticed, harmless, silent };
}

/** The examples, and files of random bytes handed in. */
export async function keepSomething(seed: number): Promise<Kept> {
  const chance = chanceFrom(seed);
  const server = await aTestApp("embedded", { watched: false });
  const { deps } = server;
  const pieces: string[] = [];
  for (let n = 0; n < EVIDENCE; n++) {
    const body = new FormData();
    const bytes = Uint8Array.from({ length: EVIDENCE_BYTES }, () => chance() * 256);
    body.append("file", new File([new TextEncoder().encode(`证据 ${n}\n`), Buffer.from(bytes).toString("base64")], `证据${n}.txt`));
    body.append("title", `证据 ${n}`);
    body.append("kind", "formal");
    const answer = await server.ask("/api/cases/nanchang-2019/evidence", { method: "POST", body }, "clerk");
    if (answer.status !== 200) throw new Error(await answer.text());
    pieces.push(((await answer.json()) as { id: string }).id);
  }
  const cookies = new Map<Role, string>();
  for (const role of ["leading-group", "finance", "clerk", "system-admin", "bureau-performance"] as const)
    cookies.set(role, await server.cookieOf(role));
  await anchorAll(deps, "stop");
  const files = await engineFiles(deps.store);
  const { rows } = await sql<{ next: string }>`select pg_current_xact_id()::text as next`.execute(deps.store.db);
  const folder = join(aFolder(), "kept");
  const backupFile = join(aFolder(), "kept.tar");
  await deps.audits.idle();
  await deps.ledgerImports.idle();
  await deps.close();
  cpSync(deps.config.dataFolder, folder, { recursive: true });
  const made = await backupStore({ ...deps.config, dataFolder: folder }, { file: backupFile, now: deps.now(), progress: () => undefined });
  if (!made.ok) throw new Error(JSON.stringify(made.faults));
  await server.close();
  const kept: Kept = {
    ...{ folder, deps, cookies, commitBytes: Math.ceil(Number(rows[0]?.next) / TRANSACTIONS_A_BYTE) },
    files: { ...files, commits: [COMMITS], engine: otherFiles(join(folder, STORE, ENGINE_FOLDER), Object.values(files).flat()) },
    ...{ backup: readFileSync(backupFile), backupTables: tablesText(made.value.manifest.tables) },
    questions: [
      ...["/api/cases", "/api/cases/nanchang-2019", "/api/cases/nanchang-2019/ledger", "/api/cases/nanchang-2019/ledger/entries"].map(
        (path) => ["finance", path] as const,
      ),
      ...["/api/cases/nanchang-2019/evidence", ...pieces.map((id) => `/api/evidence/${id}/file`)].map((path) => ["clerk", path] as const),
      ...["/api/trip-years/delegations-2019", "/api/trips/delegations-2019-2"].map((path) => ["clerk", path] as const),
      ...["/api/accounts", "/api/units"].map((path) => ["system-admin", path] as const),
      ["bureau-performance", "/api/overview"],
    ],
    ...{ tables: "", answers: [] },
  };
  const first = await lookAt(kept, folder);
  if (typeof first === "string") throw new Error(first);
  return { ...kept, ...first };
}

/** The files of the product's own tables, their indexes, and the rows too long for them, relative to the engine's folder. */
async function engineFiles({ db }: Store): Promise<Record<"table" | "index" | "toast", string[]>> {
  const { rows } = await sql<{ kind: "table" | "index" | "toast"; path: string }>`
    with ours as (select oid, reltoastrelid as toast from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r')
    select 'table' as kind, pg_relation_filepath(oid) as path from ours where pg_relation_size(oid) > 0
    union all select 'toast', pg_relation_filepath(toast) from ours where toast <> 0 and pg_relation_size(toast) > 0
    union all select 'index', pg_relation_filepath(indexrelid) from pg_index
      where indrelid in (select oid from ours union select toast from ours) and pg_relation_size(indexrelid) > 8192`.execute(db);
  const files: Record<"table" | "index" | "toast", string[]> = { table: [], index: [], toast: [] };
  for (const { kind, path } of rows) files[kind].push(path);
  return files;
}

/** Everything else the engine keeps: its catalogue, its log, which transactions were committed. */
function otherFiles(engine: string, ours: readonly string[]): readonly string[] {
  const known = new Set(ours);
  return readdirSync(engine, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(engine, join(entry.parentPath, entry.name)))
    .filter((path) => !known.has(path) && statSync(join(engine, path)).size > 0);
}

type Outcome = { readonly was: "noticed" | "harmless" | "silent"; readonly where: string };

async function flipInData(kept: Kept, spot: Exclude<Spot, "backup">, chance: Chance): Promise<Outcome> {
  const folder = join(aFolder(), "copy");
  cpSync(kept.folder, folder, { recursive: true });
  try {
    const where = spot === "file" || spot === "value" ? await changeValue(folder, spot, chance) : flipInFile(kept, folder, spot, chance);
    const seen = await lookAt(kept, folder);
    if (typeof seen === "string") return { was: "noticed", where };
    const differing = seen.answers.findIndex((answer, index) => answer !== kept.answers[index]);
    if (seen.tables === kept.tables && differing < 0) return { was: "harmless", where };
    const what = differing < 0 ? "its rows" : (kept.questions[differing]?.[1] ?? "");
    return { was: "silent", where: `${where}: ${what}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every byte of these files is as likely. */
function flipInFile({ files, commitBytes }: Kept, folder: string, spot: keyof Kept["files"], chance: Chance): string {
  const engine = join(folder, STORE, ENGINE_FOLDER);
  const sizes = files[spot].map((path) => ({ path, size: path === COMMITS ? commitBytes : statSync(join(engine, path)).size }));
  let at = Math.floor(chance() * sizes.reduce((sum, { size }) => sum + size, 0));
  for (const { path, size } of sizes) {
    if (at >= size) {
      at -= size;
      continue;
    }
    const bit = Math.floor(chance() * 8);
    const bytes = readFileSync(join(engine, path));
    bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    writeFileSync(join(engine, path), bytes);
    return `${path} byte ${at} bit ${bit}`;
  }
  throw new Error(`no files of ${spot}`);
}

/** As a disk would whose pages have no checksums, or somebody with the database's password. */
async function changeValue(folder: string, spot: "file" | "value", chance: Chance): Promise<string> {
  const opened = await openAt({ kind: "folder", folder: join(folder, STORE) }, { schema: 0 });
  if (!opened.ok) throw new Error(JSON.stringify(opened.faults));
  const { db, close } = opened.value;
  const at = Math.floor(chance() * EVIDENCE_BYTES * 8);
  await db.connection().execute(async (session) => {
    await sql`set session_replication_role = replica`.execute(session);
    if (spot === "value") await sql`update units set name = name || '?'`.execute(session);
    else
      await sql`update evidence_contents set bytes = set_bit(bytes, ${at}, 1 - get_bit(bytes, ${at}))
        where sha256 = (select sha256 from evidence_contents order by sha256 offset ${Math.floor(chance() * EVIDENCE)} limit 1)`.execute(
        session,
      );
  });
  await close();
  return spot === "value" ? "a name" : `bit ${at} of a file`;
}

/** What the data say, or how the flip was noticed. */
async function lookAt(kept: Kept, folder: string): Promise<Pick<Kept, "tables" | "answers"> | string> {
  const opened = await openAt({ kind: "folder", folder: join(folder, STORE) }, { schema: 0 });
  if (!opened.ok) return JSON.stringify(opened.faults);
  const store = opened.value;
  try {
    const { tables, problems } = await verifyStore(store.db);
    const trails = await proveTrails(store.db, { ...kept.deps.config, dataFolder: folder });
    if (problems.length + trails.length > 0) return JSON.stringify([...problems, ...trails]);
    const config = { ...kept.deps.config, dataFolder: folder };
    const anew = { store, config, reads: openReads(store), evaluations: evaluationCache(), scoreBoard: scoreBoards(store.db) };
    const app = buildApp({ ...kept.deps, ...anew }, { host: "127.0.0.1", web: null });
    const answers: string[] = [];
    for (const [role, path] of kept.questions) {
      const answer = await app.request(path, { headers: { host: "127.0.0.1:8080", cookie: kept.cookies.get(role) ?? "" } });
      const body = Buffer.from(await answer.arrayBuffer());
      if (answer.status >= 500) return `${path}: ${answer.status} ${body}`;
      answers.push(`${answer.status} ${createHash("sha256").update(body).digest("hex")}`);
    }
    return { tables: tablesText(tables), answers };
  } catch (error) {
    return String(error);
  } finally {
    await store.close().catch(() => undefined);
  }
}

async function flipInBackup({ backup, backupTables }: Kept, chance: Chance): Promise<Outcome> {
  const bytes = Buffer.from(backup);
  const at = Math.floor(chance() * bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(chance() * 8));
  const folder = aFolder();
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "rotten.tar");
  writeFileSync(file, bytes);
  const verified = await verifyBackup(file);
  rmSync(folder, { recursive: true, force: true });
  const where = `byte ${at}`;
  if (!verified.ok) return { was: "noticed", where };
  return { was: tablesText(verified.value.tables) === backupTables ? "harmless" : "silent", where };
}

function tablesText(tables: readonly { readonly name: string; readonly rows: number; readonly sha256: string }[]): string {
  return tables.map(({ name, rows, sha256 }) => `${name} ${rows} ${sha256}`).join("\n");
}

/** "bitrot: 30 flips (table 5, …), 27 noticed, 3 harmless, 0 served silently". */
export function rotLine({ flips, noticed, harmless, silent }: Rotten): string {
  const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, one) => all + one, 0);
  const each = SPOTS.map((spot) => `${spot} ${noticed[spot] ?? 0}+${harmless[spot] ?? 0}`).join(", ");
  return `bitrot: ${flips} flips, ${sum(noticed)} noticed + ${sum(harmless)} harmless (${each}), ${silent.length} served silently`;
}
