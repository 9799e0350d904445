// Spoilt requests at their full number, with seeds of their own.
import { expect, test } from "vitest";
import { fuzzApp, fuzzLine } from "./fuzz-app.builder.ts";

test.each(Array.from({ length: 10 }, (_, n) => 800 + n))(
  "twenty thousand spoilt requests are refused or answered (seed %i)",
  async (seed) => {
    const fuzzed = await fuzzApp(20_000, seed);
    console.log(fuzzLine(fuzzed));
    expect(fuzzed).toMatchObject({ crashes: [], hangs: [], pollutions: 0 });
  },
);
