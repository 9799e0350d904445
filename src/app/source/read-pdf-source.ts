// Reads a PDF by where things stand on its pages: tables by the lines that rule them, over as many pages as they go on; all else
// line by line, each with its page. What a line of an unruled table holds is parted by blanks.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Result, success } from "../../kernel/index.ts";
import type { SourceBlock, SourceDocument, SourceNote } from "../../reading/index.ts";
import { type FileRefusal, refuse, refusing } from "../files/file-refusal.ts";
import { createTextCleaner } from "./clean-text.ts";
import { holdBlocks, pageBlocks } from "./pdf/page-blocks.ts";
import { readPageDrawing } from "./pdf/page-drawing.ts";
import { type PageItem, pageItems } from "./pdf/page-items.ts";
import { FONT_DOCUMENT, getDocument, type PDFDocumentProxy } from "./pdf/pdf-library.ts";
import { openRecogniser } from "./pdf/recognise-page.ts";

const MOST_PAGES = 500;

/** The document's lines and tables page by page, or the fault that it cannot be read. Pages without any text are pictures: they are noted, and a document of nothing else is refused. */
export async function readPdfSource(name: string, bytes: Uint8Array): Promise<Result<SourceDocument>> {
  const opened = await openPdf(bytes);
  if ("reason" in opened) return refusing(name, "file-unreadable", () => refuse(opened.reason, opened.found));
  const { pdf } = opened;
  if (pdf.numPages > MOST_PAGES)
    return refusing(name, "file-too-large", () => refuse("too-much-text", String(pdf.numPages), String(MOST_PAGES)));
  const cleaner = createTextCleaner();
  const pages: (readonly PageItem[])[] = [];
  const notes: SourceNote[] = [];
  const scanned: number[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const items = await itemsOf(pdf, number, cleaner.clean).catch(whyUnread);
    if ("reason" in items) return refusing(name, "file-unreadable", () => refuse(items.reason, items.found));
    if (items.length === 0) scanned.push(number);
    pages.push(items);
  }
  await pdf.loadingTask.destroy();
  const recognised = scanned.length === 0 ? new Set<number>() : await recognise(bytes, scanned, pages, cleaner.clean);
  for (const number of scanned)
    notes.push({ code: recognised.has(number) ? "characters-recognised" : "page-without-text", address: `p${number}`, found: "" });
  if (pages.every((items) => items.length === 0)) return refusing(name, "file-unreadable", () => refuse("is-scan", name));
  const placed = pageBlocks(pages);
  const blocks = placed.blocks.map((block) => (recognised.has(block.page ?? 0) ? doubted(block) : block));
  const size = refusing(name, "file-too-large", () => holdBlocks(blocks));
  if (!size.ok) return size;
  return success({ name, format: "pdf", blocks, pageSetup: null, notes: [...notes, ...placed.notes, ...cleaner.notes()] });
}

async function itemsOf(pdf: PDFDocumentProxy, number: number, clean: (text: string) => string): Promise<readonly PageItem[]> {
  const page = await pdf.getPage(number);
  const drawing = await readPageDrawing(page);
  page.cleanup();
  return pageItems(drawing, clean);
}

/** Of a child's own time; pages behind are left as pictures, and said. */
const RECOGNITION_TIME = 12_000;

/** Puts what recognition finds in the place of the empty pages; answers with the pages it read. */
async function recognise(
  bytes: Uint8Array,
  scanned: readonly number[],
  pages: (readonly PageItem[])[],
  clean: (text: string) => string,
): Promise<ReadonlySet<number>> {
  const read = new Set<number>();
  const recogniser = await openRecogniser(bytes);
  const until = performance.now() + RECOGNITION_TIME;
  try {
    for (const number of scanned) {
      if (performance.now() > until) break;
      const drawing = await recogniser.page(number);
      if (drawing === "absent") break;
      if (drawing === "failed") continue;
      const items = pageItems(drawing, clean);
      if (items.length === 0) continue;
      pages[number - 1] = items;
      read.add(number);
    }
  } finally {
    await recogniser.close();
  }
  return read;
}

/** What was recognised is doubted, cell by cell; blanks that recognition leaves between Chinese characters go. */
function doubted(block: SourceBlock): SourceBlock {
  const joined = (text: string) => text.replace(/(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])/gu, "");
  return block.kind === "text"
    ? { ...block, text: joined(block.text), doubtful: true }
    : { ...block, cells: block.cells.map((cell) => ({ ...cell, text: joined(cell.text), doubtful: true as const })) };
}

type Unopened = { readonly reason: FileRefusal["refusal"]["reason"]; readonly found: string };

async function openPdf(bytes: Uint8Array): Promise<{ readonly pdf: PDFDocumentProxy } | Unopened> {
  const folder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  try {
    const task = getDocument({
      data: bytes.slice(),
      cMapUrl: `${join(folder, "cmaps")}/`,
      cMapPacked: true,
      standardFontDataUrl: `${join(folder, "standard_fonts")}/`,
      isEvalSupported: false,
      useSystemFonts: false,
      disableFontFace: false,
      ownerDocument: FONT_DOCUMENT,
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
