// Reads one story of a Word file (its body, a header, its footnotes) as paragraphs and tables in reading order: what Word
// would show once every tracked change is accepted (ECMA-376 part 1, §17).
import { refuse } from "../../files/file-refusal.ts";
import type { XmlSpaces } from "../../files/stream-xml.ts";
import { holdTo } from "../source-limits.ts";
import type { StoryItem } from "../story-item.ts";
import { raisedText } from "../superscript.ts";
import type { StoryContext } from "./story-context.ts";
import { addItem, closeFlow, closeParagraph, type Flow, newFlow } from "./story-flow.ts";
import { blankLook, isHidden, isUnseen, type Paragraph, type Run, symbolOf } from "./story-run.ts";
import { streamWordXml, type TagAttributes } from "./stream-word-xml.ts";
import { createFieldReader } from "./word-fields.ts";
import { createSectionReader, type WordSection } from "./word-section.ts";
import { isOn, noteLook } from "./word-styles.ts";
import { isSymbolFont, textInSymbolFont } from "./word-symbols.ts";
import { placeCells, type WordCell, type WordRow } from "./word-table.ts";

export type Story = {
  readonly items: readonly StoryItem[];
  readonly sections: readonly WordSection[];
  /** Footnotes and endnotes in the order of their marks. */
  readonly notes: readonly { readonly kind: "footnote" | "endnote"; readonly id: string }[];
  /** The texts of a notes part by id; empty for other parts. */
  readonly noteItems: ReadonlyMap<string, readonly StoryItem[]>;
};

type Row = WordRow<readonly StoryItem[]> & { dropped: boolean };
// Elements without text of the document: properties as they were, field codes, reading aids, what was deleted or moved away.
const LEFT_OUT = new Set([
  "w:instrText",
  "w:delText",
  "w:delInstrText",
  "w:rPrChange",
  "w:pPrChange",
  "w:tblPrChange",
  "w:tblPrExChange",
  "w:tblGridChange",
  "w:trPrChange",
  "w:tcPrChange",
  "w:sectPrChange",
  "w:numberingChange",
  "w:rt",
  "w:sdtPr",
  "w:sdtEndPr",
  "w:tblPrEx",
  "w:tblGrid",
  "w:fldData",
]);
const PARAGRAPH_LOOKS = new Set(["w:outlineLvl", "w:numId", "w:ilvl", "w:shd"]);
const MOST_HIDDEN = 20;

/** @throws FileRefusal when the part is missing, damaged or too large. */
export function readStory(context: StoryContext, part: string): Story {
  const root = newFlow(false);
  // The innermost last: the story itself, a cell, a text box, a note.
  const flows: Flow[] = [root];
  const innermost = () => flows.at(-1) ?? root;
  const endFlow = () => closeFlow(context, flows.pop() ?? root);
  const paragraphs: Paragraph[] = [];
  const runs: Run[] = [];
  const tables: Row[][] = [];
  const rows: (Row | null)[] = [];
  const cells: (WordCell<readonly StoryItem[]> & { dropped: boolean; fill: string | null })[] = [];
  // Whether the tables that are open are coloured by their styles, and how many boxes with a ground of their own are.
  const coloured: boolean[] = [];
  let boxes = 0;
  const choices: { taken: boolean }[] = [];
  const noteItems = new Map<string, readonly StoryItem[]>();
  const notes: { kind: "footnote" | "endnote"; id: string }[] = [];
  const section = createSectionReader();
  let noteId: string | null = null;
  let skip = 0;
  let inText = false;
  let properties: "paragraph" | "run" | "table" | "row" | "cell" | "section" | null = null;
  const ground = () => ({ fills: cells.map(({ fill }) => fill).reverse(), boxed: boxes > 0, coloured: coloured.includes(true) });

  const say = (text: string) => {
    const paragraph = paragraphs.at(-1);
    const run = runs.at(-1);
    if (!paragraph || text === "" || fields.inCode()) return;
    if (run && isHidden(context, paragraph, run)) {
      if (context.hidden.length < MOST_HIDDEN && text.trim() !== "") context.hidden.push(text.trim().slice(0, 40));
      return;
    }
    const shown = run?.symbolFont != null ? textInSymbolFont(run.symbolFont, text) : run?.raised ? raisedText(text) : text;
    paragraph.text += shown;
    if (run && shown.trim() !== "" && isUnseen(context, paragraph, run, ground)) paragraph.unseen += shown;
    if (run && flows.length === 1 && shown.length > paragraph.longest) {
      paragraph.longest = shown.length;
      const character = run.style === null ? null : context.styles.character(run.style);
      paragraph.face = run.own.face ?? character?.face ?? null;
      paragraph.size = run.own.size ?? character?.size ?? null;
    }
  };
  const fields = createFieldReader(say);

  const openProperty = (name: string, attributes: TagAttributes): boolean => {
    switch (properties) {
      case "paragraph":
      case "run":
        return noteParagraphProperty(name, attributes);
      case "table":
        if (name === "w:tblStyle" && coloured.length > 0) coloured[coloured.length - 1] = context.styles.colours(attributes["w:val"] ?? "");
        return true;
      case "row": {
        const row = rows.at(-1);
        if (name === "w:gridBefore" && row) row.before = spanOf(attributes["w:val"], 0);
        else if (row && (name === "w:del" || (name === "w:hidden" && isOn(attributes["w:val"], true)))) {
          row.dropped = true;
          if (name === "w:del") context.changes.deleted += 1;
        } else if (name === "w:ins") context.changes.inserted += 1;
        return true;
      }
      case "cell": {
        const cell = cells.at(-1);
        if (!cell) return true;
        if (name === "w:gridSpan") cell.span = spanOf(attributes["w:val"], 1);
        else if (name === "w:vMerge") cell.vertical = mergeOf(attributes["w:val"]);
        else if (name === "w:hMerge") cell.horizontal = mergeOf(attributes["w:val"]);
        else if (name === "w:shd") cell.fill = attributes["w:fill"] ?? null;
        else if (name === "w:cellDel") {
          cell.dropped = true;
          context.changes.deleted += 1;
        }
        return true;
      }
      case "section":
        section.note(name, attributes);
        return true;
      case null:
        return false;
    }
  };

  const noteParagraphProperty = (name: string, attributes: TagAttributes): boolean => {
    const paragraph = paragraphs.at(-1);
    if (name === "w:sectPr") {
      properties = "section";
      section.begin();
      return true;
    }
    if (properties === "paragraph") {
      if (name === "w:pStyle" && paragraph) paragraph.style = attributes["w:val"] ?? null;
      else if ((name === "w:del" || name === "w:moveFrom") && paragraph) {
        paragraph.joined = true;
        context.changes.deleted += 1;
      } else if (name === "w:ins" || name === "w:moveTo") context.changes.inserted += 1;
      else if (paragraph && PARAGRAPH_LOOKS.has(name)) noteLook(paragraph.own, name, attributes);
      return true;
    }
    const run = runs.at(-1);
    if (!run) return true;
    if (name === "w:rStyle") run.style = attributes["w:val"] ?? null;
    else if (name === "w:vertAlign") run.raised = attributes["w:val"] === "superscript";
    else if (name === "w:highlight") run.highlighted = attributes["w:val"] !== "none";
    else {
      noteLook(run.own, name, attributes);
      if (name === "w:rFonts") {
        const font = attributes["w:ascii"] ?? attributes["w:hAnsi"] ?? "";
        run.symbolFont = isSymbolFont(font) ? font : null;
      }
    }
    return true;
  };

  const open = (name: string, attributes: TagAttributes, spaces: XmlSpaces): void => {
    if (skip > 0 || LEFT_OUT.has(name)) {
      skip += 1;
      return;
    }
    if (properties !== null && openProperty(name, attributes)) return;
    switch (name) {
      case "w:t":
      case "m:t":
        inText = true;
        break;
      case "w:r":
        runs.push({ own: blankLook(), style: null, symbolFont: null, raised: false, hidden: null, highlighted: false, unseen: null });
        break;
      case "w:rPr":
        if (runs.length > 0) properties = "run";
        else skip += 1;
        break;
      case "w:p":
        paragraphs.push({
          ...{ text: "", style: null, own: blankLook(), joined: false, longest: 0, face: null, size: null, unseen: "", boxes: [] },
        });
        break;
      case "w:pPr":
        properties = "paragraph";
        break;
      case "w:tab":
      case "w:ptab":
        say("\t");
        break;
      case "w:br":
        if (attributes["w:type"] === undefined || attributes["w:type"] === "textWrapping" || paragraphs.at(-1)?.text !== "") say("\n");
        break;
      case "w:cr":
        say("\n");
        break;
      case "w:noBreakHyphen":
        say("-");
        break;
      case "w:sym":
        say(symbolOf(attributes));
        break;
      case "m:den":
        say("/");
        break;
      case "w:tbl":
        tables.push([]);
        coloured.push(false);
        break;
      case "w:tblPr":
        properties = "table";
        break;
      case "w:tr":
        rows.push({ before: 0, cells: [], dropped: false });
        break;
      case "w:trPr":
        properties = "row";
        break;
      case "w:tc": {
        const flow = newFlow(true);
        flows.push(flow);
        cells.push({ span: 1, vertical: null, horizontal: null, content: flow.items, dropped: false, fill: null });
        holdTo("cells", ++context.count.cells);
        break;
      }
      case "w:tcPr":
        properties = "cell";
        break;
      case "w:sectPr":
        properties = "section";
        section.begin();
        break;
      case "w:altChunk":
        context.embedded.push(attributes["r:id"] ?? "altChunk");
        break;
      case "w:txbxContent":
        boxes += 1;
        flows.push(newFlow(innermost().inCell));
        break;
      case "w:ins":
      case "w:moveTo":
        if (name === "w:ins") context.changes.inserted += 1;
        break;
      case "w:del":
      case "w:moveFrom":
        if (name === "w:del") context.changes.deleted += 1;
        else context.changes.moved += 1;
        skip += 1;
        break;
      case "mc:AlternateContent":
        choices.push({ taken: false });
        break;
      case "mc:Choice": {
        const choice = choices.at(-1);
        if (choice && !choice.taken && isUnderstood(attributes["Requires"] ?? "", spaces)) choice.taken = true;
        else skip += 1;
        break;
      }
      case "mc:Fallback":
        if (choices.at(-1)?.taken !== false) skip += 1;
        break;
      case "w:footnoteReference":
      case "w:endnoteReference":
        if (!fields.inCode()) notes.push({ kind: name === "w:footnoteReference" ? "footnote" : "endnote", id: attributes["w:id"] ?? "" });
        break;
      case "w:footnote":
      case "w:endnote":
        noteId = attributes["w:type"] === undefined || attributes["w:type"] === "normal" ? (attributes["w:id"] ?? "") : null;
        flows.push(newFlow(innermost().inCell));
        break;
      default:
        fields.note(name, attributes);
    }
  };

  const close = (name: string): void => {
    if (skip > 0) {
      skip -= 1;
      return;
    }
    switch (name) {
      case "w:t":
      case "m:t":
        inText = false;
        break;
      case "w:r":
        runs.pop();
        break;
      case "w:rPr":
        if (properties === "run") properties = null;
        break;
      case "w:pPr":
      case "w:tblPr":
      case "w:trPr":
      case "w:tcPr":
        properties = null;
        break;
      case "w:sectPr":
        section.end();
        properties = paragraphs.length > 0 ? "paragraph" : null;
        break;
      case "w:p": {
        const paragraph = paragraphs.pop();
        if (paragraph) closeParagraph(context, innermost(), paragraph);
        break;
      }
      case "w:tc": {
        endFlow();
        const cell = cells.pop();
        const row = rows.at(-1);
        if (!row || !cell) refuse("xml-syntax", `${part}: w:tc`);
        else if (!cell.dropped) row.cells.push(cell);
        break;
      }
      case "w:tr": {
        const row = rows.pop();
        const table = tables.at(-1);
        if (!row || !table) refuse("xml-syntax", `${part}: w:tr`);
        else if (!row.dropped && row.cells.length > 0) table.push(row);
        break;
      }
      case "w:tbl": {
        coloured.pop();
        const table = placeCells(tables.pop() ?? []);
        if (table.cells.length > 0) addItem(context, innermost(), { kind: "table", table });
        break;
      }
      case "w:txbxContent": {
        boxes -= 1;
        const { items } = endFlow();
        const anchored = paragraphs.at(-1)?.boxes ?? innermost().items;
        for (const item of items) anchored.push(item);
        break;
      }
      case "w:footnote":
      case "w:endnote": {
        const { items } = endFlow();
        if (noteId !== null) noteItems.set(noteId, items);
        break;
      }
      case "mc:AlternateContent":
        choices.pop();
        break;
      default:
    }
  };

  streamWordXml(context.archive, part, {
    open,
    close,
    text: (text) => {
      if (inText && skip === 0) say(text);
    },
  });
  closeFlow(context, root);
  return { items: root.items, sections: section.sections, notes, noteItems };
}

// Everything Office itself writes into a choice is understood as far as text goes; other makers' extensions have a fallback.
function isUnderstood(requires: string, spaces: XmlSpaces): boolean {
  return requires
    .split(/\s+/)
    .every((prefix) =>
      /^http:\/\/(?:schemas\.microsoft\.com\/office\/|schemas\.openxmlformats\.org\/|purl\.oclc\.org\/ooxml\/)/.test(
        spaces.get(prefix) ?? "",
      ),
    );
}

function spanOf(value: string | undefined, missing: number): number {
  if (value === undefined || !/^\d{1,9}$/.test(value)) return missing;
  holdTo("columns", Number(value));
  return Math.max(Number(value), missing);
}

function mergeOf(value: string | undefined): "restart" | "continue" {
  return value === "restart" ? "restart" : "continue";
}
