import { describe, expect, it } from "vitest";
import type { Day } from "../kernel/index.ts";
import { aPack, packsById } from "./pack.builder.ts";
import { packForDocument } from "./pack-for-document.ts";

const pack = (id: string, from: string, more: Record<string, unknown> = {}) =>
  aPack({ instrument: { id, number: id, inForce: { from }, ...more } });
const packs = packsById(
  pack("mof-2020-10", "2020-02-25"),
  pack("mof-2026-1", "2026-01-01"),
  pack("henan-2020-10", "2020-07-30", { jurisdiction: "河南省" }),
  pack("mof-2021-101", "2021-08-18", { jurisdiction: "中央部门" }),
);
const chosen = (signedOn: string | null, year: number | null = null) => packForDocument(packs, { signedOn: signedOn as Day | null, year });

describe("the pack of a published document", () => {
  it.each([
    ["2020-02-25", "mof-2020-10"],
    ["2025-12-31", "mof-2020-10"],
    ["2026-01-01", "mof-2026-1"],
  ])("signed on %s is the newest national one then in force, %s", (signedOn, id) => {
    expect(chosen(signedOn)).toEqual({ id, day: signedOn });
  });

  it("is never a province's or a ministry's", () => {
    expect(chosen("2024-05-20").id).toBe("mof-2020-10");
  });

  it("of a day before any was in force is the measures of 2020", () => {
    expect(chosen("2019-05-20")).toEqual({ id: "mof-2020-10", day: "2019-05-20" });
  });

  it("goes by the year after the document's where nobody signed", () => {
    expect(chosen(null, 2024)).toEqual({ id: "mof-2020-10", day: "2025-06-30" });
    expect(chosen(null, 2025)).toEqual({ id: "mof-2026-1", day: "2026-06-30" });
  });

  it("is the newest of all where not even a year is known", () => {
    expect(chosen(null)).toEqual({ id: "mof-2026-1", day: "2026-01-01" });
  });

  it("that is no longer in force is passed over", () => {
    const ended = packsById(
      pack("mof-2020-10", "2020-02-25"),
      pack("mof-2022-1", "2022-01-01", { inForce: { from: "2022-01-01", until: "2022-12-31" } }),
    );
    expect(packForDocument(ended, { signedOn: "2023-05-20" as Day, year: 2022 }).id).toBe("mof-2020-10");
    expect(packForDocument(ended, { signedOn: "2022-12-31" as Day, year: 2022 }).id).toBe("mof-2022-1");
  });
});
