// What a person sees on a page, as paragraphs and tables in reading order.
import { holdTo } from "../source-limits.ts";
import type { StoryItem } from "../story-item.ts";
import { raisedText } from "../superscript.ts";
import { type HtmlCell, isLayout, placeHtmlCells } from "./html-table.ts";
import { attributeIn, type HtmlElement, type HtmlNode, isUnseen } from "./parse-page.ts";
import { createTextFlow, type TextFlow } from "./text-flow.ts";
import { type Ink, inkIn, inkOfPage, isUnseenInk } from "./text-ink.ts";

/** `hasSheet` says that the page has a style sheet. @throws FileRefusal when the page holds too much. */
export function pageItems(nodes: readonly HtmlNode[], hasSheet: boolean, clean: (text: string) => string): readonly StoryItem[] {
  const page: Page = { clean, count: { cells: 0 } };
  const flow = createTextFlow(clean);
  for (const node of nodes) walk(page, flow, node, { kept: false, raised: false, ink: inkOfPage(hasSheet) });
  flow.end();
  holdTo("blocks", flow.items.length);
  return flow.items;
}

type Page = { readonly clean: (text: string) => string; readonly count: { cells: number } };
/** What elements around a text make of it. */
type Manner = { readonly kept: boolean; readonly raised: boolean; readonly ink: Ink };

const BLOCKS = new Set(
  "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form header hgroup hr html legend li main menu ol optgroup option p pre section summary ul".split(
    " ",
  ),
);

function walk(page: Page, flow: TextFlow, node: HtmlNode, manner: Manner): void {
  if (node.nodeName === "#text" && "value" in node) {
    flow.say(manner.raised ? raisedText(node.value) : node.value, manner.kept, isUnseenInk(manner.ink));
    return;
  }
  if (!("tagName" in node) || isUnseen(node)) return;
  const { tagName } = node;
  const inner = mannerIn(node, manner);
  if (tagName === "br") flow.breakLine();
  else if (tagName === "table") readTable(page, flow, node, inner);
  else if (/^h[1-6]$/.test(tagName)) {
    flow.end();
    const outer = flow.heading;
    flow.heading = Number(tagName.charAt(1));
    walkAll(page, flow, node, inner);
    flow.end();
    flow.heading = outer;
  } else if (tagName === "input") flow.say(inputText(node), true);
  else if (tagName === "select") flow.say(chosenOption(node), false);
  else if (BLOCKS.has(tagName)) {
    flow.end();
    walkAll(page, flow, node, inner);
    flow.end();
  } else walkAll(page, flow, node, inner);
}

function walkAll(page: Page, flow: TextFlow, element: HtmlElement, manner: Manner): void {
  for (const child of element.childNodes) walk(page, flow, child, manner);
}

function mannerIn(element: HtmlElement, outer: Manner): Manner {
  const manner = { ...outer, ink: inkIn(element, outer.ink) };
  if (element.tagName === "sup") return { ...manner, raised: true };
  if (element.tagName === "pre" || element.tagName === "textarea") return { ...manner, kept: true };
  const space = /white-space\s{0,9}:\s{0,9}([\w-]{1,20})/i.exec(attributeIn(element, "style")?.slice(0, 2_000) ?? "")?.[1];
  if (space === undefined) return manner;
  return { ...manner, kept: /^(?:pre|pre-wrap|pre-line|break-spaces)$/i.test(space) };
}

// Fields of a form show what was entered.
function inputText(element: HtmlElement): string {
  const value = attributeIn(element, "value") ?? "";
  switch ((attributeIn(element, "type") ?? "text").toLowerCase()) {
    case "checkbox":
    case "radio":
      return attributeIn(element, "checked") === null ? "□" : "☑";
    case "text":
    case "number":
    case "date":
      return value;
    default:
      return "";
  }
}

function chosenOption(select: HtmlElement): string {
  const options = select.childNodes
    .flatMap((child) => ("tagName" in child && child.tagName === "optgroup" ? child.childNodes : [child]))
    .filter((child): child is HtmlElement => "tagName" in child && child.tagName === "option");
  const chosen = options.find((option) => attributeIn(option, "selected") !== null) ?? options[0];
  return (chosen?.childNodes ?? []).map((child) => (child.nodeName === "#text" && "value" in child ? child.value : "")).join("");
}

function readTable(page: Page, flow: TextFlow, element: HtmlElement, manner: Manner): void {
  flow.end();
  const groups: HtmlCell<readonly StoryItem[]>[][][] = [];
  const feet: HtmlCell<readonly StoryItem[]>[][][] = [];
  // White space counts in a cell where the cell says so; colours come from all around it.
  const within = (parent: HtmlElement, ink: Ink) => ({ kept: false, raised: false, ink: inkIn(parent, ink) });
  const readRows = (parent: HtmlElement) => {
    const { ink } = within(parent, manner.ink);
    return elementsIn(parent)
      .filter(({ tagName }) => tagName === "tr")
      .map((row) =>
        elementsIn(row)
          .filter(({ tagName }) => tagName === "td" || tagName === "th")
          .map((cell) => readCell(page, cell, within(row, ink))),
      );
  };
  for (const part of elementsIn(element)) {
    if (part.tagName === "caption") {
      walkAll(page, flow, part, within(part, manner.ink));
      flow.end();
    } else if (part.tagName === "tfoot") feet.push(readRows(part));
    else if (part.tagName === "thead" || part.tagName === "tbody") groups.push(readRows(part));
  }
  const table = placeHtmlCells([...groups, ...feet]);
  const role = attributeIn(element, "role");
  if (role === "presentation" || role === "none" || isLayout(table)) {
    for (const { content } of table.cells) for (const item of content) flow.items.push(item);
  } else flow.items.push({ kind: "table", table });
}

function elementsIn(parent: HtmlElement): readonly HtmlElement[] {
  return parent.childNodes.filter((child): child is HtmlElement => "tagName" in child && !isUnseen(child));
}

function readCell(page: Page, cell: HtmlElement, manner: Manner): HtmlCell<readonly StoryItem[]> {
  holdTo("cells", ++page.count.cells);
  const flow = createTextFlow(page.clean);
  walkAll(page, flow, cell, mannerIn(cell, manner));
  flow.end();
  return {
    columnSpan: Math.max(1, spanOf(attributeIn(cell, "colspan"), 1_000)),
    rowSpan: spanOf(attributeIn(cell, "rowspan"), 65_534),
    content: flow.items,
  };
}

function spanOf(value: string | null, most: number): number {
  const digits = /^\s{0,9}(\d{1,9})/.exec(value ?? "1")?.[1];
  return digits === undefined ? 1 : Math.min(Number(digits), most);
}
