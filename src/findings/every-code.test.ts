// Every code is decided: a case that has it, the nearest one that has not, and words for both in every language.
import { describe, expect, it } from "vitest";
import { type CodeCase, FIGURE_CASES } from "./code-cases-figures.builder.ts";
import { TEXT_CASES } from "./code-cases-text.builder.ts";
import { CASE_CODES } from "./finding.ts";
import { findingsOf } from "./review.builder.ts";

const CASES: Readonly<Record<(typeof CASE_CODES)[number], CodeCase>> = { ...FIGURE_CASES, ...TEXT_CASES };

describe.each(CASE_CODES)("%s", (code) => {
  it("is found where it is", () => {
    expect(findingsOf(CASES[code].found).map((finding) => finding.code)).toContain(code);
  });

  it("is not found where it is nearly so", () => {
    expect(findingsOf(CASES[code].near).map((finding) => finding.code)).not.toContain(code);
  });
});
