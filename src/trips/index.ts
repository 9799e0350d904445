// Trips: itinerary × dated standards → entitlement line by line.
export * from "./price/price-trip.ts";
export type * from "./price/priced-line.ts";
export * from "./standards/standards-book.ts";
export * from "./standards/trip-standards.ts";
export * from "./trip.ts";
export type * from "./vocabulary.ts";
