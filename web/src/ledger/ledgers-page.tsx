// Every ledger one may see, with its execution and what its parking list still holds.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { LedgerSummaryView } from "../../../src/app/http/contract-ledger.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { EmptyView, Loaded } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { drawnShare } from "./amount.ts";
import "./ledger.css";
import { ledgersQuery, useLedgerWords } from "./ledger-queries.ts";
import { Amount } from "./source-table.tsx";

export function LedgersPage() {
  const words = useLedgerWords();
  const { language } = useLanguage();
  usePageTitle(words.title);
  const ledgers = useQuery(ledgersQuery(language));
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p>{words.intro}</p>
        </div>
      </div>
      <Loaded query={ledgers}>
        {(rows) => (rows.length === 0 ? <EmptyView title={words.none} hint={words.noneHint} /> : <LedgerList ledgers={rows} />)}
      </Loaded>
    </>
  );
}

function LedgerList({ ledgers }: { readonly ledgers: readonly LedgerSummaryView[] }) {
  const words = useLedgerWords();
  return (
    <div className="card scroll-x">
      <table className="ledger-table" data-testid="ledgers">
        <thead>
          <tr>
            <th scope="col">{words.project}</th>
            {[words.revised, words.paid, words.reserved, words.left, words.rate].map((head) => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ledgers.map((one) => (
            <tr key={one.caseId}>
              <th scope="row">
                <Link to="/cases/$id/ledger" params={{ id: one.caseId }} className="ledger-name">
                  {one.name}
                </Link>
                <span className="ledger-tags">
                  <span className="muted small">{words.ofYear(one.year)}</span>
                  <span className="muted small">{words.entriesCount(one.version)}</span>
                  {one.example ? <span className="tag">{words.example}</span> : null}
                  {one.closed ? <span className="tag tag-amber">{words.closed}</span> : null}
                  {one.parked > 0 ? (
                    <span className="tag tag-red">
                      {words.parked} {one.parked}
                    </span>
                  ) : null}
                </span>
                <span className="flow-bar flow-bar-small" aria-hidden="true">
                  <i className="flow-paid" style={{ width: `${drawnShare(one.paid, one.revised)}%` }} />
                  <i className="flow-reserved" style={{ width: `${drawnShare(one.reserved, one.revised)}%` }} />
                </span>
              </th>
              <Amount label={words.revised} amount={one.revised} />
              <Amount label={words.paid} amount={one.paid} />
              <Amount label={words.reserved} amount={one.reserved} />
              <Amount label={words.left} amount={one.left} />
              <td className="number ledger-rate" data-label={words.rate}>
                {one.rate ?? words.noDenominator}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
