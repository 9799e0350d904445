// The ledger the frame already asked for, for the pages inside it.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { LedgerView } from "../../../src/app/http/contract-ledger.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { ledgerQuery } from "./ledger-queries.ts";

const route = getRouteApi("/cases/$id");

/** Null only for the moment between two questions; the frame shows the waiting. */
export function useLedger(): LedgerView | null {
  const { language } = useLanguage();
  return useQuery(ledgerQuery(route.useParams().id, language)).data ?? null;
}
