// What the pages of organisation and people ask the server.
import { queryOptions } from "@tanstack/react-query";
import type { AccountView, PermissionTableView, UnitView } from "../../../src/app/http/contract-people.ts";
import { getJson } from "../api/api-client.ts";

export function unitsQuery() {
  return queryOptions({
    queryKey: ["units"],
    queryFn: ({ signal }) => getJson<readonly UnitView[]>("/api/units", {}, signal),
    staleTime: 0,
  });
}

export function accountsQuery() {
  return queryOptions({
    queryKey: ["accounts"],
    queryFn: ({ signal }) => getJson<readonly AccountView[]>("/api/accounts", {}, signal),
    staleTime: 0,
  });
}

export function permissionsQuery() {
  return queryOptions({
    queryKey: ["permissions"],
    queryFn: ({ signal }) => getJson<PermissionTableView>("/api/permissions", {}, signal),
  });
}
