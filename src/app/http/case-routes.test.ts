import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { problemSchema } from "./contract.ts";
import { caseSummarySchema, caseViewSchema, comparisonSchema, evaluationSchema, publishedSchema } from "./contract-cases.ts";
import { reportSchema } from "./contract-report.ts";

let server: TestApp;
beforeAll(async () => {
  server = await aTestApp();
});
afterAll(async () => await server.close());

async function read<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  const response = await server.ask(path);
  expect(response.status).toBe(200);
  return schema.parse(await response.json());
}

test("the list shows the founding case with 92.45 优, and its corrected twin without an error", async () => {
  const cases = await read("/api/cases", z.array(caseSummarySchema));
  const founding = cases.find((one) => one.id === "nanchang-2019");
  const corrected = cases.find((one) => one.id === "nanchang-2019-corrected");
  expect(founding).toMatchObject({ score: "92.45", grade: "优", executionRate: "64.52%", origin: "example", corrections: 0 });
  expect(founding?.findings?.error).toBeGreaterThan(0);
  expect(corrected?.findings?.error).toBe(0);
  expect(corrected?.corrections).toBeGreaterThan(0);
});

test("a case shows its money with every rate beside what it divides", async () => {
  const one = await read("/api/cases/nanchang-2019", caseViewSchema);
  expect(one.funds.rows.map((row) => [row.id, row.initial, row.revised, row.executed, row.rate])).toEqual([
    ["total", "465.47", "465.47", "300.33", "64.52%"],
    ["current", "300.00", "300.00", "134.86", "44.95%"],
    ["carryOver", "165.47", "165.47", "165.47", "100.00%"],
  ]);
  expect(one.funds.rates).toContainEqual({ id: "subprojects", rate: "100.11%", part: "300.33", whole: "300.00" });
  expect(one.subprojects).toMatchObject({ budget: "300.00", spent: "300.33", unallocated: "165.47" });
  expect(one.subprojects.rows.find((row) => row.no === "2")).toMatchObject({
    budget: "33.59",
    spent: "33.92",
    over: "0.33",
    rate: "100.98%",
  });
});

test("an evaluation carries every line with its receipt, and the total with the articles of its grade", async () => {
  const scored = await read("/api/cases/nanchang-2019/evaluation", evaluationSchema);
  expect(scored.items.map((item) => item.score)).toEqual(["6.45", "20", "15", "3", "5", "3", "15", "10", "5", "10"]);
  expect(scored.items[0]?.trace.steps.map((step) => step.expression)).toContain("300.33 ÷ 465.47");
  expect(scored.gradeBasis).toEqual([{ instrument: "财预〔2020〕10号", article: "第十八条", pack: "mof-2020-10", default: null }]);
  expect(scored.bands.map((band) => band.grade)).toEqual(["优", "良", "中", "差"]);
  expect(scored).toMatchObject({ replay: false, asksCompleted: false, completed: true });
});

test("another pack and another answer are tried without changing the case", async () => {
  const tried = await read("/api/cases/nanchang-2019/evaluation?pack=mof-2021-101&set=project.completed=false", evaluationSchema);
  expect(tried).toMatchObject({
    score: "91.00",
    grade: "优",
    replay: true,
    inForce: false,
    asksCompleted: true,
    completed: false,
    completedInDossier: true,
  });
  const asStated = await read("/api/cases/nanchang-2019/evaluation?pack=mof-2021-101", evaluationSchema);
  expect(asStated).toMatchObject({ score: "96.00", completed: true });
});

test("the comparison sets the packs side by side, 101号 both ways, and marks what differs", async () => {
  const compared = await read("/api/cases/nanchang-2019/comparison", comparisonSchema);
  expect(
    Object.fromEntries(compared.columns.map((column) => [column.key, `${column.score} ${column.grade} ${column.difference}`])),
  ).toEqual({
    "nanchang-2019": "92.45 优 0",
    "mof-2020-10": "92.45 优 0",
    "henan-2020-10": "92.45 优 0",
    "mof-2021-101:completed": "96.00 优 +3.55",
    "mof-2021-101:not-completed": "91.00 优 -1.45",
    "manual-2022-cap": "79.00 中 -13.45",
  });
  expect(compared.columns[0]).toMatchObject({ own: true, pack: "nanchang-2019" });
  const execution = compared.rows.find((row) => row.id === "execution");
  expect(execution?.differs).toBe(true);
  expect(execution?.cells.map((cell) => cell?.score)).toContain("10");
  expect(compared.rows.find((row) => row.id === "output.quantity.1")?.differs).toBe(false);
});

test("one answer for all packs leaves one column each", async () => {
  const compared = await read("/api/cases/nanchang-2019/comparison?completed=false", comparisonSchema);
  expect(compared.columns.map((column) => column.completed)).toEqual(compared.columns.map(() => false));
  expect(compared.columns.find((column) => column.pack === "mof-2021-101")?.score).toBe("91.00");
});

test("every bound figure of the report names a figure that is there", async () => {
  const report = await read("/api/cases/nanchang-2019/report", reportSchema);
  const refs = report.document.blocks.flatMap((block) =>
    block.kind === "paragraph" ? block.runs.flatMap((run) => (run.ref === undefined ? [] : [run.ref])) : [],
  );
  expect(refs.length).toBeGreaterThan(20);
  expect(refs.filter((ref) => report.figures[ref] === undefined)).toEqual([]);
  const compared = await read("/api/cases/nanchang-2019/report?pack=nanchang-2019,mof-2021-101", reportSchema);
  const annexes = (document: typeof report.document) => document.blocks.filter((block) => block.kind === "annex-start").length;
  expect(annexes(compared.document)).toBe(annexes(report.document) + 1);
});

test("the published report stands beside what follows: the wrong total differs, the right figures agree", async () => {
  const published = await read("/api/cases/nanchang-2019/published", publishedSchema);
  expect(published.total).toEqual({ printed: "92.45", follows: "92.45", verdict: "same" });
  expect(published.funds[0]).toMatchObject({
    rate: { printed: "64.5%", follows: "64.52%", verdict: "same" },
    executed: { verdict: "same" },
  });
  const [first, second] = published.details;
  expect(first?.totals.budget).toEqual({ printed: "300.33", follows: "300.00", verdict: "differs" });
  expect(second?.totals).toMatchObject({
    budget: { verdict: "same" },
    spent: { verdict: "same" },
    rate: { printed: "100.11%", verdict: "same" },
  });
  expect(published.indicators.find((row) => row.subject === "output.quantity.1")?.target).toMatchObject({
    printed: "100%",
    verdict: "unchecked",
  });
  expect(published.statements.find((statement) => statement.claims === "appropriated")?.findings).toContain("appropriation-misstated");
});

test("wording follows the language asked for", async () => {
  const zh = await read("/api/cases/nanchang-2019/evaluation?lang=zh", evaluationSchema);
  const en = await read("/api/cases/nanchang-2019/evaluation?lang=en", evaluationSchema);
  expect(zh.items[0]?.trace.formula).not.toBe(en.items[0]?.trace.formula);
  expect(en.findings[0]?.message).not.toBe(zh.findings[0]?.message);
});

test("an unknown case, pack, fact or address is a problem with its code and status", async () => {
  const problem = async (path: string) => {
    const response = await server.ask(path);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    const body = problemSchema.parse(await response.json());
    expect(body.status).toBe(response.status);
    return `${response.status} ${body.code}`;
  };
  expect(await problem("/api/cases/none")).toBe("404 case-unknown");
  expect(await problem("/api/cases/nanchang-2019/evaluation?pack=none")).toBe("404 pack-unknown");
  expect(await problem("/api/cases/nanchang-2019/evaluation?set=project.compleated=false")).toBe("422 unknown-fact");
  expect(await problem("/api/cases/nanchang-2019/evaluation?set=nonsense")).toBe("400 request-invalid");
  expect(await problem("/api/cases/nanchang-2019/comparison?completed=perhaps")).toBe("400 request-invalid");
  expect(await problem("/api/nothing")).toBe("404 not-found");
});

test("the same question of the same version is computed once", async () => {
  await server.ask("/api/cases/nanchang-2019/evaluation?pack=henan-2020-10");
  const before = server.deps.evaluations.size();
  await server.ask("/api/cases/nanchang-2019/evaluation?pack=henan-2020-10&lang=en");
  expect(server.deps.evaluations.size()).toBe(before);
});
