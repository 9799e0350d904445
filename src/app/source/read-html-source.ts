// Reads a web page (HTML, or a page saved as one MIME file): what a person would see of it, paragraphs and tables with their
// places. Scripts are never run and nothing is fetched.
import type { Result } from "../../kernel/index.ts";
import type { SourceDocument } from "../../reading/index.ts";
import { refusing } from "../files/file-refusal.ts";
import { createTextCleaner } from "./clean-text.ts";
import { decodeText, encodingNotes } from "./decode-text.ts";
import { pageOfMht } from "./html/mht-page.ts";
import { pageItems } from "./html/page-items.ts";
import { parsePage } from "./html/parse-page.ts";
import { holdTo } from "./source-limits.ts";
import { blocksOf } from "./story-blocks.ts";

/** The page's document, or the fault that it cannot be read. */
export function readHtmlSource(name: string, bytes: Uint8Array): Result<SourceDocument> {
  return refusing(name, "file-unreadable", () => {
    const mht = pageOfMht(bytes);
    const page = mht?.bytes ?? bytes;
    const decoded = decodeText(page, mht?.charset ?? declaredIn(page));
    holdTo("characters", decoded.text.length);
    const cleaner = createTextCleaner();
    const items = pageItems(parsePage(decoded.text.replaceAll("\0", "\u200b")), STYLE_SHEET.test(decoded.text), cleaner.clean);
    const { blocks, notes } = blocksOf(items, () => null);
    return { name, format: "html", blocks, pageSetup: null, notes: [...encodingNotes(decoded), ...notes, ...cleaner.notes()] };
  });
}

const STYLE_SHEET = /<style[\s>]|rel\s{0,9}=\s{0,9}["']?stylesheet/i;

// Browsers look as far; pages that some offices publish declare it later.
const DECLARED_WITHIN = 4_096;

/** The encoding that the page itself names, as HTML or as XML. */
function declaredIn(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, DECLARED_WITHIN)).toString("latin1");
  return (
    /<meta[^>]{0,300}charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w-]{2,40})/i.exec(head)?.[1] ??
    /^\s{0,99}<\?xml[^>]{0,200}encoding=["']([\w-]{2,40})/i.exec(head)?.[1] ??
    null
  );
}
