// Splits a whole into parts by weight with the largest-remainder method: the parts always sum to the whole.

/**
 * Shares `whole` (any smallest unit: fen, hundredths of a point) by non-negative weights.
 * What integer division leaves goes one unit each to the largest remainders, earlier parts first on a tie.
 * Throws when all weights are zero and there is something to share.
 */
export function splitByWeight(whole: bigint, weights: readonly bigint[]): bigint[] {
  const all = weights.reduce((total, weight) => total + weight, 0n);
  if (all === 0n) {
    if (whole === 0n) return weights.map(() => 0n);
    throw new Error("nothing to split by: all weights are zero");
  }
  const sign = whole < 0n ? -1n : 1n;
  const amount = whole * sign;
  const parts = weights.map((weight) => (amount * weight) / all);
  let left = amount - parts.reduce((total, part) => total + part, 0n);
  const byRemainder = weights
    .map((weight, index) => ({ index, rest: (amount * weight) % all }))
    .sort((a, b) => (a.rest > b.rest ? -1 : a.rest < b.rest ? 1 : a.index - b.index));
  for (const { index } of byRemainder) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left--;
  }
  return parts.map((part) => part * sign);
}
