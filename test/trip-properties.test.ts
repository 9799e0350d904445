// Random itineraries, as many as every run can afford; ten thousand of them with the longer harnesses.
import { it } from "vitest";
import { checkRandomTrips } from "./random-trips.builder.ts";

it("a thousand random trips: order does not matter, nights never save, sums are exact, every line cites a rule", () => {
  checkRandomTrips(1_000);
}, 120_000);
