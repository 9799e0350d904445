// A rate as a link to the entries it is made of; a dash where there is nothing to divide by.
import { Link } from "@tanstack/react-router";
import type { LedgerView } from "../../../src/app/http/contract-ledger.ts";
import { useLedgerWords } from "./ledger-queries.ts";

export function RateLink({ ledger, rateKey }: { readonly ledger: LedgerView; readonly rateKey: string }) {
  const words = useLedgerWords();
  const found = ledger.rates.find(({ key }) => key === rateKey);
  if (!found || found.rate === null) return <span className="muted">{words.noDenominator}</span>;
  return (
    <Link
      to="/cases/$id/ledger/entries"
      params={{ id: ledger.caseId }}
      search={{ rate: rateKey }}
      className={Number.parseFloat(found.rate) > 100 ? "rate-over" : undefined}
      title={found.denominatorLabel}
    >
      {found.rate}
    </Link>
  );
}
