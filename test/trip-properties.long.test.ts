// Ten thousand random itineraries.
import { it } from "vitest";
import { checkRandomTrips } from "./random-trips.builder.ts";

it("ten thousand random trips: order does not matter, nights never save, sums are exact, every line cites a rule", () => {
  checkRandomTrips(10_000);
}, 600_000);
