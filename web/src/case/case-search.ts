// What a case's address says besides the case and the tab: the rules tried, the open receipt, the place jumped to, filters.
import type { Supposition } from "../api/queries.ts";

export type CaseSearch = Supposition & {
  /** Indicator whose receipt is open; "total" and "grade" for those two. */
  readonly item?: string | undefined;
  /** The subject of the finding one came from. */
  readonly focus?: string | undefined;
  readonly severity?: "error" | "warning" | "hint" | undefined;
  readonly compare?: "true" | "false" | undefined;
  readonly only?: "differences" | undefined;
};

/** Keeps what is known and drops the rest, so that an old or mistyped address still opens. */
export function readCaseSearch(raw: Record<string, unknown>): CaseSearch {
  return drop({
    pack: text(raw["pack"]),
    completed: oneOf(raw["completed"], ["true", "false"]),
    item: text(raw["item"]),
    focus: text(raw["focus"]),
    severity: oneOf(raw["severity"], ["error", "warning", "hint"]),
    compare: oneOf(raw["compare"], ["true", "false"]),
    only: oneOf(raw["only"], ["differences"]),
  });
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function oneOf<T extends string>(value: unknown, choices: readonly T[]): T | undefined {
  return choices.find((choice) => choice === String(value));
}

function drop<T extends Record<string, unknown>>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}
