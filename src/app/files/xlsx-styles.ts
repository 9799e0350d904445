// The styles part of a workbook: every look used, once (ECMA-376 part 1, §18.8).
import { WORD_FONTS } from "./document-fonts.ts";
import { escapeXml } from "./office-package.ts";
import type { SheetStyle } from "./workbook-sheet.ts";

/** Collects looks as cells ask for them; `indexOf` gives a look its number, `toXml` writes them all. */
export type StyleBook = {
  readonly indexOf: (style: SheetStyle, format: string, literal: boolean) => number;
  readonly toXml: () => string;
};

export function createStyleBook(): StyleBook {
  const fonts = numbered(['<font><sz val="11"/><name val="宋体"/><family val="3"/><charset val="134"/></font>']);
  const fills = numbered(['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>']);
  const borders = numbered(["<border><left/><right/><top/><bottom/><diagonal/></border>"]);
  const formats = numbered([]);
  const looks = numbered(['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']);
  const known = new Map<string, number>();

  function lookOf(style: SheetStyle, format: string, literal: boolean): string {
    const font = fonts.indexOf(
      `<font>${style.bold ? "<b/>" : ""}<sz val="${style.size ?? 11}"/>${style.color ? `<color rgb="FF${style.color}"/>` : ""}<name val="${style.face === "hei" ? WORD_FONTS.hei.name : WORD_FONTS.song.name}"/><family val="3"/><charset val="134"/></font>`,
    );
    const fill = style.fill
      ? fills.indexOf(`<fill><patternFill patternType="solid"><fgColor rgb="FF${style.fill}"/><bgColor indexed="64"/></patternFill></fill>`)
      : 0;
    const side = (name: string) => `<${name} style="thin"><color auto="1"/></${name}>`;
    const border = style.border
      ? borders.indexOf(`<border>${["left", "right", "top", "bottom"].map(side).join("")}<diagonal/></border>`)
      : 0;
    const number = BUILT_IN_FORMATS[format] ?? FIRST_OWN_FORMAT + formats.indexOf(escapeXml(format));
    const horizontal = style.align ? ` horizontal="${style.align}"` : "";
    const alignment = `<alignment${horizontal} vertical="${style.vertical ?? "center"}"${style.wrap ? ' wrapText="1"' : ""}/>`;
    const protection = style.unlocked ? '<protection locked="0"/>' : "";
    return `<xf numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"${literal ? ' quotePrefix="1"' : ""} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${protection ? ' applyProtection="1"' : ""}>${alignment}${protection}</xf>`;
  }

  return {
    indexOf: (style, format, literal) => {
      const key = JSON.stringify([style, format, literal]);
      const before = known.get(key);
      if (before !== undefined) return before;
      const index = looks.indexOf(lookOf(style, format, literal));
      known.set(key, index);
      return index;
    },
    toXml: () => {
      const own = formats.all().map((code, index) => `<numFmt numFmtId="${FIRST_OWN_FORMAT + index}" formatCode="${code}"/>`);
      return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${own.length > 0 ? `<numFmts count="${own.length}">${own.join("")}</numFmts>` : ""}${list("fonts", fonts.all())}${list("fills", fills.all())}${list("borders", borders.all())}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list("cellXfs", looks.all())}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
    },
  };
}

const FIRST_OWN_FORMAT = 164;
const BUILT_IN_FORMATS: Readonly<Record<string, number>> = {
  General: 0,
  "0": 1,
  "0.00": 2,
  "#,##0": 3,
  "#,##0.00": 4,
  "0%": 9,
  "0.00%": 10,
  "@": 49,
};

function list(name: string, entries: readonly string[]): string {
  return `<${name} count="${entries.length}">${entries.join("")}</${name}>`;
}

/** A list without repetition that knows where everything is. */
function numbered(first: readonly string[]): { readonly indexOf: (entry: string) => number; readonly all: () => readonly string[] } {
  const places = new Map(first.map((entry, index) => [entry, index]));
  return {
    indexOf: (entry) => {
      const place = places.get(entry) ?? places.size;
      places.set(entry, place);
      return place;
    },
    all: () => [...places.keys()],
  };
}
