// Requests spoilt on purpose: texts that break readers, wrong types, missing and foreign keys, cut bytes, headers that are none.
import type { Chance } from "../../store/power-loss.builder.ts";
import { pick } from "./sample-schema.builder.ts";

/** Texts that have broken somebody's program before. */
export const STRANGE_TEXTS: readonly string[] = [
  ...["", " ", "\u0000", "a\u0000b", "\ud800", "\udfff\ud800", "\u202e甲", "𠮷", "ﷺ".repeat(40), "é\u0301", "\ufeff", "\r\n\r\n", "\t"],
  ...["../../etc/passwd", "..%2f..%2fetc", "%00", "%", "%zz", "%e0%80", "C:\\x", "//evil.example/", "?x=1#y", ";rm -rf /", "|id", "$(id)"],
  ...["' or '1'='1", "\\'; drop table cases; --", "%' escape '", "\\", "{{7*7}}", "<script>alert(1)</script>", "=1+1", "@SUM(1)"],
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "null", "undefined", "NaN", "true", "[object Object]"],
  ...[
    "0",
    "-0",
    "-1",
    "1e309",
    "1e-400",
    "9007199254740993",
    "99999999999999999999999999",
    "0x10",
    "1,234.56",
    "１２３",
    "壹佰",
    "∞",
    "1/0",
  ],
  ...["2019-02-30", "0000-00-00", "9999-12-31", "-0001-01-01", "2019-1-1", "2019-12-31T24:00:00Z", "+275760-09-14"],
  "长".repeat(5_000),
  "a".repeat(70_000),
];

const STRANGE_VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 0.1, 1e308, -1e308, 2 ** 53, 2 ** 31, -(2 ** 31) - 1, [], {}, [[]], [null], { a: {} }],
  Array.from({ length: 3_000 }, (_, n) => n),
  Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`k${n}`, n])),
];

/** The value with some of its parts spoilt. */
export function mutate(value: unknown, chance: Chance, depth = 0): unknown {
  if (chance() < 0.12) return chance() < 0.6 ? pick(chance, STRANGE_TEXTS) : pick(chance, STRANGE_VALUES);
  if (depth > 8) return value;
  if (Array.isArray(value)) {
    const items = value.map((one) => mutate(one, chance, depth + 1));
    return chance() < 0.1 ? [...items, ...items, ...items] : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, part]): (readonly [string, unknown])[] => {
    const spoilt = mutate(part, chance, depth + 1);
    if (chance() < 0.04) return [];
    if (chance() < 0.02) return [[pick(chance, STRANGE_TEXTS.slice(0, 50)), spoilt]];
    return [[name, spoilt]];
  });
  return Object.fromEntries(entries);
}

/** JSON as bytes, sometimes no longer JSON. */
export function spoiltJson(value: unknown, chance: Chance): Uint8Array {
  const text = JSON.stringify(value) ?? "";
  const roll = chance();
  if (roll < 0.72) return Buffer.from(text);
  if (roll < 0.78) return Buffer.from(text.slice(0, Math.floor(chance() * text.length)));
  if (roll < 0.82) return Buffer.from(`${text.slice(0, -1)},"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`);
  if (roll < 0.85) return Buffer.from(`${"[".repeat(20_000)}${"]".repeat(20_000)}`);
  if (roll < 0.88) return Buffer.from(`${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`);
  if (roll < 0.9) return Buffer.from(text, "utf16le");
  if (roll < 0.92) return Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x22]);
  if (roll < 0.94) return Buffer.from(text.replace(/\d+/g, "1e400"));
  const bytes = Buffer.from(text);
  for (let n = 0; n < 3 && bytes.length > 0; n++) bytes[Math.floor(chance() * bytes.length)] = Math.floor(chance() * 256);
  return bytes;
}

/** Headers that a request may carry anything in; only what HTTP itself lets through. */
export function spoiltHeaders(chance: Chance): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const text = (): string =>
    pick(chance, STRANGE_TEXTS)
      .replace(/[^\x20-\x7e]/g, "")
      .trim()
      .slice(0, 4_000);
  for (const name of [
    "idempotency-key",
    "if-match",
    "accept-language",
    "accept",
    "range",
    "if-none-match",
    "x-forwarded-for",
    "content-encoding",
  ])
    if (chance() < 0.06) headers[name] = text();
  return headers;
}
