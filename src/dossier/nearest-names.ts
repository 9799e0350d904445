// Which of the known names someone probably meant: for "did you mean" beside an unknown one.

/** The known names nearest to a mistyped one, nearest first; none when nothing is near. */
export function nearestNames(found: string, known: readonly string[], most = 3): string[] {
  const word = found.trim().toLowerCase();
  if (word === "" || word.length > 200) return [];
  const near = known.map((name) => ({ name, distance: editDistance(word, name.toLowerCase()) }));
  // A third of the letters may differ, or one may contain the other.
  const isNear = ({ name, distance }: { name: string; distance: number }) =>
    distance <= Math.max(1, Math.floor(Math.max(word.length, name.length) / 3)) ||
    (word.length > 1 && (name.toLowerCase().includes(word) || word.includes(name.toLowerCase())));
  return near
    .filter(isNear)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ name }) => name);
}

/** Insertions, deletions, replacements and swaps of neighbours between two words. */
function editDistance(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  let before: number[] = [];
  let last = to.map((_, index) => index + 1);
  last.unshift(0);
  for (let i = 1; i <= from.length; i++) {
    const line = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const plain = Math.min((last[j] ?? 0) + 1, (line[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      line.push(swapped ? Math.min(plain, (before[j - 2] ?? 0) + 1) : plain);
    }
    before = last;
    last = line;
  }
  return last[to.length] ?? 0;
}
