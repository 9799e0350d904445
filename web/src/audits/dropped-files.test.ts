import { expect, test } from "vitest";
import { partFiles } from "./dropped-files.ts";

function aFile(path: string, megabytes: number) {
  return { path, file: { size: megabytes * 2 ** 20 } as File };
}

test("files go in parts of a size the server takes, in order, and one larger than that goes alone", () => {
  const parts = partFiles([aFile("a", 30), aFile("b", 18), aFile("c", 1), aFile("d", 90), aFile("e", 1)]);
  expect(parts.map((part) => part.map(({ path }) => path))).toEqual([["a", "b"], ["c"], ["d"], ["e"]]);
});

test("no part holds more than two hundred files", () => {
  const files = Array.from({ length: 450 }, (_, index) => aFile(String(index), 0));
  expect(partFiles(files).map((part) => part.length)).toEqual([200, 200, 50]);
});
