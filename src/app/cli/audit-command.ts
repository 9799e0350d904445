// hengxiao audit FILE_OR_FOLDER…: reads published documents, recomputes them, and says what is wrong with each.
import { join } from "node:path";
import type { Severity } from "../../findings/index.ts";
import { failure, fault } from "../../kernel/index.ts";
import { auditedFileJson, failedFileJson } from "../audit-json.ts";
import { readPacks } from "../files/read-packs.ts";
import { faultText } from "../messages/fault-text.ts";
import { productPath } from "../product-folder.ts";
import { type AuditedBatch, type AuditedFile, auditFiles } from "../usecases/audits/audit-files.ts";
import { outcomeOf } from "../usecases/audits/audit-outcome.ts";
import { gatherInputs } from "../usecases/audits/gather-inputs.ts";
import { makePublishedAudit } from "../usecases/audits/make-published-audit.ts";
import { findingLines } from "./evaluation-report.ts";
import { EXIT, type ExitCode, printFaults, type Terminal } from "./terminal.ts";

export type AuditOptions = { readonly pack?: string; readonly json?: boolean; readonly failOn?: Severity };

const RANK: Record<Severity, number> = { error: 0, warning: 1, hint: 2 };

export async function runAudit(paths: readonly string[], options: AuditOptions, terminal: Terminal): Promise<ExitCode> {
  const packs = await readPacks([productPath("regulations"), join(terminal.config.dataFolder, "packs")]);
  const read = packs.ok && options.pack && !packs.value.has(options.pack) ? unknownPack(options.pack, [...packs.value.keys()]) : packs;
  if (!read.ok) {
    printFaults(read.faults, terminal);
    return EXIT.unreadable;
  }
  const audit = makePublishedAudit(read.value);
  const batch = await auditFiles(audit, gatherInputs(paths), {
    pack: options.pack ?? null,
    packs: read.value,
    progress: (done, file) => terminal.progress?.(`${done}  ${file}`),
  });
  await audit.close();
  if (options.json) printJson(batch, terminal);
  else for (const line of batchLines(batch, terminal)) terminal.out(line);
  const limit = options.failOn;
  const wrong = limit && batch.documents.some(({ findings }) => findings.some(({ severity }) => RANK[severity] <= RANK[limit]));
  if (batch.failures.length > 0) return EXIT.unreadable;
  return wrong ? EXIT.findings : EXIT.done;
}

function unknownPack(found: string, known: readonly string[]) {
  return failure(fault("pack-unknown", { found, expected: known.join(", ") }, { file: "--pack" }));
}

// Document by document, so that a batch's answer is never one string.
function printJson({ documents, failures }: AuditedBatch, { language, out }: Terminal): void {
  out('{ "documents": [');
  for (const [index, one] of documents.entries())
    out(`${JSON.stringify(auditedFileJson(one, language))}${index < documents.length - 1 ? "," : ""}`);
  out(`], "failures": ${JSON.stringify(failures.flatMap((one) => failedFileJson(one, language)))} }`);
}

function batchLines({ documents, failures }: AuditedBatch, terminal: Terminal): readonly string[] {
  const { words, paint, language } = terminal;
  const passed = documents.filter(({ findings }) => findings.every(({ severity }) => severity !== "error")).length;
  return [
    ...documents.flatMap((one) => documentLines(one, terminal)),
    ...failures.flatMap(({ file, faults }) => [
      `${paint("red", words.auditFailed)}  ${paint("bold", file)}`,
      ...faults.flatMap((one) => {
        const text = faultText(one, language);
        return [`  ${text.message}`, paint("dim", `  ${text.remedy}`)];
      }),
      "",
    ]),
    words.auditSummary(documents.length + failures.length, documents.length, failures.length, passed),
  ];
}

function documentLines(one: AuditedFile, terminal: Terminal): readonly string[] {
  const { words, paint } = terminal;
  const outcome = outcomeOf(one.reading, one);
  const facts = [
    [words.auditTables, String(one.reading.tables.length)],
    [words.score, outcome.total],
    [words.grade, outcome.grade],
    [words.pack, one.pack],
  ].flatMap(([label, value]) => (value === null ? [] : [`${label} ${value}`]));
  return ["", `${paint("bold", one.file)}  ${outcome.project ?? ""}`, facts.join("  "), ...findingLines(one.findings, terminal), ""];
}
