// The outcomes of a case's trips as its pages see them: each with its trip, and by indicator what counts and what else helped.
import { type Day, printScaled } from "../../../kernel/index.ts";
import { CONTRIBUTIONS } from "../../../trips/index.ts";
import type { Language } from "../../messages/language.ts";
import { tripYearWording } from "../../messages/trip-year.ts";
import { outcomeJson } from "../../trip-year-json.ts";
import type { CaseOutcomes } from "../../usecases/trips/case-outcomes.ts";
import type { CaseOutcomesView } from "../contract-trips.ts";

export function caseOutcomesView({ all, byIndicator }: CaseOutcomes, on: Day, language: Language): CaseOutcomesView {
  const words = tripYearWording(language);
  return {
    on,
    outcomes: all.map(({ yearId, year, trip, assessed, isLater }) => {
      const outcome = outcomeJson(assessed, language);
      return {
        ...outcome,
        yearId,
        year,
        tripId: trip?.id ?? null,
        tripTitle: trip?.title ?? null,
        later: isLater,
        counted: outcome.counted && !isLater,
      };
    }),
    indicators: [...byIndicator.values()].map(({ indicator, sum }) => ({
      ...{ indicator, outcomes: sum.outcomes, leftOut: sum.leftOut, reached: sum.reached },
      realised: printScaled(sum.realised, 2),
      factors: ([...CONTRIBUTIONS, "unknown"] as const)
        .filter((grade) => sum.byContribution[grade].outcomes > 0)
        .map((grade) => ({
          name: grade === "unknown" ? words.notGraded : words.contributions[grade],
          outcomes: sum.byContribution[grade].outcomes,
          realised: printScaled(sum.byContribution[grade].realised, 2),
        })),
      others: sum.otherFactors,
    })),
  };
}
