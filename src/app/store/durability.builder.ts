// The durability harnesses: kills, power cuts and disk errors while cases are saved. Each says what it did and what came of it;
// the tests beside demand that nothing acknowledged is lost and nothing is by halves.
import { cpSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { DurableFileSystem } from "./durable-file-system.ts";
import { CREATION_FOLDER, ENGINE_FOLDER, openDurable } from "./open-durable.ts";
import type { Store } from "./open-store.ts";
import {
  chanceFrom,
  type DiskRecord,
  ForgetfulFileSystem,
  RecordingFileSystem,
  type Survival,
  writeDiskAfterCut,
} from "./power-loss.builder.ts";
import { type Ask, askOn, commitCase, contradictionsIn, contradictionsInStore, savedVersions } from "./saved-cases.builder.ts";
import { createPostgres, removePostgres, startPostgres, stopPostgres, urlOf } from "./server/postgres.builder.ts";
import { aChild, aClosedStore, aFolder, anOpenStore, aStoreAt, type Child, DAY, type DatabaseName } from "./store.builder.ts";

export type Harm = {
  /** Times it was killed, cut off or made to fail. */
  readonly blows: number;
  readonly acknowledged: number;
  readonly lost: readonly string[];
  readonly contradictions: readonly string[];
  readonly unopenable: readonly string[];
};

/** "power: 30 cuts, 150 acknowledged, 0 lost, …". */
export function harmLine(harness: string, blows: string, harm: Harm): string {
  const { acknowledged, lost, contradictions, unopenable } = harm;
  return `${harness}: ${harm.blows} ${blows}, ${acknowledged} acknowledged, ${lost.length} lost, ${contradictions.length} contradictions, ${unopenable.length} unopenable`;
}

function askOf(database: PGlite): Ask {
  return async (statement, parameters = []) => (await database.query(statement, [...parameters])).rows;
}

async function sleep(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What a database is to the harness of kills: where it is, what is struck, and how it comes back. */
type Victim = {
  readonly place: string;
  /** Strikes at once, or while it opens or recovers from the last blow. */
  strike(child: Child, kill: number): Promise<void>;
  recover(): Promise<void>;
  open(): Promise<Store>;
  remove(): Promise<void>;
};

async function theFolder(): Promise<Victim> {
  const folder = await aClosedStore();
  const nothing = async (): Promise<void> => undefined;
  return { place: folder, strike: (child) => child.kill(), recover: nothing, open: () => anOpenStore({ folder }), remove: nothing };
}

/** By turns the server with all its processes, the program, or both are killed; now and then the server while it recovers. */
async function theServerOfItsOwn(): Promise<Victim> {
  const postgres = await createPostgres();
  await startPostgres(postgres);
  const url = urlOf(postgres, "postgres");
  let isDown = false;
  const recover = async (): Promise<void> => {
    if (isDown) await startPostgres(postgres);
    isDown = false;
  };
  const killServer = async (): Promise<void> => {
    await stopPostgres(postgres, "kill");
    isDown = true;
  };
  return {
    place: url,
    recover,
    strike: async (child, kill) => {
      if (kill % 3 !== 1) await killServer();
      if (kill % 3 !== 2) await child.kill();
      else await child.ended();
      if (kill % 5 === 0) {
        const starting = recover().catch(() => undefined);
        await sleep(150);
        await killServer();
        await starting;
        isDown = true;
      }
    },
    open: () => aStoreAt({ kind: "server", url }),
    remove: () => removePostgres(postgres),
  };
}

/**
 * Kills again and again while cases are saved, now and then while the store still opens, always on the same files.
 * With "early" the saver tells of saves that it has not made yet, which must count as lost.
 */
export async function surviveKills(
  database: DatabaseName,
  kills: number,
  seed: number,
  manner: "honest" | "early" = "honest",
): Promise<Harm> {
  const chance = chanceFrom(seed);
  const victim = await (database === "embedded" ? theFolder() : theServerOfItsOwn());
  const acknowledged: string[] = [];
  const contradictions: string[] = [];
  const unopenable: string[] = [];
  try {
    for (let kill = 1; kill <= kills; kill++) {
      const child = aChild("./saving-child.builder.ts", [victim.place, String(kill), manner]);
      if (kill % 4 === 0) await sleep(300 + chance() * 900);
      else {
        const checked = await child.line("checked").catch((error: Error) => {
          unopenable.push(error.message);
          return "checked []";
        });
        contradictions.push(...(JSON.parse(checked.slice("checked ".length)) as string[]));
        await sleep(50 + chance() * 500);
      }
      await victim.strike(child, kill);
      acknowledged.push(...child.lines().flatMap((line) => (line.startsWith("saved ") ? [line.slice("saved ".length)] : [])));
      await victim.recover();
    }
    const store = await victim.open();
    contradictions.push(...(await contradictionsInStore(store)));
    const saved = await savedVersions(askOn(store.db));
    await store.close();
    const lost = acknowledged.filter((version) => !saved.has(version));
    return { blows: kills, acknowledged: acknowledged.length, lost, contradictions, unopenable };
  } finally {
    await victim.remove();
  }
}

/** Kills a process while it creates the store; what is left must open, or be created anew. */
export async function surviveKillsAtCreation(kills: number, seed: number): Promise<Harm> {
  const chance = chanceFrom(seed);
  const unopenable: string[] = [];
  for (let kill = 1; kill <= kills; kill++) {
    const folder = join(aFolder(), "store");
    const child = aChild("./opening-child.builder.ts", [folder, "hold"]);
    await sleep(500 + chance() * 4500);
    await child.kill();
    const next = aChild("./opening-child.builder.ts", [folder]);
    await next.line("opened").catch((error: Error) => unopenable.push(error.message));
    await next.ended();
    rmSync(folder, { recursive: true, force: true });
  }
  return { blows: kills, acknowledged: 0, lost: [], contradictions: [], unopenable };
}

/** Creates a store on a recorded disk, cuts the power at the moment it is reported as open, and opens what was synced by then. */
export async function survivePowerCutAfterCreation(): Promise<Harm> {
  const folder = aFolder();
  const entries: DiskRecord["entries"] = [];
  const opened = await openDurable(folder, {
    fileSystem: (path, onAbort) =>
      basename(path) === CREATION_FOLDER ? new RecordingFileSystem(path, onAbort, entries) : new DurableFileSystem(path, onAbort),
  });
  if (!opened.ok) throw new Error(`${opened.reason}: ${opened.detail}`);
  await opened.database.close();
  const survivor = aFolder();
  writeDiskAfterCut({ base: aFolder(), entries }, entries.length, "none", () => 0, join(survivor, ENGINE_FOLDER));
  const again = await openDurable(survivor).catch((error: Error) => ({ ok: false as const, reason: "damaged", detail: error.message }));
  if (!again.ok) return { blows: 1, acknowledged: 0, lost: [], contradictions: [], unopenable: [`${again.reason} ${again.detail}`] };
  const ask = askOf(again.database);
  await ask("create table kept (n integer)");
  const contradictions = again.created ? ["nothing of the store was on the disk, and a new one was made"] : [];
  await again.database.close();
  return { blows: 1, acknowledged: 0, lost: [], contradictions, unopenable: [] };
}

const SURVIVALS: readonly Survival[] = ["half", "none", "prefix"];

/** Commits on a recorded disk, then opens what that disk may look like after power cuts at chance moments. */
export async function survivePowerCuts(
  cuts: number,
  commits: number,
  seed: number,
  disk: "honest" | "forgetful" = "honest",
): Promise<Harm> {
  const chance = chanceFrom(seed);
  const record = await recordCommits(commits, disk);
  const first = record.entries.findIndex(({ kind }) => kind === "acknowledged");
  const lost: string[] = [];
  const contradictions: string[] = [];
  const unopenable: string[] = [];
  for (let cut = 1; cut <= cuts; cut++) {
    const at = first + 1 + Math.floor(chance() * (record.entries.length - first));
    const survival = SURVIVALS[cut % SURVIVALS.length] ?? "half";
    const folder = aFolder();
    writeDiskAfterCut(record, at, survival, chance, join(folder, ENGINE_FOLDER));
    const where = `cut ${cut} (seed ${seed}, entry ${at}, ${survival})`;
    const opened = await openDurable(folder).catch((error: Error) => ({ ok: false as const, reason: "damaged", detail: error.message }));
    if (!opened.ok) unopenable.push(`${where}: ${opened.reason} ${opened.detail}`);
    else {
      const ask = askOf(opened.database);
      try {
        contradictions.push(...(await contradictionsIn(ask)).map((sentence) => `${where}: ${sentence}`));
        const saved = await savedVersions(ask);
        for (const entry of record.entries.slice(0, at)) {
          if (entry.kind !== "acknowledged") continue;
          for (const version of [`c${entry.commit} 1`, `shared ${entry.commit}`]) {
            if (!saved.has(version)) lost.push(`${where}: ${version}`);
          }
        }
      } catch (error) {
        contradictions.push(`${where}: ${error instanceof Error ? error.message : error}`);
      }
      await opened.database.close();
    }
    rmSync(folder, { recursive: true, force: true });
  }
  return { blows: cuts, acknowledged: commits, lost, contradictions, unopenable };
}

async function recordCommits(commits: number, disk: "honest" | "forgetful"): Promise<DiskRecord> {
  const base = await aClosedStore();
  const live = aFolder();
  cpSync(base, live, { recursive: true });
  const entries: DiskRecord["entries"] = [];
  const FileSystem = disk === "honest" ? RecordingFileSystem : ForgetfulFileSystem;
  const opened = await openDurable(live, { fileSystem: (folder, onAbort) => new FileSystem(folder, onAbort, entries) });
  if (!opened.ok) throw new Error(`${opened.reason}: ${opened.detail}`);
  const ask = askOf(opened.database);
  for (let commit = 1; commit <= commits; commit++) {
    await commitCase(ask, commit, DAY);
    entries.push({ kind: "acknowledged", commit });
    if (commit % 10 === 0) await ask("checkpoint");
    if (commit % 25 === 0) await ask("vacuum full cases");
    if (commit % 35 === 0) await ask(`create table later_${commit} as select * from cases`);
  }
  const recorded = [...entries];
  await opened.database.close();
  return { base: join(base, ENGINE_FOLDER), entries: recorded };
}

export type DiskFailure = {
  readonly operation: "write" | "sync";
  readonly code: "ENOSPC" | "EIO";
  readonly sticky: boolean;
  readonly at: number;
};

/** Processes that fail at the same time: each mostly waits for its own disk. */
const AT_ONCE = 2;

/** Lets the disk fail at each of the places, each in a process of its own, and opens the files again on a disk that works. */
export async function surviveDiskFailures(
  failures: readonly DiskFailure[],
): Promise<Harm & { readonly stopped: number; readonly refused: number }> {
  const tally = { blows: 0, acknowledged: 0, lost: [], contradictions: [], unopenable: [], stopped: 0, refused: 0 } as DiskTally;
  const waiting = [...failures];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await surviveDiskFailure(next, tally);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return tally;
}

type DiskTally = {
  blows: number;
  acknowledged: number;
  stopped: number;
  refused: number;
  readonly lost: string[];
  readonly contradictions: string[];
  readonly unopenable: string[];
};

async function surviveDiskFailure({ operation, code, sticky, at }: DiskFailure, tally: DiskTally): Promise<void> {
  const where = `${sticky ? "every" : "the"} ${operation} from the ${at}th, ${code}`;
  const folder = await aClosedStore();
  const child = aChild("./failing-disk-child.builder.ts", [folder, operation, code, String(at), sticky ? "sticky" : ""]);
  const hang = setTimeout(() => {
    tally.contradictions.push(`${where}: no end after 60 seconds`);
    void child.kill();
  }, 60_000);
  await child.ended();
  clearTimeout(hang);
  const lines = child.lines();
  if (lines.includes("failed")) tally.blows++;
  if (lines.some((line) => line.startsWith("stopped"))) tally.stopped++;
  tally.refused += lines.filter((line) => line.startsWith("refused")).length;
  const saved = lines.flatMap((line) => (line.startsWith("saved ") ? [line.slice("saved ".length)] : []));
  tally.acknowledged += saved.length;
  const opened = await openDurable(folder).catch((error: Error) => ({ ok: false as const, reason: "damaged", detail: error.message }));
  if (!opened.ok) tally.unopenable.push(`${where}: ${opened.reason} ${opened.detail}`);
  else {
    const ask = askOf(opened.database);
    tally.contradictions.push(...(await contradictionsIn(ask)).map((sentence) => `${where}: ${sentence}`));
    const there = await savedVersions(ask);
    tally.lost.push(...saved.filter((number) => !there.has(`shared ${number}`)).map((number) => `${where}: commit ${number}`));
    await opened.database.close();
  }
  rmSync(folder, { recursive: true, force: true });
}
