// An instant as people in China read it; the country has one time, whatever the server's is.

const AHEAD_MS = 8 * 60 * 60_000;

/** "2026-01-02T03:04:05.000Z" → "2026-01-02 11:04". */
export function beijingTime(instant: string): string {
  return new Date(Date.parse(instant) + AHEAD_MS).toISOString().slice(0, 16).replace("T", " ");
}
