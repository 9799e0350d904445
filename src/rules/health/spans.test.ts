import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, ONE, ratio } from "../../kernel/index.ts";
import { holds, isEmpty, printRate, printSpan, probes, type Span } from "./spans.ts";

const STEPS = 100n;
const rate = (step: bigint) => ratio(step, 10_000n);

/** Spans with bounds among the first hundredths of a percent, so that edges meet often. */
const spans = fc.array(
  fc
    .record({
      from: fc.bigInt({ min: 0n, max: STEPS }),
      to: fc.option(fc.bigInt({ min: 0n, max: STEPS })),
      closed: fc.boolean(),
      above: fc.boolean(),
    })
    .map(({ from, to, closed, above }): Span => ({ from: rate(from), ...(to === null ? {} : { to: rate(to) }), closed, above })),
  { maxLength: 5 },
);
const counts = (all: readonly Span[], at: ReturnType<typeof rate>) => all.filter((span) => holds(span, at)).length;

describe("probing spans", () => {
  it("sees every count of spans that walking every hundredth sees, and no later", () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 0, max: 3 }), (all, wanted) => {
        let walked: bigint | null = null;
        for (let step = 0n; step <= STEPS + 5n && walked === null; step++) if (counts(all, rate(step)) === wanted) walked = step;
        const probed = probes(all).find((at) => counts(all, at) === wanted);
        return walked === null || (probed !== undefined && compare(probed, rate(walked)) <= 0);
      }),
    );
  });

  it("finds nothing that is not so, and stays within its end", () => {
    fc.assert(
      fc.property(spans, (all) => {
        const rates = probes(all, ONE);
        const ascends = rates.every((at, index) => index === 0 || compare(rates[index - 1] ?? at, at) < 0);
        return ascends && rates.every((at) => compare(at, ONE) <= 0 && at.n >= 0n) && compare(rates.at(-1) ?? ONE, ONE) === 0;
      }),
    );
  });

  it("knows the spans that hold nothing", () => {
    fc.assert(fc.property(spans, (all) => all.every((span) => !isEmpty(span) === probes([span]).some((at) => holds(span, at)))));
  });
});

describe("printing", () => {
  it("quotes rates with the decimals they need", () => {
    expect([ratio(8n, 10n), ratio(79_995n, 100_000n), ratio(1n)].map(printRate)).toEqual(["80.00%", "79.995%", "100.00%"]);
  });

  it("writes spans as people do", () => {
    expect(printSpan({ from: ratio(8n, 10n), to: ratio(9n, 10n) })).toBe("[80%, 90%)");
    expect(printSpan({ from: ONE, above: true })).toBe("(100%, ∞)");
    expect(printSpan({ from: ratio(9n, 10n), to: ONE, closed: true })).toBe("[90%, 100%]");
  });
});
