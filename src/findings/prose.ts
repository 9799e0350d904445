// What reports say in prose, wherever it stands: goals that are slogans or copied, shares that do not make a whole.
import { compare, ONE, sum, toNarrow } from "../kernel/index.ts";
import type { Rulebook } from "../rules/index.ts";
import { duty, found, threshold } from "./check.ts";
import type { Finding, FindingPlace } from "./finding.ts";
import { likeness } from "./likeness.ts";
import { canBe, exactly, isAbove, type PrintedNumber, readPrinted, sumOf } from "./printed-number.ts";
import { showShare } from "./show-figure.ts";
import { SHARE_OF_WHOLE, SLOGANS } from "./text-words.ts";

/** The form's row of goals. */
export const GOAL_ROW = { table: "年度总体目标" } as const;
/** Fewer characters than this are alike by chance. */
const ENOUGH_TO_COMPARE = 20;

type Goals = {
  readonly goal: string;
  readonly achieved: string;
  readonly where: FindingPlace;
  /** Where the account of results stands, if not with the goal. */
  readonly achievedAt?: FindingPlace;
  readonly rulebook: Rulebook;
};

/** A goal made of slogans without a figure; an account of results that repeats the goal. */
export function checkGoals({ goal, achieved, where, achievedAt = where, rulebook }: Goals): Finding[] {
  const slogans = SLOGANS.filter((word) => goal.includes(word));
  const findings: Finding[] = [];
  if (slogans.length >= 2 && !/[\d０-９]/.test(goal))
    findings.push(
      found(
        "goal-is-slogan",
        "warning",
        { ...where, column: "预期目标", quote: quoteAround(goal, slogans[0] ?? "") },
        { printed: slogans.join("、"), basis: duty(rulebook, "measurable"), params: { words: slogans.join("、") } },
      ),
    );
  const limit = threshold(rulebook, "copied-likeness");
  const alike = likeness(goal, achieved);
  if (limit && goal.length > ENOUGH_TO_COMPARE && compare(alike, limit.value) > 0)
    findings.push(
      found(
        "actual-copied",
        "warning",
        { ...achievedAt, column: "实际完成情况", quote: achieved.slice(0, 30) },
        {
          printed: showShare(alike),
          expected: `≤ ${showShare(limit.value)}`,
          basis: [limit.basis],
          params: { share: showShare(alike), kind: "goal", figure: "", other: "", working: "" },
        },
      ),
    );
  return findings;
}

/** Shares of one sentence that exceed the whole, or, where the sentence says it divides all of it, fall short. */
export function contradictedShares(text: string): { readonly parts: readonly string[]; readonly sum: string }[] {
  return text.split(/[。；;\n]/).flatMap((sentence) => {
    const figures = [...sentence.matchAll(SHARE_OF_WHOLE)]
      .map((match) => readPrinted(`${match[1]}%`))
      .filter((figure): figure is PrintedNumber => figure !== null);
    if (figures.length < 2) return [];
    const together = sumOf(figures);
    const whole = exactly(ONE);
    const wrong = isAbove(together, whole) || (/分别占|依次占/.test(sentence) && !canBe(together, whole));
    return wrong
      ? [{ parts: figures.map((figure) => showShare(figure.value)), sum: showShare(sum(figures.map((figure) => figure.value))) }]
      : [];
  });
}

/** A short excerpt with the words around what it is about. */
export function quoteAround(text: string, part: string): string {
  const start = Math.max(0, toNarrow(text).indexOf(toNarrow(part)));
  return text.slice(Math.max(0, start - 12), start + part.length + 12);
}
