// What is due soon or late, drawn together from matters, delegations and outcomes.
import type { FlowSummaryView } from "../../../src/app/http/contract-flows.ts";
import type { TripYearView } from "../../../src/app/http/contract-trips.ts";

export type DueThing = {
  readonly key: string;
  readonly title: string;
  readonly what:
    | { readonly kind: "node"; readonly title: string }
    | { readonly kind: "follow-up"; readonly month: string }
    | { readonly kind: "report" | "passports" | "exception" };
  readonly place: { readonly kind: "flow" | "trip" | "year"; readonly id: string };
  readonly due: string;
  /** Negative where it is late. */
  readonly days: number;
};

const DAY_MS = 24 * 60 * 60_000;
/** How far ahead is looked. */
const DAYS_AHEAD = 7;

type Sources = {
  /** "2026-01-31" */
  readonly today: string;
  readonly flows: readonly FlowSummaryView[];
  readonly year: TripYearView | null;
};

/** The most urgent first. */
export function dueOf({ today, flows, year }: Sources): readonly DueThing[] {
  const daysTo = (due: string): number => Math.round((Date.parse(due) - Date.parse(today)) / DAY_MS);
  const matters = flows.flatMap((flow): DueThing[] =>
    flow.due === null
      ? []
      : [
          {
            key: `flow ${flow.id}`,
            ...{ title: flow.title, what: { kind: "node", title: flow.nodeTitle }, place: { kind: "flow", id: flow.id } },
            ...{ due: flow.due, days: daysTo(flow.due) },
          },
        ],
  );
  // Examples are nobody's work.
  const chased = (year?.rows.filter(({ example }) => !example) ?? []).flatMap((row) =>
    row.chases.map(
      ({ what, due }): DueThing => ({
        key: `${what} ${row.id} ${due}`,
        ...{
          title: row.title,
          what: { kind: what },
          place: row.trip === null ? { kind: "year", id: year?.id ?? "" } : { kind: "trip", id: row.trip },
        },
        ...{ due, days: daysTo(due) },
      }),
    ),
  );
  const followed = (year?.outcomes.filter(({ example }) => example === null) ?? []).flatMap((outcome) =>
    outcome.followUps
      .filter(({ state }) => state !== "done")
      .map(
        ({ month, due }): DueThing => ({
          key: `follow-up ${outcome.id} ${month}`,
          ...{ title: outcome.title, what: { kind: "follow-up", month }, place: { kind: "year", id: year?.id ?? "" } },
          ...{ due, days: daysTo(due) },
        }),
      ),
  );
  return [...matters, ...chased, ...followed].filter(({ days }) => days <= DAYS_AHEAD).toSorted((one, other) => one.days - other.days);
}
