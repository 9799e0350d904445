// Builds what the use cases need, in one place with named parts: the store, the rule packs, the clock, ids and the log.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { type Logger, pino } from "pino";
import type { DossierSources } from "../dossier/index.ts";
import { failure, type Result, success } from "../kernel/index.ts";
import type { Pack } from "../rules/index.ts";
import { type Config, storePlaceOf } from "./config.ts";
import { readDossierUpload, type Upload } from "./files/read-dossier-upload.ts";
import { readPacks } from "./files/read-packs.ts";
import { productPath } from "./product-folder.ts";
import { openAt } from "./store/open-at.ts";
import type { Store } from "./store/open-store.ts";
import { type AuditRunner, auditRunner } from "./usecases/audits/audit-runner.ts";
import { makePublishedAudit } from "./usecases/audits/make-published-audit.ts";
import type { PublishedAudit } from "./usecases/audits/published-audit.ts";
import { type EvaluationCache, evaluationCache } from "./usecases/evaluation-cache.ts";

/** Everything a use case may reach. */
export type Deps = {
  readonly store: Store;
  readonly packs: ReadonlyMap<string, Pack>;
  /** Whose cases are served. One tenant until there are accounts; every table carries it already. */
  readonly tenant: string;
  /** The present instant as ISO text. */
  readonly now: () => string;
  readonly newId: () => string;
  /** Reads an uploaded dossier in a process of its own, within limits. */
  readonly readUpload: (upload: Upload) => Promise<Result<DossierSources>>;
  readonly evaluations: EvaluationCache;
  /** Reads and examines published documents. */
  readonly audit: PublishedAudit;
  /** Reads the uploaded ones in the background. */
  readonly audits: AuditRunner;
  readonly log: Logger;
  readonly close: () => Promise<void>;
};

const TENANT = "local";

/** Opens the store and reads the packs, or says everything that stands in the way; nothing stays open then. */
export async function compose(config: Config, log: Logger = pino({ name: "hengxiao" }, pino.destination(2))): Promise<Result<Deps>> {
  const packs = await readPacks([productPath("regulations"), join(config.dataFolder, "packs")]);
  if (!packs.ok) return packs;
  const opened = await openAt(storePlaceOf(config), { report: (event) => log.warn({ event }, "database") });
  if (!opened.ok) return failure(...opened.faults);
  const store = opened.value;
  const now = () => new Date().toISOString();
  const audit = makePublishedAudit(packs.value);
  const audits = auditRunner({ store, tenant: TENANT, audit, now, log });
  return success({
    store,
    packs: packs.value,
    tenant: TENANT,
    now,
    newId: () => `c-${randomUUID().slice(0, 13).replace("-", "")}`,
    readUpload: readDossierUpload,
    evaluations: evaluationCache(),
    audit,
    audits,
    log,
    close: async () => {
      await audits.close();
      await store.close();
    },
  });
}
