// The terminal view of a year of delegations: the board with its limits, who is chased, outcomes, what it cost.
import { type Money, printExact, printScaled } from "../../kernel/index.ts";
import type { BoardRow } from "../../trips/index.ts";
import { namesText, tripWording } from "../messages/trip-text.ts";
import { tripYearWording } from "../messages/trip-year.ts";
import type { TripYear } from "../usecases/trips/assemble-year.ts";
import { type Field, tableLines } from "./columns.ts";
import type { Terminal } from "./terminal.ts";
import { breachLines } from "./trip-report.ts";

const DASH = "—";

type View = Pick<Terminal, "language" | "paint" | "width" | "words">;

export function tripYearLines(year: TripYear, view: View): string[] {
  const { board, costs } = year;
  const { language, paint } = view;
  const words = tripYearWording(language);
  const { plan } = board;
  return [
    "",
    `${paint("bold", words.title(plan.year))}  ${plan.unit}`,
    ...(plan.example === null ? [] : [paint("yellow", `${words.example} ${plan.example}`)]),
    "",
    ...boardTable(year, view),
    "",
    ...limitsTable(year, view),
    "",
    ...board.breaches.flatMap((one) => breachLines(one, view)),
    ...[...year.cases.values()].flatMap(({ both, breaches }) => {
      const own = breaches.flatMap((one) => breachLines(one, view));
      return own.length === 0 ? [] : [paint("bold", both.planned.priced.trip.title), ...own];
    }),
    ...chaseLines(year, view),
    ...outcomesTable(year, view),
    ...(plan.example === null ? [] : [paint("yellow", words.exampleCosts)]),
    words.costs(
      costs.delegations,
      yuan(costs.perDelegation),
      costs.personDays,
      yuan(costs.perPersonDay),
      costs.agreements,
      yuan(costs.perAgreement),
    ),
    "",
  ];
}

function boardTable({ board }: TripYear, { language, paint }: View): string[] {
  const words = tripYearWording(language);
  const line = (row: BoardRow): Field[] => [
    { text: row.item.id },
    { text: row.item.title },
    { text: row.item.division ?? DASH },
    { text: words.states[row.state], ...(row.state === "stopped" ? { style: "yellow" as const } : {}) },
    { text: row.departs ?? row.item.month ?? DASH },
    { text: row.days === null ? DASH : String(row.days) },
    { text: row.people === null ? DASH : String(row.people) },
    { text: namesText(row.countries, language) },
    { text: yuan(row.budget) },
    { text: yuan(row.spent) },
    { text: yuan(row.settlement?.payable ?? null) },
    { text: yuan(row.settlement?.heldBack ?? null) },
  ];
  const total = ["", words.total, "", "", "", "", "", "", yuan(board.budget), yuan(board.spent), yuan(board.settled), yuan(board.heldBack)];
  const { columns } = words;
  const left = (title: string) => ({ title, align: "left" as const });
  const right = (title: string) => ({ title, align: "right" as const });
  return tableLines(
    [
      right(columns.id),
      { ...left(columns.title), most: 44 },
      { ...left(columns.division), most: 20 },
      left(columns.state),
      left(columns.departs),
      right(columns.days),
      right(columns.people),
      left(columns.countries),
      right(columns.budget),
      right(columns.spent),
      right(columns.payable),
      right(columns.heldBack),
    ],
    [...board.rows.map(line), total.map((text) => ({ text, style: "bold" as const }))],
    paint,
    1,
  );
}

function limitsTable({ board }: TripYear, { language, paint }: View): string[] {
  const words = tripYearWording(language);
  const names = tripWording(language).limits;
  const columns = [words.limit.name, words.limit.most, words.limit.planned, words.limit.used, words.limit.left].map((title, index) => ({
    title,
    align: index === 0 ? ("left" as const) : ("right" as const),
  }));
  const rows = board.uses.map(({ limit, most, planned, used, left }): Field[] => [
    { text: names[limit] },
    { text: most ? printExact(most) : DASH },
    { text: printExact(planned) },
    { text: printExact(used) },
    { text: left ? printExact(left) : DASH },
  ]);
  return tableLines(columns, rows, paint);
}

function chaseLines({ chases, cases }: TripYear, { language, paint }: View): string[] {
  const words = tripYearWording(language);
  const lines = [...chases].flatMap(([id, own]) =>
    own.map((chase) =>
      paint(
        "yellow",
        words.chase(cases.get(id)?.both.planned.priced.trip.title ?? id, words.chaseNames[chase.what], chase.due, chase.daysLate),
      ),
    ),
  );
  return lines.length === 0 ? [] : [...lines, ""];
}

function outcomesTable({ outcomes }: TripYear, { language, paint }: View): string[] {
  if (outcomes.length === 0) return [];
  const words = tripYearWording(language);
  const rows = outcomes.map((one): Field[] => [
    { text: one.outcome.trip ?? DASH },
    { text: one.outcome.title },
    { text: words.outcomeStages[one.stage] },
    { text: one.firstOn ?? DASH },
    { text: yuan(one.realised) },
    { text: one.outcome.contribution ? words.contributions[one.outcome.contribution.grade] : DASH },
    { text: one.outcome.example !== null ? words.notCounted.example : one.counts ? words.counted : words.notCounted.marked },
    { text: one.marks.map((mark) => words.marks[mark]).join("; "), style: "dim" },
  ]);
  const columns = Object.values(words.outcomeColumns).map((title, index) => ({
    title,
    align: index === 4 ? ("right" as const) : ("left" as const),
    ...(index === 1 ? { most: 48 } : {}),
  }));
  return [paint("bold", words.outcomes), ...tableLines(columns, rows, paint), ""];
}

function yuan(amount: Money | null): string {
  return amount === null ? DASH : printScaled(amount, 2);
}
