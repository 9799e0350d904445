// Every execution rate of a ledger with its denominator named. 执行率 has several honest meanings; each is a rate of its own with
// its receipt, and none stands without saying what it was divided by (10号 附1 divides by 全年预算数).
import {
  type Money,
  type MoneyUnit,
  moneyOfFen,
  NO_MONEY,
  printMoneyColumn,
  printPercent,
  type Ratio,
  type Rounding,
  shareOf,
  sumMoney,
  type Trace,
  type TraceInput,
} from "../kernel/index.ts";
import { type LedgerBook, revisedOf, type Slice, wholeTotals } from "./book.ts";
import { BUDGET_SOURCES, type BudgetSource } from "./vocabulary.ts";

/** What a rate measures. `key` is the source, slice or division where there are several. */
export type RateId =
  /** Spent ÷ 全年预算数 of all sources. */
  | { readonly kind: "revised" }
  /** Spent ÷ 年初预算数 of all sources. */
  | { readonly kind: "initial" }
  /** Spent and reserved ÷ 全年预算数. */
  | { readonly kind: "committed" }
  /** Spent of one source ÷ its 全年预算数. */
  | { readonly kind: "source"; readonly key: BudgetSource }
  /** Spent within the slices ÷ what was sliced. */
  | { readonly kind: "slices" }
  | { readonly kind: "slice"; readonly key: string }
  | { readonly kind: "division"; readonly key: string };

export type ExecutionRate = {
  readonly id: RateId;
  readonly numerator: Money;
  readonly denominator: Money;
  /** Exact; null where the denominator is nothing. */
  readonly share: Ratio | null;
  readonly trace: Trace;
};

const TO_PERCENT: Rounding = { mode: "half-up", places: 2 };

/** The rates there are, the whole first. `unit` is what the receipts print amounts in. */
export function executionRates(book: LedgerBook, unit: MoneyUnit): readonly ExecutionRate[] {
  const whole = wholeTotals(book);
  const opened = BUDGET_SOURCES.filter((source) => book.sources[source].opened);
  const amount = (name: string, money: Money, source?: string): TraceInput => ({
    name,
    value: printMoneyColumn(money, unit),
    unit,
    ...(source === undefined ? {} : { source }),
  });
  const make = (id: RateId, numerator: Money, denominator: Money, inputs: readonly TraceInput[]): ExecutionRate => {
    const share = shareOf(numerator, denominator);
    const result = share && printPercent(share, TO_PERCENT.places);
    const expression = `${printMoneyColumn(numerator, unit)} ÷ ${printMoneyColumn(denominator, unit)}`;
    return {
      id,
      numerator,
      denominator,
      share,
      trace: {
        formula: `rate-${id.kind}`,
        basis: [],
        inputs,
        steps: [{ code: "divide", expression, result: result ?? "" }],
        rounding: share === null ? null : TO_PERCENT,
        result,
      },
    };
  };
  const drawn = opened.map((source) => amount(`paid-${source}`, book.sources[source].paid));
  const budgets = opened.map((source) => amount(`revised-${source}`, revisedOf(book.sources[source])));
  const first = [...book.slices.values()].filter(({ within }) => within === null);
  const trees = new Map(first.map((slice) => [slice.id, treeTotals(book, slice)]));
  const spentInSlices = sumMoney([...trees.values()].map(({ paid }) => paid));
  const sliced = book.sliced.given;
  return [
    make({ kind: "revised" }, whole.paid, whole.revised, [...drawn, ...budgets]),
    make({ kind: "initial" }, whole.paid, whole.initial, [
      ...drawn,
      ...opened.map((source) => amount(`initial-${source}`, book.sources[source].initial)),
    ]),
    make({ kind: "committed" }, moneyOfFen(whole.paid + whole.reserved), whole.revised, [
      amount("paid", whole.paid),
      amount("reserved", whole.reserved),
      ...budgets,
    ]),
    ...opened.map((source) =>
      make({ kind: "source", key: source }, book.sources[source].paid, revisedOf(book.sources[source]), [
        amount(`paid-${source}`, book.sources[source].paid),
        amount(`initial-${source}`, book.sources[source].initial),
        ...(book.sources[source].adjusted === NO_MONEY ? [] : [amount(`adjusted-${source}`, book.sources[source].adjusted)]),
      ]),
    ),
    ...(first.length === 0
      ? []
      : [make({ kind: "slices" }, spentInSlices, sliced, [amount("paid-in-slices", spentInSlices), amount("sliced", sliced)])]),
    ...divisionsOf(first, trees).map(({ division, paid, allocated }) =>
      make({ kind: "division", key: division }, paid, allocated, [
        amount("paid", paid, division),
        amount("allocated", allocated, division),
      ]),
    ),
    ...[...book.slices.values()].map((slice) => {
      const { paid } = trees.get(slice.id) ?? treeTotals(book, slice);
      return make({ kind: "slice", key: slice.id }, paid, slice.allocated, [
        amount("paid", paid, slice.name),
        amount("allocated", slice.allocated, slice.name),
      ]);
    }),
  ];
}

/** What a slice and all slices within it spent and reserve. */
export function treeTotals(book: LedgerBook, slice: Slice): { readonly paid: Money; readonly reserved: Money } {
  const inside = slice.given === NO_MONEY ? [] : [...book.slices.values()].filter(({ within }) => within === slice.id);
  const parts = inside.map((one) => treeTotals(book, one));
  return {
    paid: moneyOfFen(slice.paid + sumMoney(parts.map(({ paid }) => paid))),
    reserved: moneyOfFen(slice.reserved + sumMoney(parts.map(({ reserved }) => reserved))),
  };
}

type DivisionTotals = { readonly division: string; readonly paid: Money; readonly allocated: Money };

// A division's slices are those given to it at the first level, its sub-projects.
function divisionsOf(first: readonly Slice[], trees: ReadonlyMap<string, { readonly paid: Money }>): DivisionTotals[] {
  const divisions = [...new Set(first.flatMap(({ division }) => (division === null ? [] : [division])))];
  return divisions.map((division) => {
    const own = first.filter((slice) => slice.division === division);
    return {
      division,
      paid: sumMoney(own.map(({ id }) => trees.get(id)?.paid ?? NO_MONEY)),
      allocated: sumMoney(own.map(({ allocated }) => allocated)),
    };
  });
}
