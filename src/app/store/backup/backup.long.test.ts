import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { findOriginal } from "../audit-repository.ts";
import { findCase, listVersions, saveCase } from "../case-repository.ts";
import { findContent, keepContent } from "../evidence/evidence-repository.ts";
import { allMigrations } from "../migrations/all-migrations.ts";
import { openAt, type StorePlace } from "../open-at.ts";
import { aFolder, aPlace, aStoreAt, aStoreOn, DATABASES, DAY, theSharedStore } from "../store.builder.ts";
import { aBackup, aSave, DOSSIER, fillStore, TENANT, withFlip } from "./backup.builder.ts";
import { openBackup } from "./read-backup.ts";
import { restoreBackup } from "./restore-backup.ts";
import { verifyStore } from "./verify-store.ts";

const SLOW = 240_000;
const quiet = (): void => undefined;

async function codesOf(path: string): Promise<readonly string[]> {
  const opened = await openBackup(path);
  if (opened.ok) await opened.value.close();
  return opened.ok ? [] : opened.faults.map(({ code, params }) => `${code} ${params["part"] ?? ""}`.trim());
}

async function restoreTo(place: StorePlace, path: string) {
  const restored = await restoreBackup(path, place, quiet);
  return restored.ok ? restored.value : restored.faults.map(({ code }) => code);
}

const hashes = (tables: readonly { readonly name: string; readonly rows: number; readonly sha256: string }[]) =>
  tables.map(({ name, rows, sha256 }) => `${name} ${rows} ${sha256}`);

describe.each(DATABASES.flatMap((from) => DATABASES.map((to) => [from, to] as const)))("a backup from %s", (from, to) => {
  test(
    `restored on ${to} holds every row to the byte`,
    async () => {
      const store = await aStoreOn(from);
      await fillStore(store);
      const { path, manifest } = await aBackup(store);
      expect(manifest.tables.find(({ name }) => name === "cases")?.rows).toBe(4);
      expect(manifest.tables.find(({ name }) => name === "audit_originals")?.parts.length).toBeGreaterThan(1);
      const place = await aPlace(to);
      expect(await restoreTo(place, path)).toEqual(manifest);
      const restored = await aStoreAt(place);
      const report = await verifyStore(restored.db);
      expect(report.problems).toEqual([]);
      expect(hashes(report.tables)).toEqual(hashes(manifest.tables));
      expect(hashes((await verifyStore(store.db)).tables)).toEqual(hashes(manifest.tables));
      expect((await findCase(restored.db, { tenant: TENANT, id: "出访" }))?.dossier).toBe(DOSSIER);
      expect((await listVersions(restored.db, { tenant: TENANT, id: "a" })).length).toBe(2);
      expect((await findOriginal(restored.db, { tenant: TENANT, id: "batch", n: 2 }))?.bytes.length).toBe(5_000_000);
      await expect(sql`delete from case_versions`.execute(restored.db)).rejects.toMatchObject({ code: "23000" });
      await expect(
        sql`insert into case_versions select (jsonb_populate_record(v, '{"case_id":"nowhere"}')).* from case_versions v limit 1`.execute(
          restored.db,
        ),
      ).rejects.toMatchObject({ code: "23503" });
      await restored.close();
      expect(await restoreTo(place, path)).toEqual(["restore-not-empty"]);
    },
    SLOW,
  );
});

describe.each(DATABASES)("on %s", (database) => {
  test(
    "a backup made under an older schema is restored as it was and then brought up to date",
    async () => {
      const old = await aStoreAt(await aPlace(database), { schema: 1 });
      await sql`insert into cases values (${TENANT}, 'a', 'n', 2019, 'p', ${DOSSIER}::json, 'import', ${DAY}, ${DAY}, 1)`.execute(old.db);
      const { path, manifest } = await aBackup(old);
      expect(manifest.schema.map(({ number }) => number)).toEqual([1]);
      const place = await aPlace(database);
      expect(await restoreTo(place, path)).toEqual(manifest);
      const store = await aStoreAt(place);
      expect((await findCase(store.db, { tenant: TENANT, id: "a" }))?.dossier).toBe(DOSSIER);
      const report = await verifyStore(store.db);
      expect(report.schema).toBe(allMigrations.at(-1)?.name);
      const rows = new Map(report.tables.map((table) => [table.name, table.rows]));
      expect(manifest.tables.map(({ name }) => [name, rows.get(name)])).toEqual(manifest.tables.map((table) => [table.name, table.rows]));
    },
    SLOW,
  );

  test(
    "verification names the table whose rows refer to nothing, and the file that no longer has its hash, which is not handed out either",
    async () => {
      const store = await aStoreOn(database);
      await saveCase(store.db, aSave("a"));
      await sql`alter table case_versions disable trigger all`.execute(store.db);
      await sql`insert into case_versions select (jsonb_populate_record(v, '{"case_id":"nowhere"}')).* from case_versions v`.execute(
        store.db,
      );
      const { problems } = await verifyStore(store.db);
      expect(problems).toEqual([{ table: "case_versions", detail: expect.stringContaining(": 1") }]);
      const content = { tenant: TENANT, sha256: "a".repeat(64), format: "txt", bytes: new Uint8Array([1]), now: DAY };
      await store.db.transaction().execute((transaction) => keepContent(transaction, content));
      expect((await verifyStore(store.db)).problems[0]).toEqual({
        table: "evidence_contents",
        detail: expect.stringContaining(content.sha256),
      });
      await expect(findContent(store.db, TENANT, content.sha256)).rejects.toMatchObject({ code: "XX001", table: "evidence_contents" });
    },
    SLOW,
  );
});

describe("a backup file", () => {
  test(
    "is a tar archive that any system lists",
    async () => {
      const { path } = await aBackup(await theSharedStore());
      const names = execFileSync("tar", ["-tf", path], { encoding: "utf8" }).trim().split("\n");
      expect(names.at(0)).toBe("hengxiao-backup.json");
      expect(names.slice(-2)).toEqual(["manifest.json", "manifest.sha256"]);
    },
    SLOW,
  );

  test(
    "with any one bit changed is refused, and the part is named",
    async () => {
      const store = await aStoreOn("embedded");
      await saveCase(store.db, aSave("a"));
      const { path } = await aBackup(store);
      const bytes = readFileSync(path);
      const places = Array.from({ length: 200 }, (_, n) => Math.floor(((n + 0.5) * bytes.length) / 200));
      for (const at of [0, 300, 520, 700, ...places, bytes.length - 1]) {
        const codes = await codesOf(await withFlip(bytes, at));
        expect(codes.length, `byte ${at}`).toBeGreaterThan(0);
        // The very first entry says what the file is; without it, it is none of ours.
        expect(
          codes.every((code) => /^backup-damaged \S/.test(code) || (at < 512 && code === "backup-foreign")),
          `byte ${at}: ${codes}`,
        ).toBe(true);
      }
      const caseParts = execFileSync("tar", ["-tRf", path], { encoding: "utf8" }).split("\n");
      const block = caseParts.find((line) => line.includes("tables/cases/"))?.match(/block (\d+):/)?.[1];
      expect(await codesOf(await withFlip(bytes, (Number(block) + 1) * 512 + 30))).toEqual([
        "backup-damaged tables/cases/000001.ndjson.gz",
      ]);
    },
    SLOW,
  );

  test(
    "cut off, lengthened, of another kind or missing is refused, and nothing is written",
    async () => {
      const { path } = await aBackup(await theSharedStore());
      const bytes = readFileSync(path);
      for (const size of [0, 100, 512, 4096, bytes.length - 1024, bytes.length - 1]) {
        const cut = join(aFolder(), "cut.tar");
        writeFileSync(cut, bytes);
        truncateSync(cut, size);
        expect((await codesOf(cut)).length, `cut to ${size}`).toBe(1);
      }
      const longer = join(aFolder(), "longer.tar");
      writeFileSync(longer, Buffer.concat([bytes, Buffer.from("x")]));
      expect(await codesOf(longer)).toMatchObject([expect.stringContaining("backup-damaged")]);
      const other = join(aFolder(), "other.tar");
      execFileSync("tar", ["-cf", other, "-C", aFolder(), "."]);
      expect(await codesOf(other)).toEqual(["backup-foreign"]);
      expect(await codesOf(join(aFolder(), "none.tar"))).toEqual(["file-missing"]);
      const place: StorePlace = { kind: "folder", folder: join(aFolder(), "store") };
      expect(await restoreTo(place, longer)).toEqual(["backup-damaged"]);
      expect(existsSync(place.folder)).toBe(false);
    },
    SLOW,
  );

  test(
    "of a newer program is refused by the first migration that is unknown here",
    async () => {
      const store = await aStoreOn("embedded");
      await sql`insert into schema_migrations (number, name, checksum) values (999, '0999-later', ${"0".repeat(64)})`.execute(store.db);
      const { path } = await aBackup(store);
      const restored = await restoreBackup(path, await aPlace("embedded"), quiet);
      expect(restored).toMatchObject({ ok: false, faults: [{ code: "backup-newer", params: { found: "0999-later" } }] });
    },
    SLOW,
  );
});

test(
  "a store that is opened to be looked at keeps the schema it has",
  async () => {
    const place = await aPlace("embedded");
    const old = await aStoreAt(place, { schema: 1 });
    await old.close();
    const opened = await openAt(place, { schema: 0 });
    if (!opened.ok) throw new Error(JSON.stringify(opened.faults));
    expect((await verifyStore(opened.value.db)).schema).toBe(allMigrations[0]?.name);
    await opened.value.close();
  },
  SLOW,
);
