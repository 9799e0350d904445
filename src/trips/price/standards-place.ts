// Where a leg's standards are looked up: abroad by country and city, Hong Kong, Macao and Taiwan as abroad (516号 第二十一条),
// a country without standards at its neighbour (第二十三条); null for a leg at home.
import type { Citation } from "../../kernel/index.ts";
import type { StandardsBook } from "../standards/standards-book.ts";
import type { Leg } from "../trip.ts";
import { HOME } from "../vocabulary.ts";

export type StandardsPlace = {
  readonly country: string;
  readonly city: string | null;
  /** The rules that sent the search there. */
  readonly basis: readonly Citation[];
  /** The leg was written as one at home, though it is not. */
  readonly territory: string | null;
};

export function standardsPlace(leg: Leg, book: StandardsBook): StandardsPlace | null {
  const territory = territoryOf(leg, book);
  if (territory) return { country: territory.name, city: null, basis: [territory.basis], territory: territory.name };
  if (leg.country.trim() === HOME) return null;
  const neighbour = leg.ratesOf ? book.rule("neighbourRates") : null;
  if (leg.ratesOf && neighbour) return { ...leg.ratesOf, basis: [neighbour.basis], territory: null };
  return { country: leg.country, city: leg.city, basis: [], territory: null };
}

function territoryOf(leg: Leg, book: StandardsBook): { readonly name: string; readonly basis: Citation } | null {
  const rule = book.rule("territories");
  if (!rule || leg.country.trim() !== HOME) return null;
  const name = [leg.region, leg.city]
    .flatMap((part) => (part === null ? [] : [book.spell(part)]))
    .find((part) => rule.rule.names.includes(part));
  return name === undefined ? null : { name, basis: rule.basis };
}
