// A receiver's secret before the last, and how long it still signs beside the new one.
import type { Migration } from "../migration.ts";

export const webhookFormerSecretsMigration: Migration = {
  number: 18,
  name: "0018-webhook-former-secrets",
  statements: [
    "alter table webhook_subscriptions add column former_secret bytea",
    "alter table webhook_subscriptions add column former_until timestamptz",
    `alter table webhook_subscriptions add constraint webhook_subscriptions_former
      check ((former_secret is null) = (former_until is null))`,
  ],
};
