// JSON put together as the UTF-8 bytes that leave the process: wording that never changes is encoded once and copied, figures are
// written digit by digit. Building text first and encoding it afterwards costs three times as much.

/** Bytes written so far; grows as needed. */
export type JsonBytes = { bytes: Uint8Array; length: number };

const FIRST_SIZE = 16_384;
// Below this a loop is quicker than the call that copies a block.
const SHORT_PIECE = 16;

// The room of what was finished last serves what starts next.
let spare: Uint8Array | null = null;

export function startJson(): JsonBytes {
  const bytes = spare ?? new Uint8Array(FIRST_SIZE);
  spare = null;
  return { bytes, length: 0 };
}

/** What was written, as its own bytes. Nothing may be written to `out` afterwards. */
export function finishJson(out: JsonBytes): Uint8Array<ArrayBuffer> {
  const own = out.bytes.slice(0, out.length) as Uint8Array<ArrayBuffer>;
  spare = out.bytes;
  return own;
}

/** JSON text in its encoded form, for writePiece. */
export function encodePiece(json: string): Uint8Array {
  return ENCODER.encode(json);
}

/** Appends JSON text that was encoded before. */
export function writePiece(out: JsonBytes, piece: Uint8Array): void {
  const from = out.length;
  const { length } = piece;
  const bytes = room(out, length);
  if (length > SHORT_PIECE) bytes.set(piece, from);
  else for (let index = 0; index < length; index++) bytes[from + index] = piece[index] as number;
  out.length = from + length;
}

/** Appends JSON text as it stands. */
export function writeJson(out: JsonBytes, json: string): void {
  writePiece(out, ENCODER.encode(json));
}

/** Appends a JSON string; null is null. */
export function writeQuoted(out: JsonBytes, text: string | null): void {
  if (text === null) {
    writePiece(out, NULL);
    return;
  }
  const bytes = room(out, 3 * text.length + 2);
  let at = out.length;
  bytes[at++] = QUOTE;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      if (unit < 0x20 || unit === QUOTE || unit === BACKSLASH) {
        writeJson(out, JSON.stringify(text));
        return;
      }
      bytes[at++] = unit;
    } else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else {
      // Half of a pair: the pair, or what JSON writes for a half alone, is the encoder's business.
      if (unit >= 0xd800 && unit < 0xe000) {
        writeJson(out, JSON.stringify(text));
        return;
      }
      bytes[at++] = 0xe0 | (unit >> 12);
      bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
      bytes[at++] = 0x80 | (unit & 0x3f);
    }
  }
  bytes[at++] = QUOTE;
  out.length = at;
}

const ENCODER = new TextEncoder();
const NULL = ENCODER.encode("null");
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

function room(out: JsonBytes, more: number): Uint8Array {
  const needed = out.length + more;
  if (needed > out.bytes.length) {
    const grown = new Uint8Array(Math.max(needed, 2 * out.bytes.length));
    grown.set(out.bytes.subarray(0, out.length));
    out.bytes = grown;
  }
  return out.bytes;
}
