// Formulas of a workbook whose results had to be believed.
import type { ReadDocument } from "../../reading/index.ts";
import { found } from "../check.ts";
import type { Finding } from "../finding.ts";

export function checkFormulas({ source }: ReadDocument): Finding[] {
  const unknown = source.notes.filter(({ code }) => code === "formula-not-recomputed");
  const first = unknown[0];
  if (!first) return [];
  const where = { subject: "source", ...(first.address === null ? {} : { place: first.address }), quote: first.found };
  const params = { kind: "formula", name: first.found, count: String(unknown.length), score: "", why: "" };
  return [found("not-recomputed", "hint", where, { printed: first.found, params })];
}
