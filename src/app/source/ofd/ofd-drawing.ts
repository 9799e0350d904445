// What an OFD page draws (GB/T 33190-2016, 9 and 11): the characters of its text objects with their places, and the straight
// lines of its paths. Lengths are millimetres in the file and points here, as in a PDF, so that tables are found the same way.
import { refuse } from "../../files/file-refusal.ts";
import type { ZipArchive } from "../../files/read-zip.ts";
import { streamXml, type XmlAttributes } from "../../files/stream-xml.ts";
import { apply, IDENTITY, type Matrix, multiply } from "../pdf/matrix.ts";
import { drawingOf, type PageDrawing, type Ruling, rulingsOf, type TextRun } from "../pdf/page-drawing.ts";
import { readPath } from "./ofd-path.ts";

const POINTS_IN_MILLIMETRE = 72 / 25.4;
const PAGE: Matrix = [POINTS_IN_MILLIMETRE, 0, 0, POINTS_IN_MILLIMETRE, 0, 0];
const DEEPEST = 64;
const LEAP = 1.2;
const MOST_CHARACTERS = 2_000_000;
/** Characters as wide as high; others take half their height where the file says nothing. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u2014\u2018-\u201d\u2026\u2460-\u24ff\u25a0-\u25ff\u2600-\u27bf\u{20000}-\u{3fffd}]/u;

/** A text or path object that is open: where it stands on the page. */
type OpenObject = {
  readonly kind: "text" | "path";
  readonly matrix: Matrix;
  readonly size: number;
  readonly scale: number;
  readonly turned: number;
  readonly fills: boolean;
  readonly strokes: boolean;
  x: number;
  y: number;
};

/** The drawing of a page's parts, laid on each other. @throws FileRefusal when a part is missing or damaged. */
export function ofdDrawing(archive: ZipArchive, parts: readonly string[]): PageDrawing {
  const runs: TextRun[] = [];
  const across: Ruling[] = [];
  const down: Ruling[] = [];
  let hasPictures = false;
  let characters = 0;
  for (const part of parts) {
    let object: OpenObject | null = null;
    let code: XmlAttributes | null = null;
    let path = false;
    let said = "";
    streamXml<string>(archive, part, {
      deepest: DEEPEST,
      nameOf: (uri, local) => (uri.startsWith("http://www.ofdspec.org") ? local : ""),
      open: (name, attributes) => {
        if (name === "TextObject" || name === "PathObject") object = openObject(name === "TextObject" ? "text" : "path", attributes);
        else if (name === "ImageObject") hasPictures = true;
        else if (name === "TextCode") code = attributes;
        else if (name === "AbbreviatedData") path = true;
        said = "";
      },
      text: (text) => {
        if (code !== null || path) said += text;
      },
      close: (name) => {
        if (name === "TextObject" || name === "PathObject") object = null;
        else if (name === "TextCode" && code !== null) {
          characters += said.length;
          if (characters > MOST_CHARACTERS) refuse("too-much-text", String(characters), String(MOST_CHARACTERS));
          if (object?.kind === "text") runs.push(...runOf(object, code, said));
          code = null;
        } else if (name === "AbbreviatedData") {
          if (object?.kind === "path") {
            const { matrix, strokes, fills } = object;
            const numbers = readPath(said);
            for (const isFilled of [...(strokes ? [false] : []), ...(fills ? [true] : [])]) {
              const ruled = rulingsOf(numbers, matrix, isFilled);
              across.push(...ruled.across);
              down.push(...ruled.down);
            }
          }
          path = false;
        }
      },
    });
  }
  return drawingOf({ runs, across, down, hasPictures });
}

// An object no reader shows is none.
function openObject(kind: OpenObject["kind"], attributes: XmlAttributes): OpenObject | null {
  if (attributes["Visible"] === "false") return null;
  const [left = 0, top = 0] = numbersOf(attributes["Boundary"]);
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbersOf(attributes["CTM"]);
  const placed = multiply(PAGE, multiply([1, 0, 0, 1, left, top], attributes["CTM"] === undefined ? IDENTITY : [a, b, c, d, e, f]));
  return {
    kind,
    matrix: placed,
    size: Number(attributes["Size"] ?? 0) || 0,
    scale: Number(attributes["HScale"] ?? 1) || 1,
    turned: Number(attributes["ReadDirection"] ?? 0) || 0,
    fills: attributes["Fill"] === "true",
    strokes: attributes["Stroke"] !== "false",
    x: 0,
    y: 0,
  };
}

function runOf(object: OpenObject, code: XmlAttributes, said: string): readonly TextRun[] {
  const { matrix, size, scale, turned } = object;
  object.x = code["X"] === undefined ? object.x : Number(code["X"]) || 0;
  object.y = code["Y"] === undefined ? object.y : Number(code["Y"]) || 0;
  const letters = [...said];
  const [stepsX, stepsY] = [stepsOf(code["DeltaX"], letters.length), stepsOf(code["DeltaY"], letters.length)];
  const isDown = turned === 90 || turned === 270;
  let [x, y] = [object.x, object.y];
  const glyphs = letters.flatMap((text, index) => {
    const own = WIDE.test(text) ? size * scale : (size * scale) / 2;
    // The step to the next letter is this one's room, unless it leaps over more than a letter.
    const step = Math.abs((isDown ? stepsY : stepsX)[index] ?? 0);
    const width = step > 0 && step <= size * scale * LEAP ? step : own;
    const [toX, toY] = isDown ? [x, y + width] : [x + width, y];
    const glyph = { text, from: apply(matrix, x, y), to: apply(matrix, toX, toY) };
    x += stepsX[index] ?? (stepsY.length > 0 || isDown ? 0 : width);
    y += stepsY[index] ?? (isDown ? width : 0);
    return text.trim() === "" && letters.length === 1 ? [] : [glyph];
  });
  const height = Math.hypot(matrix[2], matrix[3]) * size || 10;
  return glyphs.length === 0 ? [] : [{ glyphs, size: height, upright: isDown || stepsY.length > 0 }];
}

/** "3 g 4 1.5 3": single steps, and `g n s` for n steps of s. */
function stepsOf(text: string | undefined, most: number): readonly number[] {
  if (text === undefined) return [];
  const steps: number[] = [];
  const words = text.trim().split(/\s+/u);
  for (let at = 0; at < words.length && steps.length < most; at++) {
    if (words[at] !== "g") steps.push(Number(words[at]) || 0);
    else {
      const [times, step] = [Math.min(Number(words[at + 1]) || 0, most), Number(words[at + 2]) || 0];
      for (let count = 0; count < times; count++) steps.push(step);
      at += 2;
    }
  }
  return steps;
}

function numbersOf(text: string | undefined): readonly number[] {
  return text === undefined
    ? []
    : text
        .trim()
        .split(/\s+/u)
        .slice(0, 6)
        .map((word) => Number(word) || 0);
}
