// A part of a ledger's page: its title, what it says, its card.
import type { ReactNode } from "react";

export function LedgerSection({ title, hint, children }: { readonly title: string; readonly hint?: string; readonly children: ReactNode }) {
  return (
    <section className="section" aria-label={title}>
      <div className="section-head">
        <h2>{title}</h2>
        {hint === undefined ? null : <p className="small">{hint}</p>}
      </div>
      {children}
    </section>
  );
}
