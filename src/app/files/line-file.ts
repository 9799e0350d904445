// A file of JSON lines that is only added to, with any line read again by its place: what is too much for memory is kept here.
import { closeSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Bytes of a line, its end not counted. */
export type LinePlace = { readonly offset: number; readonly length: number };

export type LineFile = {
  readonly append: (value: unknown) => LinePlace;
  readonly read: (place: LinePlace) => unknown;
  readonly close: () => void;
};

type OpenedLines = { readonly file: LineFile; readonly found: readonly LinePlace[] };

const PIECE = 2 ** 20;
const LINE_END = 10;

/**
 * `keep` goes on behind the lines that are there, `found` in their order; a last line that was cut off is taken away. Without it
 * the file begins empty. The folder must be there.
 * @throws a system error when the file cannot be opened or written
 */
export function openLineFile(path: string, keep: boolean): OpenedLines {
  const file = openSync(path, keep ? "a+" : "w+");
  const found = keep ? placesIn(file) : [];
  const last = found.at(-1);
  const size = last ? last.offset + last.length + 1 : 0;
  if (keep) ftruncateSync(file, size);
  return { file: lineFile(file, size), found };
}

/** A file without a name: it is gone with the process, however that ends. */
export function openPassingLineFile(): LineFile {
  const folder = mkdtempSync(join(tmpdir(), "hengxiao-lines-"));
  try {
    return lineFile(openSync(join(folder, "lines"), "wx+", 0o600), 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lineFile(file: number, from: number): LineFile {
  let size = from;
  return {
    append: (value) => {
      const line = Buffer.from(`${JSON.stringify(value)}\n`, "utf8");
      for (let at = 0; at < line.length; ) at += writeSync(file, line, at, line.length - at);
      const place = { offset: size, length: line.length - 1 };
      size += line.length;
      return place;
    },
    read: ({ offset, length }) => {
      const line = Buffer.alloc(length);
      for (let at = 0; at < length; ) {
        const count = readSync(file, line, at, length - at, offset + at);
        if (count === 0) throw new Error(`a line of ${length} bytes at ${offset} ends early`);
        at += count;
      }
      return JSON.parse(line.toString("utf8"));
    },
    close: () => closeSync(file),
  };
}

function placesIn(file: number): LinePlace[] {
  const piece = Buffer.alloc(PIECE);
  const places: LinePlace[] = [];
  let start = 0;
  for (let at = 0, count = readSync(file, piece, 0, PIECE, 0); count > 0; at += count, count = readSync(file, piece, 0, PIECE, at)) {
    for (let end = piece.indexOf(LINE_END); end >= 0 && end < count; end = piece.indexOf(LINE_END, end + 1)) {
      places.push({ offset: start, length: at + end - start });
      start = at + end + 1;
    }
  }
  return places;
}
