// hengxiao audit FILE_OR_FOLDER…: reads published documents, recomputes them, and says what is wrong with each.
import { mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Severity } from "../../findings/index.ts";
import { type Fault, fault } from "../../kernel/index.ts";
import { failedFileJson } from "../audit-json.ts";
import { readPacks } from "../files/read-packs.ts";
import { faultText } from "../messages/fault-text.ts";
import { sourceNoteText } from "../messages/source-notes.ts";
import { sourcePlaceText } from "../messages/source-place.ts";
import { productPath } from "../product-folder.ts";
import { type AuditedBatch, type AuditedFile, auditFiles, type BatchRow } from "../usecases/audits/audit-files.ts";
import { type AuditRules, openJournal, openPassingSpool } from "../usecases/audits/audit-spool.ts";
import { gatherInputs } from "../usecases/audits/gather-inputs.ts";
import { makePublishedAudit } from "../usecases/audits/make-published-audit.ts";
import { batchJson, writeAuditFiles } from "../usecases/audits/write-audit-files.ts";
import { findingLines } from "./evaluation-report.ts";
import { EXIT, type ExitCode, printFaults, type Terminal } from "./terminal.ts";

export type AuditOptions = {
  readonly pack?: string;
  readonly json?: boolean;
  readonly out?: string;
  readonly resume?: boolean;
  readonly failOn?: Severity;
};

export async function runAudit(paths: readonly string[], options: AuditOptions, terminal: Terminal): Promise<ExitCode> {
  const { words } = terminal;
  if (options.resume && options.out === undefined) {
    terminal.note(`${words.wrongUsage}: ${words.auditResumeAlone}`);
    return EXIT.usage;
  }
  const packs = await readPacks([productPath("regulations"), join(terminal.config.dataFolder, "packs")]);
  if (!packs.ok) return refuse(packs.faults, options, terminal);
  const rules = { pack: options.pack ?? null, packs: packs.value };
  if (rules.pack !== null && !rules.packs.has(rules.pack)) return refuse([unknownPack(rules.pack, rules.packs.keys())], options, terminal);
  const spool = openSpool(options, rules);
  const audit = makePublishedAudit(rules.packs);
  try {
    const batch = await auditFiles(audit, gatherInputs(paths, options.out), {
      ...rules,
      spool,
      progress: (done, file) => terminal.progress?.(words.auditProgress(done, file)),
      defect: (file, error) => terminal.note(`${file}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    });
    // The children's memory may be of use to what is written now.
    await audit.close();
    await print(batch, paths, options, terminal, rules);
    return exitCodeOf(batch.rows, options.failOn);
  } finally {
    await audit.close();
    spool.close();
  }
}

function openSpool({ out, resume }: AuditOptions, rules: AuditRules) {
  if (out === undefined) return openPassingSpool();
  mkdirSync(out, { recursive: true });
  return openJournal(out, resume ?? false, rules);
}

async function print(batch: AuditedBatch, paths: readonly string[], options: AuditOptions, terminal: Terminal, { packs }: AuditRules) {
  const { language, words } = terminal;
  const written =
    options.out === undefined
      ? []
      : await writeAuditFiles({
          ...{
            folder: options.out,
            name: paths.map((path) => basename(resolve(path))).join(words.auditNameSeparator),
            batch,
            packs,
            language,
          },
          progress: (done, file) => terminal.progress?.(words.auditWriting(done, file)),
        });
  if (options.json) for (const line of batchJson(batch, language)) terminal.out(line);
  else for (const line of batchLines(batch, terminal)) terminal.out(line);
  for (const file of written) terminal.note(words.written(file));
}

function exitCodeOf(rows: readonly BatchRow[], limit: Severity | undefined): ExitCode {
  if (rows.some(({ outcome }) => outcome === null)) return EXIT.unreadable;
  const isWrong = (outcome: BatchRow["outcome"]): boolean => {
    if (!outcome || !limit) return false;
    const { errors, warnings, hints } = outcome;
    return errors > 0 || (limit !== "error" && warnings > 0) || (limit === "hint" && hints > 0);
  };
  return rows.some(({ outcome }) => isWrong(outcome)) ? EXIT.findings : EXIT.done;
}

function unknownPack(found: string, known: Iterable<string>): Fault {
  return fault("pack-unknown", { found, expected: [...known].join(", ") }, { file: "--pack" });
}

/** Nothing was audited. */
function refuse(faults: readonly Fault[], { json }: AuditOptions, terminal: Terminal): ExitCode {
  const { language } = terminal;
  if (json)
    terminal.out(
      JSON.stringify({ documents: [], failures: faults.flatMap((one) => failedFileJson(one.place?.file ?? "", [one], language)) }),
    );
  printFaults(faults, terminal);
  return EXIT.unreadable;
}

function* batchLines({ rows, documents }: AuditedBatch, terminal: Terminal): Generator<string> {
  const { words, paint, language } = terminal;
  for (const one of documents()) yield* documentLines(one, terminal);
  for (const { file, faults } of rows) {
    if (faults.length === 0) continue;
    yield `${paint("red", words.auditFailed)}  ${paint("bold", file)}`;
    for (const one of faults) {
      const text = faultText(one, language);
      yield `  ${text.message}`;
      yield paint("dim", `  ${text.remedy}`);
    }
    yield "";
  }
  const read = rows.flatMap(({ outcome }) => outcome ?? []);
  const passed = read.filter(({ errors }) => errors === 0).length;
  yield words.auditSummary(rows.length, read.length, rows.length - read.length, passed);
}

function documentLines({ row, json, findings }: AuditedFile, terminal: Terminal): readonly string[] {
  const { words, paint, language } = terminal;
  const facts = [
    [words.auditTables, String(json.tables.length)],
    [words.score, row.outcome?.total],
    [words.grade, row.outcome?.grade],
    [words.pack, json.pack],
  ].flatMap(([label, value]) => (value === null || value === undefined ? [] : [`${label} ${value}`]));
  const notes = json.notes.slice(0, MOST_NOTES).map((one) => {
    const place = one.address === null ? "" : `${sourcePlaceText(one.address, language)}  `;
    return paint("dim", `${words.auditNote}  ${place}${sourceNoteText(one, language)}`);
  });
  const head = ["", `${paint("bold", row.file)}  ${row.outcome?.project ?? ""}`, facts.join("  "), ...notes];
  return [...head, ...findingLines(findings, terminal), ""];
}

/** Of what reading noted; the sheets and the JSON have it all. */
const MOST_NOTES = 10;
