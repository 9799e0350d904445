import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { everythingOf } from "../../access/reach.builder.ts";
import type { Fault } from "../../kernel/index.ts";
import { saveCase } from "./case-repository.ts";
import { openStore } from "./open-store.ts";
import { listCases } from "./scores/listed-cases.builder.ts";
import { aChild, aClosedStore, aFolder, anOpenStore, DAY } from "./store.builder.ts";

const SLOW = 60_000;

async function faultsOf(folder: string): Promise<readonly Fault[]> {
  const opened = await openStore({ folder, openWithinMs: 30_000 });
  if (!opened.ok) return opened.faults;
  await opened.value.close();
  return [];
}

const OWNER = { unitId: null, createdBy: null, published: false } as const;
const aCase = {
  ...OWNER,
  tenant: "t",
  name: "出访经费",
  year: 2019,
  pack: "p",
  dossier: "{}",
  origin: "import",
  note: "",
  now: DAY,
} as const;

describe("a store's folder", () => {
  test(
    "is made the first time, and the second time holds what was saved",
    async () => {
      const folder = join(aFolder(), "data", "store");
      const first = await anOpenStore({ folder });
      expect(first.created).toBe(true);
      await saveCase(first.db, { ...aCase, id: "a", expectedVersion: 0 });
      await first.close();
      const second = await anOpenStore({ folder });
      expect(second.created).toBe(false);
      expect((await listCases(second.db, everythingOf("t"))).map(({ id, name }) => [id, name])).toEqual([["a", "出访经费"]]);
    },
    SLOW,
  );

  test(
    "is not opened twice, neither by this process nor by another, and the refusal names who has it",
    async () => {
      const store = await anOpenStore();
      const locked = [{ code: "store-locked", params: { folder: store.place, pid: String(process.pid) } }];
      expect(await faultsOf(store.place)).toEqual(locked);
      const child = aChild("./opening-child.builder.ts", [store.place]);
      expect(await child.line("refused")).toBe(`refused ${JSON.stringify(locked)}`);
      await saveCase(store.db, { ...aCase, id: "a", expectedVersion: 0 });
      await store.close();
      const next = aChild("./opening-child.builder.ts", [store.place]);
      await next.line("opened");
      expect(await next.ended()).toBe(0);
    },
    SLOW,
  );

  test(
    "is free at once when its holder is killed, and locked while it lives",
    async () => {
      const folder = await aClosedStore();
      const holder = aChild("./opening-child.builder.ts", [folder, "hold"]);
      await holder.line("opened");
      expect(await faultsOf(folder)).toEqual([{ code: "store-locked", params: { folder, pid: String(holder.pid) } }]);
      await holder.kill();
      expect(existsSync(join(folder, "lock"))).toBe(true);
      expect(await faultsOf(folder)).toEqual([]);
    },
    SLOW,
  );

  test(
    "is locked for a process in another container too, which sees the files and not the abstract socket",
    async () => {
      const folder = await aClosedStore();
      const elsewhere = createServer((socket) => socket.end("4242\n"));
      await new Promise<void>((resolve) => elsewhere.listen(join(folder, "lock"), resolve));
      expect(await faultsOf(folder)).toEqual([{ code: "store-locked", params: { folder, pid: "4242" } }]);
      await new Promise((resolve) => elsewhere.close(resolve));
      expect(await faultsOf(folder)).toEqual([]);
    },
    SLOW,
  );

  test(
    "is refused where it cannot be written to",
    async () => {
      const folder = await aClosedStore();
      // Root's own folder for nobody; a read-only one for anybody else. Below it nothing can be made either.
      chmodSync(folder, process.getuid?.() === 0 ? 0o700 : 0o500);
      for (const path of [folder, join(folder, "below")]) {
        const child = aChild("./opening-child.builder.ts", [path, "unprivileged"]);
        expect(await child.line("refused")).toContain('"reason":"not-writable"');
      }
      chmodSync(folder, 0o700);
    },
    SLOW,
  );

  test(
    "is refused as full, not as damaged, where the disk has no room to open it, or to make it",
    async () => {
      const folder = await aClosedStore();
      for (const path of [folder, aFolder()]) {
        const child = aChild("./failing-disk-child.builder.ts", [path, "write", "ENOSPC", "1", "sticky", "opening"]);
        expect(await child.line("unopened")).toBe("unopened no-space");
      }
      expect(await faultsOf(folder)).toEqual([]);
    },
    SLOW,
  );

  test("is refused where it is a file, or full of somebody else's files, and nothing is written there", async () => {
    const folder = aFolder();
    const file = join(folder, "letters.txt");
    writeFileSync(file, "dear");
    expect(await faultsOf(file)).toMatchObject([{ code: "store-unreadable", params: { reason: "not-a-folder" } }]);
    expect(await faultsOf(join(file, "below"))).toMatchObject([{ code: "store-unreadable", params: { reason: "not-a-folder" } }]);
    expect(await faultsOf(folder)).toMatchObject([
      { code: "store-unreadable", params: { folder, reason: "not-a-store", detail: "letters.txt" } },
    ]);
    expect(readdirSync(folder)).toEqual(["letters.txt"]);
  });
});

describe("what a killed engine leaves behind", () => {
  test(
    "does not keep the next one from starting: an empty or torn server file, a creation that was cut short",
    async () => {
      const folder = await aClosedStore();
      for (const left of ["", "-4", "4711\n/pglite/data\n"]) {
        writeFileSync(join(folder, "pg", "postmaster.pid"), left);
        expect(await faultsOf(folder)).toEqual([]);
      }
      const half = aFolder();
      renameSync(join(folder, "pg"), join(half, "pg.new"));
      rmSync(join(half, "pg.new", "base"), { recursive: true });
      const store = await anOpenStore({ folder: half });
      expect(store.created).toBe(true);
      expect(readdirSync(half).sort()).toEqual(["lock", "pg"]);
    },
    SLOW,
  );
});

describe("damaged files", () => {
  const damages: readonly (readonly [string, (pg: string) => void])[] = [
    ["the control file zeroed", (pg) => writeFileSync(join(pg, "global", "pg_control"), Buffer.alloc(8192))],
    ["the control file cut off", (pg) => truncateSync(join(pg, "global", "pg_control"), 100)],
    ["the version file gone", (pg) => rmSync(join(pg, "PG_VERSION"))],
    ["the version file empty", (pg) => truncateSync(join(pg, "PG_VERSION"), 0)],
    ["the write-ahead log gone", (pg) => rmSync(join(pg, "pg_wal"), { recursive: true })],
    ["the tables gone", (pg) => rmSync(join(pg, "base"), { recursive: true })],
    ["the system catalogue cut off", (pg) => truncateSync(join(pg, "global", "1262"), 0)],
  ];

  test.each(damages)(
    "are refused with what the engine says, and no new database is made over them: %s",
    async (_, damage) => {
      const folder = await aClosedStore();
      damage(join(folder, "pg"));
      const before = readdirSync(join(folder, "pg"));
      const [fault, ...others] = await faultsOf(folder);
      expect(others).toEqual([]);
      expect(fault).toMatchObject({ code: "store-unreadable", params: { folder, reason: "damaged" } });
      expect(fault?.params.detail).toMatch(/\S/);
      expect(fault?.params.detail?.length).toBeLessThanOrEqual(400);
      expect(readdirSync(join(folder, "pg")).filter((name) => !before.includes(name) && name !== "postmaster.pid")).toEqual([]);
    },
    SLOW,
  );

  test("of another PostgreSQL's making are refused by its version", async () => {
    const folder = await aClosedStore();
    writeFileSync(join(folder, "pg", "PG_VERSION"), "17\n");
    expect(await faultsOf(folder)).toMatchObject([{ params: { reason: "engine-version", detail: "17" } }]);
  });

  test(
    "are noticed when a single bit of a table's page has flipped",
    async () => {
      const folder = await aClosedStore();
      const store = await anOpenStore({ folder });
      await saveCase(store.db, { ...aCase, id: "a", expectedVersion: 0 });
      const { rows } = await sql<{ path: string }>`select pg_relation_filepath('cases') as path`.execute(store.db);
      await store.close();
      const path = join(folder, "pg", rows[0]?.path ?? "");
      const page = readFileSync(path);
      page[8100] = (page[8100] ?? 0) ^ 0b100;
      writeFileSync(path, page);
      const again = await anOpenStore({ folder });
      await expect(listCases(again.db, everythingOf("t"))).rejects.toMatchObject({ name: "DatabaseError", code: "XX001" });
    },
    SLOW,
  );
});
