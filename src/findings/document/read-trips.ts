// Delegations abroad as a report shows them: rows of a table that has countries beside people, days or dates, and sentences that say
// who went where and when. Nothing is guessed: what a row does not say is null.
import { addDays, type Day, daysBetween, readDay } from "../../kernel/index.ts";
import type { ReadDocument, SourceTable } from "../../reading/index.ts";
import type { FindingPlace } from "../finding.ts";
import { simplified } from "../simplified.ts";
import { ABROAD } from "../text-words.ts";
import type { Prose } from "./source-lines.ts";

export type ShownTrip = {
  readonly name: string;
  readonly people: number | null;
  readonly countries: readonly string[];
  /** As printed; both days of the journey count. */
  readonly days: number | null;
  readonly from: Day | null;
  readonly to: Day | null;
  /** Read by recognition or the like. */
  readonly doubtful: boolean;
  readonly where: FindingPlace;
};

/** `year` where the dates themselves have none. */
export function tripsShown({ source, year }: ReadDocument, prose: Prose): readonly ShownTrip[] {
  const tables = source.blocks.flatMap((block) => (block.kind === "table" ? tripsInTable(block, year) : []));
  return [...tables, ...tripsInProse(prose, year)];
}

type Column = "name" | "people" | "countries" | "days" | "when";

const HEADS: readonly (readonly [Column, RegExp])[] = [
  ["countries", /^(?:出访|前往|到访|出国|目的)?(?:的)?(?:国家|国别|国)(?:[(（]?(?:或|和)?地区[)）]?)?(?:名称)?$|^出访地$/u],
  ["people", /^(?:团组|出访|组团|参团|出国)?人[数员]?数?(?:[(（]人[)）])?$/u],
  ["days", /^(?:出访|在外|停留|出国)?(?:停留)?天数(?:[(（]天[)）])?$|^(?:在外)?停留时间$/u],
  ["when", /^(?:出访|出国|往返|起止|出行|执行)?(?:时间|日期)$/u],
  ["name", /^(?:出访|出国)?(?:团组|代表团|任务|团队|项目)(?:名称)?$/u],
];

function tripsInTable({ cells }: SourceTable, year: number | null): readonly ShownTrip[] {
  const heads = headsOf(cells);
  if (!heads) return [];
  const trips: ShownTrip[] = [];
  for (const row of new Set(cells.map((cell) => cell.row).filter((one) => one > heads.row))) {
    const at = (column: Column) => {
      const place = heads.columns.get(column);
      return cells.find((cell) => cell.column === place && cell.row <= row && row < cell.row + cell.rowSpan);
    };
    const textAt = (column: Column) => simplified(at(column)?.text ?? "").replace(/\s+/gu, "");
    if (/^(?:合计|总计|小计|共计)/u.test(textAt("name")) || /^(?:合计|总计)/u.test(textAt("countries"))) continue;
    const countries = countriesIn(textAt("countries"));
    if (countries.length === 0) continue;
    const place = at("days") ?? at("when") ?? at("people") ?? at("countries");
    trips.push({
      name: textAt("name") || textAt("countries"),
      people: countIn(textAt("people"), /^(\d{1,3})人?次?$/u),
      countries,
      days: countIn(textAt("days"), /^(\d{1,3})(?:天|日)?(?:\d{1,3}[晚夜])?$/u),
      ...datesIn(textAt("when"), year),
      doubtful: [...heads.columns.keys()].some((column) => at(column)?.doubtful === true),
      where: {
        subject: "source",
        row: textAt("name") || textAt("countries"),
        ...(place ? { place: place.address, quote: place.text } : {}),
      },
    });
  }
  return trips;
}

/** The first row that names countries and one more of what limits speak of. */
function headsOf(cells: SourceTable["cells"]): { readonly row: number; readonly columns: ReadonlyMap<Column, number> } | null {
  const rows = new Map<number, Map<Column, number>>();
  for (const { row, column, text } of cells) {
    const word = simplified(text).replace(/\s+/gu, "");
    const head = HEADS.find(([, pattern]) => pattern.test(word))?.[0];
    if (!head) continue;
    const columns = rows.get(row) ?? new Map<Column, number>();
    if (!columns.has(head)) columns.set(head, column);
    rows.set(row, columns);
  }
  for (const [row, columns] of rows)
    if (columns.has("countries") && (columns.has("people") || columns.has("days") || columns.has("when"))) return { row, columns };
  return null;
}

const VISIT =
  /(?:赴|前往|出访|访问)(?!人|团|任务|计划|经费)([一-鿿、，,及和与]{2,40}?)(?:等?[二两三四五2-5]国)?(?:进行|开展|执行|参加|出席|考察|访问|学习|培训|洽谈|推介|交流|，|,|$)/u;
const PARTY = /一行(\d{1,3})人|(?:团组|代表团)(?:共|由)?(\d{1,3})人|共(\d{1,3})人(?:组成|参团|随团)/u;
const LENGTH = /(?:为期|在外|共|历时|停留|行程)(?:停留)?(?:时间)?(?:共)?(\d{1,3})(?:天|日)/u;

/** Sentences that name a journey and its size, its length or its days. */
function tripsInProse(prose: Prose, year: number | null): readonly ShownTrip[] {
  return [...prose.text.matchAll(/[^。；;\n]+(?:\n[^。；;\n]+)*/gu)].flatMap(({ 0: raw, index }): ShownTrip[] => {
    const text = raw.replace(/\s+/gu, "");
    const where = VISIT.exec(text)?.[1];
    if (where === undefined || !ABROAD.test(where) || !/(?:团|一行|出访|出国|出境)/u.test(text)) return [];
    const people = countIn(text, PARTY);
    const days = countIn(text, LENGTH);
    const dates = datesIn(/\d{1,2}月/u.test(text) ? text : "", year);
    const countries = countriesIn(where);
    if (countries.length === 0 || (people === null && days === null && dates.from === null)) return [];
    const place = prose.addressAt(index + Math.max(0, raw.search(/\S/u)));
    const quote = text.slice(0, 40);
    return [
      {
        name: quote,
        people,
        countries,
        days,
        ...dates,
        doubtful: false,
        where: { subject: "source", quote, ...(place === "" ? {} : { place }) },
      },
    ];
  });
}

/** Words between the names of countries, and what stands for more than are named. */
function countriesIn(text: string): readonly string[] {
  const names = text
    .replace(/[(（].*?[)）]/gu, "")
    .split(/[、，,;；/及和与\n]/u)
    .map((name) => name.replace(/^(?:赴|至|到)|(?:等(?:国|地)?|[二两三四五]国)$/gu, ""))
    .filter((name) => /^[一-鿿·]{2,10}$/u.test(name));
  return [...new Set(names)];
}

function countIn(text: string, pattern: RegExp): number | null {
  const figure = pattern
    .exec(text)
    ?.slice(1)
    .find((one) => one !== undefined);
  return figure === undefined ? null : Number(figure);
}

const RANGE =
  /(?:(20\d{2})[年./-])?(\d{1,2})[月./-](\d{1,2})日?(?:[—－–~～至到-]{1,2})(?:(20\d{2})[年./-])?(?:(\d{1,2})[月./-])?(\d{1,2})日?(?!\d|月)/u;

type Dates = Pick<ShownTrip, "from" | "to">;

function datesIn(text: string, known: number | null): Dates {
  const [, year, month = "", day = "", yearTo, monthTo = month, dayTo = ""] = RANGE.exec(text) ?? [];
  const first = year === undefined ? known : Number(year);
  if (first === null || month === "") return { from: null, to: null };
  const from = dayOf(first, month, day);
  const later = yearTo === undefined ? first + (Number(monthTo) < Number(month) ? 1 : 0) : Number(yearTo);
  const to = dayOf(later, monthTo, dayTo);
  return from && to && daysBetween(from, to) >= 0 && to <= addDays(from, LONGEST) ? { from, to } : { from: null, to: null };
}

/** A journey of more days than this is none that the limits speak of. */
const LONGEST = 120;

function dayOf(year: number, month: string, day: string): Day | null {
  return readDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}
