import { array, asyncProperty, assert as checkAlways, constantFrom, dictionary, integer, jsonValue, record, string } from "fast-check";
import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { everythingOf } from "../../access/reach.builder.ts";
import { findCase, findVersion, listVersions, type SaveCaseInput, saveCase } from "./case-repository.ts";
import { listCases } from "./scores/listed-cases.builder.ts";
import { DATABASES, DAY, theSharedStore } from "./store.builder.ts";

const SLOW = 120_000;

/** Each test has a tenant to itself. */
let tenant = "";
let tests = 0;
beforeEach(() => {
  tenant = `tenant-${++tests}`;
});

function aSave(input: Partial<SaveCaseInput> = {}): SaveCaseInput {
  return {
    tenant,
    id: "visits-2019",
    name: "出访经费",
    year: 2019,
    pack: "nanchang-2019",
    dossier: '{"funds":{"total":"300.33"}}',
    origin: "example",
    expectedVersion: 0,
    note: "founding case",
    now: DAY,
    unitId: null,
    createdBy: null,
    published: false,
    ...input,
  };
}

describe.each(DATABASES)("on %s", (database) => {
  describe("a case", () => {
    test(
      "comes back as it was saved, its dossier byte for byte",
      async () => {
        const { db } = await theSharedStore(database);
        const dossier = '{ "b": 1.10,\n "a": "1e2", "备注": "𠮷\\u0041", "list": [] }';
        expect(await saveCase(db, aSave({ dossier }))).toEqual({ kind: "saved", version: 1 });
        expect(await findCase(db, { tenant, id: "visits-2019" })).toEqual({
          id: "visits-2019",
          name: "出访经费",
          year: 2019,
          pack: "nanchang-2019",
          origin: "example",
          createdAt: DAY,
          updatedAt: DAY,
          version: 1,
          unitId: null,
          unitPath: null,
          createdBy: null,
          published: false,
          dossier,
        });
      },
      SLOW,
    );

    test(
      "keeps every version it ever had",
      async () => {
        const { db } = await theSharedStore(database);
        const later = "2026-03-01T00:00:00.000Z";
        await saveCase(db, aSave());
        const second = aSave({ expectedVersion: 1, dossier: '{"funds":{}}', note: "corrected", now: later, name: "出访经费（更正）" });
        expect(await saveCase(db, second)).toEqual({ kind: "saved", version: 2 });
        expect(await findCase(db, second)).toMatchObject({ version: 2, createdAt: DAY, updatedAt: later, dossier: '{"funds":{}}' });
        expect((await listVersions(db, second)).map(({ version, note, savedAt }) => [version, note, savedAt])).toEqual([
          [2, "corrected", later],
          [1, "founding case", DAY],
        ]);
        expect(await findVersion(db, { ...second, version: 1 })).toMatchObject({ name: "出访经费", dossier: aSave().dossier });
        expect(await findVersion(db, { ...second, version: 3 })).toBeUndefined();
        await expect(sql`update case_versions set note = ''`.execute(db)).rejects.toMatchObject({ code: "23000" });
        await expect(sql`delete from case_versions`.execute(db)).rejects.toMatchObject({ code: "23000" });
      },
      SLOW,
    );

    test(
      "is seen by its own tenant only",
      async () => {
        const { db } = await theSharedStore(database);
        await saveCase(db, aSave());
        await saveCase(db, aSave({ tenant: `${tenant}-other`, name: "another's" }));
        expect((await listCases(db, everythingOf(`${tenant}-other`))).map(({ name }) => name)).toEqual(["another's"]);
        expect(await findCase(db, { tenant: `${tenant}-third`, id: "visits-2019" })).toBeUndefined();
        expect(await listVersions(db, { tenant: `${tenant}-third`, id: "visits-2019" })).toEqual([]);
      },
      SLOW,
    );

    test(
      "is listed by year, the newest first",
      async () => {
        const { db } = await theSharedStore(database);
        for (const [id, year] of [
          ["b", 2019],
          ["a", 2019],
          ["c", 2021],
        ] as const)
          await saveCase(db, aSave({ id, year }));
        expect((await listCases(db, everythingOf(tenant))).map(({ id }) => id)).toEqual(["c", "a", "b"]);
      },
      SLOW,
    );

    test(
      "is not stored if its dossier is no JSON object, or text that PostgreSQL cannot hold",
      async () => {
        const { db } = await theSharedStore(database);
        for (const dossier of ["", "{", "[]", "null", '{"a":"\\u0000"}', '{"a":"\\ud800"}']) {
          await expect(saveCase(db, aSave({ dossier })), dossier).rejects.toMatchObject({ name: "DatabaseError" });
        }
        expect(await listCases(db, everythingOf(tenant))).toEqual([]);
      },
      SLOW,
    );

    test(
      "and what else a verb writes are stored together or not at all",
      async () => {
        const { db } = await theSharedStore(database);
        const failing = db.transaction().execute(async (transaction) => {
          await saveCase(transaction, aSave());
          await saveCase(transaction, aSave({ id: "second" }));
          throw new Error("changed our mind");
        });
        await expect(failing).rejects.toThrow("changed our mind");
        expect(await listCases(db, everythingOf(tenant))).toEqual([]);
      },
      SLOW,
    );
  });

  describe("two who save at once", () => {
    test(
      "do not overwrite each other: one saves, the others learn the version they missed",
      async () => {
        const { db } = await theSharedStore(database);
        const first = await Promise.all(Array.from({ length: 8 }, (_, n) => saveCase(db, aSave({ note: `author ${n}` }))));
        expect(first.map((outcome) => JSON.stringify(outcome)).sort()).toEqual([
          ...Array(7).fill('{"kind":"conflict","currentVersion":1}'),
          '{"kind":"saved","version":1}',
        ]);
        const edits = await Promise.all(
          Array.from({ length: 8 }, (_, n) =>
            db.transaction().execute((transaction) => saveCase(transaction, aSave({ expectedVersion: 1, note: `editor ${n}` }))),
          ),
        );
        expect(edits.filter(({ kind }) => kind === "saved").length).toBe(1);
        expect((await listVersions(db, aSave())).length).toBe(2);
        expect(await saveCase(db, aSave({ id: "unknown", expectedVersion: 3 }))).toEqual({ kind: "conflict", currentVersion: 0 });
      },
      SLOW,
    );

    test(
      "leave, whatever the order of their saves, exactly the versions that were answered with saved",
      async () => {
        const { db } = await theSharedStore(database);
        let run = 0;
        const save = record({
          id: constantFrom("a", "b"),
          expectedVersion: integer({ min: 0, max: 4 }),
          note: string({ unit: "grapheme-ascii", maxLength: 8 }),
          facts: dictionary(string({ unit: "grapheme-ascii" }), jsonValue({ noUnicodeString: true }), { maxKeys: 3 }),
        });
        await checkAlways(
          asyncProperty(array(save, { minLength: 1, maxLength: 12 }), async (saves) => {
            tenant = `run-${run++}`;
            const outcomes = await Promise.all(
              saves.map(({ id, expectedVersion, note, facts }) =>
                saveCase(db, aSave({ tenant, id, expectedVersion, note, dossier: JSON.stringify(facts) })),
              ),
            );
            const conflicts = saves.flatMap(({ expectedVersion }, index) =>
              outcomes[index]?.kind === "conflict" ? [{ expectedVersion, current: outcomes[index].currentVersion }] : [],
            );
            for (const { expectedVersion, current } of conflicts) expect(current).not.toBe(expectedVersion);
            expect(saves.every(({ expectedVersion }) => expectedVersion > 0) && outcomes.some(({ kind }) => kind === "saved")).toBe(false);
            for (const id of ["a", "b"]) {
              const saved = saves.flatMap((one, index) => {
                const outcome = outcomes[index];
                return one.id === id && outcome?.kind === "saved" ? [{ ...one, version: outcome.version }] : [];
              });
              saved.sort((left, right) => left.version - right.version);
              expect(saved.map(({ version }) => version)).toEqual(saved.map((_, index) => index + 1));
              expect(saved.map(({ expectedVersion }) => expectedVersion)).toEqual(saved.map((_, index) => index));
              expect((await findCase(db, { tenant, id }))?.dossier).toBe(
                saved.length > 0 ? JSON.stringify(saved.at(-1)?.facts) : undefined,
              );
              expect((await listVersions(db, { tenant, id })).map(({ note }) => note)).toEqual(saved.map(({ note }) => note).reverse());
            }
          }),
          { numRuns: 60 },
        );
      },
      SLOW,
    );
  });
});
