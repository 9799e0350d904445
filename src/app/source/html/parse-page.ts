// Parses a page as a browser would, within bounds: a page nested or grown beyond what any honest page is ends the reading.
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from "parse5";
import { refuse } from "../../files/file-refusal.ts";

export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

// Browsers stop nesting at this depth.
const DEEPEST = 512;
const MOST_ELEMENTS = 1_000_000;

/** The page's top nodes. @throws FileRefusal when it is too deep or too large. */
export function parsePage(text: string): readonly HtmlNode[] {
  let depth = 0;
  let elements = 0;
  return parse(text, {
    scriptingEnabled: false,
    sourceCodeLocationInfo: false,
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement: (name, space, attributes) => {
        elements += 1;
        if (elements > MOST_ELEMENTS) refuse("too-many-cells", String(elements), String(MOST_ELEMENTS));
        return defaultTreeAdapter.createElement(name, space, attributes);
      },
      onItemPush: () => {
        depth += 1;
        if (depth > DEEPEST) refuse("xml-nesting", "html", String(DEEPEST));
      },
      onItemPop: () => {
        depth -= 1;
      },
    },
  }).childNodes;
}

export function attributeIn(element: HtmlElement, name: string): string | null {
  return element.attrs.find((attribute) => attribute.name === name)?.value ?? null;
}

/** Whether an element is not shown: by its kind, its `hidden` attribute or its own style. */
export function isUnseen(element: HtmlElement): boolean {
  if (UNSEEN.has(element.tagName)) return true;
  for (const { name, value } of element.attrs) {
    if (name === "hidden" && value !== "until-found") return true;
    if (name === "style" && HIDING.test(value.slice(0, 2_000))) return true;
  }
  return false;
}

const UNSEEN = new Set(
  "script style template noscript nav head title meta link svg canvas audio video object embed iframe map datalist button rt rp dialog colgroup".split(
    " ",
  ),
);
const HIDING = /(?:^|[;\s"'])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse)|mso-hide\s{0,9}:\s{0,9}all)/i;
