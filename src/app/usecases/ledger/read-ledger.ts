// What can be read of a case's ledger: its balances and rates, its entries page by page, the entries a rate is made of.
import { type Actor, reachOf } from "../../../access/index.ts";
import { type Result, success } from "../../../kernel/index.ts";
import {
  countsIn,
  type ExecutionRate,
  executionRates,
  type LedgerBook,
  type Overspending,
  overspendings,
  type RatePart,
  rateKey,
} from "../../../ledger/index.ts";
import type { Deps } from "../../compose.ts";
import type { StoredCase } from "../../store/case-repository.ts";
import {
  type EntryFilter,
  type EntryPage,
  type ListedEntry,
  linksOf,
  listEntries,
  type VoucherLinks,
} from "../../store/ledger/list-entries.ts";
import { type LedgerSummary, listLedgers } from "../../store/ledger/list-ledgers.ts";
import { loadBook } from "../../store/ledger/load-book.ts";
import { type ClassSum, sumClasses } from "../../store/ledger/sum-classes.ts";
import { findLedgerFor } from "./ledger-access.ts";

export type LedgerOverview = {
  readonly stored: StoredCase;
  readonly book: LedgerBook;
  readonly rates: readonly ExecutionRate[];
  readonly overspent: readonly Overspending[];
};

/** Faults: case-unknown, ledger-none. */
export async function readLedger(deps: Deps, actor: Actor, caseId: string): Promise<Result<LedgerOverview>> {
  const found = await findLedgerFor(deps, actor, "ledger.read", caseId);
  if (!found.ok) return found;
  const { stored, head } = found.value;
  const book = await loadBook(deps.store.db, { tenant: actor.tenant, id: caseId }, head);
  return success({ stored, book, rates: executionRates(book, "万元"), overspent: overspendings(book) });
}

/** Every ledger within reach, newest year first. */
export async function listLedgersFor(deps: Deps, actor: Actor): Promise<readonly LedgerSummary[]> {
  return await listLedgers(deps.store.db, reachOf(actor, "ledger.read"));
}

/** What was spent by class of expenditure. Faults: case-unknown, ledger-none. */
export async function readSpentByClass(deps: Deps, actor: Actor, caseId: string): Promise<Result<readonly ClassSum[]>> {
  const found = await findLedgerFor(deps, actor, "ledger.read", caseId);
  return found.ok ? success(await sumClasses(deps.store.db, { tenant: actor.tenant, id: caseId })) : found;
}

export type EntryWithParts = ListedEntry & {
  readonly parts: readonly RatePart[];
  readonly linked: VoucherLinks;
};

export type EntriesQuestion = EntryFilter &
  EntryPage & { readonly caseId: string /** Only those that count in this rate. */; readonly rate: string | null };

/** Entries with the rates they count in. `next` is where the next page begins; null on the last. */
export async function readEntries(
  deps: Deps,
  actor: Actor,
  { caseId, rate, after, backwards, most, ...filter }: EntriesQuestion,
): Promise<Result<{ readonly entries: readonly EntryWithParts[]; readonly next: number | null }>> {
  const found = await findLedgerFor(deps, actor, "ledger.read", caseId);
  if (!found.ok) return found;
  const { db } = deps.store;
  const key = { tenant: actor.tenant, id: caseId };
  const book = await loadBook(db, key, found.value.head);
  const entries: EntryWithParts[] = [];
  let from = after;
  for (;;) {
    const page = await listEntries(db, key, filter, { after: from, backwards, most });
    const links = await linksOf(
      db,
      key,
      page.map(({ entry }) => entry),
    );
    for (const listed of page) {
      from = listed.entry.seq;
      const parts = listed.reversedBy === null ? countsIn(book, listed.entry) : [];
      if (rate === null || parts.some(({ id }) => rateKey(id) === rate))
        entries.push({ ...listed, parts, linked: links.get(listed.entry.seq) ?? { version: 0, links: [] } });
      if (entries.length === most) return success({ entries, next: from });
    }
    if (page.length < most) return success({ entries, next: null });
  }
}
