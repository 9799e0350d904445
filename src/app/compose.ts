// Builds what the use cases need, in one place with named parts: the store, the rule packs, the clock, ids and the log.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Logger } from "pino";
import type { DossierSources } from "../dossier/index.ts";
import type { ArchiveStandards } from "../evidence/index.ts";
import { failure, fault, type Result, success } from "../kernel/index.ts";
import type { LedgerStandards } from "../ledger/index.ts";
import type { Pack } from "../rules/index.ts";
import type { Calendar, ProcessBook } from "../workflow/index.ts";
import { type Config, storePlaceOf } from "./config.ts";
import { readArchiveFile } from "./files/read-archive-standards.ts";
import { readDossierUpload, type Upload } from "./files/read-dossier-upload.ts";
import { readLedgerStandards } from "./files/read-ledger-standards.ts";
import { readPacks } from "./files/read-packs.ts";
import { readProcessBook, readWorkingDays } from "./files/read-processes.ts";
import { readTripStandardsShelf, type TripStandardsShelf } from "./files/read-trip-standards.ts";
import { isLoopback } from "./http/connection.ts";
import { readServerKeys, type ServerKeys } from "./keys/server-keys.ts";
import { openLog } from "./log.ts";
import { productPath } from "./product-folder.ts";
import { type RequestPolicy, readRequestPolicy } from "./request-policy.ts";
import { openReads, type Reads } from "./store/kept/open-reads.ts";
import { openAt } from "./store/open-at.ts";
import type { Store } from "./store/open-store.ts";
import { messageOf, reasonOfSystemError } from "./store/store-refusal.ts";
import { type AuditRunner, auditRunner } from "./usecases/audits/audit-runner.ts";
import { makePublishedAudit } from "./usecases/audits/make-published-audit.ts";
import type { PublishedAudit } from "./usecases/audits/published-audit.ts";
import { type Directory, openDirectory } from "./usecases/directory/directory.ts";
import { readDirectorySettings } from "./usecases/directory/directory-settings.ts";
import { type EvaluationCache, evaluationCache } from "./usecases/evaluation-cache.ts";
import { type Notifier, readNotifier } from "./usecases/flows/notifier.ts";
import { type ImportRunner, importRunner } from "./usecases/ledger/import-runner.ts";
import { type ScoreBoard, scoreBoards } from "./usecases/overview/score-board.ts";
import { readSignInPolicy } from "./usecases/people/read-sign-in-policy.ts";
import type { SignInPolicy } from "./usecases/people/sign-in-policy.ts";
import { readWebhookSettings, type WebhookSettings } from "./usecases/webhooks/webhook-settings.ts";

/** Everything a use case may reach. */
export type Deps = {
  readonly config: Config;
  readonly store: Store;
  readonly packs: ReadonlyMap<string, Pack>;
  /** Classes of expenditure, and how a ledger spends where nobody has set it. */
  readonly ledgers: LedgerStandards;
  /** Stages and posts exports in the background. */
  readonly ledgerImports: ImportRunner;
  /** What trips are priced by. */
  readonly tripStandards: TripStandardsShelf;
  readonly processes: ProcessBook;
  readonly calendar: Calendar;
  /** The door to mail and SMS; null while it is shut. */
  readonly notifier: Notifier | null;
  /** Where other systems may be told of events; null while that is off. */
  readonly webhooks: WebhookSettings | null;
  /** Whose data is served where a sign-in names nobody else's. */
  readonly tenant: string;
  readonly keys: ServerKeys;
  /** Where the audit trail is anchored outside the database. */
  readonly anchorFolders: readonly string[];
  /** How accounts are kept. */
  readonly signIn: SignInPolicy;
  /** How far requests may go. */
  readonly requests: RequestPolicy;
  /** The house's directory as a second door; null while it is shut. */
  readonly directory: Directory | null;
  /** What an archive of evidence has to hold. */
  readonly archive: ArchiveStandards;
  /** On this machine alone, with made-up people. */
  readonly demonstration: boolean;
  /** The present instant as ISO text. */
  readonly now: () => string;
  /** An id that nobody guesses, after the letters of its kind: "c-…" for a case. */
  readonly newId: (kind: string) => string;
  /** Reads an uploaded dossier in a process of its own, within limits. */
  readonly readUpload: (upload: Upload) => Promise<Result<DossierSources>>;
  /** What nearly every request reads. */
  readonly reads: Reads;
  readonly evaluations: EvaluationCache;
  /** The kept scores of a tenant's cases with their sums. */
  readonly scoreBoard: (tenant: string) => ScoreBoard;
  /** Reads and examines published documents. */
  readonly audit: PublishedAudit;
  /** Reads the uploaded ones in the background. */
  readonly audits: AuditRunner;
  readonly log: Logger;
  readonly close: () => Promise<void>;
};

export type ComposeOptions = {
  readonly log?: Logger;
  /** On this machine alone, with made-up people: a second factor is offered and not demanded. */
  readonly demonstration?: boolean;
};

/** Opens the store and reads the packs, or says everything that stands in the way; nothing stays open then. */
export async function compose(
  config: Config,
  { log = openLog(config), demonstration = false }: ComposeOptions = {},
): Promise<Result<Deps>> {
  const folders = [productPath("regulations"), join(config.dataFolder, "packs")];
  const packs = await readPacks(folders);
  const ledgers = await readLedgerStandards(folders);
  const tripStandards = await readTripStandardsShelf(folders);
  const processes = await readProcessBook(folders);
  const calendar = await readWorkingDays(folders);
  const notifier = await readNotifier(config.dataFolder, log);
  const signIn = await readSignInPolicy(join(config.dataFolder, "sign-in-policy.yaml"));
  const requests = await readRequestPolicy(join(config.dataFolder, "request-policy.yaml"));
  const directory = await readDirectorySettings(join(config.dataFolder, "directory.yaml"));
  const webhooks = await readWebhookSettings(join(config.dataFolder, "webhooks.yaml"));
  const archive = await readArchiveFile(folders);
  const rules = [packs, ledgers, tripStandards, processes, calendar, archive] as const;
  const settings = [notifier, signIn, requests, directory, webhooks] as const;
  if (
    !packs.ok ||
    !ledgers.ok ||
    !tripStandards.ok ||
    !archive.ok ||
    !processes.ok ||
    !calendar.ok ||
    !notifier.ok ||
    !signIn.ok ||
    !requests.ok ||
    !directory.ok ||
    !webhooks.ok
  )
    return failure(...[...rules, ...settings].flatMap((read) => (read.ok ? [] : read.faults)));
  if (directory.value !== null && config.publicUrl === null && !isLoopback(config.host))
    return failure(fault("missing-key", { found: "HENGXIAO_URL" }, { file: "directory.yaml" }));
  const opened = await openAt(storePlaceOf(config), { report: (event) => log.warn({ event }, "database") });
  if (!opened.ok) return failure(...opened.faults);
  const store = opened.value;
  const now = () => new Date().toISOString();
  const audit = makePublishedAudit(packs.value);
  const keys = keysOf(config);
  if (!keys.ok) {
    await store.close();
    return keys;
  }
  const ledgerImports = importRunner({ store, keys: keys.value, ledgers: ledgers.value, webhooks: webhooks.value, now, log });
  const audits = auditRunner({ store, tenant: config.tenant, audit, now, log });
  return success({
    config,
    store,
    packs: packs.value,
    ledgers: ledgers.value,
    ledgerImports,
    tripStandards: tripStandards.value,
    processes: processes.value,
    calendar: calendar.value,
    notifier: notifier.value,
    webhooks: webhooks.value,
    tenant: config.tenant,
    keys: keys.value,
    anchorFolders: [join(config.dataFolder, "anchors"), ...config.anchorFolders],
    archive: archive.value,
    signIn: demonstration ? { ...signIn.value, secondFactorRoles: [] } : signIn.value,
    requests: requests.value,
    directory: directory.value && openDirectory(directory.value),
    demonstration,
    now,
    newId: (kind) => `${kind}-${randomUUID().replaceAll("-", "").slice(0, 20)}`,
    readUpload: readDossierUpload,
    reads: openReads(store),
    evaluations: evaluationCache(),
    scoreBoard: scoreBoards(store.db),
    audit,
    audits,
    log,
    close: async () => {
      await audits.close();
      await ledgerImports.close();
      await store.close();
    },
  });
}

/**
 * The installation's keys, made the first time. Faults: file-unwritable, where the folder cannot be read or the disk takes nothing;
 * out-of-range, where the trail was begun with the other algorithms than are asked for.
 */
function keysOf({ dataFolder, nationalCryptography }: Config): Result<ServerKeys> {
  const folder = join(dataFolder, "keys");
  try {
    const keys = readServerKeys(folder, nationalCryptography);
    const isNational = keys.anchor.algorithm === "sm2";
    if (isNational === nationalCryptography) return success(keys);
    const found = `HENGXIAO_NATIONAL_CRYPTO=${nationalCryptography ? "1" : "0"}`;
    return failure(fault("out-of-range", { found, expected: isNational ? "SM3, SM2 (=1)" : "SHA-256, Ed25519 (=0)" }, { file: folder }));
  } catch (error) {
    if (reasonOfSystemError(error) === undefined) throw error;
    return failure(fault("file-unwritable", { found: `${folder} (${messageOf(error)})` }, { file: folder }));
  }
}
