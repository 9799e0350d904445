import { describe, expect, it } from "vitest";
import { countLines, widthInEms } from "./text-width.ts";

describe("the width of text", () => {
  it("counts a Chinese character and Chinese punctuation as one, a figure as one half", () => {
    expect(widthInEms("绩效评价（2019）")).toBe(8);
    expect(widthInEms("“一带一路”——±10%")).toBe(10.5);
    expect(widthInEms("𬀩喆")).toBe(2);
  });

  it("breaks Chinese anywhere and keeps a number whole", () => {
    expect(countLines("国内费用控制", 3)).toBe(2);
    expect(countLines("国内465.47", 4)).toBe(2);
    expect(countLines("国465.47", 4)).toBe(1);
    expect(countLines("", 4)).toBe(1);
    expect(countLines("一\n二\n", 4)).toBe(3);
  });

  it("breaks a word that is longer than the line", () => {
    expect(countLines("a".repeat(40), 5)).toBe(4);
    expect(countLines(`国${"a".repeat(10)}`, 5)).toBe(2);
  });
});
