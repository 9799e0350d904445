// Decisions one by one: what is posted, what is refused and why, what waits for an exception.
import { describe, expect, it } from "vitest";
import type { Day } from "../kernel/index.ts";
import { leftOf, outstandingOf, roomOf, wholePool, wholeTotals } from "./book.ts";
import { decidePosting } from "./decide-posting.ts";
import {
  A_DAY,
  ALL_CLASSES,
  aBudget,
  aClosing,
  aCommitment,
  anAdjustment,
  anException,
  answerTo,
  aPayment,
  aRefund,
  aRelease,
  aReversal,
  aSlice,
  bookOf,
  fen,
  spendingRules,
} from "./ledger.builder.ts";
import { carriedOver, carryOverDifference, openingOfNextYear } from "./next-year.ts";
import type { Posting } from "./posting.ts";
import type { SpendingPolicy } from "./vocabulary.ts";

const rules = (slice: SpendingPolicy = "stop", commitment: SpendingPolicy = "stop"): Posting => ({
  kind: "rules",
  day: A_DAY,
  rules: spendingRules(slice, commitment),
});
/** 1,000.00 of this year and 400.00 carried over; slice 1 has 500.00. */
const opened = (slice: SpendingPolicy = "stop", commitment: SpendingPolicy = "stop") =>
  bookOf([rules(slice, commitment), aBudget({}), aBudget({ source: "carry-over", amount: fen(40_000) }), aSlice({})]);

describe("budgets", () => {
  it("a source has one initial budget; what changes it is an adjustment with its document", () => {
    expect(answerTo(opened(), aBudget({}))).toBe("budget-already-set");
    expect(answerTo(opened(), anAdjustment({ document: " ", reason: "" }))).toBe("document-missing reason-missing");
    expect(answerTo(opened(), anAdjustment({ source: "other" }))).toBe("budget-missing");
    const { current } = bookOf([anAdjustment({})], opened()).sources;
    expect([current.initial, current.adjusted]).toEqual([100_000n, 10_000n]);
  });
  it("a cut leaves what is paid, reserved and given to slices", () => {
    const spent = bookOf([aPayment({ amount: fen(45_000) })], opened());
    expect(leftOf(spent.sources.current)).toBe(95_000n);
    expect(answerTo(spent, anAdjustment({ amount: fen(-96_000) }))).toBe("below-use slices-beyond-budget");
    expect(answerTo(spent, anAdjustment({ amount: fen(-95_000) }))).toBe("slices-beyond-budget");
    expect(answerTo(spent, anAdjustment({ amount: fen(-90_000) }))).toBe("posted");
    expect(answerTo(spent, anAdjustment({ amount: fen(0) }))).toBe("amount-zero");
  });
  it("slices share what there is; the rest stays in view as not allocated", () => {
    expect(roomOf(wholePool(opened()))).toBe(90_000n);
    expect(answerTo(opened(), aSlice({ slice: "2", amount: fen(90_001) }))).toBe("slice-beyond-remainder");
    expect(answerTo(opened(), aSlice({ slice: "2", amount: fen(90_000) }))).toBe("posted");
    expect(answerTo(opened(), aSlice({ name: "别的名字" }))).toBe("slice-differs");
    expect(answerTo(opened(), aSlice({ slice: "礼宾处", within: "3" }))).toBe("slice-unknown");
    expect(answerTo(opened(), aSlice({ slice: "5", within: "5" }))).toBe("slice-nested-in-itself");
  });
  it("a slice within a slice takes of it, and is not taken back below its use", () => {
    const nested = bookOf(
      [aSlice({ slice: "1a", within: "1", amount: fen(30_000) }), aPayment({ slice: "1a", amount: fen(25_000) })],
      opened(),
    );
    expect(answerTo(nested, aPayment({ voucher: "2", amount: fen(20_001) }))).toBe("limit-stops");
    expect(answerTo(nested, aPayment({ voucher: "2", amount: fen(20_000) }))).toBe("posted");
    expect(answerTo(nested, aSlice({ slice: "1a", within: "1", amount: fen(-5_001) }))).toBe("slice-below-use");
    expect(answerTo(nested, aSlice({ slice: "1", amount: fen(-20_001) }))).toBe("slice-below-use");
  });
});

describe("payments", () => {
  it("draw on the sources in the declared order and split where one ends", () => {
    const { decision } = decidePosting(opened(), aPayment({ amount: fen(45_000) }), ALL_CLASSES);
    expect(decision.kind === "posted" && decision.entry.settlement.draws).toEqual([
      { source: "carry-over", amount: 40_000n },
      { source: "current", amount: 5_000n },
    ]);
  });
  it("of a source that is named draw on it alone", () => {
    expect(answerTo(opened(), aPayment({ source: "carry-over", amount: fen(40_001) }))).toBe("over-source");
    const { sources } = bookOf([aPayment({ source: "current" })], opened());
    expect([sources.current.paid, sources["carry-over"].paid]).toEqual([10_000n, 0n]);
  });
  it("are refused with every reason at once", () => {
    const wrong = aPayment({ amount: fen(0), voucher: "", day: "2020-01-01" as Day, slice: "9", economicClass: "99999" });
    expect(answerTo(opened(), wrong)).toBe("amount-not-positive day-outside-year voucher-missing slice-unknown class-unknown");
    expect(answerTo(bookOf([aBudget({})]), aPayment({ slice: null }))).toBe("no-rules");
  });
  it("never go beyond the budget, whatever the policy", () => {
    expect(answerTo(opened("hint"), aPayment({ amount: fen(140_001) }))).toBe("over-budget");
    expect(answerTo(opened("hint"), aPayment({ amount: fen(140_000) }))).toBe("posted over-slice");
    expect(answerTo(opened("hint"), aPayment({ amount: fen(10 ** 15) }))).toContain("over-budget");
  });
  it("of one voucher line are posted once; after a reversal the number is free", () => {
    const paid = bookOf([aPayment({})], opened());
    expect(answerTo(paid, aPayment({}))).toBe("voucher-known");
    expect(answerTo(bookOf([aReversal(paid.last)], paid), aPayment({}))).toBe("posted");
  });
});

describe("spending policies", () => {
  const over = aPayment({ amount: fen(50_100) });
  it("stop, ask for an exception, or let go and say so", () => {
    expect(answerTo(opened("stop"), over)).toBe("limit-stops");
    expect(answerTo(opened("reason"), over)).toBe("needs-exception slice 100");
    expect(answerTo(opened("hint"), over)).toBe("posted over-slice");
  });
  it("an exception covers so much, of that slice and limit, in its term", () => {
    const excepted = (part: Parameters<typeof anException>[0]) => bookOf([anException(part)], opened("reason"));
    const named = aPayment({ amount: fen(50_100), exceptions: ["例外1"] });
    expect(answerTo(excepted({}), named)).toBe("posted");
    expect(answerTo(excepted({ amount: fen(99) }), named)).toBe("exception-used-up");
    expect(answerTo(excepted({ slice: null }), named)).toBe("exception-for-other");
    expect(answerTo(excepted({ day: "2019-01-01" as Day, until: "2019-06-29" as Day }), named)).toBe("exception-expired");
    expect(answerTo(excepted({ day: "2019-07-01" as Day }), named)).toBe("exception-expired");
    expect(answerTo(excepted({ limit: "commitment" }), named)).toBe("needs-exception slice 100");
    expect(answerTo(opened("reason"), named)).toBe("exception-unknown");
    expect(bookOf([named], excepted({})).exceptions.get("例外1")?.used).toBe(100n);
    expect(answerTo(opened(), anException({ document: "", clause: "", reason: "" }))).toBe("reason-missing document-missing");
  });
  it("what goes beyond its slice within a commitment was judged when it was reserved", () => {
    const reserved = bookOf([aCommitment({ amount: fen(50_100) })], opened("hint", "stop"));
    expect(answerTo(reserved, aPayment({ commitment: "核准1", amount: fen(50_100) }))).toBe("posted");
    expect(answerTo(reserved, aPayment({ commitment: "核准1", amount: fen(50_101) }))).toBe("limit-stops");
  });
});

describe("commitments", () => {
  it("reserve on approval, turn into payments, and give the rest back", () => {
    const reserved = bookOf([aCommitment({})], opened());
    expect(wholeTotals(reserved)).toMatchObject({ reserved: 20_000n, left: 120_000n });
    const paid = bookOf([aPayment({ commitment: "核准1", amount: fen(15_000) })], reserved);
    expect(wholeTotals(paid)).toMatchObject({ reserved: 5_000n, paid: 15_000n, left: 120_000n });
    const released = bookOf([aRelease({})], paid);
    expect(wholeTotals(released)).toMatchObject({ reserved: 0n, left: 125_000n });
    expect([...released.commitments.values()].map(outstandingOf)).toEqual([0n]);
    expect(answerTo(released, aRelease({}))).toBe("amount-not-positive");
    expect(answerTo(paid, aRelease({ amount: fen(5_001) }))).toBe("commitment-exceeded");
  });
  it("hold what they reserve against other payments, of a source by name too", () => {
    const reserved = bookOf([aCommitment({ source: "carry-over" })], opened("hint"));
    expect(answerTo(reserved, aPayment({ source: "carry-over", amount: fen(20_001) }))).toBe("over-source");
    expect(answerTo(reserved, aPayment({ commitment: "核准1", source: "current" }))).toBe("source-differs");
    const { sources } = bookOf([aPayment({ slice: null, amount: fen(30_000) })], reserved);
    expect([sources["carry-over"].paid, sources.current.paid]).toEqual([20_000n, 10_000n]);
  });
  it("are refused without a document, twice, for an unknown slice, or beyond the budget", () => {
    expect(answerTo(opened("hint"), aCommitment({ document: "", slice: "9", amount: fen(140_001) }))).toBe(
      "document-missing slice-unknown over-budget",
    );
    expect(answerTo(bookOf([aCommitment({})], opened()), aCommitment({}))).toBe("commitment-known");
    expect(answerTo(bookOf([aCommitment({})], opened()), aPayment({ commitment: "核准1", slice: null }))).toBe("slice-differs");
  });
});

describe("reversals", () => {
  it("are refused where something rests on the entry", () => {
    const spent = bookOf([aPayment({ amount: fen(45_000) })], opened());
    expect(answerTo(spent, aReversal(2))).toBe("below-use slices-beyond-budget");
    expect(answerTo(spent, aReversal(3))).toBe("below-use");
    expect(answerTo(spent, aReversal(4))).toBe("slice-below-use");
    expect(answerTo(spent, aReversal(1))).toBe("not-reversible");
    expect(answerTo(spent, aReversal(99))).toBe("posting-unknown");
    const undone = bookOf([aReversal(5)], spent);
    expect(answerTo(undone, aReversal(5))).toBe("already-reversed");
    expect(answerTo(undone, aReversal(6))).toBe("not-reversible");
    const used = bookOf([aCommitment({}), aPayment({ commitment: "核准1" })], opened());
    expect(answerTo(used, aReversal(5))).toBe("not-reversible");
  });
});

describe("money that came back", () => {
  it("returns to the source last drawn on, never more than was paid", () => {
    const paid = bookOf([aPayment({ amount: fen(45_000) })], opened());
    const { sources, slices } = bookOf([aRefund({ amount: fen(6_000), of: 5 })], paid);
    expect([sources.current.paid, sources["carry-over"].paid, slices.get("1")?.paid]).toEqual([0n, 39_000n, 39_000n]);
    expect(answerTo(paid, aRefund({ amount: fen(45_001) }))).toBe("refund-beyond-paid");
    expect(answerTo(paid, aRefund({ of: 4 }))).toBe("posting-unknown");
    expect(answerTo(paid, aRefund({ of: 5, slice: null }))).toBe("refund-of-other refund-beyond-paid");
    const twice = bookOf([aRefund({ of: 5, amount: fen(44_500) })], paid);
    expect(answerTo(twice, aRefund({ of: 5, amount: fen(501), voucher: "2" }))).toBe("refund-beyond-paid refund-beyond-paid");
    expect(answerTo(twice, aReversal(5))).toBe("not-reversible");
  });
});

describe("the end of the year", () => {
  it("waits until nothing is reserved, carries what is left, and what lapses needs its document", () => {
    const reserved = bookOf([aCommitment({}), aPayment({ amount: fen(30_000) })], opened("hint"));
    expect(answerTo(reserved, aClosing())).toBe("commitments-open");
    const free = bookOf([aRelease({})], reserved);
    expect(answerTo(free, aClosing({ lapses: [{ source: "current", amount: fen(100_001), document: "" }] }))).toBe(
      "document-missing lapse-beyond-rest",
    );
    expect(answerTo(free, aClosing())).toBe("posted carry-over-second-year");
    const closed = bookOf([aClosing({ lapses: [{ source: "carry-over", amount: fen(10_000), document: "收回通知" }] })], free);
    expect(carriedOver(closed)).toBe(100_000n);
    expect(answerTo(closed, aPayment({ voucher: "9" }))).toBe("closed");
    const next = openingOfNextYear(closed, null);
    expect(next).toMatchObject({ source: "carry-over", amount: 100_000n, day: "2020-01-01" });
    if (next) expect(carryOverDifference(closed, bookOf([next]))).toBe(0n);
    expect(answerTo(bookOf([aReversal(closed.last)], closed), aPayment({ voucher: "9" }))).toBe("posted");
  });
});
