// Tables of Markdown: a row of heads, a row of dashes, rows of cells between bars. Cells that another covers are empty there.
import type { SourceCell } from "../../reading/index.ts";

export type MarkdownTable = {
  readonly lines: number;
  readonly columns: number;
  readonly rows: number;
  readonly cells: readonly SourceCell[];
};

const DELIMITER = /^\s{0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const MOST_COLUMNS = 200;

/** The table that begins on the line at `at`, with how many lines it takes; null where none does. `starts` are the lines' first characters. */
export function markdownTable(lines: readonly string[], starts: readonly number[], at: number): MarkdownTable | null {
  const [head, rule] = [lines[at] ?? "", lines[at + 1] ?? ""];
  if (!head.includes("|") || !rule.includes("-") || !DELIMITER.test(rule)) return null;
  const columns = partsOf(head).length;
  if (columns < 2 || columns > MOST_COLUMNS || partsOf(rule).length !== columns) return null;
  const cells: SourceCell[] = [];
  let row = 0;
  let next = at;
  for (; next < lines.length; next++) {
    const line = lines[next] ?? "";
    if (next === at + 1) continue;
    if (!/^\s{0,3}\|/.test(line) && !(next === at || line.includes("|"))) break;
    if (line.trim() === "") break;
    const parts = partsOf(line);
    // A cell broken over lines: what looks like a table is lines of text.
    if (parts.length !== columns) return null;
    for (const [column, part] of parts.entries()) {
      const start = (starts[next] ?? 0) + part.start;
      const text = part.text.replaceAll("\\|", "|").replace(/<br\s*\/?>/gi, "\n");
      cells.push({ row, column, rowSpan: 1, columnSpan: 1, text, address: `chars:${start}-${start + part.text.length}` });
    }
    row++;
  }
  return { lines: next - at, columns, rows: row, cells };
}

/** Cells of a line with where each begins; a bar behind a backslash parts nothing. */
function partsOf(line: string): readonly { readonly text: string; readonly start: number }[] {
  const bars: number[] = [];
  for (let at = 0; at < line.length; at++) {
    if (line[at] === "\\") at++;
    else if (line[at] === "|") bars.push(at);
  }
  const opens = line.trimStart().startsWith("|");
  const closes = line.trimEnd().endsWith("|") && bars.length > 1;
  const edges = [...(opens ? [] : [-1]), ...bars, ...(closes ? [] : [line.length])];
  return edges.slice(0, -1).map((edge, index) => {
    const whole = line.slice(edge + 1, edges[index + 1]);
    const text = whole.trim();
    return { text, start: edge + 1 + (whole.length - whole.trimStart().length) };
  });
}
