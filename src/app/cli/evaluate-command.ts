// hengxiao evaluate DOSSIER: score, examine, print, and write the documents where a folder is named.
import { join } from "node:path";
import type { Severity } from "../../findings/index.ts";
import { failure, fault, type Result, success } from "../../kernel/index.ts";
import { evaluationJson } from "../evaluation-json.ts";
import { readDossierFiles } from "../files/read-dossier.ts";
import { readPacks } from "../files/read-packs.ts";
import { productPath } from "../product-folder.ts";
import { type EvaluatedCase, evaluateDossier } from "../usecases/evaluate-dossier.ts";
import { writeReportFiles } from "../usecases/write-report-files.ts";
import { evaluationLines } from "./evaluation-report.ts";
import { EXIT, type ExitCode, failuresJson, printFaults, type Terminal } from "./terminal.ts";

export type EvaluateOptions = {
  readonly pack?: string;
  readonly set: readonly string[];
  readonly json?: boolean;
  readonly out?: string;
  readonly fonts: "packaged" | "official";
  readonly failOn?: Severity;
};

const RANK: Record<Severity, number> = { error: 0, warning: 1, hint: 2 };

export async function runEvaluate(path: string, options: EvaluateOptions, terminal: Terminal): Promise<ExitCode> {
  const set = readSettings(options.set);
  if (!set.ok) {
    printFaults(set.faults, terminal);
    return EXIT.usage;
  }
  const evaluated = await load(path, options, set.value, terminal);
  if (!evaluated.ok) {
    if (options.json) terminal.out(JSON.stringify({ failures: failuresJson(evaluated.faults, terminal.language) }, null, 2));
    printFaults(evaluated.faults, terminal);
    return EXIT.unreadable;
  }
  const { dossier, evaluations } = evaluated.value;
  const written = options.out
    ? await writeReportFiles(options.out, evaluated.value, { fonts: options.fonts, language: terminal.language })
    : [];
  if (options.json) {
    const scored = evaluations.map((evaluation) => evaluationJson(dossier, evaluation, terminal.language));
    terminal.out(JSON.stringify(scored.length === 1 ? scored[0] : { packs: scored }, null, 2));
  } else {
    for (const line of evaluationLines(evaluated.value, terminal)) terminal.out(line);
  }
  for (const file of written) terminal.note(terminal.words.written(file));
  const limit = options.failOn;
  return limit && evaluations[0].findings.some((finding) => RANK[finding.severity] <= RANK[limit]) ? EXIT.findings : EXIT.done;
}

async function load(
  path: string,
  options: EvaluateOptions,
  set: readonly (readonly [string, string])[],
  terminal: Terminal,
): Promise<Result<EvaluatedCase>> {
  const [packs, files] = await Promise.all([
    readPacks([productPath("regulations"), join(terminal.config.dataFolder, "packs")]),
    readDossierFiles(path),
  ]);
  const faults = [packs, files].flatMap((read) => (read.ok ? [] : read.faults));
  if (!packs.ok || !files.ok || faults.length > 0) return failure(...faults);
  const packIds = options.pack
    ? options.pack
        .split(",")
        .map((id) => id.trim())
        .filter((id) => id !== "")
    : [];
  return evaluateDossier({ sources: files.value, packs: packs.value, packIds, set });
}

function readSettings(settings: readonly string[]): Result<(readonly [string, string])[]> {
  const broken = settings.filter((setting) => !/^[^=]+=/.test(setting));
  if (broken.length > 0)
    return failure(
      ...broken.map((found) =>
        fault("request-invalid", { found: `--set ${found}`, expected: "--set project.completed=false" }, { file: "--set" }),
      ),
    );
  return success(
    settings.map((setting) => [setting.slice(0, setting.indexOf("=")).trim(), setting.slice(setting.indexOf("=") + 1)] as const),
  );
}
