import { expect, test } from "vitest";
import type { Piece } from "./page-drawing.ts";
import { pageItems } from "./page-items.ts";
import { ruledFrames } from "./ruled-tables.ts";

const line = (at: number, from: number, to: number) => ({ at, from, to });
const word = (text: string, left: number, base: number, size = 10): Piece => ({
  glyphs: [...text].map((one, index) => ({ text: one, left: left + index * size, right: left + (index + 1) * size })),
  ...{ left, right: left + text.length * size, base, size },
});
const rooms = (across: ReturnType<typeof line>[], down: ReturnType<typeof line>[]) =>
  ruledFrames(across, down).map((frame) => frame.rooms.map(({ left, right, top, bottom }) => [left, top, right, bottom]));

test("a missing line makes one cell of two places", () => {
  const across = [line(0, 0, 200), line(20, 100, 200), line(40, 0, 200)];
  const down = [line(0, 0, 40), line(100, 0, 40), line(200, 0, 40)];
  expect(rooms(across, down)).toEqual([
    [
      [0, 0, 100, 40],
      [100, 0, 200, 20],
      [100, 20, 200, 40],
    ],
  ]);
});

test("a table without lines at its left and right ends where its rows do", () => {
  const across = [line(0, 0, 200), line(20, 0, 200), line(40, 0, 200)];
  expect(rooms(across, [line(100, 0, 40)])[0]).toHaveLength(4);
});

test("lines drawn cell by cell, or twice, are one line", () => {
  const across = [0, 20, 40].flatMap((at) => [line(at, 0, 99), line(at + 0.5, 100, 200)]);
  const down = [0, 100, 200].flatMap((at) => [line(at, 0, 20), line(at, 20, 40), line(at + 1, 0, 40)]);
  expect(rooms(across, down)[0]).toHaveLength(4);
});

test("tables that do not touch are two, a lone frame around text is none", () => {
  const square = (x: number) => ({ across: [line(0, x, x + 50), line(20, x, x + 50)], down: [line(x, 0, 20), line(x + 50, 0, 20)] });
  const [one, other] = [square(0), square(100)];
  expect(ruledFrames([...one.across, ...other.across], [...one.down, ...other.down])).toEqual([]);
  const middle = line(25, 0, 20);
  expect(ruledFrames([...one.across, ...other.across], [...one.down, middle, ...other.down, line(125, 0, 20)])).toHaveLength(2);
});

test("a figure wider than its cell stays whole, words with room between them are parted", () => {
  const across = [line(0, 0, 200), line(20, 0, 200)];
  const down = [line(0, 0, 20), line(50, 0, 20), line(200, 0, 20)];
  const pieces = [
    word("1,234.56", 0, 14, 9),
    { ...word("甲", 60, 14), glyphs: [...word("甲", 20, 14).glyphs, ...word("乙", 120, 14).glyphs], left: 20, right: 130 },
  ];
  const texts = (found: readonly Piece[]) =>
    pageItems({ pieces: found, slanted: [], across, down, hasPictures: false }, (text) => text).map((item) =>
      item.kind === "table" ? item.rooms.map(({ text }) => text) : item.text,
    );
  expect(texts([pieces[0] as Piece])).toEqual([["1,234.56", ""]]);
  expect(texts([pieces[1] as Piece])).toEqual([["甲", "乙"]]);
});

test("lines of a cell that had no room for more go on, others are paragraphs", () => {
  const across = [line(0, 0, 60), line(60, 0, 60), line(80, 0, 60)];
  const down = [line(0, 0, 80), line(60, 0, 80)];
  const full = pageItems(
    { pieces: [word("维护系统", 5, 14), word("数量", 5, 28)], slanted: [], across, down, hasPictures: false },
    (text) => text,
  );
  expect(full.map((item) => (item.kind === "table" ? item.rooms[0]?.text : item.text))).toEqual(["维护系统数量"]);
  const wide = [line(0, 0, 300), line(60, 0, 300), line(80, 0, 300)];
  const short = pageItems(
    {
      pieces: [word("目标一", 5, 14), word("目标二", 5, 28)],
      slanted: [],
      across: wide,
      down: [line(0, 0, 80), line(300, 0, 80)],
      hasPictures: false,
    },
    (text) => text,
  );
  expect(short.map((item) => (item.kind === "table" ? item.rooms[0]?.text : item.text))).toEqual(["目标一\n目标二"]);
});
