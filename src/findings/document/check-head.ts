// The head of a published table: cells of its form left empty, names that differ from one place to another, years that are
// not the form's.
import type { ReadDocument, ReadTable } from "../../reading/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { COLUMNS, duty, found } from "../check.ts";
import type { Finding } from "../finding.ts";
import { likeness, plainText } from "../likeness.ts";
import { GOAL_ROW } from "../prose.ts";
import type { SeenTable } from "../seen-table.ts";
import { simplified } from "../simplified.ts";
import { isOnNextRow, type SourceLine } from "./source-lines.ts";

type Head = {
  readonly document: ReadDocument;
  readonly read: ReadTable;
  readonly table: SeenTable;
  readonly index: number;
  readonly lines: readonly SourceLine[];
  readonly rulebook: Rulebook;
};

export function checkHead(head: Head): Finding[] {
  return [...department(head), ...unitNames(head), ...titles(head), ...years(head)];
}

const DEPARTMENT = /^(?:项目|地方|省级|市级|县级|区级)?主管(?:部门|单位)(?:[（(]?盖章[)）]?|及代码)?[:：]?$/u;
const NEXT_LABEL =
  /^(?:项目)?(?:具体)?(?:实施|资金使用|承担|预算)?单位|^项目(?:负责人|联系人|类别|属性|资金)|^联系(?:人|电话)|^资金使用单位/u;
const DEPARTMENT_IN_LINE =
  /主管(?:部门|单位)(?:[（(]盖章[)）]|及代码)?[:：]?[\s|]*(?=(?:项目)?(?:实施|承担)单位|资金使用单位|项目单位|预算单位|项目负责人|联系人|联系电话)/u;

/** In a text whose cells touch, close behind the project's name. */
const DEPARTMENT_IN_HEAD = /(?:项目|专项|政策)名称[^。；]{1,60}主管(?:部门|单位)(?=(?:项目)?(?:实施|承担)单位|资金使用单位)/u;

// The form asks for the department in charge, and nothing stands beside the label.
function department({ read, table, lines, rulebook }: Head): Finding[] {
  if (read.department !== null || !read.hasHead) return [];
  const own = linesNear(lines, read);
  const empty = own.some((line, at) => {
    if (!DEPARTMENT.test(line.text))
      return DEPARTMENT_IN_LINE.test(line.text) && (line.text.length < 400 || DEPARTMENT_IN_HEAD.test(line.text));
    const next = own[at + 1];
    return next === undefined || NEXT_LABEL.test(next.text) || isOnNextRow(line, next);
  });
  if (!empty) return [];
  const where = table.placeOf({ path: "department", subject: "project", row: "主管部门" });
  return [
    found("cell-missing", "error", where, { basis: duty(rulebook, "form"), params: { row: table.title || "项目", column: "主管部门" } }),
  ];
}

/** Lines of the table's own block, or where it was read from running text those around its beginning. */
function linesNear(lines: readonly SourceLine[], read: ReadTable): readonly SourceLine[] {
  const table = /^(?:table:\d+|[^!]+(?=!))/u.exec(read.address)?.[0];
  const own =
    table === undefined ? [] : lines.filter(({ address, isCell, of }) => isCell && (of === table || address.startsWith(`${table}!`)));
  if (own.length > 0) return own.slice(0, HEAD_CELLS);
  const start = lines.findIndex(({ address }) => covers(address, read.address));
  return start < 0 ? [] : lines.slice(Math.max(0, start - 3), start + HEAD_LINES);
}

const HEAD_CELLS = 60;
const HEAD_LINES = 40;

function covers(address: string, other: string): boolean {
  if (address === other) return true;
  const [a, b] = [address, other].map((one) => /^chars:(\d+)-(\d+)$/u.exec(one));
  return a != null && b != null && Number(a[1]) <= Number(b[1]) && Number(b[1]) < Number(a[2]);
}

const UNIT_NAME =
  /(?:单位名称|填报单位)(?:[（(]盖章[)）])?[:：]\s*([一-鿿]{2,20}?)(?=[（(]?盖章|填报|填表|项目|主管|联系|预算|[\s|，,。.]|$)/u;

// One unit under two names that are nearly the same. An abbreviation is no other name.
function unitNames({ read, table, lines, rulebook }: Head): Finding[] {
  const own = simplified(read.unit ?? "").replace(/\s/gu, "");
  const seen = linesNear(lines, read).flatMap(({ text, address }) => {
    const name = UNIT_NAME.exec(text)?.[1];
    return name === undefined ? [] : [{ name, address }];
  });
  const other = seen.find(({ name }) => name !== own);
  if (own === "" || !other || !isNearlySame(own, other.name)) return [];
  const where = table.placeOf({ path: "unit", subject: "project", row: "实施单位" });
  return [
    found("unit-mismatch", "warning", where, {
      printed: read.unit,
      expected: other.name,
      formula: `${read.unit} ≠ ${other.name}`,
      basis: duty(rulebook, "truthful"),
      params: { kind: "unit-name", name: "", target: other.name, actual: read.unit ?? "" },
    }),
  ];
}

function isNearlySame(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (long.includes(short)) return false;
  let at = 0;
  for (const character of long) if (character === short[at]) at++;
  return at === short.length;
}

const FORM_WORDS =
  /(?:19|20)\d{2}\s*年度?|绩效目标|绩效|自评价?|自我评价|评价|报告|情况|项目支出|区域|表|[（(][^（()）]{0,6}年度?[)）]|[\s:：《》"“”]/gu;

// The page or form is headed by another project than the table names.
function titles({ document, read, table, index, lines, rulebook }: Head): Finding[] {
  const project = simplified(read.project ?? "");
  if (index > 0 || project.length < 6) return [];
  const label = read.cells.find(({ path }) => path === "project")?.address ?? read.address;
  const start = lines.findIndex(({ address }) => covers(address, label));
  const above = lines
    .slice(Math.max(0, start - LINES_ABOVE), Math.max(0, start))
    .filter(({ text, isCell }) => !isCell && text.length < 80 && /自评|评价|绩效/u.test(text) && !/[。；;]/u.test(text))
    .map(({ text }) => text);
  const named = [...new Set([...above, ...[document.title, read.title].flatMap((title) => (title === null ? [] : [simplified(title)]))])];
  const other = named.find((title) => namesAnother(title, project));
  if (other === undefined) return [];
  const where = table.placeOf({ path: "project", subject: "project", row: "项目名称" });
  return [
    found("text-table-disagree", "warning", where, {
      printed: read.project,
      expected: other,
      formula: `${other} ≠ ${read.project}`,
      basis: duty(rulebook, "truthful"),
      params: { what: "项目名称", text: other, table: read.project ?? "", title: table.title, kind: "figure", left: "" },
    }),
  ];
}

const LINES_ABOVE = 8;

function namesAnother(title: string, project: string): boolean {
  const [one, other] = [coreOf(title), coreOf(project)];
  if (one.length < 4 || one.includes(other) || other.includes(one)) return false;
  const [inTitle, inProject] = [bracketOf(title), bracketOf(project)];
  // What stands in brackets names the part of a larger programme; beyond that a title words freely.
  return (
    inTitle !== null &&
    inProject !== null &&
    inTitle !== inProject &&
    !inTitle.includes(inProject) &&
    !inProject.includes(inTitle) &&
    likeness(inTitle, inProject).n > 0n
  );
}

function coreOf(name: string): string {
  return plainText(name.replace(FORM_WORDS, ""));
}

function bracketOf(name: string): string | null {
  const inside = /[（(]([^（()）]*[一-鿿]{4,}[^（()）]*)[)）]/u.exec(name)?.[1];
  return inside === undefined || /年度|盖章|万元/u.test(inside) ? null : plainText(inside);
}

const YEAR = /(?<!\d)((?:19|20)\d{2})\s*年/gu;
/** A year that something is compared with, or that a rule or plan is named by, is not the year of the work. */
const OF_COMPARISON = /(?:较|比|与|同|自|从|到|至|以|于|〔|\[|（|\()\s*$/u;

/** Years the text speaks of; none where it also names the form's. */
function otherYears(text: string | null, year: number): string | null {
  if (text === null) return null;
  const plain = simplified(text);
  const named = [...plain.matchAll(YEAR)].filter(({ index }) => !OF_COMPARISON.test(plain.slice(0, index)));
  const years = [...new Set(named.map(([, one]) => one ?? ""))];
  return years.length === 0 || [...plain.matchAll(YEAR)].some(([, one]) => one === String(year)) ? null : years.join("、");
}

function years({ document, read, table, rulebook }: Head): Finding[] {
  const year = read.year ?? document.year;
  if (year === null) return [];
  const mismatch = (path: string, row: string, column: string | undefined, name: string, text: string | null): Finding[] => {
    const other = otherYears(text, year);
    if (other === null) return [];
    const where = table.placeOf({ path, subject: "project", row, ...(column === undefined ? {} : { column }) });
    return [
      found("year-mismatch", "warning", where, {
        printed: other,
        expected: String(year),
        basis: duty(rulebook, "truthful"),
        params: { name, found: other, year: String(year) },
      }),
    ];
  };
  return [
    ...mismatch("project", "项目名称", undefined, read.project ?? "", read.project),
    ...mismatch("goal", GOAL_ROW.table, "预期目标", GOAL_ROW.table, read.goal),
    ...table.indicators.flatMap((row, index) => {
      const inName = mismatch(`indicators.${index}.level3`, row.level3, COLUMNS.level3, row.level3, row.level3);
      return inName.length > 0 ? inName : mismatch(`indicators.${index}.target`, row.level3, COLUMNS.target, row.level3, row.target);
    }),
  ];
}
