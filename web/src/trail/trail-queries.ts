// What the pages on the audit trail ask the server, and their words.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { ReleaseView, TrailEventView, TrailPageView, TrailPersonView, TrailStateView } from "../../../src/app/http/contract-trail.ts";
import { type TrailPagesWording, trailPagesWording } from "../../../src/app/messages/trail-pages.ts";
import { getJson } from "../api/api-client.ts";
import { casePath } from "../api/queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { questionOf, type TrailSearch } from "./trail-search.ts";

export function useTrailWords(): TrailPagesWording {
  return trailPagesWording(useLanguage().language);
}

/** Page after page towards the first event. */
export function trailQuery(search: TrailSearch) {
  return infiniteQueryOptions({
    queryKey: ["trail", "events", search],
    queryFn: ({ pageParam, signal }) => getJson<TrailPageView>("/api/trail", { ...questionOf(search), before: pageParam }, signal),
    initialPageParam: search.before,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
  });
}

export function trailPeopleQuery() {
  return queryOptions({
    queryKey: ["trail", "people"],
    queryFn: ({ signal }) => getJson<readonly TrailPersonView[]>("/api/trail/people", {}, signal),
  });
}

export function trailStateQuery() {
  return queryOptions({
    queryKey: ["trail", "state"],
    queryFn: ({ signal }) => getJson<TrailStateView>("/api/trail/state", {}, signal),
    staleTime: 0,
  });
}

export function releasesQuery() {
  return queryOptions({
    queryKey: ["trail", "releases"],
    queryFn: ({ signal }) => getJson<readonly ReleaseView[]>("/api/trail/releases", {}, signal),
    staleTime: 0,
  });
}

export function historyQuery(id: string) {
  return queryOptions({
    queryKey: ["case", id, "history"],
    queryFn: ({ signal }) => getJson<readonly TrailEventView[]>(`${casePath(id)}/history`, {}, signal),
    staleTime: 0,
  });
}
