// Commitments from approval to payment and release, and exceptions with what is used of them.
import { Link } from "@tanstack/react-router";
import type { LedgerView } from "../../../src/app/http/contract-ledger.ts";
import { drawnShare } from "./amount.ts";
import { useLedgerWords } from "./ledger-queries.ts";
import { LedgerSection } from "./ledger-section.tsx";
import { Amount } from "./source-table.tsx";

export function CommitmentTable({ ledger }: { readonly ledger: LedgerView }) {
  const words = useLedgerWords();
  const { commitments, caseId: id } = ledger;
  return (
    <LedgerSection title={words.commitments} hint={words.commitmentsHint}>
      {commitments.length === 0 ? (
        <p className="card ledger-none muted">{words.noCommitments}</p>
      ) : (
        <div className="card scroll-x">
          <table className="ledger-table" data-testid="ledger-commitments">
            <thead>
              <tr>
                <th scope="col">{words.commitment}</th>
                <th scope="col">{words.slice}</th>
                {[words.approved, words.paid, words.released, words.outstanding].map((head) => (
                  <th key={head} scope="col" className="number">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {commitments.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <Link to="/cases/$id/ledger/entries" params={{ id }} search={{ kinds: "commitment,release,payment", text: one.id }}>
                      {one.id}
                    </Link>
                    <span className="flow-bar flow-bar-small" aria-hidden="true">
                      <i className="flow-paid" style={{ width: `${drawnShare(one.paid, one.amount)}%` }} />
                      <i className="flow-released" style={{ width: `${drawnShare(one.released, one.amount)}%` }} />
                      <i className="flow-reserved" style={{ width: `${drawnShare(one.outstanding, one.amount)}%` }} />
                    </span>
                  </th>
                  <td data-label={words.slice}>{nameOf(ledger, one.slice) ?? words.unsliced}</td>
                  <Amount label={words.approved} amount={one.amount} />
                  <Amount label={words.paid} amount={one.paid} />
                  <Amount label={words.released} amount={one.released} />
                  <Amount label={words.outstanding} amount={one.outstanding} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </LedgerSection>
  );
}

export function ExceptionTable({ ledger }: { readonly ledger: LedgerView }) {
  const words = useLedgerWords();
  if (ledger.exceptions.length === 0) return null;
  return (
    <LedgerSection title={words.exceptions}>
      <div className="card scroll-x">
        <table className="ledger-table" data-testid="ledger-exceptions">
          <thead>
            <tr>
              <th scope="col">{words.exception}</th>
              <th scope="col">{words.slice}</th>
              <th scope="col">{words.limit}</th>
              <th scope="col">{words.valid}</th>
              <th scope="col" className="number">
                {words.allowed}
              </th>
              <th scope="col" className="number">
                {words.used}
              </th>
            </tr>
          </thead>
          <tbody>
            {ledger.exceptions.map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.id}</th>
                <td data-label={words.slice}>{nameOf(ledger, one.slice) ?? words.unsliced}</td>
                <td data-label={words.limit}>{words.limits[one.limit]}</td>
                <td data-label={words.valid}>{words.span(one.from, one.until)}</td>
                <Amount label={words.allowed} amount={one.amount} />
                <Amount label={words.used} amount={one.used} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </LedgerSection>
  );
}

export function nameOf(ledger: LedgerView, slice: string | null): string | null {
  return slice === null ? null : (ledger.slices.find(({ id }) => id === slice)?.name ?? slice);
}
