// The case and the evaluation the head already asked for, for the tabs below it.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { CaseView, EvaluationView } from "../../../src/app/http/contract-cases.ts";
import { caseQuery, evaluationQuery } from "../api/queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import type { CaseSearch } from "./case-search.ts";

const route = getRouteApi("/cases/$id");

/** Null only for the moment between two questions; the head shows the waiting. */
export function useCase(): {
  readonly id: string;
  readonly one: CaseView;
  readonly scored: EvaluationView;
  readonly search: CaseSearch;
} | null {
  const { language } = useLanguage();
  const { id } = route.useParams();
  const search = route.useSearch();
  const one = useQuery(caseQuery(id, language)).data;
  const scored = useQuery(evaluationQuery(id, search, language)).data;
  return one && scored ? { id, one, scored, search } : null;
}
