// The words of the pages on ledgers in the reader's language.
import type { Language } from "./language.ts";
import { LEDGER_PAGES_EN } from "./ledger-pages.en.ts";
import { LEDGER_PAGES_ZH, type LedgerPagesWording } from "./ledger-pages.zh.ts";

export function ledgerPagesWording(language: Language): LedgerPagesWording {
  return language === "zh" ? LEDGER_PAGES_ZH : LEDGER_PAGES_EN;
}
