// Ledgers as the pages see them: amounts in 元, rates and reasons in the reader's language.
import { type Actor, may } from "../../../access/index.ts";
import { type Citation, type Money, moneyOfFen, printMoney, printPercent, shareOf, sumMoney } from "../../../kernel/index.ts";
import {
  BUDGET_SOURCES,
  carriedOver,
  type EconomicClasses,
  type ExecutionRate,
  type LedgerBook,
  leftOf,
  outstandingOf,
  type Posting,
  type RateId,
  rateKey,
  revisedOf,
  roomOf,
  treeTotals,
  wholePool,
  wholeTotals,
} from "../../../ledger/index.ts";
import { citationText } from "../../messages/citations.ts";
import type { Language } from "../../messages/language.ts";
import { LEDGER_UNIT, ledgerWords, refusalText } from "../../messages/ledger-text.ts";
import { traceTextWith } from "../../messages/trace-text.ts";
import type { CaseSummary } from "../../store/case-repository.ts";
import type { LedgerSummary } from "../../store/ledger/list-ledgers.ts";
import type { ClassSum } from "../../store/ledger/sum-classes.ts";
import type { ForeseenEntry } from "../../usecases/ledger/decide-entry.ts";
import type { EntryWithParts, LedgerOverview } from "../../usecases/ledger/read-ledger.ts";
import type { ForeseenView, LedgerEntryView, LedgerRateView, LedgerSummaryView, LedgerView, SpentByClassView } from "../contract-ledger.ts";

const yuan = (amount: Money): string => printMoney(amount, LEDGER_UNIT);

/** What somebody may do in the ledger of a case. */
export function ledgerRights(actor: Actor, { unitPath, createdBy, published }: CaseSummary): LedgerView["may"] {
  const target = { tenant: actor.tenant, unitPath, createdBy, published };
  return {
    post: may(actor, "ledger.post", target),
    adjust: may(actor, "ledger.adjust", target),
    except: may(actor, "ledger.except", target),
    reverse: may(actor, "ledger.reverse", target),
    import: may(actor, "ledger.import", target),
  };
}

export function ledgerView({ stored, book, rates, overspent }: LedgerOverview, actor: Actor, language: Language): LedgerView {
  const whole = wholeTotals(book);
  const rateViews = rates.map((rate) => rateView(rate, book, language));
  const carried = carriedOver(book);
  return {
    caseId: stored.id,
    year: book.year,
    version: book.last,
    closed: book.closing && { day: book.closing.day, carried: yuan(carried ?? moneyOfFen(0n)) },
    rules: book.rules && {
      order: { value: book.rules.order.value, ...basisOf(book.rules.order.basis, language) },
      slice: { value: book.rules.limits.slice.value, ...basisOf(book.rules.limits.slice.basis, language) },
      commitment: { value: book.rules.limits.commitment.value, ...basisOf(book.rules.limits.commitment.basis, language) },
    },
    whole: {
      initial: yuan(whole.initial),
      revised: yuan(whole.revised),
      paid: yuan(whole.paid),
      reserved: yuan(whole.reserved),
      left: yuan(whole.left),
      sliced: yuan(book.sliced.given),
      unallocated: yuan(roomOf(wholePool(book))),
    },
    sources: BUDGET_SOURCES.filter((source) => book.sources[source].opened).map((source) => {
      const balance = book.sources[source];
      return {
        source,
        initial: yuan(balance.initial),
        adjusted: yuan(balance.adjusted),
        revised: yuan(revisedOf(balance)),
        paid: yuan(balance.paid),
        reserved: yuan(balance.reserved),
        left: yuan(leftOf(balance)),
      };
    }),
    slices: [...book.slices.values()].map((slice) => {
      const tree = treeTotals(book, slice);
      const over = overspent.find((one) => one.slice === slice.id);
      return {
        id: slice.id,
        name: slice.name,
        within: slice.within,
        division: slice.division,
        allocated: yuan(slice.allocated),
        given: yuan(slice.given),
        paid: yuan(tree.paid),
        reserved: yuan(tree.reserved),
        left: yuan(moneyOfFen(slice.allocated - tree.paid - tree.reserved)),
        over: over ? { by: yuan(over.by), excepted: yuan(over.excepted) } : null,
        rate: rateViews.find(({ key }) => key === `slice:${slice.id}`)?.rate ?? null,
      };
    }),
    commitments: [...book.commitments.values()].map((one) => ({
      id: one.id,
      slice: one.slice,
      source: one.source,
      amount: yuan(one.amount),
      paid: yuan(one.paid),
      released: yuan(one.released),
      outstanding: yuan(outstandingOf(one)),
    })),
    exceptions: [...book.exceptions.values()].map(({ id, limit, slice, amount, used, from, until }) => ({
      id,
      limit,
      slice,
      amount: yuan(amount),
      used: yuan(used),
      from,
      until,
    })),
    rates: rateViews,
    may: ledgerRights(actor, stored),
  };
}

function basisOf(basis: Citation, language: Language): { readonly basis: string; readonly isLaw: boolean } {
  return { basis: citationText(basis, language), isLaw: basis.kind === "law" };
}

function rateView({ id, numerator, denominator, trace }: ExecutionRate, book: LedgerBook, language: Language): LedgerRateView {
  const words = ledgerWords(language);
  const [label, denominatorLabel] = words.rates[id.kind];
  const text = traceTextWith(trace, words.traces, language);
  return {
    key: rateKey(id),
    kind: id.kind,
    of: nameOf(id, book, language),
    label: label ?? "",
    denominatorLabel: denominatorLabel ?? "",
    numerator: yuan(numerator),
    denominator: yuan(denominator),
    rate: trace.result,
    trace: { formula: text.formula, inputs: text.inputs, steps: text.steps, rounding: text.rounding },
  };
}

function nameOf(id: RateId, book: LedgerBook, language: Language): string | null {
  switch (id.kind) {
    case "source":
      return ledgerWords(language).sources[id.key];
    case "slice":
      return book.slices.get(id.key)?.name ?? id.key;
    case "division":
      return id.key;
    default:
      return null;
  }
}

export function summaryView(one: LedgerSummary): LedgerSummaryView {
  const [revised, paid, reserved] = [one.revised, one.paid, one.reserved].map((fen) => moneyOfFen(BigInt(fen))) as [Money, Money, Money];
  const { caseId, name, year, example, version, closed, parked } = one;
  return {
    ...{ caseId, name, year, example, version, closed, parked, revised: yuan(revised), paid: yuan(paid), reserved: yuan(reserved) },
    ...{ left: yuan(moneyOfFen(revised - paid - reserved)), rate: percent(paid, revised) },
  };
}

export function spentByClassView(sums: readonly ClassSum[], classes: EconomicClasses): SpentByClassView {
  const amounts = sums.map(({ amount }) => moneyOfFen(BigInt(amount)));
  const all = sumMoney(amounts);
  return sums.map(({ code, vouchers }, index) => {
    const amount = amounts[index] ?? moneyOfFen(0n);
    const name = code === null ? null : (classes.find(code)?.name ?? null);
    return { code, name, vouchers, amount: yuan(amount), share: percent(amount, all) };
  });
}

function percent(part: Money, whole: Money): string | null {
  const share = shareOf(part, whole);
  return share && printPercent(share, 2);
}

export function foreseenView({ decision, book }: ForeseenEntry, posting: Posting, language: Language): ForeseenView {
  const words = ledgerWords(language);
  switch (decision.kind) {
    case "refused":
      return { ...NOT_POSTED, answer: "stopped", reasons: decision.refusals.map((refusal) => refusalText(refusal, language)) };
    case "needs-exception":
      return {
        ...{ ...NOT_POSTED, answer: "needs-exception" },
        reasons: decision.excesses.map(({ limit, slice, by }) =>
          words.parked["needs-exception"]({ limit, slice: nameOfSlice(book, slice), by: yuan(by) }),
        ),
      };
    case "posted": {
      const { settlement } = decision.entry;
      const slice = "slice" in posting && posting.slice !== null ? (book.slices.get(posting.slice) ?? null) : null;
      return {
        answer: settlement.excesses.length > 0 ? "goes-beyond" : "goes",
        reasons: [],
        notices: decision.notices.map(({ code, params }) => words.notices[code](params)),
        draws: settlement.draws.map(({ source, amount }) => ({ source, amount: yuan(amount) })),
        after: {
          whole: yuan(wholeTotals(book).left),
          slice: slice && { name: slice.name, left: yuan(roomOf(slice)) },
        },
      };
    }
  }
}

const NOT_POSTED = { reasons: [], notices: [], draws: [], after: null } as const;

function nameOfSlice(book: LedgerBook, slice: string | null): string {
  return slice === null ? "" : (book.slices.get(slice)?.name ?? slice);
}

export function entryView(
  { entry, parts, linked, byName, postedAt, importId, importRow, reversedBy }: EntryWithParts,
  classes: EconomicClasses,
): LedgerEntryView {
  const { seq, posting, settlement } = entry;
  const text = "voucher" in posting ? posting : null;
  const code = text?.economicClass ?? null;
  const sign = posting.kind === "refund" ? -1n : 1n;
  return {
    seq,
    kind: posting.kind,
    day: posting.day,
    amount: yuan(moneyOfFen(settlement.amount * sign)),
    source: "source" in posting ? posting.source : null,
    slice: "slice" in posting ? posting.slice : null,
    commitment: "commitment" in posting ? posting.commitment : null,
    voucher: text?.voucher ?? null,
    economicClass: code === null ? null : { code, name: classes.find(code)?.name ?? "" },
    payee: text?.payee ?? null,
    summary: "summary" in posting ? posting.summary : null,
    document: "document" in posting ? posting.document : null,
    reason: "reason" in posting ? posting.reason : null,
    of: "of" in posting ? posting.of : null,
    draws: settlement.draws.map(({ source, amount }) => ({ source, amount: yuan(moneyOfFen(amount * sign)) })),
    excesses: settlement.excesses.map(({ limit, by, exception }) => ({ limit, by: yuan(by), exception })),
    links: [...linked.links],
    linksVersion: linked.version,
    countsIn: parts.map(({ id, side }) => ({ key: rateKey(id), side })),
    byName,
    postedAt,
    importRow: importId === null || importRow === null ? null : { id: importId, row: importRow },
    reversedBy,
  };
}
