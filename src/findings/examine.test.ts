import { describe, expect, it } from "vitest";
import { aDetail, aSubproject, type Changes, findingsOf } from "./review.builder.ts";

const codes = (changes: Changes) => findingsOf(changes).map((finding) => finding.code);

describe("a case with nothing to find", () => {
  it("gives no finding", () => {
    expect(findingsOf()).toEqual([]);
  });

  it("gives none beside a printed document that says the same", () => {
    expect(findingsOf({ printed: true })).toEqual([]);
  });
});

describe("what facts and print both show", () => {
  const rows = [{ no: "1", name: "春季班", budget: "100.00", spent: "101.00" }];
  const details = [aDetail("a", { rows, totals: { budget: "100.00", spent: "101.00" } })];

  it("is said once, of the facts", () => {
    const found = findingsOf({
      dossier: { subprojects: [aSubproject("1", { name: "春季班", budget: "100", spent: "101" })] },
      printed: { details },
    });
    expect(found.filter((finding) => finding.code === "item-over-budget").map((finding) => finding.where.subject)).toEqual([
      "subproject.1",
    ]);
  });

  it("is said of the print where the facts do not show it", () => {
    expect(
      findingsOf({ printed: { details } })
        .filter((finding) => finding.code === "item-over-budget")
        .map((finding) => finding.where.subject),
    ).toEqual(["published.a"]);
  });

  it("is said of each row that has it", () => {
    const changes: Changes = { printedRows: { count: { score: undefined }, quality: { score: undefined } } };
    expect(
      findingsOf(changes)
        .filter((finding) => finding.code === "cell-missing")
        .map((finding) => finding.where.subject),
    ).toEqual(["count", "quality"]);
  });
});

describe("a replay under another pack", () => {
  // The case was scored and printed under its own pack; the rulebook here is another's.
  const replayed: Changes = { dossier: { pack: "another" } };

  it("does not hold weights and printed points to its own rules", () => {
    const changes: Changes = {
      rows: { count: { weight: "25" }, benefit: { weight: "25", recorded: { score: "25", by: "组", reason: "依据", paper: "底稿" } } },
      table: { grade: "良" },
    };
    expect(codes(changes)).toEqual(expect.arrayContaining(["weights-off-scheme", "grade-wrong"]));
    const again = codes({ ...changes, ...replayed });
    for (const code of ["weights-off-scheme", "grade-wrong"] as const) expect(again).not.toContain(code);
  });

  it("still finds what contradicts itself", () => {
    expect(codes({ ...replayed, table: { total: { weight: "100", score: "97" } } })).toContain("total-wrong");
  });
});

describe("findings", () => {
  it("come errors first, each in reading order", () => {
    const found = findingsOf({
      rows: { count: { actual: { value: "１２" } }, time: { corrective: "—" }, quality: { actual: { value: "—" } } },
    });
    expect(found.map((finding) => finding.severity)).toEqual(["error", "warning", "hint"]);
  });
});
