// Which rows a level's name covers, where it stands in their middle: neighbouring groups of rows, each about its own name.

export type PlacedLabel<Label> = { readonly label: Label; readonly at: number };

/** For each row the label of its group, so that the labels stand nearest to their groups' middles; null for all where none was seen. */
export function levelsOfRows<Label>(rows: number, labels: readonly PlacedLabel<Label>[]): readonly (Label | null)[] {
  const sorted = labels.toSorted((a, b) => a.at - b.at);
  if (sorted.length === 0 || sorted.length > rows) return Array.from({ length: rows }, () => null);
  // least[k][r]: the first k labels over the first r rows.
  const least: { readonly off: number; readonly from: number }[][] = [[{ off: 0, from: 0 }]];
  for (const [index, { at }] of sorted.entries()) {
    const line: { readonly off: number; readonly from: number }[] = [];
    for (let to = index + 1; to <= rows; to++) {
      let best = { off: Number.POSITIVE_INFINITY, from: 0 };
      for (let from = index; from < to; from++) {
        const before = least[index]?.[from]?.off ?? Number.POSITIVE_INFINITY;
        const off = before + Math.abs((from + to - 1) / 2 - at);
        if (off < best.off - 1e-9) best = { off, from };
      }
      line[to] = best;
    }
    least.push(line);
  }
  const found: (Label | null)[] = Array.from({ length: rows }, () => null);
  let to = rows;
  for (let index = sorted.length; index > 0; index--) {
    const from = least[index]?.[to]?.from ?? 0;
    found.fill(sorted[index - 1]?.label ?? null, from, to);
    to = from;
  }
  return found;
}
