// One record that cannot be read stands in the lists as what it is, hides none of the others, and is told of plainly where it is opened.
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { scoreAnew } from "../usecases/overview/score-anew.ts";
import { sourcesOfStored } from "../usecases/stored-dossier.ts";
import { recordOfText } from "../usecases/stored-record.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { problemSchema } from "./contract.ts";
import { caseSummarySchema } from "./contract-cases.ts";
import { overviewSchema, replaySchema } from "./contract-overview.ts";
import { tripYearSummarySchema } from "./contract-trips.ts";
import { YEAR } from "./trip-voices.builder.ts";

/** No dossiers, though each is an object, as the column demands. */
const NO_DOSSIERS = {
  "bad-empty": {},
  "bad-null": { dossier: null },
  "bad-list": { dossier: [] },
  "bad-name": { dossier: { name: 5, data: {} } },
  "bad-ledger": { dossier: { name: "dossier.yaml", data: {} }, ledger: 5 },
  "bad-facts": { dossier: { name: "dossier.yaml", data: null } },
};
const IDS = Object.keys(NO_DOSSIERS);
const MODEL = "nanchang-2019";

let server: TestApp;
let before: number;
beforeAll(async () => {
  server = await aTestApp();
  before = (await list()).length;
  await server.past(async (transaction) => {
    for (const [id, dossier] of Object.entries(NO_DOSSIERS))
      await sql`insert into cases (tenant, id, name, year, pack, dossier, origin, created_at, updated_at, version, unit_id, created_by, published)
        select tenant, ${id}, ${id}, 2019, pack, ${JSON.stringify(dossier)}::json, origin, created_at, updated_at, 1, unit_id, created_by, true
        from cases where id = ${MODEL}`.execute(transaction);
  });
});
afterAll(async () => await server.close());

async function list() {
  const response = await server.ask("/api/cases");
  expect(response.status).toBe(200);
  return z.array(caseSummarySchema).parse(await response.json());
}

test.each(["no json", "5", "null", '"text"', "[]", "{}"])("%s is no dossier", (dossier) => {
  expect(sourcesOfStored({ id: "x", dossier })).toMatchObject({ ok: false, faults: [{ code: "case-unreadable", params: { found: "x" } }] });
});

describe("cases", () => {
  test("are all listed, with nothing said of those that cannot be read", async () => {
    const cases = await list();
    expect(cases).toHaveLength(before + IDS.length);
    const nothing = { score: null, grade: null, executionRate: null, corrections: null, findings: null };
    for (const id of IDS) expect(cases.find((one) => one.id === id)).toMatchObject(nothing);
    expect(cases.find(({ id }) => id === MODEL)?.score).not.toBeNull();
  });

  test("are scored anew past those that cannot be read, which count in the overview without a score", async () => {
    await server.deps.store.db.deleteFrom("case_scores").execute();
    expect(await scoreAnew(server.deps, server.deps.tenant)).toBe(before + IDS.length);
    const overview = overviewSchema.parse(await (await server.ask("/api/overview")).json());
    expect(overview.groups.map(({ projects, scored }) => ({ projects, scored }))).toEqual([
      { projects: before + IDS.length, scored: before },
    ]);
    const replay = replaySchema.parse(await (await server.ask(`/api/overview/replay?pack=${(await list())[0]?.pack}`)).json());
    expect(replay.left).toBe(IDS.length);
  });

  test.each(["/api/ledgers", "/api/tasks", "/api/flows?subject=bad-empty", "/api/export?format=json", "/api/export?format=csv"])(
    "%s holds",
    async (path) => {
      expect((await server.ask(path)).status).toBe(200);
    },
  );

  test.each(["", "/evaluation", "/comparison", "/report", "/outcomes", "/published", "/files/report.docx", "/files/dossier.xlsx"])(
    "opened, %s says what is the matter",
    async (part) => {
      for (const id of IDS) {
        const response = await server.ask(`/api/cases/${id}${part}`);
        expect(response.headers.get("content-type")).toContain("application/problem+json");
        expect({ id, ...problemSchema.parse(await response.json()) }).toMatchObject({
          ...{ id, status: 422, code: id === "bad-facts" ? "wrong-shape" : "case-unreadable" },
        });
      }
    },
  );
});

describe("years of delegations", () => {
  test.each(["no json", "{}", "null"])("with the plan %s are listed without figures, and say why when opened", async (plan) => {
    await server.past(async (transaction) => {
      await sql`insert into trip_years select (jsonb_populate_record(y, ${JSON.stringify({ id: "bad-year", plan })}::jsonb || jsonb_build_object('year', 2031))).*
        from trip_years y where id = ${YEAR} on conflict (tenant, id) do update set plan = excluded.plan`.execute(transaction);
    });
    const response = await server.ask("/api/trip-years");
    expect(response.status).toBe(200);
    const years = z.array(tripYearSummarySchema).parse(await response.json());
    expect(years.find(({ id }) => id === "bad-year")).toMatchObject({ year: 2031, delegations: null, budget: null, spent: null });
    expect(years.find(({ id }) => id === YEAR)).toMatchObject({ delegations: 12, budget: "3000000.00" });
    const opened = await server.ask("/api/trip-years/bad-year");
    expect(problemSchema.parse(await opened.json()).status).toBe(422);
    expect(recordOfText(plan)).toEqual(plan === "no json" ? plan : JSON.parse(plan));
  });
});
