// Every execution rate of the whole, its sources and divisions: what is divided by what, the working, the way to the vouchers.
import { Link } from "@tanstack/react-router";
import type { LedgerRateView, LedgerView } from "../../../src/app/http/contract-ledger.ts";
import { yuan } from "./amount.ts";
import { useLedgerWords } from "./ledger-queries.ts";
import { LedgerSection } from "./ledger-section.tsx";

export function RateCards({ ledger }: { readonly ledger: LedgerView }) {
  const words = useLedgerWords();
  return (
    <LedgerSection title={words.rates} hint={words.ratesHint}>
      <ul className="rate-cards" data-testid="ledger-rates">
        {ledger.rates
          .filter(({ kind }) => kind !== "slice")
          .map((rate) => (
            <li key={rate.key} className="card rate-card">
              <RateCard ledger={ledger} rate={rate} />
            </li>
          ))}
      </ul>
    </LedgerSection>
  );
}

function RateCard({ ledger, rate }: { readonly ledger: LedgerView; readonly rate: LedgerRateView }) {
  const words = useLedgerWords();
  const share = rate.rate === null ? 0 : Number.parseFloat(rate.rate);
  return (
    <>
      <h3>
        {rate.label}
        {rate.of === null ? null : <small>{rate.of}</small>}
      </h3>
      <strong className={share > 100 ? "rate-figure rate-over" : "rate-figure"}>{rate.rate ?? words.noDenominator}</strong>
      <span className="rate-bar" aria-hidden="true">
        <i className={share > 100 ? "rate-bar-over" : undefined} style={{ width: `${Math.min(share, 100)}%` }} />
      </span>
      <p className="small">
        <span className="muted">{words.dividedBy}</span> {rate.denominatorLabel}
      </p>
      <p className="mono rate-division">
        {yuan(rate.numerator)} ÷ {yuan(rate.denominator)}
      </p>
      <div className="rate-foot small">
        <details>
          <summary>{words.working}</summary>
          <p>{rate.trace.formula}</p>
          <ul>
            {rate.trace.inputs.map((input) => (
              <li key={`${input.name} ${input.source ?? ""}`}>
                {input.name} <span className="mono">{input.value}</span> {input.unit}
              </li>
            ))}
          </ul>
          {rate.trace.steps.map((step) => (
            <p key={step.what} className="mono">
              {step.expression} = {step.result}
            </p>
          ))}
          {rate.trace.rounding === null ? null : <p className="muted">{rate.trace.rounding}</p>}
        </details>
        <Link to="/cases/$id/ledger/entries" params={{ id: ledger.caseId }} search={{ rate: rate.key }}>
          {words.toEntries}
        </Link>
      </div>
    </>
  );
}
