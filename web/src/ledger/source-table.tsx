// The budget by source: initial, adjusted, revised, paid, left, and the execution of each; in which order they are used.
import type { LedgerView } from "../../../src/app/http/contract-ledger.ts";
import { subtract, yuan } from "./amount.ts";
import { useLedgerWords } from "./ledger-queries.ts";
import { LedgerSection } from "./ledger-section.tsx";
import { RateLink } from "./rate-link.tsx";

export function SourceTable({ ledger }: { readonly ledger: LedgerView }) {
  const words = useLedgerWords();
  const { sources, whole } = ledger;
  const order = ledger.rules?.order.value ?? [];
  const rows = [
    ...sources.map((one) => ({ ...one, key: `source:${one.source}`, name: words.sources[one.source] })),
    { ...whole, adjusted: subtract(whole.revised, whole.initial), source: null, key: "revised", name: words.total },
  ];
  return (
    <LedgerSection title={words.bySource} hint={words.bySourceHint}>
      <div className="card scroll-x">
        <table className="ledger-table" data-testid="ledger-sources">
          <thead>
            <tr>
              <th scope="col">{words.source}</th>
              {[words.initial, words.adjusted, words.revised, words.paid, words.reserved, words.left, words.rate].map((head) => (
                <th key={head} scope="col" className="number">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} className={row.source === null ? "total" : undefined}>
                <th scope="row">
                  {row.name}
                  {row.source !== null && order.includes(row.source) ? (
                    <span className="tag ledger-nth">{words.nth(order.indexOf(row.source) + 1)}</span>
                  ) : null}
                </th>
                <Amount label={words.initial} amount={row.initial} />
                <Amount label={words.adjusted} amount={row.adjusted} />
                <Amount label={words.revised} amount={row.revised} />
                <Amount label={words.paid} amount={row.paid} />
                <Amount label={words.reserved} amount={row.reserved} />
                <Amount label={words.left} amount={row.left} />
                <td className="number" data-label={words.rate}>
                  <RateLink ledger={ledger} rateKey={row.key} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </LedgerSection>
  );
}

export function Amount({ label, amount }: { readonly label: string; readonly amount: string }) {
  return (
    <td className="number" data-label={label}>
      {yuan(amount)}
    </td>
  );
}
