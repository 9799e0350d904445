// The one way into a ledger: under its lock, once for each posting key, decided on the balances as they are at that moment. Two
// writers at the same instant take turns, so that together they cannot spend what only one of them may.
import type { Kysely, Transaction } from "kysely";
import { type Decision, decidePosting, type LedgerEntry, type LedgerReferences, type Posting } from "../../../ledger/index.ts";
import type { CaseKey } from "../case-repository.ts";
import type { StoreTables } from "../store-tables.ts";
import { type EntryRow, entryOf } from "./entry-row.ts";
import { findLedger, loadBookFor } from "./load-book.ts";
import { writeEntries } from "./write-entries.ts";

export type PostInput = CaseKey & {
  readonly posting: Posting;
  /** The writer's own name for it: asked twice, it is posted once. */
  readonly postingKey: string;
  /** The version of the ledger the writer saw; null posts on whatever there is. */
  readonly expectedVersion: number | null;
  readonly references: LedgerReferences;
  readonly byAccount: string | null;
  readonly byName: string;
  /** ISO instant. */
  readonly now: string;
};

export type PostOutcome =
  | Decision
  /** It was posted before, under the same key. */
  | { readonly kind: "posted-before"; readonly entry: LedgerEntry }
  /** The key was used for another posting. */
  | { readonly kind: "key-reused"; readonly entry: LedgerEntry }
  /** Others wrote since the version that the writer saw. */
  | { readonly kind: "conflict"; readonly version: number }
  | { readonly kind: "no-ledger" };

/** Decides and writes, all or nothing. Where nothing was posted, nothing was written. */
export async function postToLedger(db: Kysely<StoreTables>, input: PostInput): Promise<PostOutcome> {
  if (db.isTransaction) return await post(db as Transaction<StoreTables>, input);
  return await db.transaction().execute((transaction) => post(transaction, input));
}

async function post(transaction: Transaction<StoreTables>, input: PostInput): Promise<PostOutcome> {
  const { tenant, id, posting, postingKey, expectedVersion, references, byAccount, byName, now } = input;
  const key = { tenant, id };
  const head = await findLedger(transaction, key, { lock: true });
  if (!head) return { kind: "no-ledger" };
  const earlier = await entryOfKey(transaction, key, postingKey);
  if (earlier) return { kind: isSamePosting(earlier.posting, posting) ? "posted-before" : "key-reused", entry: earlier };
  if (expectedVersion !== null && expectedVersion !== head.last_seq) return { kind: "conflict", version: head.last_seq };
  const before = await loadBookFor(transaction, key, head, [posting]);
  const { decision, book: after } = decidePosting(before, posting, references);
  if (decision.kind === "posted")
    await writeEntries(transaction, {
      ...key,
      before,
      after,
      entries: [{ entry: decision.entry, postingKey, importId: null, importRow: null }],
      byAccount,
      byName,
      now,
    });
  return decision;
}

async function entryOfKey(db: Kysely<StoreTables>, { tenant, id }: CaseKey, postingKey: string): Promise<LedgerEntry | null> {
  const row = await db
    .selectFrom("ledger_entries")
    .where("tenant", "=", tenant)
    .where("case_id", "=", id)
    .where("posting_key", "=", postingKey)
    .selectAll()
    .executeTakeFirst();
  return row ? entryOf(row satisfies EntryRow) : null;
}

function isSamePosting(a: Posting, b: Posting): boolean {
  return canonical(a) === canonical(b);
}

/** Keys in one order, amounts as text. */
function canonical(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(",")}}`;
}
