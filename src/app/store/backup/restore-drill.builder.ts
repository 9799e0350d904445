// Backups made while others write, restored and compared to the byte; and damaged ones, which must be refused and leave nothing behind.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "kysely";
import { saveCase } from "../case-repository.ts";
import { openAt, type StorePlace } from "../open-at.ts";
import type { Store } from "../open-store.ts";
import { type Chance, chanceFrom } from "../power-loss.builder.ts";
import { aFolder, aPlace, aStoreAt, aStoreOn, DATABASES, type DatabaseName } from "../store.builder.ts";
import { aBackup, aSave } from "./backup.builder.ts";
import { type BackupManifest, MANIFEST_FILE, MANIFEST_HASH_FILE } from "./backup-manifest.ts";
import { restoreBackup } from "./restore-backup.ts";
import { TAR_END, tarEntries, tarHeader, tarPadding } from "./tar-archive.ts";
import { verifyStore } from "./verify-store.ts";

type Drill = {
  readonly restored: number;
  readonly unequal: readonly string[];
  readonly damaged: number;
  readonly accepted: readonly string[];
};

/** What is wrong on purpose: a value of the restored store that is changed, or damage that is none. */
type DrillFlaw = "none" | "changed-value" | "undamaged";

const quiet = (): void => undefined;
/** Saves that are acknowledged before the backup begins. */
const SAVED_BEFORE = 30;

export async function drillRestores(
  database: DatabaseName,
  {
    rounds,
    damages,
    seed,
    flaw = "none",
  }: { readonly rounds: number; readonly damages: number; readonly seed: number; readonly flaw?: DrillFlaw },
): Promise<Drill> {
  const chance = chanceFrom(seed);
  const store = await aStoreOn(database);
  await saveCase(store.db, aSave("a"));
  const unequal: string[] = [];
  let path = "";
  for (let round = 1; round <= rounds; round++) {
    const made = await backupUnderLoad(store, round);
    path = made.path;
    const to = DATABASES[round % DATABASES.length] ?? "embedded";
    unequal.push(...(await differencesOf(made, await aPlace(to), flaw)).map((what) => `round ${round} to ${to}: ${what}`));
  }
  const accepted: string[] = [];
  if (damages > 0) path = path || (await aBackup(store)).path;
  const whole = damages > 0 ? readFileSync(path) : Buffer.alloc(0);
  // A refused backup leaves a database as empty as it was, for the next.
  const server = await aPlace("postgresql");
  for (let damage = 0; damage < damages; damage++) {
    const { bytes, what } = flaw === "undamaged" ? { bytes: whole, what: "nothing" } : await damagedOf(whole, damage, chance);
    const left = await refusalOf(bytes, damage % 2 === 0 ? await aPlace("embedded") : server);
    if (left !== null) accepted.push(`damage ${damage} of seed ${seed}, ${what}: ${left}`);
  }
  return { restored: rounds, unequal, damaged: damages, accepted };
}

type Made = { readonly path: string; readonly manifest: BackupManifest; readonly before: readonly string[] };

async function backupUnderLoad(store: Store, round: number): Promise<Made> {
  const saved: string[] = [];
  let going = true;
  const write = async (author: number): Promise<void> => {
    for (let n = 1; going; n++) {
      const id = `${round}-${author}-${n}`;
      await saveCase(store.db, aSave(id));
      await saveCase(store.db, aSave(id, 2, JSON.stringify({ id })));
      saved.push(id);
    }
  };
  const writers = [1, 2, 3].map(write);
  while (saved.length < SAVED_BEFORE) await new Promise((resolve) => setTimeout(resolve, 20));
  const before = [...saved];
  const made = await aBackup(store);
  going = false;
  await Promise.all(writers);
  return { ...made, before };
}

/** How the restored store differs from the moment that the backup says it is of; nothing where it is that moment. */
async function differencesOf({ path, manifest, before }: Made, place: StorePlace, flaw: DrillFlaw): Promise<readonly string[]> {
  const restored = await restoreBackup(path, place, quiet);
  if (!restored.ok) return [JSON.stringify(restored.faults)];
  const store = await aStoreAt(place);
  try {
    if (flaw === "changed-value") await sql`update cases set year = year + 1 where id = 'a'`.execute(store.db);
    const { tables, problems } = await verifyStore(store.db);
    const found = new Map(tables.map(({ name, rows, sha256 }) => [name, `${rows} ${sha256}`]));
    const tablesThatDiffer = manifest.tables.filter(({ name, rows, sha256 }) => found.get(name) !== `${rows} ${sha256}`);
    const { rows } = await sql<{ id: string; halves: string }>`select c.id, (select count(*) from case_versions v
      where v.tenant = c.tenant and v.case_id = c.id) - c.version as halves from cases c`.execute(store.db);
    const there = new Set(rows.map(({ id }) => id));
    return [
      ...tablesThatDiffer.map(({ name }) => `${name} differs`),
      ...problems.map(({ table, detail }) => `${table}: ${detail}`),
      ...rows.filter(({ halves }) => halves !== "0").map(({ id }) => `half of ${id}`),
      ...before.filter((id) => !there.has(id)).map((id) => `${id} is missing`),
    ];
  } finally {
    await store.close();
  }
}

const DAMAGE: ReadonlySet<string> = new Set(["backup-damaged", "backup-foreign", "restore-differs"]);

/** Null where the backup is refused and the place is as empty as it was; else what came of it. */
async function refusalOf(bytes: Uint8Array, place: StorePlace): Promise<string | null> {
  const path = join(aFolder(), "damaged.tar");
  writeFileSync(path, bytes);
  const restored = await restoreBackup(path, place, quiet);
  if (restored.ok) return "restored";
  const other = restored.faults.map(({ code }) => code).filter((code) => !DAMAGE.has(code));
  if (other.length > 0) return `refused for ${other}`;
  if (place.kind === "folder") return existsSync(place.folder) ? "refused, with a folder left behind" : null;
  const opened = await openAt(place, { schema: 0 });
  if (!opened.ok) return JSON.stringify(opened.faults);
  const { tables } = await verifyStore(opened.value.db);
  await opened.value.close();
  const filled = tables.filter(({ rows }) => rows > 0).map(({ name }) => name);
  return filled.length === 0 ? null : `refused, with rows in ${filled.join(", ")}`;
}

/** By turns: a bit, a cut, more at the end, and rows changed by somebody who makes some of the hashes anew. */
async function damagedOf(whole: Buffer, turn: number, chance: Chance): Promise<{ readonly bytes: Buffer; readonly what: string }> {
  const at = Math.floor(chance() * whole.length);
  const kind = turn % 5;
  if (kind === 0 || kind === 1) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(chance() * 8));
    return { bytes, what: `a bit of byte ${at}` };
  }
  if (kind === 2) {
    const path = join(aFolder(), "cut.tar");
    writeFileSync(path, whole);
    truncateSync(path, at);
    return { bytes: readFileSync(path), what: `cut to ${at}` };
  }
  if (kind === 3) return { bytes: Buffer.concat([whole, Buffer.alloc(512 * (1 + turn))]), what: "more at the end" };
  const anew = REMADE[Math.floor(turn / 5) % REMADE.length] ?? "nothing";
  return { bytes: await withChangedRow(whole, anew), what: `a row changed, ${anew} made anew` };
}

/** How far somebody goes who changes a row and makes the hashes anew. What is left out of it is the hash of the whole table. */
const REMADE = ["nothing", "the part's hash", "the part's and the manifest's hash", "row count and hashes of part and manifest"] as const;

async function withChangedRow(whole: Buffer, anew: (typeof REMADE)[number]): Promise<Buffer> {
  const files = new Map<string, Buffer>();
  const read = async (at: number, size: number) => whole.subarray(at, at + size);
  for await (const { name, at, size } of tarEntries(read, whole.length)) files.set(name, whole.subarray(at, at + size));
  const manifest = JSON.parse(String(files.get(MANIFEST_FILE))) as BackupManifest;
  const table = manifest.tables.find(({ name }) => name === "cases");
  const part = table?.parts[0];
  if (!table || !part) throw new Error("no cases in the backup");
  const lines = gunzipSync(files.get(part.file) ?? Buffer.alloc(0))
    .toString()
    .trimEnd()
    .split("\n");
  if (anew === REMADE[3]) {
    lines.pop();
    part.rows -= 1;
    table.rows -= 1;
  } else lines[0] = lines[0]?.replace("2019", "2018") ?? "";
  const text = Buffer.from(`${lines.join("\n")}\n`);
  const bytes = gzipSync(text, { level: 4 });
  files.set(part.file, bytes);
  if (anew !== "nothing") {
    part.sha256 = sha256(bytes);
    part.size = bytes.length;
    part.textBytes = text.length;
    const manifestBytes = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
    files.set(MANIFEST_FILE, manifestBytes);
    if (anew !== "the part's hash") files.set(MANIFEST_HASH_FILE, Buffer.from(`${sha256(manifestBytes)}  ${MANIFEST_FILE}\n`));
  }
  const entries = [...files].flatMap(([name, content]) => [tarHeader(name, content.length), content, tarPadding(content.length)]);
  return Buffer.concat([...entries, TAR_END]);
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** "restore embedded: 3/3 equal, 20/20 damaged refused". */
export function drillLine(database: DatabaseName, { restored, unequal, damaged, accepted }: Drill): string {
  const equal = restored - new Set(unequal.map((what) => what.split(":")[0])).size;
  return `restore ${database}: ${equal}/${restored} equal, ${damaged - accepted.length}/${damaged} damaged refused`;
}
