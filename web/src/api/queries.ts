// Every question the pages ask, with its key; answers hold until a file is uploaded or the language changes.
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { AuditBatchView, AuditDocumentView, AuditView, SourcePageView } from "../../../src/app/http/contract-audits.ts";
import type { CaseSummaryView, CaseView, ComparisonView, EvaluationView, PublishedView } from "../../../src/app/http/contract-cases.ts";
import type { ClauseView, PackSummary, PackView, TermView } from "../../../src/app/http/contract-packs.ts";
import type { OwnAccountView, SessionView } from "../../../src/app/http/contract-people.ts";
import type { ReportView } from "../../../src/app/http/contract-report.ts";
import type { CaseOutcomesView } from "../../../src/app/http/contract-trips.ts";
import type { Language } from "../../../src/app/messages/language.ts";
import { ApiError, getJson } from "./api-client.ts";

/** A pack other than the dossier's, and an answer tried in place of the dossier's. */
export type Supposition = { readonly pack?: string | undefined; readonly completed?: "true" | "false" | undefined };

export function settingsOf({ completed }: Supposition): string | undefined {
  return completed === undefined ? undefined : `project.completed=${completed}`;
}

/** Who is signed in where the server cannot be asked: nobody. */
const UNREACHED: SessionView = {
  ...{ account: null, stage: null, grants: [], actions: [], idleMinutes: 0, endsAt: null, hasEnded: false },
  ...{
    passwordRules: { shortest: 0, shortestForAdministrators: 0, kinds: 0, longEnoughWithoutMixing: 0, remembered: 0 },
    demonstration: false,
    directory: null,
    firstRun: false,
  },
};

export function sessionQuery() {
  return queryOptions({
    queryKey: ["session"],
    networkMode: "always",
    refetchOnReconnect: "always",
    queryFn: async ({ signal }) => {
      try {
        return await getJson<SessionView>("/api/session", {}, signal);
      } catch (error) {
        // Without a connection nobody is signed in: drafts on this machine can be written, nothing can be saved.
        if (navigator.onLine || !(error instanceof ApiError) || error.problem !== null) throw error;
        return UNREACHED;
      }
    },
  });
}

export function ownAccountQuery() {
  return queryOptions({
    queryKey: ["session", "account"],
    queryFn: ({ signal }) => getJson<OwnAccountView>("/api/session/account", {}, signal),
    staleTime: 0,
  });
}

export function casesQuery(lang: Language) {
  return queryOptions({
    queryKey: ["cases", lang],
    queryFn: ({ signal }) => getJson<readonly CaseSummaryView[]>("/api/cases", { lang }, signal),
  });
}

/** What the trips of the case brought about, by indicator. */
export function caseOutcomesQuery(id: string, lang: Language) {
  return queryOptions({
    queryKey: ["case", id, "outcomes", lang],
    queryFn: ({ signal }) => getJson<CaseOutcomesView>(`${casePath(id)}/outcomes`, { lang }, signal),
    // A register is written elsewhere.
    staleTime: 0,
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

/** While documents wait, the numbers are asked for again and again. */
const ASK_AGAIN_MS = 1200;

function isUnfinished({ waiting, running }: AuditBatchView): boolean {
  return waiting + running > 0;
}

export function auditsQuery(lang: Language) {
  return queryOptions({
    queryKey: ["audits", lang],
    queryFn: ({ signal }) => getJson<readonly AuditBatchView[]>("/api/audits", { lang }, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.some(isUnfinished) ? ASK_AGAIN_MS : false),
  });
}

/** `filters` as the server takes them: offset, limit, code, department, status, verdict, q, sort, order. */
export function auditQuery(id: string, filters: Readonly<Record<string, string | undefined>>, lang: Language) {
  return queryOptions({
    queryKey: ["audit", id, "list", filters, lang],
    queryFn: ({ signal }) => getJson<AuditView>(auditPath(id), { ...filters, lang }, signal),
    staleTime: 0,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data && isUnfinished(state.data.batch) ? ASK_AGAIN_MS : false),
  });
}

export function auditDocumentQuery(id: string, n: number, lang: Language) {
  return queryOptions({
    queryKey: ["audit", id, "document", n, lang],
    queryFn: ({ signal }) => getJson<AuditDocumentView>(auditDocumentPath(id, n), { lang }, signal),
    refetchInterval: ({ state }) =>
      state.data !== undefined && ["waiting", "running"].includes(state.data.row.status) ? ASK_AGAIN_MS : false,
  });
}

/** A page of the original; it never changes. */
export function sourcePageQuery(id: string, n: number, page: number) {
  return queryOptions({
    queryKey: ["audit", id, "document", n, "source", page],
    queryFn: ({ signal }) => getJson<SourcePageView>(`${auditDocumentPath(id, n)}/source`, { page: String(page) }, signal),
    placeholderData: keepPreviousData,
  });
}

export function auditPath(id: string): string {
  return `/api/audits/${encodeURIComponent(id)}`;
}

export function auditDocumentPath(id: string, n: number): string {
  return `${auditPath(id)}/documents/${n}`;
}

/** The address of one of a case's documents. */
export function casePath(id: string): string {
  return `/api/cases/${encodeURIComponent(id)}`;
}
