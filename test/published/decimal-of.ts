// Text the generator printed itself, back as a number.
import { type Ratio, readDecimal } from "../../src/kernel/index.ts";

/** @throws when the text is no decimal: what the generator printed always is. */
export function decimalOf(text: string): Ratio {
  const read = readDecimal(text);
  if (!read) throw new Error(`not a decimal: ${text}`);
  return read.value;
}
