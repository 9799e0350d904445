// Stores with something in them, and their backups, for tests.
import { createHash } from "node:crypto";
import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addBatch, addDocuments, saveReading, takeTask } from "../audit-repository.ts";
import { saveCase } from "../case-repository.ts";
import type { Store } from "../open-store.ts";
import { aFolder, DAY } from "../store.builder.ts";
import type { BackupManifest } from "./backup-manifest.ts";
import { writeBackup } from "./write-backup.ts";

export const TENANT = "t";

/** A dossier that any change on the way would show. */
export const DOSSIER = '{ "b": 1.10,\n "a": 9007199254740993.10, "备注": "𠮷\\u0041\\"\\\\", "list": [ ] }';

const NOBODYS = { unitId: null, createdBy: null, published: false } as const;

export function aSave(id: string, version = 1, dossier = DOSSIER) {
  const named = { tenant: TENANT, id, name: "出访经费\t\\N", year: 2019, pack: "nanchang-2019" } as const;
  return { ...named, dossier, origin: "import", expectedVersion: version - 1, note: "", now: DAY, ...NOBODYS } as const;
}

/** Cases with versions, and an audit batch with a document larger than a part of a backup. */
export async function fillStore({ db }: Store): Promise<void> {
  for (const id of ["a", "b", "ä", "出访"]) await saveCase(db, aSave(id));
  await saveCase(db, aSave("a", 2, '{"again":true}'));
  const key = { tenant: TENANT, id: "batch" };
  await addBatch(db, { ...key, name: "2022自评", pack: null, now: "2026-02-28T08:00:00.123Z", unitId: null, createdBy: null });
  const files = ["一.docx", "二.docx", "三.docx"].map((file, index) => {
    const bytes = new Uint8Array(index === 1 ? 5_000_000 : 3).map((_, at) => (at * 31 + index) % 256);
    return { file, sha256: createHash("sha256").update(bytes).digest("hex"), bytes, faults: [] };
  });
  await addDocuments(db, key, files, DAY);
  const task = await takeTask(db, TENANT);
  if (!task) throw new Error("no document waits");
  const outcome = {
    ...{ kind: "self-eval-table", project: null, department: "甲局", year: 2022, total: "92.45", grade: "优", pack: "mof-2020-10" },
    ...{ errors: 0, warnings: 0, hints: 0, codes: { x: { error: 1 } }, amount: "4654700.10", findings: [] },
  } as const;
  await saveReading(db, { ...key, n: task.n, reading: { kind: "self-eval-table" }, outcome, now: DAY });
}

/** Writes a backup of the store into a file of its own. */
export async function aBackup({ db }: Store): Promise<{ readonly path: string; readonly manifest: BackupManifest }> {
  const path = join(aFolder(), "backup.tar");
  const file = await open(path, "wx");
  try {
    const manifest = await writeBackup({ db, now: DAY, product: "test", write: async (bytes) => void (await file.write(bytes)) });
    return { path, manifest };
  } finally {
    await file.close();
  }
}

/** The same bytes with one changed. */
export async function withFlip(bytes: Uint8Array, at: number): Promise<string> {
  const path = join(aFolder(), "flipped.tar");
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 0b1000;
  await writeFile(path, changed);
  return path;
}
