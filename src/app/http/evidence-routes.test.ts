// Evidence through HTTP: handed in, recognised by content, linked, seen in archive and lists, voided, handed over; out of reach for others.
import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../access/index.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { problemSchema } from "./contract.ts";
import { evidenceSchema, keptSchema } from "./contract-evidence.ts";

const SLOW = 120_000;
const CASE = "/api/cases/nanchang-2019";
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

let server: TestApp;
beforeAll(async () => {
  server = await aTestApp();
}, SLOW);
afterAll(async () => await server.close());

async function handIn(name: string, bytes: Uint8Array, fields: Record<string, string> = {}, as: Role = "clerk"): Promise<Response> {
  const body = new FormData();
  body.append("file", new File([new Uint8Array(bytes)], name));
  for (const [field, value] of Object.entries({ title: "邀请函", kind: "formal", ...fields })) body.append(field, value);
  return await server.ask(`${CASE}/evidence`, { method: "POST", body }, as);
}

async function read(as: Role = "clerk") {
  const response = await server.ask(`${CASE}/evidence`, {}, as);
  expect([response.status]).toEqual([200]);
  return evidenceSchema.parse(await response.json());
}

const codesOf = async (response: Response) => problemSchema.parse(await response.json()).faults.map(({ code }) => code);

test("a piece is kept with who, when, hash and strength, fills its gaps, and the same content is recognised", async () => {
  const before = await read();
  const lacking = before.missing.flatMap(({ pieces }) => pieces);
  const wanted = lacking[0];
  expect(wanted?.overdue).toBe(true);
  const links = `${wanted?.link.kind}:${wanted?.link.id},paper:plan.scheme`;
  const first = keptSchema.parse(
    await (await handIn("方案.txt", Buffer.from("评价工作方案"), { on: "2019-03-05", division: "因公出访处", links })).json(),
  );
  const second = keptSchema.parse(await (await handIn("方案 副本.txt", Buffer.from("评价工作方案"))).json());
  expect(second.sameAs).toEqual([first.id]);
  const after = await read();
  const piece = after.pieces.find(({ id }) => id === first.id);
  expect(piece).toMatchObject({
    ...{ kind: "formal", strength: 4, on: "2019-03-05", keptUntil: "2049-03-05", uploadedBy: "经办人甲", division: "因公出访处" },
    sha256: createHash("sha256").update("评价工作方案").digest("hex"),
    sameAs: [second.id],
  });
  expect(after.missing.flatMap(({ pieces }) => pieces).length).toBe(lacking.length - 1);
  const scheme = (all: typeof after) => all.steps.find(({ id }) => id === "plan")?.papers.find(({ id }) => id === "plan.scheme");
  expect([scheme(before)?.gap, scheme(after)?.gap]).toEqual([true, false]);
});

test("a voucher of the ledger lacks its papers until they are handed in, and no voucher is made up", async () => {
  const lacking = async () => (await read()).missing.flatMap(({ pieces }) => pieces).filter(({ link }) => link.kind === "voucher");
  const { targets, moreVouchers } = await read();
  expect([targets.filter(({ link }) => link.kind === "voucher").length, moreVouchers]).toEqual([12, 0]);
  const before = (await lacking()).map(({ link, overdue }) => [link.id, overdue]);
  expect(before).toContainEqual(["2019/示例-012#1", true]);
  const paper = await handIn("发票.txt", Buffer.from("发票"), { kind: "original", links: "voucher:2019/示例-012#1" });
  expect(paper.status).toBe(200);
  expect((await lacking()).map(({ link, overdue }) => [link.id, overdue])).toEqual(before.filter(([id]) => id !== "2019/示例-012#1"));
  const invented = await handIn("发票.txt", Buffer.from("发票二"), { kind: "original", links: "voucher:2019/没有#1" });
  expect(await codesOf(invented)).toEqual(["unknown-reference"]);
});

test("what a file is its content says: programs, archives, wrong names and links to nothing are refused, all faults at once", async () => {
  expect(await codesOf(await handIn("a.exe", Buffer.from("MZ\u0090\u0000\u0003\u0000\u0000\u0000")))).toContain("file-kind-unknown");
  expect((await handIn("a.pdf", PNG)).status).toBe(415);
  expect(await codesOf(await handIn("a.txt", PNG, { links: "indicator:nothing.1" }))).toEqual(["file-kind-unknown", "unknown-reference"]);
  expect(await codesOf(await handIn("a.txt", Buffer.from("x"), { on: "2019-02-30", links: "wrong" }))).toEqual([
    "not-a-day",
    "request-invalid",
  ]);
  expect((await handIn("empty.txt", Buffer.alloc(0))).status).toBeGreaterThanOrEqual(400);
});

test(
  "a picture is drawn, a document read as text, and nothing is served that a browser would run",
  async () => {
    const picture = keptSchema.parse(await (await handIn("合影.png", PNG)).json());
    const shown = await server.ask(`/api/evidence/${picture.id}/picture`, {}, "finance");
    expect([shown.status, shown.headers.get("content-type"), shown.headers.get("x-content-type-options")]).toEqual([
      200,
      "image/png",
      "nosniff",
    ]);
    expect(shown.headers.get("content-security-policy")).toContain("sandbox");
    const page = keptSchema.parse(
      await (await handIn("页面.html", Buffer.from("<!doctype html><script>alert(1)</script><p>团组出访</p>"))).json(),
    );
    const file = await server.ask(`/api/evidence/${page.id}/file`, {}, "finance");
    expect([file.headers.get("content-type"), file.headers.get("content-disposition")?.startsWith("attachment")]).toEqual([
      "application/octet-stream",
      true,
    ]);
    expect((await server.ask(`/api/evidence/${page.id}/picture`, {}, "finance")).status).toBe(404);
    const pages = await (await server.ask(`/api/evidence/${page.id}/pages`, {}, "finance")).text();
    expect(pages).toContain("团组出访");
    expect(pages).not.toContain("alert");
  },
  SLOW,
);

test("a void piece stays with its reason and fills nothing; a link taken away opens its gap again", async () => {
  const kept = keptSchema.parse(await (await handIn("通知.txt", Buffer.from("评价通知"), { links: "paper:notice.letter" })).json());
  const write = async (path: string, method: string, body: object, as: Role) =>
    (
      await server.ask(
        `/api/evidence/${kept.id}/${path}`,
        { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
        as,
      )
    ).status;
  const gap = async () => (await read()).steps.find(({ id }) => id === "notice")?.gaps;
  expect(await gap()).toBe(0);
  expect(await write("links", "PUT", { kind: "paper", id: "notice.letter", linked: false }, "clerk")).toBe(200);
  expect(await gap()).toBe(1);
  expect(await write("links", "PUT", { kind: "paper", id: "notice.letter", linked: true }, "clerk")).toBe(200);
  expect(await write("void", "POST", { reason: "传错" }, "clerk")).toBe(403);
  expect(await write("void", "POST", { reason: "传错" }, "finance")).toBe(200);
  expect(await write("void", "POST", { reason: "再次" }, "finance")).toBe(409);
  expect(await gap()).toBe(1);
  expect((await read()).pieces.find(({ id }) => id === kept.id)?.voided?.reason).toBe("传错");
});

test("the hand-over opens without a network and its hashes are right", async () => {
  const response = await server.ask(`${CASE}/hand-over.zip`, {}, "finance");
  expect(response.status).toBe(200);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const sums = Buffer.from(files["SHA256SUMS"] ?? [])
    .toString("utf8")
    .trimEnd()
    .split("\n");
  expect(sums.length).toBe(Object.keys(files).length - 1);
  for (const line of sums) {
    const [sum, path] = line.split("  ");
    expect([
      path,
      createHash("sha256")
        .update(files[path ?? ""] ?? "")
        .digest("hex"),
    ]).toEqual([path, sum]);
  }
  const index = Buffer.from(files["index.html"] ?? []).toString("utf8");
  expect(index).toContain("评价工作方案");
  expect(index).not.toMatch(/https?:|<script/);
});

test("another unit's and the administrators' requests find nothing, and every act stands in the trail", async () => {
  const piece = (await read()).pieces[0];
  expect((await server.ask(`/api/evidence/${piece?.id}/file`, {}, "system-admin")).status).toBe(403);
  expect((await server.ask(`${CASE}/evidence`, {}, "nobody")).status).toBe(401);
  const events = await (await server.ask("/api/cases/nanchang-2019/history", {}, "finance")).text();
  for (const action of ["evidence.added", "evidence.linked", "evidence.unlinked", "evidence.voided", "evidence.handed-over"])
    expect(events).toContain(action);
});
