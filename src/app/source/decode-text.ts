// Bytes of a plain text or a page as text: by its byte order mark, by what it declares, or by what the bytes can be.
import type { SourceNote } from "../../reading/index.ts";
import { refuse } from "../files/file-refusal.ts";

export type DecodedText = {
  readonly text: string;
  /** The name of the encoding, as in "utf-8" or "gb18030". */
  readonly encoding: string;
  /** Nothing in the file says so, or the file says otherwise, or some bytes are none of it. */
  readonly guessed: boolean;
};

/**
 * `declared` is the label that the file itself gives, if any. Damaged places become "�"; they are counted, and
 * @throws FileRefusal when there are so many that the text cannot be in any known encoding.
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null): DecodedText {
  const marked = markOf(bytes);
  if (marked !== null) return { text: decode(bytes, marked, true) ?? damaged(bytes, [marked]).text, encoding: marked, guessed: false };
  const wide = wideOf(bytes);
  if (wide !== null)
    return { text: damaged(bytes, [wide]).text, encoding: wide, guessed: declared?.toLowerCase().startsWith("utf-16") !== true };
  const said = declared === null ? null : encodingOf(declared);
  const utf8 = decode(bytes, "utf-8", true);
  const plain = utf8 !== null && !/[^\0-\x7f]/.test(utf8);
  // Chinese text in another encoding is never sound UTF-8 for long; pages often declare what a tool has changed since.
  if (utf8 !== null && (plain || said === null || said === "utf-8" || /[\u0800-\uffff].*?[\u0800-\uffff]/s.test(utf8)))
    return { text: utf8, encoding: "utf-8", guessed: !plain && said !== null && said !== "utf-8" };
  if (said !== null && said !== "utf-8") {
    const text = decode(bytes, said, true);
    if (text !== null) return { text, encoding: said, guessed: false };
  }
  const chinese = decode(bytes, "gb18030", true);
  if (chinese !== null) return { text: chinese, encoding: "gb18030", guessed: said !== "gb18030" };
  return damaged(bytes, [...(said === null ? [] : [said]), "utf-8", "gb18030"]);
}

/** The note of a text whose encoding was guessed. */
export function encodingNotes({ encoding, guessed }: DecodedText): readonly SourceNote[] {
  return guessed ? [{ code: "encoding-guessed", address: null, found: encoding }] : [];
}

/** The label in the name a decoder knows it by; null for one that none knows. GB 2312 and GBK are parts of GB 18030. */
function encodingOf(label: string): string | null {
  const plain = label.trim().toLowerCase();
  if (/^(?:gb_?2312(?:-80)?|gbk|x-gbk|gb18030|cp936|ms936|windows-936|936)$/.test(plain)) return "gb18030";
  try {
    return new TextDecoder(plain).encoding;
  } catch {
    // A label that no decoder knows says nothing.
    return null;
  }
}

function markOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33 ? "gb18030" : null;
}

/** UTF-16 without a mark: its line ends and digits hold zero bytes, and read so it is nearly all Chinese and ASCII. */
export function wideOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const head = bytes.subarray(0, Math.min(bytes.length, 8192) & ~1);
  if (head.length < 4 || !head.includes(0)) return null;
  const likely = (["utf-16le", "utf-16be"] as const).map((encoding) => {
    const text = new TextDecoder(encoding).decode(head);
    return { encoding, usual: (text.match(USUAL)?.length ?? 0) / text.length };
  });
  const best = likely.toSorted((a, b) => b.usual - a.usual)[0];
  return best && best.usual > 0.9 ? best.encoding : null;
}

const USUAL = /[\t\n\r\u0020-\u007e\u00b7\u00d7\u2014-\u2026\u2460-\u2473\u3000-\u303f\u4e00-\u9fff\uff00-\uff5e]/g;

function decode(bytes: Uint8Array, encoding: string, fatal: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    // Not in this encoding.
    return null;
  }
}

// A torn download or a cut line leaves a few bytes that are nothing; a wrong encoding leaves many.
const MOST_DAMAGED = 0.01;

function damaged(bytes: Uint8Array, encodings: readonly string[]): DecodedText {
  const tried = encodings.map((encoding) => {
    const text = decode(bytes, encoding, false) ?? "";
    return { text, encoding, guessed: true, holes: text.match(/\ufffd/g)?.length ?? 0 };
  });
  const best = tried.toSorted((a, b) => a.holes - b.holes)[0];
  if (best === undefined || best.holes > Math.max(2, best.text.length * MOST_DAMAGED)) return refuse("text-encoding");
  return { text: best.text, encoding: best.encoding, guessed: best.guessed };
}
