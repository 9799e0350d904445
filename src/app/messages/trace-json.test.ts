import fc from "fast-check";
import { expect, it } from "vitest";
import type { Trace } from "../../kernel/index.ts";
import { finishJson, startJson, writeQuoted } from "./json-bytes.ts";
import { writeTrace } from "./trace-json.ts";
import { traceText } from "./trace-text.ts";

function written(trace: Trace, language: "zh" | "en"): string {
  const out = startJson();
  writeTrace(out, trace, language);
  return new TextDecoder().decode(finishJson(out));
}

const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", "个", '"', "\\", "\ud800", "行\n末", "𠮷", "465.47"));
const law = fc.record({ kind: fc.constant("law" as const), pack: text, instrument: text, article: text });
const declared = fc.record({ kind: fc.constant("default" as const), pack: text, instrument: text, source: text });
const traces: fc.Arbitrary<Trace> = fc.record({
  formula: fc.oneof(text, fc.constantFrom("actual-over-target", "execution-proportion")),
  basis: fc.array(fc.oneof(law, declared), { maxLength: 3 }),
  inputs: fc.array(
    fc.record({
      name: fc.oneof(text, fc.constant("weight")),
      value: text,
      unit: fc.option(text, { nil: null }),
      source: fc.option(text, { nil: null }),
    }),
    { maxLength: 4 },
  ),
  steps: fc.array(fc.record({ code: fc.oneof(text, fc.constant("target-met")), expression: text, result: text }), { maxLength: 4 }),
  rounding: fc.option(fc.record({ mode: fc.constantFrom("half-up", "half-even", "down", "up"), places: fc.nat(6) })),
  result: fc.option(text),
});

it("writes what JSON.stringify makes of the same receipt in words, whatever stands in it, twice over", () => {
  fc.assert(
    fc.property(traces, fc.constantFrom("zh", "en"), (trace, language) => {
      const expected = JSON.stringify(traceText(trace, language));
      expect(written(trace, language)).toBe(expected);
      expect(written(trace, language)).toBe(expected);
    }),
  );
});

it("leaves a code as it is that objects have a word of their own for", () => {
  const trace = {
    formula: "toString",
    basis: [],
    inputs: [],
    steps: [{ code: "constructor", expression: "", result: "" }],
    rounding: null,
  };
  expect(JSON.parse(written({ ...trace, result: null }, "zh"))).toMatchObject({ formula: "toString", steps: [{ what: "constructor" }] });
});

it("writes a text longer than the room it began with", () => {
  const out = startJson();
  const long = "财".repeat(40_000);
  writeQuoted(out, long);
  writeQuoted(out, "尾");
  expect(new TextDecoder().decode(finishJson(out))).toBe(`"${long}""尾"`);
});
