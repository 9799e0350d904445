// Rows as COPY sends them, in binary: for values by the megabyte, which a query's own answer would spell out in twice as many letters. On a
// server and on the embedded engine alike.
import { CompiledQuery, type Kysely, type RawBuilder } from "kysely";
import type { StoreTables } from "./store-tables.ts";

/** A row as a session answers `copy … to stdout`: its columns' bytes as PostgreSQL sends their types. */
export type CopiedRow = { readonly fields: readonly (Uint8Array | null)[] };

/** The statements that are answered so, by their words. */
export const COPIES_OUT = /^copy \([\s\S]*\) to stdout \(format binary\)$/;

const SIGNATURE = "PGCOPY\n\xff\r\n\0";
// The signature, flags and the length of an extension that there is none of.
const HEADER_BYTES = SIGNATURE.length + 8;
const END = -1;

/** The rows of a query, each with its columns' bytes. */
export async function copyOut(db: Kysely<StoreTables>, query: RawBuilder<unknown>): Promise<readonly CopiedRow["fields"][]> {
  const text = `copy (${withLiterals(query.compile(db))}) to stdout (format binary)`;
  const { rows } = await db.executeQuery<CopiedRow>(CompiledQuery.raw(text));
  return rows.map(({ fields }) => fields);
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

/** COPY's binary format: https://www.postgresql.org/docs/15/sql-copy.html. `bytes` holds the header or begins after it, and whole rows. */
export function copiedRows(bytes: Uint8Array, hasHeader: boolean): CopiedRow[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (hasHeader)
    for (let at = 0; at < SIGNATURE.length; at++)
      if (bytes[at] !== SIGNATURE.charCodeAt(at)) throw new Error("not what COPY sends in its binary format");
  const rows: CopiedRow[] = [];
  for (let at = hasHeader ? HEADER_BYTES : 0; at < bytes.length; ) {
    const columns = view.getInt16(at);
    at += 2;
    if (columns === END) break;
    const fields: (Uint8Array | null)[] = [];
    for (let column = 0; column < columns; column++) {
      const length = view.getInt32(at);
      at += 4;
      fields.push(length < 0 ? null : bytes.subarray(at, at + length));
      at += Math.max(0, length);
    }
    rows.push({ fields });
  }
  return rows;
}
