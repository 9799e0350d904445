// Spoilt requests to every route; fuzz-app.nightly.test.ts sends a hundred times as many.
import { expect, test } from "vitest";
import { fuzzApp, fuzzLine } from "./fuzz-app.builder.ts";

test("two thousand spoilt requests are refused or answered; nothing crashes, hangs or is polluted", async () => {
  const fuzzed = await fuzzApp(2_000, 81);
  console.log(fuzzLine(fuzzed));
  expect(fuzzed).toMatchObject({ crashes: [], hangs: [], pollutions: 0 });
  // Some come through the door: else only the door would be tried.
  expect(fuzzed.answers["2xx"]).toBeGreaterThan(100);
});

test("routes that something was taken away from are seen to crash", async () => {
  expect((await fuzzApp(400, 82, "no-ledgers")).crashes.length).toBeGreaterThan(0);
});
