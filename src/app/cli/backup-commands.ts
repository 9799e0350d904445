// hengxiao backup, restore, verify: the store into a file, a file into an empty place, and whether either is what it should be.
import { resolve } from "node:path";
import { type Fault, fault } from "../../kernel/index.ts";
import { storePlaceOf } from "../config.ts";
import { restoreBackup } from "../store/backup/restore-backup.ts";
import { backupStore } from "../usecases/backup-store.ts";
import { verifyPlace } from "../usecases/verify-place.ts";
import { tableLines } from "./columns.ts";
import { EXIT, type ExitCode, failuresJson, printFaults, type Terminal } from "./terminal.ts";
import { isTrailFile, runVerifyTrail, type TrailOptions } from "./verify-trail.ts";

export type StoreOptions = { readonly json?: boolean };
export type VerifyOptions = StoreOptions & TrailOptions;

/** Enough of a hash to compare two by eye; all of it is in the JSON. */
const HASH_SHOWN = 16;

type Summary = readonly { readonly name: string; readonly rows: number; readonly sha256: string }[];

export async function runBackup(file: string | undefined, options: StoreOptions, terminal: Terminal): Promise<ExitCode> {
  const now = new Date().toISOString();
  const target = resolve(file ?? `hengxiao-${now.slice(0, 19).replace(/[-:]/g, "").replace("T", "-")}.backup.tar`);
  const made = await backupStore(terminal.config, { file: target, now, progress: progressOn(terminal) });
  if (!made.ok) return refuse(made.faults, options, terminal);
  const { bytes, sha256, manifest } = made.value;
  const schema = manifest.schema.at(-1)?.name ?? null;
  if (options.json)
    terminal.out(JSON.stringify({ file: target, bytes, sha256, schema, tables: summaryOf(manifest.tables), failures: [] }, null, 2));
  else {
    terminal.out(terminal.words.backupWritten(target, bytes, rowsOf(manifest.tables)));
    terminal.out(`SHA-256 ${sha256}`);
  }
  return EXIT.done;
}

export async function runRestore(file: string, options: StoreOptions, terminal: Terminal): Promise<ExitCode> {
  const place = storePlaceOf(terminal.config);
  const restored = await restoreBackup(resolve(file), place, progressOn(terminal));
  if (!restored.ok) return refuse(restored.faults, options, terminal);
  const { madeAt, tables } = restored.value;
  if (options.json) terminal.out(JSON.stringify({ file: resolve(file), madeAt, tables: summaryOf(tables), failures: [] }, null, 2));
  else terminal.out(terminal.words.restored(resolve(file), madeAt, rowsOf(tables)));
  return EXIT.done;
}

export async function runVerify(what: string | undefined, options: VerifyOptions, terminal: Terminal): Promise<ExitCode> {
  if (what !== undefined && (await isTrailFile(what))) return await runVerifyTrail(what, options, terminal);
  const verified = await verifyPlace(terminal.config, what, progressOn(terminal));
  if (!verified.ok) return refuse(verified.faults, options, terminal);
  const { kind, place, schema, tables, problems } = verified.value;
  const faults = problems.map(({ table, detail }) => fault("store-damaged", { table, detail }, { file: place }));
  if (options.json) {
    const failures = failuresJson(faults, terminal.language);
    terminal.out(JSON.stringify({ kind, place, schema, tables: summaryOf(tables), failures }, null, 2));
  } else {
    const { name, rows, hash } = terminal.words.verifyColumns;
    const columns = [
      { title: name, align: "left" },
      { title: rows, align: "right" },
      { title: hash, align: "left" },
    ] as const;
    const cells = tables.map((table) => [{ text: table.name }, { text: String(table.rows) }, { text: table.sha256.slice(0, HASH_SHOWN) }]);
    for (const line of tableLines(columns, cells, terminal.paint)) terminal.out(line);
    if (faults.length === 0) terminal.out(terminal.words.verified(place, rowsOf(tables)));
  }
  if (faults.length === 0) return EXIT.done;
  printFaults(faults, terminal);
  return EXIT.unreadable;
}

function refuse(faults: readonly Fault[], { json }: StoreOptions, terminal: Terminal): ExitCode {
  if (json) terminal.out(JSON.stringify({ failures: failuresJson(faults, terminal.language) }, null, 2));
  printFaults(faults, terminal);
  return EXIT.unreadable;
}

function progressOn({ progress }: Terminal): (table: string, rows: number) => void {
  return (table, rows) => progress?.(rows > 0 ? `${table} ${rows}` : table);
}

function summaryOf(tables: Summary): Summary {
  return tables.map(({ name, rows, sha256 }) => ({ name, rows, sha256 }));
}

function rowsOf(tables: Summary): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}
