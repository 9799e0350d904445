// The whole of what somebody may see, in each format, and nothing besides.
import { strFromU8, unzipSync } from "fflate";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../access/index.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";

let server: TestApp;
beforeAll(async () => {
  server = await aTestApp();
});
afterAll(async () => await server.close());

type Tables = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

async function taken(as: Role): Promise<Tables> {
  const response = await server.ask("/api/export", {}, as);
  expect(response.status).toBe(200);
  return ((await response.json()) as { tables: Tables }).tables;
}

test("JSON has every table with documents as they are, and the taking is an event", async () => {
  const tables = await taken("leading-group");
  const cases = (await (await server.ask("/api/cases")).json()) as { id: string }[];
  expect(tables["cases"]?.map(({ id }) => id).toSorted()).toEqual(cases.map(({ id }) => id).toSorted());
  expect(tables["cases"]?.[0]?.["dossier"]).toBeTypeOf("object");
  expect(tables["trips"]).toHaveLength(12);
  expect(Object.keys(tables).toSorted()).toEqual(
    ["audits", "caseVersions", "cases", "entries", "evidence", "flows", "tripYears", "trips", "units"].toSorted(),
  );
  const { events } = (await (await server.ask("/api/trail?action=export.read&limit=1", {}, "audit-admin")).json()) as { events: object[] };
  expect(events).toMatchObject([{ objectId: "json", result: "done" }]);
});

test("what is beyond somebody's reach is not in it", async () => {
  const { tenant } = server.deps;
  await server.past(async (transaction) => {
    await sql`insert into units (tenant, id, parent_id, kind, name, path, version) values (${tenant}, 'elsewhere', 'root', 'department', '=1+1', '/root/elsewhere/', 1)`.execute(
      transaction,
    );
    await sql`insert into cases (tenant, id, name, year, pack, dossier, origin, created_at, updated_at, version, unit_id, created_by, published)
    values (${tenant}, 'c-elsewhere', '别处的项目', 2019, 'mof-2020-10', '{}', 'import', now(), now(), 1, 'elsewhere', null, false)`.execute(
      transaction,
    );
    await sql`insert into cases (tenant, id, name, year, pack, dossier, origin, created_at, updated_at, version, unit_id, created_by, published)
    values ('foreign', 'c-foreign', '别家的项目', 2019, 'mof-2020-10', '{}', 'import', now(), now(), 1, null, null, true)`.execute(
      transaction,
    );
  });
  for (const role of ["clerk", "leading-group", "third-party"] as const) {
    const text = JSON.stringify(await taken(role));
    expect([role, text.includes("别处的项目"), text.includes("别家的项目")]).toEqual([role, false, false]);
  }
  const wide = JSON.stringify(await taken("auditor"));
  expect([wide.includes("别处的项目"), wide.includes("别家的项目")]).toEqual([true, false]);
});

test("what is written while it is read is in no table of it", async () => {
  const { tenant } = server.deps;
  const counts = async () => (await taken("auditor"))["units"]?.length ?? 0;
  const before = await counts();
  const writing = (async () => {
    for (let n = 0; n < 40; n += 1)
      await server.past(async (transaction) => {
        // A unit and a case of it in one transaction: whoever has one of the two has both.
        await sql`insert into units (tenant, id, parent_id, kind, name, path, version)
          values (${tenant}, ${`pair-${n}`}, 'root', 'department', 'p', ${`/root/pair-${n}/`}, 1)`.execute(transaction);
        await sql`insert into cases (tenant, id, name, year, pack, dossier, origin, created_at, updated_at, version, unit_id, created_by, published)
          values (${tenant}, ${`pair-${n}`}, 'p', 2019, 'mof-2020-10', '{}', 'import', now(), now(), 1, ${`pair-${n}`}, null, false)`.execute(
          transaction,
        );
      });
  })();
  const pairs = (rows: readonly Readonly<Record<string, unknown>>[] | undefined) =>
    (rows ?? [])
      .map(({ id }) => String(id))
      .filter((id) => id.startsWith("pair-"))
      .toSorted();
  for (let n = 0; n < 6; n += 1) {
    const tables = await taken("auditor");
    expect(pairs(tables["cases"])).toEqual(pairs(tables["units"]));
  }
  await writing;
  expect(await counts()).toBe(before + 40);
});

test("many rows come page by page, each once", async () => {
  await server.past(
    async (transaction) =>
      await sql`insert into units (tenant, id, parent_id, kind, name, path, version)
    select ${server.deps.tenant}, 'many-' || n, 'elsewhere', 'division', 'n' || n, '/root/elsewhere/many-' || n || '/', 1 from generate_series(1, 1201) n`.execute(
        transaction,
      ),
  );
  const ids = (await taken("auditor"))["units"]?.map(({ id }) => String(id)).filter((id) => id.startsWith("many-")) ?? [];
  expect([ids.length, new Set(ids).size]).toEqual([1201, 1201]);
});

test("as sheets in CSV, Excel and OpenDocument, in the reader's language, text never computed", async () => {
  const bytes = async (format: string, lang = "zh") => {
    const response = await server.ask(`/api/export?format=${format}&lang=${lang}`, {}, "auditor");
    return unzipSync(new Uint8Array(await response.arrayBuffer()));
  };
  const csv = await bytes("csv");
  expect(strFromU8(csv["机构.csv"] ?? new Uint8Array())).toContain(",'=1+1,");
  const xlsx = await bytes("xlsx", "en");
  expect(strFromU8(xlsx["xl/workbook.xml"] ?? new Uint8Array())).toContain('name="Ledger entries"');
  const ods = await bytes("ods");
  expect(strFromU8(ods["content.xml"] ?? new Uint8Array())).toContain('table:name="台账分录"');
  expect((await server.ask("/api/export?format=exe", {}, "auditor")).status).toBe(400);
});
