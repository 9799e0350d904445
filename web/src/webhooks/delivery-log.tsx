// What was sent, what waits and what was given up, each with the last answer; any of it can be sent once more.
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import type { DeliveryView, SubscriptionView } from "../../../src/app/http/contract-webhooks.ts";
import { sendJson } from "../api/api-client.ts";
import { exactTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { ErrorView, Skeleton } from "../parts/states.tsx";
import { useEventWords } from "../trail/event-words.ts";
import { deliveriesQuery, useWebhookWords } from "./webhook-queries.ts";

const STATE_TAGS = { waiting: "tag tag-amber", delivered: "tag tag-green", "given-up": "tag tag-red" } as const;
const ALL = "";

export function DeliveryLog({ subscriptions }: { readonly subscriptions: readonly SubscriptionView[] }) {
  const words = useWebhookWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [state, setState] = useState(ALL);
  const log = useInfiniteQuery(deliveriesQuery(state || undefined));
  const again = useMutation({
    mutationFn: ({ subscription, event }: DeliveryView) =>
      sendJson("POST", `/api/webhooks/${encodeURIComponent(subscription)}/deliveries/${event}`, { lang: language }),
    onSuccess: async () => await queries.invalidateQueries({ queryKey: ["webhooks"] }),
  });
  const rows = log.data?.pages.flatMap(({ deliveries }) => deliveries) ?? [];
  return (
    <section className="section" aria-label={words.log}>
      <div className="section-head">
        <h2>{words.log}</h2>
        <p className="small">{words.logHint}</p>
        <Select
          className="aside"
          aria-label={words.filter.label}
          value={state}
          onChange={setState}
          popupMatchSelectWidth={false}
          options={[
            { value: ALL, label: words.filter.all },
            ...(Object.keys(words.states) as (keyof typeof words.states)[]).map((value) => ({ value, label: words.states[value] })),
          ]}
        />
      </div>
      <Faults error={again.error} />
      {log.isPending ? <Skeleton lines={4} /> : null}
      {log.isError ? <ErrorView error={log.error} onRetry={() => void log.refetch()} /> : null}
      {log.isSuccess && rows.length === 0 ? <p className="card webhook-none muted">{words.noLog}</p> : null}
      {rows.length === 0 ? null : (
        <div className="card">
          <table className="record-table" aria-label={words.log} data-testid="deliveries">
            <thead>
              <tr>
                <th scope="col">{words.columns.what}</th>
                <th scope="col">{words.columns.object}</th>
                <th scope="col">{words.columns.at}</th>
                <th scope="col">{words.columns.to}</th>
                <th scope="col">{words.columns.state}</th>
                <th scope="col">
                  <span className="visually-hidden">{words.columns.acts}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <DeliveryRow
                  key={`${row.subscription} ${row.event}`}
                  row={row}
                  receiver={subscriptions.find(({ id }) => id === row.subscription)?.name ?? row.subscription}
                  isBusy={again.isPending}
                  onAgain={() => again.mutate(row)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {log.hasNextPage ? (
        <div className="form-actions">
          <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {words.earlier}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

type RowProps = { readonly row: DeliveryView; readonly receiver: string; readonly isBusy: boolean; readonly onAgain: () => void };

function DeliveryRow({ row, receiver, isBusy, onAgain }: RowProps) {
  const words = useWebhookWords();
  const { language } = useLanguage();
  const { actionOf, kindOf } = useEventWords();
  const notes = [
    ...(row.attempts > 0 ? [words.attempts(row.attempts)] : []),
    ...(row.trouble !== null ? [words.troubles[row.trouble]] : []),
    ...(row.answer !== null ? [words.answer(row.answer)] : []),
    ...(row.attempts > 0 && row.nextAt !== null ? [words.nextAt(exactTime(row.nextAt, language))] : []),
  ];
  return (
    <tr>
      <td>
        <strong>{actionOf(row.kind)}</strong>
      </td>
      <td>
        {kindOf(row.object.kind)} <span className="mono muted">{row.object.id}</span>
      </td>
      <td className="record-time">
        <time dateTime={row.at}>{exactTime(row.at, language)}</time>
      </td>
      <td>{receiver}</td>
      <td>
        <span className={STATE_TAGS[row.state]}>{words.states[row.state]}</span> <span className="muted small">{notes.join(" · ")}</span>
      </td>
      <td className="webhook-again">
        {row.state === "waiting" ? null : (
          <Button size="small" disabled={isBusy} onClick={onAgain}>
            {words.again}
          </Button>
        )}
      </td>
    </tr>
  );
}
