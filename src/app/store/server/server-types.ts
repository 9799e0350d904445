// How a server's column values are read: as the embedded engine's, so that a query answers the same on both.
import pg from "pg";
import { parse as parseArray } from "postgres-array";
import { columnParsers } from "../column-parsers.ts";

type Parser = (text: string) => unknown;

/** Type number of an array → that of its elements, where the driver's own way would make floats or dates of them. */
const ARRAYS: Readonly<Record<number, number>> = { 1016: 20, 1231: 1700, 1182: 1082, 1115: 1114, 1185: 1184, 199: 114, 3807: 3802 };
const BYTEA = 17;

/** "\x0aff" → the two bytes. */
function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.slice(2), "hex"));
}

function parserOf(type: number): Parser | undefined {
  if (type === BYTEA) return bytesOf;
  const element = ARRAYS[type];
  if (element === undefined) return columnParsers[type];
  const parse = columnParsers[element];
  return parse && ((text) => parseArray(text, parse));
}

/** Text, which is what the driver asks for; the driver's own parsers for types that lose nothing by them. */
export const serverTypes: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: string) =>
    (format === "binary" ? undefined : parserOf(type)) ?? (pg.types.getTypeParser(type, format === "binary" ? "binary" : "text") as Parser),
};
