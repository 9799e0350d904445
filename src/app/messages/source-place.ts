// An address in a published document as a person looks it up: `table:0!R3C6` is the third row's sixth cell of its first table. A
// worksheet's cell is one already.
import type { Language } from "./language.ts";

export const SOURCE_PLACE_ZH = {
  cell: (table: number, row: number, column: number) => `第 ${table} 个表第 ${row} 行第 ${column} 列`,
  table: (table: number) => `第 ${table} 个表`,
  block: (n: number) => `第 ${n} 段`,
  characters: (from: number, to: number) => (from === to ? `第 ${from} 字` : `第 ${from}～${to} 字`),
  page: (page: number) => `第 ${page} 页`,
};

type SourcePlaceWording = typeof SOURCE_PLACE_ZH;

export const SOURCE_PLACE_EN: SourcePlaceWording = {
  cell: (table, row, column) => `table ${table}, row ${row}, column ${column}`,
  table: (table) => `table ${table}`,
  block: (n) => `paragraph ${n}`,
  characters: (from, to) => (from === to ? `character ${from}` : `characters ${from} to ${to}`),
  page: (page) => `page ${page}`,
};

export function sourcePlace(address: string, words: SourcePlaceWording): string {
  const [, kind = "", rest = ""] = /^(block:|chars:|table:|p(?=\d+$))(.*)$/.exec(address) ?? [];
  const [first = 0, second = 0, third = 0, ...others] = (rest.match(/\d+/g) ?? []).map(Number);
  if (kind === "" || others.length > 0) return address;
  switch (kind) {
    case "table:":
      return rest.includes("!") ? words.cell(first + 1, second, third) : words.table(first + 1);
    case "block:":
      return words.block(first + 1);
    case "chars:":
      return words.characters(first + 1, second);
    default:
      return words.page(first);
  }
}

export function sourcePlaceText(address: string, language: Language): string {
  return sourcePlace(address, language === "zh" ? SOURCE_PLACE_ZH : SOURCE_PLACE_EN);
}
