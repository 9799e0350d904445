// What the bare servers keep and answer: a project's row, its 15 lines' rows, and the receipt computed of them.
import { LINES, makeProjects, projectAt } from "./projects.mjs";

export const projectQuery = `select p.id, p.name, p.budget::text, p.executed::text, l.n, l.kind, l.weight, l.target, l.actual
  from projects p join lines l on l.project = p.id where p.id = $1 order by l.n`;

const TIER = 2;
const AT_MOST = 1;
export const caseId = (index) => `c-${String(index).padStart(7, "0")}`;
const halfUp = (w, num, den) => (num >= den ? w : Math.floor((2 * w * num + den) / (2 * den)));
const points = (hundredths) => `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;

/** The same projects as rows. */
export function makePeerRows(count) {
  const columns = makeProjects(count);
  const projects = Array.from({ length: count }, (_, index) => {
    const { budget, executed, rows } = projectAt(columns, index);
    return { id: caseId(index), name: `示例项目${index}`, budget, executed, lines: rows.map((row, n) => ({ n, ...row })) };
  });
  return { columns, projects };
}

/** Makes both tables and fills them. */
export async function peerTables(run, count) {
  await run("create table projects (id text primary key, name text not null, budget bigint not null, executed bigint not null)");
  await run(`create table lines (project text not null, n integer not null, kind integer not null, weight integer not null,
    target integer not null, actual integer not null, primary key (project, n))`);
  const { projects } = makePeerRows(count);
  for (let from = 0; from < count; from += 500) {
    const some = projects.slice(from, from + 500);
    await run(
      "insert into projects select r.id, r.name, r.budget, r.executed from json_to_recordset($1::json) as r(id text, name text, budget bigint, executed bigint)",
      [JSON.stringify(some.map(({ id, name, budget, executed }) => ({ id, name, budget, executed })))],
    );
    await run(
      `insert into lines select r.p, r.n, r.kind, r.weight, r.target, r.actual
        from json_to_recordset($1::json) as r(p text, n integer, kind integer, weight integer, target integer, actual integer)`,
      [JSON.stringify(some.flatMap(({ id, lines }) => lines.map((line) => ({ p: id, ...line }))))],
    );
  }
  await run("analyze");
}

/** Whole numbers, template text and an object for JSON: what a hand would write for this one rule. */
export function receiptOf({ id, name, budget, executed }, lines) {
  const [b, e] = [Number(budget), Number(executed)];
  const execution = halfUp(1000, Math.min(b, e), b);
  let total = execution;
  const items = lines.slice(0, LINES).map(({ n, kind, weight, target, actual }) => {
    const score = kind === AT_MOST ? halfUp(weight, target, actual) : halfUp(weight, actual, target);
    total += score;
    const [over, under] = kind === AT_MOST ? [target, actual] : [actual, target];
    return {
      id: `line.${n + 1}`,
      score: points(score),
      trace: `${points(weight)} × ${over} ÷ ${under} = ${points(score)}${kind === TIER ? "（分级）" : ""}`,
    };
  });
  return { id, name, execution: points(execution), total: points(total), items };
}
