import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { productPath } from "../product-folder.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { problemSchema, savedSchema } from "./contract.ts";
import { LARGEST_UPLOAD } from "./file-routes.ts";

let server: TestApp;
beforeAll(async () => {
  server = await aTestApp();
});
afterAll(async () => await server.close());

const FOUNDING = productPath("examples", "nanchang-2019", "dossier.yaml");
async function founding(): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(FOUNDING));
}

const SIGNATURES: Readonly<Record<string, readonly [string, string]>> = {
  "report.docx": ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK"],
  "report.pdf": ["application/pdf", "%PDF-"],
  "self-evaluation.xlsx": ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"],
  "self-evaluation.docx": ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK"],
  "dossier.xlsx": ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"],
  "score.json": ["application/json; charset=utf-8", "{"],
};

async function upload(method: "POST" | "PUT", path: string, content: string | Uint8Array<ArrayBuffer>, name: string): Promise<Response> {
  const body = new FormData();
  body.append("file", new File([content], name));
  return await server.ask(path, { method, body });
}

test("each document downloads as what it says it is, under a name people can read", async () => {
  for (const [name, [type, signature]] of Object.entries(SIGNATURES)) {
    const response = await server.ask(`/api/cases/nanchang-2019/files/${name}`);
    expect([name, response.status, response.headers.get("content-type")]).toEqual([name, 200, type]);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(bytes.byteLength).toBeGreaterThan(2000);
    expect(new TextDecoder("latin1").decode(bytes.slice(0, signature.length))).toBe(signature);
    const disposition = response.headers.get("content-disposition") ?? "";
    expect(disposition).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''2019-/);
    expect(decodeURIComponent(disposition)).toContain("外事活动");
  }
});

test("a document of another name is refused", async () => {
  expect((await server.ask("/api/cases/nanchang-2019/files/secrets.txt")).status).toBe(400);
});

test("score.json is the public evaluation, and of several packs a list", async () => {
  const one = (await (await server.ask("/api/cases/nanchang-2019/files/score.json")).json()) as { score: string };
  expect(one.score).toBe("92.45");
  const several = (await (await server.ask("/api/cases/nanchang-2019/files/score.json?pack=nanchang-2019,manual-2022-cap")).json()) as {
    packs: { score: string }[];
  };
  expect(several.packs.map((pack) => pack.score)).toEqual(["92.45", "79.00"]);
});

test("a dossier uploaded as YAML becomes a case with the same score, and its workbook uploaded again a further version", async () => {
  const saved = savedSchema.parse(await (await upload("POST", "/api/cases", await founding(), "dossier.yaml")).json());
  expect(saved.version).toBe(1);
  const workbook = new Uint8Array(await (await server.ask(`/api/cases/${saved.id}/files/dossier.xlsx`)).arrayBuffer());
  const again = await upload("PUT", `/api/cases/${saved.id}?version=1`, workbook, "dossier.xlsx");
  expect(again.status).toBe(200);
  expect(savedSchema.parse(await again.json())).toMatchObject({ id: saved.id, version: 2 });
  const scored = (await (await server.ask(`/api/cases/${saved.id}/evaluation`)).json()) as { score: string; grade: string };
  expect(scored).toMatchObject({ score: "92.45", grade: "优" });
});

test("a version that somebody else replaced meanwhile is a conflict and changes nothing", async () => {
  const saved = savedSchema.parse(await (await upload("POST", "/api/cases", await founding(), "dossier.yaml")).json());
  expect((await upload("PUT", `/api/cases/${saved.id}?version=1`, await founding(), "dossier.yaml")).status).toBe(200);
  expect((await upload("PUT", `/api/cases/${saved.id}?version=1`, await founding(), "dossier.yaml")).status).toBe(409);
  expect(((await (await server.ask(`/api/cases/${saved.id}`)).json()) as { version: number }).version).toBe(2);
});

test("a dossier with several faults lists them all with their places, and writes nothing", async () => {
  const text = (await readFile(FOUNDING, "utf8"))
    .replace(`year: "2019"`, `year: "MMXIX"`)
    .replace("pack: nanchang-2019", "pack: nanchang-2019\nunknownKey: 1")
    .replace(`budget: "23.92"`, `budget: "-1"`);
  const before = ((await (await server.ask("/api/health")).json()) as { cases: number }).cases;
  const response = await upload("POST", "/api/cases", text, "dossier.yaml");
  expect(response.status).toBe(422);
  const problem = problemSchema.parse(await response.json());
  expect(problem.faults.map((one) => one.code).toSorted()).toEqual(["not-a-number", "out-of-range", "unknown-key"]);
  expect(problem.faults.every((one) => one.line !== null && one.file === "dossier.yaml" && one.message !== "" && one.remedy !== "")).toBe(
    true,
  );
  expect(((await (await server.ask("/api/health")).json()) as { cases: number }).cases).toBe(before);
});

test("what is no dossier is refused by its kind, what is broken by its fault", async () => {
  const code = async (content: string | Uint8Array<ArrayBuffer>, name: string) => {
    const response = await upload("POST", "/api/cases", content, name);
    return `${response.status} ${problemSchema.parse(await response.json()).code}`;
  };
  expect(await code("hello", "notes.txt")).toBe("415 file-kind-unknown");
  expect(await code("PK\u0003\u0004 no workbook", "dossier.xlsx")).toBe("422 workbook-broken");
  expect(await code("a: [", "dossier.yaml")).toBe("422 yaml-broken");
  // Neither a database nor a program's arguments hold this character.
  expect(await code("a: [", "a\0.yaml")).toBe("422 yaml-broken");
});

test("an upload beyond the limit is refused before it is read", async () => {
  const response = await upload("POST", "/api/cases", new Uint8Array(LARGEST_UPLOAD + 1), "dossier.xlsx");
  expect([response.status, problemSchema.parse(await response.json()).code]).toEqual([413, "file-too-large"]);
});

test("a request without a file says what it needs", async () => {
  const response = await server.ask("/api/cases", { method: "POST", body: new FormData() });
  expect(response.status).toBe(400);
});

test("the empty template comes as a workbook", async () => {
  const response = await server.ask("/api/template.xlsx");
  expect(response.headers.get("content-type")).toContain("spreadsheetml");
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(2000);
});
