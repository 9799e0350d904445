// The public JSON of a priced trip (`trip price --json`): amounts and rates as plain decimal strings, unknown as null.
import { type Money, printExact, printScaled } from "../kernel/index.ts";
import { type PricedLine, type PricedTrip, peopleIn } from "../trips/index.ts";
import { basisJson } from "./evaluation-json.ts";
import type { Language } from "./messages/language.ts";
import { noteTexts, openText, tripTraceText, tripWording } from "./messages/trip-text.ts";

export function tripJson(priced: PricedTrip, language: Language) {
  const { trip } = priced;
  return {
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

function moneyText(amount: Money | null): string | null {
  return amount === null ? null : printScaled(amount, 2);
}
