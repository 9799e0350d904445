// The terminal view of an evaluation: score sheet with the rule's answer beside the award, what is wrong, other packs.

import type { Evaluation } from "../../evaluate.ts";
import type { Finding, Severity } from "../../findings/index.ts";
import { type Points, printPoints, printTotal } from "../../kernel/index.ts";
import type { ScoreItem } from "../../scoring/index.ts";
import { citationText } from "../messages/citations.ts";
import type { CliWording } from "../messages/cli.zh.ts";
import { findingText } from "../messages/finding-text.ts";
import { actualText, targetText } from "../messages/indicator-values.ts";
import type { Language } from "../messages/language.ts";
import type { EvaluatedCase } from "../usecases/evaluate-dossier.ts";
import { type Field, type Paint, tableLines, wrap } from "./columns.ts";

const SEVERITY_STYLE = { error: "red", warning: "yellow", hint: "cyan" } as const satisfies Record<Severity, string>;
const DASH = "—";

export type ReportView = { readonly language: Language; readonly words: CliWording; readonly paint: Paint; readonly width: number };

/** All lines of the report, without the last line break. */
export function evaluationLines({ dossier, evaluations }: EvaluatedCase, view: ReportView): string[] {
  const [own, ...others] = evaluations;
  const { paint } = view;
  return [
    "",
    `${paint("bold", dossier.project.name)}  ${dossier.project.year}  ${dossier.project.unit}`,
    ...headLines(own, view),
    "",
    ...scoreLines(dossier, own, view),
    "",
    ...(others.length > 0 ? [...comparisonLines(evaluations, view), ""] : []),
    ...findingLines(own.findings, view),
    "",
  ];
}

function headLines({ rulebook, scorecard }: Evaluation, { words, paint }: ReportView): string[] {
  const { sensitivity } = scorecard;
  const near = sensitivity?.nextGrade
    ? words.nextGrade(sensitivity.nextGrade.grade, printPoints(sensitivity.nextGrade.distance))
    : sensitivity?.margin != null
      ? words.margin(printPoints(sensitivity.margin))
      : "";
  const most = sensitivity?.losses[0];
  const lost = most ? words.lost(scorecard.items.find((item) => item.id === most.id)?.level3 ?? most.id, printPoints(most.lost)) : "";
  return [
    `${words.score} ${paint(["bold", "green"], total(scorecard.total))}  ${words.grade} ${paint(["bold", "green"], scorecard.grade ?? DASH)}  ${paint("dim", [near, lost].filter((text) => text !== "").join("  ·  "))}`,
    `${words.pack} ${rulebook.id}  ${rulebook.instrument.number}`,
    ...(rulebook.instrument.note ? [paint("dim", rulebook.instrument.note)] : []),
    ...(scorecard.replay && !scorecard.inForce ? [paint("yellow", words.replay)] : []),
  ];
}

function scoreLines(dossier: EvaluatedCase["dossier"], { scorecard }: Evaluation, { language, words, paint }: ReportView): string[] {
  const rows = scorecard.items.map((item): Field[] => {
    const indicator = dossier.indicators.find((row) => row.id === item.id);
    const lost = item.score !== null && item.weight !== null && item.score < item.weight;
    return [
      { text: item.level2 },
      { text: item.level3 },
      { text: indicator ? targetText(indicator, language) : DASH, style: "dim" },
      {
        text: indicator
          ? actualText(indicator, language)
          : (item.trace.steps.find((step) => step.code === "execution-rate")?.result ?? DASH),
      },
      { text: points(item.weight) },
      { text: ruleText(item) },
      { text: points(item.score), style: item.score === null ? "red" : lost ? "yellow" : "green" },
      { text: noteText(item, words), style: "dim" },
    ];
  });
  const suggested = scorecard.suggestedTotal === null ? DASH : printTotal(scorecard.suggestedTotal);
  rows.push([
    { text: words.total },
    { text: "" },
    { text: "" },
    { text: "" },
    { text: sumOf(scorecard.items.map((item) => item.weight)) },
    { text: suggested },
    { text: total(scorecard.total), style: "bold" },
    { text: scorecard.grade ?? DASH, style: "bold" },
  ]);
  const columns = [
    { title: words.level2, align: "left" },
    { title: words.item, align: "left", most: 28 },
    { title: words.target, align: "left", most: 22 },
    { title: words.actual, align: "left", most: 22 },
    { title: words.weight, align: "right" },
    { title: words.suggested, align: "right" },
    { title: words.awarded, align: "right" },
    { title: words.note, align: "left" },
  ] as const;
  return [
    ...tableLines(columns, rows, paint, 1),
    ...scorecard.notApplicable.map((row) => paint("dim", `${words.notApplicable}: ${row.level2} ${row.why}`)),
  ];
}

function ruleText(item: ScoreItem): string {
  switch (item.answer.kind) {
    case "decided":
      return points(item.answer.points);
    case "bounded":
      return `${printPoints(item.answer.min)}–${printPoints(item.answer.max)}`;
    case "missing":
    case "silent":
      return DASH;
  }
}

function noteText(item: ScoreItem, words: CliWording): string {
  if (item.answer.kind === "silent") return words.silent;
  if (item.score === null) return words.unknown;
  if (item.origin === "override") return words.overridden(item.recorded?.paper ?? words.noPaper);
  return item.origin === "judgement" ? words.judged : "";
}

function comparisonLines(evaluations: readonly Evaluation[], { words, paint }: ReportView): string[] {
  const rows = evaluations.map(({ rulebook, scorecard }): Field[] => [
    { text: rulebook.id },
    { text: rulebook.instrument.number },
    { text: total(scorecard.total), style: "bold" },
    { text: scorecard.grade ?? DASH },
    { text: scorecard.inForce ? "" : words.replay, style: "dim" },
  ]);
  return [
    paint("bold", words.comparison),
    ...tableLines(
      [
        { title: words.pack, align: "left" },
        { title: words.number, align: "left" },
        { title: words.score, align: "right" },
        { title: words.grade, align: "left" },
        { title: words.note, align: "left" },
      ],
      rows,
      paint,
    ),
  ];
}

/** What is wrong, by severity, each with its place, figures, remedy and basis. */
export function findingLines(findings: readonly Finding[], { language, words, paint, width }: ReportView): string[] {
  if (findings.length === 0) return [paint("green", `${words.findings}: ${words.findingsNone}`)];
  const counts = (["error", "warning", "hint"] as const)
    .map((severity) =>
      paint(
        SEVERITY_STYLE[severity],
        `${words.severities[severity]} ${findings.filter((finding) => finding.severity === severity).length}`,
      ),
    )
    .join("  ");
  const body = findings.flatMap((finding) => {
    const text = findingText(finding, language);
    const values = [
      finding.printed === null ? "" : `${words.printed} ${finding.printed}`,
      finding.expected === null ? "" : `${words.expected} ${finding.expected}`,
    ]
      .filter((part) => part !== "")
      .join("  →  ");
    const details = [
      values,
      finding.formula ?? "",
      `${words.remedy}: ${text.remedy}`,
      finding.basis.length > 0 ? `${words.basis}: ${finding.basis.map((citation) => citationText(citation, language)).join("; ")}` : "",
    ].filter((part) => part !== "");
    return [
      "",
      `${paint(SEVERITY_STYLE[finding.severity], `${words.severities[finding.severity]}`)} ${paint("bold", finding.code)}  ${paint("dim", text.place)}`,
      ...wrap(text.message, width - 2).map((line) => `  ${line}`),
      ...details.flatMap((part) => wrap(part, width - 2).map((line) => paint("dim", `  ${line}`))),
    ];
  });
  return [`${paint("bold", words.findings)}  ${counts}`, ...body];
}

function points(value: Points | null): string {
  return value === null ? DASH : printPoints(value);
}

function total(value: Points | null): string {
  return value === null ? DASH : printTotal(value);
}

function sumOf(values: readonly (Points | null)[]): string {
  return values.some((value) => value === null)
    ? DASH
    : printPoints(values.reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n) as Points);
}
