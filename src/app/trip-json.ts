// The public JSON of a priced trip (`trip price --json`): amounts and rates as plain decimal strings, unknown as null.
import { type Money, printExact, printScaled } from "../kernel/index.ts";
import { type Breach, type CostDifference, type PricedLine, peopleIn, type Settlement } from "../trips/index.ts";
import { basisJson } from "./evaluation-json.ts";
import type { Language } from "./messages/language.ts";
import { breachText, noteTexts, openText, tripTraceText, tripWording } from "./messages/trip-text.ts";
import type { TripCase } from "./usecases/trips/price-trip-files.ts";

export function tripJson({ path, both, breaches, difference, settlement }: TripCase, language: Language) {
  const { priced } = both.planned;
  const { trip } = priced;
  return {
    file: path,
    title: trip.title,
    example: trip.example,
    total: moneyText(priced.total),
    currency: "CNY",
    allowed: priced.allowed && { min: printScaled(priced.allowed.min, 2), max: printScaled(priced.allowed.max, 2) },
    decided: printScaled(priced.decided, 2),
    departs: trip.departs,
    returns: trip.returns,
    days: priced.days,
    people: peopleIn(trip.members),
    standards: priced.standards.map(({ id, title, number, inForce, note }) => ({
      id,
      title,
      number,
      from: inForce.from,
      note: note ?? null,
    })),
    lines: priced.lines.map((line) => lineJson(line, language)),
    settlement: settlement && settlementJson(settlement, language),
    difference: difference && differenceJson(difference, language),
    findings: breaches.map((breach) => breachJson(breach, language)),
    failures: [] as readonly unknown[],
  };
}

function lineJson(line: PricedLine, language: Language) {
  const words = tripWording(language);
  const { answer } = line;
  return {
    kind: line.kind,
    what: words.kinds[line.kind],
    title: line.title,
    place: line.place,
    rank: line.rank && words.ranks[line.rank],
    nature: line.nature,
    rate: line.rate && printExact(line.rate),
    share: printExact(line.share),
    units: line.unit === "item" ? null : line.units,
    unit: line.unit,
    people: line.unit === "item" ? null : line.people,
    foreign: line.foreign && { amount: printExact(line.foreign), currency: line.currency },
    exchange: line.exchange && { rate: line.exchange.written, on: line.exchange.on, source: line.exchange.source },
    amount: answer.kind === "decided" ? printScaled(answer.amount, 2) : null,
    allowed:
      answer.kind === "bounded"
        ? { min: printScaled(answer.min, 2), max: printScaled(answer.max, 2) }
        : answer.kind === "decided"
          ? { min: printScaled(answer.amount, 2), max: printScaled(answer.amount, 2) }
          : null,
    answer: answer.kind,
    why: openText(answer, language),
    notes: noteTexts(line, language),
    basis: line.basis.map(basisJson),
    trace: tripTraceText(line, language),
  };
}

export function breachJson(breach: Breach, language: Language) {
  const words = breachText(breach, language);
  return {
    code: breach.code,
    severity: breach.severity,
    message: words.message,
    where: { subject: "trip", table: null, row: null, column: null, place: { path: breach.path }, quote: null },
    printed: breach.found,
    expected: breach.expected,
    formula: null,
    basis: breach.basis.map(basisJson),
    remedy: words.remedy,
  };
}

/** Budget, papers and standard line by line, and what of the claim is paid. */
function settlementJson(
  { status, compared, missingPapers, committed, payable, refused, heldBack, released, exception }: Settlement,
  language: Language,
) {
  const words = tripWording(language);
  return {
    status,
    statusName: words.claim.statuses[status],
    committed: moneyText(committed),
    papers: moneyText(compared.papers),
    allowed: moneyText(compared.allowed),
    payable: printScaled(payable, 2),
    refused: moneyText(refused),
    heldBack: printScaled(heldBack, 2),
    released: moneyText(released),
    exception,
    missingPapers: [...new Set(missingPapers.map(({ paper }) => paper))].map((paper) => ({ paper, name: words.papers[paper] })),
    lines: compared.rows.map((row) => ({
      kind: row.kind,
      what: words.kinds[row.kind],
      leg: row.leg,
      budget: moneyText(row.budget),
      papers: moneyText(row.papers),
      standard: moneyText(row.standard),
      asSpent: row.isAsSpent,
      overBudget: moneyText(row.overBudget),
      overStandard: moneyText(row.overStandard),
      allowed: moneyText(row.allowed),
      reason: row.reason,
      why: words.claim.reasons[row.reason],
      basis: row.basis.map(basisJson),
    })),
  };
}

/** By sequential substitution; the effects add up to the difference. */
function differenceJson({ budget, actual, difference, effects }: CostDifference, language: Language) {
  return {
    method: "sequential-substitution",
    budget: printScaled(budget, 2),
    actual: printScaled(actual, 2),
    difference: printScaled(difference, 2),
    factors: effects.map(({ factor, before, after, effect }) => ({
      factor,
      name: tripWording(language).factors[factor],
      before: printScaled(before, 2),
      after: printScaled(after, 2),
      effect: printScaled(effect, 2),
    })),
  };
}

function moneyText(amount: Money | null): string | null {
  return amount === null ? null : printScaled(amount, 2);
}
