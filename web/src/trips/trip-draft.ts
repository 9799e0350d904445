// What is unsaved on this machine: trips, and parts of years of trips. What was written without a connection is still there when it comes back.
import type { TripView } from "../../../src/app/http/contract-trips.ts";
import type { Fields } from "./trip-data.ts";

export type Draft = {
  readonly content: Fields;
  /** The version it was begun on, and what stood there. */
  readonly base: number;
  readonly was?: Fields;
};

/** The trip as it was seen is kept with it, so that it opens without a connection; it goes with the draft. */
export type TripDraft = Draft & { readonly seen?: TripView };
export type YearPart = "plan" | "outcomes";
export type YearDraft = Draft & { readonly yearId: string; readonly year: number; readonly part: YearPart };

export type Drafts<Kept> = {
  readonly load: (id: string) => Kept | null;
  readonly keep: (id: string, draft: Kept) => void;
  readonly drop: (id: string) => void;
  readonly list: () => readonly { readonly id: string; readonly draft: Kept }[];
};

export const tripDrafts = draftsUnder<TripDraft>("hengxiao.trip-draft.");
/** By year and part. */
export const yearDrafts = draftsUnder<YearDraft>("hengxiao.trip-year-draft.");

function draftsUnder<Kept>(prefix: string): Drafts<Kept> {
  const load = (id: string): Kept | null => {
    try {
      const text = localStorage.getItem(`${prefix}${id}`);
      return text === null ? null : (JSON.parse(text) as Kept);
    } catch {
      // Storage may be switched off, or hold something else: then there is no draft.
      return null;
    }
  };
  return {
    load,
    keep: (id, draft) => {
      try {
        localStorage.setItem(`${prefix}${id}`, JSON.stringify(draft));
      } catch {
        // Storage may be full or switched off: then the draft lives as long as the page.
      }
    },
    drop: (id) => {
      try {
        localStorage.removeItem(`${prefix}${id}`);
      } catch {
        // Nothing was kept.
      }
    },
    list: () => {
      try {
        const ids = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
        return ids.flatMap((key) => {
          const id = key.slice(prefix.length);
          const draft = load(id);
          return draft === null ? [] : [{ id, draft }];
        });
      } catch {
        // Storage is switched off: there are none.
        return [];
      }
    },
  };
}
