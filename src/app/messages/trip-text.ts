// A line of a priced trip in words: what it is, how much of what, why it has no amount.
import { printMoneyColumn, readMoney } from "../../kernel/index.ts";
import type { Breach, LineAnswer, PricedLine } from "../../trips/index.ts";
import type { Language } from "./language.ts";
import { type TraceText, traceTextWith } from "./trace-text.ts";
import { TRIP_FINDINGS_EN } from "./trip-findings.en.ts";
import { TRIP_FINDINGS_ZH } from "./trip-findings.zh.ts";
import { TRIPS_EN } from "./trips.en.ts";
import { TRIPS_ZH, type TripWording } from "./trips.zh.ts";

export function tripWording(language: Language): TripWording {
  return language === "zh" ? TRIPS_ZH : TRIPS_EN;
}

/** Why a step cannot be taken yet, from the codes of the fault. */
export function tripBlockText(language: Language, why: string, what: string): string {
  const { acts, blocks, papers } = tripWording(language);
  const named = (words: Readonly<Record<string, string>>) => words[what] ?? what;
  if (why === "needs-act") return blocks.act(named(acts));
  if (why === "needs-paper") return blocks.paper(named(papers));
  return why === "needs-claim" ? blocks.claim : blocks.total;
}

/** Why a line has no amount, or only bounds; null where it is decided. */
export function openText(answer: LineAnswer, language: Language): string | null {
  const words = tripWording(language);
  switch (answer.kind) {
    case "decided":
      return null;
    case "bounded":
      return words.bounds[answer.why];
    case "missing":
      return words.missing[answer.what](nameOf(answer.detail, words));
    case "silent":
      return words.silences[answer.why](nameOf(answer.detail, words));
  }
}

export function noteTexts(line: PricedLine, language: Language): readonly string[] {
  const words = tripWording(language);
  return line.notes.map((note) => words.notes[note]);
}

/** "5夜 × 2人"; "" for a figure that stands alone. */
export function quantityText(line: PricedLine, language: Language): string {
  const words = tripWording(language);
  switch (line.unit) {
    case "item":
      return "";
    case "head":
      return words.guests(line.units);
    case "day":
      return `${words.days(line.units)} × ${words.people(line.people)}`;
    case "night":
      return `${words.nights(line.units)} × ${words.people(line.people)}`;
  }
}

export function tripTraceText(line: PricedLine, language: Language): TraceText {
  return traceTextWith(line.trace, tripWording(language), language);
}

/** What is wrong and how it is mended. */
export function breachText(breach: Breach, language: Language): { readonly message: string; readonly remedy: string } {
  const words = tripWording(language);
  const { message, remedy } = (language === "zh" ? TRIP_FINDINGS_ZH : TRIP_FINDINGS_EN)[breach.reason];
  const names: Readonly<Record<string, string>> = { ...words.cabins, ...words.ranks, ...words.papers, ...words.stages, ...words.limits };
  const name = (text: string | null) => names[text ?? ""] ?? yuanText(text ?? "", language);
  return {
    message: message({
      about: name(breach.about),
      found: name(breach.found),
      expected: name((breach.expected ?? "").replace(/^[≤≥] /, "")),
    }).trim(),
    remedy,
  };
}

// "339200 CNY" as a clerk writes it: 339,200.00 元. What is no amount in 元 stays as it is.
function yuanText(text: string, language: Language): string {
  const amount = / CNY$/.test(text) ? readMoney(text.slice(0, -" CNY".length), "元") : null;
  if (amount === null) return text;
  const grouped = printMoneyColumn(amount, "元").replace(/\B(?=(\d{3})+\.)/g, ",");
  return language === "zh" ? ` ${grouped} 元` : `CNY ${grouped}`;
}

// Details are place names, currencies and days, or codes that have words.
function nameOf(detail: string, words: TripWording): string {
  const known: Readonly<Record<string, string>> = { ...words.kinds, ...words.rules, ...words.cabins };
  return known[detail] ?? detail;
}

/** Names in a row: "韩国、日本". */
export function namesText(names: readonly string[], language: Language): string {
  return names.join(language === "zh" ? "、" : ", ");
}
