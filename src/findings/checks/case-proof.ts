// What proves the case's results: benefits traced to the project, papers behind judgements, nothing dated after the
// signature. 财预〔2020〕10号 第十四条 (data and papers that can be had) and 第二十五条 (true and well founded).
import type { Day } from "../../kernel/index.ts";
import { at, type CaseUnderReview, type Check, type Claim, COLUMNS, duty, found, type ScoredRow, scoredRows } from "../check.ts";
import type { Finding, FindingPlace } from "../finding.ts";
import { showPoints } from "../show-figure.ts";

export const checkProof: Check = (review) => [
  ...scoredRows(review).flatMap((row) => [...fullMarks(review, row), ...benefits(review, row)]),
  ...afterSignature(review),
];

// A judgement with full marks and no paper behind it.
function fullMarks({ dossier, rulebook }: CaseUnderReview, row: ScoredRow): Finding[] {
  const { item, indicator } = row;
  const supported = indicator.evidence.length > 0 || dossier.evidence.some((paper) => paper.supports.includes(indicator.id));
  if (item.method !== "tier" || item.weight === null || item.score !== item.weight || supported) return [];
  const weight = showPoints(item.weight);
  return [
    found("full-marks-without-evidence", "warning", at(row, COLUMNS.score), {
      printed: weight,
      basis: duty(rulebook, "measurable"),
      params: { name: indicator.level3, weight },
    }),
  ];
}

/** What a claim must have to be the project's: where it started from, when it happened, which sub-project it came of. */
function gapsOf(claim: Claim): string[] {
  return [claim.baseline === null ? "baseline" : "", claim.date === null ? "date" : "", claim.linkedTo.length === 0 ? "link" : ""].filter(
    (gap) => gap !== "",
  );
}

function benefits({ rulebook }: CaseUnderReview, row: ScoredRow): Finding[] {
  const { indicator } = row;
  const lacking = indicator.claims.map((claim) => ({ claim, gaps: gapsOf(claim) })).filter(({ gaps }) => gaps.length > 0);
  if (lacking.length === 0) return [];
  const gaps = [...new Set(lacking.flatMap((one) => one.gaps))];
  const claims = lacking.map(({ claim }) => (claim.amount === null ? claim.text : `${claim.text} (${claim.amount})`));
  return [
    found(
      "benefit-unattributed",
      "warning",
      { ...at(row, COLUMNS.actual), quote: lacking[0]?.claim.text ?? "" },
      {
        printed: `${lacking.length} / ${indicator.claims.length}`,
        formula: claims.join("; "),
        basis: duty(rulebook, "measurable"),
        params: {
          name: indicator.level3,
          count: String(lacking.length),
          all: String(indicator.claims.length),
          gaps: gaps.join(","),
          claims: claims.join("；"),
        },
      },
    ),
  ];
}

type Dated = { readonly where: FindingPlace; readonly what: string; readonly on: Day | null };

// Nothing that happened after the signature can have been evaluated.
function afterSignature({ dossier, rulebook }: CaseUnderReview): Finding[] {
  const signed = dossier.evaluation.signedOn;
  const dated: Dated[] = [
    ...dossier.indicators.flatMap((indicator) => [
      ...indicator.claims.map((claim) => ({
        where: { subject: indicator.id, table: "绩效指标", row: indicator.level3, column: COLUMNS.actual, quote: claim.text },
        what: claim.text,
        on: claim.date,
      })),
      ...(indicator.actual?.milestones ?? []).map((milestone) => ({
        where: { subject: indicator.id, table: "绩效指标", row: indicator.level3, column: COLUMNS.actual },
        what: milestone.name,
        on: milestone.done,
      })),
    ]),
    ...dossier.subprojects.map((one) => ({
      where: { subject: `subproject.${one.no}`, row: `${one.no} ${one.name}` },
      what: one.exception?.document ?? "",
      on: one.exception?.on ?? null,
    })),
    ...dossier.evidence.map((paper, index) => ({
      where: { subject: `evidence.${index}`, row: paper.title },
      what: paper.title,
      on: paper.on,
    })),
    ...dossier.ledger.map((entry, index) => ({
      where: { subject: `ledger.${index}`, table: "台账", row: entry.voucher ?? entry.note ?? entry.date },
      what: entry.voucher ?? entry.note ?? "台账",
      on: entry.date,
    })),
  ];
  return dated.flatMap(({ where, what, on }) =>
    on !== null && on > signed
      ? [
          found("date-after-signature", "error", where, {
            printed: on,
            expected: `≤ ${signed}`,
            formula: `${on} > ${signed}`,
            basis: duty(rulebook, "truthful"),
            params: { what, date: on, signed },
          }),
        ]
      : [],
  );
}
