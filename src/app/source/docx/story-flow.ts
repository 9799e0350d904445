// Paragraphs and tables of one stretch of a story (the story itself, a cell, a text box, a note), as they end one after the other.
import { holdTo } from "../source-limits.ts";
import { plainParagraph, type StoryItem } from "../story-item.ts";
import type { StoryContext } from "./story-context.ts";
import type { Paragraph } from "./story-run.ts";

export type Flow = { readonly items: StoryItem[]; readonly inCell: boolean; carried: string };

export function newFlow(inCell: boolean): Flow {
  return { items: [], inCell, carried: "" };
}

export function closeParagraph(context: StoryContext, flow: Flow, paragraph: Paragraph): void {
  const text = flow.carried + paragraph.text;
  if (paragraph.joined) {
    // Boxes stay where they are; the text waits for the paragraph it has become part of.
    flow.carried = text;
    for (const item of paragraph.boxes) flow.items.push(item);
    return;
  }
  flow.carried = "";
  const style = context.styles.paragraph(paragraph.style);
  const numId = paragraph.own.numId ?? style.numId;
  const level = paragraph.own.numLevel ?? style.numLevel;
  const label = numId === null || numId === "0" ? "" : context.numberOf(numId, level, paragraph.style);
  const shown = context.cleanText(label + text).trim();
  holdTo("blockCharacters", shown.length);
  context.count.characters += shown.length;
  holdTo("characters", context.count.characters);
  const outline = paragraph.own.outline ?? style.outline ?? 9;
  if (shown !== "")
    addItem(context, flow, {
      kind: "paragraph",
      text: shown,
      heading: outline < 9 ? outline + 1 : null,
      face: paragraph.face ?? style.face,
      size: paragraph.size ?? style.size,
      unseen: paragraph.unseen === "" ? null : paragraph.unseen,
    });
  else countItem(context, flow);
  for (const item of paragraph.boxes) flow.items.push(item);
}

export function addItem(context: StoryContext, flow: Flow, item: StoryItem): void {
  countItem(context, flow);
  flow.items.push(item);
}

// Empty paragraphs count too: a million of them is no document.
function countItem(context: StoryContext, flow: Flow): void {
  if (flow.inCell) holdTo("cells", ++context.count.cells);
  else holdTo("blocks", ++context.count.items);
}

// A last paragraph whose mark was deleted has nothing to run on into.
export function closeFlow(context: StoryContext, flow: Flow): Flow {
  const text = context.cleanText(flow.carried).trim();
  if (text !== "") addItem(context, flow, plainParagraph(text));
  flow.carried = "";
  return flow;
}
