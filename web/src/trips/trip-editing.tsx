// A trip while it is written: kept on this machine with every change, saved as a new version, or given up. Application, itinerary and
// claim are parts of the one draft.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type ReactNode, useState } from "react";
import type { TripView } from "../../../src/app/http/contract-trips.ts";
import { ApiError, sendJson } from "../api/api-client.ts";
import { askAgain, askAgainWhereLate } from "../flows/flow-queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import type { TripData } from "./trip-data.ts";
import { tripDrafts } from "./trip-draft.ts";
import { useDraft } from "./use-draft.tsx";
import { useTripFormWords, useTripWords } from "./use-trip-words.ts";

export type TripEditing = {
  readonly content: TripData;
  readonly change: (content: TripData) => void;
  /** What is unsaved and what can be done with it; null where nothing is. */
  readonly bar: ReactNode;
};

export function useTripEditing(view: TripView): TripEditing {
  const { editor } = useTripWords();
  const forms = useTripFormWords();
  const { language } = useLanguage();
  const client = useQueryClient();
  const { draft, change, drop, notice } = useDraft(tripDrafts, view.id, {
    version: view.version,
    content: view.content as TripData,
    names: {
      ...{ ...forms.leg, ...forms.member, ...forms.cost, ...forms.application, ...forms.claim, ...editor },
      application: forms.application.basics,
      claim: forms.claim.title,
    },
    more: { seen: view },
    onMerged: () => save.reset(),
  });
  const [note, setNote] = useState("");
  const content = draft?.content ?? (view.content as TripData);
  const save = useMutation({
    // Without a connection it is tried and refused, not put off in silence.
    networkMode: "always",
    mutationFn: () =>
      sendJson(
        "PUT",
        `/api/trips/${encodeURIComponent(view.id)}`,
        { lang: language },
        { version: draft?.base ?? view.version, content, note },
      ),
    onSuccess: async () => {
      drop();
      await askAgain(client);
    },
    onError: async (error) => await askAgainWhereLate(client, error),
  });
  const problem = save.error instanceof ApiError ? save.error.problem : null;
  const isUnreachable = save.error instanceof ApiError && problem === null;
  const bar =
    draft === null ? null : (
      <div className="card trip-draft" role="status">
        <p>{editor.draft(draft.base)}</p>
        {notice}
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
          <Button onClick={drop}>{editor.discard}</Button>
        </div>
      </div>
    );
  return { content, change, bar };
}
