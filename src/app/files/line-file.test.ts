import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openLineFile, openPassingLineFile } from "./line-file.ts";

const folder = mkdtempSync(join(tmpdir(), "hengxiao-lines-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("any line is read again by its place, in whatever order", () => {
  const lines = openPassingLineFile();
  const values = [{ 项目: "一" }, "第二行\n有换行", { long: "长".repeat(2_000_000) }, []];
  const places = values.map((value) => lines.append(value));
  expect(places.toReversed().map((place) => lines.read(place))).toEqual(values.toReversed());
  lines.close();
});

test("a file that is kept goes on behind its last whole line", () => {
  const path = join(folder, "kept.jsonl");
  const first = openLineFile(path, false);
  first.file.append({ n: 1 });
  first.file.append({ n: 2 });
  first.file.close();
  appendFileSync(path, '{"n":3,"text":"cut of');
  const again = openLineFile(path, true);
  expect(again.found.map((place) => again.file.read(place))).toEqual([{ n: 1 }, { n: 2 }]);
  expect(again.file.read(again.file.append({ n: 4 }))).toEqual({ n: 4 });
  again.file.close();
  expect(readFileSync(path, "utf8")).toBe('{"n":1}\n{"n":2}\n{"n":4}\n');
});

test("a file that is not kept begins empty", () => {
  const path = join(folder, "fresh.jsonl");
  writeFileSync(path, "old\n");
  const { file, found } = openLineFile(path, false);
  expect(found).toEqual([]);
  file.append(1);
  file.close();
  expect(readFileSync(path, "utf8")).toBe("1\n");
});
