import { expect, test } from "vitest";
import { BOX, inLines, layOut, pathBetween } from "./lay-out.ts";

test("nodes turn at the end of a row, and no two lie on one another", () => {
  const { spots, width, height } = layOut(["a", "b", "c", "d", "e", "f", "g"]);
  expect(spots.map(({ id, row, x }) => [id, row, Math.round((x - BOX.margin) / (BOX.width + BOX.gap))])).toEqual([
    ["a", 0, 0],
    ["b", 0, 1],
    ["c", 0, 2],
    ["d", 0, 3],
    ["e", 0, 4],
    ["f", 1, 4],
    ["g", 1, 3],
  ]);
  expect(new Set(spots.map(({ x, y }) => `${x} ${y}`)).size).toBe(7);
  for (const { x, y } of spots) expect(x + BOX.width <= width && y + BOX.height <= height).toBe(true);
  expect(layOut(["a", "b"]).width).toBeLessThan(width);
});

test("a neighbour is reached straight, the next row from below, one further on in a curve", () => {
  const { spots } = layOut(["a", "b", "c", "d", "e", "f"]);
  const [a, b, c, , e, f] = spots;
  if (!a || !b || !c || !e || !f) throw new Error("spots");
  expect(pathBetween(a, b)).toMatch(/^M\d+ \d+ H\d+$/);
  expect(pathBetween(e, f)).toMatch(/^M\d+ \d+ V\d+$/);
  expect(pathBetween(a, c)).toContain("C");
});

test("titles break between Chinese characters and between words, and say where they were cut", () => {
  expect(inLines("绩效评价领导小组评价", 12, 2)).toEqual(["绩效评价领导", "小组评价"]);
  expect(inLines("Review by the head of division", 18, 2)).toEqual(["Review by the head", "of division"]);
  expect(inLines("一二三四五六七八九十", 6, 2)).toEqual(["一二三", "四五…"]);
});
