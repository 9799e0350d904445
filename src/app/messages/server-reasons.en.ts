// Why the database server in DATABASE_URL cannot be used, in English: the reason and how to mend it.
import type { SERVER_REASONS_ZH } from "./server-reasons.zh.ts";
import { STORE_REASONS_EN } from "./store-reasons.en.ts";

const { "no-space": noSpace, "migration-changed": migrationChanged, "newer-schema": newerSchema } = STORE_REASONS_EN;

export const SERVER_REASONS_EN = {
  "server-address": { why: "DATABASE_URL is not an address", remedy: "write postgres://USER:PASSWORD@HOST:5432/DATABASE" },
  "server-unreachable": { why: "it cannot be reached", remedy: "see that it runs; check host, port and firewall" },
  "server-login": {
    why: "user or password is wrong, or the server does not let this user in from here",
    remedy: "check user and password in DATABASE_URL, and the server's pg_hba.conf",
  },
  "server-no-database": { why: "there is no such database", remedy: "create it: create database NAME template template0 encoding 'UTF8'" },
  "server-permission": {
    why: "the user may not do this",
    remedy: "make the user the database's owner, or grant it create on schema public and all on its tables",
  },
  "server-read-only": {
    why: "it is read only (a standby, or set so)",
    remedy: "connect to the primary, or unset default_transaction_read_only",
  },
  "server-busy": { why: "it is starting, stopping or out of connections", remedy: "try again later; if it recurs, raise max_connections" },
  "server-tls": {
    why: "the connection to another machine is not encrypted, or its certificate does not hold",
    remedy:
      "append ?sslmode=verify-full to DATABASE_URL (with &sslrootcert=FILE where needed); if the network between is trusted, say so with ?sslmode=disable",
  },
  "server-version": { why: "this PostgreSQL is too old", remedy: "upgrade it to version 15 or later" },
  "server-encoding": { why: "the database is not encoded in UTF8", remedy: "create another one in UTF8" },
  "server-not-durable": { why: "its settings would lose data in a power cut", remedy: "set fsync and full_page_writes to on" },
  "server-not-ours": { why: "it holds other tables, not this product's data", remedy: "create an empty database" },
  "no-space": noSpace,
  "no-answer": { why: "it does not answer in time", remedy: "try again later; if it recurs, check the server and the network" },
  "migration-changed": migrationChanged,
  "newer-schema": newerSchema,
} as const satisfies Record<keyof typeof SERVER_REASONS_ZH, { readonly why: string; readonly remedy: string }>;
