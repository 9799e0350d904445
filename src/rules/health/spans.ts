// Intervals of rates held against each other exactly. Between two neighbouring bounds nothing changes, so one probe in
// each open stretch and one at each bound decide for every rate there is, finer than every hundredth of a percent.
import { compare, divide, equals, printExact, printPercent, type Ratio, ratio, ZERO } from "../../kernel/index.ts";

/** A stretch of rates: `from` included unless `above`, `to` excluded unless `closed`, no `to` without end. */
export type Span = {
  readonly from: Ratio;
  readonly to?: Ratio | undefined;
  readonly closed?: boolean | undefined;
  readonly above?: boolean | undefined;
};

export function holds(span: Span, rate: Ratio): boolean {
  const below = compare(rate, span.from);
  if (below < 0 || (below === 0 && span.above === true)) return false;
  if (span.to === undefined) return true;
  const side = compare(rate, span.to);
  return side < 0 || (side === 0 && span.closed === true);
}

/** A span that holds no rate at all, such as [90%, 80%). */
export function isEmpty(span: Span): boolean {
  if (span.to === undefined) return false;
  const side = compare(span.from, span.to);
  return side > 0 || (side === 0 && (span.closed !== true || span.above === true));
}

/**
 * Rates from 0 to `end` (included; without `end` to beyond the last bound), ascending, such that every stretch on which
 * the spans agree has one: 0, each bound, and in each open stretch its first hundredth of a percent, else its middle.
 */
export function probes(spans: readonly Span[], end?: Ratio): readonly Ratio[] {
  const bounds = [ZERO, ...spans.flatMap((span) => (span.to === undefined ? [span.from] : [span.from, span.to])), ...(end ? [end] : [])]
    .filter((bound) => compare(bound, ZERO) >= 0 && (end === undefined || compare(bound, end) <= 0))
    .toSorted(compare)
    .filter((bound, index, all) => index === 0 || !equals(bound, all[index - 1] ?? bound));
  return bounds.flatMap((bound, index) => {
    const next = bounds[index + 1];
    if (next !== undefined) return [bound, between(bound, next)];
    return end === undefined ? [bound, between(bound, null)] : [bound];
  });
}

const STEPS = 10_000n;

function between(low: Ratio, high: Ratio | null): Ratio {
  const step = ratio((low.n * STEPS) / low.d + 1n, STEPS);
  if (high === null || compare(step, high) < 0) return step;
  return divide(ratio(low.n * high.d + high.n * low.d, low.d * high.d), ratio(2n));
}

/** A rate as it is quoted in a refusal: "80.00%", or with the decimals it has: "79.995%". */
export function printRate(rate: Ratio): string {
  const percent = { n: rate.n * 100n, d: rate.d };
  return (percent.n * 100n) % percent.d === 0n ? printPercent(rate) : `${printExact(percent)}%`;
}

/** "[80%, 90%)" as people write it. */
export function printSpan(span: Span): string {
  const side = (rate: Ratio) => `${printExact({ n: rate.n * 100n, d: rate.d })}%`;
  return `${span.above ? "(" : "["}${side(span.from)}, ${span.to ? side(span.to) : "∞"}${span.closed ? "]" : ")"}`;
}
