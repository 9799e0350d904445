// An independent exact oracle: PostgreSQL's numeric scores the same projects from the rule's words, in SQL that shares
// nothing with the product. Every total, line and grade must be the same.

import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { describe, expect, it } from "vitest";
import { readPacks } from "../src/app/files/read-packs.ts";
import type { Day } from "../src/kernel/index.ts";
import { buildRulebook } from "../src/rules/index.ts";
import { compileBatch, LINE_KIND, type ProjectColumns } from "../src/scoring/index.ts";

const LINES = 15;
const COUNT = 20_000;
const WEIGHTS = [1000, 800, 700, 600, 500, 400, 600, 400, 1000, 800, 700, 500, 400, 300, 300];

/** Projects with about one in twenty whose execution score is an exact half of a hundredth. */
function someProjects(): ProjectColumns {
  let state = 20_190_520;
  const draw = (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  const size = COUNT * LINES;
  const columns = {
    count: COUNT,
    lines: LINES,
    kind: new Uint8Array(size),
    weight: new Uint16Array(size),
    values: new Uint32Array(2 * size),
    budget: new Float64Array(COUNT),
    executed: new Float64Array(COUNT),
    executionWeight: new Uint16Array(COUNT).fill(1000),
    completed: new Uint8Array(COUNT).fill(1),
  };
  for (let project = 0; project < COUNT; project++) {
    const tie = draw(20) === 0;
    columns.budget[project] = tie ? 2000 * (1 + draw(500_000)) : 100_000 + draw(1_000_000_000);
    columns.executed[project] = tie
      ? ((columns.budget[project] ?? 0) / 2000) * (2 * draw(1000) + 1)
      : Math.floor(((columns.budget[project] ?? 0) / 1000) * draw(1050));
    for (let line = 0; line < LINES; line++) {
      const row = project * LINES + line;
      columns.kind[row] = draw(10) < 7 ? LINE_KIND.atLeast : LINE_KIND.atMost;
      columns.weight[row] = WEIGHTS[line] ?? 0;
      columns.values[2 * row] = 1 + draw(1_000_000);
      columns.values[2 * row + 1] = Math.max(1, Math.floor(((columns.values[2 * row] ?? 0) / 100) * (50 + draw(80))));
    }
  }
  return columns;
}

describe("batch scores against PostgreSQL numeric", () => {
  it("agree on every total, line and grade", { timeout: 300_000 }, async () => {
    const packs = await readPacks([fileURLToPath(new URL("../regulations", import.meta.url))]);
    if (!packs.ok) throw new Error(JSON.stringify(packs.faults));
    const rulebook = buildRulebook(packs.value, "mof-2020-10", "2020-05-20" as Day);
    if (!rulebook.ok) throw new Error(JSON.stringify(rulebook.faults));
    const compiled = compileBatch(rulebook.value);
    if (!compiled.ok) throw new Error(compiled.rule);
    const columns = someProjects();
    const ours = compiled.score(columns, { lines: true });

    const db = await PGlite.create();
    await db.exec(
      "create table project (id int primary key, budget numeric, executed numeric); create table line (project int, n int, kind int, weight numeric, target numeric, actual numeric)",
    );
    for (let from = 0; from < COUNT; from += 1000) {
      const ids = Array.from({ length: 1000 }, (_, index) => from + index);
      await db.exec(`insert into project values ${ids.map((id) => `(${id},${columns.budget[id]},${columns.executed[id]})`).join(",")}`);
      const rows = ids.flatMap((id) => Array.from({ length: LINES }, (_, n) => id * LINES + n));
      await db.exec(
        `insert into line values ${rows.map((row) => `(${Math.floor(row / LINES)},${row % LINES},${columns.kind[row]},${(columns.weight[row] ?? 0) / 100},${columns.values[2 * row]},${columns.values[2 * row + 1]})`).join(",")}`,
      );
    }
    const lines = await db.query<{ project: number; n: number; score: string }>(
      `select project, n, (case when kind = 0 then case when actual >= target then weight else round(weight * actual / target, 2) end
         else case when actual <= target then weight else round(weight * target / actual, 2) end end * 100)::int::text as score from line order by project, n`,
    );
    const execution = await db.query<{ score: string }>(
      "select (round(least(executed / budget, 1) * 10, 2) * 100)::int::text as score from project order by id",
    );
    await db.close();

    let wrong = 0;
    const totals = new Array<number>(COUNT).fill(0);
    execution.rows.forEach((row, id) => {
      totals[id] = Number(row.score);
      if (ours.execution[id] !== Number(row.score)) wrong++;
    });
    lines.rows.forEach((row, index) => {
      totals[row.project] = (totals[row.project] ?? 0) + Number(row.score);
      if (ours.lineScore[index] !== Number(row.score)) wrong++;
    });
    const grade = (total: number) => (total >= 9000 ? 0 : total >= 8000 ? 1 : total >= 6000 ? 2 : 3);
    totals.forEach((total, id) => {
      if (ours.total[id] !== total || ours.grade[id] !== grade(total)) wrong++;
    });
    expect(lines.rows).toHaveLength(COUNT * LINES);
    expect(wrong).toBe(0);
  });
});
