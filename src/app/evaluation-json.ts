// The public JSON of an evaluation (`evaluate --json`, score.json, the API): amounts, points and rates as plain decimal
// strings, unknown as null.

import type { Dossier } from "../dossier/index.ts";
import type { Evaluation } from "../evaluate.ts";
import type { Finding } from "../findings/index.ts";
import { type Citation, type Points, printPoints, printTotal } from "../kernel/index.ts";
import type { ScoreItem } from "../scoring/index.ts";
import { findingText } from "./messages/finding-text.ts";
import type { Language } from "./messages/language.ts";
import { traceText } from "./messages/trace-text.ts";

/** One evaluation under one pack, as `evaluate --json` gives it. */
export function evaluationJson(dossier: Dossier, evaluation: Evaluation, language: Language) {
  const { notApplicable, findings, failures, ...head } = evaluationHead(dossier, evaluation, language);
  return { ...head, items: evaluation.scorecard.items.map((item) => itemJson(item, language)), notApplicable, findings, failures };
}

/** All of it but the lines of the score sheet. */
export function evaluationHead(dossier: Dossier, { rulebook, scorecard, findings }: Evaluation, language: Language) {
  return {
    project: dossier.project.name,
    year: dossier.project.year,
    pack: scorecard.pack,
    packTitle: rulebook.instrument.title,
    packNumber: rulebook.instrument.number,
    replay: scorecard.replay,
    inForce: scorecard.inForce,
    note: rulebook.instrument.note ?? null,
    illustration: rulebook.instrument.illustration ?? false,
    score: totalText(scorecard.total),
    grade: scorecard.grade,
    suggestedTotal: totalText(scorecard.suggestedTotal),
    totalTrace: traceText(scorecard.totalTrace, language),
    gradeTrace: traceText(scorecard.gradeTrace, language),
    levels: scorecard.levels.map((level) => ({
      id: level.level1Id,
      level1: level.level1,
      weight: pointsText(level.weight),
      score: pointsText(level.score),
    })),
    sensitivity: scorecard.sensitivity && {
      nextGrade: scorecard.sensitivity.nextGrade && {
        grade: scorecard.sensitivity.nextGrade.grade,
        distance: printPoints(scorecard.sensitivity.nextGrade.distance),
      },
      margin: pointsText(scorecard.sensitivity.margin),
      losses: scorecard.sensitivity.losses.map((loss) => ({ id: loss.id, lost: printPoints(loss.lost) })),
    },
    notApplicable: scorecard.notApplicable.map((row) => ({
      id: row.id,
      level1: row.level1,
      level2: row.level2,
      level3: row.level3,
      why: row.why,
    })),
    findings: findings.map((finding) => findingJson(finding, language)),
    failures: [] as readonly unknown[],
  };
}

function itemJson(item: ScoreItem, language: Language) {
  return { ...itemHead(item), trace: traceText(item.trace, language) };
}

/** A line without its receipt. */
export function itemHead(item: ScoreItem) {
  return {
    id: item.id,
    level1: item.level1,
    level2: item.level2,
    level3: item.level3,
    weight: pointsText(item.weight),
    score: pointsText(item.score),
    suggested: pointsText(item.suggested),
    allowed: item.allowed && { min: printPoints(item.allowed.min), max: printPoints(item.allowed.max) },
    recorded: item.recorded && {
      score: printPoints(item.recorded.score),
      by: item.recorded.by,
      reason: item.recorded.reason,
      paper: item.recorded.paper,
    },
    origin: item.origin,
    answer: item.answer.kind,
    met: item.met,
    method: item.method,
    basis: item.basis.map(basisJson),
  };
}

/** A finding with its wording in the language asked for. */
export function findingJson(finding: Finding, language: Language) {
  const words = findingText(finding, language);
  const { where } = finding;
  return {
    code: finding.code,
    severity: finding.severity,
    message: words.message,
    where: {
      subject: where.subject,
      table: where.table ?? null,
      row: where.row ?? null,
      column: where.column ?? null,
      place: where.place ?? null,
      quote: where.quote ?? null,
    },
    printed: finding.printed,
    expected: finding.expected,
    formula: finding.formula,
    basis: finding.basis.map(basisJson),
    remedy: words.remedy,
  };
}

/** {instrument, article}; a declared default has no article and says what it rests on. */
export function basisJson(citation: Citation) {
  return citation.kind === "law"
    ? { instrument: citation.instrument, article: citation.article, pack: citation.pack, default: null }
    : { instrument: citation.instrument, article: null, pack: citation.pack, default: citation.source };
}

function pointsText(points: Points | null): string | null {
  return points === null ? null : printPoints(points);
}

function totalText(points: Points | null): string | null {
  return points === null ? null : printTotal(points);
}
