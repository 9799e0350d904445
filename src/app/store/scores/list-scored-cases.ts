// The list of cases with what is kept of each, page by page, newest year first; only what is within reach.
import { type Kysely, sql } from "kysely";
import type { Reach } from "../../../access/index.ts";
import { type CaseSummary, ownedCases, SUMMARY_COLUMNS, summaryOf } from "../case-repository.ts";
import type { StoreTables } from "../store-tables.ts";
import { withinReach } from "../within-reach.ts";
import type { ListedFigures } from "./score-repository.ts";

/** What is kept of a case: hundredths of a point; `listed` is null where the case cannot be read. */
export type ListedScore = {
  readonly department: string | null;
  readonly total: number | null;
  readonly grade: string | null;
  readonly listed: ListedFigures | null;
};

/** `score` is null where none is kept of this version under these rules. */
export type ScoredCase = { readonly stored: CaseSummary; readonly score: ListedScore | null };

export type CasesPage = {
  /** Found in the name, the unit or the year. */
  readonly text: string | null;
  readonly offset: number;
  /** null for all of them. */
  readonly most: number | null;
};

export async function listScoredCases(
  db: Kysely<StoreTables>,
  reach: Reach,
  rules: string,
  { text, offset, most }: CasesPage,
): Promise<{ readonly cases: readonly ScoredCase[]; readonly total: number }> {
  const within = ownedCases(db)
    .leftJoin("case_scores as score", (join) => join.onRef("score.tenant", "=", "cases.tenant").onRef("score.case_id", "=", "cases.id"))
    .where("cases.tenant", "=", reach.tenant)
    .where(withinReach(reach, { path: "units.path", createdBy: "cases.created_by", published: "cases.published" }))
    .where(text === null ? sql<boolean>`true` : foundBy(text));
  const page = within
    .select(SUMMARY_COLUMNS)
    .select(["score.version as score_version", "score.rules", "score.department", "score.total", "score.grade"])
    .select(["score.unit", "score.execution_rate", "score.corrections", "score.errors", "score.warnings", "score.hints"])
    .orderBy("cases.year", "desc")
    .orderBy("cases.id")
    .offset(offset);
  const rows = await (most === null ? page : page.limit(most)).execute();
  const isAll = most === null && offset === 0;
  const counted = isAll ? null : await within.select(({ fn }) => fn.countAll<string>().as("cases")).executeTakeFirst();
  return {
    total: counted ? Number(counted.cases) : rows.length,
    cases: rows.map((row) => ({
      stored: summaryOf(row),
      score: row.score_version === row.version && row.rules === rules ? scoreOf(row) : null,
    })),
  };
}

function foundBy(text: string) {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  return sql<boolean>`lower(cases.name || ' ' || coalesce(score.unit, '') || ' ' || cases.year) like ${pattern}`;
}

type ScoreColumns = {
  readonly department: string | null;
  readonly total: number | null;
  readonly grade: string | null;
  readonly unit: string | null;
  readonly execution_rate: string | null;
  readonly corrections: number | null;
  readonly errors: number | null;
  readonly warnings: number | null;
  readonly hints: number | null;
};

function scoreOf({ department, total, grade, unit, execution_rate, corrections, errors, warnings, hints }: ScoreColumns): ListedScore {
  const findings = { error: errors ?? 0, warning: warnings ?? 0, hint: hints ?? 0 };
  return {
    ...{ department, total, grade },
    listed: unit === null ? null : { unit, executionRate: execution_rate, corrections: corrections ?? 0, findings },
  };
}
