// The table of keyed writes as the queries see it.

export type RequestKeysTable = {
  readonly tenant: string;
  readonly account_id: string;
  /** As the client made it. */
  readonly key: string;
  /** SHA-256 of method, address and body. */
  readonly request_hash: string;
  readonly expires_at: string;
  /** What was answered, hidden with the server's own key; null where the program ended before it could be kept. */
  readonly answer: Uint8Array | null;
};

export type RequestTables = { readonly request_keys: RequestKeysTable };
