// Evaluations kept by case version, packs and tried facts: the same question of the same version has the same answer.
import type { EvaluatedCase } from "./evaluate-dossier.ts";

export type EvaluationCache = {
  readonly get: (key: string) => EvaluatedCase | undefined;
  readonly set: (key: string, evaluated: EvaluatedCase) => void;
  readonly size: () => number;
};

/** Holds the `most` recently asked answers. */
export function evaluationCache(most = 256): EvaluationCache {
  const kept = new Map<string, EvaluatedCase>();
  return {
    get: (key) => {
      const found = kept.get(key);
      if (found) {
        kept.delete(key);
        kept.set(key, found);
      }
      return found;
    },
    set: (key, evaluated) => {
      kept.delete(key);
      kept.set(key, evaluated);
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
    },
    size: () => kept.size,
  };
}
