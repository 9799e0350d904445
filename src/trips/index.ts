// Trips: itinerary × dated standards → entitlement line by line.
export type { Breach } from "./checks/breach.ts";
export * from "./checks/examine-trip.ts";
export * from "./checks/examine-trips.ts";
export * from "./price/price-trip.ts";
export type * from "./price/priced-line.ts";
export * from "./split-difference.ts";
export * from "./standards/standards-book.ts";
export * from "./standards/trip-standards.ts";
export * from "./trip.ts";
export * from "./vocabulary.ts";
