// The trail's address: what is known is kept, days become instants with both ends within.
import { expect, test } from "vitest";
import { questionOf, readTrailSearch } from "./trail-search.ts";

test("what is known is kept, the rest is dropped", () => {
  expect(
    readTrailSearch({ account: "p-1", since: "2026-01-02", until: "2026-13-40", result: "odd", before: "0", kind: "", other: "x" }),
  ).toEqual({ account: "p-1", since: "2026-01-02" });
  expect(readTrailSearch({ result: "refused", before: "12" })).toEqual({ result: "refused", before: "12" });
});

test("the last day is within, over the end of a month too", () => {
  const { since, until } = questionOf({ since: "2026-01-31", until: "2026-01-31" });
  expect(Date.parse(until ?? "") - Date.parse(since ?? "")).toBe(24 * 60 * 60_000);
  expect(new Date(until ?? "").getDate()).toBe(1);
});
