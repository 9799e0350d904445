// What the pages on ledgers ask the server, and their words.
import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import type {
  EconomicClassesView,
  LedgerEntriesView,
  LedgerSummaryView,
  LedgerView,
  SpentByClassView,
} from "../../../src/app/http/contract-ledger.ts";
import type {
  ExportColumnsView,
  ExportRowView,
  LedgerImportView,
  ParkedView,
  ReconciliationView,
} from "../../../src/app/http/contract-ledger-imports.ts";
import type { Language } from "../../../src/app/messages/language.ts";
import { ledgerPagesWording } from "../../../src/app/messages/ledger-pages.ts";
import type { LedgerPagesWording } from "../../../src/app/messages/ledger-pages.zh.ts";
import { ApiError, getJson } from "../api/api-client.ts";
import { casePath } from "../api/queries.ts";
import { useLanguage } from "../language/language-provider.tsx";

export function useLedgerWords(): LedgerPagesWording {
  return ledgerPagesWording(useLanguage().language);
}

export function ledgerPath(id: string): string {
  return `${casePath(id)}/ledger`;
}

export function ledgersQuery(lang: Language) {
  return queryOptions({
    queryKey: ["ledgers", lang],
    queryFn: ({ signal }) => getJson<readonly LedgerSummaryView[]>("/api/ledgers", { lang }, signal),
    staleTime: 0,
  });
}

/** Null where the case has no ledger. */
export function ledgerQuery(id: string, lang: Language) {
  return queryOptions({
    queryKey: ["ledger", id, "balances", lang],
    queryFn: async ({ signal }) => {
      try {
        return await getJson<LedgerView>(ledgerPath(id), { lang }, signal);
      } catch (error) {
        if (error instanceof ApiError && error.problem?.code === "ledger-none") return null;
        throw error;
      }
    },
    staleTime: 0,
  });
}

export function spentByClassQuery(id: string, lang: Language) {
  return queryOptions({
    queryKey: ["ledger", id, "classes", lang],
    queryFn: ({ signal }) => getJson<SpentByClassView>(`${ledgerPath(id)}/classes`, { lang }, signal),
    staleTime: 0,
  });
}

export function economicClassesQuery(lang: Language) {
  return queryOptions({
    queryKey: ["economic-classes", lang],
    queryFn: ({ signal }) => getJson<EconomicClassesView>("/api/economic-classes", { lang }, signal),
  });
}

export async function getEntries(
  id: string,
  filter: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<LedgerEntriesView> {
  return await getJson<LedgerEntriesView>(`${ledgerPath(id)}/entries`, filter, signal);
}

type Imports = { readonly imports: readonly LedgerImportView[]; readonly systems: readonly string[] };

const ASK_AGAIN_MS = 1000;
const isUnderWay = ({ progress, status }: LedgerImportView): boolean => progress !== null || status === "staging";

export function importsQuery(id: string, lang: Language) {
  return queryOptions({
    queryKey: ["ledger", id, "imports", lang],
    queryFn: ({ signal }) => getJson<Imports>(`${ledgerPath(id)}/imports`, { lang }, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.imports.some(isUnderWay) ? ASK_AGAIN_MS : false),
  });
}

/** While it is read or posted it is asked for again and again. */
export function importQuery(id: string, importId: string, lang: Language) {
  return queryOptions({
    queryKey: ["ledger", id, "imports", "one", importId, lang],
    queryFn: ({ signal }) => getJson<LedgerImportView>(importPath(id, importId), { lang }, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? ASK_AGAIN_MS : false),
  });
}

export function columnsQuery(id: string, importId: string, lang: Language) {
  return queryOptions({
    queryKey: ["ledger", id, "imports", "columns", importId, lang],
    queryFn: ({ signal }) => getJson<ExportColumnsView>(`${importPath(id, importId)}/columns`, { lang }, signal),
    staleTime: 0,
    retry: false,
  });
}

export function reconciliationQuery(id: string, importId: string, lang: Language) {
  return queryOptions({
    queryKey: ["ledger", id, "imports", "reconciliation", importId, lang],
    queryFn: ({ signal }) => getJson<ReconciliationView>(`${importPath(id, importId)}/reconciliation`, { lang }, signal),
    staleTime: 0,
  });
}

type ExportRows = { readonly rows: readonly ExportRowView[]; readonly next: number | null };

export function exportRowsQuery(id: string, importId: string, match: string, after: number, lang: Language) {
  return queryOptions({
    queryKey: ["ledger", id, "imports", "rows", importId, match, after, lang],
    queryFn: ({ signal }) => getJson<ExportRows>(`${importPath(id, importId)}/rows`, { match, after: String(after), lang }, signal),
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
}

export function parkedQuery(id: string, importId: string | undefined, open: boolean, lang: Language) {
  return queryOptions({
    queryKey: ["ledger", id, "parked", importId ?? null, open, lang],
    queryFn: ({ signal }) =>
      getJson<readonly ParkedView[]>(`${ledgerPath(id)}/parked`, { import: importId, open: String(open), lang }, signal),
    staleTime: 0,
  });
}

export function importPath(id: string, importId: string): string {
  return `${ledgerPath(id)}/imports/${encodeURIComponent(importId)}`;
}

/** Everything shown of a ledger is asked for anew after something was written into it. */
export async function refreshLedger(queries: QueryClient, id: string): Promise<void> {
  await Promise.all([queries.invalidateQueries({ queryKey: ["ledger", id] }), queries.invalidateQueries({ queryKey: ["ledgers"] })]);
}
