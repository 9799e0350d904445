// What the pages on matters ask the server, and what they send.
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { DelegationsView, FlowSummaryView, FlowView, StartableView, TasksView } from "../../../src/app/http/contract-flows.ts";
import { flowPagesWording } from "../../../src/app/messages/flow-pages.ts";
import type { FlowPagesWording } from "../../../src/app/messages/flow-pages.zh.ts";
import type { Language } from "../../../src/app/messages/language.ts";
import { ApiError, getJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";

export function useFlowWords(): FlowPagesWording {
  return flowPagesWording(useLanguage().language);
}

const MINUTE = 60_000;

export function tasksQuery(lang: Language) {
  return queryOptions({
    queryKey: ["flows", "tasks", lang],
    queryFn: ({ signal }) => getJson<TasksView>("/api/tasks", { lang }, signal),
    staleTime: 0,
    refetchInterval: MINUTE,
  });
}

export function flowQuery(id: string, lang: Language) {
  return queryOptions({
    queryKey: ["flows", "one", id, lang],
    queryFn: ({ signal }) => getJson<FlowView>(flowPath(id), { lang }, signal),
    staleTime: 0,
  });
}

export function flowsAboutQuery(subject: string, lang: Language) {
  return queryOptions({
    queryKey: ["flows", "about", subject, lang],
    queryFn: ({ signal }) => getJson<readonly FlowSummaryView[]>("/api/flows", { subject, lang }, signal),
    staleTime: 0,
    retry: false,
  });
}

/** What is running within one's reach, the most urgent first. */
export function runningFlowsQuery(lang: Language) {
  return queryOptions({
    queryKey: ["flows", "running", lang],
    queryFn: ({ signal }) => getJson<readonly FlowSummaryView[]>("/api/flows", { lang }, signal),
    staleTime: 0,
  });
}

/** Of one pack, or of all. */
export function startableQuery(pack: string | null, lang: Language) {
  return queryOptions({
    queryKey: ["flows", "startable", pack, lang],
    queryFn: ({ signal }) => getJson<readonly StartableView[]>("/api/processes", { ...(pack === null ? {} : { pack }), lang }, signal),
    retry: false,
  });
}

export function delegationsQuery(lang: Language) {
  return queryOptions({
    queryKey: ["flows", "delegations", lang],
    queryFn: ({ signal }) => getJson<DelegationsView>("/api/delegations", { lang }, signal),
    staleTime: 0,
  });
}

export function flowPath(id: string): string {
  return `/api/flows/${encodeURIComponent(id)}`;
}

/** After a refusal because somebody else saved meanwhile: what was saved. */
export async function askAgainWhereLate(client: QueryClient, error: unknown): Promise<void> {
  if (error instanceof ApiError && error.problem?.code === "version-conflict") await askAgain(client);
}

/** After an act everything about matters is asked again: the to-do list, the case's list, the matter, and the trips it decides on. */
export async function askAgain(client: QueryClient): Promise<void> {
  await Promise.all(["flows", "trips", "trip-years"].map((key) => client.invalidateQueries({ queryKey: [key] })));
}
