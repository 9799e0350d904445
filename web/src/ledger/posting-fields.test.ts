// A posting is what its form's fields say, and nothing is sent that is still missing.
import { expect, test } from "vitest";
import { missingFields, postingOf, postingRoute } from "./posting-fields.ts";

test("names what is still missing, in the order it is asked", () => {
  expect(missingFields("commitment", { day: "2019-06-01", amount: " " })).toEqual(["commitment", "amount", "document"]);
  expect(missingFields("release", { day: "2019-06-01", commitment: "C-1", reason: "未成行" })).toEqual([]);
});

test("makes a payment of what was filled in, with the voucher's first line and yearly numbers unless said otherwise", () => {
  const posting = postingOf("payment", {
    numbering: "year",
    day: "2019-06-01",
    voucher: " 记-1 ",
    amount: "12.30",
    exceptions: "例-1\n例-2",
    slice: "",
  });
  expect(posting).toEqual({
    ...{ kind: "payment", day: "2019-06-01", voucher: "记-1", line: "1", numbering: "year", amount: "12.30" },
    ...{ source: null, slice: null, economicClass: null, payee: null, summary: null, commitment: null, exceptions: ["例-1", "例-2"] },
  });
});

test("makes rules with one basis for all three, in the order chosen", () => {
  const values = {
    day: "2019-01-01",
    order: "carry-over,current,other",
    slicePolicy: "stop",
    commitmentPolicy: "hint",
    rulesBasis: "内控",
  };
  expect(postingOf("rules", values)).toEqual({
    kind: "rules",
    day: "2019-01-01",
    order: { value: ["carry-over", "current", "other"], basis: "内控" },
    slice: { value: "stop", basis: "内控" },
    commitment: { value: "hint", basis: "内控" },
  });
});

test("what lapses at the year's end needs its document, and a document something that lapses by it", () => {
  const day = "2019-12-31";
  expect(missingFields("closing", { day })).toEqual([]);
  expect(missingFields("closing", { day, "lapse:current": "1", "lapse-document:other": "财预〔2019〕1号" })).toEqual([
    "lapse-document:current",
    "lapse:other",
  ]);
  expect(postingOf("closing", { day, "lapse:carry-over": " 100.50", "lapse-document:carry-over": "财预〔2019〕1号" })).toEqual({
    ...{ kind: "closing", day },
    lapses: [{ source: "carry-over", amount: "100.50", document: "财预〔2019〕1号" }],
  });
});

test("each kind goes where who may write it is asked", () => {
  expect((["refund", "slice", "closing", "exception"] as const).map(postingRoute)).toEqual(["payments", "budget", "budget", "exceptions"]);
});
