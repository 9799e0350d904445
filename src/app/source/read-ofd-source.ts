// Reads an OFD document (GB/T 33190-2016) as a PDF is read: by where things stand on its pages, tables by the lines that rule them.
import type { Result } from "../../kernel/index.ts";
import type { SourceDocument, SourceNote } from "../../reading/index.ts";
import { refuse, refusing } from "../files/file-refusal.ts";
import { openZip, type ZipArchive } from "../files/read-zip.ts";
import { createTextCleaner } from "./clean-text.ts";
import { ofdDrawing } from "./ofd/ofd-drawing.ts";
import { ofdPages } from "./ofd/ofd-pages.ts";
import { holdBlocks, pageBlocks } from "./pdf/page-blocks.ts";
import { pageItems } from "./pdf/page-items.ts";

/** The document's lines and tables page by page, or the fault that it cannot be read. Pages of pictures alone are noted. */
export function readOfdSource(name: string, bytes: Uint8Array, opened: ZipArchive | null = null): Result<SourceDocument> {
  return refusing(name, "file-unreadable", () => {
    const archive = opened ?? openZip(bytes);
    const cleaner = createTextCleaner();
    const pages = ofdPages(archive).map(({ parts }) => pageItems(ofdDrawing(archive, parts), cleaner.clean));
    if (pages.every((items) => items.length === 0)) refuse("is-scan", name);
    const empty = pages.flatMap((items, at): SourceNote[] =>
      items.length === 0 ? [{ code: "page-without-text", address: `p${at + 1}`, found: "" }] : [],
    );
    const { blocks, notes } = pageBlocks(pages);
    holdBlocks(blocks);
    return { name, format: "ofd", blocks, pageSetup: null, notes: [...empty, ...notes, ...cleaner.notes()] };
  });
}
