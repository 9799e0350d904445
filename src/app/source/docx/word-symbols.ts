// Characters of the symbol fonts that Word uses for ticks, boxes and signs, as the characters everyone else has for them.

/** `code` as in the file, with or without the F000 of the private area; null where the font is no symbol font. */
export function symbolText(font: string, code: number): string | null {
  const table = TABLES[font.trim().toLowerCase()];
  if (table === undefined) return code >= 0xf000 && code <= 0xf0ff ? null : fromCode(code);
  const inFont = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  return table[inFont] ?? (inFont <= 0xff ? String.fromCharCode(0xf000 + inFont) : fromCode(code));
}

/** Whether text in this font shows other characters than those that stand there. */
export function isSymbolFont(font: string): boolean {
  return Object.hasOwn(TABLES, font.trim().toLowerCase());
}

/** Text set in a symbol font, as what it shows. */
export function textInSymbolFont(font: string, text: string): string {
  return [...text]
    .map((character) => (/\s/.test(character) ? character : (symbolText(font, character.codePointAt(0) ?? 0) ?? character)))
    .join("");
}

function fromCode(code: number): string | null {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : null;
}

const circled = (first: number, last: number, start: number): Record<number, string> =>
  Object.fromEntries(Array.from({ length: last - first + 1 }, (_, index) => [first + index, String.fromCodePoint(start + index)]));

const TABLES: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  wingdings: {
    ...circled(0x81, 0x8a, 0x2460),
    ...circled(0x8c, 0x95, 0x2776),
    108: "●",
    110: "■",
    111: "□",
    112: "□",
    113: "□",
    114: "□",
    117: "◆",
    118: "◆",
    158: "·",
    159: "•",
    161: "○",
    167: "▪",
    168: "□",
    171: "★",
    216: "➢",
    224: "→",
    232: "→",
    251: "×",
    252: "√",
    253: "☒",
    254: "☑",
  },
  "wingdings 2": {
    ...circled(0x6a, 0x73, 0x2460),
    79: "×",
    80: "√",
    81: "☒",
    82: "☑",
    83: "☒",
    84: "☒",
    151: "●",
    152: "●",
    162: "■",
    163: "□",
    164: "□",
    165: "□",
  },
  "wingdings 3": { 125: "▶", 128: "◀", 112: "▲", 113: "▼" },
  webdings: { 97: "√", 99: "□", 103: "■", 110: "●", 114: "×" },
  symbol: {
    ...Object.fromEntries([..."0123456789()[]{}+,./:;<=>?%&|!#_"].map((character) => [character.charCodeAt(0), character])),
    45: "−",
    68: "Δ",
    83: "Σ",
    87: "Ω",
    97: "α",
    98: "β",
    163: "≤",
    165: "∞",
    174: "→",
    176: "°",
    177: "±",
    179: "≥",
    180: "×",
    183: "•",
    184: "÷",
    185: "≠",
    187: "≈",
    214: "√",
    229: "∑",
  },
};
