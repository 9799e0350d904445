// A report lists one benefit after another under one indicator; what all of them lack is said once.
import type { Finding } from "../finding.ts";

export function gatherBenefits(findings: readonly Finding[]): readonly Finding[] {
  const isBenefit = ({ code }: Finding) => code === "benefit-unattributed";
  const first = (one: Finding) => findings.find((other) => isBenefit(other) && other.where.subject === one.where.subject) === one;
  return findings.filter((one) => !isBenefit(one) || first(one)).map((one) => (isBenefit(one) ? gathered(one, findings) : one));
}

function gathered(first: Finding, findings: readonly Finding[]): Finding {
  const all = findings.filter(({ code, where }) => code === first.code && where.subject === first.where.subject);
  if (all.length === 1) return first;
  const gaps = [...new Set(all.flatMap(({ params }) => (params["gaps"] ?? "").split(",")))].join(",");
  const claims = all.map(({ params }) => params["claims"] ?? "").join("；");
  const count = String(all.length);
  return { ...first, printed: `${count} / ${count}`, formula: claims, params: { ...first.params, count, all: count, gaps, claims } };
}
