// The limit of a night at home: the city's row in its season, else the city's, else 其他地区, else the whole region's.
import type { Citation, Ratio } from "../../kernel/index.ts";
import { citationOf } from "../../rules/index.ts";
import type { Rank } from "../vocabulary.ts";
import { rowCitation } from "./find-rate.ts";
import type { StandardsBook } from "./standards-book.ts";
import { type LodgingLimitRow, OTHER_PLACES } from "./trip-standards.ts";

/** The ordinary row and the rows of seasons for one place. */
export type LodgingPlace = {
  readonly ordinary: LodgingLimitRow | null;
  readonly seasonal: readonly LodgingLimitRow[];
  readonly cite: (row: LodgingLimitRow) => Citation;
};

/** Null where no list of limits in force knows the place. */
export function findLodgingPlace(book: StandardsBook, region: string, city: string | null): LodgingPlace | null {
  for (const layer of book.layers) {
    const table = layer.lodgingLimits;
    if (!table) continue;
    // Cities with a budget of their own (大连, 青岛 …) stand in the list as regions; 海南州 is not 海南.
    const namesake = city === null ? [] : table.rows.filter((row) => bare(row.region) === bare(city));
    const own = namesake.some((row) => row.whole) ? namesake : [];
    const rows = own.length > 0 ? own : table.rows.filter((row) => bare(row.region) === bare(region));
    const [ordinary, seasonal] = [rows.filter((row) => row.periods === undefined), rows.filter((row) => row.periods !== undefined)];
    const found = ofPlace(ordinary, city) ?? elsewhere(ordinary);
    const inSeason = city === null || own.length > 0 ? [] : seasonal.filter((row) => names(row, city));
    const seasons =
      inSeason.length > 0 ? inSeason : seasonal.filter((row) => row.whole || (found !== null && isElsewhere(found) && isElsewhere(row)));
    if (found || seasons.length > 0)
      return { ordinary: found, seasonal: seasons, cite: (row) => rowCitation(citationOf(layer, table), row.no) };
  }
  return null;
}

/** The row that counts on a day of the year ("07-15"). */
export function limitOn(place: LodgingPlace, dayOfYear: string): LodgingLimitRow | null {
  return place.seasonal.find((row) => (row.periods ?? []).some((period) => isIn(dayOfYear, period))) ?? place.ordinary;
}

/** 部级 first class, 司局级 second, the others third. */
export function limitOf(row: LodgingLimitRow, rank: Rank): Ratio {
  return rank === "ministerial" ? row.class1 : rank === "bureau" ? row.class2 : row.class3;
}

// A season may run over the new year (11-01 … 03-31).
function isIn(day: string, { from, until }: { readonly from: string; readonly until: string }): boolean {
  return from <= until ? day >= from && day <= until : day >= from || day <= until;
}

function ofPlace(rows: readonly LodgingLimitRow[], city: string | null): LodgingLimitRow | null {
  return (city === null ? undefined : rows.find((row) => names(row, city))) ?? null;
}

function elsewhere(rows: readonly LodgingLimitRow[]): LodgingLimitRow | null {
  return rows.find((row) => row.whole) ?? rows.find(isElsewhere) ?? null;
}

function isElsewhere(row: LodgingLimitRow): boolean {
  return row.cities.includes(OTHER_PLACES);
}

function names(row: LodgingLimitRow, city: string): boolean {
  return row.cities.some((one) => one === city.trim() || bare(one) === bare(city));
}

// 南昌 and 南昌市 are one city; 江西 and 江西省 one region.
function bare(name: string): string {
  const text = name.trim();
  const short = text.replace(/(?:维吾尔自治区|壮族自治区|回族自治区|自治区|地区|省|市|州|区|县|旗)$/, "");
  return short.length > 1 ? short : text;
}
