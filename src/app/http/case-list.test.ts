// The list of cases from what is kept of them: the same figures as their evaluations, page by page, and no dossier opened for it.
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { rulesMark } from "../usecases/rules-mark.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { caseSummarySchema, caseViewSchema, evaluationSchema } from "./contract-cases.ts";

const MANY = 10_000;
const SLOW = 60_000;

let server: TestApp;
beforeAll(async () => {
  server = await aTestApp();
});
afterAll(async () => await server.close());

async function page(question = ""): Promise<{ readonly cases: z.output<typeof caseSummarySchema>[]; readonly total: number }> {
  const response = await server.ask(`/api/cases${question}`);
  expect(response.status).toBe(200);
  return { cases: z.array(caseSummarySchema).parse(await response.json()), total: Number(response.headers.get("total-count")) };
}

test("every row says what the case's own evaluation says", async () => {
  const { cases, total } = await page();
  expect(cases.length).toBeGreaterThan(1);
  expect(total).toBe(cases.length);
  for (const one of cases) {
    const scored = evaluationSchema.parse(await (await server.ask(`/api/cases/${one.id}/evaluation`)).json());
    const view = caseViewSchema.parse(await (await server.ask(`/api/cases/${one.id}`)).json());
    const count = (severity: string) => scored.findings.filter((finding) => finding.severity === severity).length;
    expect(one).toMatchObject({ score: scored.score, grade: scored.grade, packNumber: scored.packNumber, version: view.version });
    expect(one).toMatchObject({ unit: view.project.unit, department: view.project.department, corrections: view.corrections.length });
    expect(one.executionRate).toBe(view.funds.rows[0]?.rate ?? null);
    expect(one.findings).toEqual({ error: count("error"), warning: count("warning"), hint: count("hint") });
  }
});

test("what is kept of other rules, of another version or not at all is not shown: the case is evaluated", async () => {
  const { db } = server.deps.store;
  const before = await page();
  await db.updateTable("case_scores").set({ rules: "other", total: 1, errors: 77, unit: "?" }).execute();
  expect(await page()).toEqual(before);
  await db.updateTable("case_scores").set({ version: 99 }).execute();
  expect(await page()).toEqual(before);
  await db.deleteFrom("case_scores").execute();
  expect(await page()).toEqual(before);
});

test("of a case that today's rules cannot read nothing is said, which is not zero", async () => {
  await server.past(
    async (transaction) =>
      await sql`insert into cases (tenant, id, name, year, pack, dossier, origin, created_at, updated_at, version, unit_id, created_by, published)
        select tenant, 'unread', '读不出', 2001, 'retired', regexp_replace(dossier::text, '"pack"\\s*:\\s*"[^"]*"', '"pack":"retired"')::json, origin, created_at, updated_at, 1, null, null, true
        from cases where id = 'nanchang-2019'`.execute(transaction),
  );
  expect((await page("?text=%E8%AF%BB%E4%B8%8D%E5%87%BA")).cases).toMatchObject([
    { id: "unread", score: null, grade: null, executionRate: null, corrections: null, findings: null },
  ]);
});

test(
  "ten thousand cases come page by page, newest year first, and are found by name, unit and year, without an evaluation",
  async () => {
    const { tenant, evaluations } = server.deps;
    await server.past(async (transaction) => {
      await sql`insert into cases (tenant, id, name, year, pack, dossier, origin, created_at, updated_at, version, unit_id, created_by, published)
      select tenant, 'many-' || lpad(n::text, 5, '0'), '项目' || n, 2030 + n % 3, pack, '{}', origin, created_at, updated_at, 1, null, null, true
      from cases, generate_series(0, ${MANY - 1}::int) n where tenant = ${tenant} and id = 'nanchang-2019'`.execute(transaction);
      await sql`insert into case_scores (tenant, case_id, version, seq, rules, department, total, grade, unit, execution_rate, corrections,
        errors, warnings, hints)
      select ${tenant}, id, 1, 1, ${rulesMark(server.deps.packs)}, '示例部门', 9245, '优', '示例单位' || year, '64.52%', 0, 1, 2, 3
      from cases where tenant = ${tenant} and id like 'many-%'`.execute(transaction);
    });
    const evaluated = evaluations.size();
    const first = await page("?limit=50");
    expect(first.cases.map(({ year }) => year)).toEqual(new Array(50).fill(2032));
    expect(first.cases[0]).toMatchObject({ id: "many-00002", score: "92.45", findings: { error: 1, warning: 2, hint: 3 } });
    expect(first.total).toBeGreaterThan(MANY);
    const last = await page("?limit=50&offset=9990");
    expect(last.cases.slice(0, 2).map(({ id }) => id)).toEqual(["many-09972", "many-09975"]);
    expect(await page("?text=%E9%A1%B9%E7%9B%AE9999&limit=50")).toMatchObject({ total: 1, cases: [{ id: "many-09999" }] });
    expect((await page("?text=2031&limit=5")).total).toBe(
      Array.from({ length: MANY }, (_, n) => n).filter((n) => n % 3 === 1 || n === 2031).length,
    );
    expect((await page("?text=100%25&limit=5")).total).toBe(0);
    expect(evaluations.size()).toBe(evaluated);
  },
  SLOW,
);
