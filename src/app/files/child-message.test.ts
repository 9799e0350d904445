import { expect, test } from "vitest";
import { messageReader, packMessage } from "./child-message.ts";

const body = (text: string) => new TextEncoder().encode(text);
const stream = Buffer.concat([
  ...packMessage({ name: "一.pdf" }, body("第一份")),
  ...packMessage({ name: "" }, body("")),
  ...packMessage({ name: "三" }, body("第三份")),
]);

test.each([1, 2, 7, 16, 1000])("messages that arrive in pieces of %d bytes are put together again", (size) => {
  const read = messageReader(100);
  const got: [unknown, string][] = [];
  for (let at = 0; at < stream.length; at += size) {
    const messages = read(stream.subarray(at, at + size));
    if (messages === "too-long") throw new Error("no message is that long");
    for (const message of messages) got.push([message.head, new TextDecoder().decode(message.body)]);
  }
  expect(got).toEqual([
    [{ name: "一.pdf" }, "第一份"],
    [{ name: "" }, ""],
    [{ name: "三" }, "第三份"],
  ]);
});

test("a body longer than may be is refused before it has arrived", () => {
  const [start] = packMessage({}, body("12345678901"));
  expect(messageReader(10)(Buffer.from(start ?? []))).toBe("too-long");
  expect(messageReader(11)(Buffer.from(start ?? []))).toEqual([]);
});
