// What an OFD document's pages are made of (GB/T 33190-2016, 7.4 to 7.9): the parts of each page, its templates first, and the
// page's size. OFD is the layout format that Chinese offices archive and issue their documents in.
import { refuse } from "../../files/file-refusal.ts";
import type { ZipArchive } from "../../files/read-zip.ts";
import { attributeOf, readXmlPart } from "../../files/xlsx/read-xml.ts";

/** The parts that draw a page, from the bottom up. */
export type OfdPage = { readonly parts: readonly string[] };

const MOST_PAGES = 500;

/** The pages of every document in the file, in order. @throws FileRefusal when it holds none, or is encrypted. */
export function ofdPages(archive: ZipArchive): readonly OfdPage[] {
  if (archive.has("Encryptions.xml")) refuse("is-encrypted");
  const pages = textsOf(archive, "OFD.xml", "DocRoot").flatMap((root) => pagesOfDocument(archive, resolvePart("", root)));
  if (pages.length === 0) refuse("part-missing", "Page");
  if (pages.length > MOST_PAGES) refuse("too-much-text", String(pages.length), String(MOST_PAGES));
  return pages;
}

function pagesOfDocument(archive: ZipArchive, root: string): readonly OfdPage[] {
  const folder = root.slice(0, root.lastIndexOf("/") + 1);
  const templates = new Map<string, string>();
  const pages: string[] = [];
  readXmlPart(archive, root, {
    open: (element) => {
      const place = attributeOf(element, "BaseLoc");
      if (place === undefined) return;
      const part = resolvePart(folder, place);
      if (element.local === "TemplatePage") templates.set(attributeOf(element, "ID") ?? "", part);
      if (element.local === "Page") pages.push(part);
    },
  });
  return pages.map((part) => ({ parts: [...templatesOf(archive, part, templates), part] }));
}

function templatesOf(archive: ZipArchive, part: string, templates: ReadonlyMap<string, string>): readonly string[] {
  const used: string[] = [];
  readXmlPart(archive, part, {
    open: (element, depth) => {
      if (element.local !== "Template" || depth !== 2) return;
      const template = templates.get(attributeOf(element, "TemplateID") ?? "");
      if (template !== undefined && used.length < 8) used.push(template);
    },
  });
  return used;
}

/** What the elements of this name say. */
function textsOf(archive: ZipArchive, part: string, name: string): readonly string[] {
  const texts: string[] = [];
  let open = false;
  readXmlPart(archive, part, {
    open: (element) => {
      open = element.local === name;
      if (open) texts.push("");
    },
    text: (text) => {
      if (open) texts.push((texts.pop() ?? "") + text);
    },
    close: () => {
      open = false;
    },
  });
  return texts.map((text) => text.trim());
}

/** Paths that begin with a slash count from the archive's root, others from the folder of the part that names them. */
function resolvePart(folder: string, path: string): string {
  const segments = path.startsWith("/") ? [] : folder.split("/").filter((segment) => segment !== "");
  for (const segment of path.split("/")) {
    if (segment === "..") {
      if (segments.pop() === undefined) refuse("part-missing", path);
    } else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}
