// What instruments say of ledgers, from folders: the product's own regulations/ and local ones beside the data. A later folder's
// table or rules replace an earlier one's.
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Fault, failure, fault, type Result, type SourceFile, success } from "../../kernel/index.ts";
import {
  type EconomicClasses,
  type LedgerStandards,
  readEconomicClasses,
  readSpendingRules,
  type SpendingRules,
} from "../../ledger/index.ts";
import { ledgerStandardsFolders, readYamlFile } from "./read-packs.ts";

const PARTS = ["instrument", "economic-classes", "ledger"] as const;

/** The classes and rules of the folders, or every fault at once. Faults: those of reading, and `file-missing` where none states them. */
export async function readLedgerStandards(folders: readonly string[]): Promise<Result<LedgerStandards>> {
  const faults: Fault[] = [];
  let classes: EconomicClasses | null = null;
  let rules: SpendingRules | null = null;
  for (const folder of folders) {
    const listed = await ledgerStandardsFolders(folder);
    if (!listed.ok) faults.push(...listed.faults);
    for (const one of listed.ok ? listed.value : []) {
      const parts = await readParts(one);
      faults.push(...parts.faults);
      const { instrument, "economic-classes": table, ledger } = parts.sources;
      if (!instrument) continue;
      const readTable = table ? readEconomicClasses(instrument, table) : null;
      const readRules = ledger ? readSpendingRules(instrument, ledger) : null;
      for (const read of [readTable, readRules]) if (read && !read.ok) faults.push(...read.faults);
      if (readTable?.ok) classes = readTable.value;
      if (readRules?.ok) rules = readRules.value;
    }
  }
  if (faults.length > 0) return failure(...faults);
  if (!classes || !rules) return failure(fault("file-missing", { found: classes ? "ledger.yaml" : "economic-classes.yaml" }));
  return success({ classes, rules });
}

type Parts = { readonly sources: Partial<Record<(typeof PARTS)[number], SourceFile>>; readonly faults: readonly Fault[] };

async function readParts(folder: string): Promise<Parts> {
  const sources: Partial<Record<(typeof PARTS)[number], SourceFile>> = {};
  const known = [...PARTS.map((part) => `${part}.yaml`), "README.md"];
  const faults: Fault[] = (await readdir(folder))
    .filter((name) => !known.includes(name))
    .map((name) => fault("file-kind-unknown", { found: join(folder, name), expected: known.join(", ") }, { file: join(folder, name) }));
  for (const part of PARTS.filter((one) => existsSync(join(folder, `${one}.yaml`)))) {
    const file = await readYamlFile(join(folder, `${part}.yaml`));
    if (file.source) sources[part] = file.source;
    faults.push(...file.faults);
  }
  if (!existsSync(join(folder, "instrument.yaml")))
    faults.push(fault("file-missing", { found: join(folder, "instrument.yaml") }, { file: folder }));
  return { sources, faults };
}
