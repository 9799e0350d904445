import { describe, expect, it } from "vitest";
import { readSource } from "./read-source.ts";

describe("a file that only an office program reads", () => {
  it("is converted where the machine can, and refused by its format where not", async () => {
    const cell = (text: string) => `{${[...text].map((character) => `\\u${character.charCodeAt(0)}?`).join("")}}`;
    const rtf = `{\\rtf1\\ansi ${cell("绩效")}\\par\\trowd\\cellx2000\\cellx4000\\intbl ${cell("预算")}\\cell 465.47\\cell\\row\\pard ${cell("完")}\\par}`;
    const read = await readSource("报告.rtf", new TextEncoder().encode(rtf));
    if (!read.ok) expect(read.faults.map(({ code, params }) => [code, params["reason"]])).toEqual([["file-kind-unknown", "needs-office"]]);
    else {
      expect([read.value.format, read.value.notes.map(({ code }) => code)]).toEqual(["rtf", ["converted-by-office"]]);
      expect(read.value.blocks.map((block) => (block.kind === "text" ? block.text : block.cells.map(({ text }) => text)))).toEqual([
        "绩效",
        ["预算", "465.47"],
        "完",
      ]);
    }
  });
});
