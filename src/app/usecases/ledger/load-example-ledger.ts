// The founding case's ledger: its budget from the dossier, its spending from an export made up for the example, through the same
// import that a treasury's export goes through.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Actor } from "../../../access/index.ts";
import { failure, type Result, success } from "../../../kernel/index.ts";
import { exportRowReader, guessColumns, readSpendingRules } from "../../../ledger/index.ts";
import type { Deps } from "../../compose.ts";
import { readYamlFile } from "../../files/read-packs.ts";
import { streamTable, type TableRow } from "../../files/table-rows.ts";
import { findCase } from "../../store/case-repository.ts";
import { beginStaging, createImport, keepMapping, setImportStatus, stageRows } from "../../store/ledger/import-repository.ts";
import { postImport } from "../../store/ledger/post-import.ts";
import { referencesOf } from "./ledger-access.ts";
import { openLedgerOf } from "./open-ledger.ts";

const EXPORT = "vouchers.csv";

/** `folder` holds rules.yaml with its instrument.yaml, and the export. */
export async function loadExampleLedger(deps: Deps, actor: Actor, caseId: string, folder: string): Promise<Result<true>> {
  const stored = await findCase(deps.store.db, { tenant: actor.tenant, id: caseId });
  const [instrument, file] = [await readYamlFile(join(folder, "instrument.yaml")), await readYamlFile(join(folder, "rules.yaml"))];
  if (!stored || !instrument.source || !file.source) return failure(...instrument.faults, ...file.faults);
  const rules = readSpendingRules(instrument.source, file.source);
  if (!rules.ok) return rules;
  const opened = await openLedgerOf(deps, actor, stored, { rules: rules.value, document: caseId });
  if (!opened.ok) return opened;
  return await importExample(deps, actor, caseId, new Uint8Array(await readFile(join(folder, EXPORT))));
}

async function importExample(deps: Deps, actor: Actor, caseId: string, bytes: Uint8Array): Promise<Result<true>> {
  const rows: TableRow[] = [];
  const read = streamTable(EXPORT, bytes, null, (row) => rows.push(row));
  if (!read.ok) return read;
  const guess = guessColumns(rows);
  if (guess === null) throw new Error(`${EXPORT} has no heading row`);
  const reader = exportRowReader({ mapping: guess.mapping, classes: deps.ledgers.classes });
  const { tenant } = actor;
  const key = { tenant, importId: `example-${caseId}` };
  const by = { byName: "-", now: deps.now() };
  const sourceName = "示例";
  await deps.store.db.transaction().execute(async (transaction) => {
    await createImport(transaction, {
      ...{ ...key, caseId, sourceName, fileName: EXPORT, sha256: createHash("sha256").update(bytes).digest("hex"), bytes, ...by },
    });
    await beginStaging(transaction, key, guess.mapping);
    await stageRows(transaction, key, rows.map(reader), rows.at(-1)?.number ?? 0);
    await keepMapping(transaction, { tenant, sourceName, mapping: guess.mapping, ...by });
    const outcome = await postImport(transaction, {
      ...{ tenant, id: caseId, importId: key.importId, references: referencesOf(deps), isComplete: true, byAccount: null, ...by },
    });
    await setImportStatus(transaction, key, { status: "posted", outcome: JSON.stringify(outcome), posted_at: by.now });
  });
  return success(true);
}
