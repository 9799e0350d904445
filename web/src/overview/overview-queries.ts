// What the overview page asks the server, and its words.
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { OverviewView, ReplayView } from "../../../src/app/http/contract-overview.ts";
import type { Language } from "../../../src/app/messages/language.ts";
import { overviewPagesWording } from "../../../src/app/messages/overview-pages.ts";
import type { OverviewPagesWording } from "../../../src/app/messages/overview-pages.zh.ts";
import { getJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";

export function useOverviewWords(): OverviewPagesWording {
  return overviewPagesWording(useLanguage().language);
}

export function overviewQuery(by: OverviewView["by"], year: string | undefined, lang: Language) {
  return queryOptions({
    queryKey: ["overview", by, year, lang],
    queryFn: ({ signal }) => getJson<OverviewView>("/api/overview", { by, ...(year === undefined ? {} : { year }), lang }, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export function replayQuery(pack: string, lang: Language) {
  return queryOptions({
    queryKey: ["overview-replay", pack, lang],
    queryFn: ({ signal }) => getJson<ReplayView>("/api/overview/replay", { pack, lang }, signal),
    staleTime: 0,
  });
}
