// Reads the documents that wait, as many at a time as there are processes for it, until none is left. What was under way when
// the program ended is taken up again at the next start.
import type { Logger } from "pino";
import { fault } from "../../../kernel/index.ts";
import { refusalFault } from "../../files/file-refusal.ts";
import { type AuditTask, giveBackTask, requeueRunning, saveFailure, saveReading, takeTask } from "../../store/audit-repository.ts";
import type { Store } from "../../store/open-store.ts";
import { outcomeOf } from "./audit-outcome.ts";
import type { PublishedAudit } from "./published-audit.ts";

export type AuditRunner = {
  /** Takes up what an earlier end of the program left. To be called once, at the start. */
  readonly resume: () => Promise<void>;
  /** Says that documents wait. */
  readonly wake: () => void;
  /** Resolves when nothing is being read and nothing waits. */
  readonly idle: () => Promise<void>;
  /** Ends what is being read; it will be taken up again. */
  readonly close: () => Promise<void>;
};

export type AuditRunnerParts = {
  readonly store: Store;
  readonly tenant: string;
  readonly audit: PublishedAudit;
  readonly now: () => string;
  readonly log: Logger;
};

/** A document that was under way so often when the program died is not tried again. */
const MOST_ATTEMPTS = 3;

export function auditRunner({ store, tenant, audit, now, log }: AuditRunnerParts): AuditRunner {
  const lanes = new Set<Promise<void>>();
  let calls = 0;
  let closed = false;

  const run = async ({ id, n, file, bytes, pack, attempts }: AuditTask): Promise<void> => {
    const key = { tenant, id, n };
    if (attempts > MOST_ATTEMPTS) {
      const faults = [refusalFault(file, "file-unreadable", { reason: "child-crash", found: file })];
      return await saveFailure(store.db, { ...key, faults, now: now() });
    }
    const read = await audit.read({ name: file, bytes, pack });
    // What failed because we are ending is not the file's fault.
    if (closed) return await giveBackTask(store.db, key);
    if (!read.ok) return await saveFailure(store.db, { ...key, faults: read.faults, now: now() });
    const { reading } = read.value;
    await saveReading(store.db, { ...key, reading, outcome: outcomeOf(reading, read.value), now: now() });
  };

  const lane = async (): Promise<void> => {
    while (!closed) {
      const seen = calls;
      const task = await takeTask(store.db, tenant);
      if (task === undefined) {
        // Somebody may have called between the look and now.
        if (seen === calls) return;
        continue;
      }
      try {
        await run(task);
      } catch (error) {
        if (closed) return;
        log.error({ batch: task.id, document: task.n, error }, "a document could not be audited");
        const faults = [fault("internal", { found: `${task.id}-${task.n}` }, { file: task.file })];
        await saveFailure(store.db, { tenant, id: task.id, n: task.n, faults, now: now() });
      }
    }
  };

  const wake = (): void => {
    calls += 1;
    while (!closed && lanes.size < audit.atOnce) {
      const started = lane()
        .catch((error: unknown) => {
          if (!closed) log.error({ error }, "the audit stopped; it goes on with the next upload or start");
        })
        .finally(() => lanes.delete(started));
      lanes.add(started);
    }
  };

  const idle = async (): Promise<void> => {
    while (lanes.size > 0) await Promise.all(lanes);
  };

  return {
    resume: async () => {
      const left = await requeueRunning(store.db, tenant);
      if (left > 0) log.info({ documents: left }, "audits taken up again");
      wake();
    },
    wake,
    idle,
    close: async () => {
      closed = true;
      await audit.close();
      await idle();
    },
  };
}
