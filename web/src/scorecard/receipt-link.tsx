// A score as the way into its receipt.
import { Link } from "@tanstack/react-router";
import type { CaseSearch } from "../case/case-search.ts";

/** A link that opens the receipt of one line, keeping everything else of the address. */
export function ReceiptLink({ id, label, children }: { readonly id: string; readonly label: string; readonly children: string }) {
  return (
    <Link
      to="."
      search={(before: CaseSearch) => ({ ...before, item: id })}
      resetScroll={false}
      className="score-button"
      style={{ textDecoration: "none" }}
      aria-label={label}
      data-testid={`score-${id}`}
    >
      {children}
    </Link>
  );
}
