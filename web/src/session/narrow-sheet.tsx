// A narrow page with one card: what is asked before anything else can be done.
import type { ReactNode } from "react";

export function NarrowSheet({ title, intro, children }: { readonly title: string; readonly intro: string; readonly children: ReactNode }) {
  return (
    <div className="narrow-page">
      <section className="card narrow-card">
        <h1>{title}</h1>
        <p className="muted">{intro}</p>
        {children}
      </section>
    </div>
  );
}
