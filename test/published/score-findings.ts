// Whether the mistakes planted were found where they were planted, and whether any were found that nobody planted.
import type { Planted } from "./published-case.ts";

export type FoundFinding = { readonly code: string; readonly severity: string; readonly where: { readonly subject: string } };

export type FindingScore = {
  readonly found: readonly Planted[];
  readonly missed: readonly Planted[];
  /** Codes of errors that no planted mistake explains. */
  readonly invented: readonly string[];
};

export function scoreFindings(planted: readonly Planted[], findings: readonly FoundFinding[]): FindingScore {
  const isFound = (mistake: Planted) => findings.some((finding) => mistake.codes.includes(finding.code) && isAt(mistake, finding));
  const isExplained = (finding: FoundFinding) =>
    planted.some((mistake) => [...mistake.codes, ...mistake.also].includes(finding.code) && isAt(mistake, finding));
  return {
    found: planted.filter(isFound),
    missed: planted.filter((mistake) => !isFound(mistake)),
    invented: [...new Set(findings.filter((one) => one.severity === "error" && !isExplained(one)).map(({ code }) => code))],
  };
}

// A row's mistake is found in that row; sums are found where they stand, and levels at the first of their rows.
function isAt({ table, path }: Planted, { code, where: { subject } }: FoundFinding): boolean {
  const [, at, part, row] = /^tables\.(\d+)(?:\.(indicators|funds)\.(\d+))?/u.exec(subject) ?? [];
  if (at === undefined || path.startsWith("report.")) return true;
  const own = /^(indicators|funds)\.(\d+)/u.exec(path);
  if (Number(at) !== table) return false;
  if (part !== "indicators" || own?.[1] !== "indicators" || code === "level-weights-sum") return true;
  return row === own[2];
}
