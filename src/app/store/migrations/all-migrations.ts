// Every migration in order. A new one is a new file and a new line at the end.
import type { Migration } from "../migration.ts";
import { casesMigration } from "./0001-cases.ts";
import { auditsMigration } from "./0002-audits.ts";
import { peopleMigration } from "./0003-people.ts";
import { trailMigration } from "./0004-trail.ts";
import { tripsMigration } from "./0005-trips.ts";
import { evidenceMigration } from "./0006-evidence.ts";
import { flowsMigration } from "./0007-flows.ts";
import { ledgersMigration } from "./0008-ledgers.ts";
import { tripExceptionsMigration } from "./0009-trip-exceptions.ts";
import { requestKeysMigration } from "./0010-request-keys.ts";
import { sessionDoorsMigration } from "./0011-session-doors.ts";
import { ledgerEntriesByKeyMigration } from "./0012-ledger-entries-by-key.ts";
import { scoresMigration } from "./0013-scores.ts";
import { importVersionsMigration } from "./0014-import-versions.ts";
import { listedScoresMigration } from "./0015-listed-scores.ts";
import { webhooksMigration } from "./0016-webhooks.ts";
import { scoreBlocksMigration } from "./0017-score-blocks.ts";
import { webhookFormerSecretsMigration } from "./0018-webhook-former-secrets.ts";
import { packedBlocksMigration } from "./0019-packed-blocks.ts";

export const allMigrations: readonly Migration[] = [
  casesMigration,
  auditsMigration,
  peopleMigration,
  trailMigration,
  tripsMigration,
  evidenceMigration,
  flowsMigration,
  ledgersMigration,
  tripExceptionsMigration,
  requestKeysMigration,
  sessionDoorsMigration,
  ledgerEntriesByKeyMigration,
  scoresMigration,
  importVersionsMigration,
  listedScoresMigration,
  webhooksMigration,
  scoreBlocksMigration,
  webhookFormerSecretsMigration,
  packedBlocksMigration,
];
