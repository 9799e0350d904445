// A page laid on its side reads as it would upright.
import { expect, test } from "vitest";
import { drawingOf, type Ruling, type TextRun } from "./page-drawing.ts";
import { pageItems } from "./page-items.ts";

type Spot = readonly [number, number];

/** Letters ten wide, one after another from here. */
function aRun(words: string, [x, y]: Spot): TextRun {
  const glyphs = [...words].map((text, at): TextRun["glyphs"][number] => ({ text, from: [x + at * 10, y], to: [x + at * 10 + 10, y] }));
  return { glyphs, size: 10, upright: false };
}

const ROWS = [
  ["项目", "预算"],
  ["出访", "465.47"],
];
const runs = [
  aRun("自评表", [60, 20]),
  ...ROWS.flatMap((row, at) => row.map((words, column) => aRun(words, [10 + column * 100, 45 + at * 20]))),
];
const across: readonly Ruling[] = [30, 50, 70].map((at) => ({ at, from: 5, to: 205 }));
const down: readonly Ruling[] = [5, 105, 205].map((at) => ({ at, from: 30, to: 70 }));

const textOf = (drawn: Parameters<typeof drawingOf>[0]) =>
  pageItems(drawingOf(drawn), (text) => text).map((item) => (item.kind === "text" ? item.text : item.rooms.map(({ text }) => text)));
const turned = (spot: (from: Spot) => Spot) =>
  runs.map((run) => ({ ...run, glyphs: run.glyphs.map(({ text, from, to }) => ({ text, from: spot(from), to: spot(to) })) }));
const READ = ["自评表", ["项目", "预算", "出访", "465.47"]];

test("upright", () => {
  expect(textOf({ runs, across, down, hasPictures: false })).toEqual(READ);
});

test("with its text running down the page", () => {
  const onSide = {
    runs: turned(([x, y]) => [600 - y, x]),
    across: down.map(({ at, from, to }) => ({ at, from: 600 - to, to: 600 - from })),
    down: across.map(({ at, from, to }) => ({ at: 600 - at, from, to })),
    hasPictures: false,
  };
  expect(textOf(onSide)).toEqual(READ);
});

test("with its text running up the page", () => {
  const onSide = {
    runs: turned(([x, y]) => [y, 800 - x]),
    across: down.map(({ at, from, to }) => ({ at: 800 - at, from, to })),
    down: across.map(({ at, from, to }) => ({ at, from: 800 - to, to: 800 - from })),
    hasPictures: false,
  };
  expect(textOf(onSide)).toEqual(READ);
});
