// The rules a ledger spends by, each with whose word it is.
import type { LedgerView } from "../../../src/app/http/contract-ledger.ts";
import { useLedgerWords } from "./ledger-queries.ts";
import { LedgerSection } from "./ledger-section.tsx";

export function RulesCard({ ledger: { rules } }: { readonly ledger: LedgerView }) {
  const words = useLedgerWords();
  if (rules === null) return null;
  const lines = [
    {
      name: words.rulesOf.order,
      value: rules.order.value.map((source) => words.sources[source]).join(` ${words.arrow} `),
      ...of(rules.order),
    },
    { name: words.rulesOf.slice, value: words.policies[rules.slice.value as keyof typeof words.policies], ...of(rules.slice) },
    {
      name: words.rulesOf.commitment,
      value: words.policies[rules.commitment.value as keyof typeof words.policies],
      ...of(rules.commitment),
    },
  ];
  return (
    <LedgerSection title={words.rules} hint={words.rulesHint}>
      <dl className="card ledger-rules" data-testid="ledger-rules">
        {lines.map(({ name, value, basis, isLaw }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <strong>{value}</strong>
              <span className={isLaw ? "tag tag-teal" : "tag"}>{isLaw ? words.law : words.ownRule}</span>
              <p className="muted small">{basis}</p>
            </dd>
          </div>
        ))}
      </dl>
    </LedgerSection>
  );
}

function of({ basis, isLaw }: { readonly basis: string; readonly isLaw: boolean }) {
  return { basis, isLaw };
}
