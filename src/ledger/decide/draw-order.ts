// Which sources a payment draws on. 结转资金先用还是后用 is declared in the ledger's rules; nothing is drawn that a commitment
// has reserved of a source by name.
import { lesserMoney, type Money, NO_MONEY, subtractMoney } from "../../kernel/index.ts";
import { type LedgerBook, leftOf } from "../book.ts";
import type { Settlement } from "../posting.ts";
import type { BudgetSource } from "../vocabulary.ts";

type Draws = Settlement["draws"];

/** Takes `amount` source by source in the order given, as far as each has free; null when they have not enough together. */
export function drawInOrder(book: LedgerBook, order: readonly BudgetSource[], amount: Money): Draws | null {
  return takeFrom(
    order.map((source) => ({ source, most: leftOf(book.sources[source]) })),
    amount,
  );
}

/** Gives `amount` back, to the source that would be drawn on last first, as far as each was paid from; null when less was paid. */
export function giveBack(book: LedgerBook, order: readonly BudgetSource[], amount: Money): Draws | null {
  return takeFrom(
    order.toReversed().map((source) => ({ source, most: book.sources[source].paid })),
    amount,
  );
}

/** The same for one payment: what it drew last comes back first. */
export function giveBackDraws(book: LedgerBook, draws: Draws, amount: Money): Draws | null {
  const most = (draw: Draws[number]): Money => lesserMoney(draw.amount, book.sources[draw.source].paid);
  return takeFrom(
    draws.toReversed().map((draw) => ({ source: draw.source, most: most(draw) })),
    amount,
  );
}

function takeFrom(places: readonly { readonly source: BudgetSource; readonly most: Money }[], amount: Money): Draws | null {
  const draws: { source: BudgetSource; amount: Money }[] = [];
  let rest = amount;
  for (const { source, most } of places) {
    const part = lesserMoney(most, rest);
    if (part <= NO_MONEY) continue;
    draws.push({ source, amount: part });
    rest = subtractMoney(rest, part);
  }
  return rest === NO_MONEY ? draws : null;
}
