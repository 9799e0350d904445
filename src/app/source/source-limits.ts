// How much of a document is read at most: more than any report that was ever published, less than would stop a server.
import { refuse } from "../files/file-refusal.ts";

/** Sizes of one file. `places` counts a table's rows times its columns, `characters` those of a whole document. */
export const SOURCE_LIMITS = {
  bytes: 64 * 2 ** 20,
  blocks: 100_000,
  blockCharacters: 1_000_000,
  characters: 20_000_000,
  cells: 1_000_000,
  columns: 1_000,
  places: 5_000_000,
  depth: 256,
} as const;

/** @throws FileRefusal when there is more of it than is read. */
export function holdTo(limit: "blocks" | "blockCharacters" | "characters" | "cells" | "columns" | "places", amount: number): void {
  if (amount <= SOURCE_LIMITS[limit]) return;
  refuse(
    limit === "cells" || limit === "places" || limit === "columns" ? "too-many-cells" : "too-much-text",
    String(amount),
    String(SOURCE_LIMITS[limit]),
  );
}
