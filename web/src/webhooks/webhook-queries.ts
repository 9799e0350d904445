// What the page on events told to other systems asks the server, and its words.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { DeliveriesView, WebhooksView } from "../../../src/app/http/contract-webhooks.ts";
import { type WebhookPagesWording, webhookPagesWording } from "../../../src/app/messages/webhook-pages.ts";
import { getJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";

export function useWebhookWords(): WebhookPagesWording {
  return webhookPagesWording(useLanguage().language);
}

export function webhooksQuery() {
  return queryOptions({
    queryKey: ["webhooks", "subscriptions"],
    queryFn: ({ signal }) => getJson<WebhooksView>("/api/webhooks", {}, signal),
    staleTime: 0,
  });
}

const ASK_AGAIN_MS = 5000;

/** Page after page; while something waits it is asked for again and again. */
export function deliveriesQuery(state: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ["webhooks", "deliveries", state ?? null],
    queryFn: ({ pageParam, signal }) => getJson<DeliveriesView>("/api/webhooks/deliveries", { state, before: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ deliveries }) => deliveries.some((one) => one.state === "waiting")) ? ASK_AGAIN_MS : false,
  });
}
