// How the dossier workbook looks: widths, heights and styles of its cells.
import { countLines } from "../text-width.ts";
import type { SheetStyle } from "../workbook-sheet.ts";
import type { ColumnKind, PlacedColumn } from "./dossier-sheets.ts";

export const LOOKS = {
  title: { face: "hei", size: 16, color: "1F3864" },
  hint: { size: 10, color: "7F7F7F" },
  text: { size: 11, wrap: true, vertical: "top" },
  band: { face: "hei", size: 11, fill: "BDD0E9", align: "center", border: true, wrap: true },
  heading: { face: "hei", size: 11, fill: "DCE6F3", align: "center", border: true, wrap: true },
  required: { face: "hei", size: 11, fill: "DCE6F3", align: "center", border: true, wrap: true, color: "C00000" },
  label: { size: 11, fill: "F3F6FA", border: true, wrap: true },
  requiredLabel: { size: 11, fill: "F3F6FA", border: true, wrap: true, color: "C00000" },
  note: { size: 10, color: "7F7F7F", border: true, wrap: true },
  closed: { fill: "EFEFEF", border: true },
  left: { size: 11, border: true, wrap: true },
  /** One under the other, values of a form line up at the left whatever they are. */
  formContent: { size: 11, border: true, wrap: true, align: "left" },
  right: { size: 11, border: true, align: "right" },
  center: { size: 11, border: true, align: "center", wrap: true },
  source: { size: 10, border: true, wrap: true, color: "595959" },
} as const satisfies Record<string, SheetStyle>;

/** Figures stand right, choices and days in the middle, words left. */
export function styleOf({ spec, isSource }: PlacedColumn): SheetStyle {
  if (isSource || spec.key === "source" || spec.key.endsWith(".source")) return LOOKS.source;
  switch (spec.kind) {
    case "amount":
    case "number":
    case "points":
    case "count":
    case "share":
    case "printed":
      return LOOKS.right;
    case "choice":
    case "yes-no":
    case "day":
      return LOOKS.center;
    default:
      return LOOKS.left;
  }
}

const WIDTHS: Readonly<Record<ColumnKind, number>> = {
  text: 22,
  amount: 14,
  number: 14,
  points: 11,
  count: 11,
  share: 13,
  day: 14,
  "yes-no": 11,
  choice: 16,
  lines: 24,
  ids: 20,
  printed: 14,
};

// Wider or narrower than their kind by what usually stands in them: by the key, or its last word.
const WIDTHS_BY_KEY: Readonly<Record<string, number>> = {
  "target.text": 36,
  "approved.target": 24,
  "#": 24,
  no: 8,
  id: 24,
  name: 38,
  title: 44,
  text: 60,
  level1: 14,
  level2: 18,
  level3: 34,
  unit: 11,
  tier: 20,
  grounds: 36,
  reason: 36,
  because: 40,
  deviation: 36,
  corrective: 36,
  analysis: 80,
  cause: 44,
  quote: 44,
  source: 26,
  baseline: 20,
  path: 32,
  file: 30,
  lookBack: 30,
  number: 24,
  voucher: 16,
  indicator: 24,
  row: 26,
  place: 18,
};

/** Characters a column takes. */
export function widthOf({ spec, isSource }: PlacedColumn): number {
  if (isSource) return 24;
  if (spec.choices === "targetKind" || spec.choices === "relation") return 18;
  return WIDTHS_BY_KEY[spec.key] ?? WIDTHS_BY_KEY[spec.key.split(".").at(-1) ?? ""] ?? WIDTHS[spec.kind];
}

// A column's width counts figures; a Chinese character is a little wider than two of them.
const EMS_PER_CHARACTER = 0.465;
const LINE_HEIGHT = 15.5;
const PADDING = 6;
export const LOWEST_ROW = 21;
const HIGHEST_ROW = 409;

/** Points a row needs for texts in columns so many characters wide. */
export function heightOf(cells: readonly { readonly text: string; readonly width: number }[]): number {
  const lines = cells.map(({ text, width }) => countLines(text, width * EMS_PER_CHARACTER));
  return Math.min(HIGHEST_ROW, Math.max(LOWEST_ROW, Math.max(1, ...lines) * LINE_HEIGHT + PADDING));
}
