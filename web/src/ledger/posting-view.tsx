// Posting by hand: the kind, its fields, and beside them what the ledger would answer, decided anew with every change.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { type FormEvent, useState } from "react";
import type { LedgerView, PostedView } from "../../../src/app/http/contract-ledger.ts";
import { sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { EmptyView, Skeleton } from "../parts/states.tsx";
import { DecisionBox } from "./decision-box.tsx";
import { LapseFields } from "./lapse-fields.tsx";
import { economicClassesQuery, ledgerPath, refreshLedger, useLedgerWords } from "./ledger-queries.ts";
import { newKey } from "./new-key.ts";
import { PostingField } from "./posting-field.tsx";
import {
  type FieldName,
  missingFields,
  POSTING_FIELDS,
  POSTING_GROUPS,
  type PostingKind,
  type PostingValues,
  postingOf,
  postingRoute,
} from "./posting-fields.ts";
import { useLedger } from "./use-ledger.ts";

const route = getRouteApi("/cases/$id/keeping/ledger/post");

export function PostingView() {
  const ledger = useLedger();
  return ledger ? <Posting ledger={ledger} /> : <Skeleton lines={8} />;
}

function Posting({ ledger }: { readonly ledger: LedgerView }) {
  const words = useLedgerWords();
  const { caseId: id, may } = ledger;
  const navigate = useNavigate();
  const { kind: wanted } = route.useSearch();
  const groups = [
    { name: "spending" as const, open: may.post, kinds: POSTING_GROUPS.spending as readonly PostingKind[] },
    { name: "budget" as const, open: may.adjust, kinds: POSTING_GROUPS.budget as readonly PostingKind[] },
    { name: "exceptions" as const, open: may.except, kinds: POSTING_GROUPS.exceptions as readonly PostingKind[] },
  ].filter(({ open }) => open);
  const kinds = groups.flatMap((group) => group.kinds);
  const kind = kinds.find((one) => one === wanted) ?? kinds[0];
  if (kind === undefined) return <EmptyView title={words.nothingToPost} hint={words.nothingToPostHint} />;
  return (
    <section className="section" aria-label={words.postTitle}>
      <div className="section-head">
        <h2>{words.postTitle}</h2>
        <p className="small">{words.postHint}</p>
      </div>
      <div className="posting-kinds">
        {groups.map((group) => (
          <fieldset key={group.name}>
            <legend className="muted small">{words.groups[group.name]}</legend>
            {group.kinds.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={one === kind}
                onClick={() => void navigate({ to: "/cases/$id/ledger/post", params: { id }, search: { kind: one }, replace: true })}
              >
                {words.kinds[one]}
              </button>
            ))}
          </fieldset>
        ))}
      </div>
      <PostingForm key={kind} ledger={ledger} kind={kind} />
    </section>
  );
}

/** Today, or the last day of the ledger's year once that is over. */
function usualDay(year: number): string {
  const today = new Date().toISOString().slice(0, 10);
  if (today.startsWith(`${year}-`)) return today;
  return Number(today.slice(0, 4)) < year ? `${year}-01-01` : `${year}-12-31`;
}

function PostingForm({ ledger, kind }: { readonly ledger: LedgerView; readonly kind: PostingKind }) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const { caseId: id } = ledger;
  const classes = useQuery(economicClassesQuery(language)).data?.classes ?? [];
  const first = (day: string): PostingValues => ({ day, line: "1", numbering: "year" });
  const [values, setValues] = useState(first(kind === "closing" ? `${ledger.year}-12-31` : usualDay(ledger.year)));
  const [key, setKey] = useState(newKey);
  const missing = missingFields(kind, values);
  const send = useMutation({
    mutationFn: () =>
      sendJson<PostedView>(
        "POST",
        `${ledgerPath(id)}/${postingRoute(kind)}`,
        { lang: language },
        { posting: postingOf(kind, values), key, version: ledger.version },
      ),
    onSuccess: async () => {
      await refreshLedger(queries, id);
      setKey(newKey());
    },
  });
  const change = (name: FieldName, value: string) => {
    send.reset();
    setValues((before) => {
      const next = { ...before, [name]: value };
      // A payment belongs where its commitment does.
      const commitment = name === "commitment" ? ledger.commitments.find((one) => one.id === value) : undefined;
      if (kind === "payment" && commitment) return { ...next, slice: commitment.slice ?? "" };
      const slice = name === "sliceId" ? ledger.slices.find((one) => one.id === value) : undefined;
      return slice ? { ...next, sliceName: slice.name, within: slice.within ?? "", division: slice.division ?? "" } : next;
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing.length === 0 && !send.isPending) send.mutate();
  };
  if (send.data)
    return (
      <div className="card posting-done" role="status" data-testid="posted">
        <h3>{send.data.again ? words.postedAgain(send.data.seq) : words.posted(send.data.seq)}</h3>
        {send.data.notices.map(({ code, message }) => (
          <p key={code} className="posting-notice">
            {message}
          </p>
        ))}
        <div className="form-actions">
          <Button
            type="primary"
            autoFocus
            onClick={() => {
              send.reset();
              setValues(first(values.day ?? ""));
            }}
          >
            {words.another}
          </Button>
          <Link to="/cases/$id/ledger/entries" params={{ id }} search={{ entry: String(send.data.seq) }}>
            {words.entry(send.data.seq)}
          </Link>
          <Link to="/cases/$id/ledger" params={{ id }}>
            {words.views.overview}
          </Link>
        </div>
      </div>
    );
  return (
    <form className="posting" onSubmit={submit}>
      <div className="card posting-fields">
        <p className="muted small">{words.kindHints[kind]}</p>
        <div className="posting-grid">
          {POSTING_FIELDS[kind]
            .filter(({ name }) => name !== "exceptions" || ledger.exceptions.length > 0)
            .map(({ name, required }) => (
              <PostingField
                key={name}
                ledger={ledger}
                kind={kind}
                name={name}
                required={required}
                classes={classes}
                value={values[name] ?? ""}
                onChange={(value) => change(name, value)}
              />
            ))}
        </div>
        {kind === "closing" ? <LapseFields ledger={ledger} values={values} onChange={change} /> : null}
      </div>
      <aside className="posting-side">
        <DecisionBox id={id} version={ledger.version} kind={kind} values={values} missing={missing} />
        <Faults error={send.error} />
        <Button type="primary" htmlType="submit" size="large" block loading={send.isPending} disabled={missing.length > 0}>
          {words.post}
        </Button>
      </aside>
    </form>
  );
}
