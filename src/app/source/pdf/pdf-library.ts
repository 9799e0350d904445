// The PDF library, without what its build for older engines changes for everyone: on Node 20 it replaces Array's push by one that
// costs all readers of the process a good part of their time, for the sake of arrays longer than 2³² that nobody has.
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { DocumentInitParameters } from "pdfjs-dist/types/src/display/api.js";

const push = Array.prototype.push;
export const { getDocument, OPS } = await import("pdfjs-dist/legacy/build/pdf.mjs");
Object.defineProperty(Array.prototype, "push", { value: push, writable: true, configurable: true, enumerable: false });

// Nothing is drawn: a page's fonts are taken to be loaded, so that the library does not make outlines of every letter instead.
class LoadedFace {
  readonly loaded = Promise.resolve(this);
}
if (!("FontFace" in globalThis)) Object.defineProperty(globalThis, "FontFace", { value: LoadedFace, configurable: true });
/** A document that takes fonts, for the library's `ownerDocument`. */
export const FONT_DOCUMENT = { fonts: { add: () => undefined, delete: () => true } } as unknown as DocumentInitParameters["ownerDocument"];

export type { PDFDocumentProxy, PDFPageProxy };
