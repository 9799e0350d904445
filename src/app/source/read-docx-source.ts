// Reads a Word file (.docx): paragraphs and tables in reading order with their places, read as a stream by a reader of our
// own, because what is asked for (cells with their spans, accepted changes, computed numbers) no library gives.
import type { Result } from "../../kernel/index.ts";
import type { SourceDocument, SourceNote, SourcePage } from "../../reading/index.ts";
import { refuse, refusing } from "../files/file-refusal.ts";
import { type Relation, readContentTypes, relationsOf } from "../files/package-parts.ts";
import { openZip, type ZipArchive } from "../files/read-zip.ts";
import { createTextCleaner } from "./clean-text.ts";
import { readStory, type Story } from "./docx/read-story.ts";
import type { StoryContext } from "./docx/story-context.ts";
import { streamWordXml } from "./docx/stream-word-xml.ts";
import { createNumberCounter } from "./docx/word-numbering.ts";
import { isOn, readStyles, readThemeFaces } from "./docx/word-styles.ts";
import { blocksOf } from "./story-blocks.ts";
import type { StoryItem } from "./story-item.ts";

/** The document in a .docx file, or the fault that it is none. Headers and footers come first, notes last. */
export function readDocxSource(name: string, bytes: Uint8Array, opened: ZipArchive | null = null): Result<SourceDocument> {
  return refusing(name, "file-unreadable", () => {
    const archive = opened ?? openZip(bytes);
    const main = relationsOf(archive, "").find(({ type }) => type === "officeDocument")?.target ?? refuse("part-missing", "officeDocument");
    const type = readContentTypes(archive)(main);
    if (!/wordprocessingml\.(?:document|template)\.main|ms-word\.(?:document|template)\.macroEnabled/.test(type))
      refuse("wrong-kind", type, ".docx");
    const relations = relationsOf(archive, main);
    const partOf = (kind: string) => relations.find((relation) => relation.type === kind)?.target ?? null;
    const cleaner = createTextCleaner();
    const context: StoryContext = {
      archive,
      styles: readStyles(archive, partOf("styles")),
      numberOf: createNumberCounter(archive, partOf("numbering")),
      cleanText: cleaner.clean,
      count: { cells: 0, items: 0, characters: 0 },
      changes: { inserted: 0, deleted: 0, moved: 0 },
      hidden: [],
      embedded: [],
    };
    const body = readStory(context, main);
    const items = [...runningItems(context, body, relations, partOf("settings")), ...body.items, ...noteItems(context, body, partOf)];
    const { blocks, notes } = withPlaces(items, archive, partOf("theme"));
    return {
      ...{ name, format: "docx", blocks, pageSetup: pageOf(body) },
      notes: [...changeNotes(context), ...notes, ...cleaner.notes()],
    };
  });
}

function withPlaces(items: readonly StoryItem[], archive: ZipArchive, theme: string | null): ReturnType<typeof blocksOf> {
  let faces: ReadonlyMap<string, string> | null = null;
  return blocksOf(items, (face) => {
    if (!face.startsWith("theme:")) return face;
    faces ??= readThemeFaces(archive, theme);
    return faces.get(face.slice("theme:".length)) ?? null;
  });
}

// The first section is the document's own page; later ones are often annexes on their side.
function pageOf({ sections }: Story): SourcePage | null {
  const page = sections[0]?.page;
  return page === undefined || (page.width === null && page.margins === null) ? null : page;
}

/** Headers and footers, each text once however many sections repeat it; page numbers alone are none. */
function runningItems(context: StoryContext, body: Story, relations: readonly Relation[], settings: string | null): readonly StoryItem[] {
  const shown = body.sections.flatMap(({ running, ownFirst }) => running.filter(({ pages }) => pages !== "first" || ownFirst));
  const evenToo = shown.some(({ pages }) => pages === "even") && hasEvenPages(context.archive, settings);
  const parts = shown
    .filter(({ pages }) => pages !== "even" || evenToo)
    .flatMap(({ id }) => relations.find((relation) => relation.id === id)?.target ?? []);
  const seen = new Set<string>();
  return [...new Set(parts)]
    .filter((part) => context.archive.has(part))
    .flatMap((part) => readStory(context, part).items)
    .filter((item) => {
      if (item.kind === "table") return true;
      if (PAGE_NUMBER.test(item.text) || seen.has(item.text)) return false;
      seen.add(item.text);
      return true;
    });
}

const PAGE_NUMBER = /^[\s\d\-–—―－~·.|/第页共,，]{0,80}$/;

function hasEvenPages(archive: ZipArchive, settings: string | null): boolean {
  let even = false;
  if (settings === null || !archive.has(settings)) return even;
  streamWordXml(archive, settings, {
    open: (name, attributes) => {
      if (name === "w:evenAndOddHeaders") even = isOn(attributes["w:val"], true);
    },
    close: () => undefined,
    text: () => undefined,
  });
  return even;
}

function noteItems(context: StoryContext, body: Story, partOf: (kind: string) => string | null): readonly StoryItem[] {
  return (["footnote", "endnote"] as const).flatMap((kind) => {
    const wanted = body.notes.filter((note) => note.kind === kind);
    const part = wanted.length === 0 ? null : partOf(`${kind}s`);
    if (part === null) return [];
    const texts = readStory(context, part).noteItems;
    return [...new Set(wanted.map(({ id }) => id))].flatMap((id) => texts.get(id) ?? []);
  });
}

function changeNotes({ changes, hidden, embedded }: StoryContext): readonly SourceNote[] {
  const { inserted, deleted, moved } = changes;
  const notes: SourceNote[] = [];
  if (inserted + deleted + moved > 0)
    notes.push({ code: "tracked-changes-accepted", address: null, found: `+${inserted} −${deleted} →${moved}` });
  if (hidden.length > 0) notes.push({ code: "characters-removed", address: null, found: hidden.join(" / ").slice(0, 200) });
  for (const found of embedded) notes.push({ code: "embedded-part-unread", address: null, found });
  return notes;
}
