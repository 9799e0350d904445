// The PDF library, without what its build for older engines changes for everyone: on Node 20 it replaces Array's push by one that
// costs all readers of the process a good part of their time, for the sake of arrays longer than 2³² that nobody has.
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";

const push = Array.prototype.push;
export const { getDocument, OPS } = await import("pdfjs-dist/legacy/build/pdf.mjs");
Object.defineProperty(Array.prototype, "push", { value: push, writable: true, configurable: true, enumerable: false });

export type { PDFDocumentProxy, PDFPageProxy };
