// A receipt in words: the trace's codes replaced by the language's wording, numbers untouched.
import type { Trace } from "../../kernel/index.ts";
import { citationText } from "./citations.ts";
import type { Language } from "./language.ts";
import { FORMULAS_EN, INPUTS_EN, STEPS_EN } from "./traces.en.ts";
import { FORMULAS_ZH, INPUTS_ZH, STEPS_ZH } from "./traces.zh.ts";

/** Words by the codes of a trace. */
export type TraceWords = {
  readonly formulas: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly steps: Readonly<Record<string, string>>;
};

/** The words of what scoring names. */
const TRACE_WORDS: Record<Language, TraceWords> = {
  zh: { formulas: FORMULAS_ZH, inputs: INPUTS_ZH, steps: STEPS_ZH },
  en: { formulas: FORMULAS_EN, inputs: INPUTS_EN, steps: STEPS_EN },
};

const ROUNDING_MODES: Record<Language, Record<"half-up" | "half-even" | "down" | "up", string>> = {
  zh: { "half-up": "四舍五入", "half-even": "四舍六入五成双", down: "舍去", up: "进位" },
  en: { "half-up": "half up", "half-even": "half even", down: "down", up: "up" },
};

/** A trace as people read it. `rounding` is null where nothing was rounded. */
export type TraceText = {
  readonly formula: string;
  readonly basis: readonly string[];
  readonly inputs: readonly {
    readonly name: string;
    readonly value: string;
    readonly unit: string | null;
    readonly source: string | null;
  }[];
  readonly steps: readonly { readonly what: string; readonly expression: string; readonly result: string }[];
  readonly rounding: string | null;
  readonly result: string | null;
};

export function traceText(trace: Trace, language: Language): TraceText {
  return traceTextWith(trace, TRACE_WORDS[language], language);
}

/** The same with the words of another room's codes. */
export function traceTextWith(trace: Trace, words: TraceWords, language: Language): TraceText {
  return {
    formula: wordFor(words.formulas, trace.formula),
    basis: trace.basis.map((citation) => citationText(citation, language)),
    inputs: trace.inputs.map((input) => ({
      name: wordFor(words.inputs, input.name),
      value: input.value,
      unit: input.unit ?? null,
      source: input.source ?? null,
    })),
    steps: trace.steps.map((step) => ({ what: wordFor(words.steps, step.code), expression: step.expression, result: step.result })),
    rounding: trace.rounding === null ? null : roundingText(trace.rounding, language),
    result: trace.result,
  };
}

/** The word for a code, or the code where there is none: also for a code that objects have of themselves, such as "toString". */
function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return (Object.hasOwn(words, code) ? words[code] : undefined) ?? code;
}

/** A rounding by its official name. */
function roundingText(rounding: NonNullable<Trace["rounding"]>, language: Language): string {
  const mode = ROUNDING_MODES[language][rounding.mode];
  return language === "zh" ? `${mode}，保留${rounding.places}位小数` : `${mode} to ${rounding.places} decimals`;
}
