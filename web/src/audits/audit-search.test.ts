import { expect, test } from "vitest";
import { questionOf, readAuditSearch } from "./audit-search.ts";

test("an address keeps the filters it knows and drops the rest", () => {
  expect(
    readAuditSearch({
      q: "培训",
      code: "rate-wrong",
      department: "-",
      verdict: "errors",
      sort: "errors",
      order: "desc",
      page: "2",
      x: "1",
    }),
  ).toEqual({ q: "培训", code: "rate-wrong", department: "-", verdict: "errors", sort: "errors", order: "desc", page: "2" });
  expect(readAuditSearch({ verdict: "all", sort: "colour", order: "up", page: "-1", q: "" })).toEqual({});
});

test("filters are asked of the server page by page; a dash asks for documents without a department", () => {
  expect(questionOf({ department: "-", verdict: "failed", page: "3" })).toMatchObject({
    department: "",
    status: "failed",
    verdict: undefined,
    offset: "100",
    limit: "50",
  });
  expect(questionOf({ verdict: "passed" })).toMatchObject({ verdict: "passed", status: undefined, offset: "0" });
});
