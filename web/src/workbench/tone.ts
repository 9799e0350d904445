// The light of a case or a delegation: red where something is wrong, amber where something is to be looked at.
import type { CaseSummaryView } from "../../../src/app/http/contract-cases.ts";
import type { TripYearView } from "../../../src/app/http/contract-trips.ts";

export const TONES = ["red", "amber", "green"] as const;
export type Tone = (typeof TONES)[number];

/** Red for errors, amber for doubts and where there is no score, or nothing known of what is found. */
export function toneOfCase({ findings, score }: Pick<CaseSummaryView, "findings" | "score">): Tone {
  if (findings === null) return "amber";
  if (findings.error > 0) return "red";
  return findings.warning > 0 || score === null ? "amber" : "green";
}

type TripRow = Pick<TripYearView["rows"][number], "findings" | "chases" | "state">;

/** Red for errors, what is late and what is held back; amber for doubts and what is still to be handed in. */
export function toneOfTrip({ findings, chases, state }: TripRow): Tone {
  if (findings.error > 0 || state === "stopped" || chases.some(({ daysLate }) => daysLate > 0)) return "red";
  return findings.warning > 0 || chases.length > 0 ? "amber" : "green";
}

/** The worst first; within a light the order stays. */
export function worstFirst<T extends { readonly tone: Tone }>(list: readonly T[]): readonly T[] {
  return TONES.flatMap((tone) => list.filter((one) => one.tone === tone));
}
