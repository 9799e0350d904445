// An unsaved trip on this machine: what was written without a connection is still there when it comes back. The trip as it was seen is kept
// with it, so that it opens without a connection; it goes with the draft.
import type { TripView } from "../../../src/app/http/contract-trips.ts";
import type { TripData } from "./trip-data.ts";

export type TripDraft = { readonly content: TripData; readonly base: number; readonly seen?: TripView };

const PREFIX = "hengxiao.trip-draft.";
const keyOf = (id: string) => `${PREFIX}${id}`;

export function loadDraft(id: string): TripDraft | null {
  try {
    const text = localStorage.getItem(keyOf(id));
    return text === null ? null : (JSON.parse(text) as TripDraft);
  } catch {
    // Storage may be switched off, or hold something else: then there is no draft.
    return null;
  }
}

export function keepDraft(id: string, draft: TripDraft): void {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify(draft));
  } catch {
    // Storage may be full or switched off: then the draft lives as long as the page.
  }
}

export function dropDraft(id: string): void {
  try {
    localStorage.removeItem(keyOf(id));
  } catch {
    // Nothing was kept.
  }
}

/** Trips that have a draft here, by id with their titles. */
export function listDrafts(): readonly { readonly id: string; readonly title: string }[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => key.slice(PREFIX.length))
      .map((id) => ({ id, title: String(loadDraft(id)?.content["title"] ?? id) }));
  } catch {
    // Storage is switched off: there are none.
    return [];
  }
}
