// hengxiao packs [--check]: the rule packs with their validity, and each one's health.
import { join } from "node:path";
import type { Fault, Result } from "../../kernel/index.ts";
import { examinePack, type Pack } from "../../rules/index.ts";
import { type PackExamples, readPackExamples } from "../files/read-pack-examples.ts";
import { readPacks } from "../files/read-packs.ts";
import { readProcessBook, readWorkingDays } from "../files/read-processes.ts";
import { productPath } from "../product-folder.ts";
import { runPackExamples } from "../usecases/run-pack-examples.ts";
import { type Field, tableLines } from "./columns.ts";
import { EXIT, type ExitCode, failuresJson, printFaults, type Terminal } from "./terminal.ts";

export type PacksOptions = { readonly check?: boolean; readonly json?: boolean };

export async function runPacks(options: PacksOptions, terminal: Terminal): Promise<ExitCode> {
  const folders = [productPath("regulations"), join(terminal.config.dataFolder, "packs")];
  const [packs, examples, processes, calendar] = await Promise.all([
    readPacks(folders),
    readPackExamples(folders),
    readProcessBook(folders),
    readWorkingDays(folders),
  ]);
  if (!packs.ok) {
    if (options.json) terminal.out(JSON.stringify({ packs: [], failures: failuresJson(packs.faults, terminal.language) }, null, 2));
    printFaults(packs.faults, terminal);
    return EXIT.unreadable;
  }
  const rows = [...packs.value.values()].map((pack) => ({
    pack,
    faults: options.check ? checkPack(packs.value, pack, examples) : [],
  }));
  const beside = options.check ? [examples, processes, calendar].flatMap((read): readonly Fault[] => (read.ok ? [] : read.faults)) : [];
  const faults = [...rows.flatMap((row) => row.faults), ...beside];
  if (options.json)
    terminal.out(
      JSON.stringify({ packs: rows.map((row) => packJson(row.pack, options.check ? row.faults : null, terminal)), failures: [] }, null, 2),
    );
  else for (const line of packLines(rows, options.check ?? false, terminal)) terminal.out(line);
  if (faults.length > 0) printFaults(faults, terminal);
  return faults.length > 0 ? EXIT.unreadable : EXIT.done;
}

// A pack is sound when its rules are, and when its own worked examples come out as they say.
function checkPack(packs: ReadonlyMap<string, Pack>, pack: Pack, examples: Result<ReadonlyMap<string, PackExamples>>): readonly Fault[] {
  const { id } = pack.instrument;
  const own = examples.ok ? examples.value.get(id) : undefined;
  return [...examinePack(packs, id), ...(own ? runPackExamples(packs, own) : [])];
}

function packJson({ instrument }: Pack, faults: readonly Fault[] | null, terminal: Terminal) {
  return {
    id: instrument.id,
    title: instrument.title,
    number: instrument.number,
    issuer: instrument.issuer,
    jurisdiction: instrument.jurisdiction,
    inForce: { from: instrument.inForce.from, until: instrument.inForce.until ?? null },
    extends: instrument.extends ?? null,
    illustration: instrument.illustration ?? false,
    note: instrument.note ?? null,
    ...(faults ? { healthy: faults.length === 0, faults: failuresJson(faults, terminal.language) } : {}),
  };
}

function packLines(
  rows: readonly { readonly pack: Pack; readonly faults: readonly Fault[] }[],
  check: boolean,
  { words, paint }: Terminal,
): string[] {
  const names = words.packColumns;
  const columns = [
    { title: names.id, align: "left" },
    { title: names.number, align: "left", most: 40 },
    { title: names.title, align: "left", most: 56 },
    { title: names.from, align: "left" },
    { title: names.extends, align: "left" },
    ...(check ? [{ title: names.health, align: "left" } as const] : []),
  ] as const;
  const fields = rows.map(({ pack: { instrument }, faults }): Field[] => [
    { text: instrument.id, style: "bold" },
    { text: instrument.number },
    { text: instrument.title },
    { text: `${instrument.inForce.from} – ${instrument.inForce.until ?? ""}` },
    { text: instrument.extends ?? "" },
    ...(check
      ? [
          {
            text: faults.length === 0 ? words.healthy : words.unhealthy(faults.length),
            style: faults.length === 0 ? ("green" as const) : ("red" as const),
          },
        ]
      : []),
  ]);
  return [
    ...tableLines(columns, fields, paint),
    ...(check
      ? [
          "",
          words.packsSummary(
            rows.length,
            rows.reduce((sum, row) => sum + row.faults.length, 0),
          ),
        ]
      : []),
  ];
}
