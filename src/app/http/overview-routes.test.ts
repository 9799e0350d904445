// The overview as a bureau asks for it: counts and averages of what is within reach, after every save, and what another pack would change.
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aDossier, anIndicator } from "../../dossier/dossier.builder.ts";
import type { Day } from "../../kernel/index.ts";
import { buildRulebook } from "../../rules/index.ts";
import { packProject, scoreDossier } from "../../scoring/index.ts";
import { keepScore } from "../store/scores/score-repository.ts";
import { scoreAnew, scorePackedAnew } from "../usecases/overview/score-anew.ts";
import { rulesMark } from "../usecases/rules-mark.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { overviewSchema, replaySchema } from "./contract-overview.ts";

let app: TestApp;
beforeAll(async () => {
  app = await aTestApp();
});
afterAll(async () => await app.close());

async function overview(query: string, as: Parameters<TestApp["ask"]>[2] = "leading-group") {
  return overviewSchema.parse(await (await app.ask(`/api/overview?${query}`, {}, as)).json());
}

async function evaluated(id: string, pack?: string): Promise<{ readonly score: string; readonly grade: string }> {
  const asked = pack === undefined ? "" : `?pack=${pack}`;
  const body = (await (await app.ask(`/api/cases/${id}/evaluation${asked}`)).json()) as { score: string; grade: string };
  return { score: body.score, grade: body.grade };
}

test("counts the examples with the total and grade their own pages show", async () => {
  const founding = await evaluated("nanchang-2019");
  const corrected = await evaluated("nanchang-2019-corrected");
  const { groups } = await overview("by=grade");
  expect(groups.reduce((sum, { projects }) => sum + projects, 0)).toBe(2);
  expect(groups.map(({ names }) => names[0])).toEqual([...new Set([founding.grade, corrected.grade])]);
  const [all] = (await overview("by=all")).groups;
  const average = (Number(founding.score) + Number(corrected.score)) / 2;
  expect(all).toMatchObject({ projects: 2, scored: 2 });
  expect(Math.abs(Number(all?.average) - average)).toBeLessThanOrEqual(0.005);
});

test("follows a change of the rules or of the store, and answers the same when nothing changed", async () => {
  const before = await overview("by=department-year");
  await app.deps.store.db
    .updateTable("case_scores")
    .set({ rules: "other", total: 1, grade: "差" })
    .where("case_id", "=", "nanchang-2019")
    .execute();
  expect(await overview("by=department-year")).toEqual(before);
  expect(await scoreAnew(app.deps, app.deps.tenant)).toBe(1);
  expect(await scoreAnew(app.deps, app.deps.tenant)).toBe(0);
  expect(await overview("by=department-year")).toEqual(before);
});

test("keeps the score of the later version, whichever is written last", async () => {
  const before = await overview("by=department-year");
  const key = { tenant: app.deps.tenant, caseId: "nanchang-2019", version: 0, rules: "any" };
  const stale = { ...key, pack: null, department: null, signedOn: null, total: 1, grade: "差", packed: null, listed: null };
  await app.deps.store.db.transaction().execute(async (transaction) => await keepScore(transaction, stale));
  expect(await overview("by=department-year")).toEqual(before);
});

test("narrows to a year and to a department", async () => {
  expect((await overview("by=all&year=2019")).groups[0]?.projects).toBe(2);
  expect((await overview("by=all&year=2018")).groups).toEqual([]);
  const department = (await overview("by=department")).groups[0]?.names[0] ?? "";
  expect((await overview(`by=year&department=${encodeURIComponent(department)}`)).groups).toMatchObject([{ names: ["2019"], projects: 2 }]);
  expect((await app.ask("/api/overview?by=moon")).status).toBe(400);
});

test("shows nobody what is not his", async () => {
  expect((await app.ask("/api/overview", {}, "nobody")).status).toBe(401);
  const mine = await overview("by=all", "clerk");
  expect(mine.groups.map(({ projects }) => projects)).toEqual([2]);
  await app.past(async (transaction) => {
    const corrected = transaction.updateTable("cases").where("id", "=", "nanchang-2019-corrected");
    await corrected.set({ unit_id: null, published: false }).execute();
  });
  await app.deps.store.db.updateTable("case_scores").set({ rules: "other" }).where("case_id", "=", "nanchang-2019-corrected").execute();
  await scoreAnew(app.deps, app.deps.tenant);
  expect((await overview("by=all", "clerk")).groups.map(({ projects }) => projects)).toEqual([1]);
});

test("replays every project under another pack as its own page does", async () => {
  const pack = "manual-2022-cap";
  const replayed = replaySchema.parse(await (await app.ask(`/api/overview/replay?pack=${pack}`)).json());
  const own = await evaluated("nanchang-2019");
  const other = await evaluated("nanchang-2019", pack);
  expect(replayed).toMatchObject({ pack, left: 0 });
  expect(replayed.moves).toContainEqual(expect.objectContaining({ from: own.grade, to: other.grade }));
  expect((await app.ask("/api/overview/replay?pack=none")).status).toBe(404);
  const mine = replaySchema.parse(await (await app.ask(`/api/overview/replay?pack=${pack}`, {}, "clerk")).json());
  expect(mine.compared + mine.left, "only what is within reach").toBe(1);
});

test("after a change of the rules packed projects have their new totals before any is evaluated, and nothing of another version", async () => {
  const { db } = app.deps.store;
  const { tenant, packs } = app.deps;
  const dossier = aDossier({
    funds: { weight: "10", current: { initial: "100", revised: "100", executed: "64.5" } },
    indicators: [anIndicator({ id: "a", weight: "90", target: { kind: "at-least", value: "12", unit: "个" }, actual: { value: "7" } })],
  });
  const rulebook = buildRulebook(packs, "mof-2020-10", "2022-05-20" as Day);
  if (!rulebook.ok) throw new Error(JSON.stringify(rulebook.faults));
  const { total, grade } = scoreDossier(dossier, rulebook.value);
  await app.past(
    async (transaction) =>
      await sql`insert into cases (tenant, id, name, year, pack, dossier, origin, created_at, updated_at, version, unit_id, created_by, published)
        select tenant, 'packed', 'packed', 2022, 'mof-2020-10', '{}', origin, created_at, updated_at, 3, unit_id, null, true
        from cases where id = 'nanchang-2019'`.execute(transaction),
  );
  const head = await db.updateTable("score_heads").set({ seq: sql<string>`seq + 1` }).returning("seq").executeTakeFirstOrThrow();
  const old = { tenant, case_id: "packed", version: 3, seq: head.seq, rules: "other", department: null, signed_on: "2022-05-20" } as const;
  const unlisted = { unit: null, execution_rate: null, corrections: null, errors: null, warnings: null, hints: null };
  await db
    .insertInto("case_scores")
    .values({ ...old, ...unlisted, pack: "mof-2020-10", total: 1, grade: "差", packed: packProject(dossier) })
    .execute();
  const shown = async () => (await overview("by=year&year=2022")).groups.map(({ names, average }) => ({ year: names[0], average }));

  expect(await shown()).toEqual([{ year: "2022", average: "0.01" }]);
  expect(await scorePackedAnew(app.deps, tenant)).toEqual({ scored: 1, changed: 1 });
  expect(await shown()).toEqual([{ year: "2022", average: (Number(total) / 100).toFixed(2) }]);
  const { seq } = await db.selectFrom("score_heads").select("seq").executeTakeFirstOrThrow();
  expect(await scorePackedAnew(app.deps, tenant)).toEqual({ scored: 1, changed: 0 });
  expect(await db.selectFrom("score_heads").select("seq").executeTakeFirstOrThrow(), "nothing is written twice").toEqual({ seq });
  const replayed = replaySchema.parse(await (await app.ask("/api/overview/replay?pack=mof-2020-10")).json());
  expect(replayed.moves).toContainEqual({ from: grade, to: grade, projects: expect.any(Number) });

  // Back to the rules it was kept under: what was made in between is taken back.
  await db
    .updateTable("case_scores")
    .set({ rules: rulesMark(packs) })
    .where("case_id", "=", "packed")
    .execute();
  expect(await scorePackedAnew(app.deps, tenant)).toEqual({ scored: 0, changed: 0 });
  expect(await shown()).toEqual([{ year: "2022", average: "0.01" }]);
});
