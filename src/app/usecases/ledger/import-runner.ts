// Stages and posts imports in the background, one at a time, and says how far it is. A staging that was cut off goes on behind the
// last row that is staged; a posting is one transaction, and either all of it is there or nothing.
import type { Logger } from "pino";
import type { Actor } from "../../../access/index.ts";
import { type ColumnMapping, exportRowReader, type LedgerStandards } from "../../../ledger/index.ts";
import { streamTableInChild } from "../../files/stream-table-in-child.ts";
import type { ServerKeys } from "../../keys/server-keys.ts";
import {
  countImportChange,
  findImport,
  type ImportKey,
  importBytes,
  setImportStatus,
  stageRows,
  unfinishedImports,
} from "../../store/ledger/import-repository.ts";
import { postImport } from "../../store/ledger/post-import.ts";
import type { Store } from "../../store/open-store.ts";
import { recordEvent } from "../../store/trail/record-event.ts";

type RunnerDeps = {
  readonly store: Store;
  readonly keys: ServerKeys;
  readonly ledgers: LedgerStandards;
  readonly now: () => string;
  /** Whether others are told of events. */
  readonly webhooks: object | null;
  readonly log: Logger;
};

export type PostingJob = { readonly actor: Actor; readonly caseId: string; readonly unitPath: string | null; readonly isComplete: boolean };

/** How far a job is: the number of the last row done. */
export type ImportProgress = { readonly step: "waiting" | "staging" | "posting"; readonly row: number };

export type ImportRunner = {
  /** Stages what its mapping was set for. */
  readonly stage: (key: ImportKey) => void;
  /** Posts what is staged. */
  readonly post: (key: ImportKey, job: PostingJob) => void;
  /** Null where nothing is under way. */
  readonly progress: (key: ImportKey) => ImportProgress | null;
  /** Takes up what was being staged when the program ended. */
  readonly resume: () => Promise<void>;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export function importRunner(deps: RunnerDeps): ImportRunner {
  const under = new Map<string, ImportProgress>();
  let last: Promise<void> = Promise.resolve();
  let closed = false;
  const nameOf = ({ tenant, importId }: ImportKey): string => `${tenant} ${importId}`;

  const add = (key: ImportKey, run: (report: (row: number) => void) => Promise<void>, step: "staging" | "posting"): void => {
    const name = nameOf(key);
    if (under.has(name)) return;
    under.set(name, { step: "waiting", row: 0 });
    last = last.then(async () => {
      if (closed) return;
      under.set(name, { step, row: 0 });
      await run((row) => under.set(name, { step, row })).catch((error: unknown) => {
        if (!closed) deps.log.error({ import: key.importId, step, error }, "import");
      });
      under.delete(name);
    });
  };
  const stage = (key: ImportKey): void => add(key, (report) => stageImport(deps, key, report, () => closed), "staging");

  return {
    stage,
    post: (key, job) => add(key, (report) => postStaged(deps, key, job, report), "posting"),
    progress: (key) => under.get(nameOf(key)) ?? null,
    resume: async () => {
      for (const key of await unfinishedImports(deps.store.db)) stage(key);
    },
    idle: async () => {
      for (let seen: Promise<void> | null = null; seen !== last; ) {
        seen = last;
        await seen;
      }
    },
    close: async () => {
      closed = true;
      await last;
    },
  };
}

/** Ends a staging between two batches. */
class StoppedStaging extends Error {}

async function stageImport(
  { store, ledgers }: RunnerDeps,
  key: ImportKey,
  report: (row: number) => void,
  isClosed: () => boolean,
): Promise<void> {
  const { db } = store;
  const found = await findImport(db, key);
  if (found?.status !== "staging" || found.mapping === null) return;
  const mapping: ColumnMapping = found.mapping;
  const read = exportRowReader({ mapping, classes: ledgers.classes });
  const bytes = await importBytes(db, key);
  try {
    const file = await streamTableInChild({ name: found.fileName, bytes, sheet: mapping.sheet }, async (rows) => {
      if (isClosed()) throw new StoppedStaging();
      // Rows that are staged already are read again only for the lines of vouchers to be counted as before.
      const fresh = rows.map((row) => ({ number: row.number, read: read(row) })).filter(({ number }) => number > found.stagedRow);
      const upTo = fresh.at(-1)?.number;
      if (upTo === undefined) return;
      await db.transaction().execute((transaction) =>
        stageRows(
          transaction,
          key,
          fresh.map((one) => one.read),
          upTo,
        ),
      );
      report(upTo);
    });
    await setImportStatus(db, key, file.ok ? { status: "staged" } : { status: "failed", faults: JSON.stringify(file.faults) });
  } catch (error) {
    if (!(error instanceof StoppedStaging)) throw error;
  }
}

async function postStaged(
  deps: RunnerDeps,
  key: ImportKey,
  { actor, caseId, unitPath, isComplete }: PostingJob,
  report: (row: number) => void,
): Promise<void> {
  const { store, ledgers, now } = deps;
  await store.db.transaction().execute(async (transaction) => {
    const found = await findImport(transaction, key, { lock: true });
    if (found?.status !== "staged") return;
    const outcome = await postImport(transaction, {
      ...{
        tenant: key.tenant,
        id: caseId,
        importId: key.importId,
        references: { isEconomicClass: ledgers.classes.has },
        isComplete,
        report,
      },
      ...{ byName: actor.name || "-", byAccount: actor.accountId, now: now() },
    });
    await setImportStatus(transaction, key, { status: "posted", outcome: JSON.stringify(outcome), posted_at: now() });
    await countImportChange(transaction, key, { byName: actor.name || "-", now: now() });
    await recordEvent(transaction, deps, {
      ...{ actor, action: "ledger.imported", object: { kind: "ledger", id: caseId, unitPath } },
      after: { import: key.importId, file: found.fileName, sha256: found.sha256, ...outcome },
    });
  });
}
