import { expect, test } from "vitest";
import { lightOf } from "./light.tsx";

test.each([
  ["10", "10", "decided", "full"],
  ["6.45", "10", "decided", "partial"],
  ["6", "10", "decided", "partial"],
  ["5.99", "10", "decided", "low"],
  ["0", "0", "decided", "full"],
  [null, "10", "missing", "unknown"],
  [null, "10", "silent", "silent"],
] as const)("%s of %s points (%s) shows the light %s", (score, weight, answer, light) => {
  expect(lightOf({ score, weight, answer })).toBe(light);
});
