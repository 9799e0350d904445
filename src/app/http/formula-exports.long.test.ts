// Thirty texts that a spreadsheet could take for a formula, in everything that people write, through every export with tables: LibreOffice
// opens each and computes it anew, and none has become a formula.
import ExcelJS from "exceljs";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../access/index.ts";
import { recalculateWithLibreOffice } from "../files/office-tools.builder.ts";
import { REPORT_FILE_NAMES } from "../usecases/write-report-files.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { tripViewSchema } from "./contract-trips.ts";
import { type Planted, plantTexts } from "./plant-texts.builder.ts";

const SLOW = 10 * 60_000;
/** Stands in each of them, and in no formula of ours. */
const MARK = "QZ";

const FORMULAS: readonly string[] = [
  ...[`=1+1+${MARK}`, `=HYPERLINK("http://127.0.0.1:9/?${MARK}","x")`, `=CONCATENATE("${MARK}","x")`, `=SUM(1,2)&"${MARK}"`],
  ...[`+1+cmd|' /C calc${MARK}'!A0`, `-2+3+cmd|' /C calc${MARK}'!A0`, `@SUM(1+1)*cmd|' /C calc${MARK}'!A0`, `=cmd|' /C calc${MARK}'!A0`],
  ...[`=DDE("cmd";"/C calc";"${MARK}")`, `=MSEXCEL|'\\..\\..\\${MARK}'!''`, `=WEBSERVICE("http://127.0.0.1:9/${MARK}")`],
  ...[`=IMPORTXML("http://127.0.0.1:9/${MARK}","//a")`, `=INDIRECT("A1")&"${MARK}"`, `=IF(1=1,"${MARK}","")`, `=RAND()&"${MARK}"`],
  ...[`-2+3+LEN("${MARK}")`, `+LEN("${MARK}")`, `@LEN("${MARK}")`, `-LEN("${MARK}")`, `=-LEN("${MARK}")`],
  ...[`\t=LEN("${MARK}")`, `\r=LEN("${MARK}")`, `\n=LEN("${MARK}")`, ` =LEN("${MARK}")`, `"=LEN(""${MARK}"")"`],
  ...[`＝LEN("${MARK}")`, `＋LEN("${MARK}")`, `－LEN("${MARK}")`, `＠LEN("${MARK}")`, `x,=LEN("${MARK}")`, `x;=LEN("${MARK}")`],
];

type Table = { readonly name: string; readonly bytes: Uint8Array };

let server: TestApp;
let planted: Planted;
let turn = 0;
const next = (most: number): string => {
  for (;;) {
    const text = FORMULAS[turn++ % FORMULAS.length] ?? "";
    if (text.length <= most) return text;
  }
};

async function send(method: string, path: string, as: Role, body?: unknown) {
  const isForm = body instanceof FormData;
  const headers = { "content-type": "application/json" };
  const answer = await server.ask(path, isForm ? { method, body } : { method, headers, body: JSON.stringify(body) }, as);
  return { status: answer.status, body: JSON.parse(await answer.text()) as unknown };
}

beforeAll(async () => {
  server = await aTestApp("embedded");
  planted = await plantTexts(send, next);
  // Each of them in the fields that every table of the whole export shows.
  const batch = new FormData();
  for (const [index, formula] of FORMULAS.entries()) {
    const form = new FormData();
    form.append("file", new File([`${index}`], `${formula}.txt`));
    for (const [field, value] of Object.entries({ title: formula, kind: "formal", division: formula })) form.append(field, value);
    expect((await send("POST", `/api/cases/${planted.caseId}/evidence`, "clerk", form)).status).toBe(200);
    const texts = { voucher: `${index}`, payee: formula, summary: formula };
    const posting = { kind: "payment", day: "2019-12-21", amount: "1.00", economicClass: "30212", ...texts };
    const key = `formula-${index}-000`;
    expect((await send("POST", `/api/cases/${planted.caseId}/ledger/payments`, "finance", { posting, key, version: null })).status).toBe(
      200,
    );
    const table = `# ${formula}\n\n| 指标 | 分值 | 得分 |\n| --- | --- | --- |\n| ${formula.replaceAll("|", "\\|")} | 10 | 11 |\n`;
    batch.append("files", new File([table], `${formula.replaceAll("/", "")}.md`));
  }
  const taken = await send("POST", "/api/audits", "leading-group", batch);
  planted = { ...planted, batchId: (taken.body as { id: string }).id };
  await server.deps.audits.idle();
}, SLOW);
afterAll(async () => await server.close());

async function taken(path: string, as: Role): Promise<Uint8Array> {
  const answer = await server.ask(path, {}, as);
  expect([path, answer.status]).toEqual([path, 200]);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Every file with tables that the product hands out. */
async function exportsOf(): Promise<readonly Table[]> {
  const { caseId, batchId, tripId } = planted;
  const all: Table[] = [];
  for (const [name, bytes] of Object.entries(unzipSync(await taken("/api/export?format=csv", "auditor")))) all.push({ name, bytes });
  for (const format of ["xlsx", "ods"])
    all.push({ name: `export.${format}`, bytes: await taken(`/api/export?format=${format}`, "auditor") });
  const files = [...REPORT_FILE_NAMES, "dossier.xlsx"].filter((name) => /\.(xlsx|docx)$/.test(name));
  for (const name of files) all.push({ name, bytes: await taken(`/api/cases/${caseId}/files/${name}`, "leading-group") });
  for (const path of [`/api/audits/${batchId}`, `/api/audits/${batchId}/documents/1`])
    for (const name of ["sheet.xlsx", "sheet.docx"]) all.push({ name, bytes: await taken(`${path}/${name}`, "leading-group") });
  const { papers } = tripViewSchema.parse(await (await server.ask(`/api/trips/${tripId}`, {}, "clerk")).json());
  for (const name of papers.filter((paper) => /\.(xlsx|docx)$/.test(paper)))
    all.push({ name, bytes: await taken(`/api/trips/${tripId}/papers/${name}`, "clerk") });
  return all;
}

/** Formulas with the mark in a workbook, and whatever it links to outside of itself. */
function formulasIn(workbook: Uint8Array): readonly string[] {
  return Object.entries(unzipSync(workbook)).flatMap(([name, bytes]) => {
    if (name.startsWith("xl/externalLinks/")) return [name];
    if (!name.startsWith("xl/worksheets/")) return [];
    return [...strFromU8(bytes).matchAll(/<f\b[^>]*>([^<]*)<\/f>/g)].flatMap(([, formula]) => (formula?.includes(MARK) ? [formula] : []));
  });
}

/** Fields of a document that Word computes. */
function fieldsIn(document: Uint8Array): readonly string[] {
  return Object.entries(unzipSync(document)).flatMap(([name, bytes]) =>
    name.endsWith(".xml")
      ? [...strFromU8(bytes).matchAll(/<w:(?:instrText|fldSimple)\b[^>]*>?[^<]*/g)].flatMap(([field]) =>
          field.includes(MARK) ? [field] : [],
        )
      : [],
  );
}

/** Fields that Excel, which goes by the first character, would compute. */
function openFieldsIn(csv: string): readonly string[] {
  const fields = csv.replace(/^\ufeff/, "").matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g);
  return [...fields]
    .map(([, quoted, plain]) => quoted ?? plain ?? "")
    .filter((field) => /^[=+\-@\t\r\n＝＋－＠]/u.test(field) && field.includes(MARK));
}

function evaluatedIn(tables: readonly Table[]): readonly string[] {
  const documents = tables.filter(({ name }) => name.endsWith(".docx"));
  const sheets = tables.filter(({ name }) => !name.endsWith(".docx"));
  const found = documents.flatMap(({ name, bytes }) => fieldsIn(bytes).map((field) => `${name}: ${field}`));
  for (const { name, bytes } of sheets)
    if (name.endsWith(".csv")) found.push(...openFieldsIn(strFromU8(bytes)).map((field) => `${name}, in Excel: ${field}`));
  for (const [index, workbook] of recalculateWithLibreOffice(sheets).entries())
    found.push(...formulasIn(workbook).map((formula) => `${sheets[index]?.name}: ${formula}`));
  return found;
}

/** How many of the texts stand in a file. */
function countTexts({ name, bytes }: Table): number {
  const parts = name.endsWith(".csv") ? [bytes] : Object.values(unzipSync(bytes));
  const text = parts.map((part) => strFromU8(part)).join("\n");
  return (text.match(new RegExp(MARK, "g")) ?? []).length;
}

test(
  "no text that looks like a formula becomes one in any export",
  async () => {
    const all = await exportsOf();
    const told = all.filter((table) => countTexts(table) > 0);
    const evaluated = evaluatedIn(told);
    const cells = told.reduce((sum, table) => sum + countTexts(table), 0);
    console.info(`export: ${told.length} exports × ${FORMULAS.length} strings in ${cells} places, ${evaluated.length} evaluated`);
    expect(evaluated).toEqual([]);
    expect(FORMULAS.length).toBeGreaterThanOrEqual(30);
    for (const name of ["export.xlsx", "export.ods", "sheet.xlsx", "dossier.xlsx"])
      expect([name, told.some((one) => one.name === name && countTexts(one) >= 10)]).toEqual([name, true]);
  },
  SLOW,
);

test(
  "the canaries: a formula that really is written is seen, in a workbook and in a CSV",
  async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet("x").getCell("A1").value = { formula: `LEN("${MARK}")` };
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    const csv = new TextEncoder().encode(`"=LEN(""${MARK}"")"\r\n`);
    const seen = evaluatedIn([
      { name: "a.xlsx", bytes },
      { name: "b.csv", bytes: csv },
    ]);
    expect(seen.map((one) => one.split(":")[0])).toEqual(["b.csv, in Excel", "a.xlsx", "b.csv"]);
  },
  SLOW,
);
