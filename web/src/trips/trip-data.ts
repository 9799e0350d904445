// A trip's content as it is written (values as text), and what the editor does to it. Everything else in it is left as it is.
import { addDays, type Day, daysBetween, readDay } from "../../../src/kernel/index.ts";

export type Fields = Readonly<Record<string, unknown>>;
export type TripData = Fields;

export function textOf(data: Fields, key: string): string {
  const value = data[key];
  return typeof value === "string" ? value : "";
}

export function listOf(data: Fields, key: string): readonly Fields[] {
  const value = data[key];
  return Array.isArray(value) ? (value as readonly Fields[]) : [];
}

export function fieldsOf(data: Fields, key: string): Fields {
  const value = data[key];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** Sets a key, or takes it away where the text is empty. */
export function withText(data: Fields, key: string, text: string): Fields {
  if (text !== "") return { ...data, [key]: text };
  const { [key]: _, ...rest } = data;
  return rest;
}

export function withItem(data: Fields, key: string, index: number, item: Fields | null): Fields {
  const list = listOf(data, key);
  if (item === null) return { ...data, [key]: list.filter((_, at) => at !== index) };
  return { ...data, [key]: index < list.length ? list.map((one, at) => (at === index ? item : one)) : [...list, item] };
}

export type PlannedDay = { readonly day: Day; readonly leg: number | null; readonly place: string };

const MOST_DAYS = 62;

/** Every day from leaving to returning, with the stay it belongs to. */
export function plannedDays(data: TripData): readonly PlannedDay[] {
  const [departs, returns] = [readDay(textOf(data, "departs")), readDay(textOf(data, "returns"))];
  if (departs === null || returns === null || returns < departs) return [];
  const count = Math.min(daysBetween(departs, returns) + 1, MOST_DAYS);
  const stays = stayOfDays(data, departs);
  return Array.from({ length: count }, (_, index) => {
    const day = addDays(departs, index);
    const leg = stays.get(day) ?? null;
    const stay = leg === null ? undefined : listOf(data, "legs")[leg];
    return { day, leg, place: stay ? textOf(stay, "city") || textOf(stay, "country") : "" };
  });
}

function stayOfDays(data: TripData, departs: Day): ReadonlyMap<string, number> {
  const stays = new Map<string, number>();
  let next = departs;
  listOf(data, "legs").forEach((leg, index) => {
    const first = readDay(textOf(leg, "from")) ?? next;
    const days = Math.min(Number(textOf(leg, "days")) || 0, MOST_DAYS);
    for (let at = 0; at < days; at++) stays.set(addDays(first, at), index);
    next = addDays(first, days);
  });
  return stays;
}

/** Monday is 0. */
export function weekdayOf(day: Day): number {
  return ((daysBetween("2018-01-01" as Day, day) % 7) + 7) % 7;
}

/** Sets a part of several fields, or takes it away where nothing is left of it. */
export function withFields(data: Fields, key: string, part: Fields): Fields {
  if (Object.keys(part).length > 0) return { ...data, [key]: part };
  const { [key]: _, ...rest } = data;
  return rest;
}

export function withList(data: Fields, key: string, list: readonly Fields[]): Fields {
  return { ...data, [key]: list };
}

/** Names in one line or in lines, as they are written. */
export function namesOf(data: Fields, key: string, between: string): string {
  const value = data[key];
  return Array.isArray(value) ? value.join(between) : "";
}

export function withNames(data: Fields, key: string, text: string, between = /[、,，\n]/): Fields {
  const { [key]: _, ...rest } = data;
  return text === "" ? rest : { ...rest, [key]: text.split(between) };
}
