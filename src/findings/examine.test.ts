import { describe, expect, it } from "vitest";
import { findingsOf } from "./review.builder.ts";

describe("a case with nothing to find", () => {
  it("gives no finding", () => {
    expect(findingsOf()).toEqual([]);
  });

  it("gives none beside a printed document that says the same", () => {
    expect(findingsOf({ printed: true })).toEqual([]);
  });
});
