// What races are made of: who sends what at once, and what may come of it.
import type { Role } from "../../../access/index.ts";
import type { Chance } from "../../store/power-loss.builder.ts";
import type { TestApp } from "../app.builder.ts";

/**
 * What is wrong on purpose, so that the harness proves that it can see: keys of requests are not kept ("keys"), a version that is no longer
 * the last is taken for the last ("versions"), a commitment and a slice only hint at what goes beyond them ("limits").
 */
export type Weakness = "none" | "keys" | "versions" | "limits";

/** A person of the demonstration: a role, or the second one of it. */
export type Person = Role | "division-head-2" | "leadership-2";

export type Answer = { readonly status: number; readonly replayed: boolean; readonly text: string; readonly body: Record<string, unknown> };
export type Sent = {
  readonly method?: string;
  readonly path: string;
  readonly as: Person;
  readonly body?: unknown;
  readonly form?: Readonly<Record<string, string | File>>;
  readonly key?: string;
  readonly version?: number;
};

export type Track = {
  readonly server: TestApp;
  readonly chance: Chance;
  readonly send: (one: Sent) => Promise<Answer>;
  /** All at once, each up to a few milliseconds late. */
  readonly together: (...all: readonly Sent[]) => Promise<readonly Answer[]>;
  /** The answer's body; throws where it is refused: what a round begins with must succeed. */
  readonly must: (one: Sent) => Promise<Record<string, unknown>>;
};

export type Race = {
  readonly name: string;
  /** Rounds of it in a hundred. */
  readonly share: number;
  /** What must not be, in words; nothing where all is well. */
  readonly round: (track: Track, n: number) => Promise<readonly string[]>;
};

/** The case whose ledger the races spend. */
export const LEDGER_CASE = "nanchang-2019-corrected";

/** Exactly one passes, and every other is refused for one of those reasons; else what was seen. */
export function onePasses(answers: readonly Answer[], reasons: readonly string[]): readonly string[] {
  const passed = answers.filter(({ status }) => status < 300).length;
  const codes = answers.filter(({ status }) => status >= 300).map(({ status, body }) => `${status} ${body["code"]}`);
  const strange = codes.filter((code) => !reasons.some((reason) => code.endsWith(` ${reason}`)));
  return [...(passed === 1 ? [] : [`${passed} of ${answers.length} passed`]), ...strange.map((code) => `refused by ${code}`)];
}

/** All the same success; else what was seen. */
export function allTheSame(answers: readonly Answer[]): readonly string[] {
  const different = new Set(answers.map(({ status, text }) => `${status} ${text}`));
  return different.size === 1 && (answers[0]?.status ?? 500) < 300 ? [] : [`answered ${[...different].join(" | ").slice(0, 400)}`];
}

/** The version that a version-conflict says there is now. */
export function toldVersion(body: Readonly<Record<string, unknown>>): number {
  return Number(/现在是第 (\d+) 版/.exec(String(body["detail"]))?.[1]);
}
