import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { terminalStreams } from "./terminal-streams.ts";

function aStream(written: string[], more: { isTTY?: boolean; columns?: number } = {}) {
  const stream = new Writable({
    write: (piece, _, done) => {
      written.push(String(piece));
      done();
    },
  });
  return Object.assign(stream, more);
}

test("progress is written over itself, and a line of its own ends it before anything else is said", () => {
  const written: string[] = [];
  const { out, note, progress } = terminalStreams(aStream(written), aStream(written, { isTTY: true, columns: 20 }));
  progress?.("已审 1 份");
  progress?.("已审 2 份  一个很长很长很长的文件名.docx");
  out("结果");
  note("已写出");
  const erase = "\r\u001b[2K";
  expect(written).toEqual([`${erase}已审 1 份`, `${erase}已审 2 份  一个很…`, "\n", "结果\n", "已写出\n"]);
});

test("there is no progress where standard error is no terminal", () => {
  expect(terminalStreams(aStream([], { isTTY: true }), aStream([])).progress).toBeUndefined();
});

test("a reader that goes away ends the writing and nothing else", async () => {
  let asked = 0;
  const gone = new Writable({
    write: (_, __, done) => {
      asked += 1;
      done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    },
  });
  const noted: string[] = [];
  const { out, note } = terminalStreams(gone, aStream(noted));
  out("一");
  await new Promise((resolve) => setImmediate(resolve));
  out("二");
  note("还在");
  expect(asked).toBe(1);
  expect(noted).toEqual(["还在\n"]);
});
