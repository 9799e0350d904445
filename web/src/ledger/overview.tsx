// A ledger at a glance: where the money comes from and goes, every rate with its denominator, slices with what is not allocated,
// classes of expenditure, commitments, exceptions, the rules it spends by.
import { Skeleton } from "../parts/states.tsx";
import { ClassTable } from "./class-table.tsx";
import { CommitmentTable, ExceptionTable } from "./commitment-table.tsx";
import { MoneyFlow } from "./money-flow.tsx";
import { RateCards } from "./rate-cards.tsx";
import { RulesCard } from "./rules-card.tsx";
import { SliceTable } from "./slice-table.tsx";
import { SourceTable } from "./source-table.tsx";
import { useLedger } from "./use-ledger.ts";

export function LedgerOverview() {
  const ledger = useLedger();
  if (!ledger) return <Skeleton lines={8} />;
  return (
    <>
      <MoneyFlow ledger={ledger} />
      <SourceTable ledger={ledger} />
      <RateCards ledger={ledger} />
      <SliceTable ledger={ledger} />
      <ClassTable id={ledger.caseId} />
      <CommitmentTable ledger={ledger} />
      <ExceptionTable ledger={ledger} />
      <RulesCard ledger={ledger} />
    </>
  );
}
