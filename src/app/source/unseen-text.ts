// Text that a person reading the file does not see: written in the colour of what it stands on, or too small to be read.

/** A colour by its three parts, each 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

export const WHITE: Colour = [255, 255, 255];

/** Parts of two colours no further apart than this look the same. */
const ALIKE = 12;
/** Points: letters of this height are dots. */
const SMALLEST = 2;

/** A background that is not known hides nothing. */
export function isUnseenOn(colour: Colour | null, background: Colour | null): boolean {
  return colour !== null && background !== null && colour.every((part, index) => Math.abs(part - (background[index] ?? 0)) <= ALIKE);
}

export function isTooSmall(points: number | null): boolean {
  return points !== null && points <= SMALLEST;
}

/** Six hexadecimal digits; null for anything else. */
export function colourOfHex(text: string): Colour | null {
  if (!/^[0-9a-f]{6}$/iu.test(text)) return null;
  const part = (at: number) => Number.parseInt(text.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}
