// Kills the running product again and again while clients write through HTTP, starts it on the same files, sends again what had no
// answer, and counts what was acknowledged and is not there, what is there twice, and what contradicts itself.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { sql } from "kysely";
import { readServerKeys } from "../../src/app/keys/server-keys.ts";
import { verifyStore } from "../../src/app/store/backup/verify-store.ts";
import { verifyLedger } from "../../src/app/store/ledger/verify-ledger.ts";
import { openAt } from "../../src/app/store/open-at.ts";
import type { Store } from "../../src/app/store/open-store.ts";
import { chanceFrom } from "../../src/app/store/power-loss.builder.ts";
import type { DatabaseName } from "../../src/app/store/store.builder.ts";
import { readOutsideAnchors } from "../../src/app/usecases/trail/outside-anchors.ts";
import { proveStoredTrail } from "../../src/app/usecases/trail/trail-file.ts";
import { aRunningServer, type RunningServer } from "./running-server.builder.ts";
import { aClient, CASE, contentOf, importOn, KINDS, type Log, ROWS_OF_AN_EXPORT, type Wish, writeOn } from "./writers.builder.ts";

/** What is wrong on purpose: a client that counts as done what it only sends ("early"), or that sends again under another key ("keyless"). */
export type Manner = "honest" | "early" | "keyless";

export type Survived = {
  readonly kills: number;
  readonly acknowledged: number;
  /** Sent again under the same key after a restart. */
  readonly retried: number;
  readonly exportsPosted: number;
  readonly lost: readonly string[];
  readonly twice: readonly string[];
  readonly contradictions: readonly string[];
  readonly failedStarts: readonly string[];
  /** Of all starts after a kill, in milliseconds. */
  readonly slowestStart: number;
};

const TENANT = "local";
const LOGINS = ["finance", "system-admin", "clerk"];
/** So many of the last acknowledged requests are sent again after each restart, as by a client that forgot the answer. */
const SENT_AGAIN = 4;
/** How many of a life's starts are killed before they end: one in so many. */
const EARLY_KILL = 5;

export async function surviveServerKills(
  database: DatabaseName,
  kills: number,
  seed: number,
  manner: Manner = "honest",
): Promise<Survived> {
  const chance = chanceFrom(seed);
  const server = await aRunningServer(database);
  const log: Log = { acknowledged: [], open: [], exports: [], strange: [] };
  const failedStarts: string[] = [];
  let retried = 0;
  let slowestStart = 0;
  try {
    await server.start();
    const cookies = await signIn(server);
    await aClient(server.url(), cookies).ask("POST", `/api/cases/${CASE}/ledger`, "finance", { document: "示例" });
    for (let kill = 1; kill <= kills; kill++) {
      const client = aClient(server.url(), cookies);
      let goes = true;
      const writing = [
        ...KINDS.map((kind) => writeOn(client, kind, log, () => goes, manner === "early")),
        importOn(client, log, () => goes),
      ];
      await sleep(80 + chance() * 900);
      await server.kill((["program", "database", "both"] as const)[kill % 3] ?? "program");
      goes = false;
      if (kill % EARLY_KILL === 0) {
        // And once more while it starts or recovers.
        await server.kill("program");
        server.launch();
        await sleep(chance() * 1200);
        await server.kill("both");
      }
      const before = Date.now();
      await server.start().catch((error: Error) => failedStarts.push(error.message));
      slowestStart = Math.max(slowestStart, Date.now() - before);
      await Promise.all(writing);
      const again = aClient(server.url(), cookies);
      for (const wish of log.open.splice(0)) {
        const { status, text } = await again.send(wish);
        retried++;
        if (status < 300) log.acknowledged.push(wish);
        else log.strange.push(`${wish.name}, sent again: ${status} ${text.slice(0, 300)}`);
      }
      for (const wish of log.acknowledged.slice(-SENT_AGAIN)) {
        if (manner === "early") continue;
        const { status, text } = await again.send(wish, manner === "keyless" ? null : wish.key);
        if (status >= 300 && manner === "honest") log.strange.push(`${wish.name}, once more: ${status} ${text.slice(0, 300)}`);
      }
    }
    await finishExports(server, cookies, log);
    await server.stop();
    const found = await whatIsThere(server, log);
    return {
      ...{ kills, acknowledged: log.acknowledged.length, retried, failedStarts, slowestStart, ...found },
      exportsPosted: log.exports.filter(({ isPosted }) => isPosted).length,
    };
  } finally {
    await server.remove();
  }
}

async function signIn(server: RunningServer): Promise<ReadonlyMap<string, string>> {
  const cookies = new Map<string, string>();
  for (const login of LOGINS) {
    const answer = await fetch(`${server.url()}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ login, password: server.passwords.get(login) }),
    });
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith("hengxiao="));
    if (cookie === undefined) throw new Error(`${login}: ${answer.status} ${await answer.text()}`);
    cookies.set(login, cookie.split(";")[0] ?? "");
  }
  return cookies;
}

async function finishExports(server: RunningServer, cookies: ReadonlyMap<string, string>, log: Log): Promise<void> {
  const until = Date.now() + 60_000;
  const isUnfinished = (): boolean => log.exports.some(({ isPosted }) => !isPosted) && Date.now() < until;
  await importOn(aClient(server.url(), cookies), log, isUnfinished);
}

type Found = Pick<Survived, "lost" | "twice" | "contradictions">;

async function whatIsThere(server: RunningServer, log: Log): Promise<Found> {
  const opened = await openAt(server.place, { schema: 0 });
  if (!opened.ok) return { lost: [], twice: [], contradictions: [JSON.stringify(opened.faults)] };
  const store = opened.value;
  try {
    const counts = await effectsIn(store);
    const effects = ({ kind, name }: Wish): number => counts.get(`${kind} ${name}`) ?? 0;
    const lost = log.acknowledged.filter((wish) => effects(wish) === 0).map(({ name }) => name);
    const twice = [...counts].filter(([, count]) => count > 1).map(([name]) => name);
    return { lost, twice, contradictions: [...log.strange, ...(await contradictionsIn(store, server, log))] };
  } finally {
    await store.close();
  }
}

/** How often each thing is there, by kind and name. */
async function effectsIn({ db }: Store): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ what: string; n: string }>`
    select 'payment ' || split_part(substr(voucher, 6), '#', 1) as what, count(*) as n from ledger_entries where voucher like '2019/payment-%' group by 1
    union all select 'unit ' || name, count(*) from units where name like 'unit-%' group by 1
    union all select 'matter ' || subject_id, count(*) from flows where subject_id like 'matter-%' group by 1
    union all select 'evidence ' || title, count(*) from evidence_pieces where title like 'evidence-%' group by 1`.execute(db);
  return new Map(rows.map(({ what, n }) => [what, Number(n)]));
}

async function contradictionsIn(store: Store, server: RunningServer, { exports }: Log): Promise<readonly string[]> {
  const { db } = store;
  const found: string[] = [];
  const ledger = await verifyLedger(db, { tenant: TENANT, id: CASE });
  found.push(...(ledger?.differences ?? [{ what: "no ledger" }]).map(({ what }) => `ledger: ${what}`));
  const keys = readServerKeys(join(server.dataFolder, "keys"), false);
  const outside = await readOutsideAnchors([join(server.dataFolder, "anchors")], TENANT);
  const { broken } = await proveStoredTrail({ db, keys }, TENANT, outside);
  if (broken) found.push(`trail #${broken.seq}: ${broken.why}`);
  found.push(...(await verifyStore(db)).problems.map(({ table, detail }) => `${table}: ${detail}`));
  const { rows: pieces } = await sql<{ title: string; sha256: string; kept: string }>`select title, p.sha256,
    encode(sha256(c.bytes), 'hex') as kept from evidence_pieces p left join evidence_contents c on c.tenant = p.tenant and c.sha256 = p.sha256
    where title like 'evidence-%'`.execute(db);
  for (const { title, sha256, kept } of pieces) {
    const sent = createHash("sha256").update(contentOf(title)).digest("hex");
    if (sha256 !== sent || kept !== sent) found.push(`${title} is not what was handed in`);
  }
  const { rows: imports } = await sql<{ id: string; status: string; posted: string }>`select id, status,
    (select count(*) from ledger_entries e where e.tenant = i.tenant and e.import_id = i.id) as posted from ledger_imports i`.execute(db);
  for (const { id, status, posted } of imports) {
    const whole = status === "posted" ? ROWS_OF_AN_EXPORT : 0;
    if (id.startsWith("example") || Number(posted) === whole) continue;
    if (exports.some((one) => one.id === id)) found.push(`export ${id} is ${status} with ${posted} lines`);
  }
  for (const { id, isPosted } of exports)
    if (imports.find((one) => one.id === id)?.status !== "posted") found.push(`export ${id} was ${isPosted ? "" : "never "}posted`);
  return found;
}

async function sleep(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** "kill embedded: 40 kills, …, 0 lost, 0 twice, …". */
export function killsLine(database: string, survived: Survived): string {
  const { kills, acknowledged, retried, exportsPosted, lost, twice, contradictions, failedStarts, slowestStart } = survived;
  const done = `${kills} kills, ${acknowledged} acknowledged, ${retried} sent again, ${exportsPosted} exports posted`;
  const harm = `${lost.length} lost, ${twice.length} twice, ${contradictions.length} contradictions, ${failedStarts.length} failed starts`;
  return `kill ${database}: ${done}; ${harm}; slowest start ${(slowestStart / 1000).toFixed(1)} s`;
}
