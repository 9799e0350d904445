// The keys of all passages of a batch, eight bytes each, and which of them more than one passage has: only those texts need be
// held against each other.

export type PassageKeys = {
  readonly add: (keys: readonly number[]) => void;
  /** Keys added more than once. */
  readonly repeated: () => ReadonlySet<number>;
};

const FIRST_ROOM = 4096;

export function passageKeys(): PassageKeys {
  let room = new Float64Array(FIRST_ROOM);
  let count = 0;
  return {
    add: (keys) => {
      if (count + keys.length > room.length) {
        const wider = new Float64Array(Math.max(2 * room.length, count + keys.length));
        wider.set(room);
        room = wider;
      }
      room.set(keys, count);
      count += keys.length;
    },
    repeated: () => {
      const sorted = room.slice(0, count).sort();
      return new Set(sorted.filter((key, index) => key === sorted[index - 1]));
    },
  };
}
