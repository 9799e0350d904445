// Reads a PDF's text as lines by where they stand on the page: one block a line, each with its page. What a line of a table
// holds is parted by blanks; the reading of running text finds the columns again.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type Result, success } from "../../kernel/index.ts";
import type { SourceDocument, SourceNote, SourceText } from "../../reading/index.ts";
import { type FileRefusal, refuse, refusing } from "../files/file-refusal.ts";
import { createTextCleaner, type TextCleaner } from "./clean-text.ts";
import { holdTo } from "./source-limits.ts";

const MOST_PAGES = 500;

/** A piece of text with where it begins and ends, how high it stands and how large it is, in the page's units. */
type Piece = { readonly text: string; readonly left: number; readonly right: number; readonly base: number; readonly size: number };
type OpenPdf = Awaited<ReturnType<typeof getDocument>["promise"]>;

/** The document's lines page by page, or the fault that it cannot be read. Pages without any text are pictures: they are noted, and a document of nothing else is refused. */
export async function readPdfSource(name: string, bytes: Uint8Array): Promise<Result<SourceDocument>> {
  const opened = await openPdf(bytes);
  if ("reason" in opened) return refusing(name, "file-unreadable", () => refuse(opened.reason, opened.found));
  const { pdf } = opened;
  if (pdf.numPages > MOST_PAGES)
    return refusing(name, "file-too-large", () => refuse("too-much-text", String(pdf.numPages), String(MOST_PAGES)));
  const cleaner = createTextCleaner();
  const blocks: SourceText[] = [];
  const notes: SourceNote[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const pieces = await piecesOf(pdf, number).catch(whyUnread);
    if ("reason" in pieces) return refusing(name, "file-unreadable", () => refuse(pieces.reason, pieces.found));
    const lines = linesOf(pieces, cleaner);
    if (lines.length === 0) notes.push({ code: "page-without-text", address: `p${number}`, found: "" });
    for (const text of lines) blocks.push({ kind: "text", text, page: number, address: `block:${blocks.length}` });
  }
  await pdf.loadingTask.destroy();
  if (blocks.length === 0) return refusing(name, "file-unreadable", () => refuse("is-scan", name));
  const size = refusing(name, "file-too-large", () => holdTo("blocks", blocks.length));
  if (!size.ok) return size;
  return success({ name, format: "pdf", blocks, pageSetup: null, notes: [...notes, ...cleaner.notes()] });
}

type Unopened = { readonly reason: FileRefusal["refusal"]["reason"]; readonly found: string };

async function openPdf(bytes: Uint8Array): Promise<{ readonly pdf: OpenPdf } | Unopened> {
  const folder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  try {
    const task = getDocument({
      data: bytes.slice(),
      cMapUrl: `${join(folder, "cmaps")}/`,
      cMapPacked: true,
      standardFontDataUrl: `${join(folder, "standard_fonts")}/`,
      isEvalSupported: false,
      useSystemFonts: false,
      stopAtErrors: false,
      verbosity: 0,
    });
    return { pdf: await task.promise };
  } catch (error) {
    return whyUnread(error);
  }
}

// Whatever else the library stumbles over, the file is no sound PDF.
function whyUnread(error: unknown): Unopened {
  if (error instanceof Error && error.name === "PasswordException") return { reason: "is-encrypted", found: "" };
  return { reason: "pdf-damaged", found: error instanceof Error ? error.message : "" };
}

async function piecesOf(pdf: OpenPdf, number: number): Promise<readonly Piece[]> {
  const page = await pdf.getPage(number);
  // The page as it is turned for reading.
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = page.getViewport({ scale: 1 }).transform as readonly number[];
  const { items } = await page.getTextContent();
  const pieces: Piece[] = [];
  for (const item of items) {
    if (!("str" in item) || item.str.trim() === "") continue;
    const [, , , , x = 0, y = 0] = item.transform as readonly number[];
    const left = a * x + c * y + e;
    pieces.push({ text: item.str, left, right: left + item.width, base: b * x + d * y + f, size: item.height || 10 });
  }
  page.cleanup();
  return pieces;
}

// Pieces whose feet stand within half a letter of each other are one line; a gap of a third of a letter is a blank.
function linesOf(pieces: readonly Piece[], cleaner: TextCleaner): readonly string[] {
  const lines: Piece[][] = [];
  for (const piece of pieces.toSorted((one, other) => one.base - other.base)) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && Math.abs(piece.base - first.base) < Math.min(piece.size, first.size) / 2) line.push(piece);
    else lines.push([piece]);
  }
  return lines
    .map((line) => {
      let text = "";
      let end: number | null = null;
      for (const piece of line.toSorted((one, other) => one.left - other.left)) {
        text += (end !== null && piece.left - end > piece.size / 3 ? " " : "") + piece.text;
        end = piece.right;
      }
      // Kangxi radicals, which some programs write for the characters they look like.
      return cleaner.clean(text.replace(/[\u2f00-\u2fd5\u2e80-\u2eff]/g, (radical) => radical.normalize("NFKC"))).trim();
    })
    .filter((text) => text !== "");
}
