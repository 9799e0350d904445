// Every question the pages ask, with its key; answers hold until a file is uploaded or the language changes.
import { queryOptions } from "@tanstack/react-query";
import type {
  CaseSummaryView,
  CaseView,
  ClauseView,
  ComparisonView,
  EvaluationView,
  PackSummary,
  PackView,
  PublishedView,
  ReportView,
  TermView,
} from "../../../src/app/http/contract.ts";
import type { Language } from "../../../src/app/messages/language.ts";
import { getJson } from "./api-client.ts";

/** A pack other than the dossier's, and an answer tried in place of the dossier's. */
export type Supposition = { readonly pack?: string | undefined; readonly completed?: "true" | "false" | undefined };

export function settingsOf({ completed }: Supposition): string | undefined {
  return completed === undefined ? undefined : `project.completed=${completed}`;
}

export function casesQuery(lang: Language) {
  return queryOptions({
    queryKey: ["cases", lang],
    queryFn: ({ signal }) => getJson<readonly CaseSummaryView[]>("/api/cases", { lang }, signal),
  });
}

export function caseQuery(id: string, lang: Language) {
  return queryOptions({ queryKey: ["case", id, lang], queryFn: ({ signal }) => getJson<CaseView>(casePath(id), { lang }, signal) });
}

export function evaluationQuery(id: string, supposed: Supposition, lang: Language) {
  return queryOptions({
    queryKey: ["case", id, "evaluation", supposed.pack ?? null, supposed.completed ?? null, lang],
    queryFn: ({ signal }) =>
      getJson<EvaluationView>(`${casePath(id)}/evaluation`, { pack: supposed.pack, set: settingsOf(supposed), lang }, signal),
  });
}

export function comparisonQuery(id: string, completed: "both" | "true" | "false", lang: Language) {
  return queryOptions({
    queryKey: ["case", id, "comparison", completed, lang],
    queryFn: ({ signal }) => getJson<ComparisonView>(`${casePath(id)}/comparison`, { completed, lang }, signal),
  });
}

export function reportQuery(id: string, pack: string, set: string | undefined, lang: Language) {
  return queryOptions({
    queryKey: ["case", id, "report", pack, set ?? null, lang],
    queryFn: ({ signal }) => getJson<ReportView>(`${casePath(id)}/report`, { pack, set, lang }, signal),
  });
}

export function publishedQuery(id: string, lang: Language) {
  return queryOptions({
    queryKey: ["case", id, "published", lang],
    queryFn: ({ signal }) => getJson<PublishedView>(`${casePath(id)}/published`, { lang }, signal),
  });
}

export function packsQuery(lang: Language) {
  return queryOptions({
    queryKey: ["packs", lang],
    queryFn: ({ signal }) => getJson<readonly PackSummary[]>("/api/packs", { lang }, signal),
  });
}

export function packQuery(id: string, lang: Language) {
  return queryOptions({
    queryKey: ["pack", id, lang],
    queryFn: ({ signal }) => getJson<PackView>(`/api/packs/${encodeURIComponent(id)}`, { lang }, signal),
  });
}

export function termsQuery(lang: Language) {
  return queryOptions({ queryKey: ["terms", lang], queryFn: ({ signal }) => getJson<readonly TermView[]>("/api/terms", { lang }, signal) });
}

/** Every article of every pack; pages look one up in it. */
export function clausesQuery(lang: Language) {
  return queryOptions({
    queryKey: ["clauses", lang],
    queryFn: ({ signal }) => getJson<readonly ClauseView[]>("/api/clauses", { lang }, signal),
  });
}

/** The address of one of a case's documents. */
export function casePath(id: string): string {
  return `/api/cases/${encodeURIComponent(id)}`;
}
