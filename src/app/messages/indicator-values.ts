// Targets and results of an indicator as people write them in a form: "≥12个", "256.8万元±10%", "94.44%".

import type { Indicator } from "../../dossier/index.ts";
import { printExact, printPercent } from "../../kernel/index.ts";
import type { Language } from "./language.ts";

const WORDS = {
  zh: {
    none: "—",
    yes: "是",
    no: "否",
    times: "次",
    join: "、",
    by: (name: string, day: string) => `${name}不晚于${day}`,
    done: (name: string, day: string) => `${name}${day}`,
    at: (count: string) => `不超过${count}次`,
  },
  en: {
    none: "—",
    yes: "yes",
    no: "no",
    times: "times",
    join: ", ",
    by: (name: string, day: string) => `${name} by ${day}`,
    done: (name: string, day: string) => `${name} ${day}`,
    at: (count: string) => `at most ${count}`,
  },
} as const;

export function targetText(indicator: Indicator, language: Language): string {
  const { target } = indicator;
  const words = WORDS[language];
  if (!target) return words.none;
  switch (target.kind) {
    case "at-least":
      return `≥${printExact(target.value)}${target.unit}`;
    case "at-most":
      return `≤${printExact(target.value)}${target.unit}`;
    case "equal":
      return `=${printExact(target.value)}${target.unit}`;
    case "band":
      return `${printExact(target.value)}${target.unit}±${shortPercent(target.tolerance)}`;
    case "periods":
      return target.periods.map((period) => `${period.name}${printExact(period.value)}${target.unit}`).join(words.join);
    case "milestones":
      return target.milestones.map((milestone) => words.by(milestone.name, milestone.due)).join(words.join);
    case "yes-no":
    case "tier":
      return target.text;
    case "occurrences":
      return `${target.text}${target.allowed ? `（${words.at(String(target.allowed))}）` : ""}`;
    case "satisfaction":
      return `≥${shortPercent(target.value)}`;
  }
}

export function actualText(indicator: Indicator, language: Language): string {
  const { actual, target } = indicator;
  const words = WORDS[language];
  if (!actual) return words.none;
  const unit = actual.unit ?? (target && "unit" in target ? target.unit : "");
  if (actual.periods && actual.periods.length > 0)
    return actual.periods
      .map((period) => `${period.name}${period.value === null ? words.none : printExact(period.value)}${unit}`)
      .join(words.join);
  if (actual.milestones && actual.milestones.length > 0)
    return actual.milestones.map((milestone) => words.done(milestone.name, milestone.done ?? words.none)).join(words.join);
  if (actual.rate !== null) return shortPercent(actual.rate);
  if (actual.value !== null) return `${printExact(actual.value)}${unit}`;
  if (actual.met !== null) return actual.met ? words.yes : words.no;
  if (actual.occurrences !== null) return `${actual.occurrences}${language === "zh" ? "" : " "}${words.times}`;
  return actual.tier ?? words.none;
}

// "90%", not "90.00%": a target is written as it was set; a computed rate that never ends is cut at two places.
function shortPercent(share: Parameters<typeof printExact>[0]): string {
  const exact = printExact({ n: share.n * 100n, d: share.d });
  return exact.endsWith("…") ? printPercent(share) : `${exact}%`;
}
