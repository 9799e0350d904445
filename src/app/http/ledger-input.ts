// What a page sends to a ledger, as postings: amounts and days read exactly, every fault at once.
import type { z } from "@hono/zod-openapi";
import {
  type Citation,
  type Day,
  type Fault,
  failure,
  fault,
  type Money,
  type Result,
  readDay,
  readMoney,
  success,
} from "../../kernel/index.ts";
import { type Posting, voucherKey } from "../../ledger/index.ts";
import { LEDGER_UNIT } from "../messages/ledger-text.ts";
import type { budgetPostingSchema, exceptionPostingSchema, reversalPostingSchema, spendingPostingSchema } from "./contract-ledger.ts";

type Sent = z.output<
  typeof spendingPostingSchema | typeof budgetPostingSchema | typeof exceptionPostingSchema | typeof reversalPostingSchema
>;

/** The posting, or the faults of its amounts and days. `place` is whose word the rules of a ledger are. */
export function readPosting(sent: Sent, place: { readonly tenant: string; readonly caseId: string }): Result<Posting> {
  const faults: Fault[] = [];
  const money = (text: string): Money => {
    const amount = readMoney(text, LEDGER_UNIT);
    if (amount === null) faults.push(fault("not-an-amount", { found: text, expected: "12345.67" }));
    return amount ?? (0n as Money);
  };
  const day = (text: string): Day => {
    const read = readDay(text);
    if (read === null) faults.push(fault("not-a-day", { found: text, expected: "2019-07-17" }));
    return read ?? ("0001-01-01" as Day);
  };
  const basis = (source: string): Citation => ({ kind: "default", pack: place.tenant, instrument: place.caseId, source });
  const posting = read(sent);
  return faults.length > 0 ? failure(...faults) : success(posting);

  function read(one: Sent): Posting {
    switch (one.kind) {
      case "payment":
      case "refund": {
        const { voucher: number, line, numbering, ...rest } = one;
        const on = day(one.day);
        return { ...rest, day: on, amount: money(one.amount), voucher: voucherKey({ day: on, number, line, numbering }) };
      }
      case "commitment":
      case "budget":
      case "adjustment":
      case "slice":
        return { ...one, day: day(one.day), amount: money(one.amount) };
      case "release":
        return { ...one, day: day(one.day), amount: one.amount === null ? null : money(one.amount) };
      case "exception":
        return { ...one, day: day(one.day), amount: money(one.amount), until: one.until === null ? null : day(one.until) };
      case "reversal":
        return { ...one, day: day(one.day) };
      case "closing":
        return { ...one, day: day(one.day), lapses: one.lapses.map((lapse) => ({ ...lapse, amount: money(lapse.amount) })) };
      case "rules":
        return {
          kind: "rules",
          day: day(one.day),
          rules: {
            order: { value: one.order.value, basis: basis(one.order.basis) },
            limits: {
              slice: { value: one.slice.value, basis: basis(one.slice.basis) },
              commitment: { value: one.commitment.value, basis: basis(one.commitment.basis) },
            },
          },
        };
    }
  }
}
