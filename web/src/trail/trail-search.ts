// What the trail's address says: whose events are shown, of when, of what kind.

export const RESULTS = ["done", "refused", "failed"] as const;

export type TrailSearch = {
  readonly account?: string | undefined;
  /** Days of this computer's calendar, both within. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly kind?: string | undefined;
  readonly action?: string | undefined;
  readonly object?: string | undefined;
  readonly result?: (typeof RESULTS)[number] | undefined;
  /** Only events before this number. */
  readonly before?: string | undefined;
};

/** Keeps what is known and drops the rest, so that an old or mistyped address still opens. */
export function readTrailSearch(raw: Record<string, unknown>): TrailSearch {
  const search: TrailSearch = {
    ...{ account: text(raw["account"]), kind: text(raw["kind"]), action: text(raw["action"]), object: text(raw["object"]) },
    ...{ since: day(raw["since"]), until: day(raw["until"]) },
    result: RESULTS.find((one) => one === raw["result"]),
    before: /^[1-9]\d{0,17}$/.test(String(raw["before"] ?? "")) ? String(raw["before"]) : undefined,
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

/** As the server takes it: instants, the end of the last day left out. */
export function questionOf({ since, until, ...rest }: TrailSearch): Readonly<Record<string, string | undefined>> {
  return {
    ...rest,
    since: since === undefined ? undefined : startOf(since, 0),
    until: until === undefined ? undefined : startOf(until, 1),
  };
}

function startOf(wanted: string, later: number): string {
  const [year = 0, month = 1, date = 1] = wanted.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

function day(value: unknown): string | undefined {
  const written = text(value);
  return written !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(Date.parse(written)) ? written : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
