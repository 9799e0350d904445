import { expect, test } from "vitest";
import { ownPath } from "./own-path.ts";

test("a sign-in leads on to pages of this site", () => {
  expect(ownPath("/audits")).toBe("/audits");
  expect(ownPath("/cases/c-1/scorecard?item=total")).toBe("/cases/c-1/scorecard?item=total");
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "javascript:alert(1)",
  "audits",
  "",
  7,
  undefined,
])("and to no other: %j", (wanted) => {
  expect(ownPath(wanted)).toBe("/");
});

test("nor back to itself for ever", () => {
  expect(ownPath("/sign-in?next=/sign-in")).toBe("/");
});
