// What ledgers say, in the reader's language.
import type { MoneyUnit } from "../../kernel/index.ts";
import type { Refusal, RowFault } from "../../ledger/index.ts";
import type { Language } from "./language.ts";
import { LEDGER_WORDS_EN } from "./ledger-words.en.ts";
import { LEDGER_WORDS_ZH, type LedgerWords } from "./ledger-words.zh.ts";

/** What ledgers count in, and what an export may. */
export const LEDGER_UNIT = "元" satisfies MoneyUnit;
export const EXPORT_UNITS = ["元", "万元"] as const satisfies readonly MoneyUnit[];

const WORDS: Record<Language, LedgerWords> = { zh: LEDGER_WORDS_ZH, en: LEDGER_WORDS_EN };

export function ledgerWords(language: Language): LedgerWords {
  return WORDS[language];
}

export function refusalText({ code, params }: Refusal, language: Language): string {
  return WORDS[language].refusals[code](params);
}

export function rowFaultText({ field, code, found }: RowFault, language: Language): string {
  const words = WORDS[language];
  return words.rowFaults[code]({ field: words.fields[field], found });
}
