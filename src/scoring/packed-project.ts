// A project as one short value: what the batch scorer needs of it and nothing else, to be kept beside its dossier. A million of them
// are read and scored in seconds, where a million dossiers would take an hour.
import { type Dossier, fundTotal, type Indicator } from "../dossier/index.ts";
import type { Points, Ratio } from "../kernel/index.ts";
import { LINE_KIND, type LineKind, type ProjectColumns } from "./batch.ts";

const FORMAT = 1;
const HEAD_BYTES = 22;
const LINE_BYTES = 11;
const MOST_LINES = 255;
const MOST_VALUE = 0xffff_ffffn;
const FULL_MARKS = 10_000n;
const COMPLETED = { no: 0, yes: 1, unknown: 2 } as const;

type Line = { readonly kind: LineKind; readonly weight: number; readonly target: number; readonly actual: number };

/**
 * The packed form of a dossier, or null where it does not hold: a fact is missing, a weight moves with the rulebook (a row marked
 * 无, an execution row without a stated weight), a method needs more than two figures, or a figure is too large or too fine.
 * Such a project is scored by scoreDossier.
 */
export function packProject(dossier: Dossier): Uint8Array | null {
  const budget = fundTotal(dossier, "revised");
  const executed = fundTotal(dossier, "executed");
  const executionWeight = dossier.funds.weight;
  if (budget === null || executed === null || executionWeight === null) return null;
  if (budget <= 0n || executed < 0n || !isSafe(budget) || !isSafe(executed) || !isWeight(executionWeight)) return null;
  if (dossier.indicators.length > MOST_LINES) return null;
  const lines: Line[] = [];
  for (const indicator of dossier.indicators) {
    const line = packLine(indicator);
    if (line === null) return null;
    lines.push(line);
  }
  const bytes = new Uint8Array(HEAD_BYTES + LINE_BYTES * lines.length);
  const view = new DataView(bytes.buffer);
  const { completed } = dossier.project;
  bytes[0] = FORMAT;
  bytes[1] = lines.length;
  bytes[2] = completed === null ? COMPLETED.unknown : completed ? COMPLETED.yes : COMPLETED.no;
  view.setFloat64(4, Number(budget), true);
  view.setFloat64(12, Number(executed), true);
  view.setUint16(20, Number(executionWeight), true);
  lines.forEach(({ kind, weight, target, actual }, index) => {
    const at = HEAD_BYTES + LINE_BYTES * index;
    bytes[at] = kind;
    view.setUint16(at + 1, weight, true);
    view.setUint32(at + 3, target, true);
    view.setUint32(at + 7, actual, true);
  });
  return bytes;
}

/**
 * Packed projects that were put one after the other, as columns. Lines beyond a project's own weigh nothing. Throws on what is none:
 * of another format, or cut short. Read in place: an object for each project would cost more than scoring it.
 */
export function unpackProjects(packed: Uint8Array): ProjectColumns {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const { count, lines } = sizeOf(packed);
  const rows = count * lines;
  const kind = new Uint8Array(rows);
  const weight = new Uint16Array(rows);
  const values = new Uint32Array(2 * rows);
  const budget = new Float64Array(count);
  const executed = new Float64Array(count);
  const executionWeight = new Uint16Array(count);
  const completed = new Uint8Array(count);
  for (let project = 0, at = 0; project < count; project++) {
    completed[project] = packed[at + 2] as number;
    budget[project] = view.getFloat64(at + 4, true);
    executed[project] = view.getFloat64(at + 12, true);
    executionWeight[project] = view.getUint16(at + 20, true);
    const end = at + HEAD_BYTES + LINE_BYTES * (packed[at + 1] as number);
    at += HEAD_BYTES;
    for (let row = project * lines; at < end; row++, at += LINE_BYTES) {
      kind[row] = packed[at] as number;
      weight[row] = view.getUint16(at + 1, true);
      values[2 * row] = view.getUint32(at + 3, true);
      values[2 * row + 1] = view.getUint32(at + 7, true);
    }
  }
  return { count, lines, kind, weight, values, budget, executed, executionWeight, completed };
}

/** Columns as they lie in memory, one after the other, the widest first so that each is aligned; little-endian, as every machine we run on. */
export function columnsToBytes({ budget, executed, values, weight, executionWeight, kind, completed }: ProjectColumns): Uint8Array {
  const columns = [budget, executed, values, weight, executionWeight, kind, completed];
  const bytes = new Uint8Array(columns.reduce((sum, column) => sum + column.byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of columns) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/** What `columnsToBytes` made of so many projects with so many lines each; a view of the bytes where they lie at a whole word. Throws where the length is another. */
export function columnsFromBytes(bytes: Uint8Array, count: number, lines: number): ProjectColumns {
  if (bytes.length !== columnBytes(count, lines)) throw new Error("not columns of so many projects");
  const { buffer, byteOffset } = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
  const rows = count * lines;
  let at = byteOffset;
  const next = (length: number): number => {
    at += length;
    return at - length;
  };
  return {
    ...{ count, lines },
    budget: new Float64Array(buffer, next(8 * count), count),
    executed: new Float64Array(buffer, next(8 * count), count),
    values: new Uint32Array(buffer, next(8 * rows), 2 * rows),
    weight: new Uint16Array(buffer, next(2 * rows), rows),
    executionWeight: new Uint16Array(buffer, next(2 * count), count),
    kind: new Uint8Array(buffer, next(rows), rows),
    completed: new Uint8Array(buffer, next(count), count),
  };
}

/** How long the columns of so many projects with so many lines each are. */
export function columnBytes(count: number, lines: number): number {
  return count * (19 + 11 * lines);
}

/** How many there are and the most lines that one of them has. */
function sizeOf(packed: Uint8Array): { readonly count: number; readonly lines: number } {
  let count = 0;
  let lines = 0;
  let at = 0;
  while (at < packed.length) {
    const own = packed[at + 1] ?? 0;
    if (packed[at] !== FORMAT) throw new Error("not a packed project");
    at += HEAD_BYTES + LINE_BYTES * own;
    lines = Math.max(lines, own);
    count++;
  }
  if (at !== packed.length) throw new Error("not a packed project");
  return { count, lines };
}

function packLine({ weight, target, actual, recorded, notApplicable }: Indicator): Line | null {
  if (notApplicable !== null || weight === null || !target || !isWeight(weight)) return null;
  // What a reviewer recorded counts under any rules.
  if (recorded) return isWeight(recorded.score) && recorded.score <= weight ? judged(weight, recorded.score) : null;
  switch (target.kind) {
    case "at-least":
    case "at-most":
    case "equal": {
      if (!actual || actual.value === null) return null;
      if (target.value.n === 0n && target.kind !== "at-least") return lineOf(LINE_KIND.zero, weight, target.value, actual.value);
      return lineOf(KINDS[target.kind], weight, target.value, actual.value);
    }
    default:
      return null;
  }
}

const KINDS = { "at-least": LINE_KIND.atLeast, "at-most": LINE_KIND.atMost, equal: LINE_KIND.equal } as const;

function judged(weight: Points, points: Points): Line {
  return { kind: LINE_KIND.judged, weight: Number(weight), target: 0, actual: Number(points) };
}

// Target and actual in one whole unit: decimals scaled up alike.
function lineOf(kind: LineKind, weight: Points, target: Ratio, actual: Ratio): Line | null {
  const [t, a] = [target.n * actual.d, actual.n * target.d];
  if (t < 0n || a < 0n) return null;
  const divisor = greatestCommonDivisor(t, a);
  const [least, reached] = [t / divisor, a / divisor];
  return least > MOST_VALUE || reached > MOST_VALUE
    ? null
    : { kind, weight: Number(weight), target: Number(least), actual: Number(reached) };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}

function isSafe(fen: bigint): boolean {
  return fen <= BigInt(Number.MAX_SAFE_INTEGER);
}

function isWeight(points: bigint): boolean {
  return points >= 0n && points <= FULL_MARKS;
}
