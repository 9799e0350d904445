// One value of a read table put right by hand: the document as it then reads, the cell certain from then on.
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { ReadDocument } from "../../../reading/index.ts";

export type CellCorrection = { readonly table: number; readonly path: string; readonly value: string | null };

/** Fields that hold text even where nothing is printed. */
const NEVER_NULL = /\.(?:level[123]|row)$/;

/** Fault: request-invalid where the table has no such cell, or the value is none the cell can hold. */
export function correctCell(document: ReadDocument, { table, path, value }: CellCorrection): Result<ReadDocument> {
  const before = document.tables[table];
  const refused = failure(fault("request-invalid", { found: `${table} ${path} ${value ?? ""}`, expected: "indicators.0.score" }));
  if (before === undefined || /^(?:cells|columns|formHints|address|hasHead|hasEnd|moneyUnit)\b/.test(path)) return refused;
  const text = value === null && NEVER_NULL.test(path) ? "" : value;
  if (path === "year" && !(text === null || /^(?:19|20)\d{2}$/.test(text))) return refused;
  const changed = replaceAt(before, path.split("."), path === "year" && text !== null ? Number(text) : text);
  if (changed === undefined) return refused;
  const cells = before.cells.map((cell) => (cell.path === path ? { ...cell, confidence: "certain" as const } : cell));
  const after = { ...(changed as typeof before), cells };
  return success({ ...document, tables: document.tables.map((one, index) => (index === table ? after : one)) });
}

/** A copy with the text at the path replaced; undefined where there is none. */
function replaceAt(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return node === null || typeof node === "string" || typeof node === "number" ? value : undefined;
  if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) return undefined;
  const inner = replaceAt((node as Readonly<Record<string, unknown>>)[key], rest, value);
  if (inner === undefined) return undefined;
  return Array.isArray(node) ? node.with(Number(key), inner) : { ...node, [key]: inner };
}
