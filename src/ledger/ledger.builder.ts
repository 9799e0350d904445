// Ledgers for tests: postings with one thing changed each, and the founding case's ledger as its report tells it.
import { type Citation, type Day, type Money, moneyOfFen, readMoney } from "../kernel/index.ts";
import { emptyBook, type LedgerBook } from "./book.ts";
import { decidePosting } from "./decide-posting.ts";
import type { Posting, PostingOf, SpendingRules } from "./posting.ts";
import type { BudgetSource, SpendingPolicy } from "./vocabulary.ts";

export const YEAR = 2019;
export const A_DAY = "2019-06-30" as Day;
export const ALL_CLASSES = { isEconomicClass: (code: string) => code === "30211" || code === "30212" };
const BASIS: Citation = { kind: "default", pack: "test", instrument: "test", source: "test" };

/** "33.59" 万元. */
export function wan(text: string): Money {
  const amount = readMoney(text, "万元");
  if (amount === null) throw new Error(`no amount: ${text}`);
  return amount;
}

export const fen = (amount: number): Money => moneyOfFen(BigInt(amount));

export function spendingRules(
  slice: SpendingPolicy = "stop",
  commitment: SpendingPolicy = "stop",
  order: readonly BudgetSource[] = ["carry-over", "current", "other"],
): SpendingRules {
  return {
    order: { value: order, basis: BASIS },
    limits: { slice: { value: slice, basis: BASIS }, commitment: { value: commitment, basis: BASIS } },
  };
}

type Part<Kind extends Posting["kind"]> = Partial<Omit<PostingOf<Kind>, "kind">>;

export const aBudget = (part: Part<"budget">): Posting => ({
  kind: "budget",
  day: A_DAY,
  source: "current",
  amount: fen(100_000),
  document: null,
  ...part,
});
export const anAdjustment = (part: Part<"adjustment">): Posting => ({
  kind: "adjustment",
  day: A_DAY,
  source: "current",
  amount: fen(10_000),
  document: "洪财预〔2019〕1号",
  reason: "年中追加",
  ...part,
});
export const aSlice = (part: Part<"slice">): Posting => {
  const slice = part.slice ?? "1";
  return {
    kind: "slice",
    day: A_DAY,
    slice,
    name: `团组${slice}`,
    within: null,
    division: null,
    amount: fen(50_000),
    document: null,
    ...part,
  };
};
export const aCommitment = (part: Part<"commitment">): Posting => ({
  kind: "commitment",
  day: A_DAY,
  commitment: "核准1",
  slice: "1",
  source: null,
  amount: fen(20_000),
  document: "核准单1号",
  summary: null,
  exceptions: [],
  ...part,
});
export const aRelease = (part: Part<"release">): Posting => ({
  kind: "release",
  day: A_DAY,
  commitment: "核准1",
  amount: null,
  reason: "任务结束",
  ...part,
});
export const aPayment = (part: Part<"payment">): Posting => ({
  kind: "payment",
  day: A_DAY,
  voucher: "2019/示例-1#1",
  amount: fen(10_000),
  source: null,
  slice: "1",
  commitment: null,
  economicClass: "30212",
  payee: null,
  summary: null,
  indicators: [],
  evidence: [],
  exceptions: [],
  ...part,
});
export const aRefund = (part: Part<"refund">): Posting => ({
  kind: "refund",
  day: A_DAY,
  voucher: "2019/示例-退1#1",
  amount: fen(1_000),
  source: null,
  slice: "1",
  of: null,
  economicClass: "30212",
  payee: null,
  summary: null,
  indicators: [],
  evidence: [],
  ...part,
});
export const anException = (part: Part<"exception">): Posting => ({
  kind: "exception",
  day: A_DAY,
  exception: "例外1",
  limit: "slice",
  slice: "1",
  amount: fen(5_000),
  clause: "财务管理暂行规定第九条",
  approvedBy: "党组会",
  document: "会议纪要3号",
  until: null,
  reason: "航线调整",
  missing: null,
  ...part,
});
export const aReversal = (of: number): Posting => ({ kind: "reversal", day: A_DAY, of, reason: "录入有误" });
export const aClosing = (part: Part<"closing"> = {}): Posting => ({ kind: "closing", day: "2019-12-31" as Day, lapses: [], ...part });

/** The book after the postings, every one of which must be posted. */
export function bookOf(postings: readonly Posting[], start: LedgerBook = emptyBook(YEAR)): LedgerBook {
  return postings.reduce((book, posting) => {
    const { decision, book: next } = decidePosting(book, posting, ALL_CLASSES);
    if (decision.kind !== "posted") throw new Error(`${posting.kind} was not posted: ${show(decision)}`);
    return next;
  }, start);
}

/** What a posting is answered with, in short: "posted", the codes it is refused with, or the limits it goes beyond. */
export function answerTo(book: LedgerBook, posting: Posting): string {
  const { decision } = decidePosting(book, posting, ALL_CLASSES);
  if (decision.kind === "posted") return ["posted", ...decision.notices.map(({ code }) => code)].join(" ");
  return decision.kind === "refused"
    ? decision.refusals.map(({ code }) => code).join(" ")
    : decision.excesses.map(({ limit, by }) => `needs-exception ${limit} ${by}`).join(", ");
}

const show = (value: unknown): string => JSON.stringify(value, (_, part) => (typeof part === "bigint" ? part.toString() : part));

/** The founding report's twelve sub-projects: number, division, budget, spent, in 万元. */
const FOUNDING = [
  ["1", "出国（境）管理处", "23.92", "23.92"],
  ["2", "出国（境）管理处", "33.59", "33.92"],
  ["3", "礼宾处", "35.06", "35.06"],
  ["4", "综合处", "38.47", "38.47"],
  ["5", "国际交流处", "44.72", "44.72"],
  ["6", "出国（境）管理处", "40.75", "40.75"],
  ["7", "海昏侯国遗址管理局", "9.14", "9.14"],
  ["8", "出国（境）管理处", "1.47", "1.47"],
  ["9", "出国（境）管理处", "1", "1"],
  ["10", "出国（境）管理处", "4.12", "4.12"],
  ["11", "出国（境）管理处", "32.06", "32.06"],
  ["12", "领事安全处", "35.70", "35.70"],
] as const;

/** Its money as postings: 300 + 165.47, carry-over first, one payment for each sub-project; overspending is only noted. */
export function foundingPostings(rules: SpendingRules = spendingRules("hint", "hint")): readonly Posting[] {
  return [
    { kind: "rules", day: "2019-01-01" as Day, rules },
    aBudget({ amount: wan("300") }),
    aBudget({ source: "carry-over", amount: wan("165.47") }),
    ...FOUNDING.map(([slice, division, budget]) => aSlice({ slice, division, amount: wan(budget) })),
    ...FOUNDING.map(([slice, , , spent]) => aPayment({ slice, voucher: `2019/示例-${slice}#1`, amount: wan(spent) })),
  ];
}
