// The words of ledgers in English.
import type { LedgerWords } from "./ledger-words.zh.ts";

type Params = Readonly<Record<string, string>>;

const of = (p: Params, name: string) => p[name] ?? "";
const slice = (p: Params) => (of(p, "slice") === "" ? "the part that is not allocated" : `"${of(p, "slice")}"`);

const SOURCES = { current: "this year's grant", "carry-over": "carry-over", other: "other funds" } as const;
const LIMITS = { slice: "its slice", commitment: "its approval" } as const;
const POLICIES = { stop: "stop", reason: "with an exception", hint: "hint" } as const;
const source = (p: Params) => SOURCES[of(p, "source") as keyof typeof SOURCES] ?? of(p, "source");
const limit = (p: Params) => LIMITS[of(p, "limit") as keyof typeof LIMITS] ?? of(p, "limit");

const perSource = (prefix: string, words: (name: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(SOURCES).map(([key, name]) => [`${prefix}-${key}`, words(name)]));

export const LEDGER_WORDS_EN: LedgerWords = {
  sources: SOURCES,
  limits: LIMITS,
  policies: POLICIES,
  refusals: {
    closed: (p) => `this year's ledger was closed on ${of(p, "day")} and takes nothing more`,
    "no-rules": () => "the ledger has no spending rules yet (which funds go first, what happens beyond a limit)",
    "amount-not-positive": () => "the amount must be more than zero",
    "amount-too-large": (p) => `${of(p, "amount")} yuan is larger than any public expenditure; some digits too many`,
    "amount-zero": () => "the amount is zero, which changes nothing",
    "order-incomplete": () => "the order of use must name each of the three sources once",
    "budget-already-set": (p) => `${source(p)} has its initial budget; change it by an adjustment`,
    "budget-missing": (p) => `${source(p)} has no initial budget to adjust`,
    "document-missing": () => "the number of the document is missing",
    "reason-missing": () => "the reason is missing",
    "over-budget": (p) => `beyond the budget: ${of(p, "amount")} yuan wanted, ${of(p, "left")} left after what is paid and reserved`,
    "over-source": (p) => `${source(p)} has not enough: ${of(p, "amount")} yuan wanted, ${of(p, "left")} left`,
    "below-use": (p) => `${of(p, "revised")} yuan would be less than the ${of(p, "used")} that are paid or reserved`,
    "slice-unknown": (p) => `there is no sub-project or division "${of(p, "slice")}"`,
    "slice-differs": (p) => `"${of(p, "slice")}" stands otherwise in the ledger (name, what it is within, division, or its approval)`,
    "slice-nested-in-itself": () => "a slice cannot lie within itself",
    "slice-beyond-remainder": (p) => `only ${of(p, "rest")} yuan can be allocated, not ${of(p, "amount")}`,
    "slice-below-use": (p) => `"${of(p, "slice")}" has ${of(p, "left")} yuan left; ${of(p, "amount")} cannot be taken back`,
    "slices-beyond-budget": (p) => `slices come to ${of(p, "given")} yuan, more than the budget of ${of(p, "revised")} it would leave`,
    "commitment-known": (p) => `approval "${of(p, "commitment")}" is registered already`,
    "commitment-unknown": (p) => `there is no approval "${of(p, "commitment")}"`,
    "commitment-exceeded": (p) => `approval "${of(p, "commitment")}" reserves ${of(p, "left")} yuan; ${of(p, "amount")} cannot be released`,
    "commitments-open": (p) => `still reserved: ${of(p, "commitments")} (${of(p, "amount")} yuan); pay or release it before closing`,
    "source-differs": (p) => `approval "${of(p, "commitment")}" does not reserve ${source(p)}`,
    "day-outside-year": (p) => `${of(p, "day")} is not in ${of(p, "year")}`,
    "voucher-missing": () => "the voucher number is missing",
    "voucher-known": (p) => `voucher "${of(p, "voucher")}" is in the ledger already (entry ${of(p, "seq")})`,
    "class-unknown": (p) => `there is no economic class "${of(p, "code")}"`,
    "limit-stops": (p) => `${slice(p)} would go ${of(p, "by")} yuan beyond ${limit(p)}; the spending rules stop it`,
    "refund-beyond-paid": (p) => `${of(p, "amount")} yuan cannot come back of ${of(p, "paid")} that were paid`,
    "refund-of-other": (p) => `the payment does not belong to ${slice(p)}`,
    "exception-known": (p) => `exception "${of(p, "exception")}" is registered already`,
    "exception-unknown": (p) => `there is no exception "${of(p, "exception")}"`,
    "exception-for-other": (p) => `exception "${of(p, "exception")}" is for ${slice(p)}`,
    "exception-expired": (p) => `exception "${of(p, "exception")}" counts from ${of(p, "from")} to ${of(p, "until") || "no end"}`,
    "exception-used-up": (p) => `exception "${of(p, "exception")}" has ${of(p, "left")} yuan left, not ${of(p, "by")}`,
    "posting-unknown": (p) => `there is no entry ${of(p, "of")}, or it is no payment`,
    "already-reversed": (p) => `entry ${of(p, "of")} was taken back already`,
    "not-reversible": (p) => `entry ${of(p, "of")} cannot be taken back: others rest on it, or it is a rule or a reversal itself`,
    "lapse-beyond-rest": (p) => `more would lapse than ${source(p)} has left`,
  },
  notices: {
    "over-slice": (p) => `${slice(p)} is ${of(p, "by")} yuan beyond its slice, without an exception; recorded as such`,
    "over-commitment": (p) => `${of(p, "by")} yuan beyond the approval, without an exception; recorded as such`,
    "outside-slices": (p) => `${of(p, "by")} yuan beyond what is not allocated, without an exception; recorded as such`,
    "carry-over-second-year": (p) =>
      `${of(p, "amount")} yuan of the carry-over are unused for a second year: surplus (财预〔2016〕18号 art. 3)`,
  },
  rowFaults: {
    empty: (p) => `${of(p, "field")} is empty`,
    formula: (p) => `${of(p, "field")} is a formula (${of(p, "found")} was saved); only amounts that are written count`,
    "not-an-amount": (p) => `${of(p, "field")} "${of(p, "found")}" is no amount`,
    "finer-than-fen": (p) => `${of(p, "field")} "${of(p, "found")}" is finer than a fen`,
    "amount-zero": (p) => `${of(p, "field")} is zero`,
    "amount-both-sides": (p) => `debit and credit both have an amount (${of(p, "found")})`,
    "not-a-day": (p) => `${of(p, "field")} "${of(p, "found")}" is no day`,
    "class-unknown": (p) => `there is no economic class "${of(p, "found")}"`,
    "source-unknown": (p) => `"${of(p, "found")}" could be any source of funds`,
    "voucher-repeated": (p) => `voucher number "${of(p, "found")}" is there twice in this file`,
  },
  fields: {
    voucher: "voucher number",
    line: "line",
    day: "date",
    amount: "amount",
    debit: "debit",
    credit: "credit",
    summary: "summary",
    payee: "payee",
    economicClass: "economic class",
    slice: "sub-project or division",
    source: "source of funds",
    commitment: "approval",
    project: "project",
  },
  rates: {
    revised: ["Execution of the budget", "revised budget, carry-over included"],
    initial: ["Execution of the initial budget", "initial budget"],
    committed: ["Paid and reserved", "revised budget, carry-over included"],
    source: ["Execution of a source", "the source's revised budget"],
    slices: ["Execution of the slices", "all slices of sub-projects"],
    slice: ["Execution of a sub-project", "its slice"],
    division: ["Execution of a division", "the slices of its sub-projects"],
  },
  traces: {
    formulas: {
      "rate-revised": "spent ÷ revised budget",
      "rate-initial": "spent ÷ initial budget",
      "rate-committed": "(spent + reserved) ÷ revised budget",
      "rate-source": "spent of the source ÷ its revised budget",
      "rate-slices": "spent in the slices ÷ all slices",
      "rate-slice": "spent of the sub-project ÷ its slice",
      "rate-division": "spent of the division's sub-projects ÷ their slices",
    },
    inputs: {
      paid: "spent",
      reserved: "reserved, not paid",
      "paid-in-slices": "spent in the slices",
      sliced: "all slices",
      allocated: "slice",
      ...perSource("paid", (name) => `spent of ${name}`),
      ...perSource("revised", (name) => `revised budget: ${name}`),
      ...perSource("initial", (name) => `initial budget: ${name}`),
      ...perSource("adjusted", (name) => `adjustments: ${name}`),
    },
    steps: { divide: "divided" },
  },
  parked: {
    "slice-unknown": (p) => `"${of(p, "slice")}" of the file is no sub-project or division`,
    "amount-differs": (p) => `amounts differ: ${of(p, "file")} yuan in the file, ${of(p, "here")} in the ledger`,
    "date-differs": (p) => `dates differ: ${of(p, "file")} in the file, ${of(p, "here")} in the ledger`,
    "missing-there": (p) => `the ledger has voucher "${of(p, "voucher")}" (${of(p, "here")} yuan), the file does not`,
    "needs-exception": (p) => `${slice(p)} would go ${of(p, "by")} yuan beyond ${limit(p)}; an exception is needed`,
  },
};
