// One import, step by step: columns, reading, reconciliation, posting, what was parked. It can be left and taken up at any step.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useRef } from "react";
import type { LedgerView } from "../../../src/app/http/contract-ledger.ts";
import type { LedgerImportView } from "../../../src/app/http/contract-ledger-imports.ts";
import { sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { EmptyView, Loaded, Skeleton } from "../parts/states.tsx";
import { yuan } from "./amount.ts";
import { ColumnsStep } from "./columns-step.tsx";
import { ImportProgress } from "./import-progress.tsx";
import { importPath, importQuery, refreshLedger, useLedgerWords } from "./ledger-queries.ts";
import { LedgerSection } from "./ledger-section.tsx";
import { ParkedList } from "./parked-list.tsx";
import { ReconcileStep } from "./reconcile-step.tsx";
import { useLedger } from "./use-ledger.ts";

const route = getRouteApi("/cases/$id/keeping/ledger/ledger-importing/imports/$importId");

export function ImportPage() {
  const ledger = useLedger();
  const { language } = useLanguage();
  const { id, importId } = route.useParams();
  const found = useQuery(importQuery(id, importId, language));
  if (!ledger) return <Skeleton lines={8} />;
  return <Loaded query={found}>{(one) => <Import ledger={ledger} one={one} />}</Loaded>;
}

type ImportProps = { readonly ledger: LedgerView; readonly one: LedgerImportView };

/** The step one is at: 1 columns … 4 parked. */
function stepOf({ status, progress }: LedgerImportView): number {
  if (status === "uploaded" || status === "failed") return 1;
  if (status === "posted") return 4;
  return progress?.step === "posting" ? 3 : 2;
}

function Import({ ledger, one }: ImportProps) {
  const words = useLedgerWords();
  const queries = useQueryClient();
  const { caseId: id } = ledger;
  const step = stepOf(one);
  // What is shown elsewhere is asked for anew once a step is done in the background.
  const before = useRef(one.status);
  useEffect(() => {
    if (before.current !== one.status) void refreshLedger(queries, id);
    before.current = one.status;
  }, [one.status, queries, id]);
  return (
    <section className="import-page" aria-label={one.fileName} data-testid="ledger-import" data-status={one.status}>
      <div className="import-page-head">
        <div>
          <h2>{one.fileName}</h2>
          <p className="muted small">
            {[one.sourceName, words.by(one.byName === "-" ? words.program : one.byName, one.createdAt.slice(0, 10))].join(" · ")}{" "}
            <span className="mono">{one.sha256.slice(0, 12)}</span>
          </p>
        </div>
        <Link to="/cases/$id/ledger/imports" params={{ id }}>
          {words.backToImports}
        </Link>
      </div>
      <ol className="import-steps-bar" aria-label={words.stepsLabel}>
        {words.steps.map((name, index) => (
          <li key={name} className={index < step ? "done" : undefined} aria-current={index === step ? "step" : undefined}>
            <span aria-hidden="true">{index + 1}</span> {name}
          </li>
        ))}
      </ol>
      <Body ledger={ledger} one={one} />
    </section>
  );
}

function Body({ ledger, one }: ImportProps) {
  const words = useLedgerWords();
  const { caseId: id } = ledger;
  if (one.status === "discarded") return <EmptyView title={words.discarded} />;
  if (one.progress !== null || one.status === "staging")
    return (
      <div className="card import-wait">
        <ImportProgress one={one} />
        <p className="muted small">{words.resumable}</p>
      </div>
    );
  switch (one.status) {
    case "uploaded":
      return (
        <>
          <ColumnsStep id={id} one={one} />
          <Discard id={id} one={one} />
        </>
      );
    case "failed":
      return (
        <div className="card import-wait">
          <ul className="import-faults">
            {one.faults.map(({ message, place }) => (
              <li key={`${place} ${message}`}>
                {message} <span className="mono">{place}</span>
              </li>
            ))}
          </ul>
          <p className="muted">{words.failedHint}</p>
          <Discard id={id} one={one} />
        </div>
      );
    case "staged":
      return (
        <>
          <ReconcileStep ledger={ledger} one={one} />
          <Discard id={id} one={one} />
        </>
      );
    default:
      return <Posted ledger={ledger} one={one} />;
  }
}

function Posted({ ledger, one }: ImportProps) {
  const words = useLedgerWords();
  const { posted, matched, parked } = one.outcome ?? { posted: 0, matched: 0, parked: 0 };
  return (
    <>
      <div className="card import-outcome" role="status" data-testid="import-outcome">
        <h3>{words.outcome(posted, matched, parked)}</h3>
        <p className="muted">
          {words.rowsOf(one.rows)} · {words.fileSum} {yuan(one.amount)}
        </p>
        <Link to="/cases/$id/ledger/entries" params={{ id: ledger.caseId }} search={{ import: one.id, first: "oldest" }}>
          {words.seePosted}
        </Link>
      </div>
      <LedgerSection title={words.parked} hint={words.parkedHint}>
        <ParkedList ledger={ledger} importId={one.id} />
      </LedgerSection>
    </>
  );
}

function Discard({ id, one }: { readonly id: string; readonly one: LedgerImportView }) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const discard = useMutation({
    mutationFn: () => sendJson("DELETE", importPath(id, one.id), { lang: language, version: String(one.version) }),
    onSuccess: async () => await refreshLedger(queries, id),
  });
  return (
    <div className="import-discard">
      <Button danger type="text" loading={discard.isPending} onClick={() => discard.mutate()}>
        {words.discard}
      </Button>
      {discard.isError ? <Faults error={discard.error} /> : null}
    </div>
  );
}
