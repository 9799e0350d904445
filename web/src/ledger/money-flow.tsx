// Initial budget → adjustments → revised budget → paid, committed, left: the whole in one line, drawn below.
import type { LedgerView } from "../../../src/app/http/contract-ledger.ts";
import { drawnShare, isNothing, subtract, yuan } from "./amount.ts";
import { useLedgerWords } from "./ledger-queries.ts";
import { LedgerSection } from "./ledger-section.tsx";

export function MoneyFlow({ ledger }: { readonly ledger: LedgerView }) {
  const words = useLedgerWords();
  const { initial, revised, paid, reserved, left } = ledger.whole;
  const adjusted = subtract(revised, initial);
  return (
    <LedgerSection title={words.flow}>
      <div className="card money-flow" data-testid="money-flow">
        <dl>
          <Figure label={words.initial} amount={initial} />
          <Figure label={words.adjusted} amount={adjusted} sign={isNothing(adjusted) ? "" : adjusted.startsWith("-") ? "" : "+"} />
          <Figure label={words.revised} amount={revised} strong />
          <Figure label={words.paid} amount={paid} mark="paid" />
          <Figure label={words.reserved} amount={reserved} mark="reserved" />
          <Figure label={words.left} amount={left} mark="left" />
        </dl>
        <div className="flow-bar" role="img" aria-label={words.flowBar(yuan(paid), yuan(reserved), yuan(left))}>
          <i className="flow-paid" style={{ width: `${drawnShare(paid, revised)}%` }} />
          <i className="flow-reserved" style={{ width: `${drawnShare(reserved, revised)}%` }} />
        </div>
      </div>
    </LedgerSection>
  );
}

type FigureProps = {
  readonly label: string;
  readonly amount: string;
  readonly sign?: string;
  readonly strong?: boolean;
  readonly mark?: "paid" | "reserved" | "left";
};

function Figure({ label, amount, sign = "", strong = false, mark }: FigureProps) {
  return (
    <div className={strong ? "flow-figure flow-strong" : "flow-figure"}>
      <dt className={mark === undefined ? undefined : `flow-mark flow-mark-${mark}`}>{label}</dt>
      <dd>
        {sign}
        {yuan(amount)}
      </dd>
    </div>
  );
}
