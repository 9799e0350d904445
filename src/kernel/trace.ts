// The receipt of a score, made by the calculation itself: inputs with sources → steps → rounding → result.
// Names and steps are codes; their wording (zh, en) lives in app/messages.
import type { Citation } from "./citation.ts";
import type { Rounding } from "./rounding.ts";

/** One fact that went in: a term's code, its value as text with unit, and where it was found. */
export type TraceInput = {
  readonly name: string;
  readonly value: string;
  readonly unit?: string | null;
  readonly source?: string | null;
};

/** One step: what is done (code), the expression with numbers put in, and its result as text. */
export type TraceStep = { readonly code: string; readonly expression: string; readonly result: string };

export type Trace = {
  /** The method's formula, by code. */
  readonly formula: string;
  readonly basis: readonly Citation[];
  readonly inputs: readonly TraceInput[];
  readonly steps: readonly TraceStep[];
  readonly rounding: Rounding | null;
  /** The rounded result, or null where the rule gives none. */
  readonly result: string | null;
};
