// Working days: weekends are off, and in the years that calendar.yaml knows also the public holidays, while shifted weekends are worked.
import { addDays, type Day, daysBetween, isWithin, type Result, readSource, type SourceFile, success } from "../../kernel/index.ts";
import { calendarSchema } from "./process-schema.ts";

type Period = { readonly from: Day; readonly until: Day };

export type Calendar = {
  /** The years whose holidays are known. */
  readonly years: ReadonlySet<string>;
  readonly off: readonly Period[];
  readonly worked: ReadonlySet<Day>;
};

/** Weekends alone. */
export const WEEKENDS_ONLY: Calendar = { years: new Set(), off: [], worked: new Set() };

/** Later files override earlier ones, year by year. */
export function readCalendar(files: readonly SourceFile[]): Result<Calendar> {
  const years = new Map<string, { readonly off: readonly Period[]; readonly worked: readonly Day[] }>();
  for (const file of files) {
    const read = readSource(calendarSchema, file);
    if (!read.ok) return read;
    for (const { year, off, worked } of read.value.years) years.set(year, { off, worked });
  }
  return success({
    years: new Set(years.keys()),
    off: [...years.values()].flatMap(({ off }) => off),
    worked: new Set([...years.values()].flatMap(({ worked }) => worked)),
  });
}

export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  if (calendar.worked.has(day)) return true;
  return !isWeekend(day) && !calendar.off.some((period) => isWithin(day, period));
}

/** The day so many working days later; the day itself does not count. */
export function addWorkingDays(calendar: Calendar, from: Day, count: number): Day {
  let day = from;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

/** Working days after `from` up to and including `until`; 0 where `until` is not later. */
export function workingDaysBetween(calendar: Calendar, from: Day, until: Day): number {
  let count = 0;
  for (let day = from; day < until; ) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) count += 1;
  }
  return count;
}

/** Whether every year from one day to the other has its holidays known; else only weekends were left out. */
export function knowsYears({ years }: Calendar, from: Day, until: Day): boolean {
  for (let year = Number(from.slice(0, 4)); year <= Number(until.slice(0, 4)); year++) if (!years.has(String(year))) return false;
  return true;
}

// 2000-01-01 was a Saturday.
function isWeekend(day: Day): boolean {
  const after = ((daysBetween("2000-01-01" as Day, day) % 7) + 7) % 7;
  return after < 2;
}
