// The plan and the register of outcomes while they are written: a draft on this machine, saved as a new version of the year.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type ReactNode, useState } from "react";
import type { TripYearView } from "../../../src/app/http/contract-trips.ts";
import { sendJson } from "../api/api-client.ts";
import { askAgain, askAgainWhereLate } from "../flows/flow-queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import type { Fields } from "./trip-data.ts";
import { type YearPart, yearDrafts } from "./trip-draft.ts";
import { useDraft } from "./use-draft.tsx";
import { useTripFormWords } from "./use-trip-words.ts";

type YearEditingProps = {
  readonly year: TripYearView;
  readonly part: YearPart;
  readonly name: string;
  readonly written: Fields;
  readonly children: (data: Fields, change: (data: Fields) => void) => ReactNode;
};

export function YearEditing({ year, part, name, written, children }: YearEditingProps) {
  const words = useTripFormWords();
  const { language } = useLanguage();
  const client = useQueryClient();
  const { draft, change, drop, notice } = useDraft(yearDrafts, `${year.id}/${part}`, {
    version: year.version,
    content: written,
    names: part === "plan" ? words.plan : words.outcome,
    more: { yearId: year.id, year: year.year, part },
    onMerged: () => save.reset(),
  });
  const [note, setNote] = useState("");
  const save = useMutation({
    networkMode: "always",
    mutationFn: () =>
      sendJson(
        "PUT",
        `/api/trip-years/${encodeURIComponent(year.id)}`,
        { lang: language },
        { version: draft?.base, [part]: draft?.content, note },
      ),
    onSuccess: async () => {
      drop();
      await askAgain(client);
    },
    onError: async (error) => await askAgainWhereLate(client, error),
  });
  if (draft === null)
    return (
      <p>
        <Button onClick={() => change(written)}>{name}</Button>
      </p>
    );
  return (
    <section className="card trip-block">
      <h2>{name}</h2>
      {children(draft.content, change)}
      {save.isError ? <Faults error={save.error} isLatest={draft.base !== year.version} /> : null}
      {notice}
      <div className="trip-act-buttons">
        <Input
          value={note}
          placeholder={words.note}
          aria-label={words.note}
          maxLength={400}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
          {words.save}
        </Button>
        <Button onClick={drop}>{words.cancel}</Button>
      </div>
    </section>
  );
}
