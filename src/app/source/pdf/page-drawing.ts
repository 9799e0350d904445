// What a PDF page draws, told from one pass over its operators: glyphs with their boxes, and the straight lines that may rule a
// table. Everything is in the page's units as it is turned for reading, y growing downwards.

import { type Colour, colourOfHex, isTooSmall } from "../unseen-text.ts";
import { apply, IDENTITY, type Matrix, multiply } from "./matrix.ts";
import { createGround } from "./page-ground.ts";
import { OPS, type PDFPageProxy } from "./pdf-library.ts";

export type Glyph = { readonly text: string; readonly left: number; readonly right: number };

/** A run of glyphs on one foot line. `size` is the letter's height. */
export type Piece = {
  readonly glyphs: readonly Glyph[];
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly size: number;
  /** Nobody sees it: in the colour of what it is drawn on, too small, transparent, or drawn as nothing. */
  readonly unseen?: true;
};

/** A straight line along an axis: at `at`, from `from` to `to`. */
export type Ruling = { readonly at: number; readonly from: number; readonly to: number };

export type PageDrawing = {
  readonly pieces: readonly Piece[];
  /** Text that runs neither across nor up or down the page, as a watermark does. */
  readonly slanted: readonly string[];
  readonly across: readonly Ruling[];
  readonly down: readonly Ruling[];
  readonly hasPictures: boolean;
};

type TextState = {
  fontName: string;
  fontSize: number;
  unit: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
  vertical: boolean;
  /** Of what is filled; null where it is a pattern. */
  fill: Colour | null;
  opacity: number;
  /** 3 draws nothing. */
  mode: number;
};

type FontOfPage = { readonly fontMatrix?: readonly number[]; readonly vertical?: boolean };
type DrawnGlyph = { readonly unicode?: string; readonly width?: number; readonly isSpace?: boolean };

/** A line's breadth at most; what is thicker is an area. */
const THICKEST = 3;
/** A path with more points than a table's frame has is a drawing. */
const MOST_POINTS = 4000;

export async function readPageDrawing(page: PDFPageProxy): Promise<PageDrawing> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const pen = createPen(page);
  for (let index = 0; index < fnArray.length; index++) pen.take(fnArray[index] ?? 0, argsArray[index] ?? []);
  return pen.drawing();
}

function createPen(page: PDFPageProxy) {
  let matrix: Matrix = page.getViewport({ scale: 1 }).transform as unknown as Matrix;
  let text: TextState = {
    ...{ fontName: "", fontSize: 0, unit: 0.001, charSpacing: 0, wordSpacing: 0, scale: 1, leading: 0, rise: 0, vertical: false },
    ...{ fill: BLACK, opacity: 1, mode: 0 },
  };
  const saved: { readonly matrix: Matrix; readonly text: TextState }[] = [];
  let textMatrix: Matrix = IDENTITY;
  let lineMatrix: Matrix = IDENTITY;
  let advance = 0;
  const runs: TextRun[] = [];
  const across: Ruling[] = [];
  const down: Ruling[] = [];
  const ground = createGround();
  let hasPictures = false;

  const moveLine = (x: number, y: number): void => {
    lineMatrix = multiply(lineMatrix, [1, 0, 0, 1, x, y]);
    textMatrix = lineMatrix;
    advance = 0;
  };

  const setFont = (name: string, size: number): void => {
    const font = fontOf(page, name);
    text = { ...text, fontName: name, fontSize: size, unit: font?.fontMatrix?.[0] ?? 0.001, vertical: font?.vertical === true };
  };

  const show = (glyphs: readonly (DrawnGlyph | number)[]): void => {
    const whole = multiply(matrix, textMatrix);
    const drawn: { readonly text: string; readonly from: number; readonly to: number }[] = [];
    for (const glyph of glyphs) {
      if (typeof glyph === "number") {
        advance -= ((glyph * text.fontSize) / 1000) * (text.vertical ? -1 : text.scale);
        continue;
      }
      const spacing = (glyph.isSpace === true ? text.wordSpacing : 0) + text.charSpacing;
      const from = advance;
      const ink = (glyph.width ?? 0) * text.fontSize * text.unit;
      advance += text.vertical ? ink - spacing : (ink + spacing) * text.scale;
      const said = glyph.unicode ?? "";
      if (said !== "") drawn.push({ text: said, from, to: from + ink * (text.vertical ? 1 : text.scale) });
    }
    if (drawn.length === 0) return;
    const place = (along: number) => (text.vertical ? apply(whole, 0, along) : apply(whole, along, text.rise));
    const height = Math.hypot(whole[2], whole[3]) * Math.abs(text.fontSize) || 10;
    const placed = drawn.map((one) => ({ text: one.text, from: place(one.from), to: place(one.to) }));
    const run: TextRun = { glyphs: placed, size: height, upright: text.vertical };
    const unseen = text.mode === INVISIBLE ? "drawn-as-nothing" : isUnseen(placed, height) ? "hidden" : null;
    runs.push(unseen === null ? run : { ...run, unseen });
  };

  // Letters that are only outlined have another colour.
  const isUnseen = (glyphs: TextRun["glyphs"], height: number): boolean => {
    if (isTooSmall(height) || text.opacity < LEAST_OPACITY) return true;
    const [first, last] = [glyphs[0], glyphs.at(-1)];
    if (!first || !last || text.fill === null || (text.mode !== 0 && text.mode !== 4)) return false;
    const lift = height * 0.35;
    return ground.hides(text.fill, [(first.from[0] + last.to[0]) / 2, (first.from[1] + last.to[1]) / 2 - lift]);
  };

  const rule = (path: readonly number[], fills: boolean): void => {
    const ruled = rulingsOf(path, matrix, fills);
    for (const line of ruled.across) across.push(line);
    for (const line of ruled.down) down.push(line);
  };
  const paint = (path: readonly number[]): void => {
    for (const box of areasOf(path, matrix)) ground.paint(box, text.opacity < 1 ? null : text.fill);
  };
  const paintPicture = (): void => {
    const corners = [apply(matrix, 0, 0), apply(matrix, 1, 0), apply(matrix, 0, 1), apply(matrix, 1, 1)];
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
    ground.paint([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], null);
  };

  const take = (operator: number, given: unknown): void => {
    const args = given as readonly unknown[];
    const number = (index: number) => Number(args[index] ?? 0);
    switch (operator) {
      case OPS.save:
        saved.push({ matrix, text });
        break;
      case OPS.restore: {
        const before = saved.pop();
        if (before) ({ matrix, text } = before);
        break;
      }
      case OPS.transform:
        matrix = multiply(matrix, [number(0), number(1), number(2), number(3), number(4), number(5)]);
        break;
      case OPS.paintFormXObjectBegin: {
        saved.push({ matrix, text });
        const own = args[0] as ArrayLike<number> | null;
        if (own) matrix = multiply(matrix, [own[0] ?? 1, own[1] ?? 0, own[2] ?? 0, own[3] ?? 1, own[4] ?? 0, own[5] ?? 0]);
        break;
      }
      case OPS.paintFormXObjectEnd: {
        const before = saved.pop();
        if (before) ({ matrix, text } = before);
        break;
      }
      case OPS.beginText:
        textMatrix = IDENTITY;
        lineMatrix = IDENTITY;
        advance = 0;
        break;
      case OPS.setFont:
        setFont(String(args[0]), number(1));
        break;
      case OPS.setCharSpacing:
        text = { ...text, charSpacing: number(0) };
        break;
      case OPS.setWordSpacing:
        text = { ...text, wordSpacing: number(0) };
        break;
      case OPS.setHScale:
        text = { ...text, scale: number(0) / 100 };
        break;
      case OPS.setLeading:
        text = { ...text, leading: -number(0) };
        break;
      case OPS.setTextRise:
        text = { ...text, rise: number(0) };
        break;
      case OPS.moveText:
        moveLine(number(0), number(1));
        break;
      case OPS.setLeadingMoveText:
        text = { ...text, leading: number(1) };
        moveLine(number(0), number(1));
        break;
      case OPS.setTextMatrix: {
        const given6 = (args.length === 1 ? args[0] : args) as ArrayLike<number>;
        textMatrix = [given6[0] ?? 1, given6[1] ?? 0, given6[2] ?? 0, given6[3] ?? 1, given6[4] ?? 0, given6[5] ?? 0];
        lineMatrix = textMatrix;
        advance = 0;
        break;
      }
      case OPS.nextLine:
        moveLine(0, text.leading);
        break;
      case OPS.showText:
      case OPS.showSpacedText:
        show(args[0] as readonly (DrawnGlyph | number)[]);
        break;
      case OPS.nextLineShowText:
        moveLine(0, text.leading);
        show(args[0] as readonly (DrawnGlyph | number)[]);
        break;
      case OPS.nextLineSetSpacingShowText:
        text = { ...text, wordSpacing: number(0), charSpacing: number(1) };
        moveLine(0, text.leading);
        show(args[2] as readonly (DrawnGlyph | number)[]);
        break;
      case OPS.constructPath: {
        const path = (args[1] as readonly (ArrayLike<number> | null)[] | null)?.[0];
        const way = number(0);
        if (!path || way === OPS.endPath || path.length > MOST_POINTS * 3) break;
        const steps = Array.from(path);
        rule(steps, way === OPS.fill || way === OPS.eoFill);
        if (FILLING.has(way)) paint(steps);
        break;
      }
      case OPS.setFillRGBColor:
        text = { ...text, fill: colourOfHex(String(args[0] ?? "").replace(/^#/u, "")) };
        break;
      case OPS.setFillColorN:
      case OPS.setFillTransparent:
        text = { ...text, fill: null };
        break;
      case OPS.setTextRenderingMode:
        text = { ...text, mode: number(0) };
        break;
      case OPS.setGState:
        for (const [name, value] of (args[0] as readonly (readonly [string, unknown])[] | null) ?? [])
          if (name === "ca") text = { ...text, opacity: Number(value) };
        break;
      case OPS.paintImageXObject:
      case OPS.paintInlineImageXObject:
      case OPS.paintImageMaskXObject:
      case OPS.paintImageXObjectRepeat:
        hasPictures = true;
        paintPicture();
        break;
      default:
        break;
    }
  };

  return { take, drawing: () => drawingOf({ runs, across, down, hasPictures }) };
}

const BLACK: Colour = [0, 0, 0];
const INVISIBLE = 3;
/** What lets so much through is as good as not there. */
const LEAST_OPACITY = 0.05;
const FILLING: ReadonlySet<number> = new Set([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

function fontOf(page: PDFPageProxy, name: string): FontOfPage | null {
  return page.commonObjs.has(name) ? (page.commonObjs.get(name) as FontOfPage) : null;
}

/** The straight lines that a path rules when it is stroked, or when it is filled. */
export function rulingsOf(path: readonly number[], matrix: Matrix, fills: boolean): Pick<PageDrawing, "across" | "down"> {
  const across: Ruling[] = [];
  const down: Ruling[] = [];
  for (const [x1, y1, x2, y2] of fills ? areasOf(path, matrix) : strokedLines(path, matrix)) {
    const [width, height] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
    if (height <= THICKEST && width > height * 2) across.push({ at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) });
    else if (width <= THICKEST && height > width * 2) down.push({ at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) });
  }
  return { across, down };
}

type Spot = readonly [number, number];
/** What one operator draws: each glyph from one spot of its foot line to the next; `upright` where letters stand one below another. */
export type TextRun = {
  readonly glyphs: readonly { readonly text: string; readonly from: Spot; readonly to: Spot }[];
  readonly size: number;
  readonly upright: boolean;
  readonly unseen?: "hidden" | "drawn-as-nothing";
};
type Drawn = Pick<PageDrawing, "across" | "down" | "hasPictures"> & { readonly runs: readonly TextRun[] };

/** What was drawn as a page to be read; a page whose text mostly runs up or down was laid on its side, and is turned upright. */
export function drawingOf({ runs: drawn, across, down, hasPictures }: Drawn): PageDrawing {
  // Text drawn as nothing over a picture is what recognition read in it.
  const runs = hasPictures ? drawn.map(({ unseen, ...run }) => (unseen === "hidden" ? { ...run, unseen } : run)) : drawn;
  const turn = turnOf(runs);
  if (turn === null) return { ...piecesOf(runs), across, down, hasPictures };
  const { spot, crosswise, lengthwise } = TURNS[turn];
  const turned = runs.map((run) => ({
    ...run,
    glyphs: run.glyphs.map(({ text, from, to }) => ({ text, from: spot(from), to: spot(to) })),
  }));
  return { ...piecesOf(turned), across: down.map(lengthwise), down: across.map(crosswise), hasPictures };
}

const TURNS = {
  down: {
    spot: ([x, y]: Spot): Spot => [y, -x],
    crosswise: ({ at, from, to }: Ruling): Ruling => ({ at, from: -to, to: -from }),
    lengthwise: ({ at, from, to }: Ruling): Ruling => ({ at: -at, from, to }),
  },
  up: {
    spot: ([x, y]: Spot): Spot => [-y, x],
    crosswise: ({ at, from, to }: Ruling): Ruling => ({ at: -at, from, to }),
    lengthwise: ({ at, from, to }: Ruling): Ruling => ({ at, from: -to, to: -from }),
  },
} as const;

/** Which way most of the page's letters run, where it is not across. */
function turnOf(runs: readonly TextRun[]): "up" | "down" | null {
  const letters = { across: 0, up: 0, down: 0 };
  for (const { glyphs, upright } of runs) {
    const [first, last] = [glyphs[0], glyphs.at(-1)];
    if (!first || !last) continue;
    const [dx, dy] = [last.to[0] - first.from[0], last.to[1] - first.from[1]];
    if (upright || Math.abs(dy) <= Math.abs(dx)) letters.across += glyphs.length;
    else if (dy < 0) letters.up += glyphs.length;
    else letters.down += glyphs.length;
  }
  const most = letters.up > letters.down ? "up" : "down";
  return letters[most] > letters.across ? most : null;
}

/** Runs across the page as pieces. */
function piecesOf(runs: readonly TextRun[]): Pick<PageDrawing, "pieces" | "slanted"> {
  const pieces: Piece[] = [];
  const slanted: string[] = [];
  for (const { glyphs, size, unseen } of runs) {
    const [first, last] = [glyphs[0], glyphs.at(-1)];
    if (!first || !last) continue;
    const mark = unseen === undefined ? {} : ({ unseen: true } as const);
    const [dx, dy] = [last.to[0] - first.from[0], last.to[1] - first.from[1]];
    if (Math.abs(dy) <= Math.abs(dx) * 0.1 || glyphs.length === 1) {
      const boxed = glyphs.map(({ text, from, to }) => ({ text, left: Math.min(from[0], to[0]), right: Math.max(from[0], to[0]) }));
      for (const part of partedByGaps(boxed, size)) pieces.push({ ...pieceOf(part, (first.from[1] + last.to[1]) / 2, size), ...mark });
    } else if (Math.abs(dx) <= Math.abs(dy) * 0.1) {
      // Letters one below another: each is a line of its own.
      for (const { text, from, to } of glyphs) {
        const [left, base] = [Math.min(from[0], to[0]) - size / 2, Math.max(from[1], to[1])];
        pieces.push({ ...pieceOf([{ text, left, right: left + size }], base, size), ...mark });
      }
    } else slanted.push(glyphs.map(({ text }) => text).join(""));
  }
  return { pieces, slanted };
}

function pieceOf(glyphs: readonly Glyph[], base: number, size: number): Piece {
  return { glyphs, left: glyphs[0]?.left ?? 0, right: glyphs.at(-1)?.right ?? 0, base, size };
}

/** A gap wider than a letter parts what one operator drew. Blanks that were drawn stay: they part words however narrow they are. */
function partedByGaps(glyphs: readonly Glyph[], size: number): readonly (readonly Glyph[])[] {
  const parts: Glyph[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const glyph of glyphs) {
    const part = parts.at(-1);
    if (part && glyph.left - end <= size && glyph.left >= end - size) part.push(glyph);
    else parts.push([glyph]);
    end = glyph.right;
  }
  return parts;
}

/** Steps of a path, each followed by its points; any other number closes it. */
export const MOVE = 0;
export const LINE = 1;
export const CURVE = 2;
export const QUADRATIC = 3;
export const CLOSE = 4;
/** A box or a stretch: from one corner to the other. */
export type Segment = readonly [number, number, number, number];

/** The straight segments of a path. */
function* strokedLines(path: readonly number[], matrix: Matrix): Generator<Segment> {
  let start: Spot = [0, 0];
  let here: Spot = [0, 0];
  for (let at = 0; at < path.length; ) {
    const step = path[at++];
    const next = (): Spot => apply(matrix, path[at++] ?? 0, path[at++] ?? 0);
    if (step === MOVE) {
      here = next();
      start = here;
    } else if (step === LINE) {
      const there = next();
      yield [...here, ...there];
      here = there;
    } else if (step === CURVE || step === QUADRATIC) {
      at += step === CURVE ? 4 : 2;
      here = next();
    } else {
      yield [...here, ...start];
      here = start;
    }
  }
}

/** The boxes around the filled parts of a path. */
function* areasOf(path: readonly number[], matrix: Matrix): Generator<Segment> {
  let box: [number, number, number, number] | null = null;
  for (let at = 0; at < path.length; ) {
    const step = path[at++];
    if (step === MOVE && box) {
      yield box;
      box = null;
    }
    const points = step === MOVE || step === LINE ? 1 : step === CURVE ? 3 : step === QUADRATIC ? 2 : 0;
    for (let point = 0; point < points; point++) {
      const [x, y] = apply(matrix, path[at++] ?? 0, path[at++] ?? 0);
      box = box ? [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)] : [x, y, x, y];
    }
  }
  if (box) yield box;
}
