// What the pages know of the server about ledgers; of exports brought into them tells contract-ledger-imports.ts. Amounts are plain
// decimals in 元, negative only where money came back.
import { z } from "@hono/zod-openapi";

const text = z.string();
const amount = text;
const source = z.enum(["current", "carry-over", "other"]);
const limit = z.enum(["slice", "commitment"]);
const policy = z.enum(["stop", "reason", "hint"]);
const seq = z.number().int().positive();

const ledgerTraceSchema = z.object({
  formula: text,
  inputs: z.array(z.object({ name: text, value: text, unit: text.nullable(), source: text.nullable() })).readonly(),
  steps: z.array(z.object({ what: text, expression: text, result: text })).readonly(),
  rounding: text.nullable(),
});

export const ledgerRateSchema = z
  .object({
    /** "source:current": the rate's name in addresses. */
    key: text,
    kind: z.enum(["revised", "initial", "committed", "source", "slices", "slice", "division"]),
    of: text.nullable(),
    /** What is divided by what, in words. */
    label: text,
    denominatorLabel: text,
    numerator: amount,
    denominator: amount,
    /** As a percentage with two decimals, rounded half up; null where there is nothing to divide by. */
    rate: text.nullable(),
    trace: ledgerTraceSchema,
  })
  .openapi("LedgerRate");

const grounded = z.object({ value: text, basis: text, isLaw: z.boolean() });

export const ledgerSchema = z
  .object({
    caseId: text,
    year: z.number(),
    version: z.number(),
    closed: z.object({ day: text, carried: amount }).nullable(),
    rules: z
      .object({
        order: z.object({ value: z.array(source).readonly(), basis: text, isLaw: z.boolean() }),
        slice: grounded,
        commitment: grounded,
      })
      .nullable(),
    whole: z.object({
      initial: amount,
      revised: amount,
      paid: amount,
      reserved: amount,
      left: amount,
      sliced: amount,
      unallocated: amount,
    }),
    sources: z
      .array(z.object({ source, initial: amount, adjusted: amount, revised: amount, paid: amount, reserved: amount, left: amount }))
      .readonly(),
    slices: z
      .array(
        z.object({
          id: text,
          name: text,
          within: text.nullable(),
          division: text.nullable(),
          allocated: amount,
          given: amount,
          paid: amount,
          reserved: amount,
          left: amount,
          /** What is spent beyond it, and how much of that an exception covers. */
          over: z.object({ by: amount, excepted: amount }).nullable(),
          rate: text.nullable(),
        }),
      )
      .readonly(),
    commitments: z
      .array(
        z.object({
          id: text,
          slice: text.nullable(),
          source: source.nullable(),
          amount,
          paid: amount,
          released: amount,
          outstanding: amount,
        }),
      )
      .readonly(),
    exceptions: z
      .array(z.object({ id: text, limit, slice: text.nullable(), amount, used: amount, from: text, until: text.nullable() }))
      .readonly(),
    rates: z.array(ledgerRateSchema).readonly(),
    may: z.object({ post: z.boolean(), adjust: z.boolean(), except: z.boolean(), reverse: z.boolean(), import: z.boolean() }),
  })
  .openapi("Ledger");

export const ledgerEntrySchema = z
  .object({
    seq,
    kind: text,
    day: text,
    amount,
    source: source.nullable(),
    slice: text.nullable(),
    commitment: text.nullable(),
    voucher: text.nullable(),
    economicClass: z.object({ code: text, name: text }).nullable(),
    payee: text.nullable(),
    summary: text.nullable(),
    document: text.nullable(),
    reason: text.nullable(),
    /** The entry that this one takes back or comes of. */
    of: seq.nullable(),
    draws: z.array(z.object({ source, amount })).readonly(),
    excesses: z.array(z.object({ limit, by: amount, exception: text.nullable() })).readonly(),
    links: z.array(z.object({ kind: z.enum(["indicator", "evidence"]), target: text })).readonly(),
    /** How often it was said since what it belongs to; a change names it. */
    linksVersion: z.number(),
    /** The rates it counts in, above or below the line. */
    countsIn: z.array(z.object({ key: text, side: z.enum(["numerator", "denominator"]) })).readonly(),
    byName: text,
    postedAt: text,
    importRow: z.object({ id: text, row: z.number() }).nullable(),
    reversedBy: seq.nullable(),
  })
  .openapi("LedgerEntry");

export const ledgerEntriesSchema = z.object({ entries: z.array(ledgerEntrySchema).readonly(), next: z.number().nullable() });

/** What was spent by class of expenditure; code null where vouchers name none. */
export const spentByClassSchema = z
  .array(z.object({ code: text.nullable(), name: text.nullable(), vouchers: z.number(), amount, share: text.nullable() }))
  .readonly();

export const ledgerSummarySchema = z
  .object({
    caseId: text,
    name: text,
    year: z.number(),
    example: z.boolean(),
    version: z.number(),
    closed: z.boolean(),
    revised: amount,
    paid: amount,
    reserved: amount,
    left: amount,
    /** Paid of revised, as a percentage with two decimals, rounded half up; null where there is nothing to divide by. */
    rate: text.nullable(),
    /** Parked items that nobody has settled. */
    parked: z.number(),
  })
  .openapi("LedgerSummary");

export const economicClassesSchema = z.object({
  basis: text,
  classes: z.array(z.object({ code: text, name: text })).readonly(),
});

// what is sent

const dayText = text.regex(/^\d{4}-\d{2}-\d{2}$/);
const amountText = text.trim().min(1).max(40);
const name = text.trim().min(1).max(200);
const note = text.trim().min(1).max(1000);
const ids = z.array(name).max(50).default([]);
const version = z.number().int().nonnegative().nullable().default(null);
/** The writer's own name for it: sent twice, it is posted once. */
const key = text.trim().min(8).max(100);

const voucherText = {
  day: dayText,
  /** The voucher's number and which of its lines; numbers begin anew every year, or every month. */
  voucher: name,
  line: z.string().trim().min(1).max(20).default("1"),
  numbering: z.enum(["year", "month"]).default("year"),
  amount: amountText,
  source: source.nullable().default(null),
  slice: name.nullable().default(null),
  economicClass: name.nullable().default(null),
  payee: name.nullable().default(null),
  summary: note.nullable().default(null),
  indicators: ids,
  evidence: ids,
};

export const spendingPostingSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("payment"), ...voucherText, commitment: name.nullable().default(null), exceptions: ids }),
  z.strictObject({ kind: z.literal("refund"), ...voucherText, of: seq.nullable().default(null) }),
  z.strictObject({
    kind: z.literal("commitment"),
    day: dayText,
    commitment: name,
    amount: amountText,
    slice: name.nullable().default(null),
    source: source.nullable().default(null),
    document: name,
    summary: note.nullable().default(null),
    exceptions: ids,
  }),
  z.strictObject({ kind: z.literal("release"), day: dayText, commitment: name, amount: amountText.nullable().default(null), reason: note }),
]);

const setting = <S extends z.ZodType>(value: S) => z.strictObject({ value, basis: note });

export const budgetPostingSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("budget"), day: dayText, source, amount: amountText, document: name.nullable().default(null) }),
  z.strictObject({ kind: z.literal("adjustment"), day: dayText, source, amount: amountText, document: name, reason: note }),
  z.strictObject({
    kind: z.literal("slice"),
    day: dayText,
    slice: name,
    name,
    within: name.nullable().default(null),
    division: name.nullable().default(null),
    amount: amountText,
    document: name.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal("rules"),
    day: dayText,
    order: setting(z.array(source).length(3)),
    slice: setting(policy),
    commitment: setting(policy),
  }),
  z.strictObject({
    kind: z.literal("closing"),
    day: dayText,
    lapses: z
      .array(z.strictObject({ source, amount: amountText, document: name }))
      .max(10)
      .default([]),
  }),
]);

export const exceptionPostingSchema = z.strictObject({
  kind: z.literal("exception"),
  day: dayText,
  exception: name,
  limit,
  slice: name.nullable().default(null),
  amount: amountText,
  clause: note,
  approvedBy: name,
  document: name,
  until: dayText.nullable().default(null),
  reason: note,
  missing: note.nullable().default(null),
});

export const reversalPostingSchema = z.strictObject({ kind: z.literal("reversal"), day: dayText, of: seq, reason: note });

const sent = <S extends z.ZodType>(posting: S) => z.strictObject({ posting, key, version });
export const spendingInputSchema = sent(spendingPostingSchema);
export const budgetInputSchema = sent(budgetPostingSchema);
export const exceptionInputSchema = sent(exceptionPostingSchema);
export const reversalInputSchema = sent(reversalPostingSchema);

export const postedSchema = z.object({
  seq,
  version: z.number(),
  /** Posted before, under the same key. */
  again: z.boolean(),
  draws: z.array(z.object({ source, amount })).readonly(),
  notices: z.array(z.object({ code: text, message: text })).readonly(),
});

export const foreseenInputSchema = z.strictObject({
  posting: z.discriminatedUnion("kind", [
    ...spendingPostingSchema.options,
    ...budgetPostingSchema.options,
    exceptionPostingSchema,
    reversalPostingSchema,
  ]),
});

/** What a posting would be answered: it goes, it goes beyond a limit, it waits for an exception, or it does not go. */
export const foreseenSchema = z
  .object({
    answer: z.enum(["goes", "goes-beyond", "needs-exception", "stopped"]),
    reasons: z.array(text).readonly(),
    notices: z.array(text).readonly(),
    draws: z.array(z.object({ source, amount })).readonly(),
    /** What is left after it, where it goes: of the whole, and of the slice it belongs to. */
    after: z.object({ whole: amount, slice: z.object({ name: text, left: amount }).nullable() }).nullable(),
  })
  .openapi("ForeseenPosting");

export const openLedgerInputSchema = z.strictObject({ document: note });
export const openedLedgerSchema = z.object({ version: z.number() });
export const linkInputSchema = z.strictObject({
  target: z.strictObject({ kind: z.enum(["indicator", "evidence"]), id: name }),
  linked: z.boolean(),
  version: z.number().int().nonnegative(),
});

export type LedgerSummaryView = z.output<typeof ledgerSummarySchema>;
export type SpentByClassView = z.output<typeof spentByClassSchema>;
export type ForeseenView = z.output<typeof foreseenSchema>;
export type EconomicClassesView = z.output<typeof economicClassesSchema>;
export type LedgerEntriesView = z.output<typeof ledgerEntriesSchema>;
export type PostedView = z.output<typeof postedSchema>;
export type LedgerView = z.output<typeof ledgerSchema>;
export type LedgerRateView = z.output<typeof ledgerRateSchema>;
export type LedgerEntryView = z.output<typeof ledgerEntrySchema>;
