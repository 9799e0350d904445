// Automatic numbers of paragraphs (ECMA-376 part 1, §17.9): Word stores the pattern, a reader has to count.
import type { ZipArchive } from "../../files/read-zip.ts";
import { printNumber } from "./number-words.ts";
import { streamWordXml, type TagAttributes } from "./stream-word-xml.ts";
import { isOn } from "./word-styles.ts";

/**
 * Counts one paragraph of a list and gives its number as printed with what parts it from the text; "" where it has none.
 * Where the paragraph names no level, its style may: a level of the list can belong to a style.
 */
export type NumberCounter = (numId: string, level: number | null, style: string | null) => string;

type Level = {
  start: number;
  format: string;
  pattern: string;
  suffix: string;
  legal: boolean;
  restart: number | null;
  style: string | null;
};
type List = { readonly levels: Map<number, Level> };
type Use = { abstract: string; readonly starts: Map<number, number>; readonly levels: Map<number, Level> };

const DEEPEST_LEVEL = 8;

/** A counter for one document; without a numbering part nothing has a number. */
export function createNumberCounter(archive: ZipArchive, part: string | null): NumberCounter {
  if (part === null) return () => "";
  const { lists, uses } = readNumbering(archive, part);
  const counts = new Map<string, number[]>();
  const begun = new Set<string>();
  return (numId, given, style) => {
    const use = uses.get(numId);
    const list = use && lists.get(use.abstract);
    const level = given ?? levelOfStyle(list, style);
    if (!use || level > DEEPEST_LEVEL) return "";
    const levelAt = (at: number) => use.levels.get(at) ?? list?.levels.get(at);
    const own = levelAt(level);
    if (!own) return "";
    const count = counts.get(use.abstract) ?? [];
    counts.set(use.abstract, count);
    // A list used anew may begin anew, once.
    const restart = begun.has(numId) ? undefined : use.starts.get(level);
    if (!begun.has(numId)) for (const [at, start] of use.starts) if (at !== level) count[at] = start - 1;
    begun.add(numId);
    count[level] = restart ?? (count[level] === undefined ? own.start : (count[level] ?? 0) + 1);
    for (let deeper = level + 1; deeper <= DEEPEST_LEVEL; deeper++) {
      const rule = levelAt(deeper)?.restart ?? null;
      if (rule === null || rule > level) delete count[deeper];
    }
    const text = own.pattern.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const shown = levelAt(at);
      if (!shown || at > level) return "";
      return printNumber(count[at] ?? shown.start, own.legal && at < level ? "decimal" : shown.format);
    });
    // A digit that ran into the text would make another number of it.
    if (own.format === "bullet" || text === "") return "";
    return own.suffix === "nothing" || /[、）)．。：:]$/.test(text) ? text : `${text} `;
  };
}

function levelOfStyle(list: List | undefined, style: string | null): number {
  if (style !== null) for (const [at, level] of list?.levels ?? []) if (level.style === style) return at;
  return 0;
}

function readNumbering(archive: ZipArchive, part: string): { readonly lists: Map<string, List>; readonly uses: Map<string, Use> } {
  const lists = new Map<string, List>();
  const uses = new Map<string, Use>();
  const links = new Map<string, string>();
  const styled = new Map<string, string>();
  let list: List | null = null;
  let listId = "";
  let use: Use | null = null;
  let overridden = 0;
  let level: Level | null = null;
  streamWordXml(archive, part, {
    open: (name, attributes) => {
      switch (name) {
        case "w:abstractNum":
          listId = attributes["w:abstractNumId"] ?? "";
          list = { levels: new Map() };
          lists.set(listId, list);
          break;
        case "w:num":
          use = { abstract: "", starts: new Map(), levels: new Map() };
          uses.set(attributes["w:numId"] ?? "", use);
          break;
        case "w:abstractNumId":
          if (use) use.abstract = attributes["w:val"] ?? "";
          break;
        case "w:numStyleLink":
          links.set(listId, attributes["w:val"] ?? "");
          break;
        case "w:styleLink":
          styled.set(attributes["w:val"] ?? "", listId);
          break;
        case "w:lvlOverride":
          overridden = wholeOf(attributes["w:ilvl"]);
          break;
        case "w:startOverride":
          use?.starts.set(overridden, wholeOf(attributes["w:val"]));
          break;
        case "w:lvl":
          level = { start: 0, format: "decimal", pattern: "", suffix: "tab", legal: false, restart: null, style: null };
          (use ?? list)?.levels.set(wholeOf(attributes["w:ilvl"]), level);
          break;
        default:
          if (level) noteLevel(level, name, attributes);
      }
    },
    close: (name) => {
      if (name === "w:lvl") level = null;
      else if (name === "w:abstractNum") list = null;
      else if (name === "w:num") use = null;
    },
    text: () => undefined,
  });
  // A list may borrow the levels of the list that a style names.
  for (const [id, style] of links) {
    const lender = lists.get(styled.get(style) ?? "");
    const borrower = lists.get(id);
    if (lender && borrower && borrower.levels.size === 0) for (const [at, borrowed] of lender.levels) borrower.levels.set(at, borrowed);
  }
  return { lists, uses };
}

function noteLevel(level: Level, name: string, attributes: TagAttributes): void {
  const value = attributes["w:val"] ?? "";
  switch (name) {
    case "w:start":
      level.start = wholeOf(value);
      break;
    case "w:numFmt":
      level.format = value;
      break;
    case "w:lvlText":
      level.pattern = value.slice(0, 200);
      break;
    case "w:suff":
      level.suffix = value;
      break;
    case "w:isLgl":
      level.legal = isOn(attributes["w:val"], true);
      break;
    case "w:pStyle":
      level.style = attributes["w:val"] ?? null;
      break;
    case "w:lvlRestart":
      level.restart = wholeOf(value);
      break;
    default:
  }
}

function wholeOf(value: string | undefined): number {
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) : 0;
}
