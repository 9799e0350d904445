// A case in one of the layouts, as a file of one of the formats, with what a reader should find in it.
import { createChance } from "./chance.ts";
import { composeForm } from "./compose-form.ts";
import { damageForm } from "./damage-cells.ts";
import type { FormDocument, Truth } from "./form-document.ts";
import { type LayoutName, layoutOf } from "./layouts.ts";
import type { Planted, PublishedCase } from "./published-case.ts";
import { renderDocx, renderXlsx } from "./render-office.ts";
import { renderHtml, renderPdf } from "./render-pages.ts";
import { renderMarkdown, renderText, type TextStyle } from "./render-text.ts";
import { toTraditional } from "./traditional.ts";

export const FORMATS = [
  "xlsx",
  "docx",
  "html",
  "html-gbk",
  "pdf",
  "md",
  "txt-cell-pipes",
  "txt-cell-blanks",
  "txt-row-pipes",
  "txt-framed-pipes",
  "txt-row-spaces",
  "txt-row-tabs",
  "txt-inline",
  "txt-inline-pages",
  "txt-page-lines",
  "txt-page-run",
] as const;

export type PublishedFormat = (typeof FORMATS)[number];

export type PublishedFile = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly truth: Truth;
  readonly planted: readonly Planted[];
};

/** The form as laid out, before any file format: in traditional characters or damaged where asked for. */
export function layOut(published: PublishedCase, layout: LayoutName): FormDocument {
  const spec = layoutOf(layout);
  const composed = composeForm(published, spec);
  const written = spec.traditional ? toTraditional(composed) : composed;
  return published.damaged ? damageForm(written, createChance(published.seed ^ 0x5bd1)) : written;
}

/** The same case, layout and format give the same bytes. The layout is best the one the case was made for. */
export async function renderCase(published: PublishedCase, layout: LayoutName, format: PublishedFormat): Promise<PublishedFile> {
  const form = layOut(published, layout);
  const extension = format.startsWith("txt") ? "txt" : format.startsWith("html") ? "html" : format;
  return {
    name: `${layout}-${format}-${published.seed}.${extension}`,
    bytes: await bytesOf(form, format, published.seed),
    truth: form.truth,
    planted: published.planted,
  };
}

async function bytesOf(form: FormDocument, format: PublishedFormat, seed: number): Promise<Uint8Array> {
  switch (format) {
    case "xlsx":
      return renderXlsx(form, seed % 2 === 0);
    case "docx":
      return renderDocx(form);
    case "html":
      return renderHtml(form, "utf-8");
    case "html-gbk":
      return renderHtml(form, "gbk");
    case "pdf":
      return await renderPdf(form);
    case "md":
      return new TextEncoder().encode(renderMarkdown(form));
    case "txt-cell-pipes":
    case "txt-cell-blanks":
    case "txt-row-pipes":
    case "txt-framed-pipes":
    case "txt-row-spaces":
    case "txt-row-tabs":
    case "txt-inline":
    case "txt-inline-pages":
    case "txt-page-lines":
    case "txt-page-run":
      return new TextEncoder().encode(renderText(form, TEXT_STYLES[format]));
  }
}

const TEXT_STYLES: Record<Extract<PublishedFormat, `txt-${string}`>, TextStyle> = {
  "txt-cell-pipes": "cell-pipes",
  "txt-cell-blanks": "cell-blanks",
  "txt-row-pipes": "row-pipes",
  "txt-framed-pipes": "framed-pipes",
  "txt-row-spaces": "row-spaces",
  "txt-row-tabs": "row-tabs",
  "txt-inline": "inline",
  "txt-inline-pages": "inline-pages",
  "txt-page-lines": "page-lines",
  "txt-page-run": "page-run",
};
