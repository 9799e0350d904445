// Who is signed in, as every page sees it. The frame shows no page before it is known.
import { useSuspenseQuery } from "@tanstack/react-query";
import type { SessionView } from "../../../src/app/http/contract-people.ts";
import { sessionQuery } from "../api/queries.ts";

export type Action = SessionView["actions"][number];

export function useSession(): SessionView {
  return useSuspenseQuery(sessionQuery()).data;
}

/** Whether the person may do this at all; what he may not is not shown. */
export function useMay(action: Action): boolean {
  return useSession().actions.includes(action);
}
