// A receipt as JSON, written straight from the trace: to the letter what JSON.stringify(traceText(…)) gives. A receipt is mostly
// words that never change; receipts alike in everything but their figures share one frame, encoded once, and only figures are put in.
import type { Citation, Trace } from "../../kernel/index.ts";
import { encodePiece, type JsonBytes, writeJson, writePiece, writeQuoted } from "./json-bytes.ts";
import type { Language } from "./language.ts";
import { traceText } from "./trace-text.ts";

/** What stands before, between and after the figures of the receipts that look like `model`. */
type Frame = { readonly model: Trace; readonly pieces: readonly Uint8Array[] };

// By a receipt's first citation: it belongs to the rulebook and is the same object for every project scored under it.
const FRAMES: Record<Language, WeakMap<Citation, Frame[]>> = { zh: new WeakMap(), en: new WeakMap() };
// Under one article there are few; a document that invents units or sources cannot fill the memory.
const MOST_FRAMES = 60;
// Stands for a figure while a frame is made; no wording holds it.
const FIGURE = "\u0000figure\u0000";
const QUOTED_FIGURE = JSON.stringify(FIGURE);

/** Appends the receipt. */
export function writeTrace(out: JsonBytes, trace: Trace, language: Language): void {
  const pieces = frameOf(trace, language);
  const { inputs, steps, result } = trace;
  // A wording that holds the mark itself.
  if (pieces.length !== inputs.length + 2 * steps.length + 2) {
    writeJson(out, JSON.stringify(traceText(trace, language)));
    return;
  }
  let next = 0;
  for (let index = 0; index < inputs.length; index++) {
    writePiece(out, pieces[next++] as Uint8Array);
    writeQuoted(out, (inputs[index] as Trace["inputs"][number]).value);
  }
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index] as Trace["steps"][number];
    writePiece(out, pieces[next++] as Uint8Array);
    writeQuoted(out, step.expression);
    writePiece(out, pieces[next++] as Uint8Array);
    writeQuoted(out, step.result);
  }
  writePiece(out, pieces[next++] as Uint8Array);
  writeQuoted(out, result);
  writePiece(out, pieces[next] as Uint8Array);
}

function frameOf(trace: Trace, language: Language): readonly Uint8Array[] {
  const [first] = trace.basis;
  if (first === undefined) return makePieces(trace, language);
  const known = FRAMES[language].get(first) ?? [];
  for (let index = 0; index < known.length; index++) {
    const frame = known[index] as Frame;
    if (isAlike(frame.model, trace)) return frame.pieces;
  }
  const pieces = makePieces(trace, language);
  if (known.length === 0) FRAMES[language].set(first, known);
  if (known.length < MOST_FRAMES) known.push({ model: trace, pieces });
  return pieces;
}

function makePieces(trace: Trace, language: Language): readonly Uint8Array[] {
  const inputs = trace.inputs.map((input) => ({ ...input, value: FIGURE }));
  const steps = trace.steps.map(({ code }) => ({ code, expression: FIGURE, result: FIGURE }));
  return JSON.stringify(traceText({ ...trace, inputs, steps, result: FIGURE }, language))
    .split(QUOTED_FIGURE)
    .map(encodePiece);
}

/** Whether the two differ in their figures only. */
function isAlike(a: Trace, b: Trace): boolean {
  if (a.formula !== b.formula || a.basis.length !== b.basis.length) return false;
  if (a.inputs.length !== b.inputs.length || a.steps.length !== b.steps.length) return false;
  if (a.rounding !== b.rounding && (a.rounding?.mode !== b.rounding?.mode || a.rounding?.places !== b.rounding?.places)) return false;
  for (let index = 0; index < a.basis.length; index++) if (a.basis[index] !== b.basis[index]) return false;
  for (let index = 0; index < a.inputs.length; index++) {
    const [one, other] = [a.inputs[index] as Trace["inputs"][number], b.inputs[index] as Trace["inputs"][number]];
    if (one.name !== other.name || (one.unit ?? null) !== (other.unit ?? null) || (one.source ?? null) !== (other.source ?? null))
      return false;
  }
  for (let index = 0; index < a.steps.length; index++)
    if ((a.steps[index] as Trace["steps"][number]).code !== (b.steps[index] as Trace["steps"][number]).code) return false;
  return true;
}
