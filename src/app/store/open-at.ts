// The store wherever it is: a folder with the embedded engine, or a database on a server.
import type { Result } from "../../kernel/index.ts";
import { openStore, type Store, type StoreEvent } from "./open-store.ts";
import { openServerStore } from "./server/open-server-store.ts";

export type StorePlace = { readonly kind: "folder"; readonly folder: string } | { readonly kind: "server"; readonly url: string };

export type OpenAtOptions = {
  /** Up to which migration the schema is brought; default the last. 0 leaves it as it is. */
  readonly schema?: number;
  /** A statement may take so long. Milliseconds; default 60 seconds. */
  readonly hangAfterMs?: number;
  /** How long closing waits for what is under way. Milliseconds; default 10 seconds. */
  readonly closeWithinMs?: number;
  readonly report?: (event: StoreEvent) => void;
};

/** Opens it, or says why not: `store-locked`, `store-unreadable` for a folder, `server-unusable` for a server. */
export async function openAt(place: StorePlace, options: OpenAtOptions = {}): Promise<Result<Store>> {
  switch (place.kind) {
    case "folder":
      return await openStore({ ...options, folder: place.folder });
    case "server":
      return await openServerStore({ ...options, url: place.url });
  }
}
