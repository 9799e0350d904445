// Which number format each cell look has, and whether it shows a day or time (ECMA-376 part 1, §18.8.30, §18.8.31).
import { refuse } from "../file-refusal.ts";
import type { ZipArchive } from "../read-zip.ts";
import { createInkReader } from "./cell-ink.ts";
import { SHEET_NAMESPACES } from "./open-workbook.ts";
import { attributeOf, readXmlPart } from "./read-xml.ts";

/**
 * A look's format: its code ("" for General and unknown built-in ones), whether it shows days, and whether it hides what it is put on:
 * `numbers` by a format that prints none of them, `all` by that or by letters in the colour of the cell.
 */
export type NumberFormat = { readonly code: string; readonly isDate: boolean; readonly hides?: "numbers" | "all" };

const GENERAL: NumberFormat = { code: "", isDate: false };
const MOST_LOOKS = 100_000;

/** Formats by the number a cell gives its look; none at all when the workbook has no styles. */
export function readNumberFormats(archive: ZipArchive, part: string | null): (look: number) => NumberFormat {
  const codes = new Map<number, NumberFormat>();
  const looks: Look[] = [];
  const ink = createInkReader();
  let area = "";
  if (part === null) return () => GENERAL;
  readXmlPart(archive, part, {
    open: (element, depth) => {
      if (!SHEET_NAMESPACES.includes(element.uri)) return;
      if (element.local === "numFmt" && depth === 3) {
        const code = attributeOf(element, "formatCode") ?? "";
        codes.set(Number(attributeOf(element, "numFmtId")), { code, isDate: showsDay(code), ...hiding(code) });
      }
      if (depth === 2) area = element.local;
      else if (area === "fonts" || area === "fills") ink.take(area, element, depth);
      if (element.local === "xf" && depth === 3 && area === "cellXfs") {
        if (looks.length >= MOST_LOOKS) refuse("too-many-cells", part, String(MOST_LOOKS));
        const number = (name: string) => Number(attributeOf(element, name) ?? "0");
        looks.push({ format: number("numFmtId"), unseen: ink.isUnseen(number("fontId"), number("fillId")) });
      }
    },
  });
  const formats = looks.map(({ format: id, unseen }): NumberFormat => {
    const format = codes.get(id) ?? builtIn(id);
    return unseen ? { ...format, hides: "all" } : format;
  });
  const first = codes.get(0) ?? GENERAL;
  return (look) => formats[look] ?? first;
}

type Look = { readonly format: number; readonly unseen: boolean };

/** A format without a part for numbers, or for anything, prints nothing. */
function hiding(code: string): Pick<NumberFormat, "hides"> {
  const parts = code.trim();
  return /^;;;+$/.test(parts) ? { hides: "all" } : /^;;$/.test(parts) ? { hides: "numbers" } : {};
}

// Built-in formats have no code in the file. 27–36 and 50–58 are the East Asian dates.
function builtIn(id: number): NumberFormat {
  const isDate = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58);
  return isDate ? { code: "", isDate } : { code: BUILT_IN_CODES[id] ?? "", isDate };
}

const BUILT_IN_CODES: Readonly<Record<number, string>> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  11: "0.00E+00",
  49: "@",
};

/** Whether a format code shows a day or a time of day: a date letter outside quotes, escapes and brackets. Elapsed times ([h]:mm) are amounts. */
function showsDay(code: string): boolean {
  const first = firstSection(code);
  if (/\[(?:h+|m+|s+)\]/i.test(first)) return false;
  const bare = first.replace(/"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]/gs, "");
  return !/^(?:general|g\/)/i.test(bare.trim()) && /[ymdhs]/i.test(bare.replace(/[eE][+-]/g, ""));
}

function firstSection(code: string): string {
  let quoted = false;
  for (let index = 0; index < Math.min(code.length, 1000); index++) {
    if (code[index] === "\\") index++;
    else if (code[index] === '"') quoted = !quoted;
    else if (code[index] === ";" && !quoted) return code.slice(0, index);
  }
  return code.slice(0, 1000);
}
