// Who evaluated, and when the report was handed in, as the report itself says: a body that belongs to the unit it evaluates (R17), a
// signature later than the time limit (R14).
import { addMonths, printDay, readDay } from "../../kernel/index.ts";
import type { ReadDocument } from "../../reading/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { duty, found, threshold } from "../check.ts";
import type { Finding } from "../finding.ts";
import type { Prose } from "./source-lines.ts";

const ENTRUSTED =
  /委托(?:了)?(?:(?:本单位|我单位|本局|我局|本部门|我委|本委|我厅|本厅|局|厅|委)?(?:的)?(?:下属|所属|直属|附属)(?:的)?(?:事业)?(?:单位|企业|公司|机构)?)([一-鿿]{2,24}?)(?:作为第三方|对|开展|实施|进行|承担|组织)/u;

export function checkEvaluator(document: ReadDocument, prose: Prose, rulebook: Rulebook): Finding[] {
  return [...independence(document, prose, rulebook), ...timeLimit(document, rulebook)];
}

function independence({ issuer, tables }: ReadDocument, prose: Prose, rulebook: Rulebook): Finding[] {
  const match = ENTRUSTED.exec(prose.text.replace(/\n/gu, ""));
  const [said = "", evaluator = ""] = match ?? [];
  const after = match ? prose.text.replace(/\n/gu, "").slice(match.index, match.index + MOST_BETWEEN) : "";
  if (evaluator === "" || !/评价/u.test(after)) return [];
  const unit = issuer ?? tables[0]?.unit ?? tables[0]?.department ?? "";
  const place = prose.addressAt(prose.text.indexOf(said.slice(0, 4)));
  const where = { subject: "source", quote: said, ...(place === "" ? {} : { place }) };
  const basis = duty(rulebook, "independent");
  return [found("evaluator-not-independent", "warning", where, { printed: evaluator, basis, params: { evaluator, unit } })];
}

const MOST_BETWEEN = 80;

function timeLimit({ signedOn, year, kind, sections, cells }: ReadDocument, rulebook: Rulebook): Finding[] {
  const limit = threshold(rulebook, "submission-months");
  const day = signedOn === null ? null : readDay(signedOn);
  const end = year === null ? null : readDay(`${year}-12-31`);
  if (!limit || !day || !end || (kind !== "report" && sections.length === 0)) return [];
  const months = Number(limit.value.n / limit.value.d);
  const last = addMonths(end, months);
  if (day <= last) return [];
  const place = cells.find(({ path }) => path === "signedOn")?.address;
  const where = { subject: "signedOn", ...(place === undefined ? {} : { place }) };
  return [
    found("submitted-late", "warning", where, {
      ...{ printed: printDay(day), expected: `≤ ${printDay(last)}`, basis: [limit.basis] },
      params: { year: String(year), day: printDay(day), limit: printDay(last), months: String(months) },
    }),
  ];
}
