// Every code that a published document can show is found in one that has it, with all that a reader needs to act on it, and not
// in the nearest one that has not.
import { describe, expect, it } from "vitest";
import { FINDING_CODES, type FindingCode } from "../finding.ts";
import { aFormFile, aReport, findingsIn } from "./document.builder.ts";
import { FIGURE_DOCUMENTS } from "./document-cases-figures.builder.ts";
import { TEXT_DOCUMENTS } from "./document-cases-text.builder.ts";
import { ARITHMETIC } from "./rests-on.ts";

const CASES = { ...FIGURE_DOCUMENTS, ...TEXT_DOCUMENTS };
/** Facts that no document prints: payments by month, tiers that a form does not list, papers of change, what a figure was bound to. */
const OF_DOSSIERS: readonly FindingCode[] = [
  "year-end-rush",
  "tier-unknown",
  "changed-without-approval",
  "unbound-figure",
  "full-width-digits",
];
const OF_READING: readonly FindingCode[] = ["not-recomputed", "doubtful-cell"];
/** What a sum, a quotient or a product proves; a score beyond its weight and a total left at zero need no working. */
const OF_ARITHMETIC = new Set<FindingCode>([...ARITHMETIC].filter((code) => code !== "score-over-weight" && code !== "budget-zero"));
const OF_BATCHES: readonly FindingCode[] = ["text-copied-between-units"];

it("every code is a document's, or says why it is not", () => {
  expect([...Object.keys(CASES), ...OF_DOSSIERS, ...OF_BATCHES].sort()).toEqual([...FINDING_CODES].sort());
});

it("a form and a report that agree with themselves have nothing to find", () => {
  expect([findingsIn(aFormFile()), findingsIn(aReport())]).toEqual([[], []]);
});

describe.each(Object.entries(CASES))("%s", (code, { found, near }) => {
  it("is found where a document shows it, at its place", () => {
    const finding = findingsIn(found).find((one) => one.code === code);
    expect(finding).toBeDefined();
    expect(finding?.where.place).toMatch(/./u);
    // What the rules or practice say of it, but for cells that were not read and formulas that were not worked out.
    if (!OF_READING.includes(code as FindingCode)) expect(finding?.basis).not.toEqual([]);
    if (OF_ARITHMETIC.has(code as FindingCode))
      expect([finding?.printed, finding?.formula]).toEqual([expect.any(String), expect.any(String)]);
  });

  it("is not found where a document nearly does", () => {
    expect(findingsIn(near).map((finding) => finding.code)).not.toContain(code);
  });
});
