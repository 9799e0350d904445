// What the pages on delegations ask the server. Standards are kept on this machine, so that a trip can be priced without a connection.
import { queryOptions } from "@tanstack/react-query";
import type { TripView, TripYearSummary, TripYearView } from "../../../src/app/http/contract-trips.ts";
import type { Language } from "../../../src/app/messages/language.ts";
import type { SourceFile } from "../../../src/kernel/index.ts";
import { readTripStandards, type TripStandards } from "../../../src/trips/index.ts";
import { ApiError, getJson } from "../api/api-client.ts";
import { tripDrafts } from "./trip-draft.ts";

export function tripYearsQuery(lang: Language) {
  return queryOptions({
    queryKey: ["trip-years", lang],
    queryFn: ({ signal }) => getJson<readonly TripYearSummary[]>("/api/trip-years", { lang }, signal),
  });
}

export function tripYearQuery(id: string, lang: Language) {
  return queryOptions({
    queryKey: ["trip-years", id, lang],
    queryFn: ({ signal }) => getJson<TripYearView>(`/api/trip-years/${encodeURIComponent(id)}`, { lang }, signal),
  });
}

export function tripQuery(id: string, lang: Language) {
  return queryOptions({
    queryKey: ["trips", id, lang],
    networkMode: "always",
    refetchOnReconnect: "always",
    queryFn: async ({ signal }) => {
      try {
        return await getJson<TripView>(`/api/trips/${encodeURIComponent(id)}`, { lang }, signal);
      } catch (error) {
        const seen = isUnreachable(error) ? tripDrafts.load(id)?.seen : undefined;
        if (seen === undefined) throw error;
        // As it was seen when the draft was begun; nothing can be saved or decided before the connection is back.
        return { ...seen, mayRevise: false, mayExcept: false };
      }
    },
  });
}

function isUnreachable(error: unknown): boolean {
  return error instanceof ApiError && error.problem === null;
}

const KEPT = "hengxiao.trip-standards";

export function standardsQuery() {
  return queryOptions({
    queryKey: ["trip-standards"],
    networkMode: "always",
    queryFn: async ({ signal }) => {
      try {
        const data = await getJson<readonly Readonly<Record<string, unknown>>[]>("/api/trip-standards", {}, signal);
        keep(JSON.stringify(data));
        return readStandards(data);
      } catch (error) {
        const kept = localStorage.getItem(KEPT);
        if (kept === null) throw error;
        return readStandards(JSON.parse(kept) as readonly Readonly<Record<string, unknown>>[]);
      }
    },
  });
}

function keep(text: string): void {
  try {
    localStorage.setItem(KEPT, text);
  } catch {
    // Storage may be full or switched off; then pricing needs the server.
  }
}

function readStandards(data: readonly Readonly<Record<string, unknown>>[]): ReadonlyMap<string, TripStandards> {
  const read = data.map((parts) => {
    const files = Object.fromEntries(Object.entries(parts).map(([part, content]) => [part, fileOf(part, content)]));
    return readTripStandards(files as unknown as Parameters<typeof readTripStandards>[0]);
  });
  return new Map(read.flatMap((one) => (one.ok ? [[one.value.instrument.id, one.value] as const] : [])));
}

export function fileOf(name: string, data: unknown): SourceFile {
  return { name, data, locate: (path) => ({ file: name, path: path.join(".") }) };
}
