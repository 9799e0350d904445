// How column values arrive, from the embedded engine and from a server alike: exact numbers, JSON and days as the text PostgreSQL
// prints, instants as ISO text in UTC. Nothing passes through a JavaScript number or date that could change it on the way.

const asPrinted = (text: string): string => text;

/** "2019-12-31 16:00:00.25+00" → "2019-12-31T16:00:00.250Z" */
function isoInstant(text: string): string {
  const spelled = text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
  return new Date(spelled).toISOString();
}

/** By type number: bigint, numeric, date, timestamp, timestamp with time zone, json, jsonb. */
export const columnParsers: Readonly<Record<number, (text: string) => string>> = {
  20: asPrinted,
  1700: asPrinted,
  1082: asPrinted,
  1114: asPrinted,
  1184: isoInstant,
  114: asPrinted,
  3802: asPrinted,
};
