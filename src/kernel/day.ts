// Calendar days without clocks or time zones: the pure rooms know days, never instants.
declare const day: unique symbol;
/** A day as YYYY-MM-DD. */
export type Day = string & { readonly [day]: true };
/** From a day until a day, both included; an open end is null. */
export type Period = { readonly from: Day; readonly until: Day | null };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A real calendar day, or null ("2019-02-29" is none). */
export function readDay(text: string): Day | null {
  const match = SHAPE.exec(text.trim());
  if (!match) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return null;
  return match[0] as Day;
}

export function isWithin(when: Day, period: Period): boolean {
  return when >= period.from && (period.until === null || when <= period.until);
}

/** Whole days from a to b; negative when b is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return dayNumber(b) - dayNumber(a);
}

/** The day so many days later, or earlier. */
export function addDays(when: Day, days: number): Day {
  let year = Number(when.slice(0, 4));
  let month = Number(when.slice(5, 7));
  let date = Number(when.slice(8, 10)) + days;
  while (date > daysInMonth(year, month)) {
    date -= daysInMonth(year, month);
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year++;
  }
  while (date < 1) {
    month = month === 1 ? 12 : month - 1;
    if (month === 12) year--;
    date += daysInMonth(year, month);
  }
  const two = (part: number) => String(part).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(date)}` as Day;
}

/** The same date so many months later; the month's last where it has no such date. */
export function addMonths(when: Day, months: number): Day {
  const count = Number(when.slice(0, 4)) * 12 + Number(when.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  const date = Math.min(Number(when.slice(8, 10)), daysInMonth(year, month));
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}` as Day;
}

/** "2020年5月20日", as documents are signed. */
export function printDay(when: Day): string {
  return `${Number(when.slice(0, 4))}年${Number(when.slice(5, 7))}月${Number(when.slice(8, 10))}日`;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

// Days since 0000-03-01 in the proleptic Gregorian calendar; March-based years put the leap day last.
function dayNumber(when: Day): number {
  const month = Number(when.slice(5, 7));
  const year = Number(when.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const shifted = (month + 9) % 12;
  return (
    365 * year +
    Math.floor(year / 4) -
    Math.floor(year / 100) +
    Math.floor(year / 400) +
    Math.floor((153 * shifted + 2) / 5) +
    Number(when.slice(8, 10)) -
    1
  );
}
