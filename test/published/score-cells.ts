// How much of a document was read as it stands: numbers equal as numbers, text equal without punctuation and blanks.
import type { ReadDocument, ReadTable } from "../../src/reading/index.ts";
import type { Truth, TruthTable } from "./form-document.ts";

export type CellMiss = {
  readonly path: string;
  readonly expected: string | null;
  readonly read: string | null;
  readonly kind: "wrong" | "missed" | "extra";
  /** Whether the reading itself marks the cell. */
  readonly doubtful: boolean;
};

export type CellScore = {
  readonly right: number;
  readonly misses: readonly CellMiss[];
  /** Damaged cells whose value was read otherwise than it was, and not marked doubtful. */
  readonly falsified: readonly CellMiss[];
};

/** Shares of a hundred as exact text are not needed here: counts say it. */
export function scoreCells(truth: Truth, read: Pick<ReadDocument, "tables" | "details" | "scoreTables" | "signedOn">): CellScore {
  const damaged = new Set(truth.damaged);
  const misses: CellMiss[] = [];
  const falsified: CellMiss[] = [];
  let right = 0;
  const count = (path: string, expected: string | null, found: string | null, doubtful: boolean) => {
    const want = blankless(expected);
    const got = blankless(found);
    if (want === null && got === null) return;
    if (want !== null && got !== null && same(want, got)) {
      right++;
      return;
    }
    const miss: CellMiss = { path, expected: want, read: got, kind: want === null ? "extra" : got === null ? "missed" : "wrong", doubtful };
    if (!damaged.has(path)) misses.push(miss);
    else if (got !== null && !doubtful) falsified.push(miss);
  };
  for (const [index, table] of truth.tables.entries()) scoreTable(table, read.tables[index] ?? null, index, count);
  for (const [index, table] of read.tables.entries())
    if (index >= truth.tables.length)
      misses.push({ path: `tables.${index}`, expected: null, read: table.title ?? "table", kind: "extra", doubtful: false });
  for (const [index, detail] of truth.details.entries()) {
    const found = read.details[index];
    const at = `details.${index}`;
    for (const [row, entry] of detail.rows.entries()) {
      const other = found?.rows[row];
      for (const key of ["name", "division", "budget", "spent", "rate"] as const)
        count(`${at}.rows.${row}.${key}`, entry[key], other?.[key] ?? null, false);
    }
    if (found && found.rows.length > detail.rows.length)
      misses.push({
        path: `${at}.rows.${detail.rows.length}`,
        expected: null,
        read: found.rows[detail.rows.length]?.name ?? "",
        kind: "extra",
        doubtful: false,
      });
    for (const key of ["budget", "spent", "rate"] as const)
      count(`${at}.totals.${key}`, detail.totals[key], found?.totals[key] ?? null, false);
  }
  for (const [index, table] of truth.scoreTables.entries()) {
    const found = read.scoreTables[index];
    for (const [row, entry] of table.rows.entries())
      for (const key of ["level1", "level2", "weight", "score"] as const)
        count(`scoreTables.${index}.rows.${row}.${key}`, entry[key], found?.rows[row]?.[key] ?? null, false);
    count(`scoreTables.${index}.total.score`, table.total.score, found?.total.score ?? null, false);
  }
  count("signedOn", truth.signedOn, truth.signedOn === null ? null : read.signedOn, false);
  return { right, misses, falsified };
}

type Count = (path: string, expected: string | null, found: string | null, doubtful: boolean) => void;

function scoreTable(truth: TruthTable, read: ReadTable | null, index: number, count: Count): void {
  const at = `tables.${index}`;
  const doubts = new Set((read?.cells ?? []).filter(({ confidence }) => confidence === "doubtful").map(({ path }) => path));
  for (const key of ["project", "department", "unit", "moneyUnit", "grade"] as const)
    count(`${at}.${key}`, truth[key], read?.[key] ?? null, doubts.has(key));
  count(`${at}.year`, truth.year === null ? null : String(truth.year), read?.year == null ? null : String(read.year), doubts.has("year"));
  for (const [want, got] of align(truth.funds, read?.funds ?? [], ({ row }) => row)) {
    const path = `${at}.funds.${want ? truth.funds.indexOf(want) : `+${got?.row ?? ""}`}`;
    const own = got ? `funds.${read?.funds.indexOf(got)}` : "";
    // A row of money without any may be left out.
    if ((want === null || got === null) && isBlank(want ?? got)) continue;
    for (const key of ["row", "initial", "revised", "executed", "weight", "rate", "score"] as const)
      count(`${path}.${key}`, want?.[key] ?? null, got?.[key] ?? null, doubts.has(`${own}.${key}`));
  }
  for (const [want, got] of align(truth.indicators, read?.indicators ?? [], ({ level3 }) => level3)) {
    const path = `${at}.indicators.${want ? truth.indicators.indexOf(want) : `+${got?.level3 ?? ""}`}`;
    const own = got ? `indicators.${read?.indicators.indexOf(got)}` : "";
    for (const key of ["level1", "level2", "level3", "target", "actual", "weight", "score", "reason"] as const)
      count(`${path}.${key}`, want?.[key] ?? null, got?.[key] ?? null, doubts.has(`${own}.${key}`));
  }
  for (const key of ["weight", "score"] as const)
    count(`${at}.total.${key}`, truth.total[key], read?.total[key] ?? null, doubts.has(`total.${key}`));
}

function isBlank(row: TruthTable["funds"][number] | null): boolean {
  return (
    row === null || [row.initial, row.revised, row.executed, row.weight, row.rate, row.score].every((cell) => blankless(cell) === null)
  );
}

/** Rows paired by their names, best likeness first, nearer rows before farther ones; what has no partner stands alone. */
function align<A, B extends A>(
  want: readonly A[],
  got: readonly B[],
  nameOf: (row: A) => string,
): readonly (readonly [A | null, B | null])[] {
  const pairs = want.flatMap((a, i) =>
    got.flatMap((b, j) => {
      const likeness = likenessOf(fold(nameOf(a)), fold(nameOf(b)));
      return likeness >= 50 ? [{ i, j, rank: likeness * 1000 - Math.abs(i - j) }] : [];
    }),
  );
  pairs.sort((a, b) => b.rank - a.rank);
  const left = new Set<number>();
  const right = new Set<number>();
  const paired: (readonly [A | null, B | null])[] = [];
  for (const { i, j } of pairs) {
    const a = want[i];
    const b = got[j];
    if (a === undefined || b === undefined || left.has(i) || right.has(j)) continue;
    left.add(i);
    right.add(j);
    paired.push([a, b]);
  }
  for (const [i, a] of want.entries()) if (!left.has(i)) paired.push([a, null]);
  for (const [j, b] of got.entries()) if (!right.has(j)) paired.push([null, b]);
  return paired;
}

/** Shared pairs of neighbouring characters, in hundredths. */
function likenessOf(a: string, b: string): number {
  const grams = (text: string) => {
    const counts = new Map<string, number>();
    for (let at = 0; at < Math.max(1, text.length - 1); at++) {
      const gram = text.slice(at, at + 2);
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
    return counts;
  };
  const x = grams(a);
  const y = grams(b);
  let shared = 0;
  let all = 0;
  for (const [gram, times] of x) {
    shared += Math.min(times, y.get(gram) ?? 0);
    all += times;
  }
  for (const times of y.values()) all += times;
  return Math.floor((200 * shared) / Math.max(1, all));
}

function blankless(text: string | null): string | null {
  return text === null || /^[\s—\-/无]*$/u.test(text) ? null : text;
}

function same(a: string, b: string): boolean {
  const x = digitsOf(a);
  // A mark that a page begins with stays where it was printed within words.
  return x !== null && x === digitsOf(b) ? true : fold(a) === fold(b) || fold(a) === fold(b.replace(/\d{1,2}、/u, ""));
}

/** A number's own digits, without separators, unit and trailing zeros; null for what is no number. */
function digitsOf(text: string): string | null {
  const plain = text
    .normalize("NFKC")
    .replace(/[,，\s]/gu, "")
    .replace(/(?:万元|元|分)$/u, "");
  const match = /^([+-]?\d+)(?:\.(\d+))?(%?)$/u.exec(plain);
  if (!match) return null;
  const decimals = (match[2] ?? "").replace(/0+$/u, "");
  return `${match[1]?.replace(/^([+-]?)0+(?=\d)/u, "$1")}${decimals === "" ? "" : `.${decimals}`}${match[3]}`;
}

/** Stray pinyin, punctuation and blanks taken away. */
function fold(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\([a-zà-ǜ]+\)/gu, "")
    .replace(/[\s|“”"'：:，,。；;（）()【】[\]、·\-—_]/gu, "")
    .toLowerCase();
}
