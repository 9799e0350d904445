// Level names as people write them (产出指标, 产出, 项目产出 …) → the pack's level ids.
import type { Level, Rulebook } from "./rulebook.ts";

export type Level2 = Level["level2"][number];

/** The level-1 entry a printed name means, or null. Weights in brackets and spaces in the name are ignored. */
export function findLevel1(rulebook: Rulebook, name: string): Level | null {
  const wanted = plainLevelName(name);
  return rulebook.levels.rule.find((level) => namesOf(level).includes(wanted)) ?? null;
}

/** The level-2 entry a printed name means; within `level1` when that is given. */
export function findLevel2(rulebook: Rulebook, name: string, level1?: Level | null): Level2 | null {
  const wanted = plainLevelName(name);
  const within = level1 ? [level1] : rulebook.levels.rule;
  return within.flatMap((level) => level.level2).find((level) => namesOf(level).includes(wanted)) ?? null;
}

function namesOf(level: { readonly title: string; readonly aliases?: readonly string[] | undefined }): string[] {
  return [level.title, ...(level.aliases ?? [])].map(plainLevelName);
}

function plainLevelName(name: string): string {
  return name.normalize("NFKC").replace(/\(.*?\)/g, "").replace(/\s/g, "").replace(/指标$/, "");
}
