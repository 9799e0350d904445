// Projects by the hundred: looked at, written at once or not at all, skipped when brought again, only where the sender may make projects.
import { zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../../access/index.ts";
import { dossierData, dossierFile } from "../../dossier/dossier.builder.ts";
import { type ProjectOfList, writeDossierWorkbook, writeProjectList } from "../files/write-dossier-workbook.ts";
import { previewProjects } from "../usecases/import-projects.ts";
import { ROOT_UNIT } from "../usecases/people/first-run.ts";
import { addUnit } from "../usecases/people/manage-units.ts";
import { aPeopleApp, PASSWORD, type PeopleApp } from "./people-app.builder.ts";

const PATH = "/api/project-list";
let people: PeopleApp;
let clerk: { readonly cookie: string };
beforeAll(async () => {
  people = await aPeopleApp();
  await people.person("clerk.a", ["clerk"]);
  const cookie = await people.signIn("clerk.a", PASSWORD);
  if (cookie === null) throw new Error("the clerk cannot sign in");
  clerk = { cookie };
});
afterAll(async () => await people.close());

function sourcesOf(name: string, more: Record<string, unknown> = {}): ProjectOfList["sources"] {
  const data = dossierData({ pack: "mof-2021-101", ...more });
  return { dossier: dossierFile({ ...data, project: { ...(data["project"] as object), name } }) };
}

function sent(bytes: Uint8Array, name: string): FormData {
  const form = new FormData();
  form.append("file", new File([new Uint8Array(bytes)], name));
  return form;
}

async function aList(projects: readonly ProjectOfList[]): Promise<FormData> {
  return sent(await writeProjectList(projects), "清单.xlsx");
}

async function names(): Promise<readonly string[]> {
  const response = await people.app.request("/api/cases", { headers: { host: "127.0.0.1:8080", ...clerk } });
  return ((await response.json()) as { readonly name: string }[]).map(({ name }) => name).toSorted();
}

test("many projects are looked at without being written, then written at once; brought again they are skipped", async () => {
  const projects = Array.from({ length: 30 }, (_, index) => {
    const number = String(index + 1).padStart(3, "0");
    return { number, unit: "", sources: sourcesOf(`批量项目${number}`) };
  });
  const preview = await people.call("POST", `${PATH}/preview`, await aList(projects), clerk);
  expect(preview.status).toBe(200);
  expect(preview.body["projects"]).toHaveLength(30);
  expect((preview.body["projects"] as object[])[0]).toMatchObject({
    ...{ number: "001", name: "批量项目001", year: 2019, pack: "mof-2021-101", unitName: "root", indicators: 1, budget: "465.47" },
  });
  expect(await names()).toEqual([]);

  const written = await people.call("POST", PATH, await aList(projects), clerk);
  expect(written.status).toBe(200);
  expect(written.body["saved"]).toHaveLength(30);
  expect(await names()).toEqual(projects.map(({ sources }) => (sources.dossier.data as { project: { name: string } }).project.name));

  const again = await people.call("POST", PATH, await aList(projects), clerk);
  expect(again.body).toEqual({ saved: [], skipped: 30 });
  expect(await names()).toHaveLength(30);
});

test("the same list sent twice at the same time makes each project once", async () => {
  const form = await aList([{ number: "1", unit: "", sources: sourcesOf("同时导入") }]);
  const [one, two] = await Promise.all([people.call("POST", PATH, form, clerk), people.call("POST", PATH, form, clerk)]);
  expect([one, two].map(({ status }) => status)).toEqual([200, 200]);
  expect([one, two].map(({ body }) => (body["saved"] as object[]).length).toSorted()).toEqual([0, 1]);
  expect((await names()).filter((name) => name === "同时导入")).toHaveLength(1);
});

test("one fault in one project, and nothing of any is written; every fault comes at once with its place", async () => {
  const before = await names();
  const answer = await people.call(
    "POST",
    PATH,
    await aList([
      { number: "1", unit: "", sources: sourcesOf("好的") },
      { number: "2", unit: "没有的机构", sources: sourcesOf("机构不对") },
      { number: "3", unit: "", sources: sourcesOf("规则包不对", { pack: "no-such-pack" }) },
      { number: "4", unit: "", sources: sourcesOf("好的") },
    ]),
    clerk,
  );
  expect(answer.status).toBe(422);
  const told = (answer.body["faults"] as { code: string; sheet: string; cell: string }[]).map(
    ({ code, sheet, cell }) => `${code} ${sheet}!${cell}`,
  );
  expect(told).toEqual(expect.arrayContaining(["unknown-reference 基本信息!B6", "duplicate-id 基本信息!A8"]));
  expect(told.some((one) => one.includes("基本信息!C7"))).toBe(true);
  expect(await names()).toEqual(before);
});

test("a unit out of the sender's reach is answered like one that is not there", async () => {
  const { deps } = people;
  const admin = { tenant: deps.tenant, accountId: null, name: "test", unitId: null, unitPath: null, grants: [], from: "test" };
  const own = await addUnit(deps, admin, { parentId: ROOT_UNIT, kind: "department", name: "甲部门", code: "001" });
  const other = await addUnit(deps, admin, { parentId: ROOT_UNIT, kind: "department", name: "乙部门", code: "002" });
  if (!own.ok || !other.ok) throw new Error("no units");
  const unitPath = `/${ROOT_UNIT}/${own.value.id}/`;
  const place = { unitId: own.value.id, unitPath };
  const actor: Actor = { ...admin, ...place, accountId: "p-1", grants: [{ ...place, role: "clerk", bodyPath: unitPath }] };
  const preview = async (unit: string) => {
    const bytes = await writeProjectList([{ number: "1", unit, sources: sourcesOf(`项目在${unit}`) }]);
    const plan = await previewProjects(deps, actor, { name: "清单.xlsx", bytes });
    return plan.ok ? plan.value.projects.map((one) => one.unit.name) : plan.faults.map(({ code, place: at }) => `${code} ${at?.cell}`);
  };
  expect(await preview("")).toEqual(["甲部门"]);
  expect(await preview("001")).toEqual(["甲部门"]);
  expect(await preview("乙部门")).toEqual(["unknown-reference B5"]);
  expect(await preview("003")).toEqual(["unknown-reference B5"]);
});

test("an archive of dossiers is brought in alike; a file that is none is named", async () => {
  const one = await writeDossierWorkbook(sourcesOf("包里一"));
  const two = await writeDossierWorkbook(sourcesOf("包里二"));
  const good = await people.call("POST", PATH, sent(zipSync({ "a/一.xlsx": one, "a/二.xlsx": two }), "档案.zip"), clerk);
  expect(good.status).toBe(200);
  expect((await names()).filter((name) => name.startsWith("包里"))).toEqual(["包里一", "包里二"]);
  const bad = await people.call("POST", PATH, sent(zipSync({ "三.xlsx": new TextEncoder().encode("x") }), "档案.zip"), clerk);
  expect(bad.status).toBe(415);
  expect(JSON.stringify(bad.body["faults"])).toContain("三.xlsx");
});
