// What was found while the store stood at one place: at the next place all of it is forgotten.
import type { Stand } from "./stand.ts";

export type HeldAtOnePlace<Value> = {
  /** Wherever the store stands now. */
  readonly has: (key: string) => boolean;
  /** What was found there. Nothing where the place is not known. */
  readonly find: (key: string, at: Stand | undefined) => Value | undefined;
  /** `at`: where the store stood before the value was read; `weight`: its bytes with its key's. */
  readonly keep: (key: string, at: Stand | undefined, value: Value, weight: number) => void;
  readonly bytes: () => number;
};

/** Up to so many bytes; what was put there first goes first. */
export function heldAtOnePlace<Value>(most: number): HeldAtOnePlace<Value> {
  const held = new Map<string, { readonly value: Value; readonly weight: number }>();
  let bytes = 0;
  let place: Stand | undefined;
  const goTo = (at: Stand): void => {
    if (at === place) return;
    held.clear();
    bytes = 0;
    place = at;
  };
  const drop = (key: string): void => {
    bytes -= held.get(key)?.weight ?? 0;
    held.delete(key);
  };
  return {
    has: (key) => held.has(key),
    find: (key, at) => {
      if (at === undefined) return undefined;
      goTo(at);
      return held.get(key)?.value;
    },
    keep: (key, at, value, weight) => {
      if (at === undefined) return;
      goTo(at);
      drop(key);
      held.set(key, { value, weight });
      bytes += weight;
      for (const oldest of held.keys()) {
        if (bytes <= most) break;
        drop(oldest);
      }
    },
    bytes: () => bytes,
  };
}
