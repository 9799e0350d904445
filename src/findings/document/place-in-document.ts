// Where a finding about a document's sentences and detail tables stands: the path of what was read, and its address.
import type { ReadDocument } from "../../reading/index.ts";
import type { Finding } from "../finding.ts";

/** The finding with its place in the document; one that has it already keeps it. */
export function placeInDocument(finding: Finding, document: ReadDocument): Finding {
  const subject = subjectOf(finding, document);
  const address = document.cells.find(({ path }) => path === subject || path.startsWith(`${subject}.`))?.address;
  const place = finding.where.place ?? address;
  return { ...finding, where: { ...finding.where, subject, ...(place === undefined ? {} : { place }) } };
}

const FIELDS: ReadonlyMap<string, string> = new Map([
  ["预算金额", "budget"],
  ["支出金额", "spent"],
  ["执行率", "rate"],
]);

function subjectOf({ where }: Finding, { details, scoreTables }: ReadDocument): string {
  if (/^(?:tables|details|scoreTables|statements|sections|annexes)\./u.test(where.subject)) return where.subject;
  const statement = /^published\.statements\.(\d+)/u.exec(where.subject)?.[1];
  if (statement !== undefined) return `statements.${statement}`;
  const sheet = where.subject === "published.scores" ? scoreTables.findIndex(({ title }) => title === where.table) : -1;
  if (sheet >= 0) {
    const row = scoreTables[sheet]?.rows.findIndex(({ level1, level2 }) => where.row === `${level1} ${level2}`) ?? -1;
    return row >= 0 ? `scoreTables.${sheet}.rows.${row}` : `scoreTables.${sheet}.total`;
  }
  const named = details.findIndex(({ id }) => where.subject === `published.${id}`);
  const detail = named >= 0 ? named : details.findIndex(({ title }) => where.table === title && title !== "");
  if (detail < 0) return where.subject.replace(/^published\./u, "");
  const field = FIELDS.get(where.column ?? "");
  const row = details[detail]?.rows.findIndex(({ no, name }) => where.row === name || where.row === `${no} ${name}`) ?? -1;
  const base = row >= 0 ? `details.${detail}.rows.${row}` : `details.${detail}.totals`;
  if (row < 0 && where.row !== "合计") return `details.${detail}`;
  return field ? `${base}.${field}` : base;
}
