// Level names as people write them (产出指标, 产出, 项目产出 …) → the pack's level ids.
import type { Level, Rulebook } from "./rulebook.ts";

export type Level2 = Level["level2"][number];

// Names are few and asked for on every line of every project: what a rulebook answered once it answers from here.
type Answers = { readonly level1: Map<string, Level | null>; readonly level2: Map<Level | null, Map<string, Level2 | null>> };
const ANSWERS = new WeakMap<Rulebook, Answers>();

/** The level-1 entry a printed name means, or null. Weights in brackets and spaces in the name are ignored. */
export function findLevel1(rulebook: Rulebook, name: string): Level | null {
  return remembered(answersOf(rulebook).level1, name, () => {
    const wanted = plainLevelName(name);
    return rulebook.levels.rule.find((level) => namesOf(level).includes(wanted)) ?? null;
  });
}

/** The level-2 entry a printed name means; within `level1` when that is given. */
export function findLevel2(rulebook: Rulebook, name: string, level1?: Level | null): Level2 | null {
  const { level2 } = answersOf(rulebook);
  const within = level2.get(level1 ?? null) ?? new Map<string, Level2 | null>();
  if (within.size === 0) level2.set(level1 ?? null, within);
  return remembered(within, name, () => {
    const wanted = plainLevelName(name);
    const searched = level1 ? [level1] : rulebook.levels.rule;
    return searched.flatMap((level) => level.level2).find((level) => namesOf(level).includes(wanted)) ?? null;
  });
}

function answersOf(rulebook: Rulebook): Answers {
  const known = ANSWERS.get(rulebook);
  if (known) return known;
  const fresh: Answers = { level1: new Map(), level2: new Map() };
  ANSWERS.set(rulebook, fresh);
  return fresh;
}

// Bounded, so that documents with ever new names cannot fill the memory.
const MOST_NAMES = 10_000;

function remembered<T>(answers: Map<string, T>, key: string, find: () => T): T {
  const known = answers.get(key);
  if (known !== undefined) return known;
  const found = find();
  if (answers.size < MOST_NAMES) answers.set(key, found);
  return found;
}

function namesOf(level: { readonly title: string; readonly aliases?: readonly string[] | undefined }): string[] {
  return [level.title, ...(level.aliases ?? [])].map(plainLevelName);
}

/** A level's name without spaces, brackets and the word 指标, as names are compared. */
export function plainLevelName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/\(.*?\)/g, "")
    .replace(/\s/g, "")
    .replace(/指标$/, "");
}
