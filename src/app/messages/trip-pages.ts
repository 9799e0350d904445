// The words of the pages on delegations in the reader's language.
import { printMoneyColumn, readMoney } from "../../kernel/index.ts";
import type { Language } from "./language.ts";
import { TRIP_PAGES_EN } from "./trip-pages.en.ts";
import { TRIP_PAGES_ZH, type TripPagesWording } from "./trip-pages.zh.ts";

export function tripPagesWording(language: Language): TripPagesWording {
  return language === "zh" ? TRIP_PAGES_ZH : TRIP_PAGES_EN;
}

/** "335900.00" 元 → "33.59", in 万元. */
export function inWan(yuan: string): string {
  const amount = readMoney(yuan, "元");
  return amount === null ? yuan : printMoneyColumn(amount, "万元");
}
