// Units and people from a workbook: the empty one filled in as an office would, with everything wrong told at once.
import { afterAll, beforeAll, expect, test } from "vitest";
import { readXlsx } from "../files/read-xlsx.ts";
import type { WorkbookSheet } from "../files/workbook-sheet.ts";
import { writeXlsx } from "../files/write-xlsx.ts";
import { aPeopleApp, PASSWORD, type PeopleApp } from "./people-app.builder.ts";

const PATH = "/api/organisation/workbook";
const UNIT_HEADS = ["类别", "名称", "编码", "上级"];
const PEOPLE_HEADS = ["登录名", "姓名", "所在单位", "角色", "授予范围", "理由"];

let people: PeopleApp;
let system: { readonly cookie: string };
beforeAll(async () => {
  people = await aPeopleApp();
  system = { cookie: await people.as("system-admin") };
});
afterAll(async () => await people.close());

function filledIn(units: readonly (readonly string[])[], persons: readonly (readonly string[])[], formula?: string): FormData {
  const sheet = (name: string, heads: readonly string[], rows: readonly (readonly string[])[]): WorkbookSheet => ({
    name,
    columns: heads.map(() => 20),
    rows: [
      { cells: [{ text: name }] },
      { cells: [{ text: "note" }] },
      { cells: heads.map((text) => ({ text })) },
      ...rows.map((row) => ({ cells: row.map((text) => (text === "" ? null : text === formula ? { formula: "1+1", text } : { text })) })),
    ],
  });
  const sheets = [sheet("机构", UNIT_HEADS, units), sheet("人员", PEOPLE_HEADS, persons)];
  const bytes = writeXlsx(sheets, { title: "t", subject: "s", author: "", day: "2026-01-02" });
  const form = new FormData();
  form.append("file", new File([new Uint8Array(bytes)], "机构和人员.xlsx"));
  return form;
}

type Told = { readonly code: string; readonly sheet: string; readonly cell: string };
function toldIn(body: Record<string, unknown>): readonly string[] {
  return ((body["faults"] ?? []) as Told[]).map(({ code, sheet, cell }) => `${code} ${sheet}!${cell}`);
}

const UNITS = [
  ["处室", "出访处", "", "360101"],
  ["单位", "外事办公室", "360101", "外事主管部门"],
  ["部门", "外事主管部门", "", "root"],
];
const PEOPLE = [
  ["wang.wu", "出访处经办", "出访处", "经办人、财务", "", "任职〔2026〕1号"],
  ["li.si", "无角色的人", "外事主管部门/外事办公室", "", "", ""],
];

test("the empty workbook is read back with nothing in it", async () => {
  const response = await people.app.request(`${PATH}/template.xlsx`, { headers: { host: "127.0.0.1", ...system } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const read = readXlsx("template.xlsx", bytes);
  expect(read.ok && read.value.sheets.map(({ name }) => name).slice(0, 2)).toEqual(["机构", "人员"]);
  const form = new FormData();
  form.append("file", new File([bytes], "template.xlsx"));
  expect((await people.call("POST", `${PATH}/preview`, form, system)).body).toEqual({ units: [], accounts: [], skipped: 0 });
});

test("rows in any order are placed, looked at without being written, then written at once; again they are skipped", async () => {
  const preview = await people.call("POST", `${PATH}/preview`, filledIn(UNITS, PEOPLE), system);
  expect(preview.status).toBe(200);
  expect(preview.body["units"]).toMatchObject([
    { kind: "department", name: "外事主管部门", below: "root" },
    { kind: "unit", name: "外事办公室", code: "360101", below: "外事主管部门" },
    { kind: "division", name: "出访处", below: "外事办公室" },
  ]);
  expect(preview.body["accounts"]).toMatchObject([
    { login: "wang.wu", unitName: "出访处", roles: [{ role: "clerk", unitName: "出访处" }, { role: "finance" }] },
    { login: "li.si", unitName: "外事办公室", roles: [] },
  ]);
  const count = async () => ((await people.call("GET", "/api/units", undefined, system)).body as unknown as unknown[]).length;
  expect(await count()).toBe(1);
  const written = await people.call("POST", PATH, filledIn(UNITS, PEOPLE), system);
  expect([written.status, written.body["units"], await count()]).toEqual([200, 3, 4]);
  const [first] = written.body["accounts"] as { login: string; token: string }[];
  expect((await people.call("POST", "/api/links", { token: first?.token, password: PASSWORD })).status).toBe(200);
  const security = { cookie: await people.as("security-admin") };
  const listed = (await people.call("GET", "/api/accounts", undefined, security)).body as unknown as {
    login: string;
    grants: { state: string }[];
  }[];
  expect(listed.find(({ login }) => login === "wang.wu")?.grants.map(({ state }) => state)).toEqual(["waiting", "waiting"]);
  const again = await people.call("POST", `${PATH}/preview`, filledIn(UNITS, PEOPLE), system);
  expect(again.body).toEqual({ units: [], accounts: [], skipped: 5 });
});

test("everything wrong is told at once, each at its cell, and nothing is written", async () => {
  const count = async () => ((await people.call("GET", "/api/units", undefined, system)).body as unknown as unknown[]).length;
  const before = await count();
  const units = [
    ["科室", "不知类别", "", "root"],
    ["单位", "", "", "root"],
    ["单位", "好的单位", "", "root"],
    ["单位", "没有上级的", "", "没有这个"],
    ["单位", "处室下的单位", "", "出访处"],
    ["处室", "绕圈甲", "", "绕圈乙"],
    ["处室", "绕圈乙", "", "绕圈甲"],
    ["单位", "编码重复", "360101", "root"],
  ];
  const persons = [
    ["x", "登录名太短", "出访处", "", "", ""],
    ["wang.wu", "另一个人", "出访处", "", "", ""],
    ["new.one", "不能兼任", "出访处", "经办人、系统管理员", "", "r"],
    ["new.two", "没有理由", "出访处", "经办人", "", ""],
    ["new.two", "重复", "没有这里", "局长", "", "r"],
  ];
  const answer = await people.call("POST", PATH, filledIn(units, persons), system);
  expect(answer.status).toBe(422);
  expect(toldIn(answer.body).toSorted()).toEqual(
    [
      "not-in-list 机构!A4",
      "missing-key 机构!B5",
      "unknown-reference 机构!D7",
      "not-in-list 机构!A8",
      "unknown-reference 机构!D9",
      "unknown-reference 机构!D10",
      "duplicate-id 机构!C11",
      "wrong-shape 人员!A4",
      "duplicate-id 人员!A5",
      "separation-of-duties 人员!D6",
      "missing-key 人员!F7",
      "duplicate-id 人员!A8",
      "unknown-reference 人员!C8",
      "not-in-list 人员!D8",
    ].toSorted(),
  );
  expect(await count()).toBe(before);
});

test("a formula is no name, and a workbook of another kind says what it lacks", async () => {
  const computed = await people.call("POST", PATH, filledIn([], [["new.one", "=1+1", "出访处", "", "", ""]], "=1+1"), system);
  expect(toldIn(computed.body)).toEqual(["wrong-shape 人员!B4"]);
  const bytes = writeXlsx([{ name: "别的", columns: [10], rows: [] }], { title: "t", subject: "s", author: "", day: "2026-01-02" });
  const form = new FormData();
  form.append("file", new File([new Uint8Array(bytes)], "x.xlsx"));
  expect(((await people.call("POST", PATH, form, system)).body["faults"] as { code: string }[]).map(({ code }) => code)).toEqual([
    "missing-key",
    "missing-key",
  ]);
});

test("only the system administrator brings them in", async () => {
  const security = { cookie: await people.as("security-admin") };
  expect((await people.call("POST", PATH, filledIn(UNITS, PEOPLE), security)).status).toBe(403);
  expect((await people.call("POST", PATH, filledIn(UNITS, PEOPLE))).status).toBe(401);
});
