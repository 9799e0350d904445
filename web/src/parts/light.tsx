// Whether a line got its full points, as a light with its word beside it.
import type { Item } from "../../../src/app/http/contract-cases.ts";
import { useWords } from "../language/language-provider.tsx";

export type LightState = "full" | "partial" | "low" | "unknown" | "silent";

/** Green for full points, amber for a deduction, red below six tenths of the weight. */
export function lightOf(item: Pick<Item, "score" | "weight" | "answer">): LightState {
  if (item.score === null) return item.answer === "silent" ? "silent" : "unknown";
  const [score, weight] = [Number(item.score), Number(item.weight ?? "0")];
  if (score >= weight) return "full";
  return score < weight * 0.6 ? "low" : "partial";
}

export function Light({ item }: { readonly item: Pick<Item, "score" | "weight" | "answer"> }) {
  const words = useWords();
  const state = lightOf(item);
  return <span className={`light light-${state}`}>{words.scorecard.lights[state]}</span>;
}
