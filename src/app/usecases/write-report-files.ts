// Writes an evaluated case's documents into a folder: all are made first, then all are written, so that nothing is left
// by halves.
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { composeReport, composeSelfEvaluation, type ReportInput } from "../../report/index.ts";
import type { IndicatorOutcomes } from "../../trips/index.ts";
import { evaluationJson } from "../evaluation-json.ts";
import { documentToSheets } from "../files/table-to-sheet.ts";
import { writeDocx } from "../files/write-docx.ts";
import { writePdf } from "../files/write-pdf.ts";
import { writeXlsx } from "../files/write-xlsx.ts";
import { findingText } from "../messages/finding-text.ts";
import type { Language } from "../messages/language.ts";
import { reportZh } from "../messages/report.zh.ts";
import type { EvaluatedCase } from "./evaluate-dossier.ts";

export type ReportFileName = "report.docx" | "report.pdf" | "self-evaluation.xlsx" | "self-evaluation.docx" | "score.json";
export const REPORT_FILE_NAMES: readonly ReportFileName[] = [
  "report.docx",
  "report.pdf",
  "self-evaluation.xlsx",
  "self-evaluation.docx",
  "score.json",
];

export type ReportFileOptions = { readonly fonts: "packaged" | "official"; readonly language: Language };

/** What the report is composed from; the packs after the first become the comparison annex. `outcomes`: of the register, where there is one. */
export function reportInput(
  { dossier, evaluations }: EvaluatedCase,
  outcomes: ReadonlyMap<string, IndicatorOutcomes> = new Map(),
): ReportInput {
  const [own, ...others] = evaluations;
  return {
    dossier,
    rulebook: own.rulebook,
    scorecard: own.scorecard,
    findings: own.findings,
    comparison: others.map(({ rulebook, scorecard }) => ({ label: rulebook.instrument.number, rulebook, scorecard })),
    outcomes,
    wording: reportZh,
    describe: (finding) => findingText(finding, "zh"),
  };
}

/** One of the case's files as bytes. Same case, same bytes. */
export async function makeReportFile(
  name: ReportFileName,
  evaluated: EvaluatedCase,
  { fonts, language }: ReportFileOptions,
  outcomes: ReadonlyMap<string, IndicatorOutcomes> = new Map(),
): Promise<Uint8Array> {
  const input = reportInput(evaluated, outcomes);
  switch (name) {
    case "report.docx":
      return writeDocx(composeReport(input));
    case "report.pdf":
      return writePdf(composeReport(input), { fonts });
    case "self-evaluation.docx":
      return writeDocx(composeSelfEvaluation(input));
    case "self-evaluation.xlsx": {
      const document = composeSelfEvaluation(input);
      return writeXlsx(documentToSheets(document), document.meta);
    }
    case "score.json": {
      const scored = evaluated.evaluations.map((evaluation) => evaluationJson(evaluated.dossier, evaluation, language));
      return new TextEncoder().encode(`${JSON.stringify(scored.length === 1 ? scored[0] : { packs: scored }, null, 2)}\n`);
    }
  }
}

/** Writes all files and answers with their paths. */
export async function writeReportFiles(folder: string, evaluated: EvaluatedCase, options: ReportFileOptions): Promise<string[]> {
  const made: (readonly [string, Uint8Array])[] = [];
  for (const name of REPORT_FILE_NAMES) made.push([join(folder, name), await makeReportFile(name, evaluated, options)]);
  await mkdir(folder, { recursive: true });
  const written: string[] = [];
  try {
    for (const [path, bytes] of made) {
      await writeFile(`${path}.partial`, bytes);
      written.push(`${path}.partial`);
    }
    for (const [path] of made) await rename(`${path}.partial`, path);
  } catch (error) {
    await Promise.all(written.map((path) => rm(path, { force: true })));
    throw error;
  }
  return made.map(([path]) => path);
}
