// Amounts are printed and added exactly.
import { expect, test } from "vitest";
import { addUp, drawnShare, isNothing, subtract, yuan } from "./amount.ts";

test("amounts are grouped and have their fen", () => {
  expect(["4654700", "0.5", "-1234567.89", "999"].map(yuan)).toEqual(["4,654,700.00", "0.50", "−1,234,567.89", "999.00"]);
});

test("sums and differences are exact", () => {
  expect(addUp(["0.1", "0.2", "99999999999999.99"])).toBe("100000000000000.29");
  expect([subtract("0.3", "0.1"), subtract("1", "1.05"), addUp([])]).toEqual(["0.20", "-0.05", "0.00"]);
});

test("nothing is nothing however it is written", () => {
  expect(["0", "0.00", "-0", "0.01"].map(isNothing)).toEqual([true, true, true, false]);
});

test("what is drawn never leaves its frame", () => {
  expect([drawnShare("50", "200"), drawnShare("300", "200"), drawnShare("-1", "200"), drawnShare("1", "0")]).toEqual([25, 100, 0, 0]);
});
