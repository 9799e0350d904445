// A ledger's book from the store: the balances as they are kept, and of vouchers and entries only those a decision will ask for.
import type { Kysely } from "kysely";
import type { Day, Money } from "../../../kernel/index.ts";
import {
  type BudgetSource,
  type Closing,
  emptyBook,
  type LedgerBook,
  type LedgerEntry,
  type Posting,
  type SourceBalance,
  type SpendingRules,
} from "../../../ledger/index.ts";
import type { CaseKey } from "../case-repository.ts";
import type { StoreTables } from "../store-tables.ts";
import { type EntryRow, entryOf, fenOf } from "./entry-row.ts";
import type { LedgersTable } from "./ledger-tables.ts";

export type LedgerHead = LedgersTable;

/** Makes the ledger of a case, empty, where it has none. */
export async function ensureLedger(
  db: Kysely<StoreTables>,
  { tenant, id, year, now }: CaseKey & { readonly year: number; readonly now: string },
): Promise<void> {
  await db
    .insertInto("ledgers")
    .values({
      tenant,
      case_id: id,
      year,
      last_seq: 0,
      rules: null,
      closing: null,
      revised: "0",
      paid: "0",
      reserved: "0",
      sliced: "0",
      sliced_reserved: "0",
      outside_paid: "0",
      outside_reserved: "0",
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(["tenant", "case_id"]).doNothing())
    .execute();
}

/** The head; `lock` holds it until the transaction ends, so that writers of one ledger take turns. */
export async function findLedger(
  db: Kysely<StoreTables>,
  { tenant, id }: CaseKey,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<LedgerHead | undefined> {
  const head = db.selectFrom("ledgers").where("tenant", "=", tenant).where("case_id", "=", id).selectAll();
  return await (lock ? head.forUpdate() : head).executeTakeFirst();
}

/** Of vouchers and entries, what a decision on these postings can ask for. */
export async function loadBookFor(
  db: Kysely<StoreTables>,
  key: CaseKey,
  head: LedgerHead,
  postings: readonly Posting[],
): Promise<LedgerBook> {
  const vouchers = postings.flatMap((posting) => ("voucher" in posting ? [posting.voucher] : []));
  const asked = postings.flatMap((posting) => ("of" in posting && posting.of !== null ? [posting.of] : []));
  const [book, known, entries] = [
    await loadBook(db, key, head),
    await knownVouchers(db, key, vouchers),
    await entriesBySeq(db, key, asked),
  ];
  const links = await entriesOn(db, key, asked);
  return {
    ...book,
    vouchers: known,
    entries: new Map(entries.map((entry) => [entry.seq, entry])),
    reversed: links.reversed,
    refunded: links.refunded,
  };
}

/** The balances alone. */
export async function loadBook(db: Kysely<StoreTables>, { tenant, id }: CaseKey, head: LedgerHead): Promise<LedgerBook> {
  const sources = await db.selectFrom("ledger_sources").where("tenant", "=", tenant).where("case_id", "=", id).selectAll().execute();
  const slices = await db
    .selectFrom("ledger_slices")
    .where("tenant", "=", tenant)
    .where("case_id", "=", id)
    .selectAll()
    .orderBy("position")
    .execute();
  const commitments = await db
    .selectFrom("ledger_commitments")
    .where("tenant", "=", tenant)
    .where("case_id", "=", id)
    .selectAll()
    .execute();
  const exceptions = await db.selectFrom("ledger_exceptions").where("tenant", "=", tenant).where("case_id", "=", id).selectAll().execute();
  const empty = emptyBook(head.year);
  const kept = Object.fromEntries(
    sources.map(({ source, opened, initial, adjusted, reserved, paid }): [BudgetSource, SourceBalance] => [
      source,
      { opened, initial: fenOf(initial), adjusted: fenOf(adjusted), reserved: fenOf(reserved), paid: fenOf(paid) },
    ]),
  );
  return {
    ...empty,
    last: head.last_seq,
    rules: head.rules === null ? null : (JSON.parse(head.rules) as SpendingRules),
    closing: head.closing === null ? null : closingOf(head.closing),
    sources: { ...empty.sources, ...kept },
    outside: { reserved: fenOf(head.outside_reserved), paid: fenOf(head.outside_paid) },
    sliced: { given: fenOf(head.sliced), reserved: fenOf(head.sliced_reserved) },
    slices: new Map(
      slices.map(({ slice, name, within, division, allocated, given, reserved, paid }) => [
        slice,
        {
          id: slice,
          name,
          within,
          division,
          allocated: fenOf(allocated),
          given: fenOf(given),
          reserved: fenOf(reserved),
          paid: fenOf(paid),
        },
      ]),
    ),
    commitments: new Map(
      commitments.map(({ commitment, slice, source, amount, paid, released }) => [
        commitment,
        { id: commitment, slice, source, amount: fenOf(amount), paid: fenOf(paid), released: fenOf(released) },
      ]),
    ),
    exceptions: new Map(
      exceptions.map(({ exception, exceeds, slice, amount, used, from_day, until_day }) => [
        exception,
        {
          id: exception,
          limit: exceeds,
          slice,
          amount: fenOf(amount),
          used: fenOf(used),
          from: from_day as Day,
          until: until_day as Day | null,
        },
      ]),
    ),
  };
}

/** Those of the voucher lines that are in the ledger, and the entry of each. */
/** Of these voucher lines those in force, with their entries. */
export async function knownVouchers(
  db: Kysely<StoreTables>,
  { tenant, id }: CaseKey,
  vouchers: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (vouchers.length === 0) return new Map();
  const rows = await db
    .selectFrom("ledger_vouchers")
    .where("tenant", "=", tenant)
    .where("case_id", "=", id)
    .where("voucher", "in", vouchers)
    .select(["voucher", "seq"])
    .execute();
  return new Map(rows.map(({ voucher, seq }) => [voucher, seq]));
}

const ENTRY_COLUMNS = [
  "seq",
  "kind",
  "day",
  "amount",
  "source",
  "slice",
  "commitment",
  "voucher",
  "economic_class",
  "payee",
  "summary",
  "document",
  "of_seq",
  "drawn_current",
  "drawn_carry_over",
  "drawn_other",
  "from_commitment",
  "details",
] as const satisfies readonly (keyof EntryRow)[];

export async function entriesBySeq(db: Kysely<StoreTables>, { tenant, id }: CaseKey, seqs: readonly number[]): Promise<LedgerEntry[]> {
  if (seqs.length === 0) return [];
  const rows = await db
    .selectFrom("ledger_entries")
    .where("tenant", "=", tenant)
    .where("case_id", "=", id)
    .where("seq", "in", seqs)
    .select(ENTRY_COLUMNS)
    .execute();
  return rows.map(entryOf);
}

/** Which of the entries were taken back, and what came back of them. */
async function entriesOn(
  db: Kysely<StoreTables>,
  { tenant, id }: CaseKey,
  seqs: readonly number[],
): Promise<{ readonly reversed: ReadonlySet<number>; readonly refunded: ReadonlyMap<number, Money> }> {
  if (seqs.length === 0) return { reversed: new Set(), refunded: new Map() };
  const rows = await db
    .selectFrom("ledger_entries as entry")
    .leftJoin("ledger_entries as back", (join) =>
      join
        .onRef("back.tenant", "=", "entry.tenant")
        .onRef("back.case_id", "=", "entry.case_id")
        .onRef("back.of_seq", "=", "entry.seq")
        .on("back.kind", "=", "reversal"),
    )
    .where("entry.tenant", "=", tenant)
    .where("entry.case_id", "=", id)
    .where("entry.of_seq", "in", seqs)
    .select(["entry.of_seq as of", "entry.kind as kind", "entry.amount as amount", "back.seq as back"])
    .execute();
  const reversed = new Set<number>();
  const refunded = new Map<number, Money>();
  for (const { of, kind, amount, back } of rows) {
    if (of === null) continue;
    if (kind === "reversal") reversed.add(of);
    if (kind === "refund" && back === null) refunded.set(of, (BigInt(amount) + (refunded.get(of) ?? 0n)) as Money);
  }
  return { reversed, refunded };
}

function closingOf(text: string): Closing {
  const { seq, day, carried } = JSON.parse(text) as { seq: number; day: Day; carried: Readonly<Record<BudgetSource, string>> };
  return {
    seq,
    day,
    carried: { current: fenOf(carried.current), "carry-over": fenOf(carried["carry-over"]), other: fenOf(carried.other) },
  };
}
