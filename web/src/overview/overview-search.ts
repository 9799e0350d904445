// What the overview's address says: the grouping and the year.
export type OverviewSearch = {
  readonly by?: "department" | "year" | "region" | "department-year" | "region-year";
  readonly year?: string | undefined;
};

const GROUPINGS: readonly string[] = ["department", "year", "region", "department-year", "region-year"];

export function isGrouping(text: unknown): text is NonNullable<OverviewSearch["by"]> {
  return typeof text === "string" && GROUPINGS.includes(text);
}

export function readOverviewSearch(raw: Record<string, unknown>): OverviewSearch {
  const { by, year } = raw;
  return { ...(isGrouping(by) ? { by } : {}), ...(typeof year === "string" && /^\d{4}$/.test(year) ? { year } : {}) };
}
