// A receipt as JSON, written straight from the trace: to the letter what JSON.stringify(traceText(…)) gives, without the objects
// between and with every official wording encoded only once. A receipt is mostly words that never change.
import type { Citation, Rounding, Trace } from "../../kernel/index.ts";
import { citationText } from "./citations.ts";
import { encodePiece, type JsonBytes, writeJson, writePiece, writeQuoted } from "./json-bytes.ts";
import type { Language } from "./language.ts";
import { roundingText, TRACE_WORDS, wordFor } from "./trace-text.ts";

/** JSON that stands after something like it, and the same where nothing stands before. */
type Piece = { readonly next: Uint8Array; readonly first: Uint8Array };

/** Words of one language as JSON, each with what stands around it. */
type Pieces = {
  /** `{"formula":…,"basis":[…],"inputs":[`, by its only citation and the formula */
  readonly heads: WeakMap<Citation, Map<string, Uint8Array>>;
  /** `,{"name":…,"value":` */
  readonly inputs: ReadonlyMap<string, Piece>;
  /** `,"unit":…,"source":null}`, by unit */
  readonly units: Map<string | null, Uint8Array>;
  /** `},{"what":…,"expression":` */
  readonly steps: ReadonlyMap<string, Piece>;
  /** `}],"rounding":…,"result":` */
  readonly roundings: Map<string, Uint8Array>;
};

const PIECES: Record<Language, Pieces> = { zh: piecesOf("zh"), en: piecesOf("en") };

const STEPS = encodePiece('],"steps":[');
const RESULT = encodePiece(',"result":');
const NO_ROUNDING = encodePiece('}],"rounding":null,"result":');
const END = encodePiece("}");
// Units are few; a document that invents them cannot fill the memory.
const MOST_UNITS = 200;

/** Appends the receipt. */
export function writeTrace(out: JsonBytes, trace: Trace, language: Language): void {
  const pieces = PIECES[language];
  const { basis, inputs, steps } = trace;
  writePiece(out, headPiece(trace.formula, basis, pieces, language));
  for (let index = 0; index < inputs.length; index++) {
    const { name, value, unit, source } = inputs[index] as Trace["inputs"][number];
    const piece = pieces.inputs.get(name) ?? inputPiece(name);
    writePiece(out, index === 0 ? piece.first : piece.next);
    writeQuoted(out, value);
    writeUnit(out, unit ?? null, source ?? null, pieces.units);
  }
  writePiece(out, STEPS);
  for (let index = 0; index < steps.length; index++) {
    const { code, expression, result } = steps[index] as Trace["steps"][number];
    const piece = pieces.steps.get(code) ?? stepPiece(code);
    writePiece(out, index === 0 ? piece.first : piece.next);
    writeQuoted(out, expression);
    writePiece(out, RESULT);
    writeQuoted(out, result);
  }
  const rounding = trace.rounding === null ? NO_ROUNDING : roundingPiece(trace.rounding, pieces.roundings, language);
  writePiece(out, steps.length === 0 ? rounding.subarray(1) : rounding);
  writeQuoted(out, trace.result);
  writePiece(out, END);
}

// Citations belong to the rulebook and are the same objects for every project scored under it.
function headPiece(formula: string, basis: readonly Citation[], pieces: Pieces, language: Language): Uint8Array {
  const [only] = basis;
  const kept = basis.length === 1 && only ? pieces.heads.get(only) : undefined;
  const known = kept?.get(formula);
  if (known) return known;
  const words = JSON.stringify(wordFor(TRACE_WORDS[language].formulas, formula));
  const cited = JSON.stringify(basis.map((citation) => citationText(citation, language)));
  const piece = encodePiece(`{"formula":${words},"basis":${cited},"inputs":[`);
  if (kept) kept.set(formula, piece);
  else if (basis.length === 1 && only) pieces.heads.set(only, new Map([[formula, piece]]));
  return piece;
}

function writeUnit(out: JsonBytes, unit: string | null, source: string | null, known: Map<string | null, Uint8Array>): void {
  if (source !== null) {
    writeJson(out, `,"unit":${JSON.stringify(unit)},"source":${JSON.stringify(source)}}`);
    return;
  }
  const piece = known.get(unit) ?? encodePiece(`,"unit":${JSON.stringify(unit)},"source":null}`);
  if (known.size < MOST_UNITS) known.set(unit, piece);
  writePiece(out, piece);
}

function roundingPiece(rounding: Rounding, known: Map<string, Uint8Array>, language: Language): Uint8Array {
  const key = rounding.mode + rounding.places;
  const kept = known.get(key);
  if (kept) return kept;
  const piece = encodePiece(`}],"rounding":${JSON.stringify(roundingText(rounding, language))},"result":`);
  known.set(key, piece);
  return piece;
}

function piecesOf(language: Language): Pieces {
  const { inputs, steps } = TRACE_WORDS[language];
  const encoded = (words: Readonly<Record<string, string>>, pieceOf: (word: string) => Piece) =>
    new Map(Object.entries(words).map(([code, word]) => [code, pieceOf(word)]));
  return {
    heads: new WeakMap(),
    inputs: encoded(inputs, inputPiece),
    units: new Map(),
    steps: encoded(steps, stepPiece),
    roundings: new Map(),
  };
}

function inputPiece(word: string): Piece {
  return afterOrFirst(`,{"name":${JSON.stringify(word)},"value":`, 1);
}

function stepPiece(word: string): Piece {
  return afterOrFirst(`},{"what":${JSON.stringify(word)},"expression":`, 2);
}

function afterOrFirst(json: string, skipped: number): Piece {
  return { next: encodePiece(json), first: encodePiece(json.slice(skipped)) };
}
