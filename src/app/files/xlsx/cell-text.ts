// What a workbook's cell says, as exact text: numbers as plain decimals, serial numbers as days, escapes undone
// (ECMA-376 part 1, §18.17.4, §18.18.11, §22.4.2.4).
import { refuse } from "../file-refusal.ts";

/**
 * A stored number as plain decimal text, or null when it is none.
 *
 * Spreadsheets keep doubles and write them with 17 digits, so that 64.52 stands in the file as 64.519999999999996. Text
 * that is exactly such a print becomes the shortest decimal of the same double, which is what was typed; any other text
 * (a program's own decimals, 9007199254740993) keeps every digit. Exponents are written out; a number of more than 60
 * characters stays as it was stored.
 */
export function storedNumber(text: string): string | null {
  // Up to 15 digits, written plainly, are always what was typed.
  if (text === "0" || PLAIN.test(text)) return text;
  const exact = plainDecimal(text);
  const double = Number(text);
  if (exact === null || !Number.isFinite(double)) return null;
  const shortest = exact === plainDecimal(double.toPrecision(17)) ? (plainDecimal(String(double)) ?? exact) : exact;
  return shortest.length > LONGEST_NUMBER ? text : shortest;
}

const STORED = /^(-)?(\d{0,400})(?:\.(\d{0,400}))?(?:[eE]([+-]?\d{1,3}))?$/;
const PLAIN = /^-?(?:[1-9]\d{0,14}|(?:0|[1-9]\d{0,9})\.\d{0,4}[1-9])$/;
const LONGEST_NUMBER = 60;

// The point moved by the exponent, needless zeros dropped.
function plainDecimal(text: string): string | null {
  const match = STORED.exec(text);
  const [, minus, whole = "", part = "", exponent = "0"] = match ?? [];
  const digits = whole + part;
  if (!match || digits === "") return null;
  const point = whole.length + Number(exponent);
  const before = digits.slice(0, Math.max(point, 0)).padEnd(point, "0").replace(/^0+/, "") || "0";
  const after = (point < 0 ? "0".repeat(-point) + digits : digits.slice(point)).replace(/0+$/, "");
  const plain = after === "" ? before : `${before}.${after}`;
  return minus && plain !== "0" ? `-${plain}` : plain;
}

/**
 * A serial number as "2019-07-17", "2019-07-17 08:30:00", or "08:30:00" for a time without a day. Null where the calendar
 * has no such day (before 1900, the 29 February 1900 that Excel invented, after 9999).
 */
export function dayOfSerial(number: string, from1904: boolean): string | null {
  const serial = Number(number);
  if (!Number.isFinite(serial) || serial < 0) return null;
  const seconds = Math.round((serial - Math.floor(serial)) * 86_400);
  const day = Math.floor(serial) + (seconds === 86_400 ? 1 : 0);
  const time = clock(seconds % 86_400);
  if (day === 0 && serial > 0) return time;
  if (from1904 ? day > 2_957_003 : day < 1 || day === 60 || day > 2_958_465) return null;
  // Excel's count from 1900 is one ahead from March on, because of that day.
  const days = from1904 ? day + 1462 : day < 60 ? day + 1 : day;
  const date = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
  return seconds % 86_400 === 0 ? date : `${date} ${time}`;
}

/** The serial number of a day ("2019-07-17" → 43663) in the 1900 system; null before March 1900. */
export function serialOfDay(day: string): number | null {
  const time = Date.parse(`${day}T00:00:00Z`);
  const serial = (time - Date.UTC(1899, 11, 30)) / 86_400_000;
  return Number.isInteger(serial) && serial > 60 && dayOfSerial(String(serial), false) === day ? serial : null;
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** A cell may hold so many characters and no more. */
export const LONGEST_CELL_TEXT = 32_767;

/** Text with _xHHHH_ escapes undone and line ends as LF; what no text should hold becomes "�". */
export function cellText(raw: string): string {
  if (raw.length > LONGEST_CELL_TEXT * 8) refuse("cell-text-length", String(raw.length), String(LONGEST_CELL_TEXT));
  const text = raw.includes("_x")
    ? raw.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : raw;
  const clean = text.replace(/\r\n?/g, "\n").replace(UNSPEAKABLE, "\ufffd");
  if (clean.length > LONGEST_CELL_TEXT) refuse("cell-text-length", String(clean.length), String(LONGEST_CELL_TEXT));
  return clean;
}

// Control characters and broken surrogate pairs.
const UNSPEAKABLE = /[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
