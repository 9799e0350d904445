// What passes between the store and the thread its engine lives in.
import type { DatabaseErrorFields } from "./store-errors.ts";
import type { StoreRefusalReason } from "./store-refusal.ts";

export type StoreThreadData = { readonly folder: string };

export type QueryRows = {
  /** What the database did, e.g. "SELECT", "COMMIT"; empty where it names nothing. */
  readonly command: string;
  readonly rows: readonly unknown[];
  readonly affectedRows: number;
};

export type StoreRequest =
  | { readonly kind: "query"; readonly id: number; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly kind: "close" };

export type StoreReply =
  | { readonly kind: "opened"; readonly created: boolean }
  | { readonly kind: "refused"; readonly reason: StoreRefusalReason; readonly detail: string }
  | { readonly kind: "answered"; readonly id: number; readonly result: QueryRows }
  | { readonly kind: "failed"; readonly id: number; readonly error: DatabaseErrorFields }
  /** The engine has given up; the thread ends. */
  | { readonly kind: "died"; readonly detail: string }
  | { readonly kind: "closed" };
