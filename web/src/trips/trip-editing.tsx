// A trip while it is written: kept on this machine with every change, saved as a new version, or given up. Application, itinerary and
// claim are parts of the one draft.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type ReactNode, useState } from "react";
import type { TripView } from "../../../src/app/http/contract-trips.ts";
import { ApiError, sendJson } from "../api/api-client.ts";
import { askAgain } from "../flows/flow-queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import type { TripData } from "./trip-data.ts";
import { dropDraft, keepDraft, loadDraft } from "./trip-draft.ts";
import { useTripWords } from "./use-trip-words.ts";

export type TripEditing = {
  readonly content: TripData;
  readonly change: (content: TripData) => void;
  /** What is unsaved and what can be done with it; null where nothing is. */
  readonly bar: ReactNode;
};

export function useTripEditing(view: TripView): TripEditing {
  const { editor } = useTripWords();
  const { language } = useLanguage();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => loadDraft(view.id));
  const [note, setNote] = useState("");
  const content = draft?.content ?? (view.content as TripData);
  const base = draft?.base ?? view.version;
  const change = (next: TripData) => {
    const kept = { content: next, base, seen: view };
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
      await askAgain(client);
    },
  });
  const problem = save.error instanceof ApiError ? save.error.problem : null;
  const isUnreachable = save.error instanceof ApiError && problem === null;
  const bar =
    draft === null ? null : (
      <div className="card trip-draft" role="status">
        <p>{editor.draft(draft.base)}</p>
        {draft.base === view.version ? null : <p className="trip-warn">{editor.stale(view.version)}</p>}
        {isUnreachable ? <p className="trip-warn">{editor.offline}</p> : null}
        {problem === null ? null : (
          <ul className="trip-findings" role="alert">
            {problem.faults.map((one) => (
              <li key={`${one.path ?? ""} ${one.message}`} className="finding-error">
                {one.message} {one.remedy} <span className="muted small">{one.path}</span>
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
                maxLength={400}
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
    );
  return { content, change, bar };
}
