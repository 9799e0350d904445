// The plan and the register of outcomes while they are written: a draft in the page, saved as a new version of the year.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type ReactNode, useState } from "react";
import type { TripYearView } from "../../../src/app/http/contract-trips.ts";
import { sendJson } from "../api/api-client.ts";
import { askAgain } from "../flows/flow-queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import type { Fields } from "./trip-data.ts";
import { useTripFormWords } from "./use-trip-words.ts";

type YearEditingProps = {
  readonly year: TripYearView;
  readonly part: "plan" | "outcomes";
  readonly name: string;
  readonly written: Fields;
  readonly children: (data: Fields, change: (data: Fields) => void) => ReactNode;
};

export function YearEditing({ year, part, name, written, children }: YearEditingProps) {
  const words = useTripFormWords();
  const { language } = useLanguage();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Fields | null>(null);
  const [note, setNote] = useState("");
  const save = useMutation({
    networkMode: "always",
    mutationFn: () =>
      sendJson("PUT", `/api/trip-years/${encodeURIComponent(year.id)}`, { lang: language }, { version: year.version, [part]: draft, note }),
    onSuccess: async () => {
      setDraft(null);
      await askAgain(client);
    },
  });
  if (draft === null)
    return (
      <p>
        <Button onClick={() => setDraft(written)}>{name}</Button>
      </p>
    );
  return (
    <section className="card trip-block">
      <h2>{name}</h2>
      {children(draft, setDraft)}
      {save.isError ? <Faults error={save.error} /> : null}
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
        <Button onClick={() => setDraft(null)}>{words.cancel}</Button>
      </div>
    </section>
  );
}
