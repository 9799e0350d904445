// Whether the mistakes planted were found, and whether any were found that nobody planted.
import type { Planted } from "./published-case.ts";

export type FoundFinding = { readonly code: string; readonly severity: string };

export type FindingScore = {
  readonly found: readonly Planted[];
  readonly missed: readonly Planted[];
  /** Codes of errors that no planted mistake explains. */
  readonly invented: readonly string[];
};

export function scoreFindings(planted: readonly Planted[], findings: readonly FoundFinding[]): FindingScore {
  const given = new Set(findings.map(({ code }) => code));
  const explained = new Set(planted.flatMap(({ codes, also }) => [...codes, ...also]));
  return {
    found: planted.filter(({ codes }) => codes.some((code) => given.has(code))),
    missed: planted.filter(({ codes }) => !codes.some((code) => given.has(code))),
    invented: [...new Set(findings.filter(({ code, severity }) => severity === "error" && !explained.has(code)).map(({ code }) => code))],
  };
}
