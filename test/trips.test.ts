// Trips as people price them: every example comes out as its derivation says, and the standards that ship are whole and cited.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readYamlFile } from "../src/app/files/read-packs.ts";
import { readTripStandardsFolders } from "../src/app/files/read-trip-standards.ts";
import { moneyOfFen, type Ratio, type Result } from "../src/kernel/index.ts";
import { type PricedTrip, priceTrip, readTrip, standardsBook, type Trip } from "../src/trips/index.ts";

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

function orThrow<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.faults, null, 1));
  return result.value;
}

const standards = orThrow(await readTripStandardsFolders([path("regulations"), path("examples/trips/standards")]));

async function tripOf(name: string): Promise<Trip> {
  const { source, faults } = await readYamlFile(path(`examples/trips/${name}`));
  if (!source || faults.length > 0) throw new Error(JSON.stringify(faults));
  return orThrow(readTrip(source));
}

function priced(trip: Trip): PricedTrip {
  return priceTrip(trip, orThrow(standardsBook(standards, trip.standards, trip.departs)));
}

const fen = (amount: Ratio) => moneyOfFen((amount.n * 100n) / amount.d);
const examples = readdirSync(path("examples/trips")).filter((name) => name.endsWith(".yaml"));

describe("the examples", () => {
  it.each(examples)("%s comes out as its derivation says", async (name) => {
    const trip = await tripOf(name);
    const { total, allowed, lines } = priced(trip);
    if (!trip.expects) throw new Error("an example says what it expects");
    const { expects } = trip;
    expect(total, JSON.stringify(lines.map(({ kind, trace, answer }) => [kind, trace.steps, answer.kind]))).toEqual(
      expects.total === null ? null : fen(expects.total),
    );
    if (expects.allowed) expect(allowed).toEqual({ min: fen(expects.allowed.min), max: fen(expects.allowed.max) });
    expect(lines.filter((line) => line.answer.kind === "decided" && line.basis.length === 0)).toEqual([]);
  });
});
