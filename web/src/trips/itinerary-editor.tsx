// The itinerary as it is written: people, stays, costs, rates, days; priced beside it while one writes, kept on this machine until saved.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import type { TripView } from "../../../src/app/http/contract-trips.ts";
import { ApiError, sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { DayList, ItineraryCalendar } from "./itinerary-calendar.tsx";
import { CostRows, ExchangeRows, LegRows, MemberRows } from "./itinerary-rows.tsx";
import { LivePrice } from "./live-price.tsx";
import { TextField } from "./text-field.tsx";
import { type TripData, textOf, withText } from "./trip-data.ts";
import { dropDraft, keepDraft, loadDraft } from "./trip-draft.ts";
import { useTripWords } from "./use-trip-words.ts";

export function ItineraryEditor({ view }: { readonly view: TripView }) {
  const { editor } = useTripWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => loadDraft(view.id));
  const [note, setNote] = useState("");
  const content = draft?.content ?? (view.content as TripData);
  const base = draft?.base ?? view.version;
  const change = (next: TripData) => {
    const kept = { content: next, base };
    keepDraft(view.id, kept);
    setDraft(kept);
  };
  const discard = () => {
    dropDraft(view.id);
    setDraft(null);
  };
  const save = useMutation({
    // Without a connection it is tried and refused, not put off in silence.
    networkMode: "always",
    mutationFn: () => sendJson("PUT", `/api/trips/${encodeURIComponent(view.id)}`, { lang: language }, { version: base, content, note }),
    onSuccess: async () => {
      discard();
      await Promise.all([queries.invalidateQueries({ queryKey: ["trips"] }), queries.invalidateQueries({ queryKey: ["trip-years"] })]);
    },
  });
  const problem = save.error instanceof ApiError ? save.error.problem : null;
  const isUnreachable = save.error instanceof ApiError && problem === null;
  return (
    <div className="trip-editor">
      <div className="trip-form">
        {draft === null ? null : (
          <div className="card trip-draft" role="status">
            <p>{editor.draft(draft.base)}</p>
            {draft.base === view.version ? null : <p className="trip-warn">{editor.stale(view.version)}</p>}
            {isUnreachable ? <p className="trip-warn">{editor.offline}</p> : null}
            {problem === null ? null : (
              <ul className="trip-findings" role="alert">
                {problem.faults.map((one) => (
                  <li key={`${one.path ?? ""} ${one.message}`} className="finding-error">
                    {one.message} <span className="muted small">{one.path}</span>
                  </li>
                ))}
              </ul>
            )}
            <div className="trip-act-buttons">
              {view.mayRevise ? (
                <>
                  <Input
                    value={note}
                    placeholder={editor.note}
                    aria-label={editor.note}
                    onChange={(event) => setNote(event.target.value)}
                  />
                  <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
                    {editor.save}
                  </Button>
                </>
              ) : (
                <p className="muted small">{editor.readOnly}</p>
              )}
              <Button onClick={discard}>{editor.discard}</Button>
            </div>
          </div>
        )}
        <section className="card">
          <h2>{editor.basics}</h2>
          <div className="trip-row trip-row-basics">
            <TextField name={editor.title} value={textOf(content, "title")} onChange={(text) => change(withText(content, "title", text))} />
            {(["departs", "returns"] as const).map((key) => (
              <TextField
                key={key}
                name={editor[key]}
                kind="date"
                value={textOf(content, key)}
                onChange={(text) => change(withText(content, key, text))}
              />
            ))}
          </div>
          <ItineraryCalendar content={content} />
        </section>
        <MemberRows content={content} onChange={change} />
        <LegRows content={content} onChange={change} />
        <CostRows content={content} onChange={change} />
        <ExchangeRows content={content} onChange={change} />
        <section className="card">
          <h2>{editor.programme}</h2>
          <DayList content={content} onChange={change} />
        </section>
      </div>
      <LivePrice content={content} />
    </div>
  );
}
