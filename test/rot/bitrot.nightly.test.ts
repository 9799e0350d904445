// Bit rot at its full number; bitrot.long.test.ts has what every submission is held to.
import { expect, test } from "vitest";
import { flipBits, keepSomething, rotLine } from "./flip-bits.builder.ts";

test("of three hundred flipped bits none is served silently", async () => {
  const rotten = await flipBits(await keepSomething(43), 300, 43);
  console.log(rotLine(rotten));
  expect(rotten).toMatchObject({ flips: 300, silent: [] });
});
