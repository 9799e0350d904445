// A worksheet's cell as a person reads it: percentages, days and units as its number format shows them, but every digit that
// is stored, because what is shown rounded is not what the sheet computes with (ECMA-376 part 1, §18.8.31).
import type { SourceCell } from "../../files/source-workbook.ts";

/** The printed text of a cell of this kind and exact text (as in `SourceCell`) under this number format. */
export function printCell(kind: SourceCell["kind"], text: string, format: string): string {
  switch (kind) {
    case "number":
      return printNumber(text, format);
    case "day":
      return printDay(text, format) ?? text;
    case "yes-no":
      return text.toUpperCase();
    case "none":
      return "";
    default:
      return text;
  }
}

type Piece = { readonly kind: "sign" | "literal"; readonly text: string };

function printNumber(text: string, format: string): string {
  if (format === "" || !/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  const pieces = piecesOf(sectionFor(text, format));
  const signs = pieces.map(({ kind, text: sign }) => (kind === "sign" ? sign : "")).join("");
  const percents = signs.match(/%/g)?.length ?? 0;
  if (percents === 1) return `${withPlaces(shiftPoint(text, 2), placesOf(signs))}%`;
  // A unit that the format adds is part of what is printed; a scale (a comma behind the digits) would make it another number.
  const last = pieces.at(-1);
  const unit =
    last?.kind === "literal" && /\p{sc=Han}/u.test(last.text) && percents === 0 && !/,(?![#0])/.test(signs) ? last.text.trim() : "";
  return text + unit;
}

// The part of a format that numbers of this sign use: positive; negative; zero.
function sectionFor(text: string, format: string): string {
  const sections = splitSections(format);
  const zero = /^-?0(?:\.0+)?$/.test(text);
  const wanted = zero && sections.length > 2 ? sections[2] : text.startsWith("-") && sections.length > 1 ? sections[1] : sections[0];
  return wanted ?? "";
}

function splitSections(format: string): readonly string[] {
  const sections = [""];
  let quoted = false;
  for (let at = 0; at < Math.min(format.length, 1_000); at++) {
    const character = format.charAt(at);
    if (character === "\\" && !quoted) sections.push((sections.pop() ?? "") + character + format.charAt(++at));
    else if (character === ";" && !quoted) sections.push("");
    else {
      if (character === '"') quoted = !quoted;
      sections.push((sections.pop() ?? "") + character);
    }
  }
  return sections;
}

const PIECE = /"([^"]*)"?|\\(.)|[_*].|\[[^\]]*\]?|([^"\\_*[]+)/gsu;

// A workbook has a few formats for its thousands of cells.
const MOST_KNOWN = 200;
const known = new Map<string, readonly Piece[]>();

function piecesOf(section: string): readonly Piece[] {
  const before = known.get(section);
  if (before) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const pieces = splitPieces(section);
  known.set(section, pieces);
  return pieces;
}

function splitPieces(section: string): readonly Piece[] {
  return [...section.matchAll(PIECE)].flatMap(([, quoted, escaped, bare]): Piece[] => {
    if (quoted !== undefined || escaped !== undefined) return [{ kind: "literal", text: quoted ?? escaped ?? "" }];
    if (bare === undefined) return [];
    // Chinese characters stand for themselves without quotes.
    return [...bare.matchAll(/\p{sc=Han}+|[^\p{sc=Han}]+/gu)].map(([text]) => ({
      kind: /\p{sc=Han}/u.test(text) ? "literal" : "sign",
      text,
    }));
  });
}

function placesOf(signs: string): number {
  return /\.(0*)/.exec(signs)?.[1]?.length ?? 0;
}

/** A plain decimal times 10 to this power, exactly. */
function shiftPoint(text: string, power: number): string {
  const minus = text.startsWith("-") ? "-" : "";
  const [whole = "", part = ""] = text.slice(minus.length).split(".");
  const digits = whole + part.padEnd(power, "0");
  const point = whole.length + power;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const after = digits.slice(point).replace(/0+$/, "");
  return minus + before + (after === "" ? "" : `.${after}`);
}

function withPlaces(text: string, places: number): string {
  const [whole = "", part = ""] = text.split(".");
  const padded = part.padEnd(Math.min(places, 30), "0");
  return padded === "" ? whole : `${whole}.${padded}`;
}

/** The day as its format shows it; null where the format has weekdays, months by name or halves of a day. */
function printDay(text: string, format: string): string | null {
  const [, year = "", month = "", day = "", , hour = "0", minute = "0", second = "0"] =
    /^(\d{4})-(\d\d)-(\d\d)( (\d\d):(\d\d):(\d\d))?$/.exec(text) ?? [];
  if (year === "" || format === "") return null;
  let printed = "";
  let afterHour = false;
  for (const { kind, text: piece } of piecesOf(splitSections(format)[0] ?? "")) {
    if (kind === "literal") {
      printed += piece;
      continue;
    }
    for (const [run] of piece.matchAll(/([A-Za-z])\1*|[^A-Za-z]+/g)) {
      const value = { y: year, m: afterHour ? minute : month, d: day, h: hour, s: second }[run.charAt(0).toLowerCase()];
      if (/[A-Za-z]/.test(run)) {
        if (value === undefined || run.length > (/^y/i.test(run) ? 4 : 2)) return null;
        printed += /^y/i.test(run)
          ? run.length <= 2
            ? year.slice(2)
            : year
          : run.length === 2
            ? value.padStart(2, "0")
            : String(Number(value));
        afterHour = /^h/i.test(run);
      } else printed += run.replace("@", "");
    }
  }
  return printed.trim() === "" ? null : printed.trim();
}
