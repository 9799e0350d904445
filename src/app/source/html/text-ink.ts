// The colours and the size that a page's own attributes and styles give to a text. What a style sheet may say is not worked out: where
// there is one, an element that it can reach stands on a ground that is not known.
import { type Colour, colourOfHex, isTooSmall, isUnseenOn, WHITE } from "../unseen-text.ts";
import { attributeIn, type HtmlElement } from "./parse-page.ts";

/** `ground` null where it is not known; `hidden` where the text is given no size or no opacity. */
export type Ink = { readonly colour: Colour | null; readonly ground: Colour | null; readonly hidden: boolean; readonly hasSheet: boolean };

export function inkOfPage(hasSheet: boolean): Ink {
  return { colour: null, ground: WHITE, hidden: false, hasSheet };
}

export function isUnseenInk({ colour, ground, hidden }: Ink): boolean {
  return hidden || isUnseenOn(colour, ground);
}

/** What an element makes of the colours around it. */
export function inkIn(element: HtmlElement, around: Ink): Ink {
  if (element.attrs.length === 0) return around;
  const style = attributeIn(element, "style")?.slice(0, 2_000) ?? "";
  const colour = valueIn(style, "color") ?? (element.tagName === "font" ? attributeIn(element, "color") : null);
  const ground = valueIn(style, "background-color") ?? valueIn(style, "background") ?? attributeIn(element, "bgcolor");
  const isNamed = attributeIn(element, "class") !== null || attributeIn(element, "id") !== null;
  const isReached = (around.hasSheet && isNamed) || attributeIn(element, "background") !== null;
  return {
    colour: colour === null ? around.colour : colourOf(colour),
    ground: ground !== null ? groundOf(ground, around.ground) : isReached ? null : around.ground,
    hasSheet: around.hasSheet,
    hidden: around.hidden || isTooSmall(pointsOf(valueIn(style, "font-size"))) || /^0(?:\.0+)?$/.test(valueIn(style, "opacity") ?? ""),
  };
}

function groundOf(value: string, around: Colour | null): Colour | null {
  return /^(?:transparent|none|inherit)\b/i.test(value) ? around : colourOf(value);
}

/** Of several values of one property the last holds. */
function valueIn(style: string, property: string): string | null {
  const values = style.split(";").flatMap((part) => {
    const [name = "", ...value] = part.split(":");
    return name.trim().toLowerCase() === property ? [value.join(":").trim()] : [];
  });
  return values.at(-1) ?? null;
}

/** Null for what is no plain colour. */
function colourOf(value: string): Colour | null {
  const plain = value
    .replace(/!important/i, "")
    .trim()
    .toLowerCase();
  if (plain === "white") return WHITE;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(plain);
  if (short) return colourOfHex([short[1], short[2], short[3]].map((digit) => `${digit}${digit}`).join(""));
  const parts = /^rgba?\(\s{0,9}(\d{1,3})[\s,]{1,9}(\d{1,3})[\s,]{1,9}(\d{1,3})/.exec(plain);
  if (parts) return [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return colourOfHex(plain.replace(/^#/, ""));
}

function pointsOf(size: string | null): number | null {
  const [, figure = "", unit = ""] = /^(\d{1,4}(?:\.\d{1,4})?)(px|pt|)/i.exec(size ?? "") ?? [];
  if (figure === "" || (unit === "" && Number(figure) !== 0)) return null;
  return unit.toLowerCase() === "px" ? Number(figure) * 0.75 : Number(figure);
}
