// Slices in the order of their tree: each followed by those within it.
import type { LedgerView } from "../../../src/app/http/contract-ledger.ts";

export type SliceNode = { readonly slice: LedgerView["slices"][number]; readonly depth: number };

export function slicesInTree(slices: LedgerView["slices"], within: string | null = null, depth = 0): readonly SliceNode[] {
  return slices
    .filter((slice) => slice.within === within)
    .flatMap((slice) => [{ slice, depth }, ...slicesInTree(slices, slice.id, depth + 1)]);
}
