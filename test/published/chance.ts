// Choices that look random and are not: the same seed makes the same documents on every machine (mulberry32).

export type Chance = {
  /** A whole number from `low` to `high`, both included. */
  readonly int: (low: number, high: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** True in `percent` of a hundred cases. */
  readonly happens: (percent: number) => boolean;
  /** `count` different entries, in the list's order; all of them where the list is shorter. */
  readonly some: <T>(list: readonly T[], count: number) => readonly T[];
  /** Another stream, so that what is drawn from it does not move what is drawn here. */
  readonly fork: (label: number) => Chance;
};

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const int = (low: number, high: number): number => low + (next() % (high - low + 1));
  const pick = <T>(list: readonly T[]): T => {
    const entry = list[int(0, list.length - 1)];
    if (entry === undefined) throw new Error("nothing to pick from");
    return entry;
  };
  const some = <T>(list: readonly T[], count: number): readonly T[] => {
    const left = list.map((_, index) => index);
    while (left.length > count) left.splice(int(0, left.length - 1), 1);
    return left.flatMap((index) => {
      const entry = list[index];
      return entry === undefined ? [] : [entry];
    });
  };
  return {
    int,
    pick,
    some,
    happens: (percent) => int(1, 100) <= percent,
    fork: (label) => createChance(Math.imul(seed ^ 0x9e3779b9, 2 * label + 1) + label),
  };
}
