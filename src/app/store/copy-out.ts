// Rows as COPY sends them, in binary: for values by the megabyte, which a query's own answer would spell out in twice as many letters. On a
// server and on the embedded engine alike; both answer the statement with one row that holds everything copied.
import { CompiledQuery, type Kysely, type RawBuilder } from "kysely";
import type { StoreTables } from "./store-tables.ts";

/** What a session answers `copy … to stdout` with. */
export type CopiedRow = { readonly copied: Uint8Array };

/** The statements that are answered so, by their words. */
export const COPIES_OUT = /^copy \([\s\S]*\) to stdout \(format binary\)$/;

const SIGNATURE = "PGCOPY\n\xff\r\n\0";
// The signature, flags and the length of an extension that there is none of.
const HEADER_BYTES = SIGNATURE.length + 8;
const END = -1;

/** The rows of a query, each with its columns' bytes as PostgreSQL sends their types. */
export async function copyOut(db: Kysely<StoreTables>, query: RawBuilder<unknown>): Promise<(Uint8Array | null)[][]> {
  const text = `copy (${withLiterals(query.compile(db))}) to stdout (format binary)`;
  const { rows } = await db.executeQuery<CopiedRow>(CompiledQuery.raw(text));
  if (!rows[0]) throw new Error("nothing was copied");
  return copiedRows(rows[0].copied);
}

/** COPY takes no parameters: texts and numbers in their places. */
export function withLiterals({ sql, parameters }: Pick<CompiledQuery, "sql" | "parameters">): string {
  return sql.replace(/\$(\d+)/g, (_, number) => {
    const value = parameters[Number(number) - 1];
    if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
    if (typeof value !== "string" || value.includes("\0")) throw new Error("only texts and whole numbers can be written into a statement");
    return `'${value.replaceAll("'", "''")}'`;
  });
}

/** COPY's binary format: https://www.postgresql.org/docs/15/sql-copy.html */
export function copiedRows(copied: Uint8Array): (Uint8Array | null)[][] {
  const view = new DataView(copied.buffer, copied.byteOffset, copied.byteLength);
  for (let at = 0; at < SIGNATURE.length; at++)
    if (copied[at] !== SIGNATURE.charCodeAt(at)) throw new Error("not what COPY sends in its binary format");
  const rows: (Uint8Array | null)[][] = [];
  for (let at = HEADER_BYTES; ; ) {
    const columns = view.getInt16(at);
    at += 2;
    if (columns === END) return rows;
    const row: (Uint8Array | null)[] = [];
    for (let column = 0; column < columns; column++) {
      const length = view.getInt32(at);
      at += 4;
      row.push(length < 0 ? null : copied.subarray(at, at + length));
      at += Math.max(0, length);
    }
    rows.push(row);
  }
}
