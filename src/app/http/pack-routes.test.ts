import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { clauseSchema, packSummarySchema, packViewSchema, termSchema } from "./contract-packs.ts";

let server: TestApp;
beforeAll(async () => {
  server = await aTestApp();
});
afterAll(async () => await server.close());

test("every pack is listed with its validity, and is healthy", async () => {
  const packs = z.array(packSummarySchema).parse(await (await server.ask("/api/packs")).json());
  expect(packs.map((pack) => pack.id).toSorted()).toEqual([
    "henan-2020-10",
    "manual-2022-cap",
    "mof-2020-10",
    "mof-2021-101",
    "nanchang-2019",
  ]);
  expect(packs.filter((pack) => !pack.healthy)).toEqual([]);
  expect(packs.find((pack) => pack.id === "manual-2022-cap")?.illustration).toBe(true);
});

test("a pack shows each rule with its article or its declared default, and its own apart from the inherited", async () => {
  const pack = packViewSchema.parse(await (await server.ask("/api/packs/mof-2021-101")).json());
  const execution = pack.rules.find((rule) => rule.key === "execution");
  expect(execution).toMatchObject({ kind: "intervals", own: true, figures: { forWeight: "10" } });
  expect(execution?.rows).toContainEqual({ label: "[60%, 80%)", value: "50%", completed: false });
  expect(execution?.silent.length).toBeGreaterThan(0);
  expect(pack.rules.every((rule) => rule.basis.article !== null || (rule.basis.default ?? "") !== "")).toBe(true);
  expect(pack.rules.find((rule) => rule.key === "band")).toMatchObject({ own: false, basis: { pack: "mof-2020-10", article: null } });
  expect(pack.chain.map((one) => one.id)).toEqual(["mof-2021-101", "mof-2020-10"]);
});

test("thresholds that are shares print as percentages, those that count as numbers", async () => {
  const pack = packViewSchema.parse(await (await server.ask("/api/packs/mof-2020-10")).json());
  const values = Object.fromEntries(pack.thresholds.map((threshold) => [threshold.name, threshold.value]));
  expect(values).toMatchObject({ "low-rate": "80%", "survey-minimum": "30", "target-too-low": "2" });
});

test("an article opens in the language asked for", async () => {
  const ask = async (lang: string) =>
    z
      .array(clauseSchema)
      .parse(await (await server.ask(`/api/clauses?pack=mof-2020-10&article=${encodeURIComponent("第十八条")}&lang=${lang}`)).json());
  const [zh, en] = [await ask("zh"), await ask("en")];
  expect([zh.length, en.length]).toEqual([1, 1]);
  expect(zh[0]?.text).toContain("90");
  expect(en[0]?.text).not.toBe(zh[0]?.text);
});

test("official terms come with their meaning and their article", async () => {
  const terms = z.array(termSchema).parse(await (await server.ask("/api/terms")).json());
  expect(terms.find((term) => term.term === "预算执行率")).toMatchObject({
    english: "budget execution rate",
    instrument: "财预〔2020〕10号",
  });
  expect(terms.every((term) => term.meaning !== "" && term.clause !== null)).toBe(true);
});

test("an unknown pack and a day that is none are problems", async () => {
  expect((await server.ask("/api/packs/none")).status).toBe(404);
  expect((await server.ask("/api/packs/mof-2020-10?day=2019-02-30")).status).toBe(422);
});

test("the interface describes itself", async () => {
  const document = (await (await server.ask("/api/openapi.json")).json()) as {
    openapi: string;
    paths: Record<string, unknown>;
    components: { schemas: Record<string, unknown> };
  };
  expect(document.openapi).toBe("3.1.0");
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining([
      "/api/cases",
      "/api/cases/{id}/evaluation",
      "/api/cases/{id}/files/{name}",
      "/api/packs",
      "/api/template.xlsx",
    ]),
  );
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(["Evaluation", "Finding", "Problem", "Receipt"]));
});
