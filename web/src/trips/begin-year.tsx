// Begins the plan of a year for whoever may write it; what was begun is opened at once.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { sendJson } from "../api/api-client.ts";
import { askAgain } from "../flows/flow-queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { useMay } from "../session/use-session.ts";
import { TextField } from "./text-field.tsx";
import { useTripFormWords } from "./use-trip-words.ts";

export function BeginYear({ next }: { readonly next: number }) {
  const { plan: words } = useTripFormWords();
  const { language } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [year, setYear] = useState(String(next));
  const begin = useMutation({
    networkMode: "always",
    mutationFn: () => sendJson<{ readonly id: string }>("POST", "/api/trip-years", { lang: language }, { year: Number(year) }),
    onSuccess: async ({ id }) => {
      await askAgain(client);
      await navigate({ to: "/trips/years/$id", params: { id } });
    },
  });
  if (!useMay("trip.revise")) return null;
  return (
    <section className="card trip-block">
      <div className="trip-act-buttons">
        <TextField name={words.year} kind="number" value={year} onChange={setYear} />
        <Button type="primary" disabled={!/^20\d\d$/.test(year)} loading={begin.isPending} onClick={() => begin.mutate()}>
          {words.begin}
        </Button>
      </div>
      {begin.isError ? <Faults error={begin.error} /> : null}
    </section>
  );
}
