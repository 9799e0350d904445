// A trip priced by the standards of its day, kept together with their book; and the trip as it was made, by those of its own day.
import { type Result, success } from "../../kernel/index.ts";
import { type StandardsBook, standardsBook } from "../standards/standards-book.ts";
import type { TripStandards } from "../standards/trip-standards.ts";
import { type Trip, tripAsMade } from "../trip.ts";
import { type PricedTrip, priceTrip } from "./price-trip.ts";

export type BookedTrip = { readonly priced: PricedTrip; readonly book: StandardsBook };

/** As it was planned, and as it was made; the same where nothing was claimed yet. */
export type PlannedAndMade = { readonly planned: BookedTrip; readonly made: BookedTrip };

/** Faults: pack-unknown, pack-extends-cycle. */
export function bookTrip(all: ReadonlyMap<string, TripStandards>, trip: Trip): Result<PlannedAndMade> {
  const planned = bookOne(all, trip);
  if (!planned.ok) return planned;
  const made = trip.claim ? bookOne(all, tripAsMade(trip)) : planned;
  return made.ok ? success({ planned: planned.value, made: made.value }) : made;
}

function bookOne(all: ReadonlyMap<string, TripStandards>, trip: Trip): Result<BookedTrip> {
  const book = standardsBook(all, trip.standards, trip.departs);
  return book.ok ? success({ priced: priceTrip(trip, book.value), book: book.value }) : book;
}
