// Whatever is posted, in whatever order: what must hold of every ledger, against ten thousands of random postings.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Day, moneyOfFen, sumMoney } from "../kernel/index.ts";
import { emptyBook, type LedgerBook, leftForNextYear, leftOf, outstandingOf, revisedOf, roomOf, wholePool, wholeTotals } from "./book.ts";
import { type Decision, decidePosting, openPostingRun, openReplay } from "./decide-posting.ts";
import {
  A_DAY,
  ALL_CLASSES,
  aBudget,
  aClosing,
  aCommitment,
  anAdjustment,
  anException,
  aPayment,
  aRefund,
  aRelease,
  aReversal,
  aSlice,
  bookOf,
  fen,
  spendingRules,
  YEAR,
} from "./ledger.builder.ts";
import { carriedOver, openingOfNextYear } from "./next-year.ts";
import type { Posting } from "./posting.ts";
import { BUDGET_SOURCES, SPENDING_POLICIES } from "./vocabulary.ts";

const amount = fc.integer({ min: 1, max: 40_000 }).map(fen);
const signed = fc.integer({ min: -30_000, max: 30_000 }).map(fen);
const source = fc.constantFrom(...BUDGET_SOURCES);
const sourceOrNone = fc.option(source, { nil: null });
const slice = fc.constantFrom("1", "2", "1a");
const sliceOrNone = fc.option(slice, { nil: null });
const commitment = fc.constantFrom("核准1", "核准2");
const number = fc.integer({ min: 1, max: 40 });
const exceptions = fc.constantFrom([], ["例外1"]);

const policy = fc.constantFrom(...SPENDING_POLICIES);
const orders = fc.shuffledSubarray([...BUDGET_SOURCES], { minLength: 3 });
const rulesPosting = fc
  .tuple(policy, policy, orders)
  .map(
    ([forSlice, forCommitment, order]): Posting => ({ kind: "rules", day: A_DAY, rules: spendingRules(forSlice, forCommitment, order) }),
  );

const posting: fc.Arbitrary<Posting> = fc.oneof(
  { weight: 1, arbitrary: rulesPosting },
  { weight: 3, arbitrary: fc.record({ source, amount }).map(aBudget) },
  { weight: 2, arbitrary: fc.record({ source, amount: signed }).map(anAdjustment) },
  { weight: 4, arbitrary: fc.tuple(slice, signed).map(([id, by]) => aSlice({ slice: id, within: id === "1a" ? "1" : null, amount: by })) },
  { weight: 3, arbitrary: fc.record({ commitment, slice: sliceOrNone, source: sourceOrNone, amount, exceptions }).map(aCommitment) },
  { weight: 2, arbitrary: fc.record({ commitment, amount: fc.option(amount, { nil: null }) }).map(aRelease) },
  {
    weight: 8,
    arbitrary: fc
      .record({
        voucher: number.map((n) => `v${n}`),
        slice: sliceOrNone,
        source: sourceOrNone,
        commitment: fc.option(commitment, { nil: null }),
        amount,
        exceptions,
      })
      .map(aPayment),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        voucher: number.map((n) => `r${n}`),
        slice: sliceOrNone,
        source: sourceOrNone,
        amount,
        of: fc.option(number, { nil: null }),
      })
      .map(aRefund),
  },
  { weight: 1, arbitrary: fc.record({ slice: sliceOrNone, amount }).map(anException) },
  { weight: 3, arbitrary: number.map(aReversal) },
);

/** A budget to begin with, so that most of what follows can be posted. */
const opened: readonly Posting[] = [
  aBudget({ amount: fen(150_000) }),
  aBudget({ source: "carry-over", amount: fen(60_000) }),
  aSlice({ slice: "1", amount: fen(80_000) }),
  aSlice({ slice: "2", amount: fen(50_000) }),
  aSlice({ slice: "1a", within: "1", amount: fen(30_000) }),
];
const history = fc
  .tuple(rulesPosting, fc.array(posting, { minLength: 5, maxLength: 60, size: "max" }))
  .map(([first, others]) => [first, ...opened, ...others]);

function run(postings: readonly Posting[]): { readonly book: LedgerBook; readonly decisions: readonly Decision[] } {
  let book = emptyBook(YEAR);
  const decisions = postings.map((one) => {
    const answer = decidePosting(book, one, ALL_CLASSES);
    book = answer.book;
    return answer.decision;
  });
  return { book, decisions };
}

/** The balances without what only numbers and names: two books with the same ones hold the same money. */
function balances(book: LedgerBook): unknown {
  return {
    rules: book.rules,
    sources: book.sources,
    outside: book.outside,
    sliced: book.sliced,
    slices: [...book.slices].toSorted(byKey),
    commitments: [...book.commitments].toSorted(byKey),
    exceptions: [...book.exceptions].toSorted(byKey),
    vouchers: [...book.vouchers.keys()].toSorted(),
    closing: book.closing?.carried,
  };
}
const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

const RUNS = { numRuns: 1000 };

describe("every ledger", () => {
  it("has sources that add up to slices and remainder, and pays no more than it has", () => {
    let posted = 0;
    fc.assert(
      fc.property(history, (postings) => {
        const { book, decisions } = run(postings);
        posted += decisions.filter(({ kind }) => kind === "posted").length;
        const whole = wholeTotals(book);
        const first = [...book.slices.values()].filter(({ within }) => within === null);
        const given = sumMoney(first.map(({ allocated }) => allocated));
        const remainder = moneyOfFen(roomOf(wholePool(book)) + book.outside.paid + book.outside.reserved);
        expect(given + remainder).toBe(whole.revised);
        expect(sumMoney(BUDGET_SOURCES.map((one) => revisedOf(book.sources[one])))).toBe(whole.revised);
        expect(sumMoney([book.outside.paid, ...[...book.slices.values()].map(({ paid }) => paid)])).toBe(whole.paid);
        expect(sumMoney([...book.commitments.values()].map(outstandingOf))).toBe(whole.reserved);
        expect(whole.paid + whole.reserved <= whole.revised).toBe(true);
        for (const one of BUDGET_SOURCES) {
          const named = [...book.commitments.values()].filter((held) => held.source === one);
          expect(book.sources[one].reserved).toBe(sumMoney(named.map(outstandingOf)));
          expect(leftOf(book.sources[one]) >= 0n && book.sources[one].paid >= 0n).toBe(true);
        }
        for (const pool of book.slices.values()) {
          expect(pool.given <= pool.allocated && pool.paid >= 0n && pool.reserved >= 0n).toBe(true);
          const inside = [...book.slices.values()].filter(({ within }) => within === pool.id);
          expect(pool.given).toBe(sumMoney(inside.map(({ allocated }) => allocated)));
        }
        for (const held of book.commitments.values())
          expect(outstandingOf(held) >= 0n && held.paid >= 0n && held.released >= 0n).toBe(true);
        for (const one of book.exceptions.values()) expect(one.used >= 0n && one.used <= one.amount).toBe(true);
      }),
      RUNS,
    );
    expect(posted).toBeGreaterThan(RUNS.numRuns * 12);
  });

  it("comes to the same from its entries, one by one or in one run", () => {
    fc.assert(
      fc.property(history, (postings) => {
        const { book, decisions } = run(postings);
        const entries = decisions.flatMap((one) => (one.kind === "posted" ? [one.entry] : []));
        const replay = openReplay(emptyBook(YEAR));
        for (const entry of entries) replay.add(entry);
        expect(balances(replay.book())).toEqual(balances(book));
        expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
        // A run keeps no entries, so that reversals and refunds of entries are not for it.
        const plain = postings.filter((one) => one.kind !== "reversal" && !(one.kind === "refund" && one.of !== null));
        const inOneRun = openPostingRun(emptyBook(YEAR), ALL_CLASSES);
        const kinds = plain.map((one) => inOneRun.decide(one).kind);
        const oneByOne = run(plain);
        expect(kinds).toEqual(oneByOne.decisions.map(({ kind }) => kind));
        expect(balances(inOneRun.book())).toEqual(balances(oneByOne.book));
      }),
      RUNS,
    );
  });

  it("is exactly as before once its last posting is taken back, and stays as it was where one is refused", () => {
    let reversed = 0;
    fc.assert(
      fc.property(history, posting, (postings, next) => {
        const { book } = run(postings);
        const after = decidePosting(book, next, ALL_CLASSES);
        if (after.decision.kind !== "posted") {
          expect(after.book).toBe(book);
          return;
        }
        const back = decidePosting(after.book, aReversal(after.decision.entry.seq), ALL_CLASSES);
        if (next.kind === "rules" || next.kind === "reversal") {
          expect(back.decision.kind).toBe("refused");
          return;
        }
        const overspent = [wholePool(book), ...book.slices.values()].some((pool) => roomOf(pool) < 0n);
        if (back.decision.kind === "refused" && overspent && book.rules?.limits.slice.value !== "hint") {
          expect(back.decision.refusals.map(({ code }) => code)).toEqual(["slice-below-use"]);
          return;
        }
        expect(back.decision.kind).toBe("posted");
        expect(balances(back.book)).toEqual(balances(book));
        reversed += 1;
      }),
      RUNS,
    );
    expect(reversed).toBeGreaterThan(RUNS.numRuns / 5);
  });

  it("hands to the next year exactly what it closes with, once nothing is reserved", () => {
    let closed = 0;
    fc.assert(
      fc.property(history, (postings) => {
        const { book } = run(postings);
        const open = [...book.commitments.values()].filter((held) => outstandingOf(held) > 0n);
        const free = open.reduce((all, held) => decidePosting(all, aRelease({ commitment: held.id }), ALL_CLASSES).book, book);
        const { decision, book: end } = decidePosting(free, aClosing(), ALL_CLASSES);
        expect(decision.kind).toBe("posted");
        const carried = carriedOver(end);
        expect(carried).toBe(wholeTotals(free).left);
        expect(carried).toBe(sumMoney(BUDGET_SOURCES.map((one) => leftForNextYear(free, [])[one])));
        const opening = openingOfNextYear(end, null);
        if (opening === null) expect(carried).toBe(0n);
        else expect(wholeTotals(bookOf([opening], emptyBook(YEAR + 1))).revised).toBe(carried);
        expect(decidePosting(end, aPayment({ voucher: "late" }), ALL_CLASSES).decision.kind).toBe("refused");
        closed += 1;
      }),
      { numRuns: 500 },
    );
    expect(closed).toBe(500);
  });
});

describe("order", () => {
  const opening: readonly Posting[] = [
    { kind: "rules", day: A_DAY, rules: spendingRules("hint", "hint") },
    aBudget({ amount: fen(1_000_000) }),
    aBudget({ source: "carry-over", amount: fen(400_000) }),
    aSlice({ slice: "1", amount: fen(300_000) }),
    aSlice({ slice: "2", amount: fen(200_000) }),
  ];
  const payments = fc
    .array(fc.tuple(fc.constantFrom("1", "2", null), amount), { maxLength: 20 })
    .map((all) => all.map(([to, by], index) => aPayment({ voucher: `v${index}`, slice: to, amount: by })));

  it("of payments that all go through changes no balance", () => {
    fc.assert(
      fc.property(
        payments.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([one, other]) => {
          expect(balances(run([...opening, ...one]).book)).toEqual(balances(run([...opening, ...other]).book));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("of years makes no difference to what a day belongs to", () => {
    const outside = (day: string) => decidePosting(run(opening).book, aPayment({ day: day as Day }), ALL_CLASSES).decision.kind;
    expect(["2018-12-31", "2019-01-01", "2019-12-31", "2020-01-01"].map(outside)).toEqual(["refused", "posted", "posted", "refused"]);
  });
});
