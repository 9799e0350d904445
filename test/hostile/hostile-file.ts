// A file made to hurt: what has to become of it, and what a reading of it must and must not say.
import { Readable } from "node:stream";
import { createDeflate, createDeflateRaw } from "node:zlib";

/** `read`, `refused`, or either, so long as it ends: a harmless rest may be read. */
export type Fate = "read" | "refused" | "ends";

export type HostileFile = {
  readonly name: string;
  readonly fate: Fate;
  readonly bytes: Uint8Array;
  /** Texts that the document read must hold, as whole cells or lines or within them. */
  readonly says?: readonly string[];
  /** Texts that it must not hold: each would be a falsification without a word. */
  readonly hides?: readonly string[];
  /** Codes of notes that it must come with. */
  readonly notes?: readonly string[];
};

export const nested = (depth: number, open: string, close: string, inner: string): string =>
  `${open.repeat(depth)}${inner}${close.repeat(depth)}`;

/** Zeros by the gigabyte, packed to a thousandth without ever being held. */
export async function packedZeros(bytes: number, raw: boolean, character = " "): Promise<Buffer> {
  const piece = Buffer.alloc(2 ** 20, character);
  const pieces = function* () {
    for (let left = bytes; left > 0; left -= piece.length) yield piece.subarray(0, Math.min(left, piece.length));
  };
  const packer = raw ? createDeflateRaw({ level: 9 }) : createDeflate({ level: 9 });
  const packed: Buffer[] = [];
  for await (const one of Readable.from(pieces()).pipe(packer)) packed.push(one as Buffer);
  return Buffer.concat(packed);
}

/** Entities that each hold the one before it ten times. */
export function laughs(root: string): string {
  const names = "abcdefghi".split("");
  const entities = names.map((name, at) => `<!ENTITY ${name} "${at === 0 ? "哈" : `&${names[at - 1]};`.repeat(10)}">`);
  return `<?xml version="1.0"?><!DOCTYPE x [${entities.join("")}]><${root}>&i;</${root}>`;
}
