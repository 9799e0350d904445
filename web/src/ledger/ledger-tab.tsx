// The ledger of a case: its pages, or the offer to open one.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, Outlet } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { type FormEvent, useState } from "react";
import type { LedgerView } from "../../../src/app/http/contract-ledger.ts";
import { sendJson } from "../api/api-client.ts";
import { useCase } from "../case/use-case.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { Field } from "../parts/field.tsx";
import { EmptyView, Loaded } from "../parts/states.tsx";
import { useMay } from "../session/use-session.ts";
import "../session/session.css";
import "./ledger.css";
import { ledgerPath, ledgerQuery, refreshLedger, useLedgerWords } from "./ledger-queries.ts";

const route = getRouteApi("/cases/$id");

export function LedgerTab() {
  const { language } = useLanguage();
  const { id } = route.useParams();
  const ledger = useQuery(ledgerQuery(id, language));
  return <Loaded query={ledger}>{(data) => (data === null ? <OpenLedger id={id} /> : <LedgerFrame ledger={data} />)}</Loaded>;
}

function LedgerFrame({ ledger }: { readonly ledger: LedgerView }) {
  const words = useLedgerWords();
  const { caseId: id, may } = ledger;
  const isExample = useCase()?.one.origin === "example";
  const mayWrite = may.post || may.adjust || may.except;
  return (
    <div className="ledger">
      <div className="ledger-head">
        <nav className="ledger-views" aria-label={words.viewsLabel}>
          <Link to="/cases/$id/ledger" params={{ id }} search={{}} activeOptions={{ exact: true, includeSearch: false }}>
            {words.views.overview}
          </Link>
          <Link to="/cases/$id/ledger/entries" params={{ id }} search={{}} activeOptions={{ includeSearch: false }}>
            {words.views.entries}
          </Link>
          {mayWrite ? (
            <Link to="/cases/$id/ledger/post" params={{ id }} search={{}} activeOptions={{ includeSearch: false }}>
              {words.views.posting}
            </Link>
          ) : null}
          {may.import ? (
            <Link to="/cases/$id/ledger/imports" params={{ id }} search={{}} activeOptions={{ includeSearch: false }}>
              {words.views.imports}
            </Link>
          ) : null}
        </nav>
        <p className="ledger-state small muted">
          <span>{words.ofYear(ledger.year)}</span>
          <span>{words.entriesCount(ledger.version)}</span>
          <span className={ledger.closed ? "tag tag-amber" : "tag tag-teal"}>
            {ledger.closed ? words.closedOn(ledger.closed.day) : words.open}
          </span>
          <span>{words.unit}</span>
        </p>
      </div>
      {isExample ? <p className="ledger-example small">{words.exampleNote}</p> : null}
      <Outlet />
    </div>
  );
}

function OpenLedger({ id }: { readonly id: string }) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const may = useMay("ledger.adjust");
  const [document, setDocument] = useState("");
  const open = useMutation({
    mutationFn: () => sendJson("POST", ledgerPath(id), { lang: language }, { document: document.trim() }),
    onSuccess: async () => await refreshLedger(queries, id),
  });
  if (!may) return <EmptyView title={words.noLedger} hint={words.noLedgerForYou} />;
  return (
    <div className="card ledger-open">
      <h2>{words.noLedger}</h2>
      <p className="muted">{words.noLedgerHint}</p>
      <Faults error={open.error} />
      <form
        className="form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (document.trim() !== "") open.mutate();
        }}
      >
        <Field label={words.openDocument} hint={words.openDocumentHint}>
          {(control) => (
            <Input {...control} value={document} maxLength={200} required onChange={(event) => setDocument(event.target.value)} />
          )}
        </Field>
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={open.isPending} disabled={document.trim() === ""}>
            {words.openLedger}
          </Button>
        </div>
      </form>
    </div>
  );
}
