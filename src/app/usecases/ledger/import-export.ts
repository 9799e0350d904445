// Takes an export of a treasury or accounting system into a case's ledger: kept as it came, its columns guessed or taken from the
// mapping kept for its system, staged, looked at, posted.
import { createHash } from "node:crypto";
import type { Actor } from "../../../access/index.ts";
import { type Fault, failure, fault, type Result, success } from "../../../kernel/index.ts";
import { type ColumnMapping, type GuessedColumns, guessColumns, headingsOf, missingFields } from "../../../ledger/index.ts";
import type { Deps } from "../../compose.ts";
import { streamTableInChild } from "../../files/stream-table-in-child.ts";
import type { TableRow, TableSheet } from "../../files/table-rows.ts";
import {
  beginStaging,
  countImportChange,
  createImport,
  findImport,
  findMapping,
  importBytes,
  keepMapping,
  type StoredImport,
  setImportStatus,
} from "../../store/ledger/import-repository.ts";
import { afterCommit } from "../../store/one-transaction.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { conflictFault } from "../version-conflict.ts";
import { type CaseLedger, findLedgerFor } from "./ledger-access.ts";

/** Rows that are looked at for headings, and shown. */
const FIRST_ROWS = 30;
export const LARGEST_EXPORT = 64 * 2 ** 20;

export type UploadExportInput = {
  readonly caseId: string;
  readonly sourceName: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
};
export type UploadedExport = { readonly importId: string /** It was there before, byte for byte. */; readonly known: boolean };

/** Keeps the file. Faults: case-unknown, ledger-none, file-too-large. */
export async function uploadExport(
  deps: Deps,
  actor: Actor,
  { caseId, sourceName, fileName, bytes }: UploadExportInput,
): Promise<Result<UploadedExport>> {
  const found = await findLedgerFor(deps, actor, "ledger.import", caseId);
  if (!found.ok) return found;
  if (bytes.length > LARGEST_EXPORT)
    return failure(
      fault("file-too-large", { reason: "file-size", found: String(bytes.length), expected: String(LARGEST_EXPORT) }, { file: fileName }),
    );
  const importId = deps.newId("i");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return await deps.store.db.transaction().execute(async (transaction) => {
    const created = await createImport(transaction, {
      ...{ tenant: actor.tenant, importId, caseId, sourceName, fileName, sha256, bytes, byName: actor.name || "-", now: deps.now() },
    });
    if (created.kind === "known") return success({ importId: created.importId, known: true });
    await recordEvent(transaction, deps, {
      ...{ actor, action: "ledger.export-uploaded", object: { kind: "ledger", id: caseId, unitPath: found.value.stored.unitPath } },
      after: { import: importId, source: sourceName, file: fileName, sha256, size: bytes.length },
    });
    return success({ importId, known: false });
  });
}

export type ExportColumns = {
  readonly import: StoredImport;
  readonly sheets: readonly TableSheet[];
  readonly encoding: string | null;
  readonly firstRows: readonly TableRow[];
  /** What is set, kept for the system, or guessed, in this order; null where no heading row is found. */
  readonly columns: GuessedColumns | null;
  readonly origin: "set" | "kept" | "guessed";
};

/** The file's first rows and what its columns are taken for. Faults: as of the file's reader besides. */
export async function readExportColumns(deps: Deps, actor: Actor, caseId: string, importId: string): Promise<Result<ExportColumns>> {
  const found = await findImportFor(deps, actor, caseId, importId);
  if (!found.ok) return found;
  const stored = found.value.import;
  const { db } = deps.store;
  const bytes = await importBytes(db, { tenant: actor.tenant, importId });
  const firstRows: TableRow[] = [];
  const sheet = stored.mapping?.sheet ?? null;
  const file = await streamTableInChild({ name: stored.fileName, bytes, sheet, most: FIRST_ROWS }, (rows) => {
    firstRows.push(...rows);
  });
  if (!file.ok) return file;
  const kept = stored.mapping ?? (await findMapping(db, actor.tenant, stored.sourceName));
  const guessed = guessColumns(firstRows);
  const headings = kept && firstRows.find(({ number }) => number === kept.headingRow);
  // A kept mapping counts where its heading row still says the same as far as we can tell: its columns are there.
  const fits = kept && headings && Object.values(kept.columns).every((column) => typeof headings.cells[column] === "string");
  const columns: GuessedColumns | null = fits
    ? { mapping: kept, headings: headingsOf(headings.cells, kept.columns), missing: missingFields(kept.columns) }
    : guessed;
  const { sheets, encoding } = file.value;
  return success({ import: stored, sheets, encoding, firstRows, columns, origin: fits ? (stored.mapping ? "set" : "kept") : "guessed" });
}

/** An import in the version that was looked at. */
export type SeenImport = { readonly importId: string; readonly version: number };

/** Sets the mapping, keeps it for the system, and begins to stage. Faults: import-not-ready, ledger-columns-missing, version-conflict besides. */
export async function setExportMapping(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { importId, version }: SeenImport,
  mapping: ColumnMapping,
): Promise<Result<true>> {
  const found = await findImportFor(deps, actor, caseId, importId);
  if (!found.ok) return found;
  const missing = missingFields(mapping.columns);
  if (missing.length > 0) return failure(...missing.map((field) => fault("ledger-columns-missing", { found: field })));
  const key = { tenant: actor.tenant, importId };
  if (deps.ledgerImports.progress(key) !== null) return failure(fault("import-not-ready", { found: "staging" }));
  const set = await deps.store.db.transaction().execute(async (transaction): Promise<Result<true>> => {
    const locked = await findImport(transaction, key, { lock: true });
    const late = locked && lateFault(locked, version);
    if (late) return failure(late);
    if (!locked || ["posted", "discarded", "failed"].includes(locked.status))
      return failure(fault("import-not-ready", { found: locked?.status ?? "" }));
    const by = { byName: actor.name || "-", now: deps.now() };
    await beginStaging(transaction, key, mapping);
    await countImportChange(transaction, key, by);
    await keepMapping(transaction, { tenant: actor.tenant, sourceName: locked.sourceName, mapping, ...by });
    await recordEvent(transaction, deps, {
      ...{ actor, action: "ledger.columns-set", object: { kind: "ledger", id: caseId, unitPath: found.value.ledger.stored.unitPath } },
      before: locked.mapping && { import: importId, ...locked.mapping },
      after: { import: importId, ...mapping },
    });
    return success(true);
  });
  if (set.ok) afterCommit(() => deps.ledgerImports.stage(key));
  return set;
}

/** Begins to post what is staged. Posted before is done. Faults: import-not-ready, version-conflict besides. */
export async function postExport(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { importId, version }: SeenImport,
  isComplete: boolean,
): Promise<Result<true>> {
  const found = await findImportFor(deps, actor, caseId, importId);
  if (!found.ok) return found;
  const { import: stored, ledger } = found.value;
  if (stored.status === "posted") return success(true);
  const late = lateFault(stored, version);
  if (late) return failure(late);
  if (stored.status !== "staged") return failure(fault("import-not-ready", { found: stored.status }));
  const job = { actor, caseId, unitPath: ledger.stored.unitPath, isComplete };
  afterCommit(() => deps.ledgerImports.post({ tenant: actor.tenant, importId }, job));
  return success(true);
}

/** Puts an import away that was not posted; its file may then be imported anew. Faults: import-not-ready, version-conflict besides. */
export async function discardExport(deps: Deps, actor: Actor, caseId: string, { importId, version }: SeenImport): Promise<Result<true>> {
  const found = await findImportFor(deps, actor, caseId, importId);
  if (!found.ok) return found;
  const key = { tenant: actor.tenant, importId };
  if (deps.ledgerImports.progress(key) !== null) return failure(fault("import-not-ready", { found: "staging" }));
  return await deps.store.db.transaction().execute(async (transaction): Promise<Result<true>> => {
    const locked = await findImport(transaction, key, { lock: true });
    const late = locked && lateFault(locked, version);
    if (late) return failure(late);
    if (!locked || locked.status === "posted") return failure(fault("import-not-ready", { found: locked?.status ?? "" }));
    await setImportStatus(transaction, key, { status: "discarded", faults: null });
    await countImportChange(transaction, key, { byName: actor.name || "-", now: deps.now() });
    await recordEvent(transaction, deps, {
      ...{ actor, action: "ledger.export-discarded", object: { kind: "ledger", id: caseId, unitPath: found.value.ledger.stored.unitPath } },
      after: { import: importId, file: locked.fileName },
    });
    return success(true);
  });
}

/** What the last change of an import was, by where it stands now. */
const LAST_CHANGES: Readonly<Partial<Record<StoredImport["status"], string>>> = {
  ...{ staging: "ledger.columns-set", staged: "ledger.columns-set", failed: "ledger.columns-set" },
  ...{ posted: "ledger.imported", discarded: "ledger.export-discarded" },
};

function lateFault({ version: current, status, changed }: StoredImport, asked: number): Fault | null {
  if (asked === current) return null;
  const did = LAST_CHANGES[status];
  return conflictFault({ asked, current }, { did: did === undefined ? [] : [did], last: changed });
}

export type CaseImport = { readonly import: StoredImport; readonly ledger: CaseLedger };

/** Faults: case-unknown, ledger-none, import-unknown. */
export async function findImportFor(deps: Deps, actor: Actor, caseId: string, importId: string): Promise<Result<CaseImport>> {
  const ledger = await findLedgerFor(deps, actor, "ledger.import", caseId);
  if (!ledger.ok) return ledger;
  const stored = await findImport(deps.store.db, { tenant: actor.tenant, importId });
  return stored && stored.caseId === caseId
    ? success({ import: stored, ledger: ledger.value })
    : failure(fault("import-unknown", { found: importId }));
}
