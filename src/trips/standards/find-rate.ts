// The rate of a place: its city's row, else 其他城市, else the row of the whole country; in the nearest table that has the country.
import type { Citation } from "../../kernel/index.ts";
import { citationOf } from "../../rules/index.ts";
import type { StandardsBook } from "./standards-book.ts";
import { OTHER_CITIES, type RateRow } from "./trip-standards.ts";

/** `by` says which step of the search found it. */
export type FoundRate = { readonly row: RateRow; readonly by: "city" | "other-cities" | "country"; readonly basis: Citation };

/** Null where no table in force has the country, or its table has no row for the place. */
export function findRate(book: StandardsBook, country: string, city: string | null): FoundRate | null {
  const land = book.spell(country);
  const town = city === null ? null : book.spell(city);
  for (const layer of book.layers) {
    if (!layer.rates) continue;
    const rows = layer.rates.rows.filter((row) => row.country === land);
    const found = pick(rows, town);
    if (found) return { ...found, basis: rowCitation(citationOf(layer, layer.rates), found.row.no) };
    if (layer.rates.complete) return null;
  }
  return null;
}

function pick(rows: readonly RateRow[], city: string | null): Omit<FoundRate, "basis"> | null {
  const named = city === null ? undefined : rows.find((row) => row.cities.includes(city));
  if (named) return { row: named, by: "city" };
  const elsewhere = rows.find((row) => row.cities.includes(OTHER_CITIES));
  if (elsewhere) return { row: elsewhere, by: "other-cities" };
  const whole = rows.find((row) => row.cities.length === 0);
  return whole ? { row: whole, by: "country" } : null;
}

/** The citation of a table with the number of its row. */
export function rowCitation(table: Citation, no: string): Citation {
  return table.kind === "law" ? { ...table, article: `${table.article}第${no}行` } : { ...table, source: `${table.source}；第${no}行` };
}
