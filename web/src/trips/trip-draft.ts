// An unsaved itinerary on this machine: what was written without a connection is still there when it comes back.
import type { TripData } from "./trip-data.ts";

export type TripDraft = { readonly content: TripData; readonly base: number };

const keyOf = (id: string) => `hengxiao.trip-draft.${id}`;

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
