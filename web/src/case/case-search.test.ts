import { expect, test } from "vitest";
import { readCaseSearch } from "./case-search.ts";

test("an address keeps what it knows of a case and drops the rest", () => {
  expect(readCaseSearch({ pack: "mof-2021-101", completed: "false", severity: "error", item: "execution", unknown: "x" })).toEqual({
    pack: "mof-2021-101",
    completed: "false",
    severity: "error",
    item: "execution",
  });
  expect(readCaseSearch({ completed: "perhaps", severity: "fatal", pack: "", only: 3 })).toEqual({});
});
