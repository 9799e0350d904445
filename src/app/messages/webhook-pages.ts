// The words of the page on events told to other systems in the reader's language.
import type { Language } from "./language.ts";
import { WEBHOOK_PAGES_EN } from "./webhook-pages.en.ts";
import { WEBHOOK_PAGES_ZH } from "./webhook-pages.zh.ts";
import type { Words } from "./words.ts";

export type WebhookPagesWording = Words<typeof WEBHOOK_PAGES_ZH>;

export function webhookPagesWording(language: Language): WebhookPagesWording {
  return language === "zh" ? WEBHOOK_PAGES_ZH : WEBHOOK_PAGES_EN;
}
