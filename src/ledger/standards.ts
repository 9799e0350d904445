// What an instrument says of ledgers, as data in regulations/: the classes of expenditure by their codes, and how a ledger spends
// where nobody has set it.
import { z } from "zod";
import { type Citation, failure, fault, filledText, type Result, readSource, type SourceFile, success } from "../kernel/index.ts";
import { citationOf, instrumentSchema, type Provenance, provenance } from "../rules/index.ts";
import type { SpendingRules } from "./posting.ts";
import { BUDGET_SOURCES, SPENDING_POLICIES } from "./vocabulary.ts";

/** A class (类, three digits) or item (款, five digits) of 部门预算支出经济分类. */
export type EconomicClass = { readonly code: string; readonly name: string };

export type EconomicClasses = {
  readonly basis: Citation;
  /** In the order of the codes. */
  readonly all: readonly EconomicClass[];
  /** By code. */
  readonly find: (code: string) => EconomicClass | null;
  /** By code, or by the item's name where only one bears it; null for anything else. */
  readonly read: (text: string) => EconomicClass | null;
  /** An item, or a class as a whole where a voucher says no more. */
  readonly has: (code: string) => boolean;
};

export type LedgerStandards = { readonly classes: EconomicClasses; readonly rules: SpendingRules };

const classesSchema = z.strictObject({
  ...provenance,
  classes: z.array(
    z.strictObject({ code: z.string().regex(/^\d{3}$/), name: filledText, items: z.record(z.string().regex(/^\d{2}$/), filledText) }),
  ),
});
const policy = z.strictObject({ ...provenance, value: z.enum(SPENDING_POLICIES) });
const rulesSchema = z.strictObject({
  order: z.strictObject({ ...provenance, value: z.array(z.enum(BUDGET_SOURCES)).length(BUDGET_SOURCES.length) }),
  slice: policy,
  commitment: policy,
});

type Instrument = z.output<typeof instrumentSchema>;

/** Reads the economic classes of an instrument. Faults: those of the files, and a rule that does not say on whose word it is so. */
export function readEconomicClasses(instrument: SourceFile, classes: SourceFile): Result<EconomicClasses> {
  const read = bothOf(readSource(instrumentSchema, instrument), readSource(classesSchema, classes));
  if (!read.ok) return read;
  const [of, table] = read.value;
  const basis = citedIn(of, table, classes, []);
  if (!basis.ok) return basis;
  const all = table.classes.flatMap(({ code, name, items }) => [
    { code, name },
    ...Object.entries(items)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([item, itemName]) => ({ code: code + item, name: itemName })),
  ]);
  return success(economicClasses(basis.value, all));
}

function economicClasses(basis: Citation, all: readonly EconomicClass[]): EconomicClasses {
  const byCode = new Map(all.map((one) => [one.code, one]));
  const byName = new Map<string, EconomicClass | null>();
  for (const one of all.filter(({ code }) => code.length === 5)) byName.set(one.name, byName.has(one.name) ? null : one);
  const find = (code: string): EconomicClass | null => byCode.get(code) ?? null;
  return {
    basis,
    all,
    find,
    has: (code) => byCode.has(code),
    read: (text) => {
      // Exports print "30212", "30212 因公出国（境）费用", "[30212]因公出国（境）费用" or the name alone.
      const plain = text.normalize("NFKC").trim();
      const code = /^\D?(\d{3}(?:\d{2})?)(?!\d)/.exec(plain)?.[1];
      return (
        (code === undefined ? null : find(code)) ??
        byName.get(text.trim()) ??
        byName.get(plain.replace("(", "（").replace(")", "）")) ??
        null
      );
    },
  };
}

/** Reads how a ledger spends where nobody has set it. */
export function readSpendingRules(instrument: SourceFile, rules: SourceFile): Result<SpendingRules> {
  const read = bothOf(readSource(instrumentSchema, instrument), readSource(rulesSchema, rules));
  if (!read.ok) return read;
  const [of, { order, slice, commitment }] = read.value;
  const bases = [
    citedIn(of, order, rules, ["order"]),
    citedIn(of, slice, rules, ["slice"]),
    citedIn(of, commitment, rules, ["commitment"]),
  ];
  const faults = bases.flatMap((one) => (one.ok ? [] : one.faults));
  const [a, b, c] = bases.flatMap((one) => (one.ok ? [one.value] : []));
  if (!a || !b || !c) return failure(...faults);
  return success({
    order: { value: order.value, basis: a },
    limits: { slice: { value: slice.value, basis: b }, commitment: { value: commitment.value, basis: c } },
  });
}

function bothOf<A, B>(a: Result<A>, b: Result<B>): Result<readonly [A, B]> {
  return a.ok && b.ok ? success([a.value, b.value]) : failure(...[a, b].flatMap((one) => (one.ok ? [] : one.faults)));
}

function citedIn(instrument: Instrument, entry: Provenance, file: SourceFile, path: readonly string[]): Result<Citation> {
  if ((entry.cite === undefined) === (entry.default === undefined))
    return failure(fault("pack-uncited", { found: path.join("."), expected: "cite | default.source" }, file.locate(path)));
  return success(citationOf({ instrument }, entry));
}
