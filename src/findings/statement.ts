// A sentence of a printed document under check, and the finding that it disagrees with the document's own table.
import type { PrintedDocument } from "../dossier/index.ts";
import type { Rulebook } from "../rules/index.ts";
import { duty, found } from "./check.ts";
import type { Finding, FindingPlace } from "./finding.ts";
import type { SeenDocument } from "./seen-table.ts";

type PrintedStatement = PrintedDocument["statements"][number];
/** Where a sentence stands, in its document. */
type Spoken = { readonly where: FindingPlace; readonly printed: SeenDocument; readonly rulebook: Rulebook };
/** A sentence of one kind. */
export type Said<Kind extends PrintedStatement["claims"] = PrintedStatement["claims"]> = Spoken & {
  readonly statement: Extract<PrintedStatement, { claims: Kind }>;
};

/** The text says one thing of `what`, the table another. */
export function textAgainstTable(said: Spoken, what: string, text: string, table: string): Finding {
  return found("text-table-disagree", "error", said.where, {
    printed: text,
    expected: table,
    formula: `${text} ≠ ${table}`,
    basis: duty(said.rulebook, "truthful"),
    params: { what, text, table, title: said.printed.table?.title ?? "", kind: "figure", left: "" },
  });
}
