// What can go wrong between us and the database while the store is open. These are thrown: the edge turns them into an answer.

export type StoreErrorCode =
  /** A query on the store itself while a transaction of the same request is open; it would wait for itself for ever. */
  | "outside-transaction"
  /** The one session is held by a transaction that has stopped doing anything. */
  | "session-busy"
  /** The engine died or hung while the request was with it. A commit that was under way may or may not have happened. */
  | "engine-restarted"
  /** The transaction had already failed, so the database rolled back where a commit was asked for. */
  | "commit-rolled-back"
  /** The engine could not be opened again. */
  | "engine-unavailable"
  /** The server ended the connection during the request. A commit that was under way may or may not have happened. */
  | "connection-lost"
  /** The server gives no connection. */
  | "server-unavailable"
  | "store-closed";

export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(`${code}: ${message}`, options);
    this.code = code;
  }
}

/** What PostgreSQL says about a statement it refuses. `code` is its SQLSTATE. */
export type DatabaseErrorFields = {
  readonly code: string;
  readonly message: string;
  readonly severity?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
};

/** A statement PostgreSQL refused, with the field names of the usual PostgreSQL driver, so that callers need not know which is behind. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: string;
  readonly severity: string | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
  readonly constraint: string | undefined;

  constructor(fields: DatabaseErrorFields) {
    super(fields.message);
    this.code = fields.code;
    this.severity = fields.severity;
    this.detail = fields.detail;
    this.hint = fields.hint;
    this.table = fields.table;
    this.column = fields.column;
    this.constraint = fields.constraint;
  }
}
