// Cabins above the rank, tickets paid in cash (T10, T11, 516号 第九条), exchange rates without day or source (T17).
import { compare, ONE, printPercent } from "../../kernel/index.ts";
import { deviationFrom, quoteOn } from "../exchange/exchange-quotes.ts";
import { overRank } from "../price/cost-lines.ts";
import { membersOf } from "../trip.ts";
import { type Breach, breach, type Examined } from "./breach.ts";

/** Fares as they are planned, and as they were travelled and paid. */
export function checkFares({ trip, book, made }: Examined): Breach[] {
  const claimed =
    trip.claim?.lines.map((line, index) => ({ ...line, path: `claim.lines.${index}`, title: null, members: undefined })) ?? [];
  const fares = [...trip.costs.map((cost, index) => ({ ...cost, path: `costs.${index}` })), ...claimed];
  return fares.flatMap((fare) => {
    const travellers = fare.path.startsWith("claim") ? made.priced.trip.members : membersOf(trip, fare.members);
    const over = fare.mode && fare.cabin ? overRank(travellers, fare.mode, fare.cabin, book) : null;
    return [
      ...(over && fare.cabin
        ? [
            breach(book, "cabin-over-rank", {
              reason: "cabin",
              severity: "error",
              path: fare.path,
              about: over.member.rank,
              found: fare.cabin,
              expected: over.allowed,
              basis: over.basis,
            }),
          ]
        : []),
      ...(fare.kind === "international-travel" && fare.payment === "cash"
        ? [breach(book, "ticket-paid-in-cash", { reason: "cash", severity: "error", path: fare.path, about: fare.title ?? "" })]
        : []),
    ];
  });
}

/** A rate that is missing, without day or source, or far from the one that was quoted for its day. */
export function checkExchange({ trip, priced, book, quotes }: Examined): Breach[] {
  const tolerance = book.rule("exchangeTolerance");
  const used = [...new Set(priced.lines.filter((line) => line.foreign && line.foreign.n !== 0n).map((line) => line.currency))].filter(
    (one) => one !== "CNY",
  );
  return used.toSorted().flatMap((currency) => {
    const rate = trip.exchange[currency];
    const facts = { severity: "warning", path: `exchange.${currency}`, about: currency } as const;
    if (!rate) return [breach(book, "exchange-rate-doubtful", { ...facts, path: "exchange", reason: "rate-missing" })];
    const quote = rate.on === null ? null : quoteOn(quotes, currency, rate.on);
    if (quote && tolerance) {
      const far = deviationFrom(quote, rate.rate, rate.per ?? ONE);
      if (compare(far, tolerance.rule.share) > 0)
        return [
          breach(book, "exchange-rate-doubtful", {
            ...facts,
            reason: "rate-deviates",
            about: `${currency} ${rate.on}`,
            found: printPercent(far, 2),
            expected: `≤ ${printPercent(tolerance.rule.share, 2)}`,
            basis: tolerance.basis,
          }),
        ];
    }
    return rate.on === null || rate.source === null ? [breach(book, "exchange-rate-doubtful", { ...facts, reason: "rate-undated" })] : [];
  });
}
