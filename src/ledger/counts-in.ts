// Drill-down both ways: which rates an entry counts in, above or below the line, and so which entries a rate is made of.
import type { LedgerBook, Slice } from "./book.ts";
import type { RateId } from "./execution-rates.ts";
import type { LedgerEntry } from "./posting.ts";

/** An entry's part in a rate. Entries that were reversed, and reversals, count in none. */
export type RatePart = { readonly id: RateId; readonly side: "numerator" | "denominator" };

/** Every rate that an entry counts in. */
export function countsIn(book: LedgerBook, { seq, posting, settlement }: LedgerEntry): readonly RatePart[] {
  if (book.reversed.has(seq)) return [];
  switch (posting.kind) {
    case "budget":
      return above("denominator", [
        { kind: "revised" },
        { kind: "initial" },
        { kind: "committed" },
        { kind: "source", key: posting.source },
      ]);
    case "adjustment":
      return above("denominator", [{ kind: "revised" }, { kind: "committed" }, { kind: "source", key: posting.source }]);
    case "slice": {
      const slice = book.slices.get(posting.slice);
      const own: RateId[] = [{ kind: "slice", key: posting.slice }];
      return above("denominator", slice && slice.within === null ? [{ kind: "slices" }, ...divisionOf(slice), ...own] : own);
    }
    case "commitment":
    case "release":
      return above("numerator", [{ kind: "committed" }]);
    case "payment":
    case "refund":
      return above("numerator", [
        { kind: "revised" },
        { kind: "initial" },
        { kind: "committed" },
        ...settlement.draws.map(({ source }): RateId => ({ kind: "source", key: source })),
        ...slicesAround(book, posting.slice),
      ]);
    default:
      return [];
  }
}

/** The entries a rate is made of, in their order. */
export function entriesOfRate(
  book: LedgerBook,
  entries: Iterable<LedgerEntry>,
  id: RateId,
): readonly { readonly entry: LedgerEntry; readonly side: RatePart["side"] }[] {
  const made: { entry: LedgerEntry; side: RatePart["side"] }[] = [];
  for (const entry of entries) {
    const part = countsIn(book, entry).find((one) => isSameRate(one.id, id));
    if (part) made.push({ entry, side: part.side });
  }
  return made;
}

function isSameRate(a: RateId, b: RateId): boolean {
  return rateKey(a) === rateKey(b);
}

/** "source:current": a rate's name in addresses. */
export function rateKey(id: RateId): string {
  return "key" in id ? `${id.kind}:${id.key}` : id.kind;
}

function above(side: RatePart["side"], ids: readonly RateId[]): RatePart[] {
  return ids.map((id) => ({ id, side }));
}

function slicesAround(book: LedgerBook, slice: string | null): RateId[] {
  const ids: RateId[] = [];
  for (
    let next = slice === null ? undefined : book.slices.get(slice);
    next;
    next = next.within === null ? undefined : book.slices.get(next.within)
  ) {
    ids.push({ kind: "slice", key: next.id });
    if (next.within === null) ids.push({ kind: "slices" }, ...divisionOf(next));
  }
  return ids;
}

function divisionOf({ division }: Slice): RateId[] {
  return division === null ? [] : [{ kind: "division", key: division }];
}
