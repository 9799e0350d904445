// 代理: who signs for me while I am away, and for whom I do.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useId, useState } from "react";
import type { DelegationsView } from "../../../src/app/http/contract-flows.ts";
import { sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { Loaded } from "../parts/states.tsx";
import { askAgain, delegationsQuery, useFlowWords } from "./flow-queries.ts";

export function DelegationsPanel() {
  const words = useFlowWords();
  const { language } = useLanguage();
  return (
    <section className="card flow-delegations" aria-labelledby="flow-delegations">
      <h2 id="flow-delegations">{words.delegations}</h2>
      <p className="muted small">{words.delegationsHint}</p>
      <Loaded query={useQuery(delegationsQuery(language))} lines={3}>
        {(view) => <Delegations view={view} />}
      </Loaded>
    </section>
  );
}

function Delegations({ view }: { readonly view: DelegationsView }) {
  const words = useFlowWords();
  const client = useQueryClient();
  const [giving, setGiving] = useState(false);
  const end = useMutation({
    mutationFn: (id: string) => sendJson("DELETE", `/api/delegations/${encodeURIComponent(id)}`, {}),
    onSuccess: () => askAgain(client),
  });
  return (
    <>
      {view.given.length === 0 ? <p className="muted">{words.noDelegations}</p> : null}
      <ul>
        {view.given.map((one) => (
          <li key={one.id} className={one.ended ? "flow-paper-gone" : undefined}>
            <strong>{one.mine ? words.given(one.delegate.name) : words.held(one.principal.name)}</strong>
            <span className="muted small">{`${words.span(one.from, one.until)} · ${one.reason}`}</span>
            {one.ended ? (
              <span className="tag">{words.ended}</span>
            ) : one.mine ? (
              <Button type="link" size="small" onClick={() => end.mutate(one.id)}>
                {words.takeBack}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {end.isError ? <Faults error={end.error} /> : null}
      {giving ? <GiveForm view={view} onDone={() => setGiving(false)} /> : <Button onClick={() => setGiving(true)}>{words.give}</Button>}
    </>
  );
}

function GiveForm({ view, onDone }: { readonly view: DelegationsView; readonly onDone: () => void }) {
  const words = useFlowWords();
  const client = useQueryClient();
  const id = useId();
  const [delegate, setDelegate] = useState<string | undefined>(undefined);
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const sent = useMutation({
    mutationFn: () => sendJson("POST", "/api/delegations", {}, { delegate, process: null, from, until, reason }),
    onSuccess: async () => {
      await askAgain(client);
      onDone();
    },
  });
  return (
    <form
      className="flow-form"
      onSubmit={(event) => {
        event.preventDefault();
        sent.mutate();
      }}
    >
      <label htmlFor={`${id}-delegate`}>
        {words.delegate}
        <Select
          id={`${id}-delegate`}
          value={delegate}
          placeholder={words.choose}
          onChange={setDelegate}
          options={view.candidates.map((one) => ({ value: one.id, label: one.name }))}
          showSearch
          optionFilterProp="label"
        />
      </label>
      <div className="flow-days">
        <label htmlFor={`${id}-from`}>
          {words.from}
          <Input id={`${id}-from`} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label htmlFor={`${id}-until`}>
          {words.until}
          <Input id={`${id}-until`} type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
        </label>
      </div>
      <label htmlFor={`${id}-reason`}>
        {words.reason}
        <Input id={`${id}-reason`} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={400} />
      </label>
      {sent.isError ? <Faults error={sent.error} /> : null}
      <div className="flow-buttons">
        <Button
          type="primary"
          htmlType="submit"
          loading={sent.isPending}
          disabled={delegate === undefined || from === "" || until === "" || reason.trim() === ""}
        >
          {words.give}
        </Button>
        <Button onClick={onDone}>{words.cancel}</Button>
      </div>
    </form>
  );
}
