// A parsed input file as plain data that remembers where each value stood, so that every fault can name its place.
import type { Place } from "./fault.ts";

/** Data of strings, lists and maps (numbers and booleans are still text), with the place of each path in the file. */
export type SourceFile = {
  readonly name: string;
  readonly data: unknown;
  /** The place of a value (or of the nearest thing around it) by its path of keys and indices. */
  readonly locate: (path: readonly (string | number)[]) => Place;
};
