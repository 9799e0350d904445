// What the ledger would answer to what is being written: it goes, beyond a limit, by an exception only, or not at all.
import { CheckCircleOutlined, CloseCircleOutlined, ExclamationCircleOutlined, WarningOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ForeseenView } from "../../../src/app/http/contract-ledger.ts";
import { sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { yuan } from "./amount.ts";
import { ledgerPath, useLedgerWords } from "./ledger-queries.ts";
import { type FieldName, type PostingKind, type PostingValues, postingOf } from "./posting-fields.ts";

type DecisionProps = {
  readonly id: string;
  readonly version: number;
  readonly kind: PostingKind;
  readonly values: PostingValues;
  readonly missing: readonly FieldName[];
};

const ICONS = {
  goes: CheckCircleOutlined,
  "goes-beyond": WarningOutlined,
  "needs-exception": ExclamationCircleOutlined,
  stopped: CloseCircleOutlined,
} as const;

export function DecisionBox({ id, version, kind, values, missing }: DecisionProps) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const asked = useSettled(missing.length === 0 ? JSON.stringify(postingOf(kind, values)) : "");
  const foreseen = useQuery({
    queryKey: ["ledger", id, "decision", version, asked, language],
    queryFn: () =>
      sendJson<ForeseenView>("POST", `${ledgerPath(id)}/decision`, { lang: language }, { posting: JSON.parse(asked) as unknown }),
    enabled: asked !== "",
    staleTime: 0,
    retry: false,
  });
  if (missing.length > 0)
    return (
      <div className="card decision" role="status" data-testid="decision">
        <h3>{words.decide}</h3>
        <p className="muted">{words.incomplete(words.list(missing.map((name) => words.fields[name])))}</p>
      </div>
    );
  if (foreseen.isError) return <Faults error={foreseen.error} />;
  if (!foreseen.data)
    return (
      <div className="card decision" role="status" data-testid="decision">
        <h3>{words.decide}</h3>
        <p className="muted">{words.deciding}</p>
      </div>
    );
  const { answer, reasons, notices, draws, after } = foreseen.data;
  const Icon = ICONS[answer];
  return (
    <div className={`card decision decision-${answer}`} role="status" data-testid="decision" data-answer={answer}>
      <h3>
        <Icon aria-hidden="true" /> {words.answers[answer]}
      </h3>
      {[...reasons, ...notices].map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
      {answer === "needs-exception" ? <p className="muted small">{words.needsExceptionHint}</p> : null}
      {draws.length === 0 ? null : (
        <p className="small">
          <span className="muted">{words.wouldDraw}</span>{" "}
          {words.list(draws.map(({ source, amount }) => words.drawsOf(words.sources[source], yuan(amount))))}
        </p>
      )}
      {after === null ? null : (
        <ul className="small">
          <li>{words.afterWhole(yuan(after.whole))}</li>
          {after.slice === null ? null : <li>{words.afterSlice(after.slice.name, yuan(after.slice.left))}</li>}
        </ul>
      )}
    </div>
  );
}

const SETTLE_MS = 350;

/** The value once it has not changed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
